import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readAppBundle } from '../../runtime/processes/app-bundle';
import type { AppBundle } from '../../runtime/processes/app-bundle';
import { readManifest } from '../../site/read-manifest';
import { buildApp } from './build-app';
import { isAlive } from '../lock-data';

/** Builds of the app, each in a folder of its own, below a folder of this process. */
export interface AppBuilds {
  readonly dir: string;
  /** Builds anew, or reads the given bundle anew. Throws AppNotBuilt or BadEnvironment. */
  next(): Promise<AppBundle>;
  /** Removes everything. */
  drop(): void;
}

/** `bundleDir` is served as it is instead of building. Folders of servers that were killed are removed. */
export const openAppBuilds = (root: string, appRoot: string, bundleDir: string | undefined): AppBuilds => {
  const all = join(root, 'local/.build/app');
  mkdirSync(all, { recursive: true });
  for (const name of readdirSync(all)) {
    if (!isAlive(Number(name))) rmSync(join(all, name), { recursive: true, force: true });
  }
  const dir = join(all, String(process.pid));
  mkdirSync(dir, { recursive: true });
  let number = 0;
  return {
    dir,
    next: async () => {
      if (bundleDir !== undefined) return readAppBundle(bundleDir);
      number += 1;
      const bundle = await buildApp(readManifest(join(appRoot, 'manifest.yml')), appRoot, join(dir, String(number)));
      // The build before may still end an invocation; the one before that is nobody's.
      rmSync(join(dir, String(number - 2)), { recursive: true, force: true });
      return bundle;
    },
    drop: () => {
      rmSync(dir, { recursive: true, force: true });
    },
  };
};
