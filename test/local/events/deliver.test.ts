import { openApp } from './fixtures/app';

type App = Awaited<ReturnType<typeof openApp>>;

let app: App;

beforeEach(async () => {
  app = await openApp();
});

afterEach(() => app.close());

const notes = async (): Promise<readonly unknown[]> => (await app.seen()).map(({ event }) => event.body.note);

test('an event comes after its push was answered, one by one, with its job and an id of its own, and as nobody', async () => {
  const jobId = await app.push('plain', { body: { note: 1 } }, { body: { note: 2 }, delayInSeconds: 0 });
  expect(await app.seen()).toEqual([]);
  await app.site.events.settle();
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
  expect(await app.ask('stats', { queue: 'plain', jobId })).toEqual({ result: { success: 2, inProgress: 0, failed: 0 } });
  expect(await notes()).toEqual([1, 2]);
});
