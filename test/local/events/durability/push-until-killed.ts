import { openEvents } from '../../../../local/events/open-events';
import { openDatabase } from '../../../../local/site/open-database';
import { MANIFEST, PATH, pushOf, START } from './one-queue';

/** A process that pushes and delivers, and says each push on standard output once it is answered, until it is killed. */
const pushUntilKilled = async (file: string): Promise<never> => {
  let at = START;
  const events = openEvents({
    database: openDatabase(file),
    manifest: MANIFEST,
    identity: { cloudId: 'c' },
    // A second goes by with each push, so that the limit of 500 events a minute isn't met.
    clock: { now: () => at, set: () => undefined, onMove: () => () => undefined },
    invoke: async () => ({ ok: true, result: undefined }),
  });
  for (let round = 1; ; round += 1) {
    at += 1_000;
    const answer = events.call(PATH, pushOf(round), `chain-${String(round)}`);
    if (answer?.status !== 201) throw new Error(`The push was answered with ${String(answer?.status)}.`);
    process.stdout.write(`${String(round)}\n`);
    if (round % 3 === 0) await events.settle();
  }
};

void pushUntilKilled(process.argv[2] ?? '');
