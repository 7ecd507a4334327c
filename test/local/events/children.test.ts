import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { invokeResolver } from '../../../local/control/pages/page-module';
import { readAppBundle } from '../../../local/runtime/processes/app-bundle';
import { buildChild } from '../../../local/runtime/processes/build-child';
import { openSite } from '../../../local/site/open-site';
import type { Site } from '../../../local/site/open-site';
import { ROOT } from '../../site';
import { makeApp } from './fixtures/app';
import type { Outcome } from './fixtures/app';

jest.setTimeout(60_000);

const app = makeApp({ scheduledTrigger: [{ key: 'often', function: 'tick', interval: 'fiveMinute' }] });
const dir = mkdtempSync(join(tmpdir(), 'local-site-'));
let site: Site;

beforeAll(async () => {
  const childFile = await buildChild(ROOT, dir);
  await build({
    entryPoints: [join(__dirname, 'fixtures/act.ts')],
    outfile: join(dir, 'backend/act.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'silent',
  });
  const handlers = ['page', 'consume', 'tick'].map((name) => [`act.${name}`, { file: 'act.cjs', export: name }]);
  writeFileSync(join(dir, 'handlers.json'), JSON.stringify(Object.fromEntries(handlers)));
  site = await openSite({ dataFile: ':memory:', appRoot: app.dir, focusSize: 1, runtime: { childFile } });
  site.build.built(readAppBundle(dir));
});

afterAll(async () => {
  await site.close();
  app.drop();
  rmSync(dir, { recursive: true });
});

const ask = async (functionKey: string, payload: unknown): Promise<Outcome> => {
  const accountId = site.people.find((person) => person.role === 'admin')?.accountId ?? '';
  const outcome = await invokeResolver(site, { module: 'admin', functionKey, payload, accountId });
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.result as Outcome;
};

const stored = async (key: string): Promise<unknown> => {
  const answer = await site.kvs.call(site.identity.installationId, '/api/v1/get', JSON.stringify({ key }));
  return answer.status === 200 ? ((await answer.json()) as { value: unknown }).value : undefined;
};

const jobOf = ({ result }: Outcome): string => (result as { jobId: string }).jobId;

test('an app in a process of its own pushes, is told of its jobs, and is told what is wrong', async () => {
  const jobId = jobOf(await ask('push', { queue: 'plain', events: [{ body: { note: 1 } }, { body: { do: 'asNobody' } }] }));
  expect(await ask('stats', { queue: 'plain', jobId })).toEqual({ result: { success: 0, inProgress: 2, failed: 0 } });
  await site.events.settle();
  expect(await ask('stats', { queue: 'plain', jobId })).toEqual({ result: { success: 2, inProgress: 0, failed: 0 } });
  expect(await stored('seen')).toMatchObject([
    { event: { body: { note: 1 }, jobId }, moduleKey: 'plain-consumer' },
    { event: { jobId } },
    { error: { message: expect.any(String) as string } },
  ]);
  expect(await ask('cancel', { queue: 'plain', jobId })).toEqual({});
  expect((await ask('push', { queue: 'gone', events: [{ body: {} }] })).error?.message).toContain(
    "No consumer of the manifest has the queue 'gone'",
  );
  expect((await ask('stats', { queue: 'plain', jobId: 'gone' })).error?.message).toContain('was not found');
});

test('a consumer that never yields is killed at its timeoutSeconds and comes again; the next event has a process of its own', async () => {
  await ask('push', { queue: 'short', events: [{ body: { do: 'spin' } }, { body: { note: 'after' } }] });
  const before = performance.now();
  await site.events.settle();
  expect(performance.now() - before).toBeGreaterThan(900);
  expect(site.events.queue().events.slice(0, 2)).toMatchObject([
    { queue: 'short', state: 'success' },
    { queue: 'short', state: 'waiting', retryCount: 1, lastFailure: 'timeout' },
  ]);
});

test('the app’s Date goes by the site’s clock there too, also when it is moved while a function runs', async () => {
  const hour = 60 * 60_000;
  const hoursAhead = (at: unknown): number => Math.round((Number(at) - Date.now()) / hour) + 0;
  site.clock.advance(2 * hour);
  const { result } = await ask('date', {});
  expect((result as readonly number[]).map(hoursAhead)).toEqual([2, 2, 2]);
  const running = ask('dates', {});
  while ((await stored('dating')) === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  site.clock.advance(3 * hour);
  expect(((await running).result as readonly number[]).map(hoursAhead)).toEqual([2, 5]);
});

test('a schedule runs there too', async () => {
  expect(await site.events.runSchedule('often')).toEqual({ key: 'often', ok: true, status: 204 });
  expect(await stored('ticks')).toMatchObject([{ event: { context: { moduleKey: 'often' } } }]);
});
