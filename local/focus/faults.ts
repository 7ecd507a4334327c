import * as v from 'valibot';
import { openPageFaults } from './traffic/page-faults';
import { misbehave } from './traffic/misbehave';

const common = {
  /** Only calls of this operation (an operationId; `issueToken`, `tenantInfo`); without it, of all. */
  operation: v.optional(v.string()),
  /** Only the nth matching call, from 1. */
  nth: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** How many matching calls are hit in all; without it, every one. */
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** Before anything is looked at, or after the call was carried out, so that only its answer is lost. */
  when: v.optional(v.picklist(['before', 'after'])),
};

const milliseconds = v.pipe(v.number(), v.minValue(0));

const faultSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('status'), status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)), ...common }),
  v.strictObject({
    kind: v.literal('throttle'),
    status: v.optional(v.picklist([429, 503])),
    retryAfter: v.optional(v.nullable(v.union([v.number(), v.string()]))),
    form: v.optional(v.picklist(['seconds', 'date'])),
    ...common,
  }),
  v.strictObject({
    kind: v.literal('redirect'),
    status: v.optional(v.picklist([301, 302, 303, 307, 308])),
    location: v.optional(v.pipe(v.string(), v.url())),
    ...common,
  }),
  v.strictObject({ kind: v.literal('nonsense'), body: v.optional(v.string()), contentType: v.optional(v.string()), ...common }),
  v.strictObject({ kind: v.literal('disconnect'), ...common }),
  v.strictObject({ kind: v.literal('never'), ...common }),
  v.strictObject({ kind: v.literal('huge'), megabytes: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(1000))), ...common }),
  v.strictObject({ kind: v.literal('delay'), milliseconds, ...common }),
  v.strictObject({ kind: v.literal('slow-body'), milliseconds, ...common }),
  v.strictObject({ kind: v.literal('stalled-body'), ...common }),
  v.strictObject({ kind: v.literal('cut-body'), ...common }),
  v.strictObject({ kind: v.literal('truncated'), ...common }),
  v.strictObject({ kind: v.literal('endless'), records: v.optional(v.picklist(['again', 'new', 'none'])), ...common }),
  v.strictObject({ kind: v.literal('circle'), to: v.optional(v.picklist(['itself', 'first'])), ...common }),
]);

/**
 * What goes wrong on demand.
 * In place of an answer: `status` that code; `throttle` 429 (or 503) with Retry-After: `retryAfter` seconds, 1 unless given, written as such or
 * as the `date` that they lead to by the stand-in's clock, or a text as it is, or null for no header; `redirect` (302 unless given) to
 * `location`, unless given the same path on another site of atlassian.net; `nonsense` 200 with a body that is not what was asked for (HTML,
 * unless given); `disconnect` fails as a broken connection does; `never` answers only when the caller gives up; `huge` 200 with a page of
 * `megabytes` (30 unless given), streamed without a length.
 * To the answer of a call that is carried out: `delay` all of it comes late; `slow-body` the headers at once, the body in ten parts over that
 * time; `stalled-body` half of the body, then nothing until the caller gives up; `cut-body` half of it, then the connection breaks;
 * `truncated` half of it as if it were all. Times are real ones.
 * To the pages of a list: `endless` never ends, with a new cursor each time: its records `again` and again (unless given), `new` ones for ever,
 * or `none`, which with `times` is as many empty pages before the rest; `circle` the last page names the `first` one's cursor as the next
 * (unless given), or every page its own (`itself`). What has no cursors (a get, the shape `array`) is left as it is.
 */
export type Fault = v.InferOutput<typeof faultSchema>;

export interface Faults {
  /** One fault, several (the first that matches hits), or null for none. Counting starts anew. Throws one sentence for anything else. */
  set(faults: Fault | readonly Fault[] | null): void;
  /** Carries the call out with whatever fault hits it. */
  around(operation: string, request: Request, carryOut: () => Promise<Response>): Promise<Response>;
}

interface Armed {
  readonly fault: Fault;
  seen: number;
  hits: number;
}

/** Faults of one stand-in. `now`: its clock, milliseconds since the epoch. */
export function openFaults(now: () => number = Date.now): Faults {
  let armed: readonly Armed[] = [];
  let pages = openPageFaults();
  return {
    set(faults) {
      const parsed = v.safeParse(v.array(faultSchema), faults === null ? [] : Array.isArray(faults) ? faults : [faults]);
      if (!parsed.success) throw new Error(`That is no fault: ${v.getDotPath(parsed.issues[0]) ?? ''} ${parsed.issues[0].message}`);
      armed = parsed.output.map((fault) => ({ fault, seen: 0, hits: 0 }));
      pages = openPageFaults();
    },
    async around(operation, request, carryOut) {
      const hit = armed.filter((one) => (one.fault.operation ?? operation) === operation).find(strikes);
      if (!hit) return carryOut();
      const { fault } = hit;
      if (fault.kind === 'endless' || fault.kind === 'circle') return pages.after(fault, await carryOut());
      return misbehave(fault, request, now, carryOut);
    },
  };
}

function strikes(one: Armed): boolean {
  one.seen += 1;
  if (one.fault.nth !== undefined && one.seen !== one.fault.nth) return false;
  if (one.fault.times !== undefined && one.hits >= one.fault.times) return false;
  one.hits += 1;
  return true;
}
