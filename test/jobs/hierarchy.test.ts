import fc from 'fast-check';
import { chainsIn, openHierarchySite } from './hierarchy-site';
import type { HierarchySite } from './hierarchy-site';

// Half a minute of a site's life takes a moment, some hours a few seconds; more where others use the machine too.
jest.setTimeout(60_000);

/** Chains as Focus tells them now: below an area that was taken away they still name it, and begin there. */
const chainsTold = ({ focus }: HierarchySite['site']): ReadonlyMap<string, string> => {
  const tree = focus.tree();
  const chainOf = (id: string): readonly string[] => {
    const parent = tree.get(id);
    return typeof parent === 'string' ? [...chainOf(parent), parent] : [];
  };
  return new Map([...tree.keys()].map((id) => [id, chainOf(id).join('/')]));
};

describe('reading the hierarchy', () => {
  let opened: HierarchySite | undefined;
  const open = async (options?: Parameters<typeof openHierarchySite>[0]): Promise<HierarchySite> => {
    opened = await openHierarchySite(options);
    return opened;
  };
  afterEach(async () => {
    await opened?.site.close();
    opened = undefined;
  });

  test('on demand gives exactly the tree that Focus has, and leaves nothing else behind', async () => {
    const app = await open({ focusSize: 148 });
    expect((await app.overview()).stored).toEqual({ state: 'absent' });
    const asked = await app.refresh();
    expect(asked.reading).toMatchObject({ state: 'reading', phase: 'list', trigger: 'demand', calls: 0 });
    await app.site.events.settle();
    expect(await app.chains()).toEqual(chainsIn(app.site));
    const told = await app.overview();
    expect(told.stored).toMatchObject({ state: 'read', areas: 148, complete: true });
    expect(told.reading).toMatchObject({ state: 'done', calls: 2, listed: 148, areas: 148 });
    const generation = (await app.head())?.generation ?? '';
    const others = (await app.keys()).filter((key) => key.startsWith('tree:') && !key.startsWith(`tree:${generation}:`));
    expect(others).toEqual(['tree:head']);
  });

  test.each(['full', 'bare', 'ari', 'array', 'strange'] as const)('of a Focus in the shape %s gives its tree', async (shape) => {
    const app = await open({ focusSize: 120 });
    app.site.focus.switches.shape = shape;
    app.site.focus.resetCounters();
    await app.refresh();
    await app.pass(5);
    expect(await app.chains()).toEqual(chainsIn(app.site));
    const { stored, reading } = await app.overview();
    expect(stored).toMatchObject({ areas: 120, complete: true });
    expect(reading).toMatchObject({ state: 'done', located: shape === 'bare' ? 120 : 0 });
    const { getFocusArea = 0 } = app.site.focus.counters().byOperation;
    expect(getFocusArea).toBe(shape === 'bare' ? 120 : 0);
  });

  test('of an empty Focus gives an empty tree that is whole', async () => {
    const app = await open({ focusSize: 0 });
    await app.refresh();
    await app.site.events.settle();
    expect(await app.chains()).toEqual(new Map());
    expect((await app.overview()).stored).toMatchObject({ state: 'read', areas: 0, complete: true });
  });

  test('of 10,000 areas takes two events, none of which calls Focus more than 90 times', async () => {
    const app = await open({ focusSize: 10_000 });
    app.site.focus.resetCounters();
    app.site.events.switches.lateByMs = 60_000;
    await app.refresh();
    const calls: number[] = [];
    for (let event = 0; event < 3; event++) {
      await app.pass(1.2);
      calls.push(app.site.focus.counters().byOperation['listFocusAreas'] ?? 0);
    }
    expect(calls).toEqual([90, 100, 100]);
    expect(await app.chains()).toEqual(chainsIn(app.site));
    expect((await app.overview()).stored).toMatchObject({ areas: 10_000, complete: true });
  });

  test('leaves out what has no place, counts it, and says that the tree is not whole', async () => {
    const app = await open({ focusSize: 60 });
    const { focus } = app.site;
    const chains = [...chainsIn(app.site)];
    const [inner = ''] = chains.find(([id]) => chains.some(([, chain]) => chain.at(-1) === id)) ?? [];
    const [lower = ''] = chains.find(([, chain]) => chain.at(-1) === inner) ?? [];
    const below = chains.filter(([id, chain]) => id === inner || chain.includes(inner)).length;
    focus.move(inner, lower, { evenIfBroken: true });
    focus.create({ id: 'fa-lost', parentId: 'fa-never-there' });
    await app.refresh();
    await app.site.events.settle();
    const { stored, reading } = await app.overview();
    expect(stored).toMatchObject({ areas: 60 - below, complete: false });
    const { contradicting = 0, loops = 0, orphans = 0 } = reading?.leftOut ?? {};
    expect(contradicting + loops + orphans).toBe(below + 1);
    expect(await app.chains()).toEqual(chainsIn(app.site));
  });

  test('every chain that is stored was true as a whole at some moment of the reading, and nothing that stood still is missing', async () => {
    const app = await open({ focusSize: 130 });
    const { focus } = app.site;
    await app.admin('saveHierarchySettings', { every: 'never' });
    const answer = focus.fetch.bind(focus);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat(), fc.nat()), { minLength: 1, maxLength: 12 }), async (changes) => {
        focus.reset();
        focus.switches.maximumLimit = 50;
        const moments = [{ told: chainsTold(app.site), whole: chainsIn(app.site) }];
        let left = [...changes];
        const change = (kind: number, one: number, other: number): void => {
          const ids = [...focus.tree().keys()];
          const [id = '', parent = ''] = [ids[one % ids.length], ids[other % ids.length]];
          if (kind === 0) focus.create({ parentId: parent });
          else if (kind === 1) focus.remove(id);
          else if (id !== parent && !chainsTold(app.site).get(parent)?.includes(id)) focus.move(id, parent, { evenIfBroken: true });
          moments.push({ told: chainsTold(app.site), whole: chainsIn(app.site) });
        };
        Object.assign(focus, {
          fetch: async (request: Request) => {
            const given = await answer(request);
            for (const [kind, one, other] of left.slice(0, 4)) change(kind, one, other);
            left = left.slice(4);
            return given;
          },
        });
        await app.refresh();
        await app.site.events.settle();
        Object.assign(focus, { fetch: answer });
        expect((await app.overview()).reading).toMatchObject({ state: 'done' });
        const chains = (await app.chains()) ?? new Map<string, readonly string[]>();
        for (const [id, chain] of chains) expect(moments.map(({ told }) => told.get(id))).toContain(chain.join('/'));
        for (const [id, chain] of moments[0]?.whole ?? []) {
          const stood = moments.every(({ whole }) => whole.get(id)?.join('/') === chain.join('/'));
          if (stood) expect([id, chains.get(id)]).toEqual([id, chain]);
        }
      }),
      { numRuns: 10, endOnFailure: true },
    );
  });

  test('an area that left its parent before that was moved and read is not stored below where the parent is now', async () => {
    const app = await open({ focusSize: 120 });
    const { focus } = app.site;
    focus.switches.maximumLimit = 50;
    const ids = [...focus.tree().keys()];
    const [one = '', other = ''] = ids.filter((id) => focus.tree().get(id) === null);
    const early = ids.find((id) => ![...focus.tree().values()].includes(id) && id !== one && id !== other) ?? '';
    const late = ids.at(-1) ?? '';
    focus.move(late, one);
    focus.move(early, late);
    const answer = focus.fetch.bind(focus);
    let pages = 0;
    Object.assign(focus, {
      fetch: async (request: Request) => {
        const given = await answer(request);
        if (request.url.includes('/focus-areas')) pages += 1;
        if (pages === 1) {
          focus.move(early, one);
          focus.move(late, other);
        }
        return given;
      },
    });
    await app.refresh();
    await app.site.events.settle();
    const chains = await app.chains();
    expect(chains?.get(late)).toEqual([other]);
    expect(chains?.get(early)).toBeUndefined();
    expect((await app.overview()).reading?.leftOut).toMatchObject({ contradicting: 1 });
  });

  test('keeps one generation before the one that counts, and deletes older ones and nothing else', async () => {
    const app = await open({ focusSize: 30 });
    const plant = (key: string) =>
      app.site.kvs.call(app.site.identity.installationId, '/api/v1/set', JSON.stringify({ key, value: { kept: true } }));
    for (const key of ['tree:other:0', 'treehouse', 'run:1']) await plant(key);
    const generations: string[] = [];
    for (let time = 0; time < 4; time++) {
      await app.refresh();
      await app.site.events.settle();
      generations.push((await app.head())?.generation ?? '');
    }
    const keys = await app.keys();
    const of = (generation: string) => keys.filter((key) => key.startsWith(`tree:${generation}:`)).length;
    expect(generations.map(of)).toEqual([0, 0, 2, 2]);
    const rest = keys.filter((key) => /^(tree|run)/.test(key) && !generations.some((generation) => key.startsWith(`tree:${generation}:`)));
    expect([...rest].sort()).toEqual(['run:1', 'tree:head', 'tree:other:0', 'treehouse']);
  });
});
