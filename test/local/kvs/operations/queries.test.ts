import { Filter, FilterConditions, Sort, WhereConditions } from '@forge/kvs';
import { openKvs } from '../../../../local/kvs/open-kvs';
import { openDatabase } from '../../../../local/site/open-database';
import { clientOver, ENTITIES, openTestKvs, startClock } from '../kvs-client';

interface Note {
  readonly title?: string;
  readonly count?: number;
  readonly open?: boolean;
}

const keysOf = (page: { readonly results: readonly { readonly key: string }[] }): readonly string[] => page.results.map(({ key }) => key);

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
