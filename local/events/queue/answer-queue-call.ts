import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import * as v from 'valibot';
import { jsonBytes } from '../../runtime/limits';
import type { Consumer } from '../background-modules';
import type { EventTable, NewEvent } from './event-table';
import { LIMITS } from '../limits';
import type { EventFault, EventSwitches } from '../switches';

// The braces are the app's: Forge's proxy fills them in. A URL that was built on the way has them encoded.
const PATH =
  /^\/webhook\/queue\/(publish|stats|cancel)\/(?:\{|%7B)contextAri(?:\}|%7D)(?:\/(?:\{|%7B)(?:environmentId|appId|appVersion)(?:\}|%7D)){3}$/;

const record = v.record(v.string(), v.unknown());
const job = { queueName: v.string(), jobId: v.pipe(v.string(), v.nonEmpty()), time: v.string() };

const push = v.object({
  ...job,
  type: v.literal('avi:forge:app:event'),
  schema: v.literal('ari:cloud:ecosystem::forge/app-event-2'),
  payload: v.pipe(
    v.array(
      v.looseObject({
        body: record,
        delayInSeconds: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(LIMITS.delaySeconds))),
        concurrency: v.optional(v.object({ key: v.pipe(v.string(), v.nonEmpty()), limit: v.pipe(v.number(), v.integer(), v.minValue(1)) })),
      }),
    ),
    v.minLength(1),
    v.maxLength(LIMITS.eventsPerPush),
  ),
});

const BODIES = { publish: push, stats: v.object(job), cancel: v.object(job) } as const;
type Operation = keyof typeof BODIES;

/** What the doors of the queues stand on. */
export interface QueueDoor {
  readonly table: EventTable;
  readonly consumers: ReadonlyMap<string, Consumer>;
  readonly switches: EventSwitches;
  readonly now: () => number;
}

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  Response.json(body, { status, statusText: STATUS_CODES[status] ?? '', headers });

const refuse = (status: number, message: string): Response => json(status, { code: status, message, errors: [] });

const parseBody = (body: string): unknown => {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
};

const newEvents = (door: QueueDoor, sent: v.InferOutput<typeof push>, chain: string, left: ReadonlySet<number>): readonly NewEvent[] => {
  const at = door.now();
  return sent.payload
    .filter((_, index) => !left.has(index))
    .map((event) => ({
      eventId: randomUUID(),
      queue: sent.queueName,
      jobId: sent.jobId,
      pushed: JSON.stringify(event),
      ...(event.concurrency === undefined ? {} : { concurrency: event.concurrency }),
      chain,
      enqueuedAt: at,
      dueAt: at + (event.delayInSeconds ?? 0) * 1000 + door.switches.lateByMs,
    }));
};

const tooMuch = (door: QueueDoor, sent: v.InferOutput<typeof push>, consumer: Consumer, chain: string): Response | undefined => {
  if (jsonBytes(sent.payload) > LIMITS.pushBytes) return json(413, { errorMessage: 'The events of one push are over 200 KB.' });
  if (consumer.long && sent.payload.some((event) => jsonBytes(event) > LIMITS.longEventBytes)) {
    return json(413, { errorMessage: 'An event for a function that may run longer than 55 s is over 100 KB.' });
  }
  if (door.table.enqueuedBetween(door.now() - 60_000, door.now()) + sent.payload.length > LIMITS.eventsPerMinute) {
    return refuse(429, 'More than 500 events in a minute.');
  }
  if (door.table.pushesOf(chain) >= LIMITS.pushesPerChain) return refuse(405, 'More than 1,000 pushes descend from one invocation.');
  return undefined;
};

const publish = (door: QueueDoor, sent: v.InferOutput<typeof push>, chain: string, failing: readonly number[]): Response => {
  const consumer = door.consumers.get(sent.queueName);
  if (!consumer) return refuse(404, `No consumer of the manifest has the queue '${sent.queueName}'.`);
  const refused = tooMuch(door, sent, consumer, chain);
  if (refused) return refused;
  door.table.push(newEvents(door, sent, chain, new Set(failing)), chain, door.now());
  if (failing.length === 0) return new Response(null, { status: 201 });
  return json(202, { failedEvents: failing.map((index) => ({ index, errorMessage: 'A fault that was asked for.' })) });
};

const stats = (
  { table, switches, now }: QueueDoor,
  { jobId, queueName }: { readonly jobId: string; readonly queueName: string },
): Response => {
  const found = table.stats(jobId, queueName, switches.delayedCountAsInProgress ? undefined : now());
  if (!found) return refuse(404, 'There is no such job.');
  const { success, inProgress, failed } = found;
  return json(200, { success, inProgress, failed });
};

const cancel = ({ table }: QueueDoor, { jobId, queueName }: { readonly jobId: string; readonly queueName: string }): Response => {
  if (!table.stats(jobId, queueName)) return refuse(404, 'There is no such job.');
  table.cancel(jobId, queueName);
  return new Response(null, { status: 204 });
};

const strike = (switches: EventSwitches, operation: Operation): EventFault | undefined => {
  const found = switches.faults.find((fault) => fault.operation === operation);
  if (found?.times !== undefined) {
    const left = found.times - 1;
    switches.faults = switches.faults.flatMap((fault) => (fault !== found ? [fault] : left > 0 ? [{ ...fault, times: left }] : []));
  }
  return found;
};

const faultAnswer = (answer: Exclude<EventFault['answer'], { readonly failing: unknown }>): Response => {
  if ('proxyError' in answer) return json(500, { code: answer.proxyError }, { 'forge-proxy-error': answer.proxyError });
  const message = 'A fault that was asked for.';
  if ([201, 204].includes(answer.status)) return new Response(null, { status: answer.status });
  return json(answer.status, answer.body ?? { code: answer.status, message, errorMessage: message });
};

const act = (door: QueueDoor, operation: Operation, body: unknown, chain: string, failing: readonly number[]): Response => {
  const parsed = v.safeParse(BODIES[operation], body);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return refuse(400, `${v.getDotPath(issue) ?? 'The body'}: ${issue.message}`);
  }
  const sent = parsed.output;
  if ('payload' in sent) return publish(door, sent, chain, failing);
  return operation === 'stats' ? stats(door, sent) : cancel(door, sent);
};

/**
 * Answers what `Queue` of @forge/events 3.0.8 sends; undefined for a path that isn't its own. What is pushed is stored before the answer and
 * delivered after it. `chain` is the invocation that this one descends from.
 */
export const answerQueueCall = (door: QueueDoor, path: string, body: string, chain: string): Response | undefined => {
  const operation = PATH.exec(path)?.[1];
  if (operation !== 'publish' && operation !== 'stats' && operation !== 'cancel') return undefined;
  const fault = strike(door.switches, operation);
  const sent = parseBody(body);
  if (!fault) return act(door, operation, sent, chain, []);
  if ('failing' in fault.answer) return act(door, operation, sent, chain, fault.answer.failing);
  if (fault.when === 'after') act(door, operation, sent, chain, []);
  return faultAnswer(fault.answer);
};
