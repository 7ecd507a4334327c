import { openAs, openTestSite } from './site-page';
import type { TestSite } from './site-page';
import { App } from '../../src/frontend/admin/app';
import { PEOPLE } from '../../local/site/people';

const [MIRA, JONAS, TILDA] = PEOPLE.map((person) => person.accountId) as [string, string, string];

let site: TestSite;

beforeEach(async () => {
  site = await openTestSite({ focusSize: 30 });
});

afterEach(async () => {
  await site.close();
});

const topArea = (): { id: string; name: string } => {
  const found = site.focus.records('focusArea').find((record) => record['parentId'] == null);
  return { id: String(found?.['id']), name: String(found?.['name']) };
};

const read = async (path: string): Promise<{ status: number; body: Record<string, unknown> }> => {
  const answer = await site.api(path, { token: await site.token() });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

describe('an admin', () => {
  it('is told first that nothing leaves, and that Focus is not connected', async () => {
    const page = await openAs(site, MIRA, 'admin', <App />);
    await page.see('Nothing leaves this site', 'Nothing was ever published', 'Focus is not connected', 'Connect Focus');
    expect(page.words()).toContain('Closed: nothing leaves.');
    expect(page.words()).not.toContain('Review changes');
    await page.close();
  });

  it('exposes fields under one root, publishes, and a client reads exactly that', async () => {
    await site.connect();
    const root = topArea();
    const page = await openAs(site, MIRA, 'admin', <App />, { startPath: '/audiences/focus-areas' });
    await page.see('Focus areas', 'In words', 'A grant to a scope speaks to every member of the site');

    await page.turn('Open Focus areas');
    await page.see('No field is shown: nothing leaves.');
    await page.turn('Show Id');
    await page.turn('Show Name');
    await page.turn('Show Status');
    await page.see('No subtree is chosen: nothing leaves.', '3 of 12 leave Focus');

    await page.press('Choose subtrees');
    await page.fill('Find focus areas by name', root.name);
    await page.see('matches');
    await page.turn(root.name);
    await page.see('Chosen: 1 subtree');
    await page.press('Use 1 subtree');
    await page.see(`Reaches only focus areas inside the subtree ${root.name}`, 'Saved to the draft');
    expect((await read('/v1/focusAreas')).status).toBe(403);

    await page.press('Review changes');
    await page.see('Is opened.', 'Also shows Id, Name, and Status of focus areas.', `Also reaches ${root.name}`, 'Widens');
    await page.fill('Why this change', 'Partner reads one tree');
    await page.press('Publish revision 1');
    await page.see('Focus areas leave this site', `@${MIRA}`, '“Partner reads one tree”', 'Any member of the site');
    expect(page.flags.map((flag) => flag.title)).toEqual(['Revision 1 is live']);
    expect(page.words()).not.toContain('Review changes');

    const { status, body } = await read('/v1/focusAreas?limit=100');
    expect(status).toBe(200);
    const values = body['data'] as Record<string, unknown>[];
    expect(values.length).toBeGreaterThan(0);
    expect([...new Set(values.flatMap((value) => Object.keys(value)))].sort()).toEqual(['id', 'name', 'status']);
    await page.close();
  });

  it('keeps the sentence true while editing, before anything is saved', async () => {
    await site.connect();
    const page = await openAs(site, MIRA, 'admin', <App />, { startPath: '/audiences/app-users' });
    await page.see('App users', 'Closed: nothing leaves.');
    await page.turn('Open App users');
    await page.press('Show all but personal');
    await page.choose('Every focus area');
    await page.see('Shows 11 fields of focus areas', 'Reaches all focus areas, also those that are added later.');
    expect(page.isOn('Show Owner')).toBe(false);
    await page.turn('Show Owner');
    await page.see('This includes personal data: Owner.', 'Saved to the draft');
    await page.fill('Ends on', '2031-05-01');
    await page.see('Ends on May 1, 2031.');
    await page.press('Clear');
    await page.see('No end date.');
    await page.press('Review changes');
    await page.see('Also shows Id, Name', 'Personal');
    await page.press('Back to the overview');
    await page.goBack();
    await page.goBack();
    await page.press('Hide all');
    await page.see('No field is shown: nothing leaves.', '0 of 12 leave Focus');
    await page.close();
  });

  it('gets chosen subtrees back after trying out every focus area', async () => {
    await site.connect();
    const root = topArea();
    const page = await openAs(site, MIRA, 'admin', <App />, { startPath: '/audiences/focus-areas' });
    await page.see('In words');
    await page.press('Choose subtrees');
    await page.fill('Find focus areas by name', root.name);
    await page.see('matches');
    await page.turn(root.name);
    await page.press('Use 1 subtree');
    await page.see(root.name);
    await page.choose('Every focus area');
    await page.seeNoMore('Inside one of these subtrees');
    await page.choose('Only focus areas inside chosen subtrees');
    await page.see(root.name);
    await page.close();
  });

  it('is told why a number of records is not accepted, and the last good one stays', async () => {
    const page = await openAs(site, MIRA, 'admin', <App />, { startPath: '/audiences/focus-areas' });
    await page.see('Most focus areas in one answer');
    await page.fill('Most focus areas in one answer', '25');
    await page.see('Saved to the draft');
    for (const wrong of ['', '0', '101', '2.5', 'many']) {
      await page.fill('Most focus areas in one answer', wrong);
      await page.see('Write a whole number from 1 to 100.');
    }
    await page.close();
    const again = await openAs(site, MIRA, 'admin', <App />, { startPath: '/audiences/focus-areas' });
    await again.see('Most focus areas in one answer');
    expect(again.valueOf('Most focus areas in one answer')).toBe('25');
    await again.close();
  });

  it('switches everything off at once, and on again, after being told what it means', async () => {
    await site.connect();
    const page = await openAs(site, MIRA, 'admin', <App />, { startPath: '/audiences/focus-areas' });
    await page.see('In words');
    await page.turn('Open Focus areas');
    await page.turn('Show Name');
    await page.choose('Every focus area');
    await page.see('Saved to the draft');
    await page.press('Review changes');
    await page.see('Publish revision 1');
    await page.press('Publish revision 1');
    await page.see('Focus areas leave this site');
    expect((await read('/v1/focusAreas')).status).toBe(200);

    await page.turn('Answer calls');
    await page.see('Refuse every call?', 'This becomes revision 2', 'what revision 1 grants is kept');
    expect((await read('/v1/focusAreas')).status).toBe(200);
    await page.press('Refuse every call');
    await page.see('Every call is refused', 'published revision 2', 'The master switch is off, so nothing leaves.');
    const off = await read('/v1/focusAreas');
    expect([off.status, off.body['code']]).toEqual([403, 'exposure_off']);

    await page.turn('Answer calls');
    await page.press('Answer calls');
    await page.see('Focus areas leave this site', 'published revision 3');
    expect((await read('/v1/focusAreas')).status).toBe(200);
    await page.close();
  });

  it('discards what is not live after being told that it is gone for every admin', async () => {
    const page = await openAs(site, MIRA, 'admin', <App />, { startPath: '/audiences/app-users' });
    await page.see('In words');
    await page.turn('Show Name');
    await page.see('Saved to the draft');
    await page.press('Back to the overview');
    await page.see('Changes to App users are not live', 'made the last edit on', 'Edited');
    await page.press('Discard');
    await page.see('Discard all changes that are not live?', 'cannot be undone');
    await page.press('Discard changes');
    await page.seeNoMore('are not live');
    await page.close();
    const again = await openAs(site, JONAS, 'admin', <App />, { startPath: '/audiences/app-users' });
    await again.see('0 of 12 leave Focus');
    await again.close();
  });

  it('finds the way back by the browser as well as by the button', async () => {
    const page = await openAs(site, MIRA, 'admin', <App />);
    await page.see('What is reached now');
    await page.openTab('Focus connection');
    await page.see('Give it only what may ever leave');
    await page.goBack();
    await page.see('What is reached now');
    await page.close();
  });
});

describe('a member who is no admin', () => {
  it('reads one plain sentence and no data, decided on the server', async () => {
    await site.connect();
    const answers: unknown[] = [];
    const page = await openAs(site, TILDA, 'admin', <App />, {
      intercept: async (_functionKey, _payload, go) => {
        const answer = await go();
        answers.push(answer);
        return answer;
      },
    });
    await page.see('This page is for Jira admins');
    expect(page.words().split('\n')).toHaveLength(2);
    expect(answers).toEqual([{ ok: false, refusal: { code: 'not_admin', problems: [] } }]);
    await page.close();
  });
});
