/** A stream of draws that is the same on every machine. */
export interface Random {
  /** A whole number from 0 to below `bound`. */
  below(bound: number): number;
  /** True in `percent` of a hundred draws. */
  chance(percent: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Each entry with this chance, in the list's order. */
  some<T>(list: readonly T[], percent: number): T[];
}

/** sfc32 (Chris Doty-Humphrey's small fast counter): case `index` of a seed is drawn alone, whatever was drawn before it. */
export const randomFor = (seed: number, index: number): Random => {
  let a = seed | 0;
  let b = index | 0;
  let c = Math.floor(index / 0x1_0000_0000) | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round += 1) next();
  // The remainder's bias is below a millionth for bounds as small as ours.
  const below = (bound: number): number => next() % bound;
  const chance = (percent: number): boolean => next() % 100 < percent;
  return {
    below,
    chance,
    pick: <T>(list: readonly T[]): T => list[below(list.length)] as T,
    some: <T>(list: readonly T[], percent: number): T[] => list.filter(() => chance(percent)),
  };
};
