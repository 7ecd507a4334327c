// Bundles the app with Forge's own bundler, offline, into local/.dist/forge. Usage: node tools/forge-bundle/bundle.mjs [output folder]
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const appRoot = resolve(here, '../..');
const outDir = resolve(process.argv[2] ?? join(appRoot, 'local/.dist/forge'));

const run = (command, args, cwd) => {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' && command === 'npm' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
};

const versionOf = (name) => {
  const file = join(here, 'node_modules', name, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
};

const { devDependencies } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
if (Object.entries(devDependencies).some(([name, version]) => versionOf(name) !== version)) {
  console.log("Installing Forge's bundler in tools/forge-bundle (about 240 MB, once).");
  // Without scripts: keytar, which only Forge's login needs, would want to be compiled.
  run('npm', ['ci', '--ignore-scripts'], here);
}

// A process of its own: the bundler insists on a CommonJS main script, and takes every path from the working directory.
run(process.execPath, [join(here, 'bundle-app.cjs'), outDir], appRoot);
