import fc from 'fast-check';
import { compileTreatment } from '../../../src/exposure/reach/treatments';
import { runs } from '../runs';

/** Written apart from the code: units of 10^-40 in whole numbers. */
const SCALE = 40;
const unitsOf = (text: string): bigint => {
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const units = BigInt(whole + fraction.padEnd(SCALE, '0'));
  return negative ? -units : units;
};

/** A whole multiple of a whole step, as text. */
const roundedTo = (text: string, step: number): string => {
  const [units, size] = [unitsOf(text), BigInt(step) * 10n ** BigInt(SCALE)];
  const positive = units < 0n ? -units : units;
  const steps = (positive * 2n + size) / (size * 2n);
  const rounded = steps * BigInt(step);
  return `${units < 0n && rounded > 0n ? '-' : ''}${rounded}`;
};

const step = fc.oneof(
  fc.constantFrom(1, 2, 5, 10, 100, 1_000, 1_000_000, 3, 7, 999_983, 1_000_001),
  fc.integer({ min: 1, max: 2_000_000 }),
);
const digits = (max: number) => fc.stringMatching(new RegExp(`^\\d{1,${max}}$`));

/** Amounts of every length, many of them at a half of the step or next to it. */
const amount = (size: number): fc.Arbitrary<string> => {
  const free = fc
    .tuple(fc.boolean(), digits(20), fc.option(digits(20), { nil: undefined }))
    .map(([negative, whole, fraction]) => `${negative ? '-' : ''}${whole}${fraction === undefined ? '' : `.${fraction}`}`);
  const halves = fc
    .tuple(fc.integer({ min: 0, max: 1_000_000 }), fc.constantFrom('', '0001', '00000000001', '000000000000000000001'), fc.boolean())
    .map(([steps, more, odd]) => {
      const doubled = BigInt(size) * (2n * BigInt(steps) + (odd ? 1n : 0n));
      return `${doubled / 2n}.${doubled % 2n === 0n ? '0' : '5'}${more}`;
    });
  return fc.oneof(free, halves);
};

describe('amounts', () => {
  test('given as text are rounded exactly, whichever way is taken', () => {
    const cases = step.chain((size) => fc.tuple(fc.constant(size), amount(size)));
    fc.assert(
      fc.property(cases, ([size, text]) => {
        expect(compileTreatment('series', { round: size })?.({ '2026-01': text })).toEqual({ '2026-01': roundedTo(text, size) });
      }),
      { numRuns: runs(2_000) },
    );
  });

  test('given as numbers are rounded as the shortest text that names them', () => {
    const numbers = fc.oneof(
      fc.double({ min: -1e15, max: 1e15, noNaN: true }),
      fc.integer(),
      fc.integer({ min: -4000, max: 4000 }).map((one) => one / 2),
    );
    fc.assert(
      fc.property(step, numbers, (size, number) => {
        const text = String(number);
        fc.pre(!text.includes('e'));
        expect(compileTreatment('number', { round: size })?.(number)).toBe(Number(roundedTo(text, size)));
      }),
      { numRuns: runs(2_000) },
    );
  });

  test('fall into the bucket whose edges lie around them, however many digits they have', () => {
    const edges = fc.uniqueArray(fc.oneof(fc.integer({ min: -1_000, max: 1_000 }), fc.constantFrom(0.1, 0.3, 1.5, 1e9)), {
      minLength: 1,
      maxLength: 6,
    });
    const text = fc
      .tuple(fc.boolean(), digits(16), digits(20))
      .map(([negative, whole, fraction]) => `${negative ? '-' : ''}${whole}.${fraction}`);
    const beside = edges.chain((some) =>
      fc.tuple(fc.constant(some.sort((a, b) => a - b)), fc.oneof(text, fc.constantFrom(...some.map(String)))),
    );
    fc.assert(
      fc.property(beside, ([some, value]) => {
        const passed = some.filter((edge) => unitsOf(String(edge)) <= unitsOf(value)).length;
        const label = passed === 0 ? `<${some[0]}` : passed === some.length ? `>=${some.at(-1)}` : `${some[passed - 1]}-${some[passed]}`;
        expect(compileTreatment('series', { bucket: some })?.({ '2026-01': value })).toEqual({ '2026-01': label });
      }),
      { numRuns: runs(2_000) },
    );
  });
});
