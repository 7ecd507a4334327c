import type { LogLine } from '../runtime';

/** A request of the app to the world, as data that can cross to another process. */
export interface PlatformRequest {
  /** The `meta` of `__forge_fetch__`, or `egress` for the app's own `fetch`. */
  readonly to: ForgeFetchMeta | 'egress';
  /** Absolute for egress, else a path that begins with `/`. */
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | null;
  readonly redirect: 'follow' | 'error' | 'manual';
}

/** First argument of `__forge_fetch__`, as @forge/api 8.3.0 and @forge/kvs 1.6.5 send it. */
export interface ForgeFetchMeta {
  readonly type: string;
  readonly provider?: string;
  readonly remote?: string;
  readonly accountId?: string;
  readonly contextAri?: string;
}

/** The only way from the app's process to anything else. The platform decides by the invocation whom it acts for. */
export interface PlatformLink {
  /** Rejects when the platform refuses or the signal aborts. */
  ask(invocationId: string, request: PlatformRequest, signal: AbortSignal): Promise<Response>;
  log(invocationId: string, level: LogLine['level'], text: string): void;
  /** By how much the site's clock differs from the computer's own now, in ms. */
  clockShift(): number;
}

// The base only makes a path parsable; no request goes there.
const BASE = 'https://platform.invalid';

/** Takes what was given to `__forge_fetch__` or `fetch`; gives it as data, with the signal that cancels it. Throws TypeError as `fetch` does. */
export const toPlatformRequest = async (
  to: PlatformRequest['to'],
  target: string | URL | Request,
  init: RequestInit | undefined,
): Promise<{ readonly request: PlatformRequest; readonly signal: AbortSignal }> => {
  if (to !== 'egress' && !(typeof target === 'string' && /^\/(?![/\\])/.test(target))) {
    throw new TypeError('A path of an Atlassian API begins with one slash.');
  }
  const whole = new Request(to === 'egress' || typeof target !== 'string' ? target : BASE + target, init);
  const body = whole.body === null ? null : new Uint8Array(await whole.arrayBuffer());
  const url = to === 'egress' ? whole.url : whole.url.slice(BASE.length);
  // Only what has a value crosses: @forge/api names members that it leaves undefined.
  const toWhom = to === 'egress' ? to : (JSON.parse(JSON.stringify(to)) as ForgeFetchMeta);
  return {
    request: { to: toWhom, url, method: whole.method, headers: Object.fromEntries(whole.headers), body, redirect: whole.redirect },
    signal: whole.signal,
  };
};
