import { openInsideApp } from './inside-app';
import type { InsideApp } from './inside-app';
import { stored } from '../resolvers/pages';
import { takeLease } from '../../src/store/connection/lease';
import type { Lease } from '../../src/store/connection/lease';

const START = Date.UTC(2026, 10, 21);
let app: InsideApp;
let at: number;
beforeEach(async () => {
  app = await openInsideApp();
  at = START;
});
afterEach(() => app.site.close());

const take = (name = 'bearer', seconds = 10) => app.run(() => takeLease(name, seconds, () => at));
const held = async (name?: string): Promise<Lease> => {
  const lease = await take(name);
  if (typeof lease === 'string') throw new Error(lease);
  return lease;
};

describe('a lease', () => {
  test('is one’s own until it is released', async () => {
    const lease = await held();
    expect(await take()).toBe('busy');
    await app.run(() => lease.release());
    expect(await take()).toMatchObject({ release: expect.any(Function) as unknown });
  });

  test('of a dead holder ends by itself', async () => {
    await held();
    at += 9_999;
    expect(await take()).toBe('busy');
    at += 1_001;
    await held();
  });

  test('of another name is another lease', async () => {
    await held('bearer');
    await held('vault');
  });

  test('goes to one of many who ask at once, the first time and every time', async () => {
    for (let round = 0; round < 3; round++) {
      const asked = await Promise.all(Array.from({ length: 8 }, () => take()));
      expect(asked.filter((lease) => typeof lease !== 'string')).toHaveLength(1);
      expect(asked.filter((lease) => lease === 'busy')).toHaveLength(7);
      at += 10_000;
    }
  });

  test('that ended while its holder was at it is not released from under the next one', async () => {
    const late = await held();
    at += 10_000;
    await held();
    await app.run(() => late.release());
    expect(await take()).toBe('busy');
  });

  test('with an end that no lease could have is taken: a clock was wrong when it was written', async () => {
    at = START + 86_400_000;
    await held();
    at = START;
    await held();
  });

  test.each<[string, object]>([
    ['reading', { operation: 'entity/get', key: 'lease:bearer' }],
    ['creating', { operation: 'entity/set', key: 'lease:bearer' }],
  ])('is nobody’s known to be when storage fails at %s', async (_what, where) => {
    app.site.kvs.faults.set({ ...where, when: 'before', answer: { status: 500 } } as never);
    expect(await take()).toBe('failed');
  });

  test('whose taking is in doubt holds nobody up for longer than it would have lasted', async () => {
    const lease = await held();
    await app.run(() => lease.release());
    app.site.kvs.faults.set({ operation: 'transaction', when: 'after', answer: { status: 500 } });
    expect(await take()).toBe('failed');
    app.site.kvs.faults.set(null);
    expect(await take()).toBe('busy');
    at += 10_000;
    await held();
  });

  test('whose release fails ends by itself', async () => {
    const lease = await held();
    app.site.kvs.faults.set({ operation: 'transaction', when: 'before', answer: { status: 500 } });
    await app.run(() => lease.release());
    app.site.kvs.faults.set(null);
    expect(await take()).toBe('busy');
    at += 10_000;
    await held();
  });

  test('holds numbers alone, within what an integer attribute takes', async () => {
    at = Date.UTC(2090, 0, 1);
    await held();
    expect(await stored(app.site, 'policy', 'lease:bearer')).toEqual({
      version: 1,
      revision: expect.any(Number) as number,
      body: { format: 1 },
    });
  });
});
