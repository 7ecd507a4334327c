import { fetch } from '@forge/api';

/** Largest body read from Focus, bytes: a page of 100 with long descriptions fits; anything larger is no answer of ours. */
const LARGEST_BODY = 4 * 1024 * 1024;

type FetchFailure = 'timeout' | 'network' | 'redirect' | 'too_large' | 'not_json';

export type Fetched =
  | { readonly ok: true; readonly status: number; readonly retryAfter?: number; readonly body: unknown }
  | { readonly ok: false; readonly failure: FetchFailure };

interface Chunks {
  read(): Promise<{ done: boolean; value?: Uint8Array }>;
  cancel(): Promise<void>;
}

/** Forge's types name no `body`, its runtime hands Node's own response through. */
const chunksOf = (response: object): Chunks | null => {
  const body: unknown = Reflect.get(response, 'body');
  if (typeof body !== 'object' || body === null || !('getReader' in body) || typeof body.getReader !== 'function') return null;
  return (body as { getReader: () => Chunks }).getReader();
};

const readBounded = async (response: Awaited<ReturnType<typeof fetch>>): Promise<string | null> => {
  const told = Number(response.headers.get('content-length') ?? 0);
  if (told > LARGEST_BODY) return null;
  const chunks = chunksOf(response);
  if (!chunks) {
    const text = await response.text();
    return Buffer.byteLength(text) > LARGEST_BODY ? null : text;
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let next = await chunks.read(); !next.done; next = await chunks.read()) {
    if (!next.value) continue;
    size += next.value.byteLength;
    if (size > LARGEST_BODY) {
      await chunks.cancel();
      return null;
    }
    parts.push(next.value);
  }
  return Buffer.concat(parts).toString('utf8');
};

const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

const secondsOf = (header: string): number => {
  if (/^\d{1,9}$/.test(header)) return Number(header);
  // Date.parse alone would take `-4` for a year.
  return HTTP_DATE.test(header) ? Math.ceil((Date.parse(header) - Date.now()) / 1000) : Number.NaN;
};

/** Seconds, from either form of the header (RFC 9110 10.2.3); at most an hour, so that nonsense can't park a caller. */
const retryAfterOf = (header: string | null): number | undefined => {
  const seconds = header === null ? Number.NaN : secondsOf(header.trim());
  return Number.isFinite(seconds) ? Math.min(3_600, Math.max(1, seconds)) : undefined;
};

const exchange = async (url: string, init: Parameters<typeof fetch>[1], signal: AbortSignal): Promise<Fetched> => {
  const response = await fetch(url, { ...init, redirect: 'manual', signal });
  // A redirect could lead the credential elsewhere; browsers' fetch tells it as status 0.
  if (response.status === 0 || (response.status >= 300 && response.status < 400)) return { ok: false, failure: 'redirect' };
  const retryAfter = retryAfterOf(response.headers.get('retry-after'));
  const told = { ok: true, status: response.status, ...(retryAfter === undefined ? {} : { retryAfter }) } as const;
  const text = await readBounded(response);
  // What an error body holds is nobody's business: its status alone decides.
  if (!response.ok) return { ...told, body: undefined };
  if (text === null) return { ok: false, failure: 'too_large' };
  try {
    return { ...told, body: JSON.parse(text) as unknown };
  } catch {
    return { ok: false, failure: 'not_json' };
  }
};

/**
 * One call out, at most `wait` ms long with its body. Never throws, never follows a redirect, never gives an error's body away.
 * `url` must come from endpoints.ts.
 */
export const boundedFetch = async (url: string, init: Parameters<typeof fetch>[1], wait: number): Promise<Fetched> => {
  if (wait <= 0) return { ok: false, failure: 'timeout' };
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Fetched>((resolve) => {
    timer = setTimeout(() => {
      controller.abort();
      resolve({ ok: false, failure: 'timeout' });
    }, wait);
  });
  const answered = exchange(url, init, controller.signal).catch((): Fetched => ({ ok: false, failure: 'network' }));
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
};
