import { randomFor } from '../proof/cases/random';
import { openHistory } from './history';
import { runSchedule } from './run-schedule';
import type { Known, Shown } from './run-schedule';
import { openStage } from './stage';
import type { Guard } from './stage';

/** What a stretch of schedules showed; the first bad one with its number. */
export interface Interleaved {
  readonly schedules: number;
  readonly steps: number;
  /** How often an actor ended how. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly bad?: Pick<Shown, 'stale' | 'refused' | 'lost' | 'trace'> & { readonly index: number };
}

/** A site where nothing was published yet. */
const NEVER = { number: 0, serving: true, enabled: false };

/**
 * Runs the schedules `from` to below `to` of a seed, one after the other on one storage. Ends at the first that shows something
 * wrong; with a guard `missing` at the first stale answer alone. `appRoot` is the folder of manifest.yml.
 */
export const interleave = async (appRoot: string, seed: number, from: number, to: number, missing?: Guard): Promise<Interleaved> => {
  const stage = openStage(appRoot, missing);
  const history = openHistory(NEVER);
  const known: Known = { draftVersion: 0 };
  const outcomes: Record<string, number> = {};
  let steps = 0;
  try {
    for (let index = from; index < to; index++) {
      history.begin();
      const { stale, refused, lost, trace, ...shown } = await runSchedule(stage, randomFor(seed, index), history, known);
      steps += shown.steps;
      for (const outcome of shown.outcomes) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (stale.length > 0 || (missing === undefined && refused.length + lost.length > 0)) {
        return { schedules: index - from + 1, steps, outcomes, bad: { index, stale, refused, lost, trace } };
      }
    }
    return { schedules: to - from, steps, outcomes };
  } finally {
    stage.close();
  }
};
