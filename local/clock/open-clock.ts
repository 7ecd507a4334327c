import { wallNow } from '../runtime/inside/app-date';
import type { Notes } from '../site/notes';

const NOTE = 'clock';

/**
 * The one clock of a site: storage, Focus, accounts, events and schedules go by it, and the app's `Date` does. It runs as the computer's
 * own, moved by what it was advanced. Kept with the site's data, so that time doesn't run backwards when the site is opened again.
 */
export interface Clock {
  /** ms since the epoch. */
  readonly now: () => number;
  /** Moves it on by so many ms, backwards where negative. What becomes due is fired by `events`. Throws RangeError for no number. */
  advance(ms: number): void;
  /** Moves it to this time, in ms since the epoch; from there it runs on. */
  set(at: number): void;
  /** Back to the computer's own time. */
  reset(): void;
  /** By how much it differs from the computer's own clock, in ms. */
  shift(): number;
  /** Hears each move, after it. Gives the function that stops it. */
  onMove(hear: () => void): () => void;
}

/** Takes what the clock runs on (the computer's clock unless a test gives another) and where it is kept. */
export const openClock = (base: (() => number) | undefined, notes: Pick<Notes, 'read' | 'write'>): Clock => {
  const listeners = new Set<() => void>();
  const kept = Number(notes.read(NOTE) ?? 0);
  let moved = Number.isFinite(kept) ? kept : 0;
  const running = base ?? wallNow;
  const move = (to: number): void => {
    if (Number.isNaN(new Date(running() + to).getTime())) throw new RangeError('The clock moves by a number of ms, to a time that is one.');
    moved = Math.round(to);
    notes.write(NOTE, String(moved));
    for (const hear of [...listeners]) hear();
  };
  const clock: Clock = {
    now: () => running() + moved,
    advance: (ms) => {
      move(moved + ms);
    },
    set: (at) => {
      move(at - running());
    },
    reset: () => {
      move(0);
    },
    shift: () => (base === undefined ? moved : clock.now() - wallNow()),
    onMove: (hear) => {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
  };
  return clock;
};
