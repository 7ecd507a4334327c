import { createHash } from 'node:crypto';
import type { Clock } from '../clock/open-clock';
import { outsideScope } from '../runtime/inside/globals';
import type { InvocationCall, InvocationResult } from '../runtime/runtime';
import type { SiteDatabase } from '../site/open-database';
import type { Manifest } from '../site/read-manifest';
import { backgroundModules } from './background-modules';
import type { Schedule } from './background-modules';
import { answerQueueCall } from './queue/answer-queue-call';
import { deliverEvent, isDeliverable } from './queue/deliver-event';
import { openEventTable } from './queue/event-table';
import type { EventState, StoredEvent } from './queue/event-table';
import { runSchedule } from './schedules/run-schedule';
import type { ScheduleRun } from './schedules/run-schedule';
import { openScheduleTable } from './schedules/schedule-table';
import { LIMITS } from './limits';
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

/** An event as the site shows it: what it holds stays the app's. */
export interface ShownEvent {
  readonly eventId: string;
  readonly jobId: string;
  readonly queue: string;
  readonly state: EventState;
  readonly duplicate: boolean;
  readonly dueAt: string;
  readonly deliveries: number;
  readonly retryCount: number;
  readonly lastFailure?: string;
}

/** What waits, what runs, and what became of the last ones. Times are ISO 8601. */
export interface EventsQueue {
  readonly now: string;
  readonly nextDueAt?: string;
  readonly running: number;
  readonly counts: Readonly<Record<EventState, number>>;
  /** The newest first, at most 200. */
  readonly events: readonly ShownEvent[];
  readonly schedules: readonly {
    readonly key: string;
    readonly interval: string;
    readonly dueAt: string;
    readonly runs: number;
    readonly lastRunAt?: string;
    readonly lastStatus?: number;
  }[];
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

const iso = (at: number): string => new Date(at).toISOString();

const shown = (event: StoredEvent): ShownEvent => ({
  eventId: event.event_id,
  jobId: event.job_id,
  queue: event.queue,
  state: event.state,
  duplicate: event.duplicate === 1,
  dueAt: iso(event.due_at),
  deliveries: event.deliveries,
  retryCount: event.retry_count,
  ...(event.last_failure === null ? {} : { lastFailure: event.last_failure }),
});

/** Opens them on the site's database. Throws BadEnvironment for consumers or schedules that Forge wouldn't take. */
export const openEvents = (options: EventsOptions): Events => {
  const { database, identity, clock, invoke, byItself = false, isReady = () => true, onFault = () => undefined } = options;
  const { consumers, schedules } = backgroundModules(options.manifest);
  const { now } = clock;
  const table = openEventTable(database);
  const timetable = openScheduleTable(database, schedules, now);
  // By themselves two run side by side, so that pages keep processes of their own.
  const switchedOff = (): EventSwitches => ({ ...SWITCHED_OFF, atOnce: byItself ? 2 : 1, faults: [] });
  const switches = switchedOff();
  const running = new Map<Promise<void>, StoredEvent | undefined>();
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let end: () => void = () => undefined;
  const closing = new Promise<void>((resolve) => (end = resolve));

  const caller = () => ({ invoke, cloudId: identity.cloudId, emptyEvent: switches.emptyScheduleEvent });
  const run = async (schedule: Schedule): Promise<ScheduleRun> => {
    const ended = await runSchedule(caller(), schedule);
    if (!closed) timetable.noteRun(schedule.key, now(), ended.status);
    return ended;
  };

  const nextDue = (): number | undefined => {
    const times = [table.nextDue(), timetable.nextDue()].filter((at) => at !== undefined);
    return times.length === 0 ? undefined : Math.min(...times);
  };

  const rank = (event: StoredEvent): string =>
    createHash('sha256')
      .update(`${String(switches.seed)}:${event.event_id}`)
      .digest('hex');
  const inOrder = (due: readonly StoredEvent[]): readonly StoredEvent[] => {
    if (switches.order === 'reversed') return [...due].reverse();
    return switches.order === 'shuffled' ? [...due].sort((one, other) => (rank(one) < rank(other) ? -1 : 1)) : due;
  };
  const hasRoom = ({ concurrency_key: key, concurrency_limit: limit }: StoredEvent): boolean =>
    key === null || limit === null || [...running.values()].filter((event) => event?.concurrency_key === key).length < limit;
  const takeOf = (due: readonly StoredEvent[], at: number): StoredEvent | undefined =>
    inOrder(due).find((event) => isDeliverable({ table, consumers }, event, at) && hasRoom(event));
  // Most often one of the first few can go, and thousands may wait.
  const takeEvent = (at: number): StoredEvent | undefined =>
    (switches.order === 'as-due' ? takeOf(table.due(at, 10), at) : undefined) ?? takeOf(table.due(at), at);

  const duplicate = (event: StoredEvent): void => {
    if (!switches.twice || event.duplicate === 1 || event.deliveries > 0) return;
    const { event_id: eventId, job_id: jobId, queue, pushed, chain, concurrency_key: key, concurrency_limit: limit } = event;
    const concurrency = key === null || limit === null ? {} : { concurrency: { key, limit } };
    const dueAt = event.due_at + switches.duplicateAfterMs;
    table.addDuplicate({ eventId, jobId, queue, pushed, chain, enqueuedAt: event.enqueued_at, dueAt, ...concurrency });
  };

  const start = (work: Promise<unknown>, event?: StoredEvent): void => {
    const watched = work
      .then(() => undefined, onFault)
      .then(() => {
        running.delete(watched);
        if (byItself) wake();
      });
    running.set(watched, event);
  };

  const startEvent = (event: StoredEvent): void => {
    const consumer = consumers.get(event.queue);
    if (!consumer) return;
    duplicate(event);
    table.begin(event.seq);
    start(deliverEvent({ table, consumers, invoke, now, isClosed: () => closed }, event, consumer), event);
  };

  const startSchedule = (schedule: Schedule, dueAt: number): void => {
    timetable.advance(schedule, dueAt, now());
    for (let time = switches.twice ? 2 : 1; time > 0; time -= 1) start(run(schedule));
  };

  const startNext = (): boolean => {
    const at = now();
    const schedule = timetable.due(at);
    const event = takeEvent(at);
    if (schedule && (!event || schedule.dueAt <= event.due_at)) startSchedule(schedule.schedule, schedule.dueAt);
    else if (event) startEvent(event);
    else return false;
    return true;
  };

  const mayRun = (): boolean => !closed && !switches.hold && isReady();
  const startDue = (): void => {
    while (mayRun() && running.size < switches.atOnce && startNext());
  };

  const wake = (): void => {
    clearTimeout(timer);
    if (closed || !byItself) return;
    startDue();
    const next = nextDue();
    // What can't start although it is due waits for one that runs, which wakes this when it ends; or for a switch.
    const blocked = running.size > 0 || !mayRun();
    const wait = next === undefined ? 60_000 : Math.min(Math.max(next - now(), blocked ? 250 : 1), 60_000);
    timer = setTimeout(wake, wait).unref();
  };
  // Not before the push is answered, and not as the invocation that pushed.
  const wakeLater = (): void => {
    if (!byItself || closed) return;
    outsideScope(() => {
      clearTimeout(timer);
      timer = setTimeout(wake, 0).unref();
    });
  };

  const settle = async (): Promise<void> => {
    for (;;) {
      startDue();
      if (running.size === 0 || closed) return;
      await Promise.race([...running.keys(), closing]);
    }
  };

  let forgotten = -Infinity;
  const forgetOld = (): void => {
    if (Math.abs(now() - forgotten) < FORGET_EVERY_MS) return;
    forgotten = now();
    table.purge(now() - KNOWN_FOR_MS);
  };

  const stopHearing = clock.onMove(wakeLater);
  wakeLater();

  return {
    call: (path, body, chain) => {
      const answer = answerQueueCall({ table, consumers, switches, now }, path, body, chain);
      if (answer) wakeLater();
      forgetOld();
      return answer;
    },
    settle,
    pass: async (ms) => {
      const until = now() + ms;
      for (;;) {
        await settle();
        const next = nextDue();
        if (!mayRun() || next === undefined || next > until) break;
        if (next > now()) clock.set(next);
      }
      if (!closed && until > now()) clock.set(until);
      await settle();
    },
    runSchedule: async (key) => {
      const schedule = schedules.find((each) => each.key === key);
      return schedule && run(schedule);
    },
    queue: () => {
      const next = nextDue();
      return {
        now: iso(now()),
        ...(next === undefined ? {} : { nextDueAt: iso(next) }),
        running: running.size,
        counts: table.counts(),
        events: table.latest(200).map(shown),
        schedules: timetable.list().map(({ key, due_at, runs, last_at, last_status }) => ({
          key,
          interval: schedules.find((each) => each.key === key)?.interval ?? '',
          dueAt: iso(due_at),
          runs,
          ...(last_at === null ? {} : { lastRunAt: iso(last_at) }),
          ...(last_status === null ? {} : { lastStatus: last_status }),
        })),
      };
    },
    switches,
    wake: wakeLater,
    clear: () => {
      table.clear();
      timetable.makeAnew();
      Object.assign(switches, switchedOff());
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      stopHearing();
      end();
    },
  };
};
