import { randomUUID } from 'node:crypto';
import type { AppBundle } from '../runtime/processes/app-bundle';

/** Whether the app is built, and what to say when the last try failed: then the build before it goes on. */
export interface BuildState {
  readonly ok: boolean;
  readonly message?: string;
  readonly bundle?: AppBundle;
}

/** Holds the state of the build and tells who listens when it changes. */
export interface BuildBoard {
  current(): BuildState;
  /** Differs after each build and each start. */
  version(): string;
  built(bundle: AppBundle): void;
  failed(message: string): void;
  /** Gives the function that ends listening. */
  listen(hear: (state: BuildState) => void): () => void;
}

export const openBuildBoard = (): BuildBoard => {
  let state: BuildState = { ok: true };
  let version = randomUUID();
  const listeners = new Set<(state: BuildState) => void>();
  const become = (next: BuildState): void => {
    state = next;
    version = randomUUID();
    for (const hear of listeners) hear(state);
  };
  return {
    current: () => state,
    version: () => version,
    built: (bundle) => {
      become({ ok: true, bundle });
    },
    failed: (message) => {
      become({ ...state, ok: false, message });
    },
    listen: (hear) => {
      listeners.add(hear);
      return () => {
        listeners.delete(hear);
      };
    },
  };
};
