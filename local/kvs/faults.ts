import * as v from 'valibot';

/** An item that a call names. A query names its entity and, as its key, the prefix that it asks for. */
export interface NamedItem {
  readonly key?: string;
  readonly entityName?: string;
}

/** A call on its way: `before` the store acts, or `after` it acted and before the caller is answered. */
export interface KvsCall {
  readonly phase: 'before' | 'after';
  readonly installationId: string;
  /** The path after `/api/v1/`, such as `entity/set` or `transaction`. */
  readonly operation: string;
  readonly items: readonly NamedItem[];
  /** 1 for the first call since the store was opened. */
  readonly number: number;
  /** The status that the store gave; in `after` alone. */
  readonly status?: number;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(1));

const fault = v.strictObject({
  operation: v.optional(v.string()),
  /** A key, or a prefix followed by `*`. */
  key: v.optional(v.string()),
  entityName: v.optional(v.string()),
  installationId: v.optional(v.string()),
  /** Strike the nth matching call, counted from when the fault was set; with `times`, that many from there on. */
  nth: v.optional(count),
  /** Strike this many matching calls, then no more. Without `nth` and `times` every one is struck. */
  times: v.optional(count),
  when: v.picklist(['before', 'after']),
  answer: v.union([
    v.literal('never'),
    v.strictObject({ status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)), code: v.optional(v.string()) }),
  ]),
});

/**
 * Makes matching calls fail: `before`, nothing was stored; `after`, it was stored and the caller is not told.
 * Members that are left out match every call. `never` answers only when the store is closed, and then by a rejection.
 */
export type KvsFault = Readonly<v.InferOutput<typeof fault>>;

/** Reads faults sent as JSON: one, a list, or null for none. Throws ValiError. */
export const parseFaults = (sent: unknown): readonly KvsFault[] =>
  v.parse(
    v.union([
      v.pipe(
        v.null(),
        v.transform(() => []),
      ),
      v.array(fault),
      v.pipe(
        fault,
        v.transform((one) => [one]),
      ),
    ]),
    sent,
  );

const keyMatches = (wanted: string, key: string): boolean => (wanted.endsWith('*') ? key.startsWith(wanted.slice(0, -1)) : key === wanted);

const matches = (wanted: KvsFault, call: KvsCall): boolean => {
  if (wanted.when !== call.phase) return false;
  if (wanted.operation !== undefined && wanted.operation !== call.operation) return false;
  if (wanted.installationId !== undefined && wanted.installationId !== call.installationId) return false;
  const { key, entityName } = wanted;
  if (key === undefined && entityName === undefined) return true;
  return call.items.some(
    (item) =>
      (key === undefined || (item.key !== undefined && keyMatches(key, item.key))) &&
      (entityName === undefined || item.entityName === entityName),
  );
};

/** The faults that are set, with how often each has matched. */
export interface Faults {
  /** Replaces what was set, and counts matches anew. A call that `never` holds stays held. */
  readonly set: (faults: KvsFault | readonly KvsFault[] | null) => void;
  readonly current: () => readonly KvsFault[];
  /** What strikes this call, if anything. Every matching fault counts it; the first that strikes decides. */
  readonly strike: (call: KvsCall) => KvsFault['answer'] | undefined;
}

export const openFaults = (): Faults => {
  let active: { readonly fault: KvsFault; seen: number }[] = [];
  const strikes = (entry: { readonly fault: KvsFault; seen: number }): boolean => {
    const { nth, times } = entry.fault;
    if (nth !== undefined) return entry.seen >= nth && entry.seen < nth + (times ?? 1);
    return times === undefined || entry.seen <= times;
  };
  return {
    set(faults) {
      const list = faults === null ? [] : Array.isArray(faults) ? faults : [faults];
      active = list.map((one: KvsFault) => ({ fault: one, seen: 0 }));
    },
    current: () => active.map((entry) => entry.fault),
    strike(call) {
      let answer: KvsFault['answer'] | undefined;
      for (const entry of active) {
        if (!matches(entry.fault, call)) continue;
        entry.seen += 1;
        if (answer === undefined && strikes(entry)) answer = entry.fault.answer;
      }
      return answer;
    },
  };
};

const named = v.object({ key: v.optional(v.string()), entityName: v.optional(v.string()) });
const prefix = v.object({ values: v.tupleWithRest([v.string()], v.unknown()) });
const describable = v.object({
  set: v.optional(v.array(named)),
  delete: v.optional(v.array(named)),
  check: v.optional(v.array(named)),
  where: v.optional(v.array(v.union([prefix, v.object({})]))),
});

const itemOf = ({ key, entityName }: v.InferOutput<typeof named>): NamedItem => ({
  ...(key === undefined ? {} : { key }),
  ...(entityName === undefined ? {} : { entityName }),
});

/** The items that a body names, read leniently: a call may be of any shape. */
export const itemsNamed = (body: unknown): readonly NamedItem[] => {
  const list = v.safeParse(v.array(named), body);
  if (list.success) return list.output.map(itemOf);
  const group = v.safeParse(describable, body);
  const grouped = group.success ? [...(group.output.set ?? []), ...(group.output.delete ?? []), ...(group.output.check ?? [])] : [];
  if (grouped.length > 0) return grouped.map(itemOf);
  const prefixes = group.success
    ? (group.output.where ?? []).flatMap((clause) => ('values' in clause ? [{ key: clause.values[0] }] : []))
    : [];
  if (prefixes.length > 0) return prefixes;
  const one = v.safeParse(named, body);
  return one.success ? [itemOf(one.output)] : [];
};
