import { createHash } from 'node:crypto';
import { Refusal } from './refusal';
import type { Collection, Entry, Sort } from '../state/open-collection';
import type { Switches } from '../unknowns';
import type { Call } from './call';

export interface Page<T> {
  readonly values: readonly T[];
  /** Of this page; undefined where a list has no pages. */
  readonly cursor: string | undefined;
  readonly nextPageCursor: string | undefined;
  /** Of the second page, or of the first where there is no second; undefined where a list has no pages. */
  readonly earlierCursor: string | undefined;
  readonly last: boolean;
  /** Of all that match, on whichever page. */
  readonly totalCount: number;
}

/** A page that holds everything, of a list that has no pages. */
export const wholePage = <T>(values: readonly T[]): Page<T> => ({
  values,
  cursor: undefined,
  nextPageCursor: undefined,
  earlierCursor: undefined,
  last: true,
  totalCount: values.length,
});

/** The place of the first record that a page may hold: names nobody, and stays true when records before it go. */
interface Position {
  readonly filters: string;
  readonly sort: Sort;
  readonly key: string | number;
  readonly place: number;
}

const SORTS: Readonly<Record<string, { readonly sort: Sort; readonly descending: boolean }>> = {
  name: { sort: 'name', descending: false },
  '-name': { sort: 'name', descending: true },
  lastUpdated: { sort: 'lastUpdated', descending: false },
  '-lastUpdated': { sort: 'lastUpdated', descending: true },
};

const FILTERS = ['nameContains', 'externalId', 'parentId', 'focusAreaId'] as const;

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly externalId: string | null;
}

/** One page of a collection, by the query's filters, sort, limit and cursor. `above`: name of the filter on what a record hangs under. */
export function pageOf<T extends Listed>(call: Call, collection: Collection<T>, above: 'parentId' | 'focusAreaId'): Page<T> {
  const { query, switches } = call;
  if (!call.shape.paged) {
    const { sort, descending } = sortOf(query['sort'], switches);
    const all = matching(call, collection, above, sort).map((entry) => entry.record);
    return wholePage(descending ? all.reverse() : all);
  }
  const limit = limitOf(query['limit'], switches);
  const { sort, descending } = sortOf(query['sort'], switches);
  const filters = digestOf([...FILTERS.map((name) => query[name] ?? null), query['sort'] ?? null]);
  const from = query['cursor'] === undefined ? undefined : readCursor(query['cursor']);
  if (from && from.filters !== filters && switches.cursorWithOtherFilters === 'refuse')
    throw new Refusal(400, 'The cursor belongs to another query.');

  const ascending = matching(call, collection, above, sort);
  const found = descending ? [...ascending].reverse() : ascending;
  const compare = (entry: Entry<T>, position: Position): number => {
    const key = collection.keyOf(entry.record, sort);
    const order = key < position.key ? -1 : key > position.key ? 1 : entry.place - position.place;
    return descending ? -order : order;
  };
  const start = from ? firstFrom(found, (entry) => compare(entry, from) >= 0) : 0;
  const next = found[start + limit];
  const cursorAt = (entry: Entry<T> | undefined): string =>
    writeCursor({ filters, sort, key: entry ? collection.keyOf(entry.record, sort) : 0, place: entry?.place ?? 0 });
  return {
    values: found.slice(start, start + limit).map((entry) => entry.record),
    cursor: query['cursor'] ?? cursorAt(found[0]),
    nextPageCursor: next && cursorAt(next),
    earlierCursor: cursorAt(found[limit] ?? found[0]),
    last: next === undefined,
    totalCount: found.length,
  };
}

function matching<T extends Listed>({ query, switches }: Call, collection: Collection<T>, above: string, sort: Sort): readonly Entry<T>[] {
  const under = query[above];
  const candidates =
    under === undefined
      ? collection.all(sort)
      : switches.parentFilter === 'deep'
        ? allUnder(collection, under, sort)
        : collection.under(under, sort);
  const fold = (name: string): string => (switches.nameCase === 'insensitive' ? name.toLowerCase() : name);
  const wanted = fold(query['nameContains'] ?? '');
  const externalId = query['externalId'];
  if (wanted === '' && externalId === undefined) return candidates;
  return candidates.filter(
    ({ record }) => (wanted === '' || fold(record.name).includes(wanted)) && (externalId === undefined || record.externalId === externalId),
  );
}

function allUnder<T extends Listed>(collection: Collection<T>, id: string, sort: Sort): readonly Entry<T>[] {
  const ids = new Set([id]);
  for (const above of ids) for (const { record } of collection.under(above, 'created')) ids.add(record.id);
  ids.delete(id);
  return collection.all(sort).filter(({ record }) => ids.has(record.id));
}

/** Index of the first entry that fits, where all after it fit too. */
function firstFrom<T>(entries: readonly T[], fits: (entry: T) => boolean): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry !== undefined && fits(entry)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function limitOf(text: string | undefined, switches: Switches): number {
  if (text === undefined) return switches.defaultLimit;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Refusal(400, 'limit is not a positive whole number.');
  const limit = Number(text);
  if (limit > switches.maximumLimit && switches.largerLimit === 'refuse')
    throw new Refusal(400, `limit is above ${switches.maximumLimit}.`);
  return Math.min(limit, switches.maximumLimit);
}

function sortOf(text: string | undefined, switches: Switches): { readonly sort: Sort; readonly descending: boolean } {
  const unsorted = { sort: 'created', descending: false } as const;
  if (text === undefined) return unsorted;
  const known = Object.hasOwn(SORTS, text) ? SORTS[text] : undefined;
  if (known) return known;
  if (switches.unknownSort === 'ignore') return unsorted;
  throw new Refusal(400, `sort is none of ${Object.keys(SORTS).join(', ')}.`);
}

const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 12);

const writeCursor = ({ filters, sort, key, place }: Position): string =>
  Buffer.from(JSON.stringify([filters, sort, key, place])).toString('base64url');

/** What a cursor says about the query that it belongs to; the same for every page of it. */
export function querySaidBy(cursor: string): string {
  const { filters, sort } = readCursor(cursor);
  return `${filters} ${sort}`;
}

/** A cursor of the same page that was never given out before: `nonce` says which one. */
export function renewed(cursor: string, nonce: number): string {
  const { filters, sort, key, place } = readCursor(cursor);
  return Buffer.from(JSON.stringify([filters, sort, key, place, nonce])).toString('base64url');
}

function readCursor(text: string): Position {
  try {
    const [filters, sort, key, place] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as readonly unknown[];
    if (typeof filters === 'string' && isSort(sort) && (typeof key === 'string' || typeof key === 'number') && typeof place === 'number') {
      return { filters, sort, key, place };
    }
  } catch {
    // Falls through: whatever was sent is no cursor of ours.
  }
  throw new Refusal(400, 'The cursor is not valid.');
}

const isSort = (value: unknown): value is Sort => value === 'created' || value === 'name' || value === 'lastUpdated';
