import { kvs } from '@forge/kvs';
import { sizeOf } from '../digest';
import { STORE_WAIT, StoreError, callStore } from '../store-call';
import { unitsOf } from './unit-meter';
import type { UnitMeter } from './unit-meter';

/**
 * What reading stored items gave. `no_units`: what is left doesn't reach, nothing was read; `unreadable`: what is stored isn't what
 * this app wrote, or is gone; `failed`: storage didn't answer.
 */
export type Found<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: 'no_units' | 'unreadable' | 'failed' };

/** Most items in one batch, and batches under way at once. */
const BATCH = 25;
const BESIDE = 4;

/** What an answer holds beside a value: its key, and the members around both. */
const AROUND = 120;

/** Units that so many items take at most when none is larger than `largest` bytes. */
export const unitsForItems = (count: number, largest: number): number => {
  const [whole, rest] = [Math.floor(count / BATCH), count % BATCH];
  return whole * unitsOf(BATCH * (largest + AROUND)) + (rest > 0 ? unitsOf(rest * (largest + AROUND)) : 0);
};

const inBatches = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / BATCH) }, (_, batch) => items.slice(batch * BATCH, (batch + 1) * BATCH));

/** Each batch in its turn, some side by side. Throws what the first failing one throws, after those beside it have ended. */
const forBatches = async <T, R>(items: readonly T[], act: (batch: readonly T[]) => Promise<R>): Promise<readonly R[]> => {
  const batches = inBatches(items);
  const results: R[] = [];
  for (let from = 0; from < batches.length; from += BESIDE) {
    const settled = await Promise.allSettled(batches.slice(from, from + BESIDE).map(act));
    for (const each of settled) {
      if (each.status === 'rejected') throw each.reason;
      results.push(each.value);
    }
  }
  return results;
};

const readBatch = async (keys: readonly string[], units: UnitMeter): Promise<ReadonlyMap<string, unknown>> => {
  const answer = await callStore(STORE_WAIT.read, () => kvs.batchGet<unknown>(keys.map((key) => ({ key }))));
  units.spend(unitsOf(sizeOf(answer)));
  const found = new Map(answer.successfulKeys.map(({ key, value }) => [key, value]));
  // A batch is told to be best effort, a get to be strict: what the one missed, the other finds.
  for (const key of keys) {
    if (found.has(key)) continue;
    const value = await callStore(STORE_WAIT.read, () => kvs.get<unknown>(key));
    units.spend(unitsOf(value === undefined ? 0 : sizeOf(value) + AROUND));
    if (value !== undefined) found.set(key, value);
  }
  return found;
};

/** The values of all these keys, none of which may be larger than `largest` bytes; `unreadable` when one is absent. Doesn't throw. */
export const readItems = async (
  keys: readonly string[],
  largest: number,
  units: UnitMeter,
): Promise<Found<ReadonlyMap<string, unknown>>> => {
  if (unitsForItems(keys.length, largest) > units.left()) return { ok: false, failure: 'no_units' };
  try {
    const found = new Map((await forBatches(keys, (batch) => readBatch(batch, units))).flatMap((batch) => [...batch]));
    return found.size === keys.length ? { ok: true, value: found } : { ok: false, failure: 'unreadable' };
  } catch (error) {
    if (error instanceof StoreError) return { ok: false, failure: 'failed' };
    throw error;
  }
};

export interface NewItem {
  readonly key: string;
  readonly value: unknown;
}

const TRIES = 3;
const PAUSE = 150;

/** Does again what storage didn't take: a batch succeeds item by item, and every item here may be written or deleted twice. */
const insist = async <T extends { readonly key: string }>(
  batch: readonly T[],
  act: (batch: readonly T[]) => Promise<{ readonly failedKeys: readonly { readonly key: string }[] }>,
): Promise<void> => {
  let left = batch;
  for (let attempt = 1; ; attempt++) {
    try {
      const { failedKeys } = await act(left);
      const failed = new Set(failedKeys.map(({ key }) => key));
      left = left.filter(({ key }) => failed.has(key));
      if (left.length === 0) return;
      if (attempt >= TRIES) throw new StoreError('unknown', new Error('a batch'));
    } catch (error) {
      if (!(error instanceof StoreError) || attempt >= TRIES) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE * attempt));
  }
};

/** Writes all, each for `days`; throws StoreError when some could not be written. */
export const writeItems = async (items: readonly NewItem[], days: number): Promise<void> => {
  const options = { ttl: { value: days, unit: 'DAYS' as const } };
  await forBatches(items, (batch) =>
    insist(batch, (left) => callStore(STORE_WAIT.write, () => kvs.batchSet(left.map((item) => ({ ...item, options }))))),
  );
};

const GONE = 'KEY_NOT_FOUND';

/** Deletes all that are there; throws StoreError when some could not be deleted. */
export const deleteItems = async (keys: readonly string[]): Promise<void> => {
  await forBatches(
    keys.map((key) => ({ key })),
    (batch) =>
      insist(batch, async (left) => {
        const { failedKeys } = await callStore(STORE_WAIT.write, () => kvs.batchDelete([...left]));
        return { failedKeys: failedKeys.filter(({ error }) => error.code !== GONE) };
      }),
  );
};
