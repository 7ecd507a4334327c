import { openAs, openTestSite } from './site-page';
import type { TestSite } from './site-page';
import { App } from '../../src/frontend/admin/app';
import type { Page } from './open-page';
import { wordsOf } from './read-tree';
import { PEOPLE } from '../../local/site/people';
import { LOCAL_API_TOKEN } from '../../local/focus/service-account';
import { SITE } from '../../local/site/identity';

const [MIRA] = PEOPLE.map((person) => person.accountId) as [string];

let site: TestSite;
let page: Page;

beforeEach(async () => {
  site = await openTestSite({ focusSize: 12 });
});

afterEach(async () => {
  await page.close();
  await site.close();
});

const open = async (startPath: string): Promise<Page> => {
  page = await openAs(site, MIRA, 'admin', <App />, { startPath });
  return page;
};

const fill = async (clientId: string, clientSecret: string): Promise<void> => {
  await page.fill('Client id', clientId);
  await page.fill('Client secret', clientSecret);
};

/** What the table says of each resource. */
const answers = (): readonly string[] =>
  page.nodes('Row').map((row) => {
    const [resource = '', outcome = ''] = row.children.map(wordsOf);
    return `${resource}: ${outcome}`;
  });

describe('the connection to Focus', () => {
  it('is tested, saved and told with who saved it; the secret is never on the page again', async () => {
    const { clientId, clientSecret } = site.focus.serviceAccount;
    await open('/connection');
    await page.see('Focus is not connected', 'What to create at Atlassian first');
    await fill(clientId, clientSecret);
    await page.press('Test and save');
    await page.see('Connected with a service account', clientId, `@${MIRA}`, 'is never shown again');
    expect(JSON.stringify(page.nodes('Textfield').map(({ props }) => props['value']))).not.toContain(clientSecret);
    expect(page.words()).not.toContain(clientSecret);

    await page.press('Test connection');
    await page.see('Focus answers', 'Fields seen, never their contents', 'This connection can read costs and benefits.');
    expect(answers()).toContain('Focus areas: Answered');

    expect(page.words()).not.toContain('What to create at Atlassian first');
    await page.press('Remove');
    await page.see('Remove the connection to Focus?', 'every call fails');
    await page.press('Remove connection');
    await page.see('Focus is not connected');
  });

  it('is not saved with credentials that Atlassian refuses, and what was typed stays', async () => {
    await open('/connection');
    await page.see('Focus is not connected');
    await fill('local-nobody', 'local-wrong');
    await page.press('Test and save');
    await page.see('Atlassian refuses these credentials');
    expect(answers()).toEqual([]);
    expect(page.valueOf('Client id')).toBe('local-nobody');
    expect(page.words()).not.toContain('Connected with a service account');
    expect(page.nodes('Textfield').find(({ props }) => props['value'] === 'local-wrong')?.props['type']).toBe('password');
  });

  it('asks for what is missing before it calls anybody', async () => {
    site.focus.resetCounters();
    await open('/connection');
    await page.see('Focus is not connected');
    await page.press('Test connection');
    await page.see('Write the client id', 'Write the client secret');
    expect(site.focus.counters().calls).toBe(0);
  });

  it('an account that sees focus areas alone is called safe, not broken', async () => {
    site.focus.faults.set(['listCostItems', 'listBenefitItems'].map((operation) => ({ kind: 'status' as const, status: 403, operation })));
    await open('/connection');
    await page.see('Focus is not connected');
    const { clientId, clientSecret } = site.focus.serviceAccount;
    await fill(clientId, clientSecret);
    await page.press('Test connection');
    await page.see('Focus areas can be read, which is all that this release asks for.');
    expect(answers()).toEqual(expect.arrayContaining(['Focus areas: Answered', 'Cost items: Refused', 'Benefit items: Refused']));
  });

  it('Focus that doesn’t answer is not blamed on the credentials', async () => {
    site.focus.faults.set({ kind: 'disconnect' });
    await open('/connection');
    await page.see('Focus is not connected');
    await fill('local-somebody', 'local-something');
    await page.press('Test connection');
    await page.see('Focus did not answer', 'Nothing is wrong with the credentials as far as one can tell.');
  });

  it('by API token asks for the account, tells whose token it is afterwards, and never shows the token again', async () => {
    const { email, token } = LOCAL_API_TOKEN;
    await open('/connection');
    await page.choose('API token');
    await page.see('Everything that its owner sees in Focus.', 'Tokens last a year at most', 'Give it only what may ever leave');
    expect(page.words()).not.toContain('Client id');
    await page.press('Test and save');
    await page.see('Write the email address', 'Paste the API token.');
    await page.fill('Email address of the account', email);
    await page.fill('API token', token);
    await page.press('Test and save');
    await page.see('Connected with an API token', `Token of ${email}`, 'Focus answers');
    expect(page.words()).not.toContain(token);
    expect(JSON.stringify(page.nodes('Textfield'))).not.toContain(token);
  });

  it('by API token at the site’s own address takes the whole address for its name, and refuses another site’s', async () => {
    const { email, token } = LOCAL_API_TOKEN;
    await open('/connection');
    await page.choose('API token');
    await page.fill('Email address of the account', email);
    await page.fill('API token', token);
    await page.choose('At this site’s own address');
    await page.press('Test connection');
    await page.see('Write the name of this site.');
    await page.fill('Name of this site', 'somebody-elses');
    await page.press('Test connection');
    await page.see('No site of this name was found', 'nothing was sent there, the token neither');
    await page.fill('Name of this site', `https://${SITE.name}.atlassian.net/jira/for-you`);
    await page.press('Test and save');
    await page.see('Connected with an API token', `Through ${SITE.name}.atlassian.net`);
  });

  it('Atlassian’s own way says why it waits and can’t be saved', async () => {
    await open('/connection');
    await page.choose('Atlassian’s own way (not offered yet)');
    await page.see('Why this has to wait', 'Forge has no permission that an app could ask for to read Focus.');
    expect(page.words()).not.toContain('Test and save');
    await page.press('Test connection');
    await page.see('Forge does not offer this yet');
  });

  it('saved by another admin meanwhile is not replaced, and what was typed stays', async () => {
    const { clientId, clientSecret } = site.focus.serviceAccount;
    await open('/connection');
    await page.see('Focus is not connected');
    await site.connect();
    await fill(clientId, clientSecret);
    await page.press('Test and save');
    await page.see('Somebody else changed the connection meanwhile', 'Connected with a service account', `@${MIRA}`);
    expect(page.valueOf('Client id')).toBe(clientId);
    await page.press('Test and save');
    await page.seeNoMore('Somebody else changed');
    await page.see('Connected with a service account', 'Focus answers');
  });

  it('searching focus areas without a connection says what to do', async () => {
    await open('/audiences/focus-areas');
    await page.see('In words');
    await page.press('Choose subtrees');
    await page.see('Type part of a name.');
    await page.fill('Find focus areas by name', 'a');
    await page.see('Focus is not connected', 'An admin connects it under Focus connection.');
  });
});

describe('what an integrator needs', () => {
  it('has this site’s real ids in both base URLs, the authorize URL and the call to copy', async () => {
    await open('/integration');
    await page.see('Connect an integration');
    const app = `7d1f3a52-0c64-4f0e-9a3b-5e8c2f6b9d10_${SITE.environmentId}`;
    const blocks = page.nodes('CodeBlock').map(({ props }) => String(props['text']));
    expect(blocks).toContain(`http://127.0.0.1:4010/gateway/api/svc/jira/apps/${app}/v1`);
    expect(blocks).toContain(`https://api.atlassian.com/svc/jira/${SITE.cloudId}/apps/${app}/v1`);
    const authorize = new URL(blocks.find((text) => text.includes('/authorize')) ?? '');
    expect(authorize.searchParams.get('scope')).toBe('read:focus-area:custom read:forge-app:jira');
    expect(authorize.searchParams.get('sns')).toBe(app.replace('_', '.'));
    expect(blocks.some((text) => text.startsWith('curl ') && text.includes(`${app}/v1/focusAreas`))).toBe(true);
  });

  it('the call to copy works on this site with a token', async () => {
    await open('/integration');
    await page.see('Connect an integration');
    const curl = page
      .nodes('CodeBlock')
      .map(({ props }) => String(props['text']))
      .find((text) => text.startsWith('curl '));
    const [, url] = /"(http[^"]+)"/.exec(curl ?? '') ?? [];
    const answer = await site.fetch(new Request(url ?? '', { headers: { authorization: `Bearer ${await site.token()}` } }));
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'not_exposed' });
  });
});
