import { MIRA } from '../resolvers/pages';
import { MINUTE, chainsIn, openHierarchySite } from './hierarchy-site';
import type { HierarchySite } from './hierarchy-site';

/** Many steps for few areas: every area is asked for by itself. */
const openBare = async (focusSize = 200): Promise<HierarchySite> => {
  const app = await openHierarchySite({ focusSize });
  app.site.focus.switches.shape = 'bare';
  await app.admin('saveHierarchySettings', { every: 'never' });
  app.site.focus.resetCounters();
  return app;
};

// Half a minute of a site's life takes a moment, some hours a few seconds; more where others use the machine too.
jest.setTimeout(60_000);

describe('events of the hierarchy', () => {
  let app: HierarchySite;
  afterEach(async () => {
    await app.site.close();
  });

  /** Only the tree that counts and the one before it. */
  const leftovers = async (): Promise<readonly string[]> => {
    const head = await app.head();
    const kept = [
      'tree:head',
      'tree:settings',
      'tree:other',
      `tree:${head?.generation ?? ''}:`,
      `tree:${head?.former?.generation ?? '-'}:`,
    ];
    return (await app.keys()).filter((key) => key.startsWith('tree:') && !kept.some((each) => key.startsWith(each)));
  };

  test.each([
    ['twice, the second at once', { twice: true, atOnce: 1 }],
    ['twice, side by side', { twice: true, atOnce: 4 }],
    ['twice, the second long after', { twice: true, duplicateAfterMs: 7 * MINUTE }],
    ['late and out of order', { twice: true, lateByMs: 4 * MINUTE, duplicateAfterMs: 3 * MINUTE, order: 'shuffled', seed: 5 }],
    ['backwards', { twice: true, duplicateAfterMs: 1, order: 'reversed', atOnce: 2 }],
  ] as const)('that come %s read the tree once', async (_how, switches) => {
    app = await openBare();
    Object.assign(app.site.events.switches, switches);
    await app.refresh();
    await app.pass(60);
    expect(await app.chains()).toEqual(chainsIn(app.site));
    const { reading } = await app.overview();
    expect(reading).toMatchObject({ state: 'done', listed: 200, located: 200, areas: 200 });
    // Two pages, and each area once: no step is done twice.
    expect(app.site.focus.counters().byOperation).toMatchObject({ listFocusAreas: 2, getFocusArea: 200 });
    expect(await leftovers()).toEqual([]);
  });

  test('asked for by two admins at once are one reading', async () => {
    app = await openBare(60);
    await Promise.all([app.refresh(), app.refresh(), app.refresh()]);
    await app.pass(10);
    expect(app.site.focus.counters().byOperation).toMatchObject({ getFocusArea: 60 });
    expect(await app.chains()).toEqual(chainsIn(app.site));
  });

  test('that are no event of ours, of another reading or of a step that isn’t due change nothing', async () => {
    app = await openBare(60);
    await app.refresh();
    await app.pass(5);
    const { site } = app;
    const head = await app.head();
    site.focus.resetCounters();
    const bodies = [undefined, null, 'x', {}, { run: 1, step: 0 }, { run: 'ffffffffffffffff', step: 0 }, { run: '__proto__', step: -1 }];
    for (const body of bodies) {
      const call = { functionKey: 'hierarchy-reader', moduleKey: 'hierarchy', payload: { body } };
      expect(await site.runtime.invoke(call)).toEqual({ ok: true, result: undefined });
    }
    expect(site.focus.counters().calls).toBe(0);
    expect(await app.head()).toEqual(head);
  });

  test('that were lost are pushed again by the clock', async () => {
    app = await openBare();
    app.site.events.switches.lateByMs = 20_000;
    await app.refresh();
    await app.pass(0.5);
    expect((await app.overview()).reading).toMatchObject({ state: 'reading', phase: 'places' });
    app.site.events.clear();
    await app.pass(30);
    expect(await app.chains()).toEqual(chainsIn(app.site));
  });

  test('that Forge doesn’t take, since a chain of them is too long, are pushed by the clock', async () => {
    app = await openBare();
    app.site.events.switches.faults = [{ operation: 'publish', answer: { status: 405 }, times: 2 }];
    await app.refresh();
    await app.pass(40);
    expect(await app.chains()).toEqual(chainsIn(app.site));
  });

  test('cut off between any two calls go on later, and the stored tree is the old one or the new one, whole', async () => {
    app = await openBare(40);
    const { site } = app;
    await app.refresh();
    await app.pass(5);
    const ids = [...site.focus.tree().keys()];
    let cuts = 0;
    for (let reached = true; reached; cuts += reached ? 1 : 0) {
      const old = await app.chains();
      site.focus.move(ids[cuts % ids.length] ?? '', null);
      site.focus.create({ parentId: ids[(cuts * 7) % ids.length] ?? null });
      const fresh = chainsIn(site);
      await app.refresh();
      let calls = 0;
      let cut = false;
      // The first call that is cut acted, but nobody hears of it; from there on nothing gets through, as for a process that was killed.
      site.kvs.faults.onCall = async ({ phase }) => {
        if (phase === 'before') calls += 1;
        cut ||= calls > cuts && phase === 'after';
        if (cut) {
          site.focus.faults.set({ kind: 'disconnect' });
          throw new Error('killed');
        }
      };
      await site.events.settle();
      site.kvs.faults.onCall = null;
      site.focus.faults.set(null);
      expect([old, fresh]).toContainEqual(await app.chains());
      await app.pass(25);
      expect(await app.chains()).toEqual(fresh);
      expect((await app.overview()).reading).toMatchObject({ state: 'done' });
      expect(await leftovers()).toEqual([]);
      reached = cut;
    }
    expect(cuts).toBeGreaterThan(8);
  });

  test('cut off again and again give up, and keep what was stored', async () => {
    app = await openBare(40);
    const { site } = app;
    await app.refresh();
    await app.pass(5);
    const head = await app.head();
    await app.refresh();
    // The step's claim lands, and nothing from its first write on until its invocation is over.
    let cut = false;
    site.clock.onMove(() => {
      cut = false;
    });
    site.kvs.faults.onCall = async ({ operation }) => {
      cut ||= operation === 'batch/set';
      if (cut) throw new Error('killed');
    };
    site.focus.resetCounters();
    await app.pass(115);
    site.kvs.faults.onCall = null;
    expect(site.focus.counters().byOperation).toMatchObject({ listFocusAreas: 9 });
    expect((await app.overview()).reading).toMatchObject({ state: 'failed', trouble: 'interrupted' });
    expect(await app.head()).toEqual(head);
    await app.pass(10);
    expect(await leftovers()).toEqual([]);
  });
});

test('an admin who asks is remembered, and nobody else', async () => {
  const app = await openHierarchySite({ focusSize: 5 });
  const { reading } = await app.refresh();
  expect(reading?.by).toEqual({ accountId: MIRA });
  await app.site.close();
});
