import { openApp } from './fixtures/app';

type App = Awaited<ReturnType<typeof openApp>>;

const opened: App[] = [];

const open = async (...given: Parameters<typeof openApp>): Promise<App> => {
  const app = await openApp({ eventsByThemselves: true, ...given[0] }, given[1] ?? { scheduledTrigger: [] });
  opened.push(app);
  return app;
};

afterEach(async () => {
  await Promise.all(opened.splice(0).map((app) => app.close()));
});

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
};

const came = (app: App, count: number): Promise<void> => until(async () => (await app.seen()).length >= count);

test('events come by themselves, though never inside the push', async () => {
  const app = await open();
  const { result } = await app.ask('pushThenLook', { queue: 'plain', events: { body: { note: 1 } } });
  expect(result).toEqual({ seenInside: 0 });
  await came(app, 1);
});

test('an event comes when its delay is over, by the computer’s clock or the moved one', async () => {
  const app = await open();
  await app.push('plain', { body: { note: 'soon' }, delayInSeconds: 0.1 }, { body: { note: 'later' }, delayInSeconds: 600 });
  expect(await app.seen()).toEqual([]);
  await came(app, 1);
  app.site.clock.advance(600_000);
  await came(app, 2);
  expect((await app.seen()).map(({ event }) => event.body.note)).toEqual(['soon', 'later']);
});

test('an event doesn’t run as the invocation that pushed it', async () => {
  const app = await open();
  await app.push('plain', { body: { do: 'asNobody' } });
  await came(app, 2);
  expect((await app.seen())[0]?.context).not.toHaveProperty('principal');
  expect((await app.seen())[1]).toMatchObject({ error: { name: 'NeedsAuthenticationError' } });
});

test('held events come when they are let go', async () => {
  const app = await open();
  app.site.events.switches.hold = true;
  await app.push('plain', { body: {} });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await app.seen()).toEqual([]);
  app.site.events.switches.hold = false;
  app.site.events.wake();
  await came(app, 1);
});

test('schedules run by themselves', async () => {
  const app = await open({}, { scheduledTrigger: [{ key: 'often', function: 'tick', interval: 'fiveMinute' }] });
  app.site.clock.advance(5 * 60_000);
  await until(async () => (await app.ticks()).length === 1);
});

test('a site that closes leaves nothing running', async () => {
  const app = await open();
  await app.push('plain', { body: { do: 'hang' } }, { body: {}, delayInSeconds: 0.05 });
  await came(app, 1);
  const seen = await app.seen();
  await app.site.close();
  app.site.events.wake();
  await app.site.events.settle();
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(seen).toHaveLength(1);
  opened.pop()?.app.drop();
});

test('a site that closes while time passes ends that too', async () => {
  const app = await open({ eventsByThemselves: false }, { scheduledTrigger: [] });
  await app.push('plain', { body: { do: 'hang' } });
  const passing = app.site.events.pass(60_000);
  await came(app, 1);
  await app.site.close();
  await passing;
  opened.pop()?.app.drop();
});
