import * as v from 'valibot';
import { late, untilAborted } from './traffic/waits';

const common = {
  /** Only calls of this operation (an operationId; `issueToken` for the token endpoint); without it, of all. */
  operation: v.optional(v.string()),
  /** Only the nth matching call, from 1. */
  nth: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** How many matching calls are hit in all; without it, every one. */
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** Before anything is looked at, or after the call was carried out, so that only its answer is lost. */
  when: v.optional(v.picklist(['before', 'after'])),
};

const faultSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('status'), status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)), ...common }),
  v.strictObject({ kind: v.literal('throttle'), retryAfter: v.optional(v.union([v.number(), v.string()])), ...common }),
  v.strictObject({ kind: v.literal('delay'), milliseconds: v.pipe(v.number(), v.minValue(0)), ...common }),
  v.strictObject({ kind: v.literal('never'), ...common }),
  v.strictObject({ kind: v.literal('disconnect'), ...common }),
  v.strictObject({ kind: v.literal('nonsense'), body: v.optional(v.string()), contentType: v.optional(v.string()), ...common }),
]);

/**
 * What goes wrong on demand: `status` answers that code; `throttle` 429 with Retry-After (seconds or a date); `delay` answers late, in real
 * time; `never` answers only when the caller gives up; `disconnect` fails as a broken connection does; `nonsense` answers 200 with a body that
 * is not what was asked for (HTML, unless given).
 */
export type Fault = v.InferOutput<typeof faultSchema>;

export interface Faults {
  /** One fault, several (the first that matches hits), or null for none. Counting starts anew. Throws one sentence for anything else. */
  set(faults: Fault | readonly Fault[] | null): void;
  /** Carries the call out with whatever fault hits it. */
  around(operation: string, signal: AbortSignal, carryOut: () => Promise<Response>): Promise<Response>;
}

interface Armed {
  readonly fault: Fault;
  seen: number;
  hits: number;
}

/** Faults of one stand-in. `now`: its clock, milliseconds since the epoch. */
export function openFaults(_now: () => number = Date.now): Faults {
  let armed: readonly Armed[] = [];
  return {
    set(faults) {
      const parsed = v.safeParse(v.array(faultSchema), faults === null ? [] : Array.isArray(faults) ? faults : [faults]);
      if (!parsed.success) throw new Error(`That is no fault: ${v.getDotPath(parsed.issues[0]) ?? ''} ${parsed.issues[0].message}`);
      armed = parsed.output.map((fault) => ({ fault, seen: 0, hits: 0 }));
    },
    async around(operation, signal, carryOut) {
      const hit = armed.filter((one) => (one.fault.operation ?? operation) === operation).find(strikes);
      if (!hit) return carryOut();
      const answered = hit.fault.when === 'after' || hit.fault.kind === 'delay' ? await carryOut() : undefined;
      return misbehave(hit.fault, signal, answered);
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

function misbehave(fault: Fault, signal: AbortSignal, answered: Response | undefined): Promise<Response> | Response {
  switch (fault.kind) {
    case 'status':
      return Response.json({ code: fault.status, message: 'A fault was asked for.' }, { status: fault.status });
    case 'throttle':
      return Response.json(
        { code: 429, message: 'Too many requests.' },
        { status: 429, headers: { 'retry-after': String(fault.retryAfter ?? 1) } },
      );
    case 'nonsense':
      return new Response(fault.body ?? '<html><body>We will be back soon.</body></html>', {
        headers: { 'content-type': fault.contentType ?? 'text/html; charset=utf-8' },
      });
    case 'disconnect':
      throw new TypeError('fetch failed', { cause: new Error('other side closed') });
    case 'never':
      return untilAborted(signal);
    case 'delay':
      return late(fault.milliseconds, signal).then(() => answered ?? Response.error());
  }
}
