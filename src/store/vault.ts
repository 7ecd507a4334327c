import { randomBytes } from 'node:crypto';
import { kvs } from '@forge/kvs';
import * as v from 'valibot';
import { STORE_WAIT, StoreError, callStore } from './store-call';

const VAULT_KEY = 'vault';

const key32 = v.pipe(
  v.string(),
  v.check((text) => Buffer.from(text, 'base64').length === 32),
);

const vaultShape = v.object({
  format: v.literal(1),
  connection: v.optional(
    v.object({
      kind: v.literal('service-account'),
      clientId: v.pipe(v.string(), v.minLength(1)),
      clientSecret: v.pipe(v.string(), v.minLength(1)),
      savedAt: v.string(),
      savedBy: v.string(),
    }),
  ),
  keys: v.object({ cursor: key32, etag: key32, pseudonym: key32 }),
});

/** How the app signs in to Focus, as an admin saved it. */
interface SavedConnection {
  readonly kind: 'service-account';
  readonly clientId: string;
  readonly clientSecret: string;
  /** ISO 8601 instant. */
  readonly savedAt: string;
  /** Account id. */
  readonly savedBy: string;
}

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

/**
 * Keeps a connection; the keys that are there stay. A vault that can't be read is left as it is:
 * new keys would change every pseudonym, so an admin removes it first, knowingly.
 */
export const saveConnection = async (connection: SavedConnection): Promise<'saved' | 'unreadable' | 'failed'> => {
  try {
    let found = await readVault();
    if (found.state === 'absent') found = await createVault({ keys: newKeys() });
    if (found.state === 'absent' || found.state === 'failed') return 'failed';
    if (found.state === 'unreadable') return 'unreadable';
    await writeVault({ connection, keys: found.vault.keys });
    return 'saved';
  } catch (error) {
    if (error instanceof StoreError) return 'failed';
    throw error;
  }
};

/** Forgets the connection and keeps the keys; a vault that can't be read goes whole, since what it holds can't be told apart. */
export const removeConnection = async (): Promise<'removed' | 'failed'> => {
  try {
    const found = await readVault();
    if (found.state === 'failed') return 'failed';
    if (found.state === 'unreadable') await callStore(STORE_WAIT.write, () => kvs.deleteSecret(VAULT_KEY));
    if (found.state === 'read' && found.vault.connection) await writeVault({ keys: found.vault.keys });
    return 'removed';
  } catch (error) {
    if (error instanceof StoreError) return 'failed';
    throw error;
  }
};
