import type { Schedule } from './background-modules';
import type { EventState, EventTable, StoredEvent } from './queue/event-table';
import type { ScheduleTable } from './schedules/schedule-table';

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

const SHOWN = 200;

/** ISO 8601. */
const iso = (at: number): string => new Date(at).toISOString();

const shownEvent = (event: StoredEvent): ShownEvent => ({
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

/** What of queue and timetable can be shown to anybody who may see the site's controls. */
export const showQueue = (
  table: EventTable,
  timetable: ScheduleTable,
  schedules: readonly Schedule[],
  at: { readonly now: number; readonly nextDue: number | undefined; readonly running: number },
): EventsQueue => ({
  now: iso(at.now),
  ...(at.nextDue === undefined ? {} : { nextDueAt: iso(at.nextDue) }),
  running: at.running,
  counts: table.counts(),
  events: table.latest(SHOWN).map(shownEvent),
  schedules: timetable.list().map(({ key, due_at, runs, last_at, last_status }) => ({
    key,
    interval: schedules.find((each) => each.key === key)?.interval ?? '',
    dueAt: iso(due_at),
    runs,
    ...(last_at === null ? {} : { lastRunAt: iso(last_at) }),
    ...(last_status === null ? {} : { lastStatus: last_status }),
  })),
});
