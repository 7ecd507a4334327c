import { join } from 'node:path';
import { build } from 'esbuild';

/** Where `buildChild` puts its file. */
export const childFileIn = (outDir: string): string => join(outDir, 'child.cjs');

/** Builds the entry of the app's processes. Takes the project's folder; gives the file, made in `outDir`. */
export const buildChild = async (root: string, outDir: string): Promise<string> => {
  const outfile = childFileIn(outDir);
  await build({
    entryPoints: [join(root, 'local/runtime/inside/child.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    logLevel: 'silent',
  });
  return outfile;
};
