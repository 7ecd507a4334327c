import * as v from 'valibot';
import type { SiteDatabase } from '../../site/open-database';
import type { EntityCatalogue, EntityIndex } from './entity-catalogue';

/** One item as stored; `value` is JSON text, times are ms since epoch. */
export interface StoredItem {
  readonly key: string;
  readonly value: string;
  readonly created: number;
  readonly updated: number;
  readonly expires: number | null;
}

export interface Place {
  readonly installation: string;
  readonly space: string;
}

/** A term of SQL with its bound values. Never booleans: libsql aborts the process on one. */
export interface SqlTerm {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

export interface Scan extends Place {
  readonly where: readonly SqlTerm[];
  /** What to order by, as SQL; the key breaks ties. */
  readonly order: string;
  readonly descending: boolean;
  readonly limit: number;
  /** Items that expired at or before this are not read. */
  readonly expiredBy: number;
  /** Read as things were then; null = now. */
  readonly asOf: number | null;
}

export interface ScannedItem extends StoredItem {
  /** The value of the order's expression, for the cursor. */
  readonly at: string | number;
}

export interface ItemTable {
  /** Runs one operation as one transaction of the database. */
  atomically<T>(work: () => T): T;
  read(place: Place, key: string): StoredItem | undefined;
  /** `pastUntil`: remember that until this time something else was there, for late queries; null = don't. */
  write(place: Place, item: StoredItem, pastUntil: number | null): void;
  remove(place: Place, key: string, pastUntil: number | null): void;
  scan(scan: Scan): readonly ScannedItem[];
  /** Drops items that expired at or before this, and everything that late queries no longer need. */
  purge(expiredBy: number, pastBefore: number): void;
  clear(installation: string): void;
}

const item = v.object({ key: v.string(), value: v.string(), created: v.number(), updated: v.number(), expires: v.nullable(v.number()) });
const scanned = v.object({ ...item.entries, at: v.union([v.string(), v.number()]) });

const COLUMNS = 'installation, space, key, value, created, updated, expires';

const SCHEMA = `
  create table if not exists kvs_item (
    installation text not null, space text not null, key text not null, value text not null,
    created integer not null, updated integer not null, expires integer,
    primary key (installation, space, key)) without rowid;
  create index if not exists kvs_item_expiry on kvs_item (expires) where expires is not null;
  create temp table if not exists kvs_past (
    installation text not null, space text not null, key text not null, value text,
    created integer, updated integer, expires integer, until integer not null, seq integer primary key);
  create index if not exists temp.kvs_past_item on kvs_past (installation, space, key, until);`;

const LATE = `(
  select ${COLUMNS} from kvs_item as i where not exists (select 1 from temp.kvs_past as p
    where p.installation = i.installation and p.space = i.space and p.key = i.key and p.until > ?)
  union all
  select ${COLUMNS} from temp.kvs_past as p where p.value is not null and p.seq = (select min(q.seq) from temp.kvs_past as q
    where q.installation = p.installation and q.space = p.space and q.key = p.key and q.until > ?))`;

/** The SQL expression of an attribute or, for null, of the key. Attribute names are checked against PATTERNS before. */
export const expressionOf = (attribute: string | null): string => (attribute === null ? 'key' : `json_extract(value, '$."${attribute}"')`);

const indexSql = (entity: string, { partition, range }: EntityIndex): string => {
  const parts = [...partition, range].map(expressionOf);
  const name = `kvs_item_${Buffer.from([entity, ...partition, '', range].join('/')).toString('hex')}`;
  return `create index if not exists ${name} on kvs_item (installation, ${parts.join(', ')}, key) where space = 'entity/${entity}'`;
};

/** Opens the table of items, partitioned by installation and space, with one SQL index per declared index. */
export const openItemTable = (database: SiteDatabase, entities: EntityCatalogue): ItemTable => {
  database.exec(SCHEMA);
  for (const entity of entities.all) {
    for (const index of entity.indexes.values()) if (index.range !== null) database.exec(indexSql(entity.name, index));
  }
  const reading = database.prepare(`select ${COLUMNS} from kvs_item where installation = ? and space = ? and key = ?`);
  const writing = database.prepare(`insert or replace into kvs_item (${COLUMNS}) values (?, ?, ?, ?, ?, ?, ?)`);
  const removing = database.prepare('delete from kvs_item where installation = ? and space = ? and key = ?');
  const past = database.prepare(`insert into temp.kvs_past (${COLUMNS}, until) values (?, ?, ?, ?, ?, ?, ?, ?)`);

  const read = (place: Place, key: string): StoredItem | undefined => {
    const row = reading.get(place.installation, place.space, key);
    return row === undefined ? undefined : v.parse(item, row);
  };
  const remember = (place: Place, key: string, until: number): void => {
    const old = read(place, key);
    past.run(
      place.installation,
      place.space,
      key,
      old?.value ?? null,
      old?.created ?? null,
      old?.updated ?? null,
      old?.expires ?? null,
      until,
    );
  };
  return {
    atomically: (work) => database.transaction(work).immediate(),
    read,
    write(place, { key, value, created, updated, expires }, pastUntil) {
      if (pastUntil !== null) remember(place, key, pastUntil);
      writing.run(place.installation, place.space, key, value, created, updated, expires);
    },
    remove(place, key, pastUntil) {
      if (pastUntil !== null) remember(place, key, pastUntil);
      removing.run(place.installation, place.space, key);
    },
    scan({ installation, space, where, order, descending, limit, expiredBy, asOf }) {
      const direction = descending ? 'desc' : 'asc';
      // The space is written out, not bound: only then does the database use an entity's own index.
      const terms = [
        { sql: 'installation = ?', values: [installation] },
        { sql: `space = '${space}'`, values: [] },
        { sql: '(expires is null or expires > ?)', values: [expiredBy] },
        ...where,
      ];
      const sql = `select ${COLUMNS}, ${order} as at from ${asOf === null ? 'kvs_item' : LATE}
        where ${terms.map((term) => term.sql).join(' and ')} order by ${order} ${direction}, key ${direction} limit ?`;
      const rows = database.prepare(sql).all(...(asOf === null ? [] : [asOf, asOf]), ...terms.flatMap((term) => [...term.values]), limit);
      return v.parse(v.array(scanned), rows);
    },
    purge(expiredBy, pastBefore) {
      database.prepare('delete from kvs_item where expires is not null and expires <= ?').run(expiredBy);
      database.prepare('delete from temp.kvs_past where until <= ?').run(pastBefore);
    },
    clear(installation) {
      database.prepare('delete from kvs_item where installation = ?').run(installation);
      database.prepare('delete from temp.kvs_past where installation = ?').run(installation);
    },
  };
};
