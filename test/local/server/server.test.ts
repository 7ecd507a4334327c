import { writeFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { isAlive } from '../../../local/server/lock-data';
import { makeFixtureApp } from './fixture-app';
import { control, invoke, startSite, stopSites } from './start-site';

jest.setTimeout(90_000);

const app = makeFixtureApp();
const args = ['--app', app.dir, '--data', app.dataDir];

afterAll(() => {
  stopSites();
  app.drop();
});

/** Waits until what the app stored is as told. */
const stores = async (origin: string, key: string, value: unknown): Promise<void> => {
  while ((await invoke(origin, 'read', { key })) !== value) await new Promise((resolve) => setTimeout(resolve, 20));
};

const statusOf = (origin: string, headers: Readonly<Record<string, string>>, path = '/_site/state'): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    httpRequest({ hostname, port, path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });

test('the site serves an app on loopback, rebuilds it, keeps what it acknowledged through kill -9, and stops cleanly', async () => {
  const site = startSite(args);
  const origin = await site.ready();
  expect(await invoke(origin, 'generation')).toBe(1);

  // Over a real connection a browser's Host and Origin are what the page that calls has, whatever address it connects to.
  const token = { 'X-Site-Token': 'a-token-of-this-test' };
  const { host } = new URL(origin);
  expect(await statusOf(origin, { ...token, host })).toBe(200);
  expect(await statusOf(origin, { host })).toBe(401);
  expect(await statusOf(origin, { ...token, host: 'evil.example' })).toBe(403);
  expect(await statusOf(origin, { ...token, host, origin: 'http://evil.example' })).toBe(403);
  expect(await statusOf(origin, { ...token, host }, 'http://evil.example/_site/state')).toBe(403);

  // The page of the frame comes with its bridge first, and nothing outside of the build is served.
  const frame = await (await fetch(`${origin}/_app/admin-page/`)).text();
  expect(frame.indexOf('__bridge')).toBeLessThan(frame.indexOf('app.js'));
  expect(await (await fetch(`${origin}/_app/admin-page/app.js`)).text()).toContain('Notes');
  for (const path of [
    '/_app/admin-page/..%2f..%2fhandlers.json',
    '/_app/admin-page/%2e%2e/%2e%2e/handlers.json',
    '/_app/gone/',
    '/_shell/..%2fserver.cjs',
  ]) {
    expect({ path, status: (await fetch(origin + path)).status }).toEqual({ path, status: 404 });
  }

  let from = site.said().length;
  app.write('src/generation.ts', 'export const generation = 2;\n');
  await site.hears(/The app is built/, from);
  expect(await invoke(origin, 'generation')).toBe(2);

  from = site.said().length;
  app.write('src/generation.ts', 'export const generation = ;\n');
  await site.hears(/The app is not built[\s\S]*src\/generation\.ts:1:\d+/, from);
  expect(await invoke(origin, 'generation')).toBe(2);
  const state = await fetch(`${origin}/_site/state`, { headers: token });
  expect(await state.json()).toMatchObject({ build: { ok: false, message: expect.stringContaining('src/generation.ts:1') as string } });

  from = site.said().length;
  app.write('src/generation.ts', "import { three } from './three.ts';\nexport const generation = three;\n");
  app.write('src/three.ts', 'export const three = 3;\n');
  await site.hears(/without its extension/, from);

  from = site.said().length;
  app.write('src/generation.ts', "import { three } from './three';\nexport const generation = three;\n");
  await site.hears(/The app is built/, from);
  expect(await invoke(origin, 'generation')).toBe(3);

  from = site.said().length;
  app.write('manifest.yml', app.manifest.replace('storage:app', 'storage:gone'));
  await site.hears(/not built[\s\S]*manifest\.yml:\d+:\d+/, from);
  expect(await invoke(origin, 'generation')).toBe(3);
  from = site.said().length;
  app.write('manifest.yml', app.manifest.replace('title: Notes', 'title: More notes'));
  await site.hears(/installed anew/, from);
  expect(await (await fetch(`${origin}/_site/state`, { headers: token })).json()).toMatchObject({ modules: [{ title: 'More notes' }] });

  // Events and schedules come by themselves, in processes of the app, whose time is the site's.
  await invoke(origin, 'push', { key: 'once' });
  await stores(origin, 'once', 1);
  expect(await control(origin, 'POST', 'schedules/hourly/run')).toEqual({ key: 'hourly', ok: true, status: 204 });
  await control(origin, 'PUT', 'clock', { advanceMs: 3_600_000 });
  await stores(origin, 'ticks', 2);
  expect(Number(await invoke(origin, 'time')) - Date.now()).toBeGreaterThan(3_590_000);
  await invoke(origin, 'push', { key: 'killed', spinAtFirst: true });
  await stores(origin, 'killed', 1);
  await control(origin, 'PUT', 'events-queue', { hold: true });
  await invoke(origin, 'push', { key: 'held' });
  expect(await control(origin, 'GET', 'events-queue')).toMatchObject({ counts: { waiting: 1, running: 1, success: 1 } });

  const acknowledged: number[] = [];
  const writing = (async () => {
    for (let each = 0; ; each += 1) {
      await invoke(origin, 'write', { key: `key-${String(each)}`, value: { each } });
      acknowledged.push(each);
    }
  })();
  const stopped = writing.catch(() => 'stopped');
  while (acknowledged.length < 25) await new Promise((resolve) => setTimeout(resolve, 10));
  const spinning = invoke(origin, 'spin').catch(() => 'stopped');
  while ((await invoke(origin, 'read', { key: 'spinner' })) === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
  await site.kill('SIGKILL');
  expect(await spinning).toBe('stopped');
  expect(await stopped).toBe('stopped');

  const again = startSite(args);
  const restarted = await again.ready();
  for (const each of acknowledged) expect(await invoke(restarted, 'read', { key: `key-${String(each)}` })).toEqual({ each });

  // What was pushed comes, also what was under way when the site was killed, and its time goes on.
  await stores(restarted, 'held', 1);
  await stores(restarted, 'killed', 2);
  expect(await control(restarted, 'GET', 'clock')).toMatchObject({ shiftMs: 3_600_000 });

  // Nor does a process of the app outlive the site, though it never yields.
  const spinner = Number(await invoke(restarted, 'read', { key: 'spinner' }));
  expect(spinner).toBeGreaterThan(0);
  for (let waited = 0; isAlive(spinner) && waited < 50; waited += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(isAlive(spinner)).toBe(false);

  // A second site on the same data would not see the first one's writes.
  const second = startSite(args);
  expect(await second.exited).toBe(1);
  expect(second.said()).toMatch(/in use by process \d+/);
  expect(await invoke(restarted, 'read', { key: 'key-0' })).toEqual({ each: 0 });

  expect(await again.kill('SIGTERM')).toBe(0);
  const fresh = startSite([...args, '--fresh']);
  expect(await invoke(await fresh.ready(), 'read', { key: 'key-0' })).toBeUndefined();
  expect(await fresh.kill('SIGINT')).toBe(0);
});

describe('a bad environment is one clear sentence', () => {
  const sentenceOf = async (given: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> => {
    const site = startSite(given, env);
    expect(await site.exited).toBe(1);
    expect(site.said().trim().split('\n')).toHaveLength(1);
    return site.said().trim();
  };

  test('a taken port, and the data of the site that has it stay, --fresh or not', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const data = join(app.dir, 'data-of-taken');
    const said = await sentenceOf(['--app', app.dir, '--data', data, '--port', String(port), '--fresh']);
    other.close();
    expect(said).toBe(`Port ${String(port)} is taken by another program; choose another one by: npm start -- --port 4311`);
  });

  test('data that are damaged', async () => {
    const broken = makeFixtureApp();
    broken.write('data/site.db', 'this is no database, and longer than a header would be. '.repeat(40));
    const said = await sentenceOf(['--app', broken.dir, '--data', broken.dataDir]);
    broken.drop();
    expect(said).toContain('site.db');
    expect(said).toContain('npm start -- --fresh');
  });

  test('a data folder that is a file', async () => {
    const file = join(app.dir, 'a-file');
    writeFileSync(file, '');
    expect(await sentenceOf(['--app', app.dir, '--data', file])).toContain("can't be used");
  });

  test.each([
    ['is not YAML', 'app: [\n', /manifest\.yml/],
    ['lacks what a manifest needs', 'app: {}\n', /manifest\.yml/],
  ])('a manifest that %s', async (_, text, pattern) => {
    const broken = makeFixtureApp();
    broken.write('manifest.yml', text);
    const said = await sentenceOf(['--app', broken.dir, '--data', broken.dataDir]);
    broken.drop();
    expect(said).toMatch(pattern);
  });

  test('half a credential of a real Focus, and none of it is printed', async () => {
    const said = await sentenceOf(['--app', app.dir], { FOCUS_CLIENT_ID: 'id', FOCUS_CLIENT_SECRET: 'very-secret' });
    expect(said).toBe('A real Focus needs all of FOCUS_CLIENT_ID, FOCUS_CLIENT_SECRET, FOCUS_CLOUD_ID in the environment.');
  });

  test('a folder that holds no bundle', async () => {
    expect(await sentenceOf(['--bundle', 'nowhere', '--app', app.dir, '--data', app.dataDir])).toMatch(/nowhere is no built app/);
  });
});
