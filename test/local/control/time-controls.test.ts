import { openApp } from '../events/fixtures/app';

type App = Awaited<ReturnType<typeof openApp>>;

let app: App;

beforeAll(async () => {
  app = await openApp({ now: () => Date.UTC(2026, 10, 21, 12) });
});

afterEach(() => app.reset());

afterAll(() => app.close());

const control = async (method: string, path: string, body?: unknown) => {
  const request = new Request(`http://127.0.0.1:4310/_site/${path}`, {
    method,
    headers: { 'X-Site-Token': app.site.siteToken },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const answer = await app.site.fetch(request);
  return { status: answer.status, body: (await answer.json()) as unknown };
};

const nowOf = async (): Promise<unknown> => ((await control('GET', 'clock')).body as { readonly now: unknown }).now;

describe('the clock', () => {
  test('is moved on, set and put back', async () => {
    expect(await nowOf()).toBe('2026-11-21T12:00:00.000Z');
    await control('PUT', 'clock', { advanceMs: 90_000 });
    expect(await nowOf()).toBe('2026-11-21T12:01:30.000Z');
    await control('PUT', 'clock', { at: '2027-01-01T00:00:00Z' });
    expect(await nowOf()).toBe('2027-01-01T00:00:00.000Z');
    expect((await control('DELETE', 'clock')).status).toBe(200);
    expect(await nowOf()).toBe('2026-11-21T12:00:00.000Z');
  });

  test('walks through what becomes due', async () => {
    await control('PUT', 'clock', { advanceMs: 16 * 60_000, walk: true });
    expect((await app.ticks()).map(({ at }) => at.slice(11, 16))).toEqual(['12:05', '12:05', '12:10', '12:15']);
  });

  test.each([[{ advanceMs: -1 }], [{ advanceMs: '1' }], [{ at: 'tomorrow' }], [{}], [{ advanceMs: 1, at: '2027-01-01T00:00:00Z' }], ['{']])(
    'refuses %j',
    async (body) => {
      expect((await control('PUT', 'clock', body)).status).toBe(400);
      expect(await nowOf()).toBe('2026-11-21T12:00:00.000Z');
    },
  );
});

describe('the queue', () => {
  test('shows what waits, and what became of it', async () => {
    await app.push('plain', { body: { secret: 'classified' } });
    const before = await control('GET', 'events-queue');
    expect(before.body).toMatchObject({
      now: '2026-11-21T12:00:00.000Z',
      nextDueAt: '2026-11-21T12:00:00.000Z',
      counts: { waiting: 1 },
      events: [{ queue: 'plain', state: 'waiting', dueAt: '2026-11-21T12:00:00.000Z' }],
      schedules: [
        { key: 'daily', interval: 'day', dueAt: '2026-11-21T12:05:00.000Z', runs: 0 },
        { key: 'often', interval: 'fiveMinute', dueAt: '2026-11-21T12:05:00.000Z', runs: 0 },
      ],
      switches: { hold: false, atOnce: 1 },
    });
    expect(JSON.stringify(before)).not.toContain('classified');
    expect((await control('POST', 'events-queue/settle')).body).toMatchObject({ counts: { waiting: 0, success: 1 } });
  });

  test('takes switches, all or none', async () => {
    expect((await control('PUT', 'events-queue', { hold: true, order: 'reversed' })).body).toMatchObject({
      switches: { hold: true, order: 'reversed', twice: false },
    });
    for (const bad of [{ hold: false, order: 'sideways' }, { gone: true }, { atOnce: 0 }, '7']) {
      expect((await control('PUT', 'events-queue', bad)).status).toBe(400);
    }
    expect(app.site.events.switches).toMatchObject({ hold: true, order: 'reversed' });
  });

  test('takes faults of the queues', async () => {
    await control('PUT', 'events-queue', { faults: [{ operation: 'publish', answer: { status: 429 }, times: 1 }] });
    expect((await app.ask('push', { queue: 'plain', events: { body: {} } })).error?.name).toBe('RateLimitError');
    await app.push('plain', { body: {} });
  });
});

describe('a schedule', () => {
  test('runs when it is told to, and says how that went', async () => {
    expect(await control('POST', 'schedules/often/run')).toEqual({ status: 200, body: { key: 'often', ok: true, status: 204 } });
    await app.store('answer', { statusCode: 500 });
    expect((await control('POST', 'schedules/often/run')).body).toEqual({ key: 'often', ok: false, status: 500 });
    expect((await control('POST', 'schedules/gone/run')).status).toBe(404);
  });
});

test('all of it wants the site token', async () => {
  for (const [method, path] of [
    ['PUT', 'clock'],
    ['GET', 'events-queue'],
    ['PUT', 'events-queue'],
    ['POST', 'events-queue/settle'],
    ['POST', 'schedules/often/run'],
  ]) {
    const answer = await app.site.fetch(new Request(`http://127.0.0.1:4310/_site/${path ?? ''}`, { method: method ?? '' }));
    expect([path, answer.status]).toEqual([path, 401]);
  }
});

test('a reset empties the queue, begins the schedules anew and puts clock and switches back', async () => {
  await app.push('plain', { body: {} });
  app.site.clock.advance(3_600_000);
  app.site.events.switches.hold = true;
  await control('POST', 'reset');
  expect((await control('GET', 'events-queue')).body).toMatchObject({
    now: '2026-11-21T12:00:00.000Z',
    counts: { waiting: 0 },
    events: [],
    schedules: [{ dueAt: '2026-11-21T12:05:00.000Z' }, { dueAt: '2026-11-21T12:05:00.000Z' }],
    switches: { hold: false },
  });
});
