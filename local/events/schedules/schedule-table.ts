import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { SiteDatabase } from '../../site/open-database';
import type { Schedule } from '../background-modules';
import { INTERVALS } from '../limits';

/** Forge runs a new schedule about five minutes after the deploy. */
const FIRST_RUN_MS = 5 * 60_000;

const row = v.object({
  key: v.string(),
  due_at: v.number(),
  runs: v.number(),
  last_at: v.nullable(v.number()),
  last_status: v.nullable(v.number()),
});

/** When a schedule is due next, and how its last run ended. */
export type StoredSchedule = Readonly<v.InferOutput<typeof row>>;

const SCHEMA = `
create table if not exists event_schedule (
  key text primary key, due_at integer not null, runs integer not null default 0, last_at integer, last_status integer) without rowid;
create table if not exists event_schedules_of (id integer primary key check (id = 1), digest text not null);
`;

/**
 * The schedules of the site's database. Any change to any of them makes all anew, as on Forge; else each keeps its time, and one that was due
 * while the site was closed runs five minutes after it opened.
 */
export const openScheduleTable = (database: SiteDatabase, schedules: readonly Schedule[], now: () => number) => {
  database.exec(SCHEMA);
  const digest = createHash('sha256').update(JSON.stringify(schedules)).digest('hex');
  const known: unknown = database.prepare('select digest from event_schedules_of where id = 1').get();
  const add = database.prepare('insert into event_schedule (key, due_at) values (?, ?)');
  const makeAnew = (): void => {
    database.exec('delete from event_schedule; delete from event_schedules_of');
    for (const { key } of schedules) add.run(key, now() + FIRST_RUN_MS);
    database.prepare('insert into event_schedules_of (id, digest) values (1, ?)').run(digest);
  };
  if (typeof known === 'object' && known !== null && Reflect.get(known, 'digest') === digest) {
    database.prepare('update event_schedule set due_at = ? where due_at <= ?').run(now() + FIRST_RUN_MS, now());
  } else makeAnew();

  const all = database.prepare('select * from event_schedule order by due_at, key');
  const postpone = database.prepare('update event_schedule set due_at = ? where key = ?');
  const note = database.prepare('update event_schedule set runs = runs + 1, last_at = ?, last_status = ? where key = ?');
  const list = (): readonly StoredSchedule[] => all.all().map((each) => v.parse(row, each));
  return {
    list,
    /** The schedule that is due, the longest first; the manifest knows it. */
    due: (at: number): { readonly schedule: Schedule; readonly dueAt: number } | undefined => {
      const [first] = list();
      const schedule = schedules.find(({ key }) => key === first?.key);
      return first !== undefined && schedule !== undefined && first.due_at <= at ? { schedule, dueAt: first.due_at } : undefined;
    },
    nextDue: (): number | undefined => list()[0]?.due_at,
    /** Sets its next time in its own rhythm, behind `at`: times that were missed are not made up for. */
    advance: ({ key, interval }: Schedule, dueAt: number, at: number): void => {
      const every = INTERVALS[interval];
      postpone.run(dueAt + every * (Math.floor((at - dueAt) / every) + 1), key);
    },
    noteRun: (key: string, at: number, status: number): void => {
      note.run(at, status, key);
    },
    makeAnew,
  };
};

export type ScheduleTable = ReturnType<typeof openScheduleTable>;
