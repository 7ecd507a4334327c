import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../../clock/open-clock';
import { installContext } from '../../site/identity';
import type { Manifest } from '../../site/read-manifest';
import { appIdOf, egressOf, scopesOf } from '../../site/read-manifest';
import { isEgressPermitted, openEgress } from './egress';
import { wallNow } from '../inside/app-date';
import type { InvocationStart, SecondArgument } from '../inside/invocation-start';
import type { PlatformRequest } from '../inside/platform-link';
import { jsonBytes, LIMITS } from '../limits';
import { openLogBook } from './log-book';
import { answerForgeFetch } from './product-doors';
import type { ProductDoors } from './product-doors';
import type { InvocationCall, InvocationResult, LogLine } from '../runtime';

/** One invocation as the platform knows it. The app's process can neither choose nor change any of it. */
export interface Invocation {
  readonly call: InvocationCall;
  readonly start: InvocationStart;
  readonly limitMs: number;
  ended: boolean;
  /** Egress requests in the current minute. */
  egress: { minute: number; requests: number };
}

export interface PlatformOptions extends ProductDoors {
  readonly manifest: () => Manifest;
  readonly identity: {
    readonly cloudId: string;
    readonly environmentId: string;
    readonly environmentType: string;
    readonly installationId: string;
  };
  /** Answers the app's own requests; must not follow redirects. */
  readonly egress: (request: Request) => Promise<Response>;
  /** Folder that holds `__LOCALES__`. */
  readonly appCodeDir: () => string;
  readonly tellsInstallation: boolean;
  readonly now: () => number;
  /** Moves the app's `Date`; the computer's own time without it. */
  readonly clock?: Pick<Clock, 'shift' | 'onMove'>;
  readonly onLog?: (line: LogLine) => void;
}

/** Forge's side of every invocation: who it acts for, what it may reach, how much. */
export interface Platform {
  /** Gives the invocation, or why there is none. */
  begin(call: InvocationCall): Invocation | { readonly refused: InvocationResult & { readonly ok: false } };
  /** Answers a request that the app made during the invocation. Rejects when it is refused. */
  answer(invocation: Invocation, request: PlatformRequest, signal: AbortSignal): Promise<Response>;
  log(invocation: Invocation, level: LogLine['level'], text: string): void;
  /** Ends it and gives what the caller gets. */
  end(invocation: Invocation, result: InvocationResult): InvocationResult;
  logs(): readonly LogLine[];
  readonly clock: Pick<Clock, 'shift' | 'onMove'>;
}

const refuse = (kind: 'not-found' | 'too-large', message: string) => ({ refused: { ok: false as const, error: { kind, message } } });

const limitOf = (call: InvocationCall, timeoutSeconds: number | undefined): number => {
  if (call.background === undefined) return LIMITS.invocationMs;
  return timeoutSeconds === undefined ? LIMITS.backgroundMs : timeoutSeconds * 1000;
};

const moduleTypeOf = (manifest: Manifest, key: string): string =>
  Object.entries(manifest.modules).find(
    ([, modules]) =>
      Array.isArray(modules) &&
      modules.some((module: unknown) => typeof module === 'object' && module !== null && 'key' in module && module.key === key),
  )?.[0] ?? 'function';

const UNMOVED: Platform['clock'] = { shift: () => 0, onMove: () => () => undefined };

/** Opens the platform's side; see `Platform`. */
export const openPlatform = (options: PlatformOptions): Platform => {
  const { identity, now, clock = UNMOVED } = options;
  const book = openLogBook(options.onLog);
  const sendOut = openEgress((url) => isEgressPermitted(egressOf(options.manifest()), url), options.egress);

  const startOf = (manifest: Manifest, handler: string, call: InvocationCall, limitMs: number): InvocationStart => {
    const id = randomUUID();
    const contextAri = installContext(identity.cloudId);
    const installation: SecondArgument['installation'] = {
      ari: `ari:cloud:ecosystem::installation/${identity.installationId}`,
      contexts: [{ cloudId: identity.cloudId }],
    };
    const told = options.tellsInstallation ? { installation } : {};
    return {
      id,
      handler,
      payload: call.payload === undefined ? undefined : (JSON.parse(JSON.stringify(call.payload)) as unknown),
      context: {
        installContext: contextAri,
        ...(call.accountId === undefined ? {} : { principal: { accountId: call.accountId } }),
        ...told,
      },
      clockShift: clock.shift(),
      deadline: wallNow() + limitMs,
      runtime: {
        contextAri,
        ...(call.accountId === undefined ? {} : { aaid: call.accountId }),
        appContext: {
          appId: appIdOf(manifest),
          appVersion: '1.0.0',
          environmentId: identity.environmentId,
          environmentType: identity.environmentType,
          invocationId: id,
          installationId: identity.installationId,
          functionKey: call.functionKey,
          moduleType: call.background?.type ?? moduleTypeOf(manifest, call.moduleKey),
          moduleKey: call.moduleKey,
          ...told,
          permissions: { scopes: scopesOf(manifest), external: manifest.permissions?.external ?? {} },
        },
        container: { region: 'local', runtime: 'nodejs', handler, appCodeDir: options.appCodeDir() },
        tracing: { traceId: randomBytes(16).toString('hex'), spanId: randomBytes(8).toString('hex') },
      },
    };
  };

  return {
    begin: (call) => {
      const manifest = options.manifest();
      const found = manifest.modules.function.find((each) => each.key === call.functionKey);
      if (!found) return refuse('not-found', `The manifest has no function '${call.functionKey}'.`);
      if (jsonBytes(call.payload) > LIMITS.payloadBytes) return refuse('too-large', 'The payload is over 5 MB.');
      const allowed = limitOf(call, found.timeoutSeconds);
      const limitMs = Math.min(call.timeoutMs ?? allowed, allowed);
      return { call, start: startOf(manifest, found.handler, call, limitMs), limitMs, ended: false, egress: { minute: 0, requests: 0 } };
    },
    answer: async (invocation, request, signal) => {
      if (invocation.ended) throw new Error('The invocation has ended.');
      if (request.to !== 'egress') {
        return answerForgeFetch(options, request.to, request, {
          scopes: scopesOf(options.manifest()),
          installationId: identity.installationId,
          accountId: invocation.call.accountId,
          chain: invocation.call.background?.chain ?? invocation.start.id,
          signal,
        });
      }
      const minute = Math.floor(now() / 60_000);
      const { egress } = invocation;
      invocation.egress = { minute, requests: egress.minute === minute ? egress.requests + 1 : 1 };
      if (invocation.egress.requests > LIMITS.egressPerMinute) throw new Error('More than 100 requests a minute from one invocation.');
      const { url, method, headers, body, redirect } = request;
      return sendOut(new Request(url, { method, headers, body, redirect, signal }));
    },
    log: (invocation, level, text) => {
      book.write({ invocationId: invocation.start.id, functionKey: invocation.call.functionKey, at: now(), level, text });
    },
    end: (invocation, result) => {
      invocation.ended = true;
      book.forget(invocation.start.id);
      const tooLarge = result.ok && jsonBytes(result.result) > LIMITS.payloadBytes;
      return tooLarge ? { ok: false, error: { kind: 'too-large', message: 'The result is over 5 MB.' } } : result;
    },
    logs: () => book.lines(),
    clock,
  };
};
