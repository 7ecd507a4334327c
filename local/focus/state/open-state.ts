import type Database from 'libsql';
import { BadEnvironment } from '../../site/read-yaml';
import type { Kept, Resource } from './records';
import { RESOURCES } from './records';
import type { Collection, Entry, Journal, Sort } from './open-collection';
import { openCollection } from './open-collection';

export type Portfolio = { readonly [R in Resource]: readonly Kept[R][] };
export type State = { readonly [R in Resource]: Collection<Kept[R]> };

interface KeptState {
  readonly state: () => State;
  /** Makes the changes of `work` durable all at once; if it throws, none of them happened. */
  readonly together: (work: () => void) => void;
  /** Throws every record away and seeds a portfolio of the same size anew. */
  reset(): void;
}

/** Grows when the shape of a kept record changes; an older file is then seeded anew. */
const FORMAT = 1;

interface Anything {
  readonly id: string;
  readonly name?: string;
  readonly externalId?: string | null;
  readonly parentId?: string | null;
  readonly focusAreaId?: string;
  readonly lastUpdated?: number;
}

const KEYS = {
  externalId: (record: Anything): string | null => record.externalId ?? null,
  above: (record: Anything): string | null => record.focusAreaId ?? record.parentId ?? null,
  sort: (record: Anything, sort: Sort): string | number =>
    sort === 'name' ? (record.name ?? '').toLowerCase() : sort === 'lastUpdated' ? (record.lastUpdated ?? 0) : 0,
};

const TABLES = `
  create table if not exists focus_record (
    resource text not null, id text not null, place integer not null, body text not null, primary key (resource, id)
  ) without rowid;
  create table if not exists focus_meta (name text primary key, value integer not null);
`;

/**
 * Opens the records in the site's database: the ones kept there, or a new portfolio if there are none or if another size is asked for.
 * `size`: number of focus areas; undefined takes what is kept. Every later change is written through before it shows.
 */
export function openState(
  database: Database.Database,
  size: number | undefined,
  seed: (size: number) => Portfolio,
  ordinary: number,
): KeptState {
  database.exec(TABLES);
  const put = database.prepare('insert or replace into focus_record (resource, id, place, body) values (?, ?, ?, ?)');
  const remove = database.prepare('delete from focus_record where resource = ? and id = ?');
  const manyRecords = database.prepare(
    `insert into focus_record (resource, id, place, body) select ?, json_extract(value, '$.id'), ? + key, value from json_each(?)`,
  );

  const journal = <R extends Resource>(resource: R): Journal<Kept[R]> => ({
    put: (entry) => void put.run(resource, entry.record.id, entry.place, JSON.stringify(entry.record)),
    remove: (id) => void remove.run(resource, id),
  });
  const collect = (entries: <R extends Resource>(resource: R) => Iterable<Entry<Kept[R]>>): State => {
    const open = <R extends Resource>(resource: R): Collection<Kept[R]> => openCollection(entries(resource), KEYS, journal(resource));
    return {
      focusArea: open('focusArea'),
      costItem: open('costItem'),
      benefitItem: open('benefitItem'),
      costType: open('costType'),
      costSubtype: open('costSubtype'),
      benefitType: open('benefitType'),
      investmentCategory: open('investmentCategory'),
      organization: open('organization'),
    };
  };

  const store = database.transaction((portfolio: Portfolio, storedSize: number) => {
    database.exec('delete from focus_record');
    for (const resource of RESOURCES) {
      const records = portfolio[resource];
      // A statement for a thousand records, not one each: far fewer crossings into the database.
      for (let from = 0; from < records.length; from += 1000) {
        manyRecords.run(resource, from, JSON.stringify(records.slice(from, from + 1000)));
      }
    }
    const meta = database.prepare('insert or replace into focus_meta (name, value) values (?, ?)');
    meta.run('format', FORMAT);
    meta.run('size', storedSize);
  });
  const replace = (): State => {
    const portfolio = seed(wanted);
    store(portfolio, wanted);
    return collect((resource) => portfolio[resource].map((record, place) => ({ place, record })));
  };

  const meta = readMeta(database);
  const wanted = size ?? meta.size ?? ordinary;
  const rows = database.prepare('select place, body from focus_record where resource = ? order by place');
  const isKept = meta.format === FORMAT && meta.size === wanted;
  const load = (): State => collect((resource) => rows.all(resource).map((row) => entryOf(row)));
  let state = isKept ? load() : replace();
  return {
    state: () => state,
    together: (work) => {
      try {
        database.transaction(work)();
      } catch (error) {
        state = load();
        throw error;
      }
    },
    reset: () => {
      state = replace();
    },
  };
}

function readMeta(database: Database.Database): { readonly format?: number; readonly size?: number } {
  const rows = database.prepare('select name, value from focus_meta').all() as readonly { name: string; value: number }[];
  return Object.fromEntries(rows.map((row) => [row.name, row.value]));
}

/** This stand-in wrote the row itself, in the format that was just checked. */
function entryOf<T>(row: unknown): Entry<T> {
  const { place, body } = row as { readonly place: number; readonly body: string };
  try {
    return { place, record: JSON.parse(body) as T };
  } catch (cause) {
    throw new BadEnvironment('The Focus records in the data file are damaged; start with empty data by: npm start -- --fresh', { cause });
  }
}
