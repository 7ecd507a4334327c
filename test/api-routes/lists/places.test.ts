import { LIST, withoutDecision } from '../api-site';
import type { ApiSite, Page } from '../api-site';
import { SHAPES, granting, openListSite, reachedNow, readHierarchy, subtreesOf, walkList } from './list-site';

const MINUTE = 60_000;
const ABSENT = '00000000-0000-4000-8000-000000000000';

const metaOf = (body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => body['meta'] as Record<string, unknown>;

describe('where lists tell no place', () => {
  let site: ApiSite;
  let root: string;
  beforeEach(async () => {
    site = await openListSite(60);
    site.focus.switches.shape = 'bare';
    root = subtreesOf(site, 5, 30)[0] ?? '';
    await site.publish(granting({ records: { under: [root] } }));
  });
  afterEach(() => site.close());

  test('and none was ever stored, the list says so, whatever it is asked for and whatever there is', async () => {
    const name = String(site.focus.records('focusArea')[0]?.['name']);
    for (const query of ['', 'limit=1', `nameContains=${encodeURIComponent(name)}`, 'nameContains=nobody-has-this', 'sort=name']) {
      expect(await site.ask(`${LIST}?${query}`)).toMatchObject({
        status: 503,
        headers: { 'retry-after': '300' },
        body: { code: 'hierarchy_stale', revision: 1 },
      });
    }
    await site.publish(granting({ records: { under: [root], where: [{ field: 'status', equals: 'nobody is so' }] } }));
    expect(await site.ask(LIST)).toMatchObject({ status: 503, body: { code: 'hierarchy_stale' } });
    expect((await site.ask(`${LIST}/${root}`)).status).toBe(404);
    await site.publish(granting({ records: 'all' }));
    expect((await walkList(site, 'limit=50')).ids).toHaveLength(60);
  });

  test('the stored ones decide as long as their age fits, the answer tells it, and a live grant never takes them', async () => {
    await readHierarchy(site);
    const { stored } = (await site.asAdmin('hierarchy')) as { stored: { readAt: string } };
    const first = await site.ask(`${LIST}?limit=100`);
    expect(metaOf(first.body)['asOf']).toBe(stored.readAt);
    expect((first.body as unknown as Page).data.map(({ id }) => id).sort()).toEqual([...reachedNow(site, [root])].sort());

    await site.publish(granting({ records: { under: [root] }, placeAge: 'live' }));
    expect(await site.ask(LIST)).toMatchObject({ status: 503, body: { code: 'hierarchy_stale' } });

    await site.publish(granting({ records: { under: [root] }, placeAge: 3 }));
    expect((await site.ask(LIST)).status).toBe(200);
    site.clock.advance(4 * MINUTE);
    expect(await site.ask(LIST)).toMatchObject({ status: 503, body: { code: 'hierarchy_stale' } });
    site.focus.switches.shape = 'full';
    const live = await site.ask(`${LIST}?limit=100`);
    expect(metaOf(live.body)).not.toHaveProperty('asOf');
    expect((live.body as unknown as Page).data).toHaveLength(reachedNow(site, [root]).length);
  });

  test('what was moved away is seen until its place has aged, and not after', async () => {
    await readHierarchy(site);
    await site.publish(granting({ records: { under: [root] }, placeAge: 10 }));
    const moved = [...site.focus.tree()].find(([, parentId]) => parentId === root)?.[0] ?? '';
    site.focus.move(moved, null);
    const listed = async (): Promise<boolean | number> => {
      const answer = await site.ask(`${LIST}?limit=100`);
      return answer.status === 200 ? (answer.body as unknown as Page).data.some(({ id }) => id === moved) : answer.status;
    };
    expect(await listed()).toBe(true);
    // One record is always read live.
    expect((await site.ask(`${LIST}/${moved}`)).status).toBe(404);
    await site.asAdmin('saveHierarchySettings', { every: 'never' });
    site.clock.advance(11 * MINUTE);
    expect(await listed()).toBe(503);
    await readHierarchy(site);
    expect(await listed()).toBe(false);
  });

  test('a place that the list tells comes before a stored one', async () => {
    await readHierarchy(site);
    site.focus.switches.shape = 'full';
    const moved = [...site.focus.tree()].find(([, parentId]) => parentId === root)?.[0] ?? '';
    site.focus.move(moved, null);
    expect((await walkList(site, 'limit=100')).ids).not.toContain(moved);
  });

  test('a condition on the place is decided by the stored one too, and by none where no subtree bounds it', async () => {
    await readHierarchy(site);
    const tree = site.focus.tree();
    const inner = [...tree].find(([id, parentId]) => parentId === root && [...tree.values()].includes(id))?.[0] ?? root;
    const below = reachedNow(site, [inner]).filter((id) => id !== inner);
    const where = [{ field: 'path', contains: inner }];
    await site.publish(granting({ records: { under: [root], where } }));
    expect([...(await walkList(site, 'limit=4')).ids].sort()).toEqual([...below].sort());
    await site.publish(granting({ records: { under: [root], where: [{ field: 'parentId', equals: inner }] } }));
    expect([...(await walkList(site, 'limit=4')).ids].sort()).toEqual(below.filter((id) => tree.get(id) === inner).sort());
    await site.publish(granting({ records: { where } }));
    expect(await site.ask(LIST)).toMatchObject({ status: 503, body: { code: 'hierarchy_stale' } });
    site.focus.switches.shape = 'full';
    expect([...(await walkList(site, 'limit=4')).ids].sort()).toEqual([...below].sort());
  });

  test('a hierarchy that storage does not give, or that is none, is like none', async () => {
    await readHierarchy(site);
    site.kvs.faults.set({ key: 'tree:*', when: 'before', answer: { status: 500 } });
    expect(await site.ask(LIST)).toMatchObject({ status: 503, body: { code: 'hierarchy_stale' } });
    site.kvs.faults.set({ key: 'tree:head', when: 'before', answer: { status: 500 } });
    expect(await site.ask(LIST)).toMatchObject({ status: 503, body: { code: 'hierarchy_stale' } });
    site.kvs.faults.set(null);
    expect((await site.ask(LIST)).status).toBe(200);
  });
});

test('a site so small that each record can be asked for needs no stored hierarchy', async () => {
  const site = await openListSite(12);
  try {
    site.focus.switches.shape = 'bare';
    const root = subtreesOf(site, 2, 11)[0] ?? '';
    await site.publish(granting({ records: { under: [root] }, placeAge: 'live' }));
    const { ids, answers, most } = await walkList(site, 'limit=2');
    expect([...ids].sort()).toEqual([...reachedNow(site, [root])].sort());
    expect(most.calls).toBeLessThanOrEqual(20);
    for (const { body } of answers) expect(metaOf(body)).not.toHaveProperty('asOf');
  } finally {
    await site.close();
  }
});

describe.each(SHAPES)('one record in the shape %s', (shape) => {
  let site: ApiSite;
  beforeAll(async () => {
    site = await openListSite(60);
    site.focus.switches.shape = shape;
  });
  afterAll(() => site.close());

  test('outside the reach and absent take the same calls to Focus and storage, and the same answer', async () => {
    const [root = ''] = subtreesOf(site, 5, 30);
    await site.publish(granting({ records: { under: [root] } }));
    await readHierarchy(site);
    const tree = site.focus.tree();
    const reached = reachedNow(site, [root]);
    const top = [...tree].find(([id, parentId]) => parentId === null && !reached.includes(id))?.[0] ?? '';
    const deep = [...tree].find(([id, parentId]) => parentId !== null && tree.get(parentId) !== null && !reached.includes(id))?.[0] ?? '';
    const seen: unknown[] = [];
    for (const id of [top, deep, ABSENT, '__proto__']) {
      site.focus.resetCounters();
      site.kvs.resetCounters();
      const answer = await site.ask(`${LIST}/${id}`);
      seen.push([withoutDecision(answer), site.focus.counters(), site.kvs.counters()]);
      expect(site.kvs.counters().reads.units).toBeLessThanOrEqual(3);
    }
    expect(seen[0]).toMatchObject([{ status: 404 }, { calls: 1 }, { writes: { calls: 0 } }]);
    for (const one of seen) expect(one).toEqual(seen[0]);
    for (const id of reached.slice(0, 3)) expect((await site.ask(`${LIST}/${id}`)).status).toBe(200);
  });
});
