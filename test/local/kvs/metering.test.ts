import { ask, askOften, items, KB, refused, set, textOf } from './ask-kvs';
import { callRaw, openTestKvs, startClock } from './kvs-client';

describe('units and rates', () => {
  it('lets calls in again once the second or the minute has passed, and limits each installation by itself', async () => {
    const clock = startClock();
    const store = openTestKvs({ now: clock.now });
    expect(await askOften(1001, () => set(store, 1))).toBe(refused);
    expect(await callRaw(store, 'get', { key: 'none' }, 'installation-b')).toMatchObject({ status: 404 });
    clock.pass(1000);
    expect(await set(store, 1)).toBe(204);
    const heavy = (): Promise<number | string> => (clock.pass(10), ask(store, 'transaction', { set: items(25, textOf(100 * KB)) }));
    expect(await askOften(13, heavy)).toBe(refused);
    clock.pass(60_000);
    expect(await heavy()).toBe(204);
  });

  it('stores nothing when a rate limit refuses a write', async () => {
    const store = openTestKvs({ now: () => 1 });
    await askOften(5, () => set(store, textOf(200 * KB)));
    expect(
      await ask(store, 'transaction', {
        set: [
          { key: 'before', value: 1 },
          { key: 'k', value: 2 },
          { key: 'heavy', value: textOf(10) },
        ],
      }),
    ).toBe(refused);
    expect(await ask(store, 'get', { key: 'before' })).toBe('KEY_NOT_FOUND');
  });

  it('refuses nothing while its rate limits are off, and counts all the same', async () => {
    const store = openTestKvs({ now: () => 1 });
    store.rateLimits = false;
    expect(await askOften(1100, () => set(store, 1))).toBe(204);
    expect(store.counters().writes).toEqual({ calls: 1100, units: 1100 });
  });

  it('counts units of 10 KB rounded up: a write by its body, a read by its answer, a batch rounded once, a transaction as one call', async () => {
    const store = openTestKvs();
    const count = async (operation: string, body: unknown): Promise<object> => {
      store.resetCounters();
      await callRaw(store, operation, body);
      return store.counters();
    };
    const reads = (units: number, operation: string): object => ({
      reads: { calls: 1, units },
      writes: { calls: 0, units: 0 },
      byOperation: { [operation]: 1 },
    });
    const writes = (units: number, operation: string): object => ({
      reads: { calls: 0, units: 0 },
      writes: { calls: 1, units },
      byOperation: { [operation]: 1 },
    });
    expect(await count('set', { key: 'k', value: textOf(9_900) })).toEqual(writes(1, 'set'));
    expect(await count('set', { key: 'k', value: textOf(10_000) })).toEqual(writes(2, 'set'));
    expect(await count('get', { key: 'k' })).toEqual(reads(2, 'get'));
    expect(await count('get', { key: 'none' })).toEqual(reads(1, 'get'));
    expect(await count('batch/set', items(25, textOf(1000)))).toEqual(writes(3, 'batch/set'));
    expect(
      await count(
        'batch/get',
        items(25, 1).map((item) => ({ ...item, value: undefined })),
      ),
    ).toEqual(reads(3, 'batch/get'));
    expect(await count('transaction', { set: items(25, 1) })).toEqual(writes(1, 'transaction'));
    expect(await count('query', {})).toEqual(reads(2, 'query'));
  });
});
