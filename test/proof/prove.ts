import { drawCase } from './cases/draw-case';
import type { ProofCase } from './cases/proof-case';
import { noteInto } from './run/hits';
import type { Hits } from './run/hits';
import { shrink } from './run/shrink';
import { differing } from './two-readings';

export interface Proof {
  /** Cases read both ways, the one that failed included. */
  readonly cases: number;
  readonly hits: Hits;
  /** The first case on which the readings differ, made small, where there is one. */
  readonly mismatch?: { readonly index: number; readonly what: string; readonly smallest: ProofCase };
}

/** Reads the cases `from` up to below `to` of a seed both ways; ends at the first on which they differ. */
export const prove = (seed: number, from: number, to: number): Proof => {
  const hits: Hits = {};
  const note = noteInto(hits);
  for (let index = from; index < to; index++) {
    const one = drawCase(seed, index);
    if (differing(one, note) === undefined) continue;
    const smallest = shrink(one, (smaller) => differing(smaller) !== undefined);
    return { cases: index - from + 1, hits, mismatch: { index, what: differing(smallest) ?? '', smallest } };
  }
  return { cases: to - from, hits };
};
