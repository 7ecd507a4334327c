import fc from 'fast-check';
import { conditionOf, operatorsOf, withField, writingOf } from '../../../src/frontend/admin/editor/records/condition-parts';
import { OPERATORS_FOR } from '../../../src/exposure/catalogue/catalogue';
import type { Operator } from '../../../src/exposure/catalogue/catalogue';
import type { Condition, LeafShape, Scalar } from '../../../src/exposure/policy/policy';

const SHAPES = Object.keys(OPERATORS_FOR) as LeafShape[];

const scalarOf = (shape: LeafShape): fc.Arbitrary<Scalar> => {
  if (shape === 'flag') return fc.boolean();
  if (shape === 'number')
    return fc.oneof(fc.integer(), fc.double({ min: -1e9, max: 1e9, noNaN: true })).map((value) => Number(value.toFixed(3)) + 0);
  return fc.string({ minLength: 1, maxLength: 20 });
};

const conditionsOf = (shape: LeafShape, operator: Operator): fc.Arbitrary<Condition> => {
  const field = 'f';
  const scalar = scalarOf(shape);
  const text = fc.string({ minLength: 1 });
  const several = fc.array(scalar, { minLength: 1, maxLength: 5 });
  const written: Readonly<Record<Operator, fc.Arbitrary<Condition>>> = {
    equals: scalar.map((equals) => ({ field, equals })),
    in: several.map((values) => ({ field, in: values })),
    notIn: several.map((notIn) => ({ field, notIn })),
    before: text.map((before) => ({ field, before })),
    after: text.map((after) => ({ field, after })),
    contains: text.map((contains) => ({ field, contains })),
    isSet: fc.constant({ field, isSet: true }),
  };
  return written[operator];
};

const CASES = SHAPES.flatMap((shape) => OPERATORS_FOR[shape].map((operator) => [shape, operator] as const));

test.each(CASES)('a stored condition on %s by %s is the same after it was opened and used unchanged', (shape, operator) => {
  fc.assert(
    fc.property(conditionsOf(shape, operator), (condition) => {
      expect(conditionOf(writingOf(condition), shape)).toEqual(condition);
    }),
    { numRuns: 50 },
  );
});

test.each(SHAPES)('another field of the shape %s keeps the operator where it fits, and never the values', (shape) => {
  for (const operator of ['equals', 'contains', 'before', 'isSet'] as const) {
    const writing = withField({ field: 'before', operator, values: ['x'] }, 'now', shape);
    expect(writing.values).toEqual([]);
    expect(writing.operator).toBe(operatorsOf(shape).includes(operator) ? operator : operatorsOf(shape)[0]);
  }
});
