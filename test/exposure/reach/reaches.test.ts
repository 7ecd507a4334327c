import fc from 'fast-check';
import { compileReach } from '../../../src/exposure/reach/compile';
import type { Reach } from '../../../src/exposure/reach/compile';
import { placeIsOpen as placeIsOpenIn, reaches as reachesResource } from '../../../src/exposure/reach/reaches';
import type { FocusRecord } from '../../../src/exposure/reach/record';
import { shape } from '../../../src/exposure/reach/shape';
import type { Grant } from '../../../src/exposure/policy/policy';
import { AREA_IDS, ancestorsIn, arbitraryForest, arbitraryGrant, arbitraryRecords } from './arbitrary-forests';
import type { Area } from './arbitrary-forests';

const under = (...roots: string[]): Reach =>
  compileReach('app-users', { grants: { focusArea: { actions: ['list'], fields: { id: 'show' }, records: { under: roots } } } });

const reaches = (reach: Reach, one: FocusRecord): boolean => reachesResource(reach, 'focusArea', one, 0);
const placeIsOpen = (reach: Reach, one: FocusRecord): boolean => placeIsOpenIn(reach, 'focusArea', one);
/** What of its ancestors a record would tell: its path, else its parent. */
const reachedAncestors = (reach: Reach, one: FocusRecord): readonly string[] => {
  const grant = reach.grants.get('focusArea');
  if (!grant) return [];
  const { path, parentId } = shape(reach, 'focusArea', one, { now: 0 });
  return [(path ?? parentId ?? []) as string | readonly string[]].flat();
};

const record = (id: string, place: Partial<FocusRecord> = {}): FocusRecord => ({ id, fields: {}, ...place });

/** The plain reading of the policy, over the forest itself. */
const liesUnder = (forest: readonly Area[], grant: Grant, id: string): boolean =>
  grant.records === 'all' || [...ancestorsIn(forest, id), id].some((one) => grant.records !== 'all' && grant.records.under?.includes(one));

describe('a reach by roots', () => {
  test.each<[what: string, one: FocusRecord, inside: boolean]>([
    ['the root itself', record('r'), true],
    ['a child, told by its chain', record('a', { parentId: 'r', ancestors: ['top', 'r'] }), true],
    ['a child, told by its parent alone', record('a', { parentId: 'r' }), true],
    ['something far below', record('a', { parentId: 'c', ancestors: ['r', 'b', 'c'] }), true],
    ['the parent of the root', record('top', { ancestors: [] }), false],
    ['a sibling of the root', record('s', { parentId: 'top', ancestors: ['top'] }), false],
    ['a record that tells no place', record('a'), false],
    ['a record whose parent is unknown further up', record('a', { parentId: 'b' }), false],
    ['a chain that contradicts the parent', record('a', { parentId: 'b', ancestors: ['r'] }), false],
    ['a chain that holds the record itself', record('a', { parentId: 'a', ancestors: ['r', 'a'] }), false],
    ['a chain that repeats', record('a', { parentId: 'b', ancestors: ['b', 'r', 'b'] }), false],
    ['a record that is its own parent', record('a', { parentId: 'a', ancestors: ['r'] }), false],
    ['a name that starts like the root', record('rr', { parentId: 'top', ancestors: ['top'] }), false],
    ['a record called __proto__', record('__proto__', { ancestors: [] }), false],
  ])('%s', (_what, one, inside) => {
    expect(reaches(under('r'), one)).toBe(inside);
  });

  test('no roots reach nothing', () => {
    fc.assert(
      fc.property(
        arbitraryForest.chain((forest) => arbitraryRecords(forest)),
        (records) => {
          expect(records.filter((one) => reaches(under(), one))).toEqual([]);
        },
      ),
    );
  });

  test('agrees with the plain reading where places are known, and never goes beyond it where they are not', () => {
    const cases = arbitraryForest.chain((forest) => fc.tuple(fc.constant(forest), arbitraryGrant, arbitraryRecords(forest)));
    fc.assert(
      fc.property(cases, ([forest, grant, records]) => {
        const fields: Grant['fields'] = { ...grant.fields, parentId: 'show', path: 'show' };
        const reach = compileReach('app-users', { grants: { focusArea: { ...grant, fields } } });
        for (const one of records) {
          const truth = liesUnder(forest, grant, one.id);
          if (reaches(reach, one)) expect(truth).toBe(true);
          // What is left open may still turn out to lie inside; what is closed does not.
          else expect(truth && !placeIsOpen(reach, one)).toBe(false);
          for (const id of reachedAncestors(reach, one)) expect(liesUnder(forest, grant, id)).toBe(true);
        }
      }),
    );
  });

  test('one more root never takes a record away', () => {
    const cases = arbitraryForest.chain((forest) =>
      fc.tuple(arbitraryRecords(forest), fc.subarray(AREA_IDS), fc.constantFrom(...AREA_IDS)),
    );
    fc.assert(
      fc.property(cases, ([records, roots, more]) => {
        for (const one of records) {
          if (!reaches(under(...roots), one)) continue;
          expect(reaches(under(...roots, more), one)).toBe(true);
        }
      }),
    );
  });
});
