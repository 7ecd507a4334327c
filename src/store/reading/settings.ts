import { kvs } from '@forge/kvs';
import * as v from 'valibot';
import { STORE_WAIT, callStore } from '../store-call';

const SETTINGS_KEY = 'tree:settings';

/** Minutes between two readings of the hierarchy that an admin may choose, or none but on demand. */
export const INTERVALS = [15, 30, 60, 360, 1440, 'never'] as const;
export type Interval = (typeof INTERVALS)[number];

const UNCHOSEN: Interval = 30;

export interface HierarchySettings {
  readonly every: Interval;
  /** Absent = nobody chose. */
  readonly chosen?: {
    /** ISO 8601 instant. */
    readonly at: string;
    /** Account id. */
    readonly by: string;
  };
}

const stored = v.object({ format: v.literal(1), every: v.picklist(INTERVALS), savedAt: v.string(), savedBy: v.string() });

/** One strict get. What can't be read counts as not chosen. Throws StoreError. */
export const readHierarchySettings = async (): Promise<HierarchySettings> => {
  const found = await callStore(STORE_WAIT.read, () => kvs.get<unknown>(SETTINGS_KEY));
  const parsed = v.safeParse(stored, found);
  if (!parsed.success) return { every: UNCHOSEN };
  const { every, savedAt: at, savedBy: by } = parsed.output;
  return { every, chosen: { at, by } };
};

/** `now` in ms since the epoch, `by` an account id. Throws StoreError. */
export const saveHierarchySettings = async (every: Interval, by: string, now: number): Promise<void> => {
  const savedAt = new Date(now).toISOString();
  await callStore(STORE_WAIT.write, () => kvs.set(SETTINGS_KEY, { format: 1, every, savedAt, savedBy: by }));
};
