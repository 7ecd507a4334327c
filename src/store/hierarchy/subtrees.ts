import type { HierarchyHead } from './head';
import { bucketKey, indexKey } from './generation';
import { readItems, unitsForItems } from './many-items';
import type { Found } from './many-items';
import { indexOf, lookUp } from './text/index-bucket';
import type { IndexEntry } from './text/index-bucket';
import { LARGEST_BUCKET, readBucket } from './text/tree-bucket';
import type { BucketArea } from './text/tree-bucket';
import type { UnitMeter } from './unit-meter';

/** A root that the tree knows, with everything below it. */
export interface Subtree {
  readonly root: string;
  /** From the top; empty at the top. */
  readonly ancestors: readonly string[];
  /** Root included. */
  readonly areas: number;
  /** Those of them that have children. */
  readonly parents: number;
  /** Calls to Focus that a walk by `parentId` takes: for each parent its children by the hundred; and one get of the root. */
  readonly calls: number;
  /** Of the buckets that it lies in. */
  readonly bytes: number;
  /** Where it lies: position of the root in the order of the tree, first and last bucket. */
  readonly position: number;
  readonly from: number;
  readonly to: number;
}

/** Reads buckets of the tree by their numbers. Doesn't throw. */
export const readBuckets = async (
  { generation }: HierarchyHead,
  numbers: readonly number[],
  units: UnitMeter,
): Promise<Found<ReadonlyMap<number, readonly BucketArea[]>>> => {
  const items = await readItems(
    numbers.map((bucket) => bucketKey(generation, bucket)),
    LARGEST_BUCKET,
    units,
  );
  if (!items.ok) return items;
  const buckets = new Map<number, readonly BucketArea[]>();
  for (const bucket of numbers) {
    const areas = readBucket(items.value.get(bucketKey(generation, bucket)));
    if (areas === null) return { ok: false, failure: 'unreadable' };
    buckets.set(bucket, areas);
  }
  return { ok: true, value: buckets };
};

/** Where these areas lie; one that the tree doesn't know is left out. Doesn't throw. */
export const findEntries = async (
  { generation, indexes, largestIndex }: HierarchyHead,
  ids: readonly string[],
  units: UnitMeter,
): Promise<Found<ReadonlyMap<string, IndexEntry>>> => {
  if (ids.length === 0 || indexes === 0) return { ok: true, value: new Map() };
  const keyOf = new Map(ids.map((id) => [id, indexKey(generation, indexOf(id, indexes))]));
  const items = await readItems([...new Set(keyOf.values())], largestIndex, units);
  if (!items.ok) return items;
  const entries = new Map<string, IndexEntry>();
  for (const [id, key] of keyOf) {
    const entry = lookUp(items.value.get(key), id);
    if (entry === null) return { ok: false, failure: 'unreadable' };
    if (entry !== undefined) entries.set(id, entry);
  }
  return { ok: true, value: entries };
};

/** The index holds no chain for an area without children: its bucket does. */
const readLeaves = async (
  head: HierarchyHead,
  leaves: readonly (readonly [string, IndexEntry])[],
  units: UnitMeter,
): Promise<Found<readonly Subtree[]>> => {
  if (leaves.length === 0) return { ok: true, value: [] };
  const buckets = await readBuckets(head, [...new Set(leaves.map(([, { bucket }]) => bucket))], units);
  if (!buckets.ok) return buckets;
  const subtrees: Subtree[] = [];
  for (const [root, { position, bucket }] of leaves) {
    const area = buckets.value.get(bucket)?.find((each) => each.position === position);
    if (area?.id !== root) return { ok: false, failure: 'unreadable' };
    const { ancestors } = area;
    subtrees.push({ root, ancestors, areas: 1, parents: 0, calls: 1, bytes: LARGEST_BUCKET, position, from: bucket, to: bucket });
  }
  return { ok: true, value: subtrees };
};

/**
 * The subtrees below these roots, in the order of the tree. A root that the tree doesn't know is left out, one that lies inside another
 * is part of it. Three roots with children take one read unit. Doesn't throw.
 */
export const findSubtrees = async (head: HierarchyHead, roots: readonly string[], units: UnitMeter): Promise<Found<readonly Subtree[]>> => {
  const entries = await findEntries(head, [...new Set(roots)], units);
  if (!entries.ok) return entries;
  const inner: Subtree[] = [];
  const leaves: (readonly [string, IndexEntry])[] = [];
  for (const [root, entry] of entries.value) {
    if (!entry.inner) leaves.push([root, entry]);
    else {
      const { last: to, ...figures } = entry.inner;
      inner.push({ root, ...figures, position: entry.position, from: entry.bucket, to });
    }
  }
  const holds = (position: number) => (each: Subtree) => each.position < position && position < each.position + each.areas;
  const outside = leaves.filter(([, { position }]) => !inner.some(holds(position)));
  const read = await readLeaves(head, outside, units);
  if (!read.ok) return read;
  const subtrees = [...inner.filter(({ position }) => !inner.some(holds(position))), ...read.value];
  return { ok: true, value: subtrees.sort((one, other) => one.position - other.position) };
};

const numbersOf = (subtrees: readonly Pick<Subtree, 'from' | 'to'>[]): readonly number[] => [
  ...new Set(subtrees.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at))),
];

/** Read units that `readSubtrees` takes at most. */
export const unitsToRead = (subtrees: readonly Subtree[]): number => unitsForItems(numbersOf(subtrees).length, LARGEST_BUCKET);

export interface StoredArea {
  readonly id: string;
  /** From the top, the whole chain. */
  readonly ancestors: readonly string[];
  /** Direct ones. */
  readonly children: number;
}

export const storedArea = ({ id, ancestors, children }: BucketArea): StoredArea => ({ id, ancestors, children });

/** Every area of these subtrees, in the order of the tree. `no_units` and nothing is read when the units don't reach for all. Doesn't throw. */
export const readSubtrees = async (
  head: HierarchyHead,
  subtrees: readonly Subtree[],
  units: UnitMeter,
): Promise<Found<readonly StoredArea[]>> => {
  const buckets = await readBuckets(head, numbersOf(subtrees), units);
  if (!buckets.ok) return buckets;
  const areas: StoredArea[] = [];
  for (const { position, from, to, areas: count } of subtrees) {
    const before = areas.length;
    for (let bucket = from; bucket <= to; bucket++) {
      for (const area of buckets.value.get(bucket) ?? []) {
        if (area.position >= position && area.position < position + count) areas.push(storedArea(area));
      }
    }
    if (areas.length - before !== count) return { ok: false, failure: 'unreadable' };
  }
  return { ok: true, value: areas };
};
