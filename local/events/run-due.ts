import { createHash } from 'node:crypto';
import { outsideScope } from '../runtime/inside/globals';
import type { InvocationCall, InvocationResult } from '../runtime/runtime';
import type { BackgroundModules, Schedule } from './background-modules';
import { deliverEvent, isDeliverable } from './queue/deliver-event';
import type { EventTable, StoredEvent } from './queue/event-table';
import { runSchedule } from './schedules/run-schedule';
import type { ScheduleRun } from './schedules/run-schedule';
import type { ScheduleTable } from './schedules/schedule-table';
import type { EventSwitches } from './switches';

export interface RunnerOptions {
  readonly modules: BackgroundModules;
  readonly table: EventTable;
  readonly timetable: ScheduleTable;
  readonly switches: EventSwitches;
  readonly now: () => number;
  readonly cloudId: string;
  readonly invoke: (call: InvocationCall) => Promise<InvocationResult>;
  readonly byItself: boolean;
  readonly isReady: () => boolean;
  readonly onFault: (error: unknown) => void;
}

/** Runs what is due: events and schedules, the one due first in front. */
export interface Runner {
  /** See `Events`. */
  settle(): Promise<void>;
  wake(): void;
  run(schedule: Schedule): Promise<ScheduleRun>;
  /** False while deliveries are held, the app isn't built or the site is closed. */
  mayRun(): boolean;
  running(): number;
  /** When the next event or schedule is due, in ms since the epoch. */
  nextDue(): number | undefined;
  close(): void;
}

/** How often what is due but can't start is looked at again; whatever could let it start wakes the runner too. */
const LOOK_AGAIN_MS = 250;
const LONGEST_SLEEP_MS = 60_000;

/** The due events in the order that is switched on. */
const inOrder = ({ order, seed }: EventSwitches, due: readonly StoredEvent[]): readonly StoredEvent[] => {
  const rank = ({ seq, event_id: id }: StoredEvent): string =>
    createHash('sha256')
      .update(`${String(seed)}:${id}:${String(seq)}`)
      .digest('hex');
  if (order === 'reversed') return [...due].reverse();
  return order === 'shuffled' ? [...due].sort((one, other) => (rank(one) < rank(other) ? -1 : 1)) : due;
};

/** Opens the runner; with `byItself` it begins at once. */
export const openRunner = (options: RunnerOptions): Runner => {
  const { modules, table, timetable, switches, now, cloudId, invoke, byItself, isReady, onFault } = options;
  const { consumers } = modules;
  const running = new Map<Promise<void>, StoredEvent | undefined>();
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let end: () => void = () => undefined;
  const closing = new Promise<void>((resolve) => (end = resolve));

  const mayRun = (): boolean => !closed && !switches.hold && isReady();
  const nextDue = (): number | undefined => {
    const times = [table.nextDue(), timetable.nextDue()].filter((at) => at !== undefined);
    return times.length === 0 ? undefined : Math.min(...times);
  };
  const run = async (schedule: Schedule): Promise<ScheduleRun> => {
    const ended = await runSchedule({ invoke, cloudId, emptyEvent: switches.emptyScheduleEvent }, schedule);
    if (!closed) timetable.noteRun(schedule.key, now(), ended.status);
    return ended;
  };

  const hasRoom = ({ concurrency_key: key, concurrency_limit: limit }: StoredEvent): boolean =>
    key === null || limit === null || [...running.values()].filter((event) => event?.concurrency_key === key).length < limit;
  const takeOf = (due: readonly StoredEvent[], at: number): StoredEvent | undefined =>
    inOrder(switches, due).find((event) => isDeliverable({ table, consumers }, event, at) && hasRoom(event));
  // Most often one of the first few can go, and thousands may wait.
  const takeEvent = (at: number): StoredEvent | undefined =>
    (switches.order === 'as-due' ? takeOf(table.due(at, 10), at) : undefined) ?? takeOf(table.due(at), at);

  const start = (work: Promise<unknown>, event?: StoredEvent): void => {
    const watched = work
      .then(() => undefined, onFault)
      .then(() => {
        running.delete(watched);
        if (byItself) look();
      });
    running.set(watched, event);
  };

  const startEvent = (event: StoredEvent): void => {
    const consumer = consumers.get(event.queue);
    if (!consumer) return;
    if (switches.twice && event.duplicate === 0 && event.deliveries === 0) {
      table.addDuplicate(event, event.due_at + switches.duplicateAfterMs);
    }
    table.begin(event.seq);
    start(deliverEvent({ table, consumers, invoke, now, isClosed: () => closed }, event, consumer), event);
  };

  const startSchedule = (schedule: Schedule, dueAt: number): void => {
    timetable.advance(schedule, dueAt, now());
    if (switches.twice && switches.atOnce > 1) start(run(schedule));
    start(switches.twice && switches.atOnce === 1 ? run(schedule).then(() => run(schedule)) : run(schedule));
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

  const startDue = (): void => {
    while (mayRun() && running.size < switches.atOnce && startNext());
  };

  const look = (): void => {
    clearTimeout(timer);
    if (closed) return;
    startDue();
    const blocked = running.size > 0 || !mayRun();
    const sleep = Math.max((nextDue() ?? Infinity) - now(), blocked ? LOOK_AGAIN_MS : 1);
    timer = setTimeout(look, Math.min(sleep, LONGEST_SLEEP_MS)).unref();
  };
  // Not before a push is answered, and not as the invocation that pushed.
  const wake = (): void => {
    if (!byItself || closed) return;
    outsideScope(() => {
      clearTimeout(timer);
      timer = setTimeout(look, 0).unref();
    });
  };

  wake();
  return {
    settle: async () => {
      for (;;) {
        startDue();
        if (running.size === 0 || closed) return;
        await Promise.race([...running.keys(), closing]);
      }
    },
    wake,
    run,
    mayRun,
    running: () => running.size,
    nextDue,
    close: () => {
      closed = true;
      clearTimeout(timer);
      end();
    },
  };
};
