// Installs the packages when they are absent or not those of package-lock.json. Needs nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const LOCK = join(ROOT, 'package-lock.json');
const INSTALLED = join(ROOT, 'node_modules/.package-lock.json');
const MARK = join(ROOT, 'node_modules/.aperture-lock');

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
const digest = (text) => createHash('sha256').update(text).digest('hex');

/** Whether npm's own note of what it installed names every package of the lock in its version; other platforms' binaries may be missing. */
const isInstalled = (lock) => {
  const noted = read(INSTALLED);
  if (noted === undefined) return false;
  const installed = JSON.parse(noted).packages ?? {};
  return Object.entries(JSON.parse(lock).packages ?? {}).every(
    ([path, { version, optional, link }]) => path === '' || link || optional || installed[path]?.version === version,
  );
};

/** Ends the process with one sentence when npm can't. */
export const installMissing = async () => {
  const lock = readFileSync(LOCK, 'utf8');
  const wanted = digest(lock);
  if (read(MARK) === wanted) return;
  if (!isInstalled(lock)) {
    console.log('Installing packages (npm ci); the first time this takes half a minute.');
    const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: ROOT,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (error || status !== 0) {
      console.error(`The packages could not be installed: ${error ? error.message : `npm ci ended with ${status}`}.`);
      process.exit(1);
    }
  }
  writeFileSync(MARK, wanted);
};
