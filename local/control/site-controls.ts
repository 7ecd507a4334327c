import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import * as v from 'valibot';
import { AccountsRefusal } from '../accounts/integrations';
import { RESOURCES } from '../focus/state/records';
import { parseSwitches } from '../focus/switches';
import { parseFaults } from '../kvs/faults';
import type { SiteParts } from '../site/site-parts';
import { ControlRefusal, personNamed, readJson } from './acting';
import { firstRun } from './first-run';
import { invokeResolver } from './pages/page-module';
import { siteState } from './site-state';

const BODIES = {
  invoke: v.strictObject({
    as: v.optional(v.string()),
    module: v.string(),
    functionKey: v.string(),
    payload: v.optional(v.unknown()),
  }),
  restApis: v.strictObject({ enabled: v.boolean() }),
  integration: v.strictObject({ name: v.string(), scopes: v.array(v.string()), callback: v.string(), as: v.optional(v.string()) }),
  token: v.strictObject({ integrationId: v.optional(v.string()), scopes: v.optional(v.array(v.string())), as: v.optional(v.string()) }),
  focus: v.strictObject({
    switches: v.optional(v.record(v.string(), v.unknown())),
    latency: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(60_000))),
  }),
  faults: v.strictObject({ kvs: v.optional(v.unknown()), focus: v.optional(v.unknown()), jira: v.optional(v.unknown()) }),
} as const;

/** Takes what a stand-in's parser says about a fault and makes it an answer. */
const refuseBadly = (which: string, set: () => void): void => {
  try {
    set();
  } catch (error) {
    throw new ControlRefusal(400, `${which}: ${error instanceof Error ? error.message : 'not a fault'}`);
  }
};

// The stand-ins of Focus and Jira parse what they are given and throw a sentence.
const setFaults = (parts: SiteParts, given: v.InferOutput<typeof BODIES.faults>): void => {
  const { kvs, focus, jira } = given;
  if (kvs !== undefined) refuseBadly('kvs', () => parts.kvs.faults.set(parseFaults(kvs)));
  if (focus !== undefined) refuseBadly('focus', () => parts.focus.faults.set(focus as Parameters<typeof parts.focus.faults.set>[0]));
  if (jira !== undefined) refuseBadly('jira', () => parts.jira.faults.set(jira as Parameters<typeof parts.jira.faults.set>[0]));
};

const setFocus = (parts: SiteParts, { switches, latency }: v.InferOutput<typeof BODIES.focus>): void => {
  if (switches !== undefined) refuseBadly('switches', () => Object.assign(parts.focus.switches, parseSwitches(switches)));
  if (latency !== undefined) parts.focus.latency = latency;
};

const clearFaults = (parts: SiteParts): void => {
  parts.kvs.faults.set(null);
  parts.focus.faults.set(null);
  parts.jira.faults.set(null);
};

const clearCounters = (parts: SiteParts): void => {
  parts.kvs.resetCounters();
  parts.focus.resetCounters();
};

const counters = (parts: SiteParts) => ({ kvs: parts.kvs.counters(), focus: parts.focus.counters() });

/** The site as it was after its first start: the app's data, events, clock, Focus and the switches; integrations and tokens stay. */
const reset = async (parts: SiteParts) => {
  clearFaults(parts);
  parts.kvs.clear(parts.identity.installationId);
  parts.focus.reset();
  parts.switches.setRestApis(false);
  parts.notes.clear();
  parts.clock.reset();
  parts.events.clear();
  const run = await firstRun(parts, true);
  clearCounters(parts);
  return run;
};

const ownAccounts = async <T>(ask: () => T | Promise<T>): Promise<T> => {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof AccountsRefusal ? new ControlRefusal(400, error.message) : error;
  }
};

/** What Focus holds, so that a script can tell what an answer should have been without asking the app. */
const recordsOf = (parts: SiteParts, resource: string | undefined) => {
  if (parts.focusKind === 'real') throw new ControlRefusal(400, 'records: a real Focus is connected, and its records are not read here');
  const known = RESOURCES.find((kind) => kind === resource);
  if (known === undefined) throw new ControlRefusal(400, `records: resource must be one of ${RESOURCES.join(', ')}`);
  return parts.focus.records(known);
};

/** Controls of the local site, under `/_site`; local/README.md has a curl for each. */
export const siteControls = (parts: SiteParts): Hono => {
  const named = (as: string | undefined) => personNamed(parts.people, as).accountId;
  const originOf = (request: Request): string => new URL(request.url).origin;
  return new Hono()
    .get('/state', (context) => context.json(siteState(parts, originOf(context.req.raw))))
    .post('/invoke', async (context) => {
      const { as, module, functionKey, payload } = await readJson(context.req.raw, BODIES.invoke);
      const outcome = await invokeResolver(parts, { module, functionKey, payload, accountId: named(as) });
      return outcome.ok ? context.json({ ok: true, result: outcome.result }) : context.json({ ok: false, error: outcome.error }, 502);
    })
    .put('/rest-apis', async (context) => {
      const { enabled } = await readJson(context.req.raw, BODIES.restApis);
      parts.switches.setRestApis(enabled);
      return context.json({ enabled: parts.switches.restApis() });
    })
    .get('/integrations', (context) => {
      const shown = parts.accounts.integrations().map((integration) => ({
        ...integration,
        authorizationUrls: parts.accounts.authorizationUrls(integration.id, originOf(context.req.raw)),
      }));
      return context.json(shown);
    })
    .post('/integrations', async (context) => {
      const { as, ...wanted } = await readJson(context.req.raw, BODIES.integration);
      const made = await ownAccounts(() => parts.accounts.createIntegration({ ...wanted, ownerAccountId: named(as) }));
      const urls = parts.accounts.authorizationUrls(made.id, originOf(context.req.raw));
      return context.json({ ...made, authorizationUrls: urls }, 201);
    })
    .post('/tokens', async (context) => {
      const { as, integrationId, scopes } = await readJson(context.req.raw, BODIES.token);
      const wanted = { ...(integrationId === undefined ? {} : { integrationId }), ...(scopes === undefined ? {} : { scopes }) };
      return context.json(await ownAccounts(() => parts.accounts.issueToken({ ...wanted, accountId: named(as) })), 201);
    })
    .put('/focus', async (context) => {
      setFocus(parts, await readJson(context.req.raw, BODIES.focus));
      return context.json({ switches: parts.focus.switches, latency: parts.focus.latency });
    })
    .put('/faults', async (context) => {
      setFaults(parts, await readJson(context.req.raw, BODIES.faults));
      return context.body(null, 204);
    })
    .delete('/faults', (context) => {
      clearFaults(parts);
      return context.body(null, 204);
    })
    .post('/reset', async (context) => context.json(await reset(parts)))
    .get('/records', (context) => context.json({ records: recordsOf(parts, context.req.query('resource')) }))
    .get('/counters', (context) => context.json(counters(parts)))
    .delete('/counters', (context) => {
      clearCounters(parts);
      return context.body(null, 204);
    })
    .get('/logs', (context) => context.json(parts.runtime.logs()))
    .get('/events', (context) =>
      streamSSE(context, async (stream) => {
        const ended = new Promise<void>((resolve) => {
          stream.onAbort(resolve);
          parts.closing.addEventListener('abort', () => resolve(), { once: true });
        });
        // A browser that comes back names the last thing it saw; if that was another build or another start, it must reload.
        const seen = context.req.header('Last-Event-ID');
        const now = () => ({ id: parts.build.version() });
        const stop = parts.build.listen((state) => {
          const event = state.ok ? 'reload' : 'build-error';
          void stream.writeSSE({ event, data: JSON.stringify(state.message ?? ''), ...now() });
        });
        await stream.writeSSE({ event: seen === undefined || seen === now().id ? 'hello' : 'reload', data: '""', ...now() });
        await ended;
        stop();
      }),
    );
};
