import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openClock } from '../../../local/clock/open-clock';
import { openTestSite } from '../../site';
import type { TestSite } from '../../site';

const HOUR = 60 * 60_000;

const openNotes = () => {
  const kept = new Map<string, string>();
  return { read: (name: string) => kept.get(name), write: (name: string, text: string) => void kept.set(name, text) };
};

describe('the clock', () => {
  const clockAt = (start: number) => {
    let at = start;
    const notes = openNotes();
    return { clock: openClock(() => at, notes), notes, pass: (ms: number) => (at += ms), base: () => at };
  };

  test('runs on from where it was moved to', () => {
    const { clock, pass } = clockAt(1_000);
    clock.advance(500);
    expect(clock.now()).toBe(1_500);
    pass(7);
    expect(clock.now()).toBe(1_507);
    clock.set(90_000);
    pass(3);
    expect(clock.now()).toBe(90_003);
    clock.advance(-3);
    expect(clock.now()).toBe(90_000);
    clock.reset();
    expect(clock.now()).toBe(1_010);
  });

  test('tells of each move, after it, until it is told to stop', () => {
    const { clock } = clockAt(0);
    const heard: number[] = [];
    const stop = clock.onMove(() => heard.push(clock.now()));
    clock.advance(5);
    clock.set(3);
    stop();
    clock.reset();
    expect(heard).toEqual([5, 3]);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e300])('is not moved by %d', (ms) => {
    const { clock } = clockAt(1);
    expect(() => clock.advance(ms)).toThrow(RangeError);
    expect(() => clock.set(ms)).toThrow(RangeError);
    expect(clock.now()).toBe(1);
  });

  test('differs from the computer’s by what it was moved alone', () => {
    const clock = openClock(undefined, openNotes());
    expect(clock.shift()).toBe(0);
    clock.advance(HOUR);
    expect(clock.shift()).toBe(HOUR);
    expect(Math.abs(clock.now() - Date.now() - HOUR)).toBeLessThan(1_000);
  });

  test('is kept, and runs from the computer’s own time when what was kept is no number', () => {
    const { clock, notes, base } = clockAt(10);
    clock.advance(32);
    expect(openClock(base, notes).now()).toBe(42);
    notes.write('clock', 'not a number');
    expect(openClock(base, notes).now()).toBe(10);
  });
});

describe('the app’s Date', () => {
  const sites: TestSite[] = [];

  const open = async (handler: (event: unknown) => unknown, options: Parameters<typeof openTestSite>[0] = {}): Promise<TestSite> => {
    const site = await openTestSite({ load: () => handler, focusSize: 1, ...options });
    sites.push(site);
    return site;
  };

  afterEach(async () => {
    await Promise.all(sites.splice(0).map((site) => site.close()));
  });

  const resultOf = async (site: TestSite): Promise<unknown> => {
    const outcome = await site.call('admin', {});
    if (!outcome.ok) throw new Error(outcome.error.message);
    return outcome.result;
  };

  const hoursAhead = (at: unknown): number => Math.round((Number(at) - Date.now()) / HOUR) + 0;

  test('goes by the site’s clock in all its forms, and nobody else’s does', async () => {
    const site = await open(() => [Date.now(), new Date().getTime(), Number(new Date()), Date.parse(Date())]);
    site.clock.advance(48 * HOUR);
    const before = Date.now();
    const told = (await resultOf(site)) as readonly number[];
    expect(told.map(hoursAhead)).toEqual([48, 48, 48, 48]);
    expect(Date.now() - before).toBeLessThan(HOUR);
  });

  test('is moved while a function runs', async () => {
    let go: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => (go = resolve));
    let started: () => void = () => undefined;
    const running = new Promise<void>((resolve) => (started = resolve));
    const site = await open(async () => {
      const first = Date.now();
      started();
      await waiting;
      return [first, Date.now()];
    });
    const result = resultOf(site);
    await running;
    site.clock.advance(3 * HOUR);
    go();
    expect(((await result) as readonly number[]).map(hoursAhead)).toEqual([0, 3]);
  });

  test('is that of its own site when two run alternately', async () => {
    const tell = async (): Promise<number> => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return Date.now();
    };
    const [one, other] = await Promise.all([open(tell), open(tell)]);
    one.clock.advance(10 * HOUR);
    other.clock.advance(20 * HOUR);
    const told = await Promise.all([one, other, one, other].map(resultOf));
    expect(told.map(hoursAhead)).toEqual([10, 20, 10, 20]);
  });

  test('stays a Date in everything else', async () => {
    const site = await open(() => {
      class Stamp extends Date {
        year(): number {
          return this.getUTCFullYear();
        }
      }
      const made = new Date(2020, 1, 29);
      return [
        made instanceof Date,
        made.constructor === Date,
        new Date(0).toISOString(),
        new Date('2026-11-21T00:00:00Z').getTime() === Date.UTC(2026, 10, 21),
        new Date(Date.UTC(2020, 1, 29)).getUTCDate(),
        Object.prototype.toString.call(made),
        new Stamp(0).year(),
        new Stamp() instanceof Stamp,
        Date.length,
        Date.name,
        Number.isNaN(new Date('nonsense').getTime()),
        Date.now.name,
      ];
    });
    expect(await resultOf(site)).toEqual([
      true,
      true,
      '1970-01-01T00:00:00.000Z',
      true,
      29,
      '[object Date]',
      1970,
      true,
      7,
      'Date',
      true,
      'now',
    ]);
  });

  test('is moved alone: what measures how long something takes is not', async () => {
    const site = await open(() => performance.now());
    site.clock.advance(100 * HOUR);
    expect(await resultOf(site)).toBeLessThan(HOUR);
  });

  test('and the time that storage and tokens go by are the same', async () => {
    const site = await open(() => Date.now());
    const ask = (path: string, body: unknown) => site.kvs.call(site.identity.installationId, `/api/v1/${path}`, JSON.stringify(body));
    await ask('set', { key: 'brief', value: 1, options: { ttl: { unit: 'HOURS', value: 2 } } });
    const token = await site.token();
    expect((await ask('get', { key: 'brief' })).status).toBe(200);
    expect(await site.accounts.verify(token)).not.toBeNull();
    site.clock.advance(3 * HOUR);
    expect((await ask('get', { key: 'brief' })).status).toBe(404);
    expect(await site.accounts.verify(token)).toBeNull();
  });

  test('runs on where it was when the site is opened again', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'local-site-'));
    const dataFile = join(dir, 'site.db');
    const first = await open(() => Date.now(), { dataFile });
    first.clock.advance(5 * HOUR);
    await first.close();
    sites.pop();
    const again = await open(() => Date.now(), { dataFile });
    expect(hoursAhead(await resultOf(again))).toBe(5);
    await again.close();
    sites.pop();
    rmSync(dir, { recursive: true });
  });
});
