import type { HierarchyHead } from './head';
import type { Found } from './many-items';
import { unitsForItems } from './many-items';
import { findEntries, readBuckets, storedArea } from './subtrees';
import type { StoredArea, Subtree } from './subtrees';
import { LARGEST_BUCKET } from './text/tree-bucket';
import type { BucketArea } from './text/tree-bucket';
import type { UnitMeter } from './unit-meter';

/** Buckets read at once when nobody says how many areas are wanted. */
const MOST_AT_ONCE = 25;

type Chain = readonly string[];

/** The order of the tree: a chain before everything below it, siblings by their ids in code-unit order. */
const compareChains = (one: Chain, other: Chain): number => {
  const shared = Math.min(one.length, other.length);
  for (let at = 0; at < shared; at++) {
    const [a, b] = [one[at] ?? '', other[at] ?? ''];
    if (a !== b) return a < b ? -1 : 1;
  }
  return one.length - other.length;
};

const chainOf = ({ ancestors, id }: BucketArea): Chain => [...ancestors, id];

interface Reading {
  readonly head: HierarchyHead;
  readonly subtree: Subtree;
  readonly units: UnitMeter;
  /** Buckets that this call has read. */
  readonly known: Map<number, readonly BucketArea[]>;
}

const bucketsOf = async ({ head, units, known }: Reading, numbers: readonly number[]): Promise<Found<null>> => {
  const missing = numbers.filter((bucket) => !known.has(bucket));
  if (missing.length === 0) return { ok: true, value: null };
  const read = await readBuckets(head, missing, units);
  if (!read.ok) return read;
  for (const [bucket, areas] of read.value) known.set(bucket, areas);
  return { ok: true, value: null };
};

const inSubtree = ({ subtree }: Reading, areas: readonly BucketArea[]): readonly BucketArea[] =>
  areas.filter(({ position }) => position >= subtree.position && position < subtree.position + subtree.areas);

/**
 * The bucket that holds the first area behind a chain; beyond the last one when nothing is behind it. The index is asked first, since
 * what was handled last is mostly still there; else buckets are halved.
 */
const bucketBehind = async (reading: Reading, after: Chain): Promise<Found<number>> => {
  const { head, subtree, units, known } = reading;
  let [low, high] = [subtree.from, subtree.to];
  let probe = Math.floor((low + high) / 2);
  if (high - low > 1) {
    const last = after.at(-1) ?? '';
    const entries = await findEntries(head, [last], units);
    if (!entries.ok) return entries;
    probe = Math.min(high, Math.max(low, entries.value.get(last)?.bucket ?? probe));
  }
  while (low <= high) {
    const read = await bucketsOf(reading, [probe]);
    if (!read.ok) return read;
    const areas = inSubtree(reading, known.get(probe) ?? []);
    const [first, last] = [areas[0], areas.at(-1)];
    if (!first || !last) return { ok: false, failure: 'unreadable' };
    if (compareChains(chainOf(last), after) <= 0) low = probe + 1;
    else if (compareChains(chainOf(first), after) <= 0) return { ok: true, value: probe };
    else high = probe - 1;
    probe = Math.floor((low + high) / 2);
  }
  return { ok: true, value: low };
};

/** As many buckets as are wanted and can be paid for. */
const nextBuckets = ({ head, subtree, units, known }: Reading, from: number, wanted: number): readonly number[] => {
  const usual = Math.max(1, head.count / Math.max(1, head.buckets));
  const most = Math.min(subtree.to - from + 1, MOST_AT_ONCE, Number.isFinite(wanted) ? Math.ceil(wanted / usual) : MOST_AT_ONCE);
  const numbers = Array.from({ length: Math.max(1, most) }, (_, at) => from + at);
  while (numbers.length > 1) {
    const missing = numbers.filter((bucket) => !known.has(bucket)).length;
    if (unitsForItems(missing, LARGEST_BUCKET) <= units.left()) break;
    numbers.pop();
  }
  return numbers;
};

/**
 * Areas of a subtree in the order of the tree, from the first one on or behind the one whose chain, own id included, is `after`: also in a
 * generation that no longer has it. Ends at the end of the subtree, with `atMost` areas, or when the units are spent; `more` says whether
 * anything is behind. `no_units` when they don't reach for the first of them. Doesn't throw.
 */
export const readSubtree = async (
  head: HierarchyHead,
  subtree: Subtree,
  { after, atMost = Number.POSITIVE_INFINITY }: { readonly after?: Chain; readonly atMost?: number },
  units: UnitMeter,
): Promise<Found<{ readonly areas: readonly StoredArea[]; readonly more: boolean }>> => {
  const reading: Reading = { head, subtree, units, known: new Map() };
  const behind = after && compareChains(after, [...subtree.ancestors, subtree.root]) >= 0 ? after : undefined;
  const start: Found<number> = behind ? await bucketBehind(reading, behind) : { ok: true, value: subtree.from };
  if (!start.ok) return start;
  const areas: StoredArea[] = [];
  for (let bucket = start.value; bucket <= subtree.to;) {
    const numbers = nextBuckets(reading, bucket, atMost - areas.length);
    const read = await bucketsOf(reading, numbers);
    if (!read.ok) return read.failure === 'no_units' && areas.length > 0 ? { ok: true, value: { areas, more: true } } : read;
    for (const number of numbers) {
      for (const area of inSubtree(reading, reading.known.get(number) ?? [])) {
        if (behind && compareChains(chainOf(area), behind) <= 0) continue;
        if (areas.length >= atMost) return { ok: true, value: { areas, more: true } };
        areas.push(storedArea(area));
      }
    }
    bucket += numbers.length;
  }
  return { ok: true, value: { areas, more: false } };
};
