// `npm run bench`: builds bench/main.ts and runs it. Options: `--quick` (few rounds), `--only answering` (one part), `--write` (puts the
// results into docs/bench.md).
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

// Inside the project, so that the peers, which stay out of the bundle, are found in its node_modules.
const folder = mkdtempSync(join('node_modules', '.bench-'));
const outfile = join(folder, 'main.cjs');
try {
  await build({
    entryPoints: ['bench/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
  });
  const profile = process.env['BENCH_PROFILE'] ? ['--cpu-prof', `--cpu-prof-dir=${process.env['BENCH_PROFILE']}`] : [];
  const code = await new Promise((resolve) => {
    const child = spawn(process.execPath, ['--enable-source-maps', ...profile, outfile, ...process.argv.slice(2)], { stdio: 'inherit' });
    child.on('error', () => resolve(1));
    child.on('close', (ended) => resolve(ended ?? 1));
  });
  process.exitCode = code;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
