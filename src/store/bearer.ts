import { kvs } from '@forge/kvs';
import * as v from 'valibot';
import { digestOf } from './digest';
import { STORE_WAIT, callStore } from './store-call';

const BEARER_KEY = 'bearer';

const stored = v.object({ format: v.literal(1), belongsTo: v.string(), token: v.string(), expiresAt: v.number() });

/** A shelf never fails a call to Focus: without it a new bearer is fetched. */
const orNull = async <T>(call: Promise<T>): Promise<T | null> => {
  try {
    return await call;
  } catch {
    return null;
  }
};

/**
 * Where the bearer of one credential rests between invocations, apart from the credential (docs/decisions/0003-bearer-apart.md).
 * What another credential left there is not seen. `expiresAt` in ms since the epoch. Neither method throws.
 */
export const bearerShelf = (credential: { readonly clientId: string; readonly clientSecret: string }) => {
  const belongsTo = digestOf([credential.clientId, credential.clientSecret]);
  return {
    take: async (): Promise<{ readonly token: string; readonly expiresAt: number } | null> => {
      const found = await orNull(callStore(STORE_WAIT.read, () => kvs.getSecret<unknown>(BEARER_KEY)));
      const parsed = v.safeParse(stored, found);
      return parsed.success && parsed.output.belongsTo === belongsTo
        ? { token: parsed.output.token, expiresAt: parsed.output.expiresAt }
        : null;
    },
    put: async ({ token, expiresAt }: { readonly token: string; readonly expiresAt: number }): Promise<void> => {
      await orNull(callStore(STORE_WAIT.write, () => kvs.setSecret(BEARER_KEY, { format: 1, belongsTo, token, expiresAt })));
    },
  };
};

/** Takes the bearer away, of whichever credential. Throws StoreError. */
export const forgetBearer = (): Promise<void> => callStore(STORE_WAIT.write, () => kvs.deleteSecret(BEARER_KEY));
