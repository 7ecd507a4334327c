import { violations } from './accessibility';
import { AUDIENCES, chooseSubtree, maskField, openEditor, pick, press, reviewAndPublish, saved, setOpen, showFields } from './admin-steps';
import { openPages, type Pages } from './open-pages';

/** The app as esbuild builds it on each change, and as Forge's own bundler builds it for deployment. */
const BUILDS: readonly (readonly [string, string, readonly string[]])[] = [
  ['own', 'the app as it is built on each change', []],
  ['forge', 'the app as Forge’s own bundler builds it', ['--bundle', 'local/.dist/forge']],
];

const FIELDS = ['Id', 'Name', 'Status'];

describe.each(BUILDS)('%s: %s', (build, _what, options) => {
  let pages: Pages;

  beforeAll(async () => {
    pages = await openPages(options);
  });
  afterAll(() => pages.close());
  afterEach(() => {
    expect(pages.complaints()).toEqual([]);
  });

  const picture = (name: string): Promise<void> => (build === 'own' ? pages.picture(name) : Promise.resolve());

  /** Nothing on the page is a component or a property that the local site doesn't draw, and everybody can use what is there. */
  const isSound = async (): Promise<void> => {
    expect(await pages.page.locator('[data-not-modelled]').allTextContents()).toEqual([]);
    expect(await violations(pages.page)).toEqual([]);
  };

  test('the first page tells a newcomer what to do: Focus is connected, exposure is closed', async () => {
    const { page } = pages;
    await page.getByText('Focus is connected').waitFor();
    await isSound();
    await page.getByText(/Closed until you publish/).waitFor();
    await picture('start');
    await page
      .getByRole('button', { name: 'Open the admin page' })
      .or(page.getByRole('link', { name: 'Open the admin page' }))
      .click();
    await page.getByText('Nothing leaves this site').waitFor();
    await isSound();
    await picture('admin-closed');
  });

  test('an admin shows three fields under one subtree, reviews what that lets out, and publishes', async () => {
    const { page } = pages;
    await openEditor(page, AUDIENCES.scope);
    await setOpen(page, AUDIENCES.scope, true);
    await showFields(page, FIELDS);
    await chooseSubtree(page, 'Digital channels');
    await saved(page);
    await isSound();
    await picture('admin-editor');
    await page.getByRole('button', { name: 'Review changes' }).first().click();
    await page.getByText('Widens').first().waitFor();
    await isSound();
    await picture('admin-review');
    await page.getByRole('button', { name: 'Back to editing' }).click();
    await reviewAndPublish(page, 1, 'Digital channels for the order portal');
    await isSound();
  });

  test('the site lets calls in, an integration gets a token, and reads those fields of that subtree only', async () => {
    const { page, control, origin } = pages;
    await pages.visit('Connected apps');
    await press(page.getByLabel(/App REST APIs/), true);
    await pages.visit('Developer console');
    await page.getByRole('button', { name: 'Create integration' }).click();
    await page.getByRole('button', { name: /Get a token/ }).click();
    await page.getByRole('button', { name: /Try it/ }).click();
    await page.getByText(/"decisionId"/).waitFor();
    await isSound();

    const { access_token: token } = (await control('POST', '/tokens', {})) as { access_token: string };
    const { restApis } = (await control('GET', '/state')) as { restApis: { enabled: boolean; baseUrls: { url: string }[] } };
    expect(restApis.enabled).toBe(true);
    for (const { url } of restApis.baseUrls) {
      expect(url.startsWith(origin)).toBe(true);
      const answer = await fetch(`${url}/v1/focusAreas?limit=100`, { headers: { authorization: `Bearer ${token}` } });
      const { data } = (await answer.json()) as { data: Record<string, unknown>[] };
      expect(answer.status).toBe(200);
      expect(data.map((record) => record['name'])).toContain('Digital channels');
      expect(new Set(data.flatMap((record) => Object.keys(record)))).toEqual(new Set(['id', 'name', 'status']));
    }
  });

  test('an admin masks a field, builds a condition from values seen, and asks for places as they are now', async () => {
    const { page } = pages;
    await pages.visit('Aperture for Focus');
    await openEditor(page, AUDIENCES.scope);
    await showFields(page, ['Target date']);
    await maskField(page, 'targetDate', 'Only the year');
    await page.getByRole('button', { name: 'Add a condition' }).click();
    await pick(page, 'Field', 'Status');
    await pick(page, 'Comparison', 'is one of');
    await page.getByText(/^Values seen in Focus/).waitFor();
    await pick(page, 'Values', 'IN_PROGRESS');
    await page.getByLabel('Values', { exact: true }).pressSequentially('ON_TRACK');
    await page.keyboard.press('Tab');
    await page.getByText('is one of IN_PROGRESS or ON_TRACK').first().waitFor();
    await isSound();
    // Colours are the same whoever bundled the page.
    if (build === 'own') {
      await pages.theme('dark');
      await isSound();
      await pages.theme('light');
    }
    await page.getByRole('button', { name: 'Use this condition' }).click();
    await pick(page, 'When a focus area is moved away', 'It is gone from the next call on');
    await page.getByText(/is read from Focus in each call\. What cannot be read/).waitFor();
    await saved(page);
    await isSound();
  });

  test('a member is refused on the admin page, by the server too, and finds nothing on the summary page yet', async () => {
    const { page, control } = pages;
    await pages.actAs('Tilda Berg (member)');
    await pages.visit('Aperture for Focus');
    await page.getByText('This page is for Jira admins').waitFor();
    await isSound();
    await picture('admin-refused');
    const { people } = (await control('GET', '/state')) as { people: { accountId: string; name: string }[] };
    const member = people.find((person) => person.name === 'Tilda Berg')?.accountId;
    const answer = (await control('POST', '/invoke', { as: member, module: 'admin', functionKey: 'overview' })) as { result: unknown };
    expect(answer.result).toEqual({ ok: false, refusal: { code: 'not_admin', problems: [] } });
    await pages.visit('Focus at a glance');
    await page.getByText('Nothing is shown here yet').waitFor();
    await isSound();
    await picture('summary-empty');
  });

  test('an admin shows app users every focus area, and the member sees the portfolio', async () => {
    const { page } = pages;
    await pages.actAs('Mira Holm (admin)');
    await pages.visit('Aperture for Focus');
    await openEditor(page, AUDIENCES.appUsers);
    await setOpen(page, AUDIENCES.appUsers, true);
    await page.getByRole('button', { name: 'Show all but personal' }).click();
    await press(page.getByRole('radio', { name: 'Every focus area' }), true);
    await saved(page);
    await reviewAndPublish(page, 2, 'Everybody sees the portfolio');
    await pages.visit('Aperture for Focus');
    await page.getByText('What is reached now').waitFor();
    await isSound();
    await picture('admin');
    await pages.theme('dark');
    await isSound();
    await picture('admin-dark');

    await pages.actAs('Tilda Berg (member)');
    await pages.visit('Focus at a glance');
    await page.getByText(/^Shown: 148 focus areas/).waitFor();
    await page.getByText('By status').waitFor();
    await isSound();
    await picture('summary-dark');
    await pages.theme('light');
    await page.getByText('By status').waitFor();
    await isSound();
    await picture('summary');
    await page.getByLabel('Search by name').fill('order tracking');
    await page.getByText(/focus areas match/).waitFor();
  });

  test('the master switch refuses every call at once, and says so on both pages', async () => {
    const { page } = pages;
    await pages.actAs('Mira Holm (admin)');
    await pages.visit('Aperture for Focus');
    await page.getByLabel('Answer calls').focus();
    await page.getByLabel('Answer calls').press('Space');
    await page.getByRole('dialog').getByRole('button', { name: 'Refuse every call' }).click();
    await page.getByText('Every call is refused').first().waitFor();
    await isSound();
    await picture('admin-off');
    await pages.visit('Focus at a glance');
    await page.getByText('Focus areas are switched off').waitFor();
  });

  test('the check for accessibility finds what is put there to be found', async () => {
    const { page } = pages;
    await page.evaluate(() => {
      const unlabelled = document.createElement('input');
      unlabelled.id = 'planted';
      document.querySelector('main')?.append(unlabelled);
    });
    expect((await violations(page)).join('\n')).toContain('planted');
    await page.evaluate(() => document.getElementById('planted')?.remove());
    expect(await violations(page)).toEqual([]);
  });

  test('the other tabs of the admin page say what is connected and how to call', async () => {
    const { page } = pages;
    await pages.visit('Aperture for Focus');
    await page.getByRole('tab', { name: 'Focus connection' }).click();
    await page.getByText('Connected with a service account').waitFor();
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('Focus answers').first().waitFor();
    await isSound();
    await picture('admin-connection');
    await page.getByRole('button', { name: 'Use another connection' }).click();
    await page.getByText('API token', { exact: true }).click();
    await page.getByLabel('Email address of the account').waitFor();
    await isSound();
    await page.getByRole('tab', { name: 'Hierarchy' }).click();
    await page.getByRole('button', { name: 'Read it now' }).click();
    await page.getByText(/^Every 30 minutes: about/).waitFor();
    await isSound();
    await picture('admin-hierarchy');
    await page.getByRole('tab', { name: 'Connect an integration' }).click();
    await page.getByText('Base URL on this site').waitFor();
    expect(await page.locator('main').textContent()).toContain(`${pages.origin}/gateway/api/svc/jira/apps/`);
    await isSound();
    await picture('admin-integration');
  });
});
