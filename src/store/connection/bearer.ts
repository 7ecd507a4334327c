import { kvs } from '@forge/kvs';
import * as v from 'valibot';
import { takeLease } from './lease';
import { digestOf } from '../digest';
import { STORE_WAIT, callStore } from '../store-call';

const BEARER_KEY = 'bearer';

/** Seconds that a renewal may take, the call to the token endpoint included. */
const RENEWAL = 10;

const stored = v.object({ format: v.literal(1), belongsTo: v.string(), token: v.string(), expiresAt: v.number() });

type KeptBearer = v.InferOutput<typeof stored>;

/** A shelf never fails a call to Focus: without it a new bearer is fetched. */
const orNull = async <T>(call: Promise<T>): Promise<T | null> => {
  try {
    return await call;
  } catch {
    return null;
  }
};

/** One strict get of the bearer, of whichever credential: may be read beside the vault and handed to the shelf. Never throws. */
export const readBearer = async (): Promise<KeptBearer | null> => {
  const found = await orNull(callStore(STORE_WAIT.read, () => kvs.getSecret<unknown>(BEARER_KEY)));
  const parsed = v.safeParse(stored, found);
  return parsed.success ? parsed.output : null;
};

/** What of a connection says whose a bearer is. A kind without bearers never looks here. */
const ownerOf = (connection: { readonly kind: string; readonly clientId?: string; readonly clientSecret?: string }): string =>
  digestOf([connection.clientId, connection.clientSecret]);

/**
 * Where the bearer of one credential rests between invocations, apart from the credential (docs/decisions/0003-bearer-apart.md).
 * What another credential left there is not seen. `expiresAt` and `now` in ms since the epoch. `read` = what was read of it
 * already, for the first look. No method throws.
 */
export const bearerShelf = (
  connection: { readonly kind: string; readonly clientId?: string; readonly clientSecret?: string },
  read?: KeptBearer | null,
  now: () => number = Date.now,
) => {
  const belongsTo = ownerOf(connection);
  let first = read;
  return {
    take: async (): Promise<{ readonly token: string; readonly expiresAt: number } | null> => {
      const found = first === undefined ? await readBearer() : first;
      first = undefined;
      return found?.belongsTo === belongsTo ? { token: found.token, expiresAt: found.expiresAt } : null;
    },
    put: async ({ token, expiresAt }: { readonly token: string; readonly expiresAt: number }): Promise<void> => {
      await orNull(callStore(STORE_WAIT.write, () => kvs.setSecret(BEARER_KEY, { format: 1, belongsTo, token, expiresAt })));
    },
    claim: async (): Promise<{ readonly release: () => Promise<void> } | null> => {
      const lease = await orNull(takeLease('bearer', RENEWAL, now));
      if (lease === 'busy') return null;
      // Storage that can't say who renews keeps nobody from renewing.
      return lease === null || lease === 'failed'
        ? { release: async () => undefined }
        : { release: async () => void (await orNull(lease.release())) };
    },
  };
};

/** Takes the bearer away, of whichever credential. Throws StoreError. */
export const forgetBearer = (): Promise<void> => callStore(STORE_WAIT.write, () => kvs.deleteSecret(BEARER_KEY));
