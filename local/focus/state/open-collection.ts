/** A record with the place it was created at. The place never changes, so pages stay stable while records come and go. */
export interface Entry<T> {
  readonly place: number;
  readonly record: T;
}

export type Sort = 'created' | 'name' | 'lastUpdated';

interface Keys<T> {
  readonly externalId: (record: T) => string | null;
  /** What the record hangs under: a parent, or the focus area of an item. */
  readonly above: (record: T) => string | null;
  readonly sort: (record: T, sort: Sort) => string | number;
}

/** Told of every change before it shows, so that what is read was stored. */
export interface Journal<T> {
  put(entry: Entry<T>): void;
  remove(id: string): void;
}

export interface Collection<T extends { readonly id: string }> {
  readonly size: number;
  get(id: string): T | undefined;
  /** What a record is sorted by; records with the same key stand in creation order. */
  keyOf(record: T, sort: Sort): string | number;
  byExternalId(externalId: string): readonly T[];
  /** All, in order. The same array until something changes. */
  all(sort: Sort): readonly Entry<T>[];
  /** Those directly under `id` (null: at the top), in order. */
  under(id: string | null, sort: Sort): readonly Entry<T>[];
  put(record: T): void;
  remove(id: string): boolean;
}

const compareKeys = (one: string | number, other: string | number): number => (one < other ? -1 : one > other ? 1 : 0);

/**
 * Opens an indexed collection over entries in creation order.
 * Name order is by UTF-16 units of the lower-case name: no locale, so every machine agrees.
 */
export function openCollection<T extends { readonly id: string }>(
  entries: Iterable<Entry<T>>,
  keys: Keys<T>,
  journal: Journal<T>,
): Collection<T> {
  const byId = new Map<string, Entry<T>>();
  const ids = { external: new Map<string, Set<string>>(), above: new Map<string | null, Set<string>>() };
  const sorted = new Map<Sort, readonly Entry<T>[]>();
  let next = 0;

  const link = <K>(index: Map<K, Set<string>>, key: K, id: string): void => {
    const found = index.get(key);
    if (found) found.add(id);
    else index.set(key, new Set([id]));
  };
  const unlink = <K>(index: Map<K, Set<string>>, key: K, id: string): void => {
    const found = index.get(key);
    found?.delete(id);
    if (found?.size === 0) index.delete(key);
  };
  const hold = (entry: Entry<T>): void => {
    byId.set(entry.record.id, entry);
    const externalId = keys.externalId(entry.record);
    if (externalId !== null) link(ids.external, externalId, entry.record.id);
    link(ids.above, keys.above(entry.record), entry.record.id);
    next = Math.max(next, entry.place + 1);
  };
  const drop = (entry: Entry<T>): void => {
    const externalId = keys.externalId(entry.record);
    if (externalId !== null) unlink(ids.external, externalId, entry.record.id);
    unlink(ids.above, keys.above(entry.record), entry.record.id);
  };
  const named = (found: ReadonlySet<string> | undefined): Entry<T>[] =>
    [...(found ?? [])].flatMap((id) => {
      const entry = byId.get(id);
      return entry ? [entry] : [];
    });
  const inOrder = (list: Entry<T>[], sort: Sort): Entry<T>[] =>
    list.sort(
      (one, other) => compareKeys(keys.sort(one.record, sort), keys.sort(other.record, sort)) || compareKeys(one.place, other.place),
    );

  for (const entry of entries) hold(entry);

  return {
    get size() {
      return byId.size;
    },
    get: (id) => byId.get(id)?.record,
    keyOf: keys.sort,
    byExternalId: (externalId) => inOrder(named(ids.external.get(externalId)), 'created').map((entry) => entry.record),
    all(sort) {
      const known = sorted.get(sort) ?? inOrder([...byId.values()], sort);
      sorted.set(sort, known);
      return known;
    },
    under: (id, sort) => inOrder(named(ids.above.get(id)), sort),
    put(record) {
      const before = byId.get(record.id);
      const entry = { place: before?.place ?? next, record };
      journal.put(entry);
      if (before) drop(before);
      hold(entry);
      sorted.clear();
    },
    remove(id) {
      const entry = byId.get(id);
      if (!entry) return false;
      journal.remove(id);
      byId.delete(id);
      drop(entry);
      sorted.clear();
      return true;
    },
  };
}
