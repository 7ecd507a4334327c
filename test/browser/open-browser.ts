import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const ON_THE_SYSTEM = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A plain headless browser that asks nobody on the network; the sandbox needs a kernel that containers often lack. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const lacksLibraries = (): boolean => {
  try {
    return !execFileSync('ldconfig', ['-p'], { encoding: 'utf8' }).includes('libnss3.so');
  } catch {
    return false;
  }
};

/** The Chromium inside the npm package; it carries the system libraries too, which are unpacked where the system has none. */
const fromNpm = async (): Promise<string> => {
  if (lacksLibraries()) process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs20.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  return packaged.executablePath();
};

/** Opens a real Chromium: `CHROMIUM_PATH`, else one found on the system, else npm's. Prints which. */
export const openBrowser = async (): Promise<Browser> => {
  const found = ON_THE_SYSTEM.find((path) => path !== undefined && existsSync(path));
  const executablePath = found ?? (await fromNpm());
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  process.stdout.write(`browser: Chromium ${browser.version()} ${found ? 'of the system' : 'from npm (@sparticuz/chromium)'}\n`);
  return browser;
};
