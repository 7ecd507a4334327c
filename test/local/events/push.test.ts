import { UNKNOWNS } from '../../../local/events/unknowns';
import { openApp } from './fixtures/app';

type App = Awaited<ReturnType<typeof openApp>>;

let app: App;

beforeAll(async () => {
  app = await openApp({}, { scheduledTrigger: [] });
});

afterEach(() => app.reset());

afterAll(() => app.close());

const stats = (jobId: string, queue = 'plain') => app.ask('stats', { queue, jobId });

const errorOf = async (call: string, payload: unknown): Promise<string | undefined> => (await app.ask(call, payload)).error?.name;

const many = (count: number): readonly unknown[] => Array.from({ length: count }, (_, note) => ({ body: { note } }));

/** Sends a push past the client, so that what it would never send arrives. */
const raw = async (changes: object, operation = 'publish'): Promise<number | undefined> => {
  const path = `/webhook/queue/${operation}/{contextAri}/{environmentId}/{appId}/{appVersion}`;
  const sent = {
    queueName: 'plain',
    jobId: 'job-1',
    type: 'avi:forge:app:event',
    schema: 'ari:cloud:ecosystem::forge/app-event-2',
    payload: [{ body: {} }],
    time: 'now',
    ...changes,
  };
  return app.site.events.call(path, JSON.stringify(sent), 'chain')?.status;
};

describe('a push', () => {
  test('gives a job whose events are in progress, also those whose delay isn’t over', async () => {
    const jobId = await app.push('plain', { body: {} }, { body: {}, delayInSeconds: 900 });
    expect(await stats(jobId)).toEqual({ result: { success: 0, inProgress: 2, failed: 0 } });
    app.site.events.switches.delayedCountAsInProgress = false;
    expect(await stats(jobId)).toEqual({ result: { success: 0, inProgress: 1, failed: 0 } });
  });

  test.each([
    ['to a queue that no consumer names', { queue: 'gone', events: { body: {} } }, 'InternalServerError'],
    ['of no events', { queue: 'plain', events: [] }, 'NoEventsToPushError'],
    ['of 51 events', { queue: 'plain', events: many(51) }, 'TooManyEventsError'],
    ['over 200 KB', { queue: 'plain', events: { body: { text: 'x'.repeat(205_000) } } }, 'PayloadTooBigError'],
    [
      'of an event over 100 KB for a long function',
      { queue: 'long', events: { body: { text: 'x'.repeat(102_400) } } },
      'PayloadTooBigError',
    ],
    ['with a delay over 15 minutes', { queue: 'plain', events: { body: {}, delayInSeconds: 901 } }, 'InvalidPushSettingsError'],
    [
      'with a concurrency that is none',
      { queue: 'plain', events: { body: {}, concurrency: { key: '', limit: 0 } } },
      'InternalServerError',
    ],
  ])('%s is refused', async (_, wish, name) => {
    expect(await errorOf('push', wish)).toBe(name);
    expect(app.site.events.queue().events).toEqual([]);
  });

  test('may be as large as the limits say', async () => {
    await app.push('plain', ...many(50));
    await app.push('plain', { body: { text: 'x'.repeat(204_000) } });
    await app.push('long', { body: { text: 'x'.repeat(102_000) } });
    expect(app.site.events.queue().counts.waiting).toBe(52);
  });

  test.each([
    ['no payload', { payload: [] }],
    ['51 events', { payload: many(51) }],
    ['a body that is no object', { payload: [{ body: 'text' }] }],
    ['a delay below 0', { payload: [{ body: {}, delayInSeconds: -1 }] }],
    ['another type', { type: 'avi:forge:other' }],
    ['another schema', { schema: 'other' }],
    ['no job', { jobId: '' }],
  ])('with %s is 400 where the client let it through', async (_, changes) => {
    expect(await raw(changes)).toBe(400);
    expect(await raw({})).toBe(201);
  });

  test('that is no JSON is 400, and another path isn’t the queues’', () => {
    const rest = '{contextAri}/{environmentId}/{appId}/{appVersion}';
    expect(app.site.events.call(`/webhook/queue/publish/${rest}`, '{', 'chain')?.status).toBe(400);
    expect(app.site.events.call(`/webhook/queue/publish/${encodeURIComponent('{contextAri}')}/a/b/c`, '{}', 'chain')).toBeUndefined();
    expect(app.site.events.call(`/webhook/queue/drain/${rest}`, '{}', 'chain')).toBeUndefined();
    expect(app.site.events.call('/webhook/queue/publish/ari/env/app/1', '{}', 'chain')).toBeUndefined();
  });

  test('over 500 events a minute is refused until the minute is over', async () => {
    for (let each = 0; each < 10; each += 1) await app.push('plain', ...many(50));
    expect(await errorOf('push', { queue: 'long', events: { body: {} } })).toBe('RateLimitError');
    app.site.clock.advance(61_000);
    expect(await errorOf('push', { queue: 'long', events: { body: {} } })).toBeUndefined();
  });

  test('is refused once 1,000 descend from one invocation, in whatever generation', async () => {
    await app.push('plain', { body: { do: 'generations', with: [400, 400, 400] } });
    // 500 events a minute are another limit.
    for (let generation = 0; generation < 3; generation += 1) {
      await app.site.events.settle();
      app.site.clock.advance(61_000);
    }
    expect(await app.stored('refused')).toBe('InvocationLimitReachedError');
    expect(await app.stored('pushed')).toBe(1_000 - 1);
    expect(await errorOf('push', { queue: 'plain', events: { body: {} } })).toBeUndefined();
  });

  test('counts those of the first invocation itself', async () => {
    let at = Date.UTC(2026, 10, 21);
    const hurried = await openApp({ now: () => (at += 200) }, { scheduledTrigger: [] });
    const pushing = await hurried.ask('pushMany', { queue: 'plain', events: { body: {} }, times: 1_001 });
    expect(pushing.error?.name).toBe('InvocationLimitReachedError');
    expect(hurried.site.events.queue().counts.waiting).toBe(1_000);
    await hurried.close();
  }, 30_000);
});

describe('a job', () => {
  test('is unknown to another queue, and to one that never was', async () => {
    const jobId = await app.push('plain', { body: {} });
    expect((await app.ask('stats', { queue: 'long', jobId })).error).toMatchObject({ name: 'JobDoesNotExistError' });
    expect(await errorOf('cancel', { queue: 'long', jobId })).toBe('JobDoesNotExistError');
    expect(await errorOf('stats', { queue: 'plain', jobId: 'gone' })).toBe('JobDoesNotExistError');
    expect(await errorOf('stats', { queue: 'plain', jobId: '' })).toBe('JobDoesNotExistError');
  });

  test('is known for two days, and longer while an event of it waits', async () => {
    const day = 24 * 60 * 60_000;
    const jobId = await app.push('plain', { body: {} });
    await app.site.events.settle();
    app.site.clock.advance(2 * day - 60_000);
    expect(await errorOf('stats', { queue: 'plain', jobId })).toBeUndefined();
    app.site.events.switches.hold = true;
    const waiting = await app.push('plain', { body: {} });
    app.site.clock.advance(3 * day);
    await errorOf('stats', { queue: 'plain', jobId });
    expect(await errorOf('stats', { queue: 'plain', jobId })).toBe('JobDoesNotExistError');
    expect(await errorOf('stats', { queue: 'plain', jobId: waiting })).toBeUndefined();
  });

  test('that is cancelled delivers nothing more, and its numbers fall', async () => {
    const jobId = await app.push('plain', { body: {} }, { body: {}, delayInSeconds: 60 });
    await app.site.events.settle();
    expect(await app.ask('cancel', { queue: 'plain', jobId })).toEqual({});
    app.site.clock.advance(120_000);
    await app.site.events.settle();
    expect(await app.seen()).toHaveLength(1);
    expect(await stats(jobId)).toEqual({ result: { success: 1, inProgress: 0, failed: 0 } });
    expect(await errorOf('cancel', { queue: 'plain', jobId })).toBeUndefined();
  });

  test('that is cancelled while an event runs loses its retry', async () => {
    const jobId = await app.push('plain', { body: { do: 'hang' } }, { body: { do: 'retry', with: 9 } });
    const { events, kvs } = app.site;
    events.switches.order = 'reversed';
    let cancelled: Promise<unknown> | undefined;
    kvs.faults.onCall = async () => {
      kvs.faults.onCall = null;
      cancelled = app.ask('cancel', { queue: 'plain', jobId });
      await cancelled;
    };
    await events.settle();
    expect(await cancelled).toEqual({});
    expect(events.queue().counts).toMatchObject({ waiting: 0, cancelled: 2 });
  });
});

describe('a fault on demand', () => {
  test('makes some events of a push fail', async () => {
    app.site.events.switches.faults = [{ operation: 'publish', answer: { failing: [1] }, times: 1 }];
    const { error } = await app.ask('push', { queue: 'plain', events: many(3) });
    expect(error).toMatchObject({
      name: 'PartialSuccessError',
      message: 'Failed to process 1 event(s).',
      more: { failedEvents: [{ errorMessage: 'A fault that was asked for.', payload: { body: { note: 1 } } }] },
    });
    await app.site.events.settle();
    expect((await app.seen()).map(({ event }) => event.body.note)).toEqual([0, 2]);
    expect(await errorOf('push', { queue: 'plain', events: many(1) })).toBeUndefined();
  });

  test.each([
    [{ status: 500 }, 'InternalServerError', '500 Internal Server Error: A fault that was asked for.'],
    [{ status: 503, body: 'not what was expected' }, 'InternalServerError', '503'],
    [{ status: 200 }, 'InternalServerError', '200'],
    [{ status: 429 }, 'RateLimitError', 'Too many requests.'],
    [{ status: 405 }, 'InvocationLimitReachedError', 'cyclic'],
    [{ status: 413 }, 'PayloadTooBigError', 'A fault that was asked for.'],
    [{ proxyError: 'SOMETHING_ELSE' }, 'ProxyRequestError', ''],
  ])('answers a push with %j, which the app sees as %s', async (answer, name, message) => {
    app.site.events.switches.faults = [{ operation: 'publish', answer, times: 2 }];
    for (const _ of [1, 2]) {
      const { error } = await app.ask('push', { queue: 'plain', events: many(1) });
      expect(error?.name).toBe(name);
      expect(error?.message).toContain(message);
    }
    await app.site.events.settle();
    expect(await app.seen()).toEqual([]);
    expect(await errorOf('push', { queue: 'plain', events: many(1) })).toBeUndefined();
  });

  test('can strike after the push was taken, so that the app doesn’t know', async () => {
    app.site.events.switches.faults = [{ operation: 'publish', when: 'after', answer: { status: 500 } }];
    expect(await errorOf('push', { queue: 'plain', events: many(1) })).toBe('InternalServerError');
    await app.site.events.settle();
    expect(await app.seen()).toHaveLength(1);
  });

  test('strikes stats and cancel too', async () => {
    const jobId = await app.push('plain', { body: {} });
    app.site.events.switches.faults = [
      { operation: 'stats', answer: { status: 500 } },
      { operation: 'cancel', answer: { status: 200 } },
    ];
    expect(await errorOf('stats', { queue: 'plain', jobId })).toBe('InternalServerError');
    expect(await errorOf('cancel', { queue: 'plain', jobId })).toBe('InternalServerError');
  });
});

test('every unknown that can go either way names its switch', () => {
  const named = Object.values(UNKNOWNS).flatMap((unknown) => ('switch' in unknown ? [unknown.switch] : []));
  expect(named.filter((name) => !(name in app.site.events.switches))).toEqual([]);
  expect(named).toHaveLength(2);
});
