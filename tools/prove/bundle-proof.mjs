import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';

const ROOT = resolve(import.meta.dirname, '../..');

/** Changes one place of one file of the engine while it is bundled; refuses when the place isn't there exactly once. */
const plant = ({ id, file, find, replace }) => ({
  name: `plant ${id}`,
  setup: ({ onLoad, onEnd }) => {
    let planted = false;
    onLoad({ filter: /src[/\\]exposure[/\\].*\.ts$/ }, ({ path }) => {
      if (path !== resolve(ROOT, file)) return undefined;
      const text = readFileSync(path, 'utf8');
      const places = text.split(find).length - 1;
      if (places !== 1)
        return { errors: [{ text: `The bug ${id} can't be planted: ${file} holds ${JSON.stringify(find)} ${places} times` }] };
      planted = true;
      return { contents: text.replace(find, () => replace), loader: 'ts' };
    });
    onEnd(({ errors }) =>
      planted || errors.length > 0 ? undefined : { errors: [{ text: `The bug ${id} can't be planted: the proof doesn't load ${file}` }] },
    );
  },
});

/** Bundles one file of test/proof for Node, with at most one bug planted. */
export const bundleProof = async (entry, outfile, bug) => {
  await build({
    absWorkingDir: ROOT,
    entryPoints: [`test/proof/${entry}`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'silent',
    plugins: bug ? [plant(bug)] : [],
  });
};
