import type { Clock } from '../clock/open-clock';
import type { InvocationCall, InvocationResult } from '../runtime/runtime';
import type { SiteDatabase } from '../site/open-database';
import type { Manifest } from '../site/read-manifest';
import { backgroundModules } from './background-modules';
import { LIMITS } from './limits';
import { answerQueueCall } from './queue/answer-queue-call';
import { openEventTable } from './queue/event-table';
import { openRunner } from './run-due';
import type { ScheduleRun } from './schedules/run-schedule';
import { openScheduleTable } from './schedules/schedule-table';
import { showQueue } from './show-queue';
import type { EventsQueue } from './show-queue';
import { SWITCHED_OFF } from './switches';
import type { EventSwitches } from './switches';

export interface EventsOptions {
  readonly database: SiteDatabase;
  readonly manifest: Manifest;
  readonly identity: { readonly cloudId: string };
  readonly clock: Pick<Clock, 'now' | 'set' | 'onMove'>;
  /** Runs a function of the app. */
  readonly invoke: (call: InvocationCall) => Promise<InvocationResult>;
  /** True: what is due runs by itself, by timers. Left out, only `settle` and `pass` run anything. */
  readonly byItself?: boolean;
  /** Whether the app is there to be run; it is unless told otherwise. */
  readonly isReady?: () => boolean;
  /** Hears of a failure of the site itself. */
  readonly onFault?: (error: unknown) => void;
}

/** Async events and schedules of the app that is installed on the site. */
export interface Events {
  /** A call of the app's `Queue`; undefined for another path. See `answerQueueCall`. */
  call(path: string, body: string, chain: string): Response | undefined;
  /** Runs what is due, and what becomes due by that, until nothing is. Ends at once when the site closes; runs nothing while `hold` is on. */
  settle(): Promise<void>;
  /** Lets time pass as it does on a site: moves the clock from one due time to the next, running each in its own time, up to `ms` from now. */
  pass(ms: number): Promise<void>;
  /** Runs a schedule now, whenever it is due. Undefined where the manifest has none of this key. */
  runSchedule(key: string): Promise<ScheduleRun | undefined>;
  queue(): EventsQueue;
  readonly switches: EventSwitches;
  /** Looks for what can run, after a switch was changed or the app was built. Does nothing where only `settle` runs anything. */
  wake(): void;
  /** Forgets every event, begins the schedules anew and sets the switches back. */
  clear(): void;
  close(): void;
}

/** How long a job that has ended is known: see UNKNOWNS.oldJobs. */
const KNOWN_FOR_MS = 2 * LIMITS.windowMs;
const FORGET_EVERY_MS = 60 * 60_000;

/** Opens them on the site's database. Throws BadEnvironment for consumers or schedules that Forge wouldn't take. */
export const openEvents = (options: EventsOptions): Events => {
  const { database, identity, clock, invoke, byItself = false, isReady = () => true, onFault = () => undefined } = options;
  const modules = backgroundModules(options.manifest);
  const { consumers, schedules } = modules;
  const { now } = clock;
  const table = openEventTable(database);
  const timetable = openScheduleTable(database, schedules, now);
  // By themselves two run side by side, so that pages keep processes of their own.
  const switchedOff = (): EventSwitches => ({ ...SWITCHED_OFF, atOnce: byItself ? 2 : 1, faults: [] });
  const switches = switchedOff();
  const { cloudId } = identity;
  const runner = openRunner({ modules, table, timetable, switches, now, cloudId, invoke, byItself, isReady, onFault });

  let closed = false;
  let forgotten = -Infinity;
  const forgetOld = (): void => {
    if (Math.abs(now() - forgotten) < FORGET_EVERY_MS) return;
    forgotten = now();
    table.purge(now() - KNOWN_FOR_MS);
  };

  const stopHearing = clock.onMove(() => {
    runner.wake();
  });

  return {
    call: (path, body, chain) => {
      const answer = answerQueueCall({ table, consumers, switches, now }, path, body, chain);
      if (answer) runner.wake();
      forgetOld();
      return answer;
    },
    settle: () => runner.settle(),
    pass: async (ms) => {
      const until = now() + ms;
      for (;;) {
        await runner.settle();
        const next = runner.nextDue();
        if (!runner.mayRun() || next === undefined || next > until) break;
        if (next > now()) clock.set(next);
      }
      if (!closed && until > now()) clock.set(until);
      await runner.settle();
    },
    runSchedule: async (key) => {
      const schedule = schedules.find((each) => each.key === key);
      return schedule && runner.run(schedule);
    },
    queue: () => showQueue(table, timetable, schedules, { now: now(), nextDue: runner.nextDue(), running: runner.running() }),
    switches,
    wake: () => {
      runner.wake();
    },
    clear: () => {
      table.clear();
      timetable.makeAnew();
      Object.assign(switches, switchedOff());
    },
    close: () => {
      closed = true;
      stopHearing();
      runner.close();
    },
  };
};
