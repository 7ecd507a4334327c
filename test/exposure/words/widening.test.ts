import fc from 'fast-check';
import type { LeafShape, Treatment } from '../../../src/exposure/policy/policy';
import { compileTreatment } from '../../../src/exposure/reach/treatments';
import { maskOf, tellsNoMore } from '../../../src/exposure/words/widening';
import { runs } from '../runs';

type Step = readonly [before: Treatment | undefined, after: Treatment | undefined];

const NO_MORE: readonly Step[] = [
  [undefined, undefined],
  ['show', undefined],
  ['year', undefined],
  [{ round: 1 }, undefined],
  ['show', 'show'],
  ['show', 'year'],
  ['show', { bucket: [1] }],
  ['year', 'year'],
  ['pseudonym', 'pseudonym'],
  [{ round: 10 }, { round: 10 }],
  [{ round: 10 }, { round: 30 }],
  [{ round: 0.1 }, { round: 0.3 }],
  [{ round: 0.5 }, { round: 1.5 }],
  [{ round: 0.4 }, { round: 2 }],
  [{ round: 1e-7 }, { round: 3e-7 }],
  [{ round: 3 }, { round: 2.1e1 }],
  [{ bucket: [1, 2, 3] }, { bucket: [2] }],
  [{ bucket: [1] }, { bucket: [1] }],
];

const MORE: readonly Step[] = [
  [undefined, 'show'],
  [undefined, 'year'],
  [undefined, { round: 1 }],
  ['initials', 'show'],
  [{ round: 10 }, 'show'],
  ['initials', 'pseudonym'],
  ['pseudonym', 'initials'],
  ['year', { round: 1 }],
  [{ round: 1 }, 'year'],
  [{ round: 30 }, { round: 10 }],
  [{ round: 10 }, { round: 20 }],
  [{ round: 10 }, { round: 100 }],
  [{ round: 10 }, { round: 35 }],
  [{ round: 10 }, { round: 10.1 }],
  [{ round: 0 }, { round: 10 }],
  [{ round: 10 }, { round: Number.NaN }],
  [{ round: Number.POSITIVE_INFINITY }, { round: 10 }],
  [{ round: 10 }, { bucket: [5] }],
  [{ bucket: [5] }, { round: 10 }],
  [{ bucket: [1, 3] }, { bucket: [1, 2, 3] }],
  [{ bucket: [1, 3] }, { bucket: [1, 2] }],
  [{ bucket: [1] }, { bucket: [2] }],
];

describe('tellsNoMore', () => {
  it.each(NO_MORE)('is true from %j to %j', (before, after) => {
    expect(tellsNoMore(before, after)).toBe(true);
  });

  it.each(MORE)('is false from %j to %j', (before, after) => {
    expect(tellsNoMore(before, after)).toBe(false);
  });

  it('is true only where values that looked alike still do', () => {
    const texts = ['Anna Demo', 'Al Dante', 'anna', 'A', '7', ''];
    const amounts = Array.from({ length: 121 }, (_, at) => (at - 60) / 2);
    const step = fc.constantFrom(0.5, 1, 1.5, 2, 3, 5, 10, 15);
    const edges = fc.uniqueArray(fc.constantFrom(-5, 0, 2.5, 10, 15), { minLength: 1 }).map((some) => [...some].sort((a, b) => a - b));
    const numeric = fc.oneof(
      fc.constantFrom<Treatment | undefined>('show', undefined),
      step.map((round) => ({ round })),
      edges.map((bucket) => ({ bucket })),
    );
    const textual = fc.constantFrom<Treatment | undefined>('show', 'initials', 'pseudonym', undefined);
    const steps = fc.oneof(
      fc.tuple(fc.constant<LeafShape>('number'), numeric, numeric, fc.constant<readonly unknown[]>(amounts)),
      fc.tuple(fc.constant<LeafShape>('text'), textual, textual, fc.constant<readonly unknown[]>(texts)),
    );
    const outcomes = { more: 0, noMore: 0 };
    fc.assert(
      fc.property(steps, ([shape, before, after, values]) => {
        const treated = (treatment: Treatment | undefined, value: unknown): string =>
          String(treatment && compileTreatment(shape, treatment)?.(value, (text) => `p-${text}`));
        const known = new Map<string, string>();
        const alike = values.every((value) => {
          const [from, to] = [treated(before, value), treated(after, value)];
          const first = known.get(from) ?? to;
          known.set(from, first);
          return first === to;
        });
        const said = tellsNoMore(before, after);
        outcomes[said ? 'noMore' : 'more']++;
        expect(said && !alike).toBe(false);
      }),
      { numRuns: runs(2_000) },
    );
    expect(Math.min(outcomes.more, outcomes.noMore)).toBeGreaterThan(runs(200));
  });
});

describe('maskOf', () => {
  it('names every treatment but show', () => {
    expect(maskOf('show')).toBeUndefined();
    expect(maskOf('year')).toEqual({ mask: 'year', steps: [] });
    expect(maskOf({ round: 0.5 })).toEqual({ mask: 'round', steps: ['0.5'] });
    expect(maskOf({ bucket: [-1, 2] })).toEqual({ mask: 'bucket', steps: ['-1', '2'] });
  });
});
