import { readEntities } from '../../../local/kvs/items/entity-catalogue';
import { LIMITS } from '../../../local/kvs/limits';
import { openKvs, type Kvs } from '../../../local/kvs/open-kvs';
import { openDatabase } from '../../../local/site/open-database';
import { callRaw, openTestKvs, startClock, type Clock } from './kvs-client';

interface Edge {
  readonly limit: keyof typeof LIMITS;
  readonly what: string;
  /** What is allowed still, and what is refused just beyond it. */
  readonly within: (store: Kvs, clock: Clock) => Promise<number | string>;
  readonly beyond: (store: Kvs, clock: Clock) => Promise<number | string>;
  readonly refusal: string;
}

/** The code of a refusal, or the status of what went well. */
const ask = async (store: Kvs, operation: string, body: unknown): Promise<number | string> => {
  const { status, code } = await callRaw(store, operation, body);
  return typeof code === 'string' ? code : status;
};

/** The outcome of the last of several equal calls. */
const askOften = async (times: number, one: () => Promise<number | string>): Promise<number | string> => {
  let last: number | string = 'none';
  for (let time = 0; time < times; time += 1) last = await one();
  return last;
};

/** A JSON text of exactly this many bytes: the text and its two quotes. */
const textOf = (bytes: number): string => 'v'.repeat(bytes - 2);

const nested = (levels: number): unknown => (levels === 1 ? 'leaf' : [nested(levels - 1)]);

const setNote = (store: Kvs, value: object): Promise<number | string> => ask(store, 'entity/set', { entityName: 'note', key: 'k', value });

const set = (store: Kvs, value: unknown, operation = 'set'): Promise<number | string> => ask(store, operation, { key: 'k', value });

const ttl = (store: Kvs, days: number): Promise<number | string> =>
  ask(store, 'set', { key: 'k', value: 1, options: { ttl: { value: days, unit: 'DAYS' } } });

const queryNotes = (store: Kvs, more: object): Promise<number | string> =>
  ask(store, 'entity/query', { entityName: 'note', indexName: 'count', ...more });

const byTitle = (value: string): object => ({ indexName: 'by-open', partition: [true], range: { condition: 'EQUAL_TO', values: [value] } });

const conditions = (count: number): object => ({
  filters: { or: Array.from({ length: count }, () => ({ property: 'count', condition: 'EQUAL_TO', values: [1] })) },
});

const items = (count: number, value: unknown): readonly object[] =>
  Array.from({ length: count }, (_, position) => ({ key: `k${String(position)}`, value }));

/** The status and how many items came back from a query over 150 plain keys. */
const countOf = async (store: Kvs, body: object): Promise<number | string> => {
  for (let start = 0; start < 150; start += 25) {
    await callRaw(
      store,
      'batch/set',
      items(25, 1).map((item, position) => ({ ...item, key: `q${String(start + position)}` })),
    );
  }
  const { json, code } = await callRaw(store, 'query', body);
  const data = typeof json === 'object' && json !== null && 'data' in json ? json.data : undefined;
  return Array.isArray(data) ? data.length : String(code);
};

/** Items of a page over five values of this many bytes. */
const pageOf = async (store: Kvs, bytes: number): Promise<number | string> => {
  for (let position = 0; position < 5; position += 1) await callRaw(store, 'set', { key: `big${String(position)}`, value: textOf(bytes) });
  const { json } = await callRaw(store, 'query', { limit: 5, where: [{ property: 'key', condition: 'BEGINS_WITH', values: ['big'] }] });
  return typeof json === 'object' && json !== null && 'data' in json && Array.isArray(json.data) ? json.data.length : 'none';
};

const open = (entities: unknown): Promise<string> => {
  try {
    readEntities(entities);
    return Promise.resolve('open');
  } catch (refused) {
    return Promise.resolve(refused instanceof Error ? refused.name : 'thrown');
  }
};

const entitiesNamed = (count: number): unknown =>
  Array.from({ length: count }, (_, position) => ({ name: `entity${String(position)}`, attributes: { a: { type: 'string' } } }));

const entityWith = (attributes: number, indexes: number, name = 'entity', first = 'a0', index = 'index'): unknown => {
  const names = [first, ...Array.from({ length: attributes - 1 }, (_, position) => `a${String(position + 1)}`)];
  return [
    {
      name,
      attributes: Object.fromEntries(names.map((attribute) => [attribute, { type: 'string' }])),
      indexes: Array.from({ length: indexes }, (_, position) => ({
        name: `${index}${position === 0 ? '' : String(position)}`,
        range: [first],
      })),
    },
  ];
};

const KB = 1000;
const refused = 'RATE_LIMIT_EXCEEDED';

const EDGES: readonly Edge[] = [
  {
    limit: 'keyCharacters',
    what: 'a key',
    within: (s) => ask(s, 'set', { key: 'k'.repeat(500), value: 1 }),
    beyond: (s) => ask(s, 'set', { key: 'k'.repeat(501), value: 1 }),
    refusal: 'KEY_TOO_LONG',
  },
  {
    limit: 'valueBytes',
    what: 'a plain value',
    within: (s) => set(s, textOf(240 * 1024)),
    beyond: (s) => set(s, textOf(240 * 1024 + 1)),
    refusal: 'MAX_SIZE',
  },
  {
    limit: 'valueBytes',
    what: 'an entity value',
    within: (s) => setNote(s, { body: textOf(240 * 1024 - 9) }),
    beyond: (s) => setNote(s, { body: textOf(240 * 1024 - 8) }),
    refusal: 'MAX_SIZE',
  },
  {
    limit: 'valueBytes',
    what: 'a value of characters of three bytes',
    within: (s) => set(s, '€'.repeat(81_919)),
    beyond: (s) => set(s, '€'.repeat(81_920)),
    refusal: 'MAX_SIZE',
  },
  {
    limit: 'secretBytes',
    what: 'a secret',
    within: (s) => set(s, textOf(128 * 1024), 'secret/set'),
    beyond: (s) => set(s, textOf(128 * 1024 + 1), 'secret/set'),
    refusal: 'MAX_SIZE',
  },
  { limit: 'valueDepth', what: 'a value', within: (s) => set(s, nested(31)), beyond: (s) => set(s, nested(32)), refusal: 'MAX_DEPTH' },
  {
    limit: 'requestsPerSecond',
    what: 'calls',
    within: (s) => askOften(1000, () => set(s, 1)),
    beyond: (s) => askOften(1001, () => set(s, 1)),
    refusal: refused,
  },
  {
    limit: 'readUnitsPerMinute',
    what: 'reads of a page of 24 units',
    within: async (s, clock) => {
      await pageOf(s, 46 * KB);
      return askOften(165, () => (clock.pass(100), ask(s, 'query', {})));
    },
    beyond: async (s, clock) => {
      await pageOf(s, 46 * KB);
      return askOften(166, () => (clock.pass(100), ask(s, 'query', {})));
    },
    refusal: refused,
  },
  {
    limit: 'writeUnitsPerMinute',
    what: 'writes of 10 units',
    within: (s, clock) => askOften(400, () => (clock.pass(125), set(s, textOf(99 * KB)))),
    beyond: (s, clock) => askOften(401, () => (clock.pass(125), set(s, textOf(99 * KB)))),
    refusal: refused,
  },
  {
    limit: 'keyReadBytesPerSecond',
    what: 'gets of one key',
    within: async (s) => (await set(s, textOf(200 * KB)), askOften(60, () => ask(s, 'get', { key: 'k' }))),
    beyond: async (s) => (await set(s, textOf(200 * KB)), askOften(61, () => ask(s, 'get', { key: 'k' }))),
    refusal: refused,
  },
  {
    limit: 'keyWriteBytesPerSecond',
    what: 'sets of one key',
    within: (s) => askOften(5, () => set(s, textOf(200 * KB))),
    beyond: (s) => askOften(6, () => set(s, textOf(200 * KB))),
    refusal: refused,
  },
  {
    limit: 'indexValueBytesPerSecond',
    what: 'queries of one index value',
    within: async (s) => (await pageOf(s, 200 * KB), askOften(22, () => ask(s, 'query', {}))),
    beyond: async (s) => (await pageOf(s, 200 * KB), askOften(25, () => ask(s, 'query', {}))),
    refusal: refused,
  },
  {
    limit: 'queryPage',
    what: 'a plain query',
    within: (s) => ask(s, 'query', { limit: 100 }),
    beyond: (s) => ask(s, 'query', { limit: 101 }),
    refusal: 'LIST_QUERY_LIMIT_EXCEEDED',
  },
  {
    limit: 'queryPage',
    what: 'an entity query',
    within: (s) => queryNotes(s, { limit: 100 }),
    beyond: (s) => queryNotes(s, { limit: 101 }),
    refusal: 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE',
  },
  {
    limit: 'queryConditions',
    what: 'filters',
    within: (s) => queryNotes(s, conditions(100)),
    beyond: (s) => queryNotes(s, conditions(101)),
    refusal: 'INVALID_FILTER_VALUES',
  },
  {
    limit: 'batchItems',
    what: 'a batch',
    within: (s) => ask(s, 'batch/set', items(25, 1)),
    beyond: (s) => ask(s, 'batch/set', items(26, 1)),
    refusal: 'TOO_MANY_BATCH_ENTITIES',
  },
  {
    limit: 'batchBytes',
    what: 'a batch',
    within: (s) => ask(s, 'batch/set', items(25, textOf(159 * KB))),
    beyond: (s) => ask(s, 'batch/set', items(25, textOf(160 * KB))),
    refusal: 'MAX_SIZE',
  },
  {
    limit: 'transactionOperations',
    what: 'a transaction',
    within: (s) => ask(s, 'transaction', { set: items(25, 1) }),
    beyond: (s) => ask(s, 'transaction', { set: items(26, 1) }),
    refusal: 'UNPROCESSABLE_ENTITY',
  },
  {
    limit: 'transactionBytes',
    what: 'a transaction',
    within: (s) => ask(s, 'transaction', { set: items(25, textOf(159 * KB)) }),
    beyond: (s) => ask(s, 'transaction', { set: items(25, textOf(160 * KB)) }),
    refusal: 'MAX_SIZE',
  },
  { limit: 'ttl', what: 'a ttl', within: (s) => ttl(s, 365), beyond: (s) => ttl(s, 366), refusal: 'INVALID_TTL' },
  {
    limit: 'indexRangeBytes',
    what: 'a value to store',
    within: (s) => setNote(s, { title: 't'.repeat(900) }),
    beyond: (s) => setNote(s, { title: 't'.repeat(901) }),
    refusal: 'MAX_SIZE',
  },
  {
    limit: 'indexRangeBytes',
    what: 'a value to ask for',
    within: (s) => queryNotes(s, byTitle('t'.repeat(900))),
    beyond: (s) => queryNotes(s, byTitle('t'.repeat(901))),
    refusal: 'MAX_SIZE',
  },
  {
    limit: 'integerLeast',
    what: 'an integer',
    within: (s) => setNote(s, { count: -2147483648 }),
    beyond: (s) => setNote(s, { count: -2147483649 }),
    refusal: 'INCORRECT_PROPERTY_TYPE',
  },
  {
    limit: 'integerMost',
    what: 'an integer',
    within: (s) => setNote(s, { count: 2147483647 }),
    beyond: (s) => setNote(s, { count: 2147483648 }),
    refusal: 'INCORRECT_PROPERTY_TYPE',
  },
  {
    limit: 'floatLeastMagnitude',
    what: 'a float',
    within: (s) => setNote(s, { weight: -1e-130 }),
    beyond: (s) => setNote(s, { weight: 1e-131 }),
    refusal: 'INCORRECT_PROPERTY_TYPE',
  },
  {
    limit: 'floatMostMagnitude',
    what: 'a float',
    within: (s) => setNote(s, { weight: 9e125 }),
    beyond: (s) => setNote(s, { weight: -1e126 }),
    refusal: 'INCORRECT_PROPERTY_TYPE',
  },
  {
    limit: 'entities',
    what: 'the manifest',
    within: () => open(entitiesNamed(20)),
    beyond: () => open(entitiesNamed(21)),
    refusal: 'BadEnvironment',
  },
  {
    limit: 'entityIndexes',
    what: 'an entity',
    within: () => open(entityWith(1, 7)),
    beyond: () => open(entityWith(1, 8)),
    refusal: 'BadEnvironment',
  },
  {
    limit: 'entityAttributes',
    what: 'an entity',
    within: () => open(entityWith(50, 0)),
    beyond: () => open(entityWith(51, 0)),
    refusal: 'BadEnvironment',
  },
  {
    limit: 'entityNameShortest',
    what: 'an entity name',
    within: () => open(entityWith(1, 0, 'abc')),
    beyond: () => open(entityWith(1, 0, 'ab')),
    refusal: 'BadEnvironment',
  },
  {
    limit: 'entityNameCharacters',
    what: 'an entity name',
    within: () => open(entityWith(1, 0, 'e'.repeat(60))),
    beyond: () => open(entityWith(1, 0, 'e'.repeat(61))),
    refusal: 'BadEnvironment',
  },
  {
    limit: 'attributeNameCharacters',
    what: 'an attribute name',
    within: () => open(entityWith(1, 0, 'entity', 'a'.repeat(30))),
    beyond: () => open(entityWith(1, 0, 'entity', 'a'.repeat(31))),
    refusal: 'BadEnvironment',
  },
  {
    limit: 'indexNameShortest',
    what: 'an index name',
    within: () => open(entityWith(1, 1, 'entity', 'a0', 'abc')),
    beyond: () => open(entityWith(1, 1, 'entity', 'a0', 'ab')),
    refusal: 'BadEnvironment',
  },
  {
    limit: 'indexNameCharacters',
    what: 'an index name',
    within: () => open(entityWith(1, 1, 'entity', 'a0', 'i'.repeat(50))),
    beyond: () => open(entityWith(1, 1, 'entity', 'a0', 'i'.repeat(51))),
    refusal: 'BadEnvironment',
  },
];

/** Limits that shape an answer instead of refusing a call; each has its own test below. */
const SHAPING: readonly (keyof typeof LIMITS)[] = ['unitBytes', 'queryPageDefault', 'queryPageBytes', 'ttlLag', 'indexPartitionBytes'];

describe('the limits of the service', () => {
  it.each(EDGES)('$limit: $what at the limit passes, beyond it is $refusal', async ({ within, beyond, refusal }) => {
    const outcomes = [];
    for (const attempt of [within, beyond]) {
      const clock = startClock();
      outcomes.push(await attempt(openTestKvs({ now: clock.now }), clock));
    }
    const [atLimit, overLimit] = outcomes;
    expect([200, 204, 'open']).toContain(atLimit);
    expect(overLimit).toBe(refusal);
  });

  it('has an edge here for every limit in the table', () => {
    const covered = new Set<string>([...EDGES.map(({ limit }) => limit), ...SHAPING]);
    expect(Object.keys(LIMITS).filter((limit) => !covered.has(limit))).toEqual([]);
  });

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

  it('gives 10 items of a query that names no limit', async () => {
    const store = openTestKvs();
    expect([await countOf(store, {}), await countOf(store, { limit: 100 })]).toEqual([10, 100]);
  });

  it('ends a page of a query after 1 MB, with a cursor that leads to the rest', async () => {
    const store = openTestKvs();
    store.rateLimits = false;
    expect(await pageOf(store, 200 * KB)).toBe(5);
    expect(await pageOf(store, 201 * KB)).toBe(4);
    const { json } = await callRaw(store, 'query', { limit: 5 });
    const cursor = typeof json === 'object' && json !== null && 'cursor' in json ? json.cursor : undefined;
    expect(await callRaw(store, 'query', { limit: 5, after: cursor })).toMatchObject({ json: { data: [{ key: 'big4' }] } });
  });

  it('refuses a partition of more than 1,700 bytes, stored or asked for', async () => {
    const entities = [
      {
        name: 'entry',
        attributes: { day: { type: 'string' }, at: { type: 'string' } },
        indexes: [{ name: 'by-day', partition: ['day'], range: ['at'] }],
      },
    ];
    const store = openKvs({ database: openDatabase(':memory:'), entities });
    const day = (bytes: number): string => 'd'.repeat(bytes);
    const write = (bytes: number): Promise<number | string> =>
      ask(store, 'entity/set', { entityName: 'entry', key: 'k', value: { day: day(bytes) } });
    const read = (bytes: number): Promise<number | string> =>
      ask(store, 'entity/query', { entityName: 'entry', indexName: 'by-day', partition: [day(bytes)] });
    expect([await write(1700), await write(1701), await read(1700), await read(1701)]).toEqual([204, 'MAX_SIZE', 200, 'MAX_SIZE']);
  });
});
