import { kvs } from '@forge/kvs';
import * as v from 'valibot';
import { RESOURCE_NAMES } from '../../exposure/catalogue/catalogue';
import { OBSERVED_SHAPES, isObservedPath, shadowed } from '../../exposure/catalogue/observed';
import type { ObservedShape, ResourceName } from '../../exposure/policy/policy';
import { sizeOf } from '../digest';
import { STORE_WAIT, StoreError, callStore } from '../store-call';

const SEEN_KEY = 'seen';

/** Bytes kept of one resource: eight of them stay below what Forge takes for a value (240 KiB). */
const MOST_BYTES = 24_000;

/** A field that Focus was seen to have, which a grant may declare as observed. */
export interface ObservedField {
  readonly resource: ResourceName;
  readonly path: string;
  readonly shape: ObservedShape;
}

const stored = v.object({ format: v.literal(1), fields: v.record(v.string(), v.record(v.string(), v.unknown())) });

/** What a grant may name: also for what is stored, since a later catalogue may know a field by itself. */
const observable = (resource: ResourceName, path: string, shape: unknown): ObservedField | null => {
  const known = OBSERVED_SHAPES.find((one) => one === shape);
  return known !== undefined && isObservedPath(path) && shadowed(resource, path) === undefined ? { resource, path, shape: known } : null;
};

const understand = (found: unknown): readonly ObservedField[] => {
  const parsed = v.safeParse(stored, found);
  if (!parsed.success) return [];
  const { fields } = parsed.output;
  return RESOURCE_NAMES.flatMap((resource) =>
    Object.entries((Object.hasOwn(fields, resource) ? fields[resource] : undefined) ?? {})
      .map(([path, shape]) => observable(resource, path, shape))
      .filter((field) => field !== null)
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  );
};

const readStored = async (): Promise<readonly ObservedField[]> =>
  understand(await callStore(STORE_WAIT.read, () => kvs.get<unknown>(SEEN_KEY)));

/** What was seen when the connection was last tried, by resource and path. Storage that fails, or what it can't be read from, offers nothing. */
export const readSeenFields = async (): Promise<readonly ObservedField[]> => {
  try {
    return await readStored();
  } catch (error) {
    if (error instanceof StoreError) return [];
    throw error;
  }
};

const byPath = (fields: readonly ObservedField[]): Readonly<Record<string, ObservedShape>> => {
  const kept: Record<string, ObservedShape> = {};
  let bytes = 0;
  for (const { path, shape } of fields) {
    bytes += sizeOf(path) + sizeOf(shape) + 2;
    if (bytes > MOST_BYTES) break;
    kept[path] = shape;
  }
  return kept;
};

interface Seen {
  readonly resource: ResourceName;
  readonly fieldsSeen: readonly { readonly path: string; readonly shape: string }[];
}

const writeSeen = async (seen: readonly Seen[]): Promise<void> => {
  const before = await readStored();
  const fields = RESOURCE_NAMES.map((resource) => {
    const told = seen.find((one) => one.resource === resource)?.fieldsSeen ?? [];
    const now = told.map(({ path, shape }) => observable(resource, path, shape)).filter((field) => field !== null);
    return [resource, byPath(told.length > 0 ? now : before.filter((field) => field.resource === resource))] as const;
  });
  await callStore(STORE_WAIT.write, () => kvs.set(SEEN_KEY, { format: 1, fields: Object.fromEntries(fields) }));
};

/**
 * Keeps what a test saw, names and shapes alone. A resource of which it saw nothing keeps what was seen before.
 * Two at once: the last one stands. Storage that fails keeps nothing new; nothing depends on it but what an admin is offered.
 */
export const keepSeenFields = async (seen: readonly Seen[]): Promise<void> => {
  try {
    await writeSeen(seen);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
  }
};

/** Forgets it. Throws StoreError. */
export const forgetSeenFields = (): Promise<void> => callStore(STORE_WAIT.write, () => kvs.delete(SEEN_KEY));
