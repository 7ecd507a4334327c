import { setTimeout as sleep } from 'node:timers/promises';
import { parseFaults, type KvsCall, type KvsFault } from '../../../local/kvs/faults';
import { callRaw, clientOver, openTestKvs } from './kvs-client';

const failing = { status: 500, code: 'INTERNAL_SERVER_ERROR' };

describe('faults', () => {
  it('before: the caller is refused with the asked status and code, and nothing is stored', async () => {
    const store = openTestKvs();
    store.faults.set({ operation: 'set', when: 'before', answer: { status: 503, code: 'DOWN' } });
    await expect(clientOver(store).set('k', 1)).rejects.toMatchObject({ code: 'DOWN', responseDetails: { status: 503 } });
    store.faults.set(null);
    expect(await clientOver(store).get('k')).toBeUndefined();
  });

  it('after: the caller is refused although everything was stored', async () => {
    const store = openTestKvs();
    store.faults.set({ operation: 'transaction', when: 'after', answer: { status: 500 } });
    await expect(clientOver(store).transact().set('k', 1).execute()).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    expect(await clientOver(store).get('k')).toBe(1);
  });

  it.each<{ readonly which: string; readonly fault: Partial<KvsFault>; readonly struck: readonly string[] }>([
    { which: 'every call', fault: {}, struck: ['set a', 'set b', 'get a', 'note a', 'transaction', 'batch', 'query b'] },
    { which: 'an operation', fault: { operation: 'set' }, struck: ['set a', 'set b'] },
    { which: 'a key, wherever it is named', fault: { key: 'a' }, struck: ['set a', 'get a', 'note a', 'transaction', 'batch'] },
    { which: 'a prefix', fault: { key: 'b*' }, struck: ['set b', 'transaction', 'query b'] },
    { which: 'an entity', fault: { entityName: 'note' }, struck: ['note a', 'transaction'] },
    { which: 'a key of an entity', fault: { entityName: 'note', key: 'b' }, struck: ['transaction'] },
    { which: 'the nth match', fault: { key: 'a', nth: 2 }, struck: ['get a'] },
    { which: 'two from the nth match on', fault: { key: 'a', nth: 2, times: 2 }, struck: ['get a', 'note a'] },
    { which: 'the first matches', fault: { key: 'a', times: 2 }, struck: ['set a', 'get a'] },
    { which: 'another installation', fault: { installationId: 'other' }, struck: [] },
  ])('strike $which', async ({ fault, struck }) => {
    const store = openTestKvs();
    const calls: readonly (readonly [string, string, unknown])[] = [
      ['set a', 'set', { key: 'a', value: 1 }],
      ['set b', 'set', { key: 'b', value: 1 }],
      ['get a', 'get', { key: 'a' }],
      ['note a', 'entity/set', { entityName: 'note', key: 'a', value: { count: 1 } }],
      ['transaction', 'transaction', { set: [{ key: 'a', value: 1 }], delete: [{ key: 'b', entityName: 'note' }] }],
      ['batch', 'batch/get', [{ key: 'a' }]],
      ['query b', 'query', { where: [{ property: 'key', condition: 'BEGINS_WITH', values: ['b'] }] }],
    ];
    store.faults.set({ when: 'before', answer: failing, ...fault });
    const hit = [];
    for (const [name, operation, body] of calls) if ((await callRaw(store, operation, body)).status === 500) hit.push(name);
    expect(hit).toEqual(struck);
  });

  it('answer 429 so that the client reports it', async () => {
    const store = openTestKvs();
    store.faults.set([{ operation: 'get', when: 'before', answer: { status: 429 }, times: 1 }]);
    await expect(clientOver(store).get('k')).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED', responseDetails: { status: 429 } });
    expect(await clientOver(store).get('k')).toBeUndefined();
  });

  it('never answer until the store is closed, with the write done or not as `when` says', async () => {
    const store = openTestKvs();
    store.faults.set([
      { key: 'before', when: 'before', answer: 'never' },
      { key: 'after', when: 'after', answer: 'never' },
    ]);
    const answered: string[] = [];
    const held = ['before', 'after'].map((key) => callRaw(store, 'set', { key, value: 1 }).finally(() => answered.push(key)));
    await sleep(20);
    expect(answered).toEqual([]);
    expect(await callRaw(store, 'query', {})).toMatchObject({ json: { data: [{ key: 'after', value: 1 }] } });
    store.close();
    expect((await Promise.allSettled(held)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(callRaw(store, 'get', { key: 'after' })).rejects.toThrow('closed');
  });

  it('are read from JSON, and anything else is refused', () => {
    const fault = { operation: 'get', when: 'before', answer: 'never' };
    expect([parseFaults(null), parseFaults(fault), parseFaults([fault])]).toEqual([[], [fault], [fault]]);
    for (const bad of [
      {},
      { ...fault, when: 'later' },
      { ...fault, nth: 0 },
      { ...fault, answer: { status: 200 } },
      { ...fault, colour: 1 },
    ]) {
      expect(() => parseFaults(bad)).toThrow();
    }
  });
});

describe('the hook around each call', () => {
  it('is told what the call names, before it acts and after, with its status', async () => {
    const store = openTestKvs();
    const told: KvsCall[] = [];
    store.faults.onCall = (call) => {
      told.push(call);
      return Promise.resolve();
    };
    await callRaw(store, 'entity/get', { entityName: 'note', key: 'none' });
    const call = { installationId: 'installation-a', operation: 'entity/get', items: [{ entityName: 'note', key: 'none' }], number: 1 };
    expect(told).toEqual([
      { ...call, phase: 'before' },
      { ...call, phase: 'after', status: 404 },
    ]);
  });

  it.each(['before', 'after'] as const)('pauses a call %s it acts, so that another gets in between', async (phase) => {
    const store = openTestKvs();
    await callRaw(store, 'set', { key: 'k', value: 'old' });
    let release = (): void => undefined;
    const paused = new Promise<void>((resolve) => {
      release = resolve;
    });
    store.faults.onCall = (call) => (call.operation === 'set' && call.phase === phase ? paused : Promise.resolve());
    const writing = callRaw(store, 'set', { key: 'k', value: 'new' });
    const between = await callRaw(store, 'get', { key: 'k' });
    release();
    await writing;
    expect(between.json).toEqual({ key: 'k', value: phase === 'before' ? 'old' : 'new' });
  });
});

it('takes its latency for each call', async () => {
  const store = openTestKvs({ latency: 30 });
  const started = performance.now();
  await callRaw(store, 'get', { key: 'k' });
  expect(performance.now() - started).toBeGreaterThan(25);
});
