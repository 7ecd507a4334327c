import type { Locator, Page } from 'playwright-core';

/** The audiences as the overview lists them, in its order. */
export const AUDIENCES = { scope: 'Focus areas', appUsers: 'App users' } as const;

/** From the overview into the editor of one audience. */
export const openEditor = async (page: Page, audience: string): Promise<void> => {
  const position = Object.values(AUDIENCES).indexOf(audience as (typeof AUDIENCES)['scope' | 'appUsers']);
  await page
    .getByRole('button', { name: /^(Choose what to show|Change)$/ })
    .nth(position)
    .click();
  await page.getByRole('heading', { name: audience, level: 1 }).waitFor();
};

/** Ticks or unticks by the keyboard: what is drawn hides the input, and a click can meet what moved under it meanwhile. */
export const press = async (box: Locator, wanted: boolean): Promise<void> => {
  await box.waitFor({ state: 'attached' });
  if ((await box.isChecked()) === wanted) return;
  await box.focus();
  await box.press('Space');
  const deadline = Date.now() + 15_000;
  while ((await box.isChecked()) !== wanted) {
    if (Date.now() > deadline) throw new Error(`${String(box)} did not become ${wanted ? 'checked' : 'unchecked'}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

export const setOpen = (page: Page, audience: string, open: boolean): Promise<void> =>
  press(page.getByLabel(`Open ${audience}`, { exact: true }), open);

export const showFields = async (page: Page, labels: readonly string[]): Promise<void> => {
  for (const label of labels) await press(page.getByLabel(`Show ${label}`, { exact: true }), true);
};

/** Finds a focus area by part of its name and takes its subtree. */
export const chooseSubtree = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'Choose subtrees' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Find focus areas by name').fill(name);
  await press(dialog.getByRole('checkbox', { name, exact: true }), true);
  await dialog.getByRole('button', { name: 'Use 1 subtree' }).click();
  await dialog.waitFor({ state: 'hidden' });
};

/** Takes an option of a select; a menu opens by the keyboard, as what is drawn hides the input. */
export const pick = async (page: Page, label: string, option: string): Promise<void> => {
  await page.getByLabel(label, { exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  await page.locator('main').getByRole('option', { name: option, exact: true }).click();
};

/** Masks a shown field; `path` is its name in answers, `mask` how its choice begins. */
export const maskField = async (page: Page, path: string, mask: string): Promise<void> => {
  const row = page.getByRole('row').filter({ has: page.getByText(path, { exact: true }) });
  await row.getByRole('button', { name: 'Mask' }).click();
  await press(row.getByRole('radio', { name: new RegExp(`^${mask}`) }), true);
};

export const saved = (page: Page): Promise<void> => page.getByText(/^Saved to the draft/).waitFor();

/** From any screen with the draft to a published revision. */
export const reviewAndPublish = async (page: Page, revision: number, note: string): Promise<void> => {
  await page.getByRole('button', { name: 'Review changes' }).first().click();
  await page.getByLabel('Why this change').fill(note);
  await page.getByRole('button', { name: `Publish revision ${revision}` }).click();
  await page.getByText(`Revision ${revision} is live`).first().waitFor();
};
