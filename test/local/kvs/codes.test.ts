import { kvs as client } from '@forge/kvs';
import { ERRORS, type KvsCode } from '../../../local/kvs/kvs-failure';
import { openKvs } from '../../../local/kvs/open-kvs';
import { UNKNOWNS } from '../../../local/kvs/unknowns';
import { openDatabase } from '../../../local/site/open-database';
import { callRaw, clientOver, openTestKvs } from './kvs-client';

interface Case {
  readonly code: KvsCode;
  readonly when: string;
  readonly operation: string;
  readonly body: unknown;
}

const note = (more: object): object => ({ entityName: 'note', key: 'k', ...more });
const query = (more: object): object => ({ entityName: 'note', indexName: 'count', ...more });
const filter = (property: string, condition: string, ...values: readonly unknown[]): object => ({ and: [{ property, condition, values }] });
const where = (property: string, condition: string, ...values: readonly unknown[]): object => ({
  where: [{ property, condition, values }],
});
const ttl = (value: unknown, unit: unknown): object => ({ key: 'k', value: 1, options: { ttl: { value, unit } } });
const many = (count: number): readonly object[] =>
  Array.from({ length: count }, (_, position) => ({ key: `k${String(position)}`, value: 1 }));
const check = { key: 'taken', entityName: 'note', conditions: filter('count', 'EQUAL_TO', 1) };
const DEEP = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
const longName = 'n'.repeat(61);

/** The store holds plain `taken` and note `taken` {count 5, title 't'}. */
const CASES: readonly Case[] = [
  {
    code: 'MAX_DEPTH',
    when: 'a value is nested 100,000 levels deep',
    operation: 'entity/set',
    body: `{"entityName":"note","key":"k","value":${DEEP}}`,
  },
  { code: 'MAX_DEPTH', when: 'a transaction has such a value', operation: 'transaction', body: `{"set":[{"key":"k","value":${DEEP}}]}` },
  { code: 'KEY_NOT_FOUND', when: 'a plain key is absent', operation: 'get', body: { key: 'none' } },
  { code: 'KEY_NOT_FOUND', when: 'a secret is absent', operation: 'secret/get', body: { key: 'taken' } },
  { code: 'KEY_NOT_FOUND', when: 'an entity item is absent', operation: 'entity/get', body: note({}) },
  { code: 'KEY_NOT_FOUND', when: 'what to delete is absent', operation: 'delete', body: { key: 'none' } },
  {
    code: 'KEY_CONFLICT',
    when: 'a plain key exists',
    operation: 'set',
    body: { key: 'taken', value: 1, options: { keyPolicy: 'FAIL_IF_EXISTS' } },
  },
  {
    code: 'KEY_CONFLICT',
    when: 'an entity item exists',
    operation: 'entity/set',
    body: note({ key: 'taken', value: {}, options: { keyPolicy: 'FAIL_IF_EXISTS' } }),
  },
  {
    code: 'SCHEMA_NOT_FOUND',
    when: 'the entity is not in the manifest',
    operation: 'entity/get',
    body: { entityName: 'nothing', key: 'k' },
  },
  { code: 'SCHEMA_NOT_FOUND', when: 'a query names an unknown entity', operation: 'entity/query', body: query({ entityName: 'nothing' }) },
  {
    code: 'SCHEMA_NOT_FOUND',
    when: 'a transaction names an unknown entity',
    operation: 'transaction',
    body: { set: [{ key: 'k', value: {}, entityName: 'nothing' }] },
  },
  { code: 'CONDITIONAL_CHECK_FAILED', when: 'a condition does not hold', operation: 'transaction', body: { check: [check] } },
  {
    code: 'CONDITIONAL_CHECK_FAILED',
    when: 'a condition is on an absent item',
    operation: 'transaction',
    body: { check: [{ ...check, key: 'none' }] },
  },
  {
    code: 'CONDITIONAL_CHECK_FAILED',
    when: 'NOT_EXISTS is asked of an absent item',
    operation: 'transaction',
    body: { set: [note({ key: 'none', value: {}, conditions: filter('count', 'NOT_EXISTS', true) })] },
  },
  { code: 'UNPROCESSABLE_ENTITY', when: 'a transaction has 26 operations', operation: 'transaction', body: { set: many(26) } },
  { code: 'KEY_DUPLICATION_ERROR', when: 'a batch names a key twice', operation: 'batch/get', body: [{ key: 'a' }, { key: 'a' }] },
  {
    code: 'KEY_DUPLICATION_ERROR',
    when: 'a transaction names a key twice',
    operation: 'transaction',
    body: { set: [{ key: 'a', value: 1 }], delete: [{ key: 'a' }] },
  },
  { code: 'TOO_MANY_BATCH_ENTITIES', when: 'a batch has 26 items', operation: 'batch/set', body: many(26) },
  { code: 'INVALID_TTL', when: 'a ttl is zero', operation: 'set', body: ttl(0, 'SECONDS') },
  { code: 'INVALID_TTL', when: 'a ttl is a fraction', operation: 'set', body: ttl(1.5, 'DAYS') },
  { code: 'INVALID_TTL', when: 'a ttl is a text', operation: 'secret/set', body: ttl('1', 'DAYS') },
  { code: 'INVALID_TTL', when: 'a ttl has an unknown unit', operation: 'set', body: ttl(1, 'WEEKS') },
  { code: 'INCORRECT_PROPERTY_TYPE', when: 'an integer is a text', operation: 'entity/set', body: note({ value: { count: '1' } }) },
  { code: 'INCORRECT_PROPERTY_TYPE', when: 'an integer is a fraction', operation: 'entity/set', body: note({ value: { count: 1.5 } }) },
  { code: 'INCORRECT_PROPERTY_TYPE', when: 'a float is a text', operation: 'entity/set', body: note({ value: { weight: '1' } }) },
  { code: 'INCORRECT_PROPERTY_TYPE', when: 'a boolean is a number', operation: 'entity/set', body: note({ value: { open: 1 } }) },
  { code: 'INCORRECT_PROPERTY_TYPE', when: 'a text is empty', operation: 'entity/set', body: note({ value: { title: '' } }) },
  { code: 'INCORRECT_PROPERTY_TYPE', when: 'a text is blank', operation: 'entity/set', body: note({ value: { title: ' \t' } }) },
  {
    code: 'INCORRECT_PROPERTY_TYPE',
    when: 'an attribute is null',
    operation: 'transaction',
    body: { set: [note({ value: { body: null } })] },
  },
  { code: 'EMPTY_KEY', when: 'the key of an entity item is empty', operation: 'entity/get', body: note({ key: '' }) },
  { code: 'KEY_TOO_SHORT', when: 'a plain key is empty', operation: 'set', body: { key: '', value: 1 } },
  { code: 'KEY_TOO_LONG', when: 'a key has 501 characters', operation: 'get', body: { key: 'k'.repeat(501) } },
  { code: 'INVALID_KEY', when: 'a key has a slash', operation: 'set', body: { key: 'a/b', value: 1 } },
  { code: 'INVALID_KEY', when: 'a key is blank', operation: 'secret/set', body: { key: ' ', value: 1 } },
  { code: 'INVALID_KEY', when: 'a key of a transaction has an @', operation: 'transaction', body: { delete: [{ key: 'a@b' }] } },
  { code: 'MAX_SIZE', when: 'a value has more than 240 KiB', operation: 'set', body: { key: 'k', value: 'v'.repeat(240 * 1024) } },
  {
    code: 'MAX_DEPTH',
    when: 'a value is nested too deeply',
    operation: 'set',
    body: `{"key":"k","value":${'['.repeat(40)}${']'.repeat(40)}}`,
  },
  {
    code: 'INVALID_FILTER_CONDITION',
    when: 'a plain query asks for more than a prefix',
    operation: 'query',
    body: where('key', 'EQUAL_TO', 'a'),
  },
  {
    code: 'INVALID_FILTER_CONDITION',
    when: 'a range asks CONTAINS',
    operation: 'entity/query',
    body: query({ range: { condition: 'CONTAINS', values: ['a'] } }),
  },
  {
    code: 'INVALID_FILTER_CONDITION',
    when: 'a filter asks for a prefix of a number',
    operation: 'entity/query',
    body: query({ filters: filter('count', 'BEGINS_WITH', 1) }),
  },
  {
    code: 'INVALID_FILTER_CONDITION',
    when: 'a filter compares an attribute of type any',
    operation: 'entity/query',
    body: query({ filters: filter('body', 'EQUAL_TO', 'a') }),
  },
  { code: 'INVALID_FILTER_VALUES', when: 'a prefix is a number', operation: 'query', body: where('key', 'BEGINS_WITH', 1) },
  { code: 'INVALID_FILTER_VALUES', when: 'a prefix is empty', operation: 'query', body: where('key', 'BEGINS_WITH', '') },
  {
    code: 'INVALID_FILTER_VALUES',
    when: 'a filter has a value of another type',
    operation: 'entity/query',
    body: query({ filters: filter('count', 'EQUAL_TO', '1') }),
  },
  {
    code: 'INVALID_FILTER_VALUES',
    when: 'BETWEEN is upside down',
    operation: 'entity/query',
    body: query({ range: { condition: 'BETWEEN', values: [2, 1] } }),
  },
  {
    code: 'INVALID_FILTER_VALUES',
    when: 'a partition is given to an index without one',
    operation: 'entity/query',
    body: query({ partition: [1] }),
  },
  {
    code: 'INVALID_FILTER_VALUES',
    when: 'a partition has the wrong type',
    operation: 'entity/query',
    body: query({ indexName: 'by-open', partition: ['yes'] }),
  },
  {
    code: 'INSUFFICIENT_FILTER_VALUES',
    when: 'BETWEEN has one value',
    operation: 'entity/query',
    body: query({ range: { condition: 'BETWEEN', values: [1] } }),
  },
  {
    code: 'INSUFFICIENT_FILTER_VALUES',
    when: 'the partition is left out',
    operation: 'entity/query',
    body: query({ indexName: 'by-open' }),
  },
  { code: 'LIST_QUERY_LIMIT_EXCEEDED', when: 'a plain query wants 101', operation: 'query', body: { limit: 101 } },
  { code: 'LIST_QUERY_LIMIT_EXCEEDED', when: 'a plain query wants none', operation: 'query', body: { limit: 0 } },
  {
    code: 'QUERY_WHERE_INVALID',
    when: 'a plain query has two where clauses',
    operation: 'query',
    body: {
      where: [
        { property: 'key', condition: 'BEGINS_WITH', values: ['a'] },
        { property: 'key', condition: 'BEGINS_WITH', values: ['b'] },
      ],
    },
  },
  {
    code: 'QUERY_WHERE_FIELD_INVALID',
    when: 'a plain query asks for a value',
    operation: 'query',
    body: where('value', 'BEGINS_WITH', 'a'),
  },
  {
    code: 'ENTITY_TYPE_TOO_SHORT',
    when: 'the entity name has 2 characters',
    operation: 'entity/get',
    body: { entityName: 'no', key: 'k' },
  },
  {
    code: 'ENTITY_TYPE_TOO_LARGE',
    when: 'the entity name has 61 characters',
    operation: 'entity/get',
    body: { entityName: longName, key: 'k' },
  },
  {
    code: 'INVALID_ENTITY_TYPE',
    when: 'the entity name has a capital letter',
    operation: 'entity/get',
    body: { entityName: 'Note', key: 'k' },
  },
  { code: 'INVALID_ENTITY_VALUE', when: 'an entity value is a list', operation: 'entity/set', body: note({ value: [1] }) },
  { code: 'INVALID_ENTITY_VALUE', when: 'an entity value is missing', operation: 'entity/set', body: note({}) },
  { code: 'INVALID_ENTITY_VALUE', when: 'an attribute is not declared', operation: 'entity/set', body: note({ value: { colour: 'red' } }) },
  {
    code: 'INVALID_ENTITY_ATTRIBUTE',
    when: 'a filter asks for an attribute that is not declared',
    operation: 'entity/query',
    body: query({ filters: filter('colour', 'EQUAL_TO', 'red') }),
  },
  { code: 'INVALID_ENTITY_INDEX', when: 'the index is not declared', operation: 'entity/query', body: query({ indexName: 'by-colour' }) },
  {
    code: 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE',
    when: 'an entity query wants 101',
    operation: 'entity/query',
    body: query({ limit: 101 }),
  },
  { code: 'EMPTY_FILTER_OPERATOR', when: 'the filters are empty', operation: 'entity/query', body: query({ filters: { or: [] } }) },
  {
    code: 'INVALID_FILTER_OPERATORS_COMBINATION',
    when: 'the filters use both operators',
    operation: 'entity/query',
    body: query({ filters: { ...filter('count', 'EQUAL_TO', 1), or: [] } }),
  },
  {
    code: 'INVALID_KEY_POLICY_RETURN_VALUE_COMBINATION',
    when: 'returnValue goes with FAIL_IF_EXISTS',
    operation: 'set',
    body: { key: 'k', value: 1, options: { keyPolicy: 'FAIL_IF_EXISTS', returnValue: 'LATEST' } },
  },
  {
    code: 'INVALID_KEY_POLICY_RETURN_VALUE_COMBINATION',
    when: 'returnMetadataFields goes without returnValue',
    operation: 'set',
    body: { key: 'k', value: 1, options: { keyPolicy: 'OVERRIDE', returnMetadataFields: ['CREATED_AT'] } },
  },
  { code: 'INVALID_TRANSACTION_REQUEST', when: 'a transaction is empty', operation: 'transaction', body: {} },
  {
    code: 'INVALID_TRANSACTION_REQUEST',
    when: 'a check has no condition',
    operation: 'transaction',
    body: { check: [{ key: 'k', entityName: 'note' }] },
  },
  {
    code: 'INVALID_TRANSACTION_REQUEST',
    when: 'a plain key has a condition',
    operation: 'transaction',
    body: { delete: [{ key: 'taken', conditions: filter('count', 'EQUAL_TO', 1) }] },
  },
  { code: 'BAD_REQUEST', when: 'the body is not JSON', operation: 'get', body: '{' },
  { code: 'BAD_REQUEST', when: 'the body is a very deep list', operation: 'set', body: `${'['.repeat(200_000)}${']'.repeat(200_000)}` },
  { code: 'BAD_REQUEST', when: 'the key is a number', operation: 'get', body: { key: 1 } },
  { code: 'BAD_REQUEST', when: 'a member is not known', operation: 'get', body: { key: 'taken', secret: true } },
  { code: 'BAD_REQUEST', when: 'a value is left out', operation: 'set', body: { key: 'k' } },
  { code: 'BAD_REQUEST', when: 'a value is null', operation: 'set', body: { key: 'k', value: null } },
  {
    code: 'BAD_REQUEST',
    when: 'a keyPolicy is in a batch',
    operation: 'batch/set',
    body: [{ key: 'k', value: 1, options: { keyPolicy: 'OVERRIDE' } }],
  },
  {
    code: 'BAD_REQUEST',
    when: 'a keyPolicy is in a transaction',
    operation: 'transaction',
    body: { set: [{ key: 'k', value: 1, options: { keyPolicy: 'OVERRIDE' } }] },
  },
  { code: 'BAD_REQUEST', when: 'a batch is empty', operation: 'batch/set', body: [] },
  { code: 'BAD_REQUEST', when: 'a cursor is made up', operation: 'query', body: { after: 'made-up' } },
  { code: 'BAD_REQUEST', when: 'a plain operation names an entity', operation: 'get', body: note({ key: 'taken' }) },
  { code: 'NOT_FOUND', when: 'the operation does not exist', operation: 'entity/list', body: {} },
];

describe('the codes of the service', () => {
  it.each(CASES)('answers $code when $when ($operation)', async ({ code, operation, body }) => {
    const store = openTestKvs();
    await callRaw(store, 'set', { key: 'taken', value: 1 });
    await callRaw(store, 'entity/set', note({ key: 'taken', value: { count: 5, title: 't' } }));
    const answer = await callRaw(store, operation, body);
    expect(answer).toEqual({ status: ERRORS[code].status, code, json: { code, message: ERRORS[code].message } });
    expect(JSON.stringify(await callRaw(store, 'query', {}))).toContain('"data":[{"key":"taken","value":1}]');
  });

  it('answers RATE_LIMIT_EXCEEDED with 429 to the 1,001st call within a second', async () => {
    const store = openTestKvs({ now: () => 1 });
    for (let call = 0; call < 1000; call += 1) await callRaw(store, 'get', { key: 'none' });
    expect(await callRaw(store, 'get', { key: 'none' })).toMatchObject({ status: 429, code: 'RATE_LIMIT_EXCEEDED' });
  });

  it('answers INTERNAL_SERVER_ERROR with 500 when the database refuses', async () => {
    const database = openDatabase(':memory:');
    const store = openKvs({ database, entities: undefined });
    database.exec('drop table kvs_item');
    expect(await callRaw(store, 'set', { key: 'k', value: 'v' })).toMatchObject({ status: 500, code: 'INTERNAL_SERVER_ERROR' });
  });

  it('has a case here for every code in the table of errors', () => {
    const covered = new Set<string>([...CASES.map(({ code }) => code), 'RATE_LIMIT_EXCEEDED', 'INTERNAL_SERVER_ERROR']);
    expect(Object.keys(ERRORS).filter((code) => !covered.has(code))).toEqual([]);
  });

  it('names neither the key nor the value in any refusal', async () => {
    const store = openTestKvs();
    for (const body of [
      { key: 'private/key', value: 'private' },
      { key: 'k', value: 'private'.repeat(50_000) },
    ]) {
      expect(JSON.stringify(await callRaw(store, 'set', body))).not.toContain('private');
    }
  });

  it('reaches the app as a ForgeKvsAPIError with the code and the status', async () => {
    clientOver(openTestKvs());
    await client.set('k', 1);
    await expect(client.set('k', 2, { keyPolicy: 'FAIL_IF_EXISTS' })).rejects.toMatchObject({
      code: 'KEY_CONFLICT',
      responseDetails: { status: 409 },
    });
  });

  it('lets a path outside /api/v1/ reach nothing', async () => {
    const store = openTestKvs();
    await callRaw(store, 'set', { key: 'k', value: 'v' });
    const response = await store.call('installation-a', 'get', JSON.stringify({ key: 'k' }));
    expect(response.status).toBe(404);
  });

  it('has a switch on the store for every unknown of the cloud that names one', () => {
    const named = Object.values(UNKNOWNS).flatMap((unknown) => ('switch' in unknown ? [unknown.switch] : []));
    expect(named.length).toBeGreaterThan(0);
    for (const name of named) expect(openTestKvs()).toHaveProperty(name);
  });
});
