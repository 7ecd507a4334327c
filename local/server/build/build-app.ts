import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, formatMessagesSync } from 'esbuild';
import type { BuildFailure, BuildOptions, Plugin } from 'esbuild';
import { readAppBundle } from '../../runtime/processes/app-bundle';
import type { AppBundle } from '../../runtime/processes/app-bundle';
import type { Manifest } from '../../site/read-manifest';
import { BadEnvironment } from '../../site/read-yaml';
import { writeLocales } from './write-locales';

// Handler files may end so; `@forge/manifest` 13.7 looks for them in this order.
const ENDINGS = ['tsx', 'jsx', 'ts', 'js', 'cjs'] as const;

/** The app can't be built; `message` says where, for the terminal and the page. */
export class AppNotBuilt extends Error {
  override readonly name = 'AppNotBuilt';
}

// Forge's bundler knows no relative import with an extension (`./x.ts` gives TS5097, `./x.js` isn't found), so neither does the local site.
const extensionless = (appRoot: string): Plugin => ({
  name: 'imports-as-forge-takes-them',
  setup: (builder) => {
    builder.onResolve({ filter: /^\.{1,2}\/.*\.[cm]?[jt]sx?$/ }, ({ importer, path }) => {
      const from = relative(appRoot, importer);
      if (!from.startsWith('src/')) return undefined;
      return { errors: [{ text: `Forge's bundler doesn't find '${path}': import it without its extension (in ${from}).` }] };
    });
  },
});

const run = async (appRoot: string, options: BuildOptions): Promise<void> => {
  try {
    await build({
      absWorkingDir: appRoot,
      bundle: true,
      sourcemap: 'inline',
      logLevel: 'silent',
      define: { 'process.env.NODE_ENV': '"production"' },
      plugins: [extensionless(appRoot)],
      ...options,
    });
  } catch (cause) {
    const { errors = [] } = cause as Partial<BuildFailure>;
    const said =
      errors.length > 0
        ? formatMessagesSync([...errors], { kind: 'error', color: false })
            .join('')
            .trim()
        : String(cause);
    throw new AppNotBuilt(said, { cause });
  }
};

const partsOf = (handler: string): { readonly file: string; readonly name: string } => {
  const dot = handler.lastIndexOf('.');
  return { file: handler.slice(0, dot), name: handler.slice(dot + 1) };
};

const sourceOf = (appRoot: string, file: string): string => {
  const ending = ENDINGS.find((each) => existsSync(join(appRoot, 'src', `${file}.${each}`)));
  if (ending === undefined) throw new AppNotBuilt(`manifest.yml names the handler file src/${file}, which isn't there.`);
  return join(appRoot, 'src', `${file}.${ending}`);
};

const buildBackend = async (manifest: Manifest, appRoot: string, outDir: string): Promise<void> => {
  const handlers = manifest.modules.function.map(({ handler }) => ({ handler, ...partsOf(handler) }));
  const files = [...new Set(handlers.map(({ file }) => file))];
  await run(appRoot, {
    entryPoints: files.map((file) => ({ in: sourceOf(appRoot, file), out: file })),
    outdir: join(outDir, 'backend'),
    outExtension: { '.js': '.cjs' },
    platform: 'node',
    target: 'node20',
    format: 'cjs',
  });
  const index = handlers.map(({ handler, file, name }) => [handler, { file: `${file}.cjs`, export: name }]);
  writeFileSync(join(outDir, 'handlers.json'), JSON.stringify(Object.fromEntries(index)));
};

const PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"></head><body><script src="app.js"></script></body></html>';

const buildFrames = async (manifest: Manifest, appRoot: string, outDir: string): Promise<void> => {
  const resources = manifest.resources ?? [];
  if (resources.length === 0) return;
  await run(appRoot, {
    entryPoints: resources.map(({ key, path }) => ({ in: join(appRoot, path), out: `${key}/app` })),
    outdir: join(outDir, 'resources'),
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    jsx: 'automatic',
  });
  for (const { key } of resources) writeFileSync(join(outDir, 'resources', key, 'index.html'), PAGE);
};

/** Builds back end, pages and texts of an app into `outDir`. Throws AppNotBuilt with what esbuild said. */
export const buildApp = async (manifest: Manifest, appRoot: string, outDir: string): Promise<AppBundle> => {
  mkdirSync(outDir, { recursive: true });
  await Promise.all([buildBackend(manifest, appRoot, outDir), buildFrames(manifest, appRoot, outDir)]);
  try {
    writeLocales(manifest, appRoot, outDir);
  } catch (error) {
    throw error instanceof BadEnvironment ? new AppNotBuilt(error.message, { cause: error }) : error;
  }
  return readAppBundle(outDir);
};
