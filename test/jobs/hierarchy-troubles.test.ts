import { MINUTE, chainsIn, openHierarchySite } from './hierarchy-site';
import type { HierarchySite } from './hierarchy-site';

// Half a minute of a site's life takes a moment, some hours a few seconds; more where others use the machine too.
jest.setTimeout(60_000);

describe('a reading of the hierarchy in trouble', () => {
  let app: HierarchySite;
  const open = async (focusSize = 30): Promise<HierarchySite> => {
    app = await openHierarchySite({ focusSize });
    await app.admin('saveHierarchySettings', { every: 'never' });
    return app;
  };
  /** With a tree stored, and another one in Focus by now. */
  const openStored = async (focusSize = 30): Promise<HierarchySite> => {
    await open(focusSize);
    await app.refresh();
    await app.pass(5);
    app.site.focus.create({ parentId: null });
    return app;
  };
  afterEach(async () => {
    await app.site.close();
  });

  test('waits as long as Focus asks, tells until when, and calls nobody before', async () => {
    const { site } = await open();
    site.focus.faults.set({ kind: 'throttle', retryAfter: 120, operation: 'listFocusAreas', times: 1 });
    const before = site.clock.now();
    await app.refresh();
    site.focus.resetCounters();
    await site.events.settle();
    const { reading } = await app.overview();
    expect(reading).toMatchObject({ state: 'waiting', trouble: 'too_many_requests' });
    expect(Date.parse(reading?.waitingUntil ?? '')).toBeGreaterThanOrEqual(before + 120_000);
    await app.pass(1.5);
    expect(site.focus.counters().byOperation['listFocusAreas']).toBe(1);
    await app.pass(2);
    expect(await app.chains()).toEqual(chainsIn(site));
  });

  test('waits longer than one event may be put off by being put off again', async () => {
    const { site } = await open();
    site.focus.faults.set({ kind: 'throttle', retryAfter: 3000, operation: 'listFocusAreas', times: 1 });
    await app.refresh();
    site.focus.resetCounters();
    await app.pass(48);
    expect((await app.overview()).reading).toMatchObject({ state: 'waiting' });
    expect(site.focus.counters().byOperation['listFocusAreas']).toBe(1);
    await app.pass(8);
    expect(await app.chains()).toEqual(chainsIn(site));
  });

  test('goes on at once when an admin asks', async () => {
    const { site } = await open();
    site.focus.faults.set({ kind: 'throttle', retryAfter: 3000, operation: 'listFocusAreas', times: 1 });
    await app.refresh();
    await site.events.settle();
    await app.refresh();
    await site.events.settle();
    expect(await app.chains()).toEqual(chainsIn(site));
  });

  test('keeps what it has read when Focus stops in between, and asks for nothing twice', async () => {
    const { site } = await open(200);
    site.focus.switches.maximumLimit = 50;
    site.focus.faults.set({ kind: 'status', status: 500, operation: 'listFocusAreas', nth: 3, times: 1 });
    site.focus.resetCounters();
    await app.refresh();
    await app.pass(5);
    expect(site.focus.counters().byOperation['listFocusAreas']).toBe(5);
    expect(await app.chains()).toEqual(chainsIn(site));
  });

  test.each([
    ['fails', { kind: 'status', status: 500 }, 'focus_failed'],
    ['answers nonsense', { kind: 'nonsense' }, 'focus_failed'],
    ['sends too much', { kind: 'nonsense', body: '{"values":7}' }, 'focus_failed'],
  ] as const)('gives up when Focus %s for long, keeps the old tree, and says when and why', async (_how, fault, trouble) => {
    const { site } = await openStored();
    const head = await app.head();
    site.focus.faults.set({ ...fault, operation: 'listFocusAreas' });
    await app.refresh();
    site.focus.resetCounters();
    await app.pass(130);
    const { reading, stored } = await app.overview();
    expect(reading).toMatchObject({ state: 'failed', trouble, endedAt: expect.any(String) as string });
    expect(stored).toMatchObject({ state: 'read', areas: 30 });
    expect(await app.head()).toEqual(head);
    expect(site.focus.counters().byOperation['listFocusAreas']).toBe(9);
    expect((await app.keys()).filter((key) => key.startsWith('tree:run'))).toEqual([]);
  });

  test('gives up at once when the credential is refused', async () => {
    const { site } = await openStored();
    site.focus.faults.set({ kind: 'status', status: 403, operation: 'listFocusAreas' });
    await app.refresh();
    await site.events.settle();
    expect((await app.overview()).reading).toMatchObject({ state: 'failed', trouble: 'focus_refused' });
  });

  test('gives up when the connection is removed in between, and keeps the old tree', async () => {
    const { site } = await openStored(150);
    const head = await app.head();
    site.focus.switches.shape = 'bare';
    site.events.switches.lateByMs = MINUTE;
    await app.refresh();
    await app.pass(1.2);
    expect((await app.overview()).reading).toMatchObject({ state: 'reading', phase: 'places' });
    await app.admin('removeConnection');
    await app.pass(3);
    expect((await app.overview()).reading).toMatchObject({ state: 'failed', trouble: 'focus_not_connected' });
    expect(await app.head()).toEqual(head);
    expect((await app.keys()).filter((key) => key.startsWith('tree:run'))).toEqual([]);
  });

  test.each([
    ['again and again the same', 'again'],
    ['empty for ever', 'none'],
  ] as const)('ends a list whose pages are %s, and says that the tree is not whole', async (_how, records) => {
    const { site } = await open();
    site.focus.faults.set({ kind: 'endless', records, operation: 'listFocusAreas' });
    site.focus.resetCounters();
    await app.refresh();
    await app.pass(5);
    expect((await app.overview()).stored).toMatchObject({ state: 'read', complete: false });
    expect(site.focus.counters().byOperation['listFocusAreas']).toBeLessThan(60);
  });

  test.each(['itself', 'first'] as const)('reads a list in a circle (%s) whole, each area once', async (to) => {
    const { site } = await open(120);
    site.focus.switches.maximumLimit = 50;
    site.focus.faults.set({ kind: 'circle', to, operation: 'listFocusAreas' });
    await app.refresh();
    await app.pass(5);
    const chains = await app.chains();
    if (to === 'first') expect(chains).toEqual(chainsIn(site));
    expect((await app.overview()).reading?.state).toBe('done');
  });

  test('goes on when storage answers again, and gives up when it doesn’t for long', async () => {
    const { site } = await openStored();
    const head = await app.head();
    site.kvs.faults.set({ operation: 'batch/set', when: 'before', answer: { status: 500 }, times: 3 });
    await app.refresh();
    await app.pass(5);
    expect(await app.chains()).toEqual(chainsIn(site));
    const newer = await app.head();
    expect(newer).not.toEqual(head);
    // Written all the same, and not told so: that too is deleted in the end.
    site.kvs.faults.set({ operation: 'batch/set', when: 'after', answer: { status: 500 } });
    await app.refresh();
    await app.pass(70);
    expect((await app.keys()).filter((key) => key.startsWith('tree:run'))).toEqual([]);
    expect((await app.overview()).reading).toMatchObject({ state: 'failed', trouble: 'storage_failed' });
    expect(await app.head()).toEqual(newer);
  });

  test('starts anew over a record of a reading that can’t be read', async () => {
    const { site } = await open();
    const plant = (value: unknown) =>
      site.kvs.call(site.identity.installationId, '/api/v1/entity/set', JSON.stringify({ entityName: 'policy', key: 'hierarchy', value }));
    for (const value of [{ revision: 0, version: 7, body: { format: 9 } }, { body: 'x' }]) {
      await plant(value);
      expect((await app.overview()).reading).toBeUndefined();
      await app.refresh();
      await site.events.settle();
      expect((await app.overview()).reading?.state).toBe('done');
    }
  });
});
