import { randomBytes } from 'node:crypto';
import { kvs } from '@forge/kvs';
import * as v from 'valibot';
import { SITE_NAME } from '../../exposure/catalogue/catalogue';
import { takeLease } from './lease';
import { STORE_WAIT, StoreError, callStore } from '../store-call';

const VAULT_KEY = 'vault';

/** Seconds that a change may take; one that storage never answered for is given the rest of them to land. */
const CHANGE = 15;

/** Pauses before a change that somebody else is making is told as such, ms. */
const WAITS = [200, 400, 800] as const;

const key32 = v.pipe(
  v.string(),
  v.check((text) => Buffer.from(text, 'base64').length === 32),
);

const filled = v.pipe(v.string(), v.minLength(1));
const saved = {
  savedAt: v.string(),
  savedBy: v.string(),
  manners: v.exactOptional(v.object({ idPrefix: v.exactOptional(v.string()), forbidsAbsent: v.exactOptional(v.literal(true)) })),
};
const apiToken = { kind: v.literal('api-token'), email: filled, token: filled, ...saved };

// A kind or a form that a later release adds reads as unreadable here: no call goes out, nothing is overwritten.
const savedConnection = v.union([
  v.object({ kind: v.literal('service-account'), clientId: filled, clientSecret: filled, ...saved }),
  v.object({ ...apiToken, form: v.literal('cloud') }),
  v.object({ ...apiToken, form: v.literal('site'), siteName: v.pipe(v.string(), v.regex(SITE_NAME)) }),
  v.object({ kind: v.literal('atlassian'), ...saved }),
]);

const vaultShape = v.object({
  format: v.literal(1),
  connection: v.optional(savedConnection),
  keys: v.object({ cursor: key32, etag: key32, pseudonym: key32 }),
});

/**
 * How the app signs in to Focus, as an admin saved it: its kind with what that needs, `savedAt` (ISO 8601 instant), `savedBy` (account id),
 * and what trying it taught about Focus.
 */
export type SavedConnection = v.InferOutput<typeof savedConnection>;

/** What never leaves the back end. */
interface Vault {
  readonly connection?: SavedConnection;
  /** Each 32 random bytes in base64, made once for a site. */
  readonly keys: { readonly cursor: string; readonly etag: string; readonly pseudonym: string };
}

export type VaultState =
  | { readonly state: 'absent' }
  | { readonly state: 'read'; readonly vault: Vault }
  | { readonly state: 'unreadable' }
  | { readonly state: 'failed' };

const understand = (stored: unknown): VaultState => {
  const parsed = v.safeParse(vaultShape, stored);
  if (!parsed.success) return { state: 'unreadable' };
  const { connection, keys } = parsed.output;
  return { state: 'read', vault: connection ? { connection, keys } : { keys } };
};

/** One strict get of the secret. */
export const readVault = async (): Promise<VaultState> => {
  try {
    const stored = await callStore(STORE_WAIT.read, () => kvs.getSecret<unknown>(VAULT_KEY));
    return stored === undefined ? { state: 'absent' } : understand(stored);
  } catch (error) {
    if (error instanceof StoreError) return { state: 'failed' };
    throw error;
  }
};

const newKeys = (): Vault['keys'] => {
  const key = (): string => randomBytes(32).toString('base64');
  return { cursor: key(), etag: key(), pseudonym: key() };
};

const writeVault = (vault: Vault): Promise<void> =>
  callStore(STORE_WAIT.write, () => kvs.setSecret(VAULT_KEY, { format: 1, ...vault }, { keyPolicy: 'OVERRIDE' }));

/** Two first saves at once must not make two sets of keys: only one creates, the other reads what that one made. */
const createVault = async (vault: Vault): Promise<VaultState> => {
  try {
    await callStore(STORE_WAIT.write, () => kvs.setSecret(VAULT_KEY, { format: 1, ...vault }, { keyPolicy: 'FAIL_IF_EXISTS' }));
    return { state: 'read', vault };
  } catch (error) {
    if (error instanceof StoreError && error.failure === 'exists') return readVault();
    throw error;
  }
};

type Outcome = 'done' | 'changed' | 'unreadable' | 'failed';

const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

const patientLease = async (): ReturnType<typeof takeLease> => {
  let lease = await takeLease('vault', CHANGE, Date.now);
  for (const millis of WAITS) {
    if (lease !== 'busy') break;
    await pause(millis);
    lease = await takeLease('vault', CHANGE, Date.now);
  }
  return lease;
};

/**
 * Makes one change of the vault at a time (docs/decisions/0008-connections.md): secrets know no conditions, so whoever changes one holds the
 * lease. Where storage didn't say whether the change landed, the lease is left to end by itself, after anything that may still land.
 */
const alone = async (change: () => Promise<Outcome>): Promise<Outcome> => {
  const lease = await patientLease();
  if (lease === 'busy') return 'changed';
  if (lease === 'failed') return 'failed';
  try {
    const outcome = await change();
    await lease.release();
    return outcome;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    if (error.failure !== 'unknown') await lease.release();
    return 'failed';
  }
};

/**
 * Keeps a connection; the keys that are there stay. `seen` = `savedAt` of the one that whoever saves saw, null = none: when another is there by
 * now, `changed` and nothing is written. A vault that can't be read is left as it is: new keys would change every pseudonym, so an admin
 * removes it first, knowingly.
 */
export const saveConnection = (connection: SavedConnection, seen?: string | null): Promise<Outcome> =>
  alone(async () => {
    let found = await readVault();
    if (found.state === 'absent') found = await createVault({ keys: newKeys() });
    if (found.state === 'absent' || found.state === 'failed') return 'failed';
    if (found.state === 'unreadable') return 'unreadable';
    if (seen !== undefined && seen !== (found.vault.connection?.savedAt ?? null)) return 'changed';
    await writeVault({ connection, keys: found.vault.keys });
    return 'done';
  });

/** Forgets the connection and keeps the keys; a vault that can't be read goes whole, since what it holds can't be told apart. */
export const removeConnection = (): Promise<Outcome> =>
  alone(async () => {
    const found = await readVault();
    if (found.state === 'failed') return 'failed';
    if (found.state === 'unreadable') await callStore(STORE_WAIT.write, () => kvs.deleteSecret(VAULT_KEY));
    if (found.state === 'read' && found.vault.connection) await writeVault({ keys: found.vault.keys });
    return 'done';
  });
