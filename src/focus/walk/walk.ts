import type { Reach } from '../../exposure/reach/compile';
import type { FocusRecord } from '../../exposure/reach/record';
import type { Budget } from '../budget';
import type { Focus } from '../open-focus';
import type { FocusRefusal } from '../sign-in';
import type { Sort } from './position/order';
import type { Position } from './position/position';
import type { StoredTree } from './places/stored-tree';

/** Records asked of Focus at once. */
export const UPSTREAM_PAGE = 100;

/** What Focus is asked to look for. It reduces traffic; how Focus compares is not documented, so `keeps` has the last word. */
export interface Asked {
  readonly nameContains?: string;
  readonly externalId?: string;
  readonly parentId?: string;
  readonly sort?: Sort;
}

/** What is looked for among the focus areas; `now` in ms since the epoch. */
export interface Wanted {
  readonly reach: Reach;
  readonly limit: number;
  readonly now: number;
  readonly asked?: Asked;
  /** Whether a reached record is among those that the caller asked for. */
  readonly keeps?: (record: FocusRecord) => boolean;
}

/** What one invocation walks with. */
export interface Means {
  readonly focus: Pick<Focus, 'listFocusAreas' | 'getFocusArea'>;
  readonly budget: Pick<Budget, 'callsLeft' | 'millisLeft'>;
  /** Absent = there is none, or none whose age fits the grant. */
  readonly tree?: StoredTree;
}

interface Reached {
  readonly records: readonly FocusRecord[];
  /** Where to go on; absent at the end of the list. */
  readonly next?: Position;
  /** How old the places are that decided where Focus told none, ms since the epoch; absent = none did. */
  readonly asOf?: number;
}

export type Walked =
  | { readonly ok: true; readonly value: Reached }
  | FocusRefusal
  /** No place is known that is young enough, and there are too many records to ask for each. Depends on no record. */
  | { readonly ok: false; readonly failure: 'hierarchy_stale' }
  /** Focus doesn't sort as asked. */
  | { readonly ok: false; readonly failure: 'sort_unavailable' };

const WAITS: ReadonlySet<FocusRefusal['failure']> = new Set(['focus_timeout', 'too_many_requests']);

/** Collects what one invocation reaches. `usesStored` = whether stored places decided about any of it. */
export const openYield = ({ budget, tree }: Means, usesStored: () => boolean) => {
  const records: FocusRecord[] = [];
  let passed = 0;
  const end = (next: Position | undefined): Walked => ({
    ok: true,
    value: { records, ...(next ? { next } : {}), ...(tree && usesStored() ? { asOf: tree.readAt } : {}) },
  });
  return {
    count: () => records.length,
    /** Something was got through: the next invocation begins behind it. */
    pass: (record?: FocusRecord) => {
      if (record) records.push(record);
      passed += 1;
    },
    isStarted: () => passed > 0,
    /** Whether to stop here: nothing is left to spend, and this invocation got somewhere. */
    isSpent: () => passed > 0 && (budget.callsLeft() <= 0 || budget.millisLeft() <= 0),
    end,
    // To be told to wait ends a call that got somewhere: thrown away, the next one would come no further. One that got nowhere fails.
    give: (refusal: FocusRefusal, position: Position): Walked => (passed > 0 && WAITS.has(refusal.failure) ? end(position) : refusal),
  };
};
