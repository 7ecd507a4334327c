import type { Treatment } from '../policy/policy';
import { decimalOf } from '../reach/leaves/decimal';

interface Mask {
  readonly mask: string;
  /** What `round` rounds to, or the edges of `bucket`; empty for the others. */
  readonly steps: readonly string[];
}

/** A treatment in words: its kind and its numbers. `show` is none. */
export const maskOf = (treatment: Treatment): Mask | undefined => {
  if (treatment === 'show') return undefined;
  if (typeof treatment === 'string') return { mask: treatment, steps: [] };
  return 'round' in treatment
    ? { mask: 'round', steps: [String(treatment.round)] }
    : { mask: 'bucket', steps: treatment.bucket.map(String) };
};

/**
 * Rounding to `after` tells nothing beyond rounding to `before` only where each of its borders (half steps) is one of the other's, and so
 * for odd multiples alone: 990 and 1010 both round to 1000, but to 0 and 2000 in steps of 2000.
 */
const isOddMultiple = (before: number, after: number): boolean => {
  const [small, large] = [decimalOf(before), decimalOf(after)];
  if (!small || !large) return false;
  const scale = Math.max(small.scale, large.scale);
  const [divisor, dividend] = [small.units * 10n ** BigInt(scale - small.scale), large.units * 10n ** BigInt(scale - large.scale)];
  return divisor > 0n && dividend % divisor === 0n && (dividend / divisor) % 2n === 1n;
};

/**
 * Whether a leaf treated as `after` tells nothing that it didn't tell when treated as `before`: whatever looked alike still does.
 * Undefined = hidden. Masks that can't be compared count as telling more.
 */
export const tellsNoMore = (before: Treatment | undefined, after: Treatment | undefined): boolean => {
  if (after === undefined || before === 'show') return true;
  if (before === undefined || typeof before === 'string' || typeof after === 'string') return before === after;
  if ('round' in before) return 'round' in after && isOddMultiple(before.round, after.round);
  return 'bucket' in after && after.bucket.every((edge) => before.bucket.includes(edge));
};
