// `npm start`: installs what is missing, builds the local site's own program and runs it.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMissing } from './install-missing.mjs';

const LEAST_NODE = 20;
const major = Number(process.versions.node.split('.')[0]);
if (major < LEAST_NODE) {
  console.error(`The local site needs Node ${LEAST_NODE} or later; this is Node ${process.versions.node}.`);
  process.exit(1);
}

await installMissing();

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outfile = join(root, 'local/.build/server.cjs');
const { build } = await import('esbuild');
const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ['local/server/main.ts'],
  write: false,
  bundle: true,
  platform: 'node',
  target: `node${LEAST_NODE}`,
  format: 'cjs',
  packages: 'external',
  sourcemap: 'inline',
});
// Moved into place whole: another start may be reading the one before.
mkdirSync(dirname(outfile), { recursive: true });
writeFileSync(`${outfile}.${process.pid}`, outputFiles[0].contents);
renameSync(`${outfile}.${process.pid}`, outfile);
process.setSourceMapsEnabled(true);
createRequire(import.meta.url)(outfile);
