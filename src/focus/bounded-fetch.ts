import { fetch } from '@forge/api';

/**
 * Largest body read from Focus, bytes. A list that comes whole, without pages, takes about 6 MB for 10,000 focus areas; 16 MB of JSON and
 * what is made of it fit into the 512 MB of a function.
 */
const LARGEST_BODY = 16 * 1024 * 1024;

type FetchFailure = 'timeout' | 'network' | 'redirect' | 'too_large' | 'not_json';

export type Fetched =
  | { readonly ok: true; readonly status: number; readonly retryAfter?: number; readonly body: unknown }
  | { readonly ok: false; readonly failure: FetchFailure };

type Answered = Awaited<ReturnType<typeof fetch>>;

/** A call that isn't bounded yet: an answer, or a status alone where the client keeps the rest to itself. */
type Call = (signal: AbortSignal) => Promise<Answered | number>;

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

/** Tells the other side to stop; whether it hears is nothing to wait for. */
const drop = (response: Answered): void => {
  chunksOf(response)
    ?.cancel()
    .catch(() => undefined);
};

const readBounded = async (response: Answered): Promise<string | null> => {
  const told = Number(response.headers.get('content-length') ?? 0);
  if (told > LARGEST_BODY) {
    drop(response);
    return null;
  }
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

const exchange = async (call: Call, signal: AbortSignal): Promise<Fetched> => {
  const response = await call(signal);
  if (typeof response === 'number') return { ok: true, status: response, body: undefined };
  // A redirect could lead the credential elsewhere; browsers' fetch tells it as status 0.
  if (response.status === 0 || (response.status >= 300 && response.status < 400)) {
    drop(response);
    return { ok: false, failure: 'redirect' };
  }
  const retryAfter = retryAfterOf(response.headers.get('retry-after'));
  const told = { ok: true, status: response.status, ...(retryAfter === undefined ? {} : { retryAfter }) } as const;
  if (!response.ok) {
    // What an error body holds is nobody's business: its status alone decides.
    drop(response);
    return { ...told, body: undefined };
  }
  const text = await readBounded(response);
  if (text === null) return { ok: false, failure: 'too_large' };
  try {
    return { ...told, body: JSON.parse(text) as unknown };
  } catch {
    return { ok: false, failure: 'not_json' };
  }
};

/** One call out, at most `wait` ms long with its body. Never throws, never gives an error's body away. */
export const boundedCall = async (call: Call, wait: number): Promise<Fetched> => {
  if (wait <= 0) return { ok: false, failure: 'timeout' };
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Fetched>((resolve) => {
    timer = setTimeout(() => {
      controller.abort();
      resolve({ ok: false, failure: 'timeout' });
    }, wait);
  });
  const answered = exchange(call, controller.signal).catch((): Fetched => ({ ok: false, failure: 'network' }));
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** The same for an address from endpoints.ts. Never follows a redirect. */
export const boundedFetch = (url: string, init: Parameters<typeof fetch>[1], wait: number): Promise<Fetched> =>
  boundedCall((signal) => fetch(url, { ...init, redirect: 'manual', signal }), wait);
