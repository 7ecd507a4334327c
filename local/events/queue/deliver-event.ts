import * as v from 'valibot';
import { jsonBytes } from '../../runtime/limits';
import type { InvocationCall, InvocationFailure, InvocationResult } from '../../runtime/runtime';
import type { Consumer } from '../background-modules';
import type { EventTable, StoredEvent } from './event-table';
import { LIMITS } from '../limits';

/** Why an event comes again, as the app is told in `retryContext`. */
interface Retry {
  readonly retryReason: string;
  readonly retryData?: unknown;
}

const asked = v.object({
  _retry: v.literal(true),
  retryOptions: v.optional(
    v.object({ retryAfter: v.optional(v.number()), retryReason: v.optional(v.string()), retryData: v.optional(v.unknown()) }),
  ),
});

const REASONS: Readonly<Record<InvocationFailure['kind'], string>> = {
  threw: 'FUNCTION_PLATFORM_UNKNOWN_ERROR',
  timeout: 'FUNCTION_TIME_OUT',
  exited: 'FUNCTION_OUT_OF_MEMORY',
  'too-large': 'FUNCTION_PLATFORM_UNKNOWN_ERROR',
  'not-found': 'FUNCTION_PLATFORM_UNKNOWN_ERROR',
};

/** How long until the nth retry, in ms: 10 s, twice as long each time, at most 15 minutes. */
const backoff = (nth: number): number => Math.min(10_000 * 2 ** Math.min(nth - 1, 20), LIMITS.retryAfterSeconds * 1000);

/** What comes of a delivery. `again` in ms from now; `counts` says whether it raises the app's `retryCount`. */
type Verdict =
  { readonly ended: 'success' } | { readonly again: number; readonly retry: Retry; readonly failure: string; readonly counts: boolean };

const judge = (outcome: InvocationResult, retryCount: number): Verdict => {
  if (!outcome.ok) {
    const { kind } = outcome.error;
    // The app isn't there (yet): nothing that the app did.
    const counts = kind !== 'not-found';
    return { again: backoff(retryCount + 1), retry: { retryReason: REASONS[kind] }, failure: kind, counts };
  }
  const wish = v.safeParse(asked, outcome.result);
  if (!wish.success) return { ended: 'success' };
  const { retryAfter, retryReason = 'FUNCTION_RETRY_REQUEST', retryData } = wish.output.retryOptions ?? {};
  const again = retryAfter === undefined ? backoff(retryCount + 1) : Math.min(Math.max(retryAfter, 1), LIMITS.retryAfterSeconds) * 1000;
  const kept = retryData === undefined || jsonBytes(retryData) > LIMITS.retryDataBytes ? {} : { retryData };
  return { again, retry: { retryReason, ...kept }, failure: 'asked for a retry', counts: true };
};

const retryContextOf = (event: StoredEvent, at: number) => {
  if (event.retry === null) return {};
  const retentionWindow = {
    startTime: new Date(event.enqueued_at).toISOString(),
    remainingTimeMs: Math.max(0, event.enqueued_at + LIMITS.windowMs - at),
  };
  return { retryContext: { retryCount: event.retry_count, ...(JSON.parse(event.retry) as Retry), retentionWindow } };
};

/** What delivers. */
export interface Delivery {
  readonly table: EventTable;
  readonly consumers: ReadonlyMap<string, Consumer>;
  readonly invoke: (call: InvocationCall) => Promise<InvocationResult>;
  readonly now: () => number;
  readonly isClosed: () => boolean;
}

/** Whether an event may still be delivered; when not, it has ended. */
export const isDeliverable = ({ table, consumers }: Pick<Delivery, 'table' | 'consumers'>, event: StoredEvent, at: number): boolean => {
  const missing = consumers.has(event.queue) ? undefined : 'the manifest has no consumer for it any more';
  const late = at >= event.enqueued_at + LIMITS.windowMs ? 'its 24 hours are over' : undefined;
  const failure = missing ?? late;
  if (failure !== undefined) table.end(event.seq, 'failed', failure);
  return failure === undefined;
};

/**
 * Delivers one event by one invocation and judges how it ended. The event counts as running already. When the site closes meanwhile nothing
 * is written: it is delivered again when the site opens.
 */
export const deliverEvent = async (by: Delivery, event: StoredEvent, consumer: Consumer): Promise<void> => {
  const { table } = by;
  const outcome = await by.invoke({
    functionKey: consumer.functionKey,
    moduleKey: consumer.key,
    background: { type: 'consumer', chain: event.chain },
    payload: {
      ...(JSON.parse(event.pushed) as object),
      queueName: event.queue,
      jobId: event.job_id,
      eventId: event.event_id,
      ...retryContextOf(event, by.now()),
    },
  });
  if (by.isClosed()) return;
  const verdict = judge(outcome, event.retry_count);
  if ('ended' in verdict) {
    table.end(event.seq, verdict.ended);
    return;
  }
  const cancelled = table.get(event.seq)?.cancelled === 1;
  const dueAt = by.now() + verdict.again;
  if (cancelled) table.end(event.seq, 'cancelled');
  else if (event.duplicate === 1) table.end(event.seq, 'failed', verdict.failure);
  else if (dueAt >= event.enqueued_at + LIMITS.windowMs) table.end(event.seq, 'failed', verdict.failure);
  else {
    const count = event.retry_count + (verdict.counts ? 1 : 0);
    const retry = verdict.counts ? JSON.stringify(verdict.retry) : event.retry;
    table.retry(event.seq, { dueAt, count, retry, failure: verdict.failure });
  }
};
