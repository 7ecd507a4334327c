import { type kvs, Filter, FilterConditions, MetadataField, Sort, WhereConditions } from '@forge/kvs';
import { OPERATIONS } from '../../../local/kvs/operations/operation-table';
import { clientOver, openTestKvs } from './kvs-client';

interface Note {
  readonly title?: string;
  readonly count?: number;
  readonly open?: boolean;
}

interface Row {
  /** The row of the wire table that this covers, and which of its forms. */
  readonly row: string;
  readonly path: string;
  readonly body: unknown;
  readonly ask: (client: typeof kvs) => Promise<unknown>;
  readonly gives: unknown;
}

const AT = Date.UTC(2026, 10, 2, 8, 0, 0);
const seconds = AT / 1000;
const { CREATED_AT, UPDATED_AT, EXPIRE_TIME } = MetadataField;
const all = [CREATED_AT, UPDATED_AT, EXPIRE_TIME];
const day = { value: 1, unit: 'DAYS' } as const;
const tomorrow = '2026-11-03T08:00:00Z';
const isOne = new Filter<Note>().and('count', FilterConditions.equalTo(1));
const isOneSent = { and: [{ property: 'count', condition: 'EQUAL_TO', values: [1] }] };
const missing = { code: 'KEY_NOT_FOUND', message: 'The key does not exist.' };

/** Each case starts from: plain `plain` = 1, secret `hidden` = 's', note `one` {count 1, title 'a', open} and `two` {count 2, title 'b', open}. */
const ROWS: readonly Row[] = [
  { row: 'get', path: 'get', body: { key: 'plain' }, ask: (k) => k.get('plain'), gives: 1 },
  { row: 'get, absent', path: 'get', body: { key: 'none' }, ask: (k) => k.get('none'), gives: undefined },
  {
    row: 'get with metadata',
    path: 'get',
    body: { key: 'plain', options: { metadataFields: all } },
    ask: (k) => k.get('plain', { metadataFields: all }),
    gives: { key: 'plain', value: 1, createdAt: seconds, updatedAt: seconds, expireTime: undefined },
  },
  { row: 'set', path: 'set', body: { key: 'x', value: [1] }, ask: (k) => k.set('x', [1]), gives: undefined },
  {
    row: 'set with ttl and policy, returning the latest',
    path: 'set',
    body: { key: 'x', value: 2, options: { ttl: day, keyPolicy: 'OVERRIDE', returnValue: 'LATEST', returnMetadataFields: all } },
    ask: (k) => k.set('x', 2, { ttl: day, keyPolicy: 'OVERRIDE', returnValue: 'LATEST', returnMetadataFields: all }),
    gives: { key: 'x', value: 2, createdAt: seconds, updatedAt: seconds, expireTime: tomorrow },
  },
  {
    row: 'set returning the previous',
    path: 'set',
    body: { key: 'plain', value: 2, options: { keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS' } },
    ask: (k) => k.set('plain', 2, { keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS' }),
    gives: { key: 'plain', value: 1 },
  },
  {
    row: 'set returning the previous of none',
    path: 'set',
    body: { key: 'x', value: 2, options: { keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS' } },
    ask: (k) => k.set('x', 2, { keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS' }),
    gives: undefined,
  },
  { row: 'delete', path: 'delete', body: { key: 'plain' }, ask: (k) => k.delete('plain'), gives: undefined },
  { row: 'delete, absent', path: 'delete', body: { key: 'none' }, ask: (k) => k.delete('none'), gives: undefined },
  {
    row: 'query',
    path: 'query',
    body: { limit: 5, where: [{ property: 'key', condition: 'BEGINS_WITH', values: ['pl'] }], options: { metadataFields: [CREATED_AT] } },
    ask: (k) =>
      k
        .query({ metadataFields: [CREATED_AT] })
        .where('key', WhereConditions.beginsWith('pl'))
        .limit(5)
        .getMany(),
    gives: { results: [{ key: 'plain', value: 1, createdAt: seconds }], nextCursor: undefined },
  },
  { row: 'secret get', path: 'secret/get', body: { key: 'hidden' }, ask: (k) => k.getSecret('hidden'), gives: 's' },
  { row: 'secret get, absent', path: 'secret/get', body: { key: 'none' }, ask: (k) => k.getSecret('none'), gives: undefined },
  { row: 'secret set', path: 'secret/set', body: { key: 'x', value: 's' }, ask: (k) => k.setSecret('x', 's'), gives: undefined },
  { row: 'secret delete', path: 'secret/delete', body: { key: 'hidden' }, ask: (k) => k.deleteSecret('hidden'), gives: undefined },
  {
    row: 'entity get',
    path: 'entity/get',
    body: { entityName: 'note', key: 'one' },
    ask: (k) => k.entity<Note>('note').get('one'),
    gives: { count: 1, title: 'a', open: true },
  },
  {
    row: 'entity get, absent',
    path: 'entity/get',
    body: { entityName: 'note', key: 'none' },
    ask: (k) => k.entity('note').get('none'),
    gives: undefined,
  },
  {
    row: 'entity set',
    path: 'entity/set',
    body: { entityName: 'note', key: 'x', value: { count: 1 }, options: { keyPolicy: 'FAIL_IF_EXISTS' } },
    ask: (k) => k.entity<Note>('note').set('x', { count: 1 }, { keyPolicy: 'FAIL_IF_EXISTS' }),
    gives: undefined,
  },
  {
    row: 'entity delete',
    path: 'entity/delete',
    body: { entityName: 'note', key: 'one' },
    ask: (k) => k.entity('note').delete('one'),
    gives: undefined,
  },
  {
    row: 'entity query',
    path: 'entity/query',
    body: {
      entityName: 'note',
      indexName: 'by-open',
      partition: [true],
      range: { condition: 'GREATER_THAN', values: ['0'] },
      filters: isOneSent,
      sort: 'DESC',
      limit: 5,
      options: { metadataFields: [UPDATED_AT] },
    },
    ask: (k) =>
      k
        .entity<Note>('note')
        .query({ metadataFields: [UPDATED_AT] })
        .index('by-open', { partition: [true] })
        .where(WhereConditions.greaterThan('0'))
        .filters(new Filter<Note>().and('count', FilterConditions.equalTo(1)))
        .sort(Sort.DESC)
        .limit(5)
        .getMany(),
    gives: { results: [{ key: 'one', value: { count: 1, title: 'a', open: true }, updatedAt: seconds }], nextCursor: undefined },
  },
  {
    row: 'entity query for one',
    path: 'entity/query',
    body: { entityName: 'note', indexName: 'count', limit: 1 },
    ask: (k) => k.entity<Note>('note').query().index('count').getOne(),
    gives: { key: 'one', value: { count: 1, title: 'a', open: true } },
  },
  {
    row: 'batch set',
    path: 'batch/set',
    body: [
      { key: 'x', value: 1, options: { ttl: day } },
      { key: 'y', value: { count: 'no' }, entityName: 'note' },
    ],
    ask: (k) =>
      k.batchSet<unknown>([
        { key: 'x', value: 1, options: { ttl: day } },
        { key: 'y', value: { count: 'no' }, entityName: 'note' },
      ]),
    gives: {
      successfulKeys: [{ key: 'x' }],
      failedKeys: [
        { key: 'y', entityName: 'note', error: { code: 'INCORRECT_PROPERTY_TYPE', message: 'An attribute is not of its declared type.' } },
      ],
    },
  },
  {
    row: 'batch get',
    path: 'batch/get',
    body: [{ key: 'plain' }, { key: 'one', entityName: 'note' }, { key: 'one' }],
    ask: (k) => k.batchGet([{ key: 'plain' }, { key: 'one', entityName: 'note' }, { key: 'one' }]),
    gives: {
      successfulKeys: [
        { key: 'plain', value: 1 },
        { key: 'one', entityName: 'note', value: { count: 1, title: 'a', open: true } },
      ],
      failedKeys: [{ key: 'one', error: missing }],
    },
  },
  {
    row: 'batch delete',
    path: 'batch/delete',
    body: [{ key: 'plain' }, { key: 'none', entityName: 'note' }],
    ask: (k) => k.batchDelete([{ key: 'plain' }, { key: 'none', entityName: 'note' }]),
    gives: { successfulKeys: [{ key: 'plain' }], failedKeys: [{ key: 'none', entityName: 'note', error: missing }] },
  },
  {
    row: 'transaction',
    path: 'transaction',
    body: {
      set: [
        { key: 'x', value: 1, options: { ttl: day } },
        { key: 'one', value: { count: 2 }, entityName: 'note', conditions: isOneSent },
      ],
      delete: [{ key: 'plain' }],
      check: [{ key: 'two', entityName: 'note', conditions: { and: [{ property: 'title', condition: 'EXISTS', values: [true] }] } }],
    },
    ask: (k) =>
      k
        .transact()
        .set('x', 1, undefined, { ttl: day })
        .set<Note>('one', { count: 2 }, { entityName: 'note', conditions: isOne })
        .delete('plain')
        .check('two', { entityName: 'note', conditions: new Filter<Note>().and('title', FilterConditions.exists()) })
        .execute(),
    gives: undefined,
  },
];

describe('the wire of @forge/kvs', () => {
  it.each(ROWS)('$row: /api/v1/$path is sent as documented and answered as the client reads it', async ({ path, body, ask, gives }) => {
    const store = openTestKvs({ now: () => AT });
    const client = clientOver(store);
    await client.set('plain', 1);
    await client.setSecret('hidden', 's');
    await client.entity<Note>('note').set('one', { count: 1, title: 'a', open: true });
    await client.entity<Note>('note').set('two', { count: 2, title: 'b', open: true });

    const sent: { readonly path: string; readonly body: unknown }[] = [];
    const recorded = clientOver({
      call: (installationId, sentPath, sentBody) => {
        sent.push({ path: sentPath, body: JSON.parse(sentBody) as unknown });
        return store.call(installationId, sentPath, sentBody);
      },
    });
    expect(await ask(recorded)).toEqual(gives);
    expect(sent).toEqual([{ path: `/api/v1/${path}`, body }]);
  });

  it('has a row here for every operation that the store offers', () => {
    expect(new Set(ROWS.map(({ path }) => path))).toEqual(new Set(OPERATIONS.keys()));
  });

  it('sends the cursor of a plain query as `after` and that of an entity query as `cursor`, and both come back as nextCursor', async () => {
    const client = clientOver(openTestKvs());
    const notes = client.entity<Note>('note');
    for (const [position, key] of ['a', 'b', 'c'].entries()) {
      await client.set(key, key);
      await notes.set(key, { count: position });
    }
    const first = await client.query().limit(2).getMany();
    expect(first.results.map(({ key }) => key)).toEqual(['a', 'b']);
    const second = await client
      .query()
      .limit(2)
      .cursor(first.nextCursor ?? '')
      .getMany();
    expect(second).toEqual({ results: [{ key: 'c', value: 'c' }], nextCursor: undefined });

    const firstNotes = await notes.query().index('count').sort(Sort.DESC).limit(2).getMany();
    expect(firstNotes.results.map(({ key }) => key)).toEqual(['c', 'b']);
    const secondNotes = await notes
      .query()
      .index('count')
      .sort(Sort.DESC)
      .limit(2)
      .cursor(firstNotes.nextCursor ?? '')
      .getMany();
    expect(secondNotes.results.map(({ key }) => key)).toEqual(['a']);
  });

  it('carries a trace id that the client hands on with an error', async () => {
    const aTraceId: unknown = expect.stringMatching(/^[0-9a-f]{16}$/);
    const refused = clientOver(openTestKvs()).set('a/b', 1);
    await expect(refused).rejects.toMatchObject({
      code: 'INVALID_KEY',
      responseDetails: { status: 400, traceId: aTraceId },
    });
  });
});
