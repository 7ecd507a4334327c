import type { Reading, TroubleCode } from '../../store/reading/reading';
import type { Trouble } from './collected-step';

/** Troubles that no waiting helps: somebody has to do something first. */
const FINAL: ReadonlySet<TroubleCode> = new Set(['focus_not_connected', 'focus_refused', 'too_many_areas']);

/** Tries in a row that bring nothing, and the time they may take, ms. */
const MOST_TRIES = 8;
const LONGEST = 2 * 60 * 60_000;

/** First pause, doubled with each try, and the longest, seconds. */
const FIRST_PAUSE = 15;
const LONGEST_PAUSE = 900;

/**
 * What follows from a trouble: when to try again (ms since the epoch), or that the reading gives up. `moved`: the step brought something
 * before. Focus's own word on when to come back counts more than ours.
 */
export const judgeTrouble = (
  { code, retryAfter }: Trouble,
  { trouble, movedAt }: Pick<Reading, 'trouble' | 'movedAt'>,
  moved: boolean,
  now: number,
): { readonly gaveUp: boolean; readonly trouble: NonNullable<Reading['trouble']> } => {
  const tries = moved ? 1 : (trouble?.tries ?? 0) + 1;
  const pause = retryAfter ?? Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tries - 1));
  const gaveUp = FINAL.has(code) || tries > MOST_TRIES || (!moved && now - movedAt > LONGEST);
  return { gaveUp, trouble: { code, tries, notBefore: now + (gaveUp ? 0 : pause * 1000) } };
};
