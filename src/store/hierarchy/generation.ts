import { randomBytes } from 'node:crypto';
import { kvs } from '@forge/kvs';
import { orderTree } from '../../portfolio/order-tree';
import type { LeftOut } from '../../portfolio/order-tree';
import { sizeOf } from '../digest';
import type { Site } from '../site';
import { STORE_WAIT, callStore } from '../store-call';
import { HEAD_KEY, readHierarchyHead, toStoredHead } from './head';
import type { GenerationName, HierarchyHead } from './head';
import { deleteItems, writeItems } from './many-items';
import type { NewItem } from './many-items';
import { makeIndex } from './text/index-bucket';
import { makeBuckets } from './text/tree-bucket';

/** Days after which Forge drops what nobody deleted: the oldest place that may decide is 7 days old (exposure's PLACE_AGE). */
const KEPT_DAYS = 30;

export const bucketKey = (generation: string, bucket: number): string => `tree:${generation}:${bucket}`;
export const indexKey = (generation: string, index: number): string => `tree:${generation}:i:${index}`;

/** A name that no generation had: when it was made, and chance. `now` in ms since the epoch. */
export const newGenerationName = (now: number): string => `${now.toString(36)}-${randomBytes(6).toString('hex')}`;

/** A generation made ready: what to write, and the head that will name it. */
export interface PreparedGeneration {
  readonly head: HierarchyHead;
  readonly items: readonly NewItem[];
  readonly leftOut: LeftOut;
}

/**
 * Lays a tree out as one generation, from each area's parent (null = at the top). `whole`: the list that told them came to its end by
 * itself, and nothing of it was unreadable. Equal parents give equal items under an equal name.
 */
export const prepareGeneration = (
  generation: string,
  {
    readAt,
    parents,
    whole = true,
  }: { readonly readAt: number; readonly parents: ReadonlyMap<string, string | null>; readonly whole?: boolean },
): PreparedGeneration => {
  const { areas, leftOut } = orderTree(parents);
  const buckets = makeBuckets(areas);
  const places = buckets.map((bucket) => ({ first: bucket.p, bytes: sizeOf(bucket) }));
  const indexes = makeIndex(areas, places);
  const head: HierarchyHead = {
    generation,
    buckets: buckets.length,
    indexes: indexes.length,
    readAt,
    count: areas.length,
    complete: whole && areas.length === parents.size,
    bytes: places.reduce((sum, { bytes }) => sum + bytes, 0),
    largestIndex: indexes.reduce((most, index) => Math.max(most, sizeOf(index)), 0),
  };
  const items = [
    ...buckets.map((value, bucket) => ({ key: bucketKey(generation, bucket), value })),
    ...indexes.map((value, index) => ({ key: indexKey(generation, index), value })),
  ];
  return { head, items, leftOut };
};

/** Writes everything of a generation but the head; again does no harm. Throws StoreError. */
export const writeItemsOf = ({ items }: PreparedGeneration): Promise<void> => writeItems(items, KEPT_DAYS);

/** Deletes everything that a generation of this name and size may have, and nothing else. Throws StoreError. */
export const deleteGeneration = ({ generation, buckets, indexes }: GenerationName): Promise<void> =>
  deleteItems([
    ...Array.from({ length: buckets }, (_, bucket) => bucketKey(generation, bucket)),
    ...Array.from({ length: indexes }, (_, index) => indexKey(generation, index)),
  ]);

export const nameOf = ({ generation, buckets, indexes }: GenerationName): GenerationName => ({ generation, buckets, indexes });

/**
 * Writes a whole generation, then the head, which makes it the one that counts; the one before stays readable, the one before that is
 * deleted. Not for two writers at once: the job that reads the hierarchy switches the head under a condition. Throws StoreError.
 */
export const writeGeneration = async (
  site: Site,
  told: { readonly readAt: number; readonly parents: ReadonlyMap<string, string | null>; readonly whole?: boolean },
): Promise<{ readonly head: HierarchyHead; readonly leftOut: LeftOut }> => {
  const before = await readHierarchyHead(site);
  const prepared = prepareGeneration(newGenerationName(told.readAt), told);
  await writeItemsOf(prepared);
  const head = before.state === 'read' ? { ...prepared.head, former: nameOf(before.head) } : prepared.head;
  await callStore(STORE_WAIT.write, () => kvs.set(HEAD_KEY, toStoredHead(site, head)));
  if (before.state === 'read' && before.head.former) await deleteGeneration(before.head.former);
  return { head, leftOut: prepared.leftOut };
};
