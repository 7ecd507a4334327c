import { existsSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { join } from 'node:path';

export type Changed = 'source' | 'manifest';

const PLACES: readonly { readonly path: string; readonly changed: Changed; readonly recursive: boolean }[] = [
  { path: 'src', changed: 'source', recursive: true },
  { path: 'locales', changed: 'source', recursive: true },
  { path: 'manifest.yml', changed: 'manifest', recursive: false },
  { path: 'custom-scopes.yaml', changed: 'manifest', recursive: false },
];

// Editors write a file in several steps, and often many files at once.
const QUIET_MS = 80;

/** Calls `hear` when the app's files changed, once per burst and never while an earlier call runs. Gives the function that ends it. */
export const watchApp = (appRoot: string, hear: (changed: Changed) => Promise<void>): (() => void) => {
  let timer: NodeJS.Timeout | undefined;
  let pending: Changed | undefined;
  let running = Promise.resolve();
  const note = (changed: Changed): void => {
    pending = pending === 'manifest' ? 'manifest' : changed;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const told = pending;
      pending = undefined;
      if (told !== undefined) running = running.then(() => hear(told));
    }, QUIET_MS);
  };
  // Files are watched through their folder: an editor that replaces a file would end a watch on the file itself.
  const watchers: FSWatcher[] = PLACES.filter(({ path }) => existsSync(join(appRoot, path))).map(({ path, changed, recursive }) =>
    recursive
      ? watch(join(appRoot, path), { recursive }, () => {
          note(changed);
        })
      : watch(appRoot, (_, name) => {
          if (name === path) note(changed);
        }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
};
