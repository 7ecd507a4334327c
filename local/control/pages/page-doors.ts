import { Hono } from 'hono';
import * as v from 'valibot';
import { LIMITS } from '../../runtime/limits';
import { askJiraAs } from '../../runtime/platform/product-doors';
import type { SiteParts } from '../../site/site-parts';
import { ControlRefusal, personNamed, readJson } from '../acting';
import { findPage, invokeResolver, pageContext } from './page-module';

const invokeBody = v.strictObject({
  module: v.string(),
  functionKey: v.string(),
  payload: v.optional(v.unknown()),
  as: v.string(),
});

/** As @forge/bridge 7.2.0 gives it to `fetchProduct`, with who acts. */
const productBody = v.object({
  product: v.string(),
  restPath: v.string(),
  init: v.optional(
    v.object({
      method: v.optional(v.string()),
      body: v.optional(v.nullable(v.string())),
      headers: v.optional(v.array(v.tuple([v.string(), v.string()]))),
    }),
  ),
  as: v.string(),
});

// Somebody who is no member of the site can't open its pages.
const memberNamed = (parts: SiteParts, name: string) => {
  const person = personNamed(parts.people, name);
  if (person.role === 'outsider') throw new ControlRefusal(403, `${person.name} is no member of this site and can’t open its pages.`);
  return person;
};

/** What the shell asks for the app's pages, under `/_page`. */
export const pageDoors = (parts: SiteParts): Hono =>
  new Hono()
    .get('/context', (context) => {
      const page = findPage(parts.manifest, context.req.query('module') ?? '');
      if (!page) throw new ControlRefusal(404, 'The manifest has no such page.');
      const { accountId } = memberNamed(parts, context.req.query('as') ?? '');
      return context.json(pageContext(parts, page, accountId, new URL(context.req.url).origin));
    })
    .post('/invoke', async (context) => {
      const { as, ...call } = await readJson(context.req.raw, invokeBody);
      const outcome = await invokeResolver(parts, { ...call, payload: call.payload, accountId: memberNamed(parts, as).accountId });
      return context.json(outcome.ok ? { ok: true, result: outcome.result } : { ok: false, error: outcome.error });
    })
    .post('/fetch-product', async (context) => {
      const { product, restPath, init = {}, as } = await readJson(context.req.raw, productBody);
      if (product !== 'jira') throw new ControlRefusal(400, `The local site doesn't model the product ${product}.`);
      if (!/^\/(?![/\\])/.test(restPath)) throw new ControlRefusal(400, 'A path of Jira begins with one slash.');
      const body = init.body === undefined || init.body === null ? null : new TextEncoder().encode(init.body);
      const headers = Object.fromEntries(init.headers ?? []);
      const request = { to: 'egress', url: restPath, method: init.method ?? 'GET', headers, body, redirect: 'manual' } as const;
      const answer = await askJiraAs(parts, request, memberNamed(parts, as).accountId, context.req.raw.signal);
      const text = await answer.text();
      if (Buffer.byteLength(text) > LIMITS.payloadBytes) throw new ControlRefusal(400, 'The answer is over 5 MB.');
      return context.json({
        status: answer.status,
        statusText: answer.statusText,
        headers: Object.fromEntries(answer.headers),
        body: text,
        isAttachment: false,
      });
    });
