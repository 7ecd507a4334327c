import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { BadEnvironment } from '../../site/read-yaml';

const handlers = v.record(v.string(), v.object({ file: v.string(), export: v.string() }));

/**
 * A built app on disk: `handlers.json` (the manifest's handler to `{file, export}`), `backend/<file>`, `resources/<key>/index.html`, and
 * `__LOCALES__/`. The local site's own build and a bundle of Forge's bundler lie alike.
 */
export interface AppBundle {
  readonly dir: string;
  readonly handlers: Readonly<Record<string, { readonly file: string; readonly export: string }>>;
}

/** Reads a built app. Throws BadEnvironment when the folder holds none. */
export const readAppBundle = (dir: string): AppBundle => {
  const file = join(dir, 'handlers.json');
  try {
    return { dir, handlers: v.parse(handlers, JSON.parse(readFileSync(file, 'utf8'))) };
  } catch (cause) {
    throw new BadEnvironment(`${file} doesn't say where the app's handlers are, so ${dir} is no built app.`, { cause });
  }
};
