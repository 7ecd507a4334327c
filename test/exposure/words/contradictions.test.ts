import fc from 'fast-check';
import type { Condition, LeafShape, Scalar } from '../../../src/exposure/policy/policy';
import { testOf } from '../../../src/exposure/reach/conditions';
import { FITS } from '../../../src/exposure/reach/leaves/leaf-shape';
import { conditionText, follows, neverHold, readCondition } from '../../../src/exposure/words/contradictions';

const field = 'f';
const is = (equals: Scalar): Condition => ({ field, equals });
const among = (...values: readonly Scalar[]): Condition => ({ field, in: values });
const none = (...values: readonly Scalar[]): Condition => ({ field, notIn: values });
const before = (date: string): Condition => ({ field, before: date });
const after = (date: string): Condition => ({ field, after: date });
const holds = (text: string): Condition => ({ field, contains: text });
const isSet: Condition = { field, isSet: true };

type Case = readonly [shape: LeafShape, conditions: readonly Condition[]];

const NEVER: readonly Case[] = [
  ['text', [is('a'), is('b')]],
  ['text', [among('a', 'b'), none('a', 'b')]],
  ['text', [none('a'), is('a')]],
  ['text', [isSet, among('a'), among('b', 'c')]],
  ['text', [is('Anna'), holds('bob')]],
  ['number', [is(1), is('1')]],
  ['flag', [none(true), none(false)]],
  ['flag', [none(true, false)]],
  ['date', [is('2026-01-01'), after('2026-01-01')]],
  ['date', [before('2026-01-01'), after('2026-01-01')]],
  ['date', [after('2026-01-01'), before('2026-01-02')]],
  ['date', [after('2026-01-01'), after('2026-01-05'), before('2026-01-09'), before('2026-01-03')]],
  ['date', [after('2026-01-01T00:00:00.000Z'), before('2026-01-01T00:00:00.001Z')]],
];

const SOMETIMES: readonly Case[] = [
  ['text', [is('a')]],
  ['text', [among('a', 'b'), none('a')]],
  ['text', [is('Anna'), holds('ANN')]],
  ['text', [holds('a'), holds('b'), none('ab', 'ba')]],
  ['text', [isSet]],
  ['number', [none(1, 2)]],
  ['flag', [none(true)]],
  ['flag', [isSet]],
  ['date', [before('2026-01-01')]],
  ['date', [after('2026-01-01')]],
  ['date', [after('2026-01-01'), before('2026-01-03'), none('2026-01-02')]],
  ['date', [after('2026-01-01T00:00:00.000Z'), before('2026-01-01T00:00:00.002Z')]],
  ['texts', [holds('a'), holds('b')]],
];

type Implication = readonly [shape: LeafShape, given: readonly Condition[], condition: Condition];

const FOLLOWS: readonly Implication[] = [
  ['text', [is('a')], among('a', 'b')],
  ['text', [among('a')], is('a')],
  ['text', [among('a', 'b'), none('b')], is('a')],
  ['text', [is('a')], none('b')],
  ['text', [is('Anna')], holds('nn')],
  ['text', [is('a'), is('b')], is('c')],
  ['text', [none('a', 'b')], none('b')],
  ['text', [none('a'), none('b')], none('a', 'b')],
  ['text', [holds('x')], none('a', 'b')],
  ['text', [holds('Anna D')], holds('NNA')],
  ['text', [none('a')], isSet],
  ['texts', [holds('a'), holds('b')], holds('b')],
  ['flag', [none(true)], is(false)],
  ['date', [before('2026-01-01')], before('2026-01-01')],
  ['date', [before('2026-01-05'), before('2026-01-01')], before('2026-01-03')],
  ['date', [after('2026-01-03')], after('2026-01-01')],
  ['date', [after('2026-01-03')], after('2026-01-03')],
  ['date', [after('2026-01-03')], none('2026-01-01')],
  ['date', [before('2026-01-02T00:00:00Z')], before('2026-01-02')],
];

const DOES_NOT: readonly Implication[] = [
  ['text', [], isSet],
  ['flag', [], isSet],
  ['text', [among('a', 'b')], is('a')],
  ['text', [none('a')], none('a', 'b')],
  ['text', [none('a')], is('b')],
  ['text', [isSet], holds('a')],
  ['text', [holds('nn')], holds('Anna')],
  ['texts', [holds('Anna')], holds('nn')],
  ['texts', [holds('Anna')], holds('anna')],
  ['flag', [isSet], is(true)],
  ['date', [before('2026-01-03')], before('2026-01-01')],
  ['date', [after('2026-01-01')], after('2026-01-03')],
  ['date', [after('2026-01-01T23:59:59Z')], after('2026-01-01')],
  ['date', [after('2026-01-01')], before('2027-01-01')],
  ['date', [before('2026-01-01')], after('2025-01-01')],
  ['date', [isSet], none('2026-01-01')],
];

describe('conditions on one field', () => {
  it.each(NEVER)('on %s never hold together: %j', (shape, conditions) => {
    expect(neverHold(shape, conditions)).toBe(true);
  });

  it.each(SOMETIMES)('on %s may hold together: %j', (shape, conditions) => {
    expect(neverHold(shape, conditions)).toBe(false);
  });

  it.each(FOLLOWS)('on %s: from %j follows %j', (shape, given, condition) => {
    expect(follows(shape, given, condition)).toBe(true);
  });

  it.each(DOES_NOT)('on %s: from %j does not follow %j', (shape, given, condition) => {
    expect(follows(shape, given, condition)).toBe(false);
  });

  it('are the same in any order of their values, and differ by type, operator and field', () => {
    expect(conditionText(among('a', 'b'))).toBe(conditionText(among('b', 'a')));
    const others = [
      among('a', 'b'),
      among('a'),
      none('a', 'b'),
      is('a'),
      is(1),
      is('1'),
      { field: 'g', equals: 'a' },
      isSet,
      before('a'),
      holds('a'),
    ];
    expect(new Set(others.map(conditionText)).size).toBe(others.length);
  });

  it('come apart into operator and values', () => {
    const apart = [is(true), among(1, 2), none('a'), before('d'), after('e'), holds('x'), isSet].map((one) => readCondition(one));
    expect(apart).toEqual([
      { field, operator: 'equals', values: [true] },
      { field, operator: 'in', values: [1, 2] },
      { field, operator: 'notIn', values: ['a'] },
      { field, operator: 'before', values: ['d'] },
      { field, operator: 'after', values: ['e'] },
      { field, operator: 'contains', values: ['x'] },
      { field, operator: 'isSet', values: [] },
    ]);
  });

  const TEXTS = ['a', 'b', 'ab', 'ABBA', 'xbx', ''];
  const DAYS = ['2026-01-01', '2026-01-02', '2026-01-01T12:00:00Z', '2026-01-02T00:00:00.001Z', '2026-01-03'];
  const text = fc.constantFrom(...TEXTS);
  const day = fc.constantFrom(...DAYS);
  const listed = (value: fc.Arbitrary<Scalar>) =>
    fc.oneof(
      value.map(is),
      fc.uniqueArray(value, { minLength: 1, maxLength: 3 }).map((values) => among(...values)),
      fc.uniqueArray(value, { minLength: 1, maxLength: 3 }).map((values) => none(...values)),
      fc.constant(isSet),
    );
  const domains: readonly (readonly [LeafShape, fc.Arbitrary<Condition>, readonly unknown[]])[] = [
    ['text', fc.oneof(listed(text), fc.constantFrom('a', 'B', 'bb').map(holds)), [...TEXTS, 'aBbz', 'zzbb a', 7, null]],
    ['flag', listed(fc.boolean()), [true, false, 'true']],
    [
      'date',
      fc.oneof(listed(day), day.map(before), day.map(after)),
      [
        ...DAYS,
        '2025-12-31',
        '2026-01-01T00:00:00.001Z',
        '2026-01-01T23:59:59.999Z',
        '2026-01-02T00:00:00Z',
        '2026-01-02T00:00:00.000-00:00',
        '2027-01-01',
        'soon',
      ],
    ],
    ['texts', fc.constantFrom(holds('a'), holds('b'), isSet), [['a'], ['b'], ['a', 'b'], [], ['ab'], 'a']],
  ];

  it.each(domains)('on %s: what is said of them is true of every leaf', (shape, arbitrary, leaves) => {
    const said = { never: 0, follows: 0 };
    fc.assert(
      fc.property(fc.array(arbitrary, { maxLength: 3 }), arbitrary, (given, condition) => {
        const meeting = leaves.filter((leaf) => FITS[shape](leaf) && given.every((one) => testOf(one)[1](leaf)));
        const never = given.length > 0 && neverHold(shape, given);
        if (never) {
          said.never++;
          expect(meeting).toEqual([]);
        }
        if (follows(shape, given, condition)) {
          said.follows++;
          expect(meeting.filter((leaf) => !testOf(condition)[1](leaf))).toEqual([]);
        }
      }),
      { numRuns: 1_000 },
    );
    expect(said.follows).toBeGreaterThan(50);
    expect(said.never > 20).toBe(shape !== 'texts');
  });
});
