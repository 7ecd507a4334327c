import fc from 'fast-check';
import { inventFocusAreas } from '../../../local/focus/seed/focus-areas';
import type { Kvs } from '../../../local/kvs/open-kvs';
import { writeGeneration } from '../../../src/store/hierarchy/generation';
import { readHierarchyHead } from '../../../src/store/hierarchy/head';
import type { HierarchyHead } from '../../../src/store/hierarchy/head';
import { readSubtree } from '../../../src/store/hierarchy/read-subtree';
import { findSubtrees, readSubtrees, unitsToRead } from '../../../src/store/hierarchy/subtrees';
import type { StoredArea, Subtree } from '../../../src/store/hierarchy/subtrees';
import { openUnitMeter } from '../../../src/store/hierarchy/unit-meter';
import { clientOver, openTestKvs } from '../../local/kvs/kvs-client';
import { anyParents, naiveChain, naiveSubtree, treeOf, uuidOf } from './trees';
import type { Parents } from './trees';

const SITE = { cloudId: 'cloud-a', installationId: 'installation-a' };
const PLENTY = 10_000;

const valueOf = <T>(found: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: string }): T => {
  if (!found.ok) throw new Error(found.failure);
  return found.value;
};

const headOf = async (): Promise<HierarchyHead> => {
  const state = await readHierarchyHead(SITE);
  if (state.state !== 'read') throw new Error(state.state);
  return state.head;
};

const write = async (parents: Parents): Promise<HierarchyHead> => {
  await writeGeneration(SITE, { readAt: 1_000, parents });
  return headOf();
};

const find = async (head: HierarchyHead, roots: readonly string[]): Promise<readonly Subtree[]> =>
  valueOf(await findSubtrees(head, roots, openUnitMeter(PLENTY)));

/** A tree in which every area has a place: the parent of each is one of those before it. */
const tree = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.array(fc.nat(), { minLength: 60, maxLength: 60 }))
  .map(([size, choices]) =>
    treeOf(size, (index) => (index === 0 ? null : ((choices[index] ?? 0) % (index + 1)) - 1 < 0 ? null : (choices[index] ?? 0) % index)),
  );

/** Wide and deep at once, several buckets long. */
const broad = (size: number, fan = 7): Parents => treeOf(size, (index) => (index === 0 ? null : Math.floor((index - 1) / fan)));

jest.setTimeout(60_000);

describe('a stored hierarchy', () => {
  let kvs: Kvs;
  beforeEach(() => {
    kvs = openTestKvs();
    kvs.rateLimits = false;
    clientOver(kvs);
  });
  afterEach(() => {
    kvs.close();
  });

  test('gives back the chain of every area that has a place, and the figures of its subtree, whatever the tree', async () => {
    await fc.assert(
      fc.asyncProperty(anyParents(), async (parents) => {
        const head = await write(parents);
        const placed = [...parents.keys()].filter((id) => naiveChain(parents, id) !== null);
        expect(head.count).toBe(placed.length);
        expect(head.complete).toBe(placed.length === parents.size);
        for (const id of parents.keys()) {
          const found = await find(head, [id]);
          const chain = naiveChain(parents, id);
          if (chain === null) {
            expect(found).toEqual([]);
            continue;
          }
          const below = naiveSubtree(parents, id);
          expect(found).toMatchObject([{ root: id, ancestors: chain, areas: below.size }]);
          const areas = valueOf(await readSubtrees(head, found, openUnitMeter(PLENTY)));
          expect(new Set(areas.map((area) => area.id))).toEqual(below);
          for (const area of areas) expect(area.ancestors).toEqual(naiveChain(parents, area.id));
        }
      }),
      { numRuns: 40 },
    );
  });

  test('merges roots that lie inside others, and reads several subtrees as their naive union', async () => {
    await fc.assert(
      fc.asyncProperty(tree, fc.array(fc.nat(), { maxLength: 6 }), async (parents, choices) => {
        const ids = [...parents.keys()];
        const roots = choices.map((choice) => ids[choice % ids.length] ?? '');
        const head = await write(parents);
        const subtrees = await find(head, [...roots, uuidOf('nowhere')]);
        const union = new Set(roots.flatMap((root) => [...naiveSubtree(parents, root)]));
        const areas = valueOf(await readSubtrees(head, subtrees, openUnitMeter(PLENTY)));
        expect(areas.map(({ id }) => id).sort()).toEqual([...union].sort());
        const inside = (id: string) => (naiveChain(parents, id) ?? []).some((above) => roots.includes(above));
        expect(new Set(subtrees.map(({ root }) => root))).toEqual(new Set(roots.filter((root) => !inside(root))));
      }),
      { numRuns: 60 },
    );
  });

  test('walks a subtree of many buckets in steps of any size, each area once, in one order', async () => {
    const parents = broad(3_000);
    const head = await write(parents);
    expect(head.buckets).toBeGreaterThan(8);
    for (const [root, atMost] of [
      [0, 1_000],
      [0, 337],
      [2, 50],
      [9, 1],
    ] as const) {
      const [subtree] = await find(head, [uuidOf(`area ${root}`)]);
      if (!subtree) throw new Error('no subtree');
      const whole = valueOf(await readSubtrees(head, [subtree], openUnitMeter(PLENTY)));
      const walked: StoredArea[] = [];
      for (let more = true; more;) {
        const last = walked.at(-1);
        const after = last ? [...last.ancestors, last.id] : undefined;
        const step = valueOf(await readSubtree(head, subtree, { atMost, ...(after ? { after } : {}) }, openUnitMeter(PLENTY)));
        expect(step.areas.length).toBeLessThanOrEqual(atMost);
        walked.push(...step.areas);
        more = step.more;
      }
      expect(walked).toEqual(whole);
    }
  });

  test('goes on behind an area in a later generation that has lost, moved or gained areas', async () => {
    await fc.assert(
      fc.asyncProperty(tree, fc.nat(), fc.nat(), fc.nat(), async (parents, choice, gone, cut) => {
        const ids = [...parents.keys()];
        const root = ids[0] ?? '';
        const before = valueOf(await readSubtrees(await write(parents), await find(await headOf(), [root]), openUnitMeter(PLENTY)));
        const last = before[choice % before.length];
        if (!last) throw new Error('nothing read');
        const later = new Map(parents);
        const lost = ids[1 + (gone % ids.length)];
        if (lost !== undefined) later.delete(lost);
        const moved = ids[1 + (cut % ids.length)];
        if (moved !== undefined && later.has(moved)) later.set(moved, root);
        later.set(uuidOf(`new ${cut}`), root);
        const head = await write(later);
        const [subtree] = await find(head, [root]);
        if (!subtree) throw new Error('no subtree');
        const after = [...last.ancestors, last.id];
        const rest = valueOf(await readSubtree(head, subtree, { after }, openUnitMeter(PLENTY)));
        const all = valueOf(await readSubtrees(head, [subtree], openUnitMeter(PLENTY)));
        const behind = all.filter(({ ancestors, id }) => {
          const chain = [...ancestors, id];
          const at = chain.findIndex((step, index) => step !== after[index]);
          if (at === -1) return chain.length > after.length;
          return at >= after.length || (chain[at] ?? '') > (after[at] ?? '');
        });
        expect(rest).toEqual({ areas: behind, more: false });
      }),
      { numRuns: 80 },
    );
  });

  test('finds its place in many buckets also behind a chain that is no longer there', async () => {
    const parents = broad(3_000, 40);
    const head = await write(parents);
    const [subtree] = await find(head, [uuidOf('area 0')]);
    if (!subtree) throw new Error('no subtree');
    const all = valueOf(await readSubtrees(head, [subtree], openUnitMeter(PLENTY)));
    for (const at of [1, 400, 1_500, 2_700]) {
      const area = all[at];
      if (!area) throw new Error('no area');
      // Sorts right behind the area's own subtree and exists in no generation.
      const after = [...area.ancestors, `${area.id}~`];
      const expected = all.findIndex((each, index) => index > at && !each.ancestors.includes(area.id));
      const units = openUnitMeter(PLENTY);
      const step = valueOf(await readSubtree(head, subtree, { after, atMost: 1 }, units));
      expect(step.areas).toEqual(expected === -1 ? [] : [all[expected]]);
      expect(units.spent()).toBeLessThanOrEqual(6);
    }
  });

  test('counts units as Forge does, and reads nothing when they don’t reach', async () => {
    const head = await write(broad(3_000));
    const units = openUnitMeter(PLENTY);
    kvs.resetCounters();
    const subtrees = valueOf(
      await findSubtrees(
        head,
        [1, 2, 3].map((index) => uuidOf(`area ${index}`)),
        units,
      ),
    );
    expect(units.spent()).toBe(1);
    const areas = valueOf(await readSubtrees(head, subtrees, units));
    expect(areas.length).toBeGreaterThan(1_000);
    expect(kvs.counters().reads.units).toBe(units.spent());
    expect(units.spent() - 1).toBeLessThanOrEqual(unitsToRead(subtrees));

    kvs.resetCounters();
    const few = openUnitMeter(unitsToRead(subtrees) - 1);
    expect(await readSubtrees(head, subtrees, few)).toEqual({ ok: false, failure: 'no_units' });
    expect(await findSubtrees(head, [uuidOf('area 1')], openUnitMeter(0))).toEqual({ ok: false, failure: 'no_units' });
    expect(kvs.counters().reads.calls).toBe(0);

    const [whole] = await find(head, [uuidOf('area 0')]);
    if (!whole) throw new Error('no subtree');
    const part = valueOf(await readSubtree(head, whole, {}, openUnitMeter(3)));
    expect(part.more).toBe(true);
    expect(part.areas.length).toBeGreaterThan(600);
  });

  test('takes no more units for 10,000 areas than docs/decisions/0009-hierarchy.md says', async () => {
    const areas = inventFocusAreas(10_000);
    kvs.resetCounters();
    const head = await write(new Map(areas.map(({ id, parentId }) => [id, parentId])));
    expect(kvs.counters().writes.units).toBeLessThanOrEqual(92);
    expect(head).toMatchObject({ count: 10_000, buckets: 32 });
    const units = openUnitMeter(PLENTY);
    const tops = areas.filter(({ parentId }) => parentId === null).map(({ id }) => id);
    const subtrees = valueOf(await findSubtrees(head, tops, units));
    expect(units.spent()).toBe(1);
    expect(valueOf(await readSubtrees(head, subtrees, units))).toHaveLength(10_000);
    expect(units.spent()).toBeLessThanOrEqual(27);
  });

  test('keeps the generation before readable, deletes the one before that, and nothing else', async () => {
    const other = { key: 'tree:settings', value: { format: 1 } };
    await kvs.call('installation-a', '/api/v1/set', JSON.stringify(other));
    const keys = async (): Promise<readonly string[]> => {
      const answer = await kvs.call('installation-a', '/api/v1/query', JSON.stringify({ limit: 100 }));
      return ((await answer.json()) as { data: { key: string }[] }).data.map(({ key }) => key).sort();
    };
    const first = await write(broad(400));
    const second = await write(broad(20));
    expect(valueOf(await readSubtrees(first, await find(first, [uuidOf('area 0')]), openUnitMeter(PLENTY)))).toHaveLength(400);
    await write(broad(10));
    expect((await keys()).filter((key) => key.includes(first.generation))).toEqual([]);
    expect((await keys()).filter((key) => key.includes(second.generation))).toHaveLength(second.buckets + second.indexes);
    expect(await keys()).toContain('tree:settings');
    expect(await findSubtrees(first, [uuidOf('area 0')], openUnitMeter(PLENTY))).toEqual({ ok: false, failure: 'unreadable' });
  });

  test('an empty tree is whole and holds nothing', async () => {
    const head = await write(new Map());
    expect(head).toMatchObject({ count: 0, complete: true, buckets: 0 });
    expect(await find(head, [uuidOf('area 0')])).toEqual([]);
  });

  test('absent, written by another site, damaged or not answering, it says so and never throws', async () => {
    expect(await readHierarchyHead(SITE)).toEqual({ state: 'absent' });
    const head = await write(broad(50));
    expect(await readHierarchyHead({ ...SITE, cloudId: 'cloud-b' })).toEqual({ state: 'unreadable' });
    expect(await readHierarchyHead({ ...SITE, installationId: 'installation-b' })).toEqual({ state: 'unreadable' });
    expect(await readHierarchyHead({ ...SITE, installationId: null })).toMatchObject({ state: 'read' });
    const plant = (key: string, value: unknown) => kvs.call('installation-a', '/api/v1/set', JSON.stringify({ key, value }));
    await plant('tree:head', { format: 2 });
    expect(await readHierarchyHead(SITE)).toEqual({ state: 'unreadable' });
    const root = uuidOf('area 0');
    const [subtree] = await find(head, [root]);
    if (!subtree) throw new Error('no subtree');
    const damages = [null, {}, { f: 1, p: 0, c: '', a: 'A' }, { f: 1, p: 0, c: 'x', a: '' }, { f: 2, p: 0, c: '', a: '' }];
    for (const damage of damages.filter((each) => each !== null)) {
      await plant(`tree:${head.generation}:0`, damage);
      expect(await readSubtrees(head, [subtree], openUnitMeter(PLENTY))).toEqual({ ok: false, failure: 'unreadable' });
      expect(await readSubtree(head, subtree, {}, openUnitMeter(PLENTY))).toEqual({ ok: false, failure: 'unreadable' });
    }
    kvs.faults.set({ when: 'before', answer: { status: 500 } });
    expect(await readHierarchyHead(SITE)).toEqual({ state: 'failed' });
    expect(await findSubtrees(head, [root], openUnitMeter(PLENTY))).toEqual({ ok: false, failure: 'failed' });
  });
});
