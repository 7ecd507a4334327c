/** Forge counts reads in units of 10 KB, rounded up for each call, a batch once (`/platform/forge/limits-kvs-ce/`). */
const UNIT = 10_000;

export const unitsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / UNIT));

/** What an invocation may still read from storage. One is opened for each invocation and handed down. */
export interface UnitMeter {
  readonly left: () => number;
  readonly spent: () => number;
  /** Counts what a call took; may go below what is left, since bytes are known only afterwards. */
  readonly spend: (units: number) => void;
}

/** `most` read units in all. Gets of one small item (a live part, the vault, the head) are one unit each, told by `spend(1)`. */
export const openUnitMeter = (most: number): UnitMeter => {
  let spent = 0;
  return {
    left: () => Math.max(0, most - spent),
    spent: () => spent,
    spend: (units) => {
      spent += units;
    },
  };
};
