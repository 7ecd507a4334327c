import { ForgeKvsAPIError } from '@forge/kvs';

/**
 * What became of a call to Forge storage that didn't succeed:
 * `condition` a transaction's condition was false, `exists` the key was there already, `refused` surely not applied,
 * `unknown` no answer or an answer that doesn't tell.
 */
type StoreFailure = 'condition' | 'exists' | 'refused' | 'unknown';

/** Storage didn't do what was asked. The cause may hold stored contents: it is for `instanceof`, never for a log. */
export class StoreError extends Error {
  constructor(
    readonly failure: StoreFailure,
    cause: unknown,
  ) {
    super(`Forge storage: ${failure}`, { cause });
    this.name = 'StoreError';
  }
}

/** Longest wait for one call, ms: several of them fit into the 25 s of an invocation. */
export const STORE_WAIT = { read: 3_000, write: 5_000 } as const;

const BY_CODE: Readonly<Record<string, StoreFailure>> = {
  CONDITIONAL_CHECK_FAILED: 'condition',
  KEY_CONFLICT: 'exists',
};

const failureOf = (error: unknown): StoreFailure => {
  if (!(error instanceof ForgeKvsAPIError)) return 'unknown';
  const known = Object.hasOwn(BY_CODE, error.code) ? BY_CODE[error.code] : undefined;
  if (known) return known;
  const { status } = error.responseDetails;
  return status >= 400 && status < 500 && status !== 408 ? 'refused' : 'unknown';
};

/** Makes one call to storage, waits at most `wait` ms; throws StoreError and nothing else. */
export const callStore = async <T>(wait: number, call: () => Promise<T>): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreError('unknown', new Error('late'))), wait);
  });
  try {
    return await Promise.race([call(), late]);
  } catch (error) {
    throw error instanceof StoreError ? error : new StoreError(failureOf(error), error);
  } finally {
    clearTimeout(timer);
  }
};
