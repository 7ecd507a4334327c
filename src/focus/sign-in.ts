import { boundedFetch } from './bounded-fetch';
import type { Fetched } from './bounded-fetch';
import type { Budget } from './budget';
import { TOKEN_URL, cloudUrl } from './endpoints';

/** How an admin told the app to reach Focus. Further kinds are further members, each with a row in SIGN_INS. */
export interface Connection {
  readonly kind: 'service-account';
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Bearer {
  readonly token: string;
  /** ms since the epoch. */
  readonly expiresAt: number;
}

/** Where a bearer rests between invocations. A shelf that fails is an empty one: neither method may throw. */
export interface BearerShelf {
  readonly take: () => Promise<Bearer | null>;
  readonly put: (bearer: Bearer) => Promise<void>;
}

export type FocusFailure = 'focus_refused' | 'focus_failed' | 'focus_timeout' | 'too_many_requests' | 'focus_not_connected' | 'absent';

export interface FocusRefusal {
  readonly ok: false;
  readonly failure: FocusFailure;
  /** Seconds. */
  readonly retryAfter?: number;
}

type Signed = { readonly ok: true; readonly authorization: string } | FocusRefusal;

/** What one kind of connection knows: where to call, and what to show there. */
export interface SignIn {
  readonly url: (path: string, query?: Readonly<Record<string, string | undefined>>) => string;
  readonly authorization: () => Promise<Signed>;
  /** After a 401: another credential to try once, or null when the refused one was as fresh as can be. */
  readonly renewed: (refused: string) => Promise<Signed | null>;
}

interface SignInNeeds {
  /** From Forge's own context, never from a caller. */
  readonly cloudId: string;
  readonly budget: Budget;
  /** ms since the epoch. */
  readonly now: () => number;
  readonly bearers?: BearerShelf;
}

/** A bearer this near its end, ms, may end on the way. */
const MARGIN = 60_000;

const REFUSED: ReadonlySet<number> = new Set([400, 401, 403]);

const bearerIn = (body: unknown, now: number): Bearer | null => {
  if (typeof body !== 'object' || body === null || !('access_token' in body)) return null;
  const { access_token: token } = body;
  if (typeof token !== 'string' || !/^[\x21-\x7e]{1,16384}$/.test(token)) return null;
  const seconds = 'expires_in' in body ? Number(body.expires_in) : Number.NaN;
  // Without a told end it serves this invocation and is not kept.
  return { token, expiresAt: Number.isFinite(seconds) && seconds > 0 ? now + seconds * 1000 : now };
};

/** Fetch failures as the reader of Focus names them. */
export const refusalOf = (fetched: Extract<Fetched, { ok: false }>): FocusRefusal => ({
  ok: false,
  failure: fetched.failure === 'timeout' ? 'focus_timeout' : 'focus_failed',
});

const fetchBearer = async (connection: Connection, { budget, now }: SignInNeeds): Promise<Bearer | FocusRefusal> => {
  const fetched = await boundedFetch(
    TOKEN_URL,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: connection.clientId,
        client_secret: connection.clientSecret,
        audience: 'api.atlassian.com',
      }),
    },
    budget.takeTime(),
  );
  if (!fetched.ok) return refusalOf(fetched);
  if (REFUSED.has(fetched.status)) return { ok: false, failure: 'focus_refused' };
  if (fetched.status === 429) {
    return { ok: false, failure: 'too_many_requests', ...(fetched.retryAfter === undefined ? {} : { retryAfter: fetched.retryAfter }) };
  }
  return bearerIn(fetched.body, now()) ?? { ok: false, failure: 'focus_failed' };
};

/** Client credentials: a bearer from the shelf while it lasts, else a new one. Calls side by side share one. */
const serviceAccount = (connection: Connection, needs: SignInNeeds): SignIn => {
  const { cloudId, bearers, now } = needs;
  let current: Promise<Signed> | undefined;
  let stored: string | undefined;

  const signed = (bearer: Bearer): Signed => ({ ok: true, authorization: `Bearer ${bearer.token}` });

  const fetchNew = async (): Promise<Signed> => {
    const bearer = await fetchBearer(connection, needs);
    if ('ok' in bearer) return bearer;
    if (bearer.expiresAt - now() > MARGIN) await bearers?.put(bearer);
    return signed(bearer);
  };

  const first = async (): Promise<Signed> => {
    const bearer = (await bearers?.take()) ?? null;
    if (!bearer || bearer.expiresAt - now() <= MARGIN) return fetchNew();
    stored = `Bearer ${bearer.token}`;
    return signed(bearer);
  };

  return {
    url: (path, query) => cloudUrl(cloudId, path, query),
    authorization: () => (current ??= first()),
    renewed: async (refused) => {
      if (refused !== stored) {
        const now = await current;
        return now?.ok && now.authorization !== refused ? now : null;
      }
      stored = undefined;
      current = fetchNew();
      return current;
    },
  };
};

/** One row for each kind of connection. */
export const SIGN_INS: Readonly<Record<Connection['kind'], (connection: Connection, needs: SignInNeeds) => SignIn>> = {
  'service-account': serviceAccount,
};
