import type { Browser, Page } from 'playwright-core';
import { GALLERY_PATH, openGallery } from '../local/page/gallery/open-gallery';
import { openBrowser } from './open-browser';

let browser: Browser;
let page: Page;
let gallery: Awaited<ReturnType<typeof openGallery>>;
const complaints: string[] = [];

beforeAll(async () => {
  gallery = await openGallery();
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
});
afterAll(async () => {
  await browser.close();
  await gallery.close();
});

const openTab = async (name: string): Promise<void> => {
  await page.getByRole('tab', { name }).click();
};
const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const see = (text: string): Promise<void> => page.getByText(text).first().waitFor();

describe('every component of UI Kit, drawn', () => {
  beforeAll(async () => {
    await page.goto(gallery.origin + GALLERY_PATH);
    await page.getByRole('heading', { name: 'Gallery', exact: true }).waitFor();
  });
  afterEach(async () => {
    expect(await page.locator('[data-not-modelled], [data-page-problem]').allInnerTexts()).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('buttons, pagination, flags and downloads reach the app', async () => {
    await press('Press');
    await see('Pressed 1 times');
    await page.getByRole('button', { name: /Reset the count/ }).click();
    await see('Pressed 0 times');
    await page.getByRole('button', { name: 'page 3' }).first().click();
    await see('Page 3');
    const download = page.waitForEvent('download');
    await press('Download');
    expect((await download).suggestedFilename()).toBe('areas.csv');
    await press('Show a flag');
    await see('Shown by the app');
    expect(await page.locator('.app-page').evaluate((element) => element.clientWidth)).toBeGreaterThan(980);
  });

  test('typing loses no letter, and every choice gives the app plain values', async () => {
    await openTab('Fields');
    await page.getByLabel('Typed, controlled').pressSequentially('no letter is lost', { delay: 1 });
    await see('You typed: no letter is lost');
    await page.getByLabel('Get one').click({ force: true });
    await see('Heard checkbox true');
    await page.getByLabel('Get', { exact: true }).click({ force: true });
    await see('Heard group ["list","get"]');
    await page.getByLabel('Option A').click({ force: true });
    await see('Heard radio group "a"');
    await page.getByLabel('Range').press('ArrowRight');
    await see('Heard range 6');
    await page.getByLabel('Status').focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: 'Pending' }).click();
    await see('Heard select {"label":"Pending","value":"PENDING"}');
    await page.getByLabel('Ends on').focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('gridcell').getByText('15', { exact: true }).first().click();
    await see('Heard date "2027-03-15"');
    await page.getByLabel('Owner').focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: 'Tilda Berg', exact: true }).click();
    await see('Heard user {"id":"712020:aaaa0003');
  });

  test('a form says what is missing, then sends what was typed', async () => {
    await press('Send');
    await see('A note is needed');
    await page.getByLabel('Note').fill('why');
    await page.getByLabel('Text', { exact: true }).fill('long');
    await press('Send');
    await see('Sent: {"note":"why","size":"long"}');
    await page.getByText('Partner X', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Name of the view' }).or(page.locator('input:focus')).first().fill('Partner Y');
    await page.keyboard.press('Enter');
    await see('Partner Y');
  });

  test('tables sort by their keys and turn pages', async () => {
    await openTab('Tables');
    const firstRow = page.locator('table').first().locator('tbody tr').first();
    expect(await firstRow.innerText()).toMatch(/^Digital channels/);
    await page.getByRole('button', { name: /Name/ }).first().click();
    await firstRow.getByText('Reliable operations').waitFor();
    await page.getByRole('button', { name: 'page 2' }).first().click();
    await page.locator('table').nth(1).getByText('New markets').waitFor();
  });

  test('a modal holds a Select whose menu is not cut off, and closes by its buttons and by Escape', async () => {
    await openTab('Overlays');
    await press('Open modal');
    const dialog = page.getByRole('dialog');
    await page.getByLabel('Start at').focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: 'Focus area 5' }).click();
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await press('Open modal with a title');
    await page.getByRole('dialog', { name: 'A title of its own' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await press('Open popup');
    await see('In the popup');
    await page.keyboard.press('Escape');
    await page.getByText('In the popup').waitFor({ state: 'hidden' });
  });

  test('all seven charts are drawn and named', async () => {
    await openTab('Charts');
    await page.getByRole('figure', { name: 'Donut' }).locator('path').first().waitFor();
    expect(await page.getByRole('figure').count()).toBe(7);
  });

  test('routes follow the address, back and forward included', async () => {
    await openTab('Routes');
    await press('To fa-7');
    await see('Focus area fa-7 ?tab=1');
    expect(new URL(page.url()).pathname).toBe(`${GALLERY_PATH}/areas/fa-7`);
    await press('Back');
    await see('At home');
    await page.goForward();
    await see('Focus area fa-7');
  });

  test('another person means a fresh page that knows the person, another theme does not', async () => {
    await page.goto(gallery.origin + GALLERY_PATH);
    await press('Press');
    await see('Pressed 1 times');
    await page.getByLabel('Dark theme').click({ force: true });
    await page.locator('html[data-color-mode="dark"]').waitFor();
    await see('Pressed 1 times');
    await page.getByLabel('Acting as').selectOption({ label: 'Tilda Berg (member)' });
    await see('Pressed 0 times');
    await page.locator('.app-page').getByText('Tilda Berg').last().waitFor();
  });
});

test('what would not work on Forge is shown as an error, and the rest of the page with it', async () => {
  await page.goto(`${gallery.origin}/jira/apps/gallery/env`);
  await page.getByText('And this one').waitFor();
  const marks = page.locator('[data-not-modelled]');
  const names = await marks.evaluateAll((boxes) => boxes.map((box) => box.getAttribute('data-not-modelled')));
  expect(names).toEqual(['Tile', 'Box', 'Icon', 'Link', 'Button', 'Accordion', 'SectionMessage']);
  await page.getByText('display the value "flex"').waitFor();
  await page.getByText('the prop onHover is not modelled').waitFor();
});
