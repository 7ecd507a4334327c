import { Filter, FilterConditions } from '@forge/kvs';
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
