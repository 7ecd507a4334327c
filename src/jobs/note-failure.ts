import { StoreError } from '../store/store-call';

/** Logs a failure by its kind alone: a message could carry what must not be logged. */
export const noteFailure = (entry: string, error: unknown): void => {
  const kind = error instanceof StoreError ? `StoreError:${error.failure}` : error instanceof Error ? error.name : typeof error;
  console.error(JSON.stringify({ job: 'hierarchy', entry, failed: kind.slice(0, 64) }));
};
