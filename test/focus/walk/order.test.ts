import fc from 'fast-check';
import { follow, namedOf, ownOrder } from '../../../src/focus/walk/position/order';
import type { Kept, Sort } from '../../../src/focus/walk/position/order';

const keeps = (names: readonly string[], sort: Sort): boolean => {
  let kept: Kept | undefined;
  for (const name of names) {
    kept = follow(kept, sort, name);
    if (!kept) return false;
  }
  return true;
};

describe('an order of names', () => {
  test.each<[what: string, names: readonly string[]]>([
    ['code units', ['B', 'a', 'b', 'ä']],
    ['letters whatever their case', ['a', 'B', 'c', 'ä']],
    ['a dictionary', ['a', 'ä', 'B', 'c', 'Z']],
    ['numbers in names', ['Team 2', 'Team 10', 'Team 11']],
    ['names that are the same', ['a', 'a', 'A', 'a']],
  ])('by %s counts as one, and its reverse as the reverse', (_what, names) => {
    expect(keeps(names, 'name')).toBe(true);
    expect(keeps([...names].reverse(), '-name')).toBe(true);
  });

  test('that is none of them does not, nor one that changes on the way', () => {
    expect(keeps(['a', 'c', 'b'], 'name')).toBe(false);
    expect(keeps(['c', 'b', 'a'], 'name')).toBe(false);
    expect(keeps(['a', 'b', 'c'], '-name')).toBe(false);
    // First only code units, then only a dictionary would do.
    expect(keeps(['Z', 'a', 'ä', 'b'], 'name')).toBe(false);
  });

  test('of our own, for lists that come whole, is total and is kept', () => {
    const names = fc.array(fc.tuple(fc.string({ maxLength: 80 }), fc.uuid()), { maxLength: 30 });
    fc.assert(
      fc.property(names, fc.constantFrom<Sort>('name', '-name'), (all, sort) => {
        const records = all.map(([name, id]) => ({ id, fields: { name } }));
        const compare = ownOrder(sort);
        const sorted = [...records].sort((one, other) => compare(namedOf(one, sort), namedOf(other, sort)));
        expect(
          keeps(
            sorted.map(({ fields }) => fields.name),
            sort,
          ),
        ).toBe(true);
        for (const [at, one] of sorted.entries())
          for (const other of sorted.slice(at + 1)) {
            const order = compare(namedOf(one, sort), namedOf(other, sort));
            expect(one.id === other.id ? order <= 0 : order < 0).toBe(true);
          }
      }),
    );
  });
});
