import { Filter, FilterConditions, MetadataField } from '@forge/kvs';
import { clientOver, openTestKvs, startClock } from '../kvs-client';

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
