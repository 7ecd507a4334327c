import { AsyncLocalStorage } from 'node:async_hooks';
import { formatWithOptions } from 'node:util';
import type { LogLine } from '../runtime';
import { installAppDate } from './app-date';
import type { ForgeFetchMeta, PlatformLink, PlatformRequest } from './platform-link';
import { toPlatformRequest } from './platform-link';

/** What code sees that runs inside one invocation. */
export interface InvocationScope {
  readonly id: string;
  readonly link: PlatformLink;
  /** `__forge_runtime__`. */
  readonly runtime: unknown;
  ended: boolean;
}

const scopes = new AsyncLocalStorage<InvocationScope>();

/** Runs code inside an invocation: it and everything that it awaits see this scope and no other. */
export const insideScope = <T>(scope: InvocationScope, run: () => T): T => scopes.run(scope, run);

/** Runs code outside of any invocation, as the platform loads a module. */
export const outsideScope = <T>(run: () => T): T => scopes.exit(run);

// Node keeps an ended invocation's promises running; on Forge the process is frozen. Whatever they ask for is refused.
const liveScope = (what: string): InvocationScope => {
  const scope = scopes.getStore();
  if (!scope) throw new Error(`${what} was called outside of an invocation.`);
  if (scope.ended) throw new Error(`${what} was called after its invocation had ended.`);
  return scope;
};

const abortOf = async (signal: AbortSignal): Promise<never> => {
  if (!signal.aborted) {
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve, { once: true });
    });
  }
  signal.throwIfAborted();
  throw new Error('The request was given up.');
};

const ask = async (what: string, to: PlatformRequest['to'], target: string | URL | Request, init?: RequestInit): Promise<Response> => {
  const scope = liveScope(what);
  const { request, signal } = await toPlatformRequest(to, target, init);
  return Promise.race([scope.link.ask(scope.id, request, signal), abortOf(signal)]);
};

const LEVELS = { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error' } as const satisfies Record<
  string,
  LogLine['level']
>;

interface Originals {
  readonly fetch: typeof fetch;
  readonly console: Readonly<Record<keyof typeof LEVELS, (...given: unknown[]) => void>>;
}

// Kept on the global object, so that a second copy of this module (jest.resetModules) wraps the originals and not the first copy.
const ORIGINALS = Symbol.for('local-site.originals');

const originalsOf = (target: typeof globalThis & { [ORIGINALS]?: Originals }): Originals => {
  const { debug, log, info, warn, error } = console;
  target[ORIGINALS] ??= { fetch: globalThis.fetch, console: { debug, log, info, warn, error } };
  return target[ORIGINALS];
};

const wrapConsole = (originals: Originals): void => {
  for (const [name, level] of Object.entries(LEVELS) as [keyof typeof LEVELS, LogLine['level']][]) {
    console[name] = (...given: unknown[]): void => {
      const scope = scopes.getStore();
      if (scope) scope.link.log(scope.id, level, formatWithOptions({ colors: false }, ...given));
      else originals.console[name](...given);
    };
  }
};

/**
 * Installs what @forge/* packages expect of Forge's process: `__forge_fetch__`, `__forge_runtime__`, `fetch` and `console`, each bound to
 * the invocation that calls, and a `Date` that goes by that invocation's site; outside of any by `shiftOutside`.
 * Must run before the app loads: @forge/api keeps the `fetch` that it finds then.
 * `outside` says what `fetch` does in no invocation: `pass` for code of tests in the same process, `refuse` in a process of the app's own.
 */
export const installGlobals = (outside: 'pass' | 'refuse', shiftOutside: () => number = () => 0): void => {
  const originals = originalsOf(globalThis);
  Object.defineProperties(globalThis, {
    __forge_fetch__: {
      configurable: true,
      value: (meta: ForgeFetchMeta, path: string, init?: RequestInit) => ask(`A call of ${meta.type}`, meta, path, init),
    },
    __forge_runtime__: { configurable: true, get: () => scopes.getStore()?.runtime },
    fetch: {
      configurable: true,
      writable: true,
      value: (target: string | URL | Request, init?: RequestInit) =>
        outside === 'pass' && !scopes.getStore() ? originals.fetch(target, init) : ask('fetch', 'egress', target, init),
    },
  });
  wrapConsole(originals);
  installAppDate(() => scopes.getStore()?.link.clockShift() ?? shiftOutside());
};
