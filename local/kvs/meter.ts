import { bytesOf } from './items/check-item';
import { KvsFailure } from './kvs-failure';
import { LIMITS } from './limits';

/** How many calls, and how many units of 10 KB (rounded up per call), since the counters were last reset. */
export interface KindCounters {
  calls: number;
  units: number;
}

export interface KvsCounters {
  readonly reads: Readonly<KindCounters>;
  readonly writes: Readonly<KindCounters>;
  /** Calls by operation, as in the path after `/api/v1/`. */
  readonly byOperation: Readonly<Record<string, number>>;
}

export type Kind = 'read' | 'write';

/** Counts bytes against the limits that one key or one index value has. Throws RATE_LIMIT_EXCEEDED. */
export interface KeyMeter {
  readKey(space: string, key: string, bytes: number): void;
  writeKey(space: string, key: string, bytes: number): void;
  readIndex(space: string, indexValue: string, items: readonly { readonly value: string }[]): void;
}

/** What a call of this many bytes counts as. */
const unitsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / LIMITS.unitBytes.value));

/** A sliding window: what was added within its span may not exceed its limit. */
interface Window {
  fits(amount: number, now: number): boolean;
  add(amount: number, now: number): void;
  isEmpty(now: number): boolean;
}

const openWindow = (span: number, most: number): Window => {
  let entries: { readonly at: number; readonly amount: number }[] = [];
  let sum = 0;
  const forget = (now: number): void => {
    const kept = entries.findIndex(({ at }) => at > now - span && at <= now);
    const gone = entries.splice(0, kept === -1 ? entries.length : kept);
    sum -= gone.reduce((total, { amount }) => total + amount, 0);
  };
  return {
    fits(amount, now) {
      forget(now);
      return sum + amount <= most;
    },
    add(amount, now) {
      const last = entries.at(-1);
      if (last?.at === now) entries = [...entries.slice(0, -1), { at: now, amount: last.amount + amount }];
      else entries.push({ at: now, amount });
      sum += amount;
    },
    isEmpty(now) {
      forget(now);
      return entries.length === 0;
    },
  };
};

const SECOND = 1000;
const MINUTE = 60_000;
const WINDOWS_BEFORE_SWEEP = 10_000;

export interface Meter {
  /** Counts a call on its arrival. */
  arrive(kind: Kind, operation: string): void;
  /** Lets a call of this many bytes in, or throws RATE_LIMIT_EXCEEDED. A write is charged whole, a read its first unit. */
  admit(installation: string, kind: Kind, bytes: number, now: number): void;
  /** Charges the further units of what a read answered. Throws RATE_LIMIT_EXCEEDED. */
  answerRead(installation: string, bytes: number, now: number): void;
  keysOf(installation: string, now: number): KeyMeter;
  counters(): KvsCounters;
  resetCounters(): void;
}

/** Opens the counters and rate limits. `limited()` false counts without refusing. */
export const openMeter = (limited: () => boolean): Meter => {
  const windows = new Map<string, Window>();
  let reads: KindCounters = { calls: 0, units: 0 };
  let writes: KindCounters = { calls: 0, units: 0 };
  let byOperation = new Map<string, number>();

  const windowOf = (name: string, span: number, most: number, now: number): Window => {
    if (windows.size > WINDOWS_BEFORE_SWEEP) for (const [key, window] of windows) if (window.isEmpty(now)) windows.delete(key);
    const known = windows.get(name) ?? openWindow(span, most);
    windows.set(name, known);
    return known;
  };
  const spend = (window: Window, amount: number, now: number): void => {
    if (limited() && !window.fits(amount, now)) throw new KvsFailure('RATE_LIMIT_EXCEEDED');
    window.add(amount, now);
  };
  const charge = (installation: string, kind: Kind, units: number, now: number): void => {
    const most = kind === 'read' ? LIMITS.readUnitsPerMinute.value : LIMITS.writeUnitsPerMinute.value;
    spend(windowOf(JSON.stringify([installation, kind]), MINUTE, most, now), units, now);
    (kind === 'read' ? reads : writes).units += units;
  };
  return {
    arrive(kind, operation) {
      (kind === 'read' ? reads : writes).calls += 1;
      byOperation.set(operation, (byOperation.get(operation) ?? 0) + 1);
    },
    admit(installation, kind, bytes, now) {
      spend(windowOf(JSON.stringify([installation]), SECOND, LIMITS.requestsPerSecond.value, now), 1, now);
      charge(installation, kind, kind === 'write' ? unitsOf(bytes) : 1, now);
    },
    answerRead(installation, bytes, now) {
      const further = unitsOf(bytes) - 1;
      if (further > 0) charge(installation, 'read', further, now);
    },
    keysOf(installation, now) {
      const spendKey = (what: string, space: string, key: string, most: number, bytes: number): void => {
        spend(windowOf(JSON.stringify([installation, what, space, key]), SECOND, most, now), bytes, now);
      };
      return {
        readKey: (space, key, bytes) => {
          spendKey('read', space, key, LIMITS.keyReadBytesPerSecond.value, bytes);
        },
        writeKey: (space, key, bytes) => {
          spendKey('write', space, key, LIMITS.keyWriteBytesPerSecond.value, bytes);
        },
        readIndex: (space, indexValue, items) => {
          const bytes = items.reduce((sum, { value }) => sum + bytesOf(value), 0);
          spendKey('query', space, indexValue, LIMITS.indexValueBytesPerSecond.value, bytes);
        },
      };
    },
    counters: () => ({ reads: { ...reads }, writes: { ...writes }, byOperation: Object.fromEntries(byOperation) }),
    resetCounters() {
      reads = { calls: 0, units: 0 };
      writes = { calls: 0, units: 0 };
      byOperation = new Map();
    },
  };
};
