import { openAs, openTestSite } from './site-page';
import type { TestSite } from './site-page';
import { App } from '../../src/frontend/admin/app';
import type { AudiencePart, Policy } from '../../src/exposure/policy/policy';
import { PEOPLE } from '../../local/site/people';

const [MIRA] = PEOPLE.map((person) => person.accountId) as [string];

const SCOPE = 'read:focus-area:custom';

/** A part with everything that the editor has no switch for. */
const RICH: AudiencePart = {
  enabled: true,
  callers: ['k1', 'k2'],
  grants: {
    focusArea: {
      actions: ['list', 'get'],
      fields: { id: 'show', name: 'initials', 'owner.id': 'pseudonym', targetDate: 'year', 'site.region': 'show' },
      records: {
        where: [
          { field: 'status', in: ['IN_PROGRESS', 'PENDING'] },
          { field: 'targetDate', isSet: true },
        ],
      },
      observed: { 'site.region': 'text', 'site.score': 'number' },
      placeAge: 'live',
    },
  },
};

let site: TestSite;

beforeEach(async () => {
  site = await openTestSite({ focusSize: 10 });
});
afterEach(() => site.close());

const admin = async <T,>(functionKey: string, payload?: unknown): Promise<T> => {
  const result = await site.asUser(MIRA).invoke('admin', functionKey, payload);
  const answer = (result.ok ? result.result : {}) as { ok?: boolean; value?: T };
  if (answer.ok !== true) throw new Error(`${functionKey} was refused: ${JSON.stringify(result)}`);
  return answer.value as T;
};

const publish = async (audiences: Policy['audiences']): Promise<void> => {
  const { version } = await admin<{ version: number }>('saveDraft', { version: 0, policy: { format: 1, serving: true, audiences } });
  await admin('publish', { version, liveRevision: 0, note: '' });
};

const drafted = async (): Promise<Policy | undefined> => (await admin<{ draft?: { policy: Policy } }>('overview')).draft?.policy;

describe('the editor of an audience with masks, conditions and observed fields', () => {
  it('tells all of them in words, each mask beside its field', async () => {
    await publish({ [SCOPE]: RICH });
    const page = await openAs(site, MIRA, 'admin', <App />, { startPath: '/audiences/focus-areas' });
    await page.see(
      '5 of 14 leave Focus',
      'Only initials',
      'As a pseudonym',
      'Only the year',
      'site.region',
      'Seen in your data',
      'And only those that meet all of these',
      'Only focus areas whose Status is one of IN_PROGRESS or PENDING',
      'Only focus areas whose Target date is filled in',
      'Answers only calls that bring one of these caller keys: k1 and k2',
    );
    expect(page.words()).not.toContain('A grant to a scope speaks to every member of the site');
    await page.close();
  });

  it('keeps them when something else is edited', async () => {
    await publish({ [SCOPE]: RICH });
    const page = await openAs(site, MIRA, 'admin', <App />, { startPath: '/audiences/focus-areas' });
    await page.see('5 of 14 leave Focus');
    await page.turn('Show Description');
    await page.see('6 of 14 leave Focus', 'Saved to the draft');
    const grant = RICH.grants.focusArea;
    expect((await drafted())?.audiences[SCOPE]).toEqual({
      ...RICH,
      grants: { focusArea: { ...grant, fields: { ...grant?.fields, description: 'show' } } },
    });
    await page.close();
  });

  it('keeps the conditions when subtrees are chosen instead of every focus area, and back', async () => {
    await publish({ [SCOPE]: RICH });
    const page = await openAs(site, MIRA, 'admin', <App />, { startPath: '/audiences/focus-areas' });
    await page.see('5 of 14 leave Focus');
    const records = RICH.grants.focusArea?.records;
    await page.choose('Only focus areas inside chosen subtrees');
    await page.see('Saved to the draft', 'No subtree is chosen');
    expect((await drafted())?.audiences[SCOPE]?.grants.focusArea?.records).toEqual({ under: [], ...(records === 'all' ? {} : records) });
    await page.choose('Every focus area');
    await page.see('Reaches only focus areas that meet all 2 of these conditions');
    await page.close();
  });

  it('hides masked and observed fields too when all are hidden', async () => {
    await publish({ [SCOPE]: RICH });
    const page = await openAs(site, MIRA, 'admin', <App />, { startPath: '/audiences/focus-areas' });
    await page.see('5 of 14 leave Focus');
    await page.press('Hide all');
    await page.see('0 of 14 leave Focus', 'Saved to the draft');
    expect((await drafted())?.audiences[SCOPE]?.grants.focusArea?.fields).toEqual({});
    await page.close();
  });
});

it('the review shows changes of audiences that have no page of their own', async () => {
  await publish({ [SCOPE]: RICH });
  const costs: AudiencePart = { enabled: true, grants: { costItem: { actions: ['list'], fields: { name: 'show' }, records: 'all' } } };
  const view: AudiencePart = { enabled: true, name: 'Partner X', callers: ['k1'], grants: costs.grants };
  const audiences = { [SCOPE]: RICH, 'read:cost-item:custom': costs, 'view:partnerx': view };
  await admin('saveDraft', { version: 0, policy: { format: 1, serving: true, audiences } });
  const page = await openAs(site, MIRA, 'admin', <App />, { startPath: '/review' });
  await page.see(
    'Cost items',
    'Shared view “partnerx”',
    'Also shows Name of cost items',
    'Answers only calls that bring this caller key: k1',
  );
  await page.close();
});
