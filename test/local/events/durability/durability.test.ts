import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEvents } from '../../../../local/events/open-events';
import type { EventsOptions } from '../../../../local/events/open-events';
import { openDatabase } from '../../../../local/site/open-database';
import { MANIFEST, PATH, pushOf, START } from './one-queue';

const ROOT = resolve(__dirname, '../../../..');

interface Came {
  readonly round: number;
  readonly half: number;
}

const openOn = (file: string, invoke: EventsOptions['invoke']) => {
  const database = openDatabase(file);
  const clock = { now: () => START + 12 * 60 * 60_000, set: () => undefined, onMove: () => () => undefined };
  const events = openEvents({ database, manifest: MANIFEST, identity: { cloudId: 'c' }, clock, invoke });
  return { events, database };
};

const openRecorder = (file: string) => {
  const came: Came[] = [];
  const opened = openOn(file, async ({ payload }) => {
    came.push((payload as { readonly body: Came }).body);
    return { ok: true, result: undefined };
  });
  return { ...opened, came };
};

describe('after kill -9', () => {
  const folder = mkdtempSync(join(tmpdir(), 'events-'));
  const script = join(folder, 'push-until-killed.cjs');

  beforeAll(() => {
    const entry = join(__dirname, 'push-until-killed.ts');
    execFileSync(
      join(ROOT, 'node_modules/.bin/esbuild'),
      [entry, '--bundle', '--platform=node', '--external:libsql', `--outfile=${script}`],
      { stdio: 'pipe' },
    );
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** Lets a process push, kills it after so many ms, and gives the last push whose answer it told. */
  const pushAndKill = async (file: string, ms: number): Promise<number> => {
    const child = spawn(process.execPath, [script, file], {
      env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
    await once(child.stdout, 'data');
    await sleep(ms);
    child.kill('SIGKILL');
    await once(child, 'close');
    const whole = output.slice(0, output.lastIndexOf('\n'));
    return Number(whole.slice(whole.lastIndexOf('\n') + 1));
  };

  it.each([[31], [82], [190]])('every answered push comes whole, and no push comes in half (killed after %i ms)', async (ms) => {
    const file = join(folder, `${String(ms)}.db`);
    const acknowledged = await pushAndKill(file, ms);
    expect(acknowledged).toBeGreaterThan(0);
    const { events, database, came } = openRecorder(file);
    const stored = events.queue().events.length;
    await events.settle();
    const { counts } = events.queue();
    const statsOf = (round: number) => {
      const asked = JSON.stringify({ queueName: 'q', jobId: `job-${String(round)}`, time: '' });
      return events.call(PATH.replace('publish', 'stats'), asked, 'chain')?.json() as Promise<unknown>;
    };
    const jobs = await Promise.all(Array.from({ length: acknowledged }, (_, index) => statsOf(index + 1)));
    expect(jobs.filter((job) => JSON.stringify(job) !== '{"success":2,"inProgress":0,"failed":0}')).toEqual([]);
    expect(counts).toMatchObject({ waiting: 0, running: 0, failed: 0 });
    expect(stored).toBeGreaterThan(0);
    // What the killed process had delivered already doesn't come again, but for the one under way; the rest comes once.
    expect(new Set(came.map(({ round, half }) => `${String(round)}/${String(half)}`)).size).toBe(came.length);
    expect(came.every(({ round }) => round >= acknowledged - 3)).toBe(true);
    events.close();
    database.close();
  });
});

test('an event whose invocation was under way when the site closed comes again, with the same retryCount', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'events-'));
  const file = join(folder, 'site.db');
  let begun: () => void = () => undefined;
  const beginning = new Promise<void>((resolve) => (begun = resolve));
  const first = openOn(file, () => {
    begun();
    return new Promise(() => undefined);
  });
  first.events.call(PATH, pushOf(7), 'chain');
  const settling = first.events.settle();
  await beginning;
  first.events.close();
  // What is settled ends with the site, although the function never does.
  await settling;
  first.database.close();

  const again = openRecorder(file);
  expect(again.events.queue().counts).toMatchObject({ waiting: 2, running: 0 });
  await again.events.settle();
  expect(again.came).toEqual([
    { round: 7, half: 1 },
    { round: 7, half: 2 },
  ]);
  expect(again.events.queue().events.map(({ retryCount, deliveries }) => [retryCount, deliveries])).toEqual([
    [0, 1],
    [0, 2],
  ]);
  again.events.close();
  again.database.close();
  rmSync(folder, { recursive: true });
});
