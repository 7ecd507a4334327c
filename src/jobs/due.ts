import type { HierarchyState } from '../store/hierarchy/head';
import type { Reading } from '../store/reading/reading';
import type { Interval } from '../store/reading/settings';

const MINUTE = 60_000;

/** A schedule that comes a little early must not let a whole turn pass. */
const SLACK = MINUTE;

/** Least time between a reading that gave up and the next, ms. */
const AFTER_FAILURE = 15 * MINUTE;

/**
 * When the next scheduled reading is due, ms since the epoch; undefined when none is. `0` = at once: there is no hierarchy that counts.
 * A reading that gave up is tried again sooner than the interval says, but not at every turn of the clock.
 */
export const dueAt = (every: Interval, head: HierarchyState, reading: Reading | undefined): number | undefined => {
  if (every === 'never') return undefined;
  const interval = every * MINUTE;
  const afterHead = head.state === 'read' ? head.head.readAt + interval : 0;
  const failed = reading?.state === 'failed' ? (reading.endedAt ?? reading.movedAt) + Math.min(interval, AFTER_FAILURE) : 0;
  return Math.max(afterHead, failed);
};

export const isDue = (due: number | undefined, now: number): boolean => due !== undefined && now >= due - SLACK;
