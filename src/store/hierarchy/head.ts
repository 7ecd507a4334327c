import { kvs } from '@forge/kvs';
import * as v from 'valibot';
import type { Site } from '../site';
import { STORE_WAIT, StoreError, callStore } from '../store-call';

export const HEAD_KEY = 'tree:head';

/** The keys of a generation follow from its name and how many buckets it has of each kind. */
export interface GenerationName {
  readonly generation: string;
  /** Of the tree itself, in preorder. */
  readonly buckets: number;
  /** Of the index by id. */
  readonly indexes: number;
}

/** The generation that counts. Which keys it has, and how to read them, is no matter of those who hold it. */
export interface HierarchyHead extends GenerationName {
  /** ms since the epoch, when the reading began: no place in it is younger. */
  readonly readAt: number;
  /** Areas that have a place in it. */
  readonly count: number;
  /** Whether Focus's list came to its end by itself and every area in it has a place here. */
  readonly complete: boolean;
  /** Bytes of all tree buckets. */
  readonly bytes: number;
  /** Bytes of the largest bucket of the index. */
  readonly largestIndex: number;
  /** Focus's lists told no places when it was read: whoever walks one will need this. */
  readonly silent?: boolean;
  /** The generation before, readable until the next switch. */
  readonly former?: GenerationName;
}

export type HierarchyState =
  | { readonly state: 'absent' }
  | { readonly state: 'read'; readonly head: HierarchyHead }
  | { readonly state: 'unreadable' }
  | { readonly state: 'failed' };

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const generationName = v.object({ generation: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,64}$/)), buckets: count, indexes: count });

const storedHead = v.object({
  format: v.literal(1),
  cloudId: v.string(),
  installationId: v.nullable(v.string()),
  ...generationName.entries,
  readAt: v.number(),
  count,
  complete: v.boolean(),
  bytes: count,
  largestIndex: count,
  silent: v.optional(v.boolean()),
  former: v.optional(generationName),
});

export const toStoredHead = (site: Site, head: HierarchyHead) => ({
  format: 1,
  cloudId: site.cloudId,
  installationId: site.installationId,
  ...head,
});

const understand = (site: Site, found: unknown): HierarchyState => {
  const parsed = v.safeParse(storedHead, found);
  if (!parsed.success || parsed.output.cloudId !== site.cloudId) return { state: 'unreadable' };
  const {
    installationId,
    generation,
    buckets,
    indexes,
    readAt,
    count: areas,
    complete,
    bytes,
    largestIndex,
    silent,
    former,
  } = parsed.output;
  // As with live parts (docs/decisions/0005-installation-unknown.md): where both sides tell one, both must be the same.
  if (installationId !== null && site.installationId !== null && installationId !== site.installationId) return { state: 'unreadable' };
  const head = { generation, buckets, indexes, readAt, count: areas, complete, bytes, largestIndex };
  return { state: 'read', head: { ...head, ...(silent === undefined ? {} : { silent }), ...(former ? { former } : {}) } };
};

/** One strict get, one read unit. Doesn't throw. */
export const readHierarchyHead = async (site: Site): Promise<HierarchyState> => {
  try {
    const found = await callStore(STORE_WAIT.read, () => kvs.get<unknown>(HEAD_KEY));
    return found === undefined ? { state: 'absent' } : understand(site, found);
  } catch (error) {
    if (error instanceof StoreError) return { state: 'failed' };
    throw error;
  }
};
