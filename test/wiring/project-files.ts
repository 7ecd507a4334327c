import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../..');

const SKIPPED = new Set(['node_modules', '.build', '.dist', '.data', 'stubs']);

const walk = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });

/** The TypeScript files under a folder of the project: path from the root, to text. */
export const sourceFiles = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    walk(join(ROOT, folder))
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => [relative(ROOT, path), readFileSync(path, 'utf8')]),
  );

/** A file of the project as text. */
export const projectFile = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
