import fc from 'fast-check';
import type { Condition, Grant, Treatment } from '../../../src/exposure/policy/policy';
import { compileReach } from '../../../src/exposure/reach/compile';
import type { Reach } from '../../../src/exposure/reach/compile';
import { reaches, standing } from '../../../src/exposure/reach/reaches';
import type { Known } from '../../../src/exposure/reach/references';
import type { FocusRecord } from '../../../src/exposure/reach/record';
import { shaper } from '../../../src/exposure/reach/shape';
import { runs } from '../runs';
import { AREA_IDS, ancestorsIn, arbitraryForest, leavesOf } from './arbitrary-forests';
import { MINUTE, NOW } from './grants';

const OBSERVED = { cost: 'number', months: 'series', tags: 'texts', 'contact.mail': 'text' } as const;
const TREATMENTS: Readonly<Record<string, readonly Treatment[]>> = {
  id: ['show'],
  name: ['show', 'initials', 'pseudonym'],
  status: ['show', 'pseudonym'],
  'owner.id': ['show', 'pseudonym'],
  parentId: ['show'],
  path: ['show'],
  draft: ['show'],
  targetDate: ['show', 'year'],
  cost: ['show', { round: 10 }, { bucket: [5, 50] }],
  months: ['show', { round: 10 }],
  tags: ['show'],
  'contact.mail': ['show', 'initials'],
};
const CONDITIONS: readonly Condition[] = [
  { field: 'status', in: ['ON', 'OFF'] },
  { field: 'status', notIn: ['OFF'] },
  { field: 'targetDate', before: '2026-06-01' },
  { field: 'tags', contains: 'a' },
  { field: 'owner.id', isSet: true },
  { field: 'cost', equals: 7 },
  { field: 'path', contains: 'fa-1' },
];
const LEAVES: Readonly<Record<string, readonly unknown[]>> = {
  name: ['Ada Lovelace', 'x', '', 7, null],
  status: ['ON', 'ON', 'OFF', 'GONE', null],
  owner: [{ id: 'o1' }, { id: 'o1', mail: 'hidden' }, 'o1', { id: null }],
  contact: [{ mail: 'ada@example.com', phone: 'hidden' }, ['x'], null],
  draft: [true, false, 'true'],
  targetDate: ['2026-05-31', '2026-06-01', 'soon'],
  cost: [7, 12, 55.5, '7', Number.NaN],
  months: [{ '2026-01': 14, '2026-02': '15' }, { '2026-01': null }, {}],
  tags: [['a'], ['b', 'a'], ['a', 1], 'a'],
  secret: [1, 'hidden'],
};

interface Drawn {
  readonly fields: Grant['fields'];
  readonly roots: readonly string[] | undefined;
  readonly where: readonly Condition[];
  readonly placeAge: number;
}

const arbitraryFields = fc
  .tuple(
    ...Object.entries(TREATMENTS).map(([name, some]) =>
      fc.option(
        fc.constantFrom(...some).map((one) => [name, one] as const),
        { nil: undefined },
      ),
    ),
  )
  .map((rows): Grant['fields'] => Object.fromEntries(rows.filter((row) => row !== undefined)));
const arbitraryDrawn: fc.Arbitrary<Drawn> = fc.record({
  fields: arbitraryFields,
  roots: fc.option(fc.subarray(AREA_IDS, { minLength: 1, maxLength: 5 }), { nil: undefined }),
  where: fc.oneof(fc.constant([]), fc.subarray([...CONDITIONS], { maxLength: 2 })),
  placeAge: fc.constantFrom(1, 60),
});

const reachOf = ({ fields, roots, where, placeAge }: Drawn): Reach =>
  compileReach('app-users', {
    grants: {
      focusArea: { actions: ['list'], fields, observed: OBSERVED, records: { ...(roots ? { under: roots } : {}), where }, placeAge },
    },
  });

const arbitraryLeaves = fc.record(Object.fromEntries(Object.entries(LEAVES).map(([name, some]) => [name, fc.constantFrom(...some)])), {
  requiredKeys: [],
});
const arbitraryWalk: fc.Arbitrary<readonly FocusRecord[]> = arbitraryForest.chain((forest) =>
  fc.tuple(
    ...forest.map(({ id, parent }) =>
      fc
        .record({
          fields: arbitraryLeaves,
          told: fc.constantFrom('whole', 'whole', 'parent', 'nothing'),
          age: fc.constantFrom(-1, 0, 1, 59, 61),
        })
        .map(({ fields, told, age }): FocusRecord => ({
          id,
          fields,
          ...(told !== 'nothing' && parent !== undefined ? { parentId: parent } : {}),
          ...(told === 'whole' ? { ancestors: ancestorsIn(forest, id) } : {}),
          ...(age < 0 ? {} : { placeReadAt: NOW - age * MINUTE }),
        })),
    ),
  ),
);

/** The full walk of a list: what is reached, shaped, with everything of the walk read in this call. */
const walk = (reach: Reach, records: readonly FocusRecord[]): ReadonlyMap<string, ReadonlyMap<string, unknown>> => {
  const inside = records.filter((one) => reaches(reach, 'focusArea', one, NOW));
  const read = new Map(records.map((one) => [one.id, inside.includes(one)]));
  const known: Known = (_resource, id) => read.get(id);
  const leave = shaper(reach, 'focusArea', { now: NOW, known, pseudonym: (text) => `p:${text}` });
  return new Map(
    inside.map((one) => {
      const leaves = leavesOf(leave(one));
      leaves.delete('');
      return [one.id, leaves];
    }),
  );
};

const widened = (drawn: Drawn, more: Drawn): Drawn => ({
  fields: { ...more.fields, ...drawn.fields },
  roots: drawn.roots && more.roots && [...new Set([...drawn.roots, ...more.roots])],
  where: drawn.where.filter((one) => more.where.includes(one)),
  placeAge: Math.max(drawn.placeAge, more.placeAge),
});

describe('over the full walk of a list', () => {
  test('widening removes no record and no leaf, narrowing adds none', () => {
    let leaves = 0;
    fc.assert(
      fc.property(arbitraryWalk, arbitraryDrawn, arbitraryDrawn, (records, drawn, more) => {
        const less = walk(reachOf(drawn), records);
        const all = walk(reachOf(widened(drawn, more)), records);
        for (const [id, few] of less) {
          const many = all.get(id);
          for (const [name, value] of few) {
            leaves += 1;
            // A path may grow at its top; what it showed stays.
            const now = name === 'path' ? (many?.get(name) as string[] | undefined)?.slice(-(value as string[]).length) : many?.get(name);
            expect([id, name, now]).toEqual([id, name, value]);
          }
          expect(many).toBeDefined();
        }
      }),
      { numRuns: runs(1_000) },
    );
    expect(leaves).toBeGreaterThan(runs(1_000));
  });

  test('every leaf is granted, every reference is a reached record', () => {
    fc.assert(
      fc.property(arbitraryWalk, arbitraryDrawn, (records, drawn) => {
        const answers = walk(reachOf(drawn), records);
        const { roots, where } = drawn;
        for (const leaves of answers.values()) {
          for (const [name, value] of leaves) {
            // A group of a series is no leaf of its own.
            expect(Object.hasOwn(drawn.fields, name.replace(/^months\..*/, 'months'))).toBe(true);
            if (name !== 'parentId' && name !== 'path') continue;
            if (where.length > 0) for (const id of [value].flat()) expect(answers.has(id as string)).toBe(true);
            else if (roots && name === 'path') expect(roots).toContain((value as string[])[0]);
          }
        }
      }),
      { numRuns: runs(500) },
    );
  });

  test('leaves that are neither granted nor asked for change nothing', () => {
    fc.assert(
      fc.property(arbitraryWalk, arbitraryDrawn, arbitraryLeaves, (records, drawn, others) => {
        const used = new Set([...Object.keys(drawn.fields), ...drawn.where.map(({ field }) => field)].map((name) => name.split('.')[0]));
        const hidden = Object.fromEntries(Object.entries(others).filter(([name]) => !used.has(name)));
        const reach = reachOf(drawn);
        const changed = records.map((one) => ({
          ...one,
          fields: {
            ...Object.fromEntries(Object.entries(one.fields).filter(([name]) => used.has(name))),
            ...hidden,
            id: 'lie',
            parentId: 'lie',
            path: ['lie'],
          },
        }));
        expect(walk(reach, changed)).toEqual(walk(reach, records));
        for (const [at, one] of records.entries()) {
          expect(standing(reach, 'focusArea', changed[at] ?? one, NOW)).toBe(standing(reach, 'focusArea', one, NOW));
        }
      }),
      { numRuns: runs(500) },
    );
  });

  test('records outside change nothing: neither their leaves nor that they are there', () => {
    fc.assert(
      fc.property(arbitraryWalk, arbitraryDrawn, arbitraryLeaves, (records, drawn, others) => {
        const reach = reachOf(drawn);
        const inside = walk(reach, records);
        const outside = (one: FocusRecord): boolean => !inside.has(one.id);
        expect(
          walk(
            reach,
            records.filter((one) => !outside(one)),
          ),
        ).toEqual(inside);
        // What is outside may look like anything that stays outside.
        const changed = records.map((one) => (outside(one) ? { ...one, fields: others } : one));
        fc.pre(changed.every((one) => !outside(one) || !reaches(reach, 'focusArea', one, NOW)));
        expect(walk(reach, changed)).toEqual(inside);
      }),
      { numRuns: runs(500) },
    );
  });

  test('null, absent and unreadable leaves look the same under every treatment', () => {
    fc.assert(
      fc.property(arbitraryDrawn, (drawn) => {
        const leave = shaper(reachOf({ ...drawn, roots: undefined, where: [] }), 'focusArea', {
          now: NOW,
          pseudonym: (text) => `p:${text}`,
        });
        const nothing = leave({ id: 'x', fields: {} });
        for (const odd of [null, undefined, Number.NaN, {}, [[]], { deeper: { still: 'x' } }]) {
          const fields = Object.fromEntries(
            Object.keys(LEAVES)
              .filter((name) => name !== 'months')
              .map((name) => [name, odd]),
          );
          expect(leave({ id: 'x', fields: { ...fields, months: [odd] } })).toEqual(nothing);
        }
      }),
    );
  });
});
