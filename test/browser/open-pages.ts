import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startLocalSite } from '../../tools/local-site.cjs';
import { openBrowser } from './open-browser';

/** A long table says no more after a page of it; px. */
const TALLEST = 1300;
const WIDTH = 1280;

/** Where pictures go; `npm run screenshots` takes some of them into the documentation. */
const PICTURES = join(__dirname, '.shots');

// Atlaskit's focus lock and recharts, not the app; local-site facts name both.
const KNOWN_NOISE = /defaultProps will be removed|The width\(\d+\) and height\(\d+\) of chart/;

export interface Pages {
  readonly page: Page;
  readonly origin: string;
  /** Calls `/_site<path>`. */
  readonly control: (method: string, path: string, body?: unknown) => Promise<unknown>;
  /** Opens one of the site's pages by its name in the navigation. */
  readonly visit: (name: string) => Promise<void>;
  readonly actAs: (person: string) => Promise<void>;
  readonly theme: (wanted: 'light' | 'dark') => Promise<void>;
  readonly picture: (name: string) => Promise<void>;
  /** What the browser complained about since it was last asked; empty on a healthy page. */
  readonly complaints: () => readonly string[];
  readonly close: () => Promise<void>;
}

const watchComplaints = (page: Page): (() => readonly string[]) => {
  let heard: string[] = [];
  page.on('pageerror', (error) => heard.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !KNOWN_NOISE.test(message.text())) heard.push(message.text());
  });
  return () => {
    const told = heard;
    heard = [];
    return told;
  };
};

/** A real Chromium on a fresh local site of its own, signed in to it by the address that the site prints. */
export const openPages = async (options: readonly string[] = []): Promise<Pages> => {
  const site = await startLocalSite({ options });
  let browser: Browser | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    await site.close();
  };
  try {
    browser = await openBrowser();
    const page = await browser.newPage({ viewport: { width: WIDTH, height: 900 }, locale: 'en-US', timezoneId: 'UTC' });
    page.setDefaultTimeout(30_000);
    const complaints = watchComplaints(page);
    await page.goto(`${site.origin}/?token=${site.token}`);
    mkdirSync(PICTURES, { recursive: true });
    return {
      page,
      origin: site.origin,
      control: site.control,
      complaints,
      close,
      visit: (name) => page.getByRole('navigation').getByRole('link', { name }).click(),
      actAs: async (person) => {
        await page.getByLabel('Acting as').selectOption({ label: person });
      },
      theme: async (wanted) => {
        const toggle = page.getByLabel('Dark theme');
        if ((await toggle.isChecked()) !== (wanted === 'dark')) await toggle.press('Space');
        await page.locator(`html[data-color-mode="${wanted}"]`).waitFor();
      },
      picture: async (name) => {
        // Flags cover what is below them until they go, and closing modals move for a moment.
        await page.getByRole('alert').first().waitFor({ state: 'hidden' });
        await page.waitForTimeout(600);
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.screenshot({
          path: join(PICTURES, `${name}.png`),
          fullPage: true,
          clip: { x: 0, y: 0, width: WIDTH, height: Math.min(TALLEST, height) },
        });
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
};
