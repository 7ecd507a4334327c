import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    readonly axe: { readonly run: (context: string, options: unknown) => Promise<AxeResults> };
  }
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Colours that are on their way from one theme to the other have no contrast worth measuring. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    // A transition begins with the frame after the change of style.
    await frame();
    await frame();
    const ending = document.getAnimations().filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime));
    await Promise.all(ending.map((one) => one.finished.catch(() => undefined)));
  });

/** What axe finds against WCAG 2.2 AA in the app's part of the page: a rule and an element a line; empty is good. */
export const violations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(AXE);
  await settled(page);
  const { violations: found } = await page.evaluate((tags) => window.axe.run('main', { runOnly: { type: 'tag', values: tags } }), WCAG);
  return found.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)}`));
};
