// `npm run screenshots`: draws the pictures of README and docs anew, on a fresh local site in a real Chromium.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { installMissing } from '../local/install-missing.mjs';

const FROM = 'test/browser/.shots';
const TO = 'docs/pictures';
const WANTED = ['admin', 'admin-dark', 'admin-editor', 'admin-review', 'summary', 'summary-dark'];

await installMissing();
const { status } = spawnSync(
  process.execPath,
  ['node_modules/jest/bin/jest.js', '-c', 'jest.browser.config.cjs', 'journey', '-t', '^own:'],
  {
    stdio: 'inherit',
  },
);
if (status !== 0) process.exit(1);
mkdirSync(TO, { recursive: true });
for (const name of WANTED) copyFileSync(`${FROM}/${name}.png`, `${TO}/${name}.png`);
console.log(`${WANTED.length} pictures are in ${TO}`);
