import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, extname, join, relative } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import { readXcssTable } from './tables/read-xcss-table';

/** What a build leaves in its folder; the page loads its parts from `/_shell/`. */
const FILES = ['index.html', 'page.js', 'page.css'] as const;
const MARK = 'built-from.txt';

const glyphNames = async (root: string): Promise<readonly string[]> => {
  const folder = join(dirname(require.resolve('@atlaskit/icon/package.json', { paths: [root] })), 'core');
  const files = await readdir(folder);
  return files.filter((file) => file.endsWith('.js')).map((file) => file.slice(0, -'.js'.length));
};

/** Puts a map of every current glyph in place of tables/icon-map.ts, and what Forge allows in `xcss` in place of tables/xcss-table.ts. */
const tables = (root: string): Plugin => ({
  name: 'local-site-tables',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]page[\\/]tables[\\/]icon-map\.ts$/ }, async () => {
      const names = await glyphNames(root);
      const imports = names.map((name, index) => `import i${index} from '@atlaskit/icon/core/${name}';`);
      const entries = names.map((name, index) => `${JSON.stringify(name)}: i${index},`);
      return { contents: [...imports, 'export const iconMap = {', ...entries, '};'].join('\n'), resolveDir: root };
    });
    builder.onLoad({ filter: /[\\/]page[\\/]tables[\\/]xcss-table\.ts$/ }, () => ({
      contents: `export const xcssTable = ${JSON.stringify(readXcssTable())};`,
      resolveDir: root,
    }));
  },
});

/** The folder of this room, found from where the site runs: this file may be part of a bundle elsewhere. */
const roomOf = (root: string): string => join(root, 'local/page');

const digestOf = async (root: string): Promise<string> => {
  const room = roomOf(root);
  const names = await readdir(room, { recursive: true });
  const sources = names.filter((name) => extname(name) !== '').map((name) => join(room, name));
  const digest = createHash('sha256');
  // The lock file stands for every package that goes into the page.
  for (const file of [join(root, 'package-lock.json'), ...sources.sort()]) {
    digest
      .update(relative(root, file))
      .update('\0')
      .update(await readFile(file))
      .update('\0');
  }
  return digest.digest('hex');
};

const isCurrent = async (outDir: string, digest: string): Promise<boolean> => {
  const read = (name: string) => readFile(join(outDir, name), 'utf8').catch(() => undefined);
  const [mark, ...parts] = await Promise.all([MARK, ...FILES].map(read));
  return mark === digest && parts.every((part) => part !== undefined);
};

/**
 * Builds the shell into `outDir`: index.html, page.js, page.css. Does nothing when sources and packages are as in the
 * last build there. `root` is the folder of the app, the working directory unless given. Throws what esbuild throws.
 */
export const buildPage = async (
  outDir: string,
  root = process.cwd(),
): Promise<{ readonly files: readonly string[]; readonly built: boolean }> => {
  const digest = await digestOf(root);
  if (await isCurrent(outDir, digest)) return { files: FILES, built: false };
  await mkdir(outDir, { recursive: true });
  await build({
    entryPoints: { page: join(roomOf(root), 'index.tsx') },
    outdir: outDir,
    absWorkingDir: root,
    bundle: true,
    // One file: with splitting the styles of lazily loaded parts would not be linked.
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}', global: 'globalThis' },
    loader: { '.svg': 'dataurl', '.png': 'dataurl', '.woff2': 'dataurl' },
    plugins: [tables(root)],
  });
  await writeFile(join(outDir, 'index.html'), await readFile(join(roomOf(root), 'index.html')));
  await writeFile(join(outDir, MARK), digest);
  return { files: FILES, built: true };
};
