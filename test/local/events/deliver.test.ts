import { openApp } from './fixtures/app';

type App = Awaited<ReturnType<typeof openApp>>;

let app: App;

beforeAll(async () => {
  // Time stands still but for what a test moves.
  app = await openApp({ now: () => Date.UTC(2026, 10, 21, 12) }, { scheduledTrigger: [] });
});

afterEach(() => app.reset());

afterAll(() => app.close());

const HOUR = 60 * 60_000;

const notes = async (): Promise<readonly unknown[]> => (await app.seen()).map(({ event }) => event.body.note);

const settle = (): Promise<void> => app.site.events.settle();

const noted = (count: number): readonly { readonly body: object }[] => Array.from({ length: count }, (_, note) => ({ body: { note } }));

const stats = async (jobId: string): Promise<unknown> => (await app.ask('stats', { queue: 'plain', jobId })).result;

const gapsOf = (times: readonly string[]): readonly number[] =>
  times.slice(1).map((time, index) => Math.round((Date.parse(time) - Date.parse(times[index] ?? '')) / 1000));

/** Lets time pass and gives when each delivery came, in seconds after the one before. */
const retryGaps = async (ms: number): Promise<readonly number[]> => {
  await app.site.events.pass(ms);
  return gapsOf((await app.seen()).map(({ at }) => at));
};

describe('a delivery', () => {
  test('comes after its push was answered, one event at a time, with its job and an id of its own, and as nobody', async () => {
    const jobId = await app.push('plain', { body: { note: 1 } }, { body: { note: 2 }, delayInSeconds: 0 });
    expect(await app.seen()).toEqual([]);
    await settle();
    const [first, second, ...more] = await app.seen();
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      event: { body: { note: 1 }, queueName: 'plain', jobId },
      context: { installContext: 'ari:cloud:jira::site/11111111-2222-4333-8444-555555555555' },
      moduleKey: 'plain-consumer',
      remaining: 55,
    });
    expect(first?.context).not.toHaveProperty('principal');
    expect(first?.event).not.toHaveProperty('retryContext');
    expect(second?.event).toMatchObject({ body: { note: 2 }, delayInSeconds: 0, jobId });
    expect(first?.event.eventId).toMatch(/^[0-9a-f-]{36}$/);
    expect(first?.event.eventId).not.toBe(second?.event.eventId);
    expect(await stats(jobId)).toEqual({ success: 2, inProgress: 0, failed: 0 });
  });

  test('can’t act as a user', async () => {
    await app.push('plain', { body: { do: 'asNobody' } });
    await settle();
    expect((await app.seen())[1]).toMatchObject({ error: { name: 'NeedsAuthenticationError' } });
  });

  test('runs as long as its function may', async () => {
    await app.push('long', { body: {} });
    await app.push('short', { body: {} });
    await settle();
    expect((await app.seen()).map(({ remaining, moduleKey }) => [moduleKey, remaining])).toEqual([
      ['long-consumer', 900],
      ['short-consumer', 1],
    ]);
  });

  test('comes when its delay is over, and what is due first comes first', async () => {
    await app.push('plain', { body: { note: 'late' }, delayInSeconds: 900 });
    await app.push('plain', { body: { note: 'soon' }, delayInSeconds: 1.5 }, { body: { note: 'now' } });
    await settle();
    expect(await notes()).toEqual(['now']);
    app.site.clock.advance(1_499_000);
    await settle();
    expect(await notes()).toEqual(['now', 'soon', 'late']);
  });

  test('sees the site’s time', async () => {
    app.site.clock.set(Date.UTC(2031, 0, 1));
    await app.push('plain', { body: {} });
    await settle();
    expect((await app.seen())[0]?.at).toMatch(/^2031-01-01T00:00/);
  });

  test('is bounded to 100 requests a minute', async () => {
    await app.push('plain', { body: { do: 'fetchMany', with: 103 } });
    await settle();
    expect(await app.stored('refused')).toBe(3);
  });

  test('shows what waits and what became of it, but nothing that an event holds', async () => {
    const jobId = await app.push('plain', { body: { secret: 'classified' } }, { body: { do: 'throw', secret: 'classified' } });
    const before = app.site.events.queue();
    await settle();
    const after = app.site.events.queue();
    expect(before.counts).toMatchObject({ waiting: 2, success: 0 });
    expect(after.events).toMatchObject([
      { jobId, queue: 'plain', state: 'waiting', deliveries: 1, retryCount: 1, lastFailure: 'threw' },
      { jobId, queue: 'plain', state: 'success', deliveries: 1, retryCount: 0 },
    ]);
    expect(Date.parse(after.nextDueAt ?? '') - Date.parse(after.now)).toBeGreaterThan(9_000);
    expect(JSON.stringify([before, after])).not.toContain('classified');
  });
});

describe('a retry', () => {
  test('comes when the function asked for it, with what it said', async () => {
    const jobId = await app.push('plain', { body: { do: 'retry', with: 2 } });
    expect(await retryGaps(HOUR)).toEqual([30, 30]);
    const [, second, third] = await app.seen();
    expect(second?.event.retryContext).toMatchObject({
      retryCount: 1,
      retryReason: 'FUNCTION_UPSTREAM_RATE_LIMITED',
      retryData: { page: 2 },
      retentionWindow: { startTime: expect.stringMatching(/Z$/) as string, remainingTimeMs: 24 * HOUR - 30_000 },
    });
    expect(third?.event.retryContext).toMatchObject({ retryCount: 2 });
    expect(await stats(jobId)).toEqual({ success: 1, inProgress: 0, failed: 0 });
  });

  test('comes after 15 minutes at most, and without data over 4 KB', async () => {
    await app.push('plain', { body: { do: 'retryLate' } });
    expect(await retryGaps(HOUR / 2)).toEqual([900, 900]);
    expect((await app.seen())[1]?.event.retryContext).not.toHaveProperty('retryData');
  });

  test('can be asked for in the older form', async () => {
    await app.push('plain', { body: { do: 'retryOldForm', with: 1 } });
    expect(await retryGaps(HOUR)).toEqual([10]);
  });

  test('follows a throw, later each time', async () => {
    const jobId = await app.push('plain', { body: { do: 'throwFor', with: 9 } });
    expect(await retryGaps(2 * HOUR)).toEqual([10, 20, 40, 80, 160, 320, 640, 900, 900]);
    expect((await app.seen()).at(-1)?.event.retryContext).toMatchObject({ retryCount: 9, retryReason: 'FUNCTION_PLATFORM_UNKNOWN_ERROR' });
    expect(await stats(jobId)).toEqual({ success: 1, inProgress: 0, failed: 0 });
  });

  test('of a poison event ends with its 24 hours, and the job says failed', async () => {
    const jobId = await app.push('plain', { body: { do: 'throw' } });
    await app.site.events.pass(24 * HOUR);
    const tries = (await app.seen()).length;
    expect(tries).toBeGreaterThan(90);
    await app.site.events.pass(24 * HOUR);
    expect(await app.seen()).toHaveLength(tries);
    expect(await stats(jobId)).toEqual({ success: 0, inProgress: 0, failed: 1 });
  });

  test('follows a timeout', async () => {
    await app.push('short', { body: { do: 'hang' } });
    await settle();
    app.site.clock.advance(10_000);
    app.site.events.switches.hold = true;
    expect(app.site.events.queue().events).toMatchObject([{ state: 'waiting', retryCount: 1, lastFailure: 'timeout' }]);
  });

  test('an event that waited longer than 24 hours is dropped without being delivered', async () => {
    const jobId = await app.push('plain', { body: {} });
    app.site.clock.advance(24 * HOUR);
    await settle();
    expect(await app.seen()).toEqual([]);
    expect(await stats(jobId)).toEqual({ success: 0, inProgress: 0, failed: 1 });
  });
});

describe('side by side', () => {
  const concurrent = (key: string, limit: number) => ({ body: { do: 'sides' }, concurrency: { key, limit } });

  test('so many run as the key allows, over all queues', async () => {
    app.site.events.switches.atOnce = 9;
    await app.push('plain', ...Array.from({ length: 4 }, () => concurrent('k', 2)));
    await app.push('long', ...Array.from({ length: 4 }, () => concurrent('k', 2)));
    await settle();
    expect(await app.stored('most')).toBe(2);
    expect(app.site.events.queue().counts.success).toBe(8);
  });

  test('as many as there is room for run without a key', async () => {
    app.site.events.switches.atOnce = 3;
    await app.push('plain', ...Array.from({ length: 6 }, () => ({ body: { do: 'sides' } })));
    await settle();
    expect(await app.stored('most')).toBe(3);
  });

  test('one key doesn’t wait for another', async () => {
    app.site.events.switches.atOnce = 9;
    await app.push('plain', concurrent('a', 1), concurrent('a', 1), concurrent('b', 1));
    await settle();
    expect(await app.stored('most')).toBe(2);
  });
});

describe('on demand', () => {
  test('every event comes twice, the second time with the same id, and counts once', async () => {
    app.site.events.switches.twice = true;
    const jobId = await app.push('plain', ...noted(2));
    await settle();
    expect([...(await notes())].sort()).toEqual([0, 0, 1, 1]);
    expect(new Set((await app.seen()).map(({ event }) => event.eventId)).size).toBe(2);
    expect(await stats(jobId)).toEqual({ success: 2, inProgress: 0, failed: 0 });
  });

  test('the second comes later', async () => {
    Object.assign(app.site.events.switches, { twice: true, duplicateAfterMs: 60_000 });
    await app.push('plain', ...noted(1));
    await settle();
    expect(await notes()).toEqual([0]);
    app.site.clock.advance(60_000);
    await settle();
    expect(await notes()).toEqual([0, 0]);
  });

  test('the second of an event that throws isn’t tried again for itself', async () => {
    app.site.events.switches.twice = true;
    await app.push('plain', { body: { do: 'throwFor', with: 1 } });
    await app.site.events.pass(HOUR);
    expect(await app.seen()).toHaveLength(3);
  });

  test('events come in the reverse order', async () => {
    app.site.events.switches.order = 'reversed';
    await app.push('plain', ...noted(4));
    await settle();
    expect(await notes()).toEqual([3, 2, 1, 0]);
  });

  test('events come in any order', async () => {
    app.site.events.switches.order = 'shuffled';
    await app.push('plain', ...noted(30));
    await settle();
    const order = await notes();
    expect(order).not.toEqual(noted(30).map((_, index) => index));
    expect([...order].map(Number).sort((one, other) => one - other)).toEqual(noted(30).map((_, index) => index));
  });

  test('events come late', async () => {
    app.site.events.switches.lateByMs = 90_000;
    await app.push('plain', ...noted(1));
    app.site.clock.advance(89_000);
    await settle();
    expect(await notes()).toEqual([]);
    app.site.clock.advance(1_000);
    await settle();
    expect(await notes()).toEqual([0]);
  });

  test('nothing comes while deliveries are held', async () => {
    app.site.events.switches.hold = true;
    await app.push('plain', ...noted(1));
    await settle();
    await app.site.events.pass(HOUR);
    expect(await notes()).toEqual([]);
    app.site.events.switches.hold = false;
    await settle();
    expect(await notes()).toEqual([0]);
  });
});

test('what is settled twice at the same time runs once', async () => {
  await app.push('plain', ...noted(3));
  await Promise.all([settle(), settle()]);
  expect(await notes()).toEqual([0, 1, 2]);
});

test('the next of thousands that wait is found at once', async () => {
  app.site.kvs.rateLimits = false;
  for (let minute = 0; minute < 3; minute += 1) {
    for (let push = 0; push < 10; push += 1) await app.push('plain', ...Array.from({ length: 50 }, () => ({ body: { do: 'quiet' } })));
    app.site.clock.advance(61_000);
  }
  const before = performance.now();
  await settle();
  expect(app.site.events.queue().counts.success).toBe(1_500);
  // Looking at each that waits for each that goes would be a million readings.
  expect(performance.now() - before).toBeLessThan(15_000);
}, 30_000);
