import { JONAS, MIRA, openPages, policyOf, publishPolicy, valueOf } from './pages';
import { openHierarchySite, publishUnder } from '../jobs/hierarchy-site';
import type { HierarchySite } from '../jobs/hierarchy-site';
import type { Grant } from '../../src/exposure/policy/policy';
import { INTERVALS } from '../../src/store/reading/settings';

jest.setTimeout(60_000);

describe('what an admin is told of the hierarchy', () => {
  let app: HierarchySite;
  beforeEach(async () => {
    app = await openHierarchySite({ focusSize: 12 });
  });
  afterEach(async () => {
    await app.site.close();
  });

  test('before anything was read: nothing is stored, 30 minutes hold, the next reading is due now, no figures are made up', async () => {
    const told = await app.overview();
    expect(told).toEqual({
      stored: { state: 'absent' },
      every: 30,
      needed: true,
      nextAt: expect.any(String) as string,
      choices: INTERVALS.map((every) => ({ every })),
      tooRare: [],
    });
    expect(Math.abs(Date.parse(told.nextAt ?? '') - app.site.clock.now())).toBeLessThan(60_000);
  });

  test('after a reading: what it took, and what each choice costs Focus in a day', async () => {
    await app.refresh();
    await app.pass(1);
    const { reading, stored, choices, nextAt } = await app.overview();
    expect(reading).toMatchObject({ state: 'done', trigger: 'demand', by: { accountId: MIRA }, calls: 1, areas: 12 });
    expect(stored).toMatchObject({ state: 'read', areas: 12, complete: true, readAt: reading?.startedAt });
    expect(Date.parse(nextAt ?? '')).toBe(Date.parse(reading?.startedAt ?? '') + 30 * 60_000);
    expect(choices).toEqual([
      { every: 15, callsPerDay: 96 },
      { every: 30, callsPerDay: 48 },
      { every: 60, callsPerDay: 24 },
      { every: 360, callsPerDay: 4 },
      { every: 1440, callsPerDay: 1 },
      { every: 'never', callsPerDay: 0 },
    ]);
  });

  test('keeps what an admin chose, who and when, and the figures of the last good reading over one that fails', async () => {
    await app.refresh();
    await app.pass(1);
    const saved = valueOf(await app.admin('saveHierarchySettings', { every: 360 }, JONAS));
    expect(saved).toMatchObject({ every: 360, chosenBy: { accountId: JONAS }, chosenAt: expect.any(String) as string });
    app.site.focus.faults.set({ kind: 'status', status: 403, operation: 'listFocusAreas' });
    await app.refresh();
    await app.pass(1);
    const told = await app.overview();
    expect(told.reading).toMatchObject({ state: 'failed', trouble: 'focus_refused' });
    expect(told.choices[0]).toEqual({ every: 15, callsPerDay: 96 });
    expect(told.every).toBe(360);
  });

  test('names the grants whose places end before the next reading is there', async () => {
    const focusArea: Grant = { actions: ['list'], fields: { id: 'show' }, records: { under: ['fa-1'] }, placeAge: 31 };
    const part = (grant: Grant) => ({ enabled: true, grants: { focusArea: grant } });
    await publishPolicy(
      app,
      policyOf({
        'read:focus-area:custom': part(focusArea),
        'app-users': part({ ...focusArea, placeAge: 400 }),
        'view:live': { ...part({ ...focusArea, placeAge: 'live' }), name: 'Live', callers: [] },
        'write:focus-area:custom': part({ ...focusArea, actions: ['update'], fields: { name: 'show' } }),
      }),
    );
    const short = { audience: 'read:focus-area:custom', resource: 'focusArea', placeAge: 31 };
    const long = { audience: 'app-users', resource: 'focusArea', placeAge: 400 };
    const rare = async (every: 15 | 30 | 360 | 'never') => valueOf(await app.admin('saveHierarchySettings', { every })).tooRare;
    expect(await rare(15)).toEqual([]);
    expect(await rare(30)).toEqual([short]);
    expect(await rare(360)).toEqual([short]);
    expect((await rare('never')).map(({ audience }) => audience).sort()).toEqual([long, short].map(({ audience }) => audience).sort());
  });

  test('says that nothing is needed when no grant is restricted to subtrees', async () => {
    await publishUnder(app, []);
    expect(await app.overview()).toMatchObject({ needed: false, tooRare: [] });
    expect((await app.overview()).nextAt).toBeUndefined();
  });

  test.each([[{ every: 7 }], [{ every: '30' }], [{ every: null }], [{}], [{ every: 30, more: 1 }]])(
    'refuses %j for a choice, and keeps what was chosen',
    async (payload) => {
      expect(await app.raw('saveHierarchySettings', payload)).toMatchObject({ ok: false, refusal: { code: 'invalid' } });
      expect((await app.overview()).chosenAt).toBeUndefined();
    },
  );

  test('says so when storage doesn’t answer, or what is stored can’t be read', async () => {
    const { kvs, identity } = app.site;
    await kvs.call(identity.installationId, '/api/v1/set', JSON.stringify({ key: 'tree:head', value: { format: 2 } }));
    await kvs.call(identity.installationId, '/api/v1/set', JSON.stringify({ key: 'tree:settings', value: { format: 1, every: 7 } }));
    expect(await app.overview()).toMatchObject({ stored: { state: 'unreadable' }, every: 30 });
    kvs.faults.set({ when: 'before', answer: { status: 500 } });
    expect(await app.admin('hierarchy')).toMatchObject({ ok: false, refusal: { code: 'storage_failed' } });
  });
});

test('a reading is refused while Focus is not connected', async () => {
  const pages = await openPages({ focusSize: 3 });
  expect(await pages.admin('refreshHierarchy')).toMatchObject({ ok: false, refusal: { code: 'focus_not_connected' } });
  expect(valueOf(await pages.admin('hierarchy')).reading).toBeUndefined();
  await pages.site.close();
});
