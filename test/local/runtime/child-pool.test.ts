import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppBundle } from '../../../local/runtime/processes/app-bundle';
import { buildChild } from '../../../local/runtime/processes/build-child';
import { openChildPool } from '../../../local/runtime/processes/child-pool';
import type { ChildPool } from '../../../local/runtime/processes/child-pool';
import type { PlatformOptions } from '../../../local/runtime/platform/open-platform';
import { buildFixture } from './fixtures/build-fixture';
import { openFixturePlatform } from './fixtures/open-fixture';

const ROOT = join(__dirname, '../../..');

let dir: string;
let childFile: string;
let bundle: AppBundle;
const pools: ChildPool[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'local-site-'));
  childFile = await buildChild(ROOT, dir);
  bundle = await buildFixture(join(dir, 'app'));
});

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

afterAll(() => {
  rmSync(dir, { recursive: true });
});

const open = (changes: Partial<PlatformOptions> = {}) => {
  const { platform, reached } = openFixturePlatform(changes);
  const pool = openChildPool(platform, childFile);
  pools.push(pool);
  pool.useBundle(bundle);
  const act = (deed: string, given: { with?: unknown; accountId?: string; timeoutMs?: number } = {}) => {
    const { with: value, ...rest } = given;
    return pool.invoke({ functionKey: 'act', moduleKey: 'admin', payload: { do: deed, with: value }, ...rest });
  };
  return { pool, act, reached };
};

const resultOf = async (outcome: Promise<{ ok: boolean }>): Promise<unknown> => {
  const settled = await outcome;
  if (!settled.ok) throw new Error(JSON.stringify(settled));
  return (settled as { result?: unknown }).result;
};

describe('a process of the app', () => {
  test('reaches storage, Jira and permitted addresses through its parent alone', async () => {
    const { act, reached } = open();
    await act('set', { with: { deep: [1] } });
    expect(await resultOf(act('get'))).toEqual({ deep: [1] });
    expect(await resultOf(act('whoAmI', { accountId: 'a1' }))).toEqual({ accountId: 'a1' });
    expect(await resultOf(act('fetch', { with: 'https://api.atlassian.com/x' }))).toEqual({
      status: 200,
      text: 'answered https://api.atlassian.com/x',
    });
    expect(await resultOf(act('fetchOutcome', { with: 'https://example.org/' }))).toMatch(/REQUEST_EGRESS_ALLOWLIST_ERR/);
    expect(reached.egress.map((request) => request.url)).toEqual(['https://api.atlassian.com/x']);
  });

  test('can’t open a socket past its parent', async () => {
    expect(await resultOf(open().act('socket'))).toMatch(/by fetch alone/);
  });

  test('inherits nothing of the environment', async () => {
    process.env['FOCUS_CLIENT_SECRET'] = 'must stay here';
    try {
      expect(await resultOf(open().act('environment'))).toEqual(['NODE_ENV', 'TZ']);
    } finally {
      delete process.env['FOCUS_CLIENT_SECRET'];
    }
  });

  test('is reused when it is warm, and its module state with it', async () => {
    const { act } = open();
    const first = await resultOf(act('pid'));
    expect(await resultOf(act('pid'))).toBe(first);
    expect(await resultOf(act('count'))).toBe(1);
    expect(await resultOf(act('count'))).toBe(2);
  });

  test('that never yields is killed when its time is over, and others go on', async () => {
    const { act } = open();
    const [spun, other] = await Promise.all([act('spin', { timeoutMs: 600 }), act('echo', { accountId: 'a1' })]);
    expect(spun).toEqual({ ok: false, error: { kind: 'timeout', message: 'The function ran longer than 0.6 s.' } });
    expect(other).toMatchObject({ ok: true });
    expect(await act('echo')).toMatchObject({ ok: true });
  });

  test('that ends by itself is an answer, and the next call has a new one', async () => {
    const { act } = open();
    expect(await act('exit')).toEqual({ ok: false, error: { kind: 'exited', message: "The function's process ended (3)." } });
    expect(await act('echo')).toMatchObject({ ok: true });
  });

  test('that uses more memory than Forge gives is an answer too', async () => {
    const { act } = open();
    expect(await act('hoard')).toMatchObject({ ok: false, error: { kind: 'exited' } });
    expect(await act('echo')).toMatchObject({ ok: true });
  }, 30_000);

  test('says what was thrown, and its log is kept', async () => {
    const { act, pool } = open();
    expect(await act('throw')).toEqual({ ok: false, error: { kind: 'threw', message: 'RangeError: too far' } });
    await act('log', { with: 1 });
    expect(pool.logs().map((line) => line.level)).toEqual(['error', 'info', 'error']);
    expect(pool.logs().at(0)?.text).toContain('limits.ts');
  });

  test('a promise left running can’t use storage as the next invocation', async () => {
    const { act, reached } = open();
    expect(await resultOf(act('float', { with: 'smuggled', accountId: 'a1' }))).toBe('returned');
    expect(await resultOf(act('floated', { accountId: 'a2' }))).toMatch(/had ended/);
    expect(reached.values.size).toBe(0);
  });

  test('can’t make its parent act for another invocation by what it says', async () => {
    const { act, reached } = open();
    expect(await resultOf(act('forge', { accountId: 'a1' }))).toBe('said');
    expect(reached.values.size).toBe(0);
    expect(await act('echo')).toMatchObject({ ok: true });
  });

  test('gives up a request when the app does', async () => {
    let given: AbortSignal | undefined;
    const { act } = open({
      egress: (request) => {
        given = request.signal;
        return new Promise(() => undefined);
      },
    });
    expect(await resultOf(act('fetchAborted', { with: 'https://api.atlassian.com/' }))).toMatch(/Timeout/);
    expect(given?.aborted).toBe(true);
  });
});

describe('the pool', () => {
  test('runs four at a time; the fifth call waits', async () => {
    const { act } = open();
    const pids = await Promise.all(Array.from({ length: 6 }, () => resultOf(act('slowPid'))));
    expect(new Set(pids).size).toBe(4);
  });

  test('a fresh build runs in fresh processes; the call under way ends with the old one', async () => {
    const { act, pool } = open();
    const before = act('slowPid');
    const next = await buildFixture(join(dir, 'next'), 'globalThis.generation = 2;');
    pool.useBundle(next);
    const old = await resultOf(before);
    expect(await resultOf(act('generation'))).toBe(2);
    expect(await resultOf(act('pid'))).not.toBe(old);
  });

  test('without a build says so, and so does a closed one', async () => {
    const pool = openChildPool(openFixturePlatform().platform, childFile);
    const call = { functionKey: 'act', moduleKey: 'admin', payload: {} };
    expect(await pool.invoke(call)).toEqual({ ok: false, error: { kind: 'not-found', message: 'There is no build of the app yet.' } });
    pool.useBundle(bundle);
    await pool.close();
    expect(await pool.invoke(call)).toMatchObject({ ok: false });
  });
});
