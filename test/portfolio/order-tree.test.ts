import fc from 'fast-check';
import { gatherParents } from '../../src/portfolio/gather-parents';
import type { Told } from '../../src/portfolio/gather-parents';
import { MOST_DEPTH, orderTree } from '../../src/portfolio/order-tree';
import { anyParents, naiveChain, naiveSubtree, treeOf } from '../store/hierarchy/trees';

const naiveChildren = (parents: ReadonlyMap<string, string | null>, id: string): number =>
  [...parents].filter(([child, parent]) => parent === id && naiveChain(parents, child) !== null).length;

describe('the order of a tree', () => {
  test('holds exactly the areas that have a chain, each behind its parent, with the figures of a naive count', () => {
    fc.assert(
      fc.property(anyParents(), (parents) => {
        const { areas, leftOut } = orderTree(parents);
        const placed = [...parents.keys()].filter((id) => naiveChain(parents, id) !== null);
        expect(areas.map(({ id }) => id).sort()).toEqual(placed.sort());
        expect(leftOut.loops + leftOut.orphans + leftOut.tooDeep).toBe(parents.size - areas.length);
        areas.forEach(({ id, ...area }, position) => {
          const below = naiveSubtree(parents, id);
          const inner = [...below].filter((each) => naiveChildren(parents, each) > 0);
          expect(area).toEqual({
            depth: naiveChain(parents, id)?.length,
            children: naiveChildren(parents, id),
            areas: below.size,
            parents: inner.length,
            calls: 1 + inner.reduce((sum, each) => sum + Math.ceil(naiveChildren(parents, each) / 100), 0),
          });
          expect(new Set(areas.slice(position, position + area.areas).map((each) => each.id))).toEqual(below);
        });
      }),
      { numRuns: 150 },
    );
  });

  test('is the same whatever the order of what was told', () => {
    fc.assert(
      fc.property(anyParents(), fc.nat(), (parents, seed) => {
        const entries = [...parents];
        const turned = entries.slice(seed % (entries.length + 1)).concat(entries.slice(0, seed % (entries.length + 1)));
        expect(orderTree(new Map(turned.reverse()))).toEqual(orderTree(parents));
      }),
    );
  });

  test('leaves out loops, orphans and what is too deep, with all below them, and says how many', () => {
    const loop = new Map([
      ['a', 'b'],
      ['b', 'a'],
      ['below', 'a'],
      ['own', 'own'],
    ]);
    expect(orderTree(loop)).toEqual({ areas: [], leftOut: { loops: 4, orphans: 0, tooDeep: 0 } });
    const orphans = new Map([
      ['top', null],
      ['lost', 'gone'],
      ['lower', 'lost'],
    ]);
    expect(orderTree(orphans)).toMatchObject({ areas: [{ id: 'top' }], leftOut: { loops: 0, orphans: 2, tooDeep: 0 } });
    const deep = orderTree(treeOf(MOST_DEPTH + 4, (index) => (index === 0 ? null : index - 1)));
    expect(deep.areas).toHaveLength(MOST_DEPTH + 1);
    expect(deep.leftOut).toEqual({ loops: 0, orphans: 0, tooDeep: 3 });
  });

  test('takes a chain of 30,000 and a loop of 30,000 without overflowing', () => {
    expect(orderTree(treeOf(30_000, (index) => (index === 0 ? null : index - 1), String)).leftOut.tooDeep).toBe(30_000 - MOST_DEPTH - 1);
    expect(orderTree(treeOf(30_000, (index) => (index + 1) % 30_000, String)).leftOut.loops).toBe(30_000);
  });
});

describe('what many answers told', () => {
  const markOf = (ancestors: readonly string[]): string => ancestors.join('/');
  const gather = (told: readonly Told[]) => gatherParents(told, markOf);

  test('is taken when it agrees, also when told twice', () => {
    const told: Told[] = [
      { id: 'a', parent: null, chain: '' },
      { id: 'b', parent: 'a', chain: 'a' },
      { id: 'b', parent: 'a', chain: 'a' },
      { id: 'c', parent: 'b' },
    ];
    expect(gather(told)).toEqual({
      parents: new Map([
        ['a', null],
        ['b', 'a'],
        ['c', 'b'],
      ]),
      contradicting: 0,
    });
  });

  test('an area told at two places has none', () => {
    const { parents, contradicting } = gather([
      { id: 'a', parent: null },
      { id: 'b', parent: null },
      { id: 'c', parent: 'a' },
      { id: 'c', parent: 'b' },
    ]);
    expect([parents.has('c'), contradicting]).toEqual([false, 1]);
  });

  test('a chain that was never told as a whole is no place', () => {
    // `z` was read under `x` while that lay under `a`; then `z` left, `x` moved to `b` and was read there.
    const { parents, contradicting } = gather([
      { id: 'a', parent: null, chain: '' },
      { id: 'b', parent: null, chain: '' },
      { id: 'z', parent: 'x', chain: 'a/x' },
      { id: 'x', parent: 'b', chain: 'b' },
    ]);
    expect([parents.has('z'), parents.get('x'), contradicting]).toEqual([false, 'b', 1]);
  });

  test('a chain of a thousand told by nobody but its links ends', () => {
    const told = Array.from({ length: 1_000 }, (_, index): Told => ({ id: `${index}`, parent: `${(index + 1) % 1_000}`, chain: 'x' }));
    expect(gather(told)).toMatchObject({ contradicting: 0 });
  });
});
