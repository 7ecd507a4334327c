import { openAs, openTestSite } from './site-page';
import { act } from 'react';
import type { Intercept, TestSite } from './site-page';
import { App } from '../../src/frontend/admin/app';
import type { HierarchyOverview } from '../../src/resolvers/contract';
import type { Page } from './open-page';
import { PEOPLE } from '../../local/site/people';
import { PART, policyOf } from '../resolvers/pages';

const [MIRA] = PEOPLE.map((person) => person.accountId) as [string];
const MINUTE = 60_000;

let site: TestSite;
let page: Page | undefined;

const asMira = async (call: string, payload?: unknown): Promise<never> => {
  const answer = await site.asUser(MIRA).invoke('admin', call, payload);
  if (!answer.ok) throw new Error(answer.error.message);
  return (answer.result as { value: never }).value;
};

/** Limits the app users to one subtree, live. */
const publishSubtree = async (placeAge = 60): Promise<void> => {
  const [root] = site.focus.records('focusArea') as unknown as readonly { readonly id: string }[];
  const grant = { ...PART.grants.focusArea, actions: ['list' as const], fields: PART.grants.focusArea?.fields ?? {}, placeAge };
  const policy = policyOf({ 'app-users': { ...PART, grants: { focusArea: { ...grant, records: { under: [root?.id ?? ''] } } } } });
  const { draft, live } = await asMira('overview');
  const saved: { version: number } = await asMira('saveDraft', {
    version: (draft as { version: number } | undefined)?.version ?? 0,
    policy,
  });
  await asMira('publish', { version: saved.version, liveRevision: (live as { number: number }).number, note: '' });
};

const open = async (startPath: string, intercept?: Intercept): Promise<Page> => {
  page = await openAs(site, MIRA, 'admin', <App />, { startPath, ...(intercept ? { intercept } : {}) });
  return page;
};

/** The real answer with some of it changed, for states that take hours or a broken Focus to come about. */
const told =
  (change: (real: HierarchyOverview) => Partial<HierarchyOverview>): Intercept =>
  async (functionKey, _payload, go) => {
    const answer = (await go()) as { ok: boolean; value: HierarchyOverview };
    return functionKey === 'hierarchy' && answer.ok ? { ...answer, value: { ...answer.value, ...change(answer.value) } } : answer;
  };

const reading = {
  phase: 'list',
  trigger: 'schedule',
  startedAt: '2026-11-20T10:00:00.000Z',
  movedAt: '2026-11-20T10:00:30.000Z',
  calls: 12,
  listed: 1200,
  located: 0,
} as const;

const pass = (milliseconds: number): Promise<void> =>
  act(async () => {
    await new Promise<void>((done) => {
      setTimeout(done, milliseconds);
    });
  });

const openSite = async (): Promise<void> => {
  site = await openTestSite({ focusSize: 12 });
  await site.connect();
};

afterEach(async () => {
  await page?.close();
  page = undefined;
});

describe('the hierarchy on the admin page', () => {
  beforeEach(openSite);
  afterEach(() => site.close());

  it('is read on demand and followed to its end, with what each interval will cost from then on', async () => {
    const admin = await open('/hierarchy');
    await admin.see('Not read, and nothing needs it', 'is told here after the first reading.');
    await admin.press('Read it now');
    await admin.see('Being read now', `@${MIRA}`, 'asked for it on');
    expect(admin.isEnabled('Read it now')).toBe(false);
    await site.events.settle();
    await admin.see('Read on ', '12 focus areas, and the place of each is known.', 'No live audience is limited to subtrees');
    await admin.see(
      'Every 15 minutes: about 96 calls to Focus a day',
      'Every 30 minutes: about 48 calls to Focus a day',
      'Once a day: about 1 call to Focus a day',
    );
    expect(admin.isEnabled('Read it now')).toBe(true);
  }, 15_000);

  it('an interval is chosen, said with who chose it, and warned of where live places get too old in between', async () => {
    await publishSubtree(30);
    await asMira('refreshHierarchy');
    await site.events.settle();
    const admin = await open('/hierarchy');
    await admin.see('This holds until an admin chooses.', 'Every 6 hours: about 4 calls to Focus a day');
    await admin.choose('Every 6 hours: about 4 calls to Focus a day');
    await admin.see(
      'The hierarchy is read too seldom for what is live',
      '“App users” takes places of focus areas that are at most 30 minutes old',
    );
    await admin.press('Save interval');
    await admin.see(`@${MIRA}`, 'chose this on');
    expect(await asMira('hierarchy')).toMatchObject({ every: 360, tooRare: [{ audience: 'app-users', placeAge: 30 }] });
    await admin.press('Change App users');
    await admin.see('In words');
  });

  const quiet = async (): Promise<void> => {
    const admin = await open('/');
    await admin.see('What is reached now');
    expect(admin.words()).not.toContain('Look at the hierarchy');
    await admin.close();
    page = undefined;
  };

  it('needs no attention while nothing live needs it, some when it was never read and something does, none once it was read', async () => {
    await quiet();
    await publishSubtree();
    const admin = await open('/');
    await admin.see('The hierarchy was not read yet', 'Until it is, audiences that are limited to subtrees may reach nothing.');
    await admin.press('Look at the hierarchy');
    await admin.see('Where focus areas lie');
    await admin.close();
    await asMira('refreshHierarchy');
    await site.events.settle();
    await quiet();
  });
});

describe('what the page says of the hierarchy', () => {
  beforeAll(openSite);
  afterAll(() => site.close());

  it('a choice can be taken back before it is saved', async () => {
    const admin = await open('/hierarchy');
    await admin.see('How often it is read');
    await admin.choose('Only when an admin asks for it');
    await admin.see('Save interval');
    await admin.press('Cancel');
    await admin.seeNoMore('Save interval');
    expect(await asMira('hierarchy')).toMatchObject({ every: 30 });
  });

  it('says why focus areas have no place, each cause with its number, and that they are outside', async () => {
    const leftOut = { contradicting: 1, loops: 2, orphans: 1300, tooDeep: 0, untold: 3 };
    const admin = await open(
      '/hierarchy',
      told(() => ({
        stored: { state: 'read', readAt: reading.startedAt, areas: 9876, complete: false },
        reading: { ...reading, state: 'done', phase: 'writing', areas: 9876, leftOut },
      })),
    );
    await admin.see('The places of 9,876 focus areas are known, of others they are not.', 'Focus areas without a known place');
    await admin.see(
      '1,300 hang below a focus area that the connection cannot see.',
      'Of 3 Focus told no place.',
      '2 hang below themselves, in a circle.',
    );
    await admin.see('1 was told at two places', 'They count as outside every subtree');
    expect(admin.words()).not.toContain('deeper than this app follows');
  });

  it.each([
    [{ ...reading, state: 'reading' }, ['Being read now', '1,200 focus areas listed so far.', '12 calls to Focus so far']],
    [{ ...reading, state: 'reading', phase: 'places', located: 40 }, ['so each is asked for: 40 of 1,200 done.']],
    [{ ...reading, state: 'reading', phase: 'writing' }, ['Everything is read and is being stored.']],
    [
      { ...reading, state: 'waiting', trouble: 'too_many_requests', waitingUntil: '2026-11-20T10:05:00.000Z' },
      ['The reading waits', 'Focus was asked too often just now. It goes on by itself at 11:05 AM.'],
    ],
    [
      { ...reading, state: 'failed', trouble: 'focus_refused', endedAt: '2026-11-20T10:09:00.000Z' },
      ['did not come to its end', 'Focus refuses the connection’s account. What is told above still holds.'],
    ],
  ] as const)('says how far a reading has come: %#', async (now, words) => {
    const admin = await open(
      '/hierarchy',
      told(() => ({ reading: now })),
    );
    await admin.see(...words);
  });

  it('is looked at again while a reading goes on, ever more seldom, and not at all once another tab is open', async () => {
    let looks = 0;
    const tell = told(() => ({ reading: { ...reading, state: 'reading' } }));
    const admin = await open('/hierarchy', (functionKey, payload, go) => {
      if (functionKey === 'hierarchy') looks += 1;
      return tell(functionKey, payload, go);
    });
    await admin.see('Being read now');
    await admin.openTab('Overview');
    const opened = looks;
    await pass(1_700);
    expect(looks).toBe(opened);
    await admin.openTab('Hierarchy');
    await pass(1_900);
    // Once for the tab, then after 1.5 s, then 1.9 s later; a slow machine may get that far.
    expect(looks).toBeGreaterThan(opened + 1);
    expect(looks).toBeLessThan(opened + 4);
  }, 15_000);

  it('that can’t be told is said as that, and asking again helps', async () => {
    let fails = true;
    const admin = await open('/hierarchy', (functionKey, _payload, go) =>
      functionKey === 'hierarchy' && fails ? Promise.resolve({ ok: false, refusal: { code: 'storage_failed', problems: [] } }) : go(),
    );
    await admin.see('Storage did not answer');
    fails = false;
    await admin.press('Try again');
    await admin.see('Not read, and nothing needs it');
  });

  it('can’t be read without a connection, and says so', async () => {
    await asMira('removeConnection');
    const admin = await open('/hierarchy');
    await admin.see('Not read, and nothing needs it');
    await admin.press('Read it now');
    await admin.see('An admin connects it under Focus connection.');
  });
});

describe('what needs attention of the hierarchy', () => {
  beforeAll(async () => {
    await openSite();
    await publishSubtree();
    await asMira('refreshHierarchy');
    await site.events.settle();
  });
  afterEach(() => site.focus.faults.set(null));
  afterAll(() => site.close());

  it('is a hierarchy that is older than a live grant takes it', async () => {
    await asMira('saveHierarchySettings', { every: 'never' });
    const old = new Date(Date.now() - 61 * MINUTE).toISOString();
    const admin = await open(
      '/',
      told(({ stored }) => ({ stored: { ...stored, readAt: old } as HierarchyOverview['stored'] })),
    );
    await admin.see('Places of focus areas are older than a grant allows', 'The hierarchy is read too seldom for what is live');
  });

  it.each([
    [{ ...reading, state: 'failed', trouble: 'interrupted' }, true, 'The last reading of the hierarchy did not come to its end'],
    [{ ...reading, state: 'failed', trouble: 'focus_refused' }, true, 'Focus refuses the connection’s account'],
    [{ ...reading, state: 'done' }, false, 'Some focus areas have no known place'],
  ] as const)('is a reading that failed, or left something out: %#', async (now, complete, title) => {
    const stored = { state: 'read', readAt: new Date().toISOString(), areas: 12, complete } as const;
    const admin = await open(
      '/',
      told(() => ({ reading: now, stored, tooRare: [] })),
    );
    await admin.see(title);
  });

  it('a connection that Focus refuses when names are asked for is told, with the way to it', async () => {
    site.focus.faults.set({ kind: 'status', status: 403, operation: 'getFocusArea' });
    const admin = await open('/');
    await admin.see('Focus refuses the connection’s account');
    await admin.press('Look at the connection');
    await admin.see('Connected with a service account');
  });
});
