import { readEntities } from '../../../local/kvs/items/entity-catalogue';
import { LIMITS } from '../../../local/kvs/limits';
import { openKvs, type Kvs } from '../../../local/kvs/open-kvs';
import { openDatabase } from '../../../local/site/open-database';
import { ask, askOften, items, KB, pageOf, refused, set, textOf } from './ask-kvs';
import { callRaw, openTestKvs, startClock, type Clock } from './kvs-client';

interface Edge {
  readonly limit: keyof typeof LIMITS;
  readonly what: string;
  /** What is allowed still, and what is refused just beyond it. */
  readonly within: (store: Kvs, clock: Clock) => Promise<number | string>;
  readonly beyond: (store: Kvs, clock: Clock) => Promise<number | string>;
  readonly refusal: string;
}

const nested = (levels: number): unknown => (levels === 1 ? 'leaf' : [nested(levels - 1)]);

const setNote = (store: Kvs, value: object): Promise<number | string> => ask(store, 'entity/set', { entityName: 'note', key: 'k', value });

const ttl = (store: Kvs, days: number): Promise<number | string> =>
  ask(store, 'set', { key: 'k', value: 1, options: { ttl: { value: days, unit: 'DAYS' } } });

const queryNotes = (store: Kvs, more: object): Promise<number | string> =>
  ask(store, 'entity/query', { entityName: 'note', indexName: 'count', ...more });

const byTitle = (value: string): object => ({ indexName: 'by-open', partition: [true], range: { condition: 'EQUAL_TO', values: [value] } });

const conditions = (count: number): object => ({
  filters: { or: Array.from({ length: count }, () => ({ property: 'count', condition: 'EQUAL_TO', values: [1] })) },
});

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
