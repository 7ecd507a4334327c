import fc from 'fast-check';
import { canonicalJson, digestOf } from '../../src/store/digest';

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, reversed(inner)]),
  );
};

describe('the digest of a stored part', () => {
  test('does not depend on the order in which members were written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(digestOf(reversed(value))).toBe(digestOf(value));
      }),
    );
  });

  test('survives the way through storage', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(digestOf(JSON.parse(JSON.stringify(value)))).toBe(digestOf(value));
      }),
    );
  });

  test('tells different values apart, also in the order of a list', () => {
    const values = [{}, { a: 1 }, { a: 2 }, { b: 1 }, [1, 2], [2, 1], null, 'null', { a: { b: 1 } }];
    expect(new Set(values.map(digestOf)).size).toBe(values.length);
  });

  test('an undefined member counts as absent, as in JSON', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  });
});
