import * as v from 'valibot';
import type { SiteDatabase } from '../../site/open-database';

/**
 * Where an event stands. `running` is one whose outcome isn't known yet; when the site is opened anew it waits again, so that what was killed
 * in between is delivered once more.
 */
export type EventState = 'waiting' | 'running' | 'success' | 'failed' | 'cancelled';

const row = v.object({
  seq: v.number(),
  event_id: v.string(),
  queue: v.string(),
  job_id: v.string(),
  pushed: v.string(),
  concurrency_key: v.nullable(v.string()),
  concurrency_limit: v.nullable(v.number()),
  chain: v.string(),
  duplicate: v.number(),
  /** 1: its job was cancelled while it ran. */
  cancelled: v.number(),
  enqueued_at: v.number(),
  due_at: v.number(),
  deliveries: v.number(),
  retry_count: v.number(),
  retry: v.nullable(v.string()),
  state: v.picklist(['waiting', 'running', 'success', 'failed', 'cancelled']),
  last_failure: v.nullable(v.string()),
});

/** An event as it is stored: one that was pushed, or a duplicate of one. */
export type StoredEvent = Readonly<v.InferOutput<typeof row>>;

/** What a push adds. Times are ms since the epoch. */
export interface NewEvent {
  readonly eventId: string;
  readonly queue: string;
  readonly jobId: string;
  /** The event as pushed, in JSON. */
  readonly pushed: string;
  readonly concurrency?: { readonly key: string; readonly limit: number };
  readonly chain: string;
  readonly enqueuedAt: number;
  readonly dueAt: number;
}

const SCHEMA = `
create table if not exists event_item (
  seq integer primary key autoincrement, event_id text not null, queue text not null, job_id text not null, pushed text not null,
  concurrency_key text, concurrency_limit integer, chain text not null, duplicate integer not null, cancelled integer not null default 0, enqueued_at integer not null,
  due_at integer not null, deliveries integer not null default 0, retry_count integer not null default 0, retry text,
  state text not null default 'waiting', last_failure text);
create index if not exists event_item_due on event_item (state, due_at, seq);
create index if not exists event_item_job on event_item (job_id, queue);
create index if not exists event_item_enqueued on event_item (enqueued_at);
create table if not exists event_chain (chain text primary key, pushes integer not null, last_at integer not null) without rowid;
`;

// What has ended is kept for as long as its window lasts, so that its job can still be asked for.
const OPEN = `('waiting', 'running')`;

/** The events of the site's database, in tables whose names begin with `event_`. Each call is one transaction. */
export const openEventTable = (database: SiteDatabase) => {
  database.exec(SCHEMA);
  database.exec(`update event_item set state = 'waiting' where state = 'running'`);
  const add = database.prepare(
    `insert into event_item (event_id, queue, job_id, pushed, concurrency_key, concurrency_limit, chain, duplicate, enqueued_at, due_at)
     values (?, ?, ?, ?, ?, ?, ?, 0, ?, ?)`,
  );
  const duplicate = database.prepare(
    `insert into event_item (event_id, queue, job_id, pushed, concurrency_key, concurrency_limit, chain, duplicate, enqueued_at, due_at)
     select event_id, queue, job_id, pushed, concurrency_key, concurrency_limit, chain, 1, enqueued_at, ? from event_item where seq = ?`,
  );
  const countPush = database.prepare(
    `insert into event_chain (chain, pushes, last_at) values (?, 1, ?)
     on conflict (chain) do update set pushes = pushes + 1, last_at = excluded.last_at`,
  );
  const waiting = database.prepare(`select * from event_item where state = 'waiting' and due_at <= ? order by due_at, seq limit ?`);
  const nextDue = database.prepare(`select min(due_at) as at from event_item where state = 'waiting'`);
  const one = database.prepare('select * from event_item where seq = ?');
  const all = database.prepare('select * from event_item order by seq desc limit ?');
  const begin = database.prepare(`update event_item set state = 'running', deliveries = deliveries + 1 where seq = ?`);
  const again = database.prepare(
    `update event_item set state = 'waiting', due_at = ?, retry_count = ?, retry = ?, last_failure = ? where seq = ?`,
  );
  const end = database.prepare(`update event_item set state = ?, last_failure = ?, pushed = '', retry = null where seq = ?`);
  const stats = database.prepare(
    `select count(*) as all_events, coalesce(sum(state = 'success'), 0) as success, coalesce(sum(state in ${OPEN} and (deliveries > 0 or due_at <= ?)), 0) as open,
     coalesce(sum(state = 'failed'), 0) as failed, coalesce(sum(state = 'cancelled'), 0) as cancelled
     from event_item where job_id = ? and queue = ? and duplicate = 0`,
  );
  const cancel = database.prepare(
    `update event_item set state = 'cancelled', pushed = '', retry = null where job_id = ? and queue = ? and state = 'waiting'`,
  );
  const cancelRunning = database.prepare(`update event_item set cancelled = 1 where job_id = ? and queue = ? and state = 'running'`);
  const counts = database.prepare('select state, count(*) as n from event_item group by state');
  const since = database.prepare('select count(*) as n from event_item where enqueued_at > ? and enqueued_at <= ? and duplicate = 0');
  const chainOf = database.prepare('select pushes as n from event_chain where chain = ?');
  const purgeEvents = database.prepare(`delete from event_item where enqueued_at < ? and state not in ${OPEN}`);
  const purgeChains = database.prepare(
    `delete from event_chain where last_at < ? and chain not in (select chain from event_item where state in ${OPEN})`,
  );

  const read = (found: unknown): StoredEvent | undefined => (found == null ? undefined : v.parse(row, found));
  const numberIn = (found: unknown, name: string): number => {
    const value: unknown = typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined;
    return typeof value === 'number' ? value : 0;
  };
  const atomically = <T>(work: () => T): T => {
    database.exec('begin immediate');
    try {
      const result = work();
      database.exec('commit');
      return result;
    } catch (error) {
      database.exec('rollback');
      throw error;
    }
  };
  const put = (event: NewEvent): void => {
    const { concurrency } = event;
    add.run(
      event.eventId,
      event.queue,
      event.jobId,
      event.pushed,
      concurrency?.key ?? null,
      concurrency?.limit ?? null,
      event.chain,
      event.enqueuedAt,
      event.dueAt,
    );
  };

  return {
    /** Stores the events of one push and counts it along its chain. */
    push: (events: readonly NewEvent[], chain: string, at: number): void =>
      atomically(() => {
        for (const event of events) put(event);
        countPush.run(chain, at);
      }),
    /** Adds the same event once more. */
    addDuplicate: (event: StoredEvent, dueAt: number): void => {
      duplicate.run(dueAt, event.seq);
    },
    /** Those that wait and are due, the one due first in front; at most so many. */
    due: (at: number, most = -1): readonly StoredEvent[] => waiting.all(at, most).map((each) => v.parse(row, each)),
    nextDue: (): number | undefined => {
      const found: unknown = nextDue.get();
      return typeof found === 'object' && found !== null && Reflect.get(found, 'at') !== null ? numberIn(found, 'at') : undefined;
    },
    get: (seq: number): StoredEvent | undefined => read(one.get(seq)),
    latest: (most: number): readonly StoredEvent[] => all.all(most).map((each) => v.parse(row, each)),
    begin: (seq: number): void => {
      begin.run(seq);
    },
    retry: (
      seq: number,
      next: { readonly dueAt: number; readonly count: number; readonly retry: string | null; readonly failure: string },
    ) => {
      again.run(next.dueAt, next.count, next.retry, next.failure, seq);
    },
    /** Its content is forgotten with it: it may hold anything. */
    end: (seq: number, state: Exclude<EventState, 'waiting' | 'running'>, failure: string | null = null): void => {
      end.run(state, failure, seq);
    },
    /** Counts of a job, or undefined when there is none. With `at`, what isn't due by then doesn't count as in progress. */
    stats: (jobId: string, queue: string, at = Number.MAX_SAFE_INTEGER) => {
      const found: unknown = stats.get(at, jobId, queue);
      if (numberIn(found, 'all_events') === 0) return undefined;
      const [success, inProgress, failed, cancelled] = ['success', 'open', 'failed', 'cancelled'].map((name) => numberIn(found, name));
      return { success: success ?? 0, inProgress: inProgress ?? 0, failed: failed ?? 0, cancelled: cancelled ?? 0 };
    },
    /** Drops what of a job isn't delivered, and the retries of what is running. */
    cancel: (jobId: string, queue: string): void =>
      atomically(() => {
        cancel.run(jobId, queue);
        cancelRunning.run(jobId, queue);
      }),
    counts: (): Readonly<Record<EventState, number>> => {
      const found = v.parse(v.array(v.object({ state: row.entries.state, n: v.number() })), counts.all());
      const none = { waiting: 0, running: 0, success: 0, failed: 0, cancelled: 0 };
      return { ...none, ...Object.fromEntries(found.map(({ state, n }) => [state, n])) };
    },
    enqueuedBetween: (after: number, until: number): number => numberIn(since.get(after, until), 'n'),
    pushesOf: (chain: string): number => numberIn(chainOf.get(chain), 'n'),
    purge: (before: number): void => {
      purgeEvents.run(before);
      purgeChains.run(before);
    },
    clear: (): void => {
      database.exec('delete from event_item; delete from event_chain');
    },
  };
};

export type EventTable = ReturnType<typeof openEventTable>;
