import { openAs, openTestSite } from './site-page';
import type { TestSite } from './site-page';
import { App } from '../../src/frontend/admin/app';
import { App as SummaryApp } from '../../src/frontend/summary/app';
import type { Page } from './open-page';
import { PEOPLE } from '../../local/site/people';
import { PART, policyOf } from '../resolvers/pages';

const [MIRA, , TILDA, RAVI] = PEOPLE.map((person) => person.accountId) as [string, string, string, string];

const EVERYBODY = 'Everybody who uses Jira on this site';
const SOME = 'Only members of chosen Jira groups';

let site: TestSite;
let page: Page | undefined;

beforeAll(async () => {
  site = await openTestSite({ focusSize: 12 });
  await site.connect();
});

afterEach(async () => {
  await page?.close();
  page = undefined;
  site.jira.faults.set(null);
});

afterAll(() => site.close());

const asMira = async (call: string, payload?: unknown): Promise<never> => {
  const answer = await site.asUser(MIRA).invoke('admin', call, payload);
  if (!answer.ok) throw new Error(answer.error.message);
  return (answer.result as { value: never }).value;
};

/** Puts this part of the app users live. */
const publish = async (groups: readonly string[] | undefined): Promise<void> => {
  const { draft, live } = await asMira('overview');
  const policy = policyOf({ 'app-users': { ...PART, ...(groups ? { groups } : {}) } });
  const saved: { version: number } = await asMira('saveDraft', {
    version: (draft as { version: number } | undefined)?.version ?? 0,
    policy,
  });
  await asMira('publish', { version: saved.version, liveRevision: (live as { number: number }).number, note: '' });
};

const groupsInDraft = async (): Promise<unknown> => {
  const { draft } = await asMira('overview');
  return (draft as { policy: ReturnType<typeof policyOf> } | undefined)?.policy.audiences['app-users']?.groups;
};

const open = async (): Promise<Page> => {
  page = await openAs(site, MIRA, 'admin', <App />, { startPath: '/audiences/app-users' });
  await page.see('Who sees the focus areas');
  return page;
};

describe('who of the Jira users sees the summary', () => {
  it('is chosen by the names of groups, said by their names and published by their ids', async () => {
    await publish(undefined);
    const admin = await open();
    await admin.choose(SOME);
    await admin.see('No group is chosen, so nobody sees any focus area.', 'Open, but no group is chosen: nobody sees anything.');
    await admin.fill('Find groups by name', 'FOCUS');
    await admin.see('1 group matches');
    await admin.turn('focus-readers');
    await admin.see('1 group chosen', 'Only members of this Jira group see them, whatever their rights in Focus are: focus-readers.');
    await admin.see('Saved to the draft');
    expect(await groupsInDraft()).toEqual(['g-focus-readers']);

    await admin.press('Review changes');
    await admin.see('Speaks only to members of focus-readers, no longer to every Jira user.');
    await admin.press('Publish revision 2');
    await admin.see('published revision 2');
    await admin.close();

    page = await openAs(site, TILDA, 'summary', <SummaryApp />);
    await page.see('Focus at a glance', 'Shown: 12 focus areas');
    await page.close();
    page = await openAs(site, RAVI, 'summary', <SummaryApp />);
    await page.see('Nothing is shown here yet');
  });

  it('can be nobody, which says so, and everybody again; what was chosen is kept while another choice is tried out', async () => {
    await publish(['g-users', 'g-focus-readers']);
    const admin = await open();
    await admin.see('2 groups chosen', 'jira-users', 'focus-readers');
    await admin.choose('Nobody');
    await admin.see('Nobody sees any focus area, Jira admins neither.', 'Saved to the draft');
    expect(await groupsInDraft()).toEqual([]);
    await admin.choose(SOME);
    await admin.see('2 groups chosen');
    await admin.press('Remove jira-users');
    await admin.see('1 group chosen');
    await admin.choose(EVERYBODY);
    await admin.seeNoMore('group chosen');
    await admin.see('Every Jira user of the site');
  });

  it('names a group that Jira no longer knows by its id, and says that it lets nobody in', async () => {
    await publish(['g-gone', 'g-users']);
    const admin = await open();
    await admin.see('g-gone', 'Jira no longer knows this group. It lets nobody in.');
    expect(admin.words().match(/Jira no longer knows/g)).toHaveLength(1);
    await admin.press('Back to the overview');
    await admin.see('Jira no longer knows a group that “App users” is open to');
    await admin.press('Choose groups');
    await admin.press('Remove g-gone');
    await admin.seeNoMore('g-gone');
  });

  it('stays editable while Jira doesn’t tell names: ids stand for themselves, and nothing is called gone', async () => {
    await publish(['g-users']);
    site.jira.faults.set([
      { kind: 'status', status: 503, operation: 'groupBulk' },
      { kind: 'status', status: 503, operation: 'groupsPicker' },
    ]);
    const admin = await open();
    await admin.see('1 group chosen', 'g-users');
    expect(admin.words()).not.toContain('Jira no longer knows');
    await admin.fill('Find groups by name', 'focus');
    await admin.see('Jira did not answer');
    site.jira.faults.set(null);
    await admin.press('Try again');
    await admin.see('focus-readers');
    await admin.fill('Find groups by name', 'no such');
    await admin.see('No Jira group that your account may see has “no such” in its name.');
  });

  it('is no matter of the REST API: its audience offers no groups', async () => {
    page = await openAs(site, MIRA, 'admin', <App />, { startPath: '/audiences/focus-areas' });
    await page.see('In words');
    expect(page.words()).not.toContain('Who sees the focus areas');
  });

  it('on the summary, a Jira that doesn’t say is told as that, not as a refusal by the admin', async () => {
    await publish(['g-focus-readers']);
    site.jira.faults.set({ kind: 'status', status: 500, operation: 'myself' });
    page = await openAs(site, TILDA, 'summary', <SummaryApp />);
    await page.see('Your groups could not be checked', 'so nothing is shown. Try again in a minute.');
    site.jira.faults.set(null);
    await page.press('Try again');
    await page.see('Focus at a glance', 'Shown: 12 focus areas');
  });
});
