import { boundedFetch } from '../bounded-fetch';
import { TOKEN_URL, cloudUrl } from '../endpoints';
import { refusalOf } from '../sign-in';
import type { Bearer, BearerShelf, ConnectionOf, FocusRefusal, SignIn, SignInNeeds, Signed } from '../sign-in';
import { pause } from './retry';

/** A bearer this near its end, ms, may end on the way. */
const MARGIN = 60_000;

/** This long before its end, ms, one invocation renews it while the others go on with it. */
const AHEAD = 300_000;

/** Pauses while another invocation renews and nothing usable is there, ms. After them this one goes on alone. */
const WAITS = [250, 500, 1_000] as const;

const REFUSED: ReadonlySet<number> = new Set([400, 401, 403]);

interface Issued {
  readonly bearer: Bearer;
  readonly scopes: readonly string[];
}

const issuedIn = (body: unknown, now: number): Issued | null => {
  if (typeof body !== 'object' || body === null || !('access_token' in body)) return null;
  const { access_token: token } = body;
  if (typeof token !== 'string' || !/^[\x21-\x7e]{1,16384}$/.test(token)) return null;
  const seconds = 'expires_in' in body ? Number(body.expires_in) : Number.NaN;
  const scopes = 'scope' in body && typeof body.scope === 'string' ? body.scope.split(' ').filter((scope) => scope !== '') : [];
  // Without a told end it serves this invocation and is not kept.
  return { bearer: { token, expiresAt: Number.isFinite(seconds) && seconds > 0 ? now + seconds * 1000 : now }, scopes };
};

const fetchBearer = async (
  { clientId, clientSecret }: ConnectionOf<'service-account'>,
  { budget, now }: SignInNeeds,
): Promise<Issued | FocusRefusal> => {
  const fetched = await boundedFetch(
    TOKEN_URL,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
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
  return issuedIn(fetched.body, now()) ?? { ok: false, failure: 'focus_failed' };
};

const NO_SHELF: BearerShelf = {
  take: async () => null,
  put: async () => undefined,
  claim: async () => ({ release: async () => undefined }),
};

/**
 * Client credentials: a bearer from the shelf while it lasts, else a new one. Calls side by side share one; of invocations side by side
 * one renews, the others go on with the old one while it lasts, or wait for the new one a little.
 */
export const serviceAccount = (connection: ConnectionOf<'service-account'>, needs: SignInNeeds): SignIn => {
  const { cloudId, budget, now, bearers: shelf = NO_SHELF } = needs;
  let current: Promise<Signed> | undefined;
  /** The authorization that came from the shelf: only that may be older than this invocation. */
  let stored: string | undefined;
  let scopes: readonly string[] = [];

  const signed = (bearer: Bearer): Signed => ({ ok: true, authorization: `Bearer ${bearer.token}` });
  const lasts = (bearer: Bearer, millis: number): boolean => bearer.expiresAt - now() > millis;
  const kept = (bearer: Bearer): Signed => {
    stored = `Bearer ${bearer.token}`;
    return signed(bearer);
  };

  const fetchNew = async (old: Bearer | null): Promise<Signed> => {
    const issued = await fetchBearer(connection, needs);
    if ('ok' in issued) return old ? kept(old) : issued;
    if (lasts(issued.bearer, MARGIN)) await shelf.put(issued.bearer);
    scopes = issued.scopes;
    return signed(issued.bearer);
  };

  /** What another invocation has put there by now, unless it is what is known not to serve. */
  const others = async (known: string | undefined): Promise<Bearer | null> => {
    const bearer = await shelf.take();
    return bearer && bearer.token !== known && lasts(bearer, MARGIN) ? bearer : null;
  };

  const waitForOthers = async (known: string | undefined): Promise<Bearer | null> => {
    for (const millis of WAITS) {
      if (budget.millisLeft() < millis * 3) return null;
      await pause(millis);
      const bearer = await others(known);
      if (bearer) return bearer;
    }
    return null;
  };

  /** `old` serves as long as there is no newer one; `known` is the token that doesn't, or not for long. */
  const renewal = async (old: Bearer | null, known: string | undefined): Promise<Signed> => {
    const claim = await shelf.claim();
    if (claim) {
      try {
        // Whoever had the claim before may have renewed since this one looked.
        const theirs = await others(known);
        return theirs ? kept(theirs) : await fetchNew(old);
      } finally {
        await claim.release();
      }
    }
    if (old) return kept(old);
    const theirs = await waitForOthers(known);
    return theirs ? kept(theirs) : fetchNew(null);
  };

  const first = async (): Promise<Signed> => {
    const bearer = await shelf.take();
    if (bearer && lasts(bearer, AHEAD)) return kept(bearer);
    return renewal(bearer && lasts(bearer, MARGIN) ? bearer : null, bearer?.token);
  };

  return {
    authorization: () => (current ??= first()),
    renewed: async (refused) => {
      if (refused !== stored) {
        const latest = await current;
        return latest?.ok && latest.authorization !== refused ? latest : null;
      }
      stored = undefined;
      current = renewal(null, refused.slice('Bearer '.length));
      return current;
    },
    send: (address, authorization, wait) =>
      boundedFetch(cloudUrl(cloudId, address), { method: 'GET', headers: { accept: 'application/json', authorization } }, wait),
    scopes: () => scopes,
  };
};
