import { policyOf, publishPolicy } from '../resolvers/pages';
import { chainsIn, openHierarchySite, publishUnder } from './hierarchy-site';
import type { HierarchySite } from './hierarchy-site';

// Half a minute of a site's life takes a moment, some hours a few seconds; more where others use the machine too.
jest.setTimeout(60_000);

describe('the clock of the hierarchy', () => {
  let app: HierarchySite;
  const open = async (): Promise<HierarchySite> => {
    app = await openHierarchySite({ focusSize: 10 });
    app.site.focus.resetCounters();
    return app;
  };
  /** Readings that were made, by the pages that were asked for: one each. */
  const readings = (): number => app.site.focus.counters().byOperation['listFocusAreas'] ?? 0;
  afterEach(async () => {
    await app.site.close();
  });

  test('reads at its first turn, and then every 30 minutes when nobody chose', async () => {
    await open();
    await app.pass(6);
    expect(readings()).toBe(1);
    expect(await app.chains()).toEqual(chainsIn(app.site));
    expect((await app.overview()).reading).toMatchObject({ state: 'done', trigger: 'schedule' });
    await app.pass(20);
    expect(readings()).toBe(1);
    await app.pass(12);
    expect(readings()).toBe(2);
    await app.pass(60);
    expect(readings()).toBe(4);
  });

  test.each([
    [15, 60, 4],
    [60, 130, 3],
    [360, 720, 2],
    [1440, 1500, 2],
  ] as const)('reads every %d minutes when an admin chose so', async (every, minutes, count) => {
    await open();
    await app.admin('saveHierarchySettings', { every });
    await app.pass(minutes);
    expect(readings()).toBe(count);
  });

  test('reads nothing when an admin chose never, but on demand', async () => {
    await open();
    await app.admin('saveHierarchySettings', { every: 'never' });
    await app.pass(300);
    expect(readings()).toBe(0);
    await app.refresh();
    await app.pass(1);
    expect(readings()).toBe(1);
  });

  test.each<[string, (site: HierarchySite) => Promise<unknown>]>([
    ['nothing is restricted to a subtree', (site) => publishPolicy(site, policyOf())],
    ['subtrees are decided by live places alone', (site) => publishUnder(site, ['fa-1'], { placeAge: 'live' })],
    ['the list of subtrees is empty', (site) => publishUnder(site, [])],
    ['the master switch is off', (site) => publishPolicy(site, policyOf({}, false))],
  ])('reads nothing when %s, but on demand', async (_what, publish) => {
    await open();
    await publish(app);
    await app.pass(120);
    expect(readings()).toBe(0);
    expect(await app.overview()).toMatchObject({ needed: false });
    await app.refresh();
    await app.pass(1);
    expect(readings()).toBe(1);
  });

  test('reads nothing while Focus is not connected', async () => {
    await open();
    await app.admin('removeConnection');
    await app.pass(30);
    expect((await app.overview()).reading).toBeUndefined();
    expect(app.site.focus.counters().calls).toBe(0);
  });

  test('coming twice, or without an event, reads once', async () => {
    await open();
    Object.assign(app.site.events.switches, { twice: true, atOnce: 3, emptyScheduleEvent: true });
    await app.pass(36);
    expect(readings()).toBe(2);
  });

  test('tries again a quarter of an hour after a reading gave up, not at every turn', async () => {
    await open();
    app.site.focus.faults.set({ kind: 'status', status: 403, operation: 'listFocusAreas' });
    await app.pass(62);
    expect(readings()).toBe(4);
    app.site.focus.faults.set(null);
    await app.pass(20);
    expect(await app.chains()).toEqual(chainsIn(app.site));
  });

  test('answers 204, and 500 when storage doesn’t answer, and never throws', async () => {
    await open();
    expect(await app.site.events.runSchedule('hierarchy-schedule')).toMatchObject({ status: 204 });
    app.site.kvs.faults.set({ when: 'before', answer: { status: 500 } });
    expect(await app.site.events.runSchedule('hierarchy-schedule')).toMatchObject({ status: 500 });
  });
});
