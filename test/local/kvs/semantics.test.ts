import { Filter, FilterConditions, MetadataField, Sort, WhereConditions } from '@forge/kvs';
import { openKvs } from '../../../local/kvs/open-kvs';
import { UNKNOWNS } from '../../../local/kvs/unknowns';
import { openDatabase } from '../../../local/site/open-database';
import { clientOver, ENTITIES, openTestKvs, startClock } from './kvs-client';

interface Note {
  readonly title?: string;
  readonly count?: number;
  readonly open?: boolean;
}

interface Policy {
  readonly version: number;
  readonly body: unknown;
}

const DAY = 86_400_000;
const keysOf = (page: { readonly results: readonly { readonly key: string }[] }): readonly string[] => page.results.map(({ key }) => key);

describe('what a stored item is', () => {
  it('is partitioned by installation: one sees nothing of another, and forgetting one leaves the other', async () => {
    const store = openTestKvs();
    await clientOver(store, 'one').set('k', 'of one');
    await clientOver(store, 'two').set('k', 'of two');
    expect(await clientOver(store, 'one').get('k')).toBe('of one');
    expect((await clientOver(store, 'two').query().getMany()).results).toEqual([{ key: 'k', value: 'of two' }]);
    store.clear('one');
    expect(await clientOver(store, 'one').get('k')).toBeUndefined();
    expect(await clientOver(store, 'two').get('k')).toBe('of two');
  });

  it('keeps plain keys, secrets and entities apart, and secrets out of queries', async () => {
    const client = clientOver(openTestKvs());
    await client.set('k', 'plain');
    await client.setSecret('k', 'secret');
    await client.entity<Note>('note').set('k', { title: 'note' });
    await client.entity<Policy>('policy').set('k', { version: 1, body: {} });
    await client.setSecret('only-secret', 'secret');
    expect([await client.get('k'), await client.getSecret('k'), await client.entity('note').get('k')]).toEqual([
      'plain',
      'secret',
      { title: 'note' },
    ]);
    expect(await client.query().getMany()).toMatchObject({ results: [{ key: 'k', value: 'plain' }] });
    expect(await client.get('only-secret')).toBeUndefined();
    await client.delete('k');
    expect(await client.getSecret('k')).toBe('secret');
  });

  it.each([
    ['text'],
    [''],
    [0],
    [-1.5],
    [false],
    [[]],
    [{}],
    [{ a: [1, { b: null }] }],
    ['€ \u{1f600} \u0000 "quoted"'],
    [{ __proto__x: 1, constructor: 'c' }],
  ])('comes back as it was stored: %j', async (value) => {
    const client = clientOver(openTestKvs());
    await client.set('k', value);
    expect(await client.get('k')).toEqual(value);
  });

  it('comes back with metadata: created once, updated at each write, in whole seconds; the expiry in ISO 8601', async () => {
    const clock = startClock(Date.UTC(2026, 10, 2, 8, 0, 0) + 400);
    const client = clientOver(openTestKvs({ now: clock.now }));
    const metadataFields = [MetadataField.CREATED_AT, MetadataField.UPDATED_AT, MetadataField.EXPIRE_TIME];
    await client.set('k', 1);
    clock.pass(5000);
    await client.set('k', 2, { ttl: { value: 1, unit: 'MINUTES' } });
    const created = Date.UTC(2026, 10, 2, 8, 0, 0) / 1000;
    expect(await client.get('k', { metadataFields })).toEqual({
      key: 'k',
      value: 2,
      createdAt: created,
      updatedAt: created + 5,
      expireTime: '2026-11-02T08:01:06Z',
    });
  });

  it.each([
    ['SECONDS', 1000],
    ['MINUTES', 60_000],
    ['HOURS', 3_600_000],
    ['DAYS', DAY],
  ] as const)('is gone when its ttl in %s is over, for get, query, FAIL_IF_EXISTS and conditions alike', async (unit, ms) => {
    const clock = startClock();
    const client = clientOver(openTestKvs({ now: clock.now }));
    const ttl = { value: 2, unit };
    await client.set('k', 1, { ttl });
    await client.entity<Note>('note').set('k', { count: 1 }, { ttl });
    clock.pass(2 * ms - 1);
    expect(await client.get('k')).toBe(1);
    clock.pass(1);
    expect(await client.get('k')).toBeUndefined();
    expect(keysOf(await client.query().getMany())).toEqual([]);
    expect(keysOf(await client.entity<Note>('note').query().index('count').getMany())).toEqual([]);
    const conditions = new Filter<Note>().and('count', FilterConditions.equalTo(1));
    await expect(client.transact().check('k', { entityName: 'note', conditions }).execute()).rejects.toMatchObject({
      code: 'CONDITIONAL_CHECK_FAILED',
    });
    await client.set('k', 'new', { keyPolicy: 'FAIL_IF_EXISTS' });
    expect(await client.get('k')).toBe('new');
  });

  it('stays when it is set again without a ttl', async () => {
    const clock = startClock();
    const client = clientOver(openTestKvs({ now: clock.now }));
    await client.set('k', 1, { ttl: { value: 1, unit: 'SECONDS' } });
    await client.set('k', 2);
    clock.pass(DAY);
    expect(await client.get('k')).toBe(2);
  });

  it('stays readable after its expiry as long as ttlLag says, 48 hours at most, and tells its expireTime', async () => {
    const clock = startClock();
    const store = openTestKvs({ now: clock.now });
    const client = clientOver(store);
    await client.set('k', 1, { ttl: { value: 1, unit: 'SECONDS' } });
    store.ttlLag = 365 * DAY;
    clock.pass(1000 + 2 * DAY - 1);
    expect(await client.get('k', { metadataFields: [MetadataField.EXPIRE_TIME] })).toEqual({
      key: 'k',
      value: 1,
      expireTime: '2026-11-02T08:00:01Z',
    });
    await expect(client.set('k', 2, { keyPolicy: 'FAIL_IF_EXISTS' })).rejects.toMatchObject({ code: 'KEY_CONFLICT' });
    clock.pass(1);
    expect(await client.get('k')).toBeUndefined();
  });
});

describe('transactions', () => {
  const atVersion = (version: number): ReturnType<Filter<Policy>['and']> =>
    new Filter<Policy>().and('version', FilterConditions.equalTo(version));

  it('let one of two writers win who both read the same version', async () => {
    const client = clientOver(openTestKvs());
    const policies = client.entity<Policy>('policy');
    await policies.set('head', { version: 1, body: 'first' });
    const publish = (body: string): Promise<void> =>
      client
        .transact()
        .set<Policy>('head', { version: 2, body }, { entityName: 'policy', conditions: atVersion(1) })
        .set(`note-of-${body}`, body)
        .execute();
    const outcomes = await Promise.allSettled([publish('a'), publish('b')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await policies.get('head')).toEqual({ version: 2, body: 'a' });
    expect([await client.get('note-of-a'), await client.get('note-of-b')]).toEqual(['a', undefined]);
  });

  it('change nothing at all when one condition fails, whatever stands before it', async () => {
    const client = clientOver(openTestKvs());
    await client.set('kept', 'kept');
    await client.entity<Policy>('policy').set('head', { version: 1, body: '' });
    const failing = client
      .transact()
      .set('new', 1)
      .delete('kept')
      .check<Policy>('head', { entityName: 'policy', conditions: atVersion(2) })
      .execute();
    await expect(failing).rejects.toMatchObject({ code: 'CONDITIONAL_CHECK_FAILED' });
    expect([await client.get('new'), await client.get('kept')]).toEqual([undefined, 'kept']);
  });

  it('see every condition against what was there before, not against their own writes', async () => {
    const client = clientOver(openTestKvs());
    await client.entity<Policy>('policy').set('head', { version: 1, body: '' });
    const conditions = new Filter<Policy>().or('version', FilterConditions.equalTo(7)).or('version', FilterConditions.lessThan(2));
    await client.transact().set<Policy>('head', { version: 9, body: '' }, { entityName: 'policy', conditions }).execute();
    expect(await client.entity<Policy>('policy').get('head')).toEqual({ version: 9, body: '' });
  });

  it('may delete what is absent, and take the same key in two entities', async () => {
    const client = clientOver(openTestKvs());
    await client.transact().delete('none').set('k', 1).set<Note>('k', { count: 1 }, { entityName: 'note' }).execute();
    expect([await client.get('k'), await client.entity('note').get('k')]).toEqual([1, { count: 1 }]);
  });

  it('honour a ttl, which the package takes as its fourth argument', async () => {
    const clock = startClock();
    const client = clientOver(openTestKvs({ now: clock.now }));
    await client
      .transact()
      .set('short', 1, undefined, { ttl: { value: 1, unit: 'SECONDS' } })
      .execute();
    clock.pass(1000);
    expect(await client.get('short')).toBeUndefined();
  });
});

describe('queries', () => {
  const fill = async (client: ReturnType<typeof clientOver>): Promise<void> => {
    for (let position = 0; position < 6; position += 1) {
      await client
        .entity<Note>('note')
        .set(`n${String(position)}`, { title: `t${String(position % 3)}`, count: position, open: position % 2 === 0 });
    }
  };

  it('walk an index in its order, ties by key, both ways, page by page, each item once', async () => {
    const client = clientOver(openTestKvs());
    await fill(client);
    for (const [sort, expected] of [
      [Sort.ASC, ['n0', 'n4', 'n2']],
      [Sort.DESC, ['n2', 'n4', 'n0']],
    ] as const) {
      const walked: string[] = [];
      let cursor: string | undefined;
      do {
        const query = client
          .entity<Note>('note')
          .query()
          .index('by-open', { partition: [true] })
          .sort(sort)
          .limit(1);
        const page = await (cursor === undefined ? query : query.cursor(cursor)).getMany();
        walked.push(...keysOf(page));
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      expect(walked).toEqual(expected);
    }
  });

  it('do not find an item that lacks an attribute of the index', async () => {
    const client = clientOver(openTestKvs());
    await client.entity<Note>('note').set('with', { count: 1 });
    await client.entity<Note>('note').set('without', { title: 't' });
    expect(keysOf(await client.entity('note').query().index('count').getMany())).toEqual(['with']);
    expect(
      keysOf(
        await client
          .entity('note')
          .query()
          .index('by-open', { partition: [true] })
          .getMany(),
      ),
    ).toEqual([]);
  });

  it('find every item of an entity by the built-in index over its keys', async () => {
    const client = clientOver(openTestKvs());
    await fill(client);
    const page = await client
      .entity('note')
      .query()
      .index('by-key')
      .where(WhereConditions.beginsWith('n'))
      .sort(Sort.DESC)
      .limit(2)
      .getMany();
    expect(keysOf(page)).toEqual(['n5', 'n4']);
  });

  it('filter after the limit: a page may be empty and have a cursor, and getOne may miss; the switch fills pages', async () => {
    const store = openTestKvs();
    const client = clientOver(store);
    await fill(client);
    const last = (): ReturnType<ReturnType<ReturnType<ReturnType<typeof client.entity<Note>>['query']>['index']>['limit']> =>
      client
        .entity<Note>('note')
        .query()
        .index('count')
        .filters(new Filter<Note>().and('count', FilterConditions.equalTo(5)))
        .limit(3);
    const first = await last().getMany();
    expect([keysOf(first), typeof first.nextCursor]).toEqual([[], 'string']);
    expect(
      keysOf(
        await last()
          .cursor(first.nextCursor ?? '')
          .getMany(),
      ),
    ).toEqual(['n5']);
    expect(await last().getOne()).toBeUndefined();
    store.filtersBeforeLimit = true;
    expect(await last().getOne()).toMatchObject({ key: 'n5' });
  });

  it('give a cursor after a full last page, leading to an empty one; the switch leaves it out', async () => {
    const store = openTestKvs();
    const client = clientOver(store);
    await client.set('a', 1);
    const page = await client.query().limit(1).getMany();
    expect(
      await client
        .query()
        .limit(1)
        .cursor(page.nextCursor ?? '')
        .getMany(),
    ).toEqual({ results: [], nextCursor: undefined });
    store.cursorOnlyWhenMore = true;
    expect((await client.query().limit(1).getMany()).nextCursor).toBeUndefined();
  });

  it('refuse a cursor of another query, another installation or an earlier opening of the store', async () => {
    const database = openDatabase(':memory:');
    const store = openKvs({ database, entities: ENTITIES });
    const client = clientOver(store, 'one');
    for (const key of ['a', 'b']) await client.set(key, 1);
    const { nextCursor = '' } = await client.query().limit(1).getMany();
    const refused = { code: 'BAD_REQUEST' };
    await expect(client.query().where('key', WhereConditions.beginsWith('a')).cursor(nextCursor).getMany()).rejects.toMatchObject(refused);
    await expect(clientOver(store, 'two').query().cursor(nextCursor).getMany()).rejects.toMatchObject(refused);
    await expect(
      clientOver(openKvs({ database, entities: ENTITIES }), 'one')
        .query()
        .cursor(nextCursor)
        .getMany(),
    ).rejects.toMatchObject(refused);
    expect(keysOf(await clientOver(store, 'one').query().cursor(nextCursor).getMany())).toEqual(['b']);
  });

  it('take a prefix literally: no sign in it is a wildcard, and case counts', async () => {
    const client = clientOver(openTestKvs());
    for (const key of ['a_b', 'axb', 'A_b', 'a', 'b']) await client.set(key, 1);
    expect(keysOf(await client.query().where('key', WhereConditions.beginsWith('a_')).getMany())).toEqual(['a_b']);
  });

  it('see writes late when staleQueries is on, while get sees them at once', async () => {
    const clock = startClock();
    const store = openTestKvs({ now: clock.now });
    const client = clientOver(store);
    await client.set('changed', 'old');
    await client.set('removed', 'old');
    await client.entity<Note>('note').set('moved', { count: 1 });
    clock.pass(1);
    store.staleQueries = true;
    store.staleBy = 500;
    await client.set('changed', 'new');
    await client.set('added', 'new');
    await client.delete('removed');
    await client.entity<Note>('note').set('moved', { count: 2 });
    const seen = async (): Promise<object> => ({
      plain: (await client.query().getMany()).results.map(({ key, value }) => `${key}=${String(value)}`),
      moved: (await client.entity<Note>('note').query().index('count').getMany()).results.map(({ value }) => value.count),
    });
    const before = { plain: ['changed=old', 'removed=old'], moved: [1] };
    const after = { plain: ['added=new', 'changed=new'], moved: [2] };
    expect(await seen()).toEqual(before);
    expect([await client.get('changed'), await client.get('added'), await client.get('removed')]).toEqual(['new', 'new', undefined]);
    clock.pass(250);
    await client.set('changed', 'newer');
    expect(await seen()).toEqual(before);
    clock.pass(250);
    expect(await seen()).toEqual(after);
    clock.pass(250);
    expect(await seen()).toEqual({ ...after, plain: ['added=new', 'changed=newer'] });
    await client.set('added', 'newest');
    store.staleQueries = false;
    expect(await seen()).toEqual({ ...after, plain: ['added=newest', 'changed=newer'] });
  });
});

it('has a switch on the store for every unknown of the cloud that names one', () => {
  const named = Object.values(UNKNOWNS).flatMap((unknown) => ('switch' in unknown ? [unknown.switch] : []));
  expect(named.length).toBeGreaterThan(0);
  for (const name of named) expect(openTestKvs()).toHaveProperty(name);
});
