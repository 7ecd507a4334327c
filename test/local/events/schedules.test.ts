import { openApp } from './fixtures/app';

type App = Awaited<ReturnType<typeof openApp>>;

const opened: App[] = [];

const open = async (...given: Parameters<typeof openApp>): Promise<App> => {
  const app = await openApp(...given);
  opened.push(app);
  return app;
};

afterEach(async () => {
  await Promise.all(opened.splice(0).map((app) => app.close()));
});

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const START = Date.UTC(2026, 10, 21, 12);
const frozen = { now: () => START };

const runsOf = (app: App): Readonly<Record<string, unknown>> =>
  Object.fromEntries(app.site.events.queue().schedules.map(({ key, runs }) => [key, runs]));

const schedule = (key: string, interval: string) => ({ key, function: 'tick', interval });

describe('a schedule', () => {
  test('runs first five minutes after the start, then in its interval, each in its own time', async () => {
    const app = await open(frozen);
    await app.site.events.pass(5 * MINUTE - 1);
    expect(runsOf(app)).toEqual({ often: 0, daily: 0 });
    await app.site.events.pass(1);
    expect(runsOf(app)).toEqual({ often: 1, daily: 1 });
    await app.site.events.pass(20 * MINUTE);
    expect(runsOf(app)).toEqual({ often: 5, daily: 1 });
    const often = (await app.ticks()).filter(({ event }) => event?.context.moduleKey === 'often');
    expect(often.map(({ at }) => at.slice(11, 19))).toEqual(['12:05:00', '12:10:00', '12:15:00', '12:20:00', '12:25:00']);
    await app.site.events.pass(DAY);
    expect(runsOf(app)).toMatchObject({ daily: 2 });
  });

  test('runs once when the clock is moved over many of its times, and then in its old rhythm', async () => {
    const app = await open(frozen);
    app.site.clock.advance(12 * MINUTE);
    await app.site.events.settle();
    expect(runsOf(app)).toEqual({ often: 1, daily: 1 });
    expect(app.site.events.queue().schedules[0]).toMatchObject({ key: 'often', dueAt: '2026-11-21T12:15:00.000Z' });
  });

  test('is called with its context, and as nobody', async () => {
    const app = await open();
    expect(await app.site.events.runSchedule('often')).toEqual({ key: 'often', ok: true, status: 204 });
    const [seen] = await app.ticks();
    expect(seen?.event).toEqual({
      context: { cloudId: app.site.identity.cloudId, moduleKey: 'often' },
      contextToken: expect.any(String) as string,
    });
    expect(seen?.context).not.toHaveProperty('principal');
    expect(await app.site.events.runSchedule('gone')).toBeUndefined();
  });

  test('is called without an event on demand', async () => {
    const app = await open();
    app.site.events.switches.emptyScheduleEvent = true;
    await app.site.events.runSchedule('often');
    expect((await app.ticks())[0]).not.toHaveProperty('event');
  });

  test.each([
    [{ statusCode: 204 }, { ok: true, status: 204 }],
    [
      { statusCode: 200, body: 'done' },
      { ok: true, status: 200 },
    ],
    [{ statusCode: 503 }, { ok: false, status: 503 }],
    [{ statusCode: '204' }, { ok: false, status: 424 }],
    ['done', { ok: false, status: 424 }],
    ['throw', { ok: false, status: 500, failure: 'threw' }],
  ])('that answers %j is judged, and not tried again', async (answer, judged) => {
    const app = await open(frozen, { scheduledTrigger: [schedule('often', 'fiveMinute')] });
    await app.store('answer', answer);
    expect(await app.site.events.runSchedule('often')).toMatchObject(judged);
    await app.site.events.pass(9 * MINUTE);
    expect(app.site.events.queue().schedules).toMatchObject([{ runs: 2, lastStatus: judged.status }]);
  });

  test('runs twice on demand', async () => {
    const app = await open(frozen, { scheduledTrigger: [schedule('often', 'hour')] });
    app.site.events.switches.twice = true;
    await app.site.events.pass(5 * MINUTE);
    expect(runsOf(app)).toEqual({ often: 2 });
  });

  test('keeps its time when the site is opened again, but begins anew when any schedule changed', async () => {
    const app = await open(frozen);
    const dataFile = `${app.app.dir}/site.db`;
    const again = async () => {
      const site = await open({ ...frozen, dataFile, appRoot: app.app.dir });
      const due = site.site.events.queue().schedules.map(({ key, dueAt }) => [key, dueAt.slice(11, 16)]);
      return { site, due };
    };
    const first = await again();
    expect(first.due).toEqual([
      ['daily', '12:05'],
      ['often', '12:05'],
    ]);
    await first.site.site.events.pass(7 * MINUTE);
    await first.site.site.close();
    expect((await again()).due).toEqual([
      ['often', '12:10'],
      ['daily', '12:05'],
    ]);
    app.app.write({ scheduledTrigger: [schedule('often', 'fiveMinute'), schedule('daily', 'week')] });
    expect((await again()).due).toEqual([
      ['daily', '12:12'],
      ['often', '12:12'],
    ]);
  });

  test('that was missed while the site was closed runs five minutes after it opened', async () => {
    const app = await open(frozen);
    const dataFile = `${app.app.dir}/site.db`;
    const first = await open({ ...frozen, dataFile, appRoot: app.app.dir });
    await first.site.close();
    const later = await open({ now: () => START + DAY, dataFile, appRoot: app.app.dir });
    expect(later.site.events.queue().schedules[0]).toMatchObject({ dueAt: '2026-11-22T12:05:00.000Z' });
  });
});

describe('a manifest', () => {
  const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => schedule(key, 'hour'));
  const consumer = (key: string, queue: string, named = 'consume') => ({ key, queue, function: named });

  test.each([
    ['six schedules', { scheduledTrigger: six }, 'at most 5 scheduledTriggers'],
    [
      'two schedules of five minutes',
      { scheduledTrigger: [schedule('a', 'fiveMinute'), schedule('b', 'fiveMinute')] },
      'only one scheduledTrigger may be fiveMinute, and a, b are',
    ],
    ['an interval that Forge lacks', { scheduledTrigger: [schedule('a', 'minute')] }, 'scheduledTrigger.0.interval'],
    ['a schedule twice', { scheduledTrigger: [schedule('a', 'hour'), schedule('a', 'day')] }, "two scheduledTriggers are 'a'"],
    ['a consumer without a function', { consumer: [{ key: 'a', queue: 'q' }] }, 'names no function'],
    ['a consumer of a function that isn’t there', { consumer: [consumer('a', 'q', 'gone')] }, "function 'gone'"],
    ['two consumers of one queue', { consumer: [consumer('a', 'q'), consumer('b', 'q')] }, "two queues of consumers are 'q'"],
    ['a queue with a bad name', { consumer: [consumer('a', 'q u')] }, 'not 1 to 36 letters'],
    [
      'a function that may run for ever',
      {
        consumer: [consumer('a', 'q', 'slow')],
        scheduledTrigger: [],
        function: [
          { key: 'slow', handler: 'act.consume', timeoutSeconds: 901 },
          { key: 'page', handler: 'act.page' },
        ],
      },
      'not from 1 to 900',
    ],
  ])('with %s opens no site, and says why', async (_, modules, sentence) => {
    await expect(openApp({}, modules)).rejects.toThrow(sentence);
  });
});
