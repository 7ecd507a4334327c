import { LIST } from '../api-site';
import type { ApiSite, Page } from '../api-site';
import { granting, openListSite, reachedNow, readHierarchy, subtreesOf, walkList } from './list-site';

let site: ApiSite;
beforeAll(async () => {
  site = await openListSite(1_500);
}, 60_000);
afterAll(() => site.close());

describe.each(['bare', 'full'] as const)('small subtrees of a large site, in the shape %s', (shape) => {
  let roots: readonly string[];
  // To read a hierarchy that no list tells takes a call for each record.
  const readAgain = async (): Promise<void> => {
    site.focus.switches.shape = 'full';
    await readHierarchy(site);
    site.focus.switches.shape = shape;
  };
  beforeAll(async () => {
    roots = subtreesOf(site, 4, 9).slice(0, 2);
    await site.publish(granting({ records: { under: [...roots, 'gone-long-ago'] } }));
    await readAgain();
  }, 60_000);

  test('are walked by their parents, which takes fewer calls than the whole list', async () => {
    const { ids, most } = await walkList(site, 'limit=100');
    expect([...ids].sort()).toEqual([...reachedNow(site, roots)].sort());
    expect(most.calls).toBeLessThan(15);
    expect(most.units).toBeLessThanOrEqual(25);
  });

  test('are found whole over many answers, in a newer generation too', async () => {
    const expected = reachedNow(site, roots);
    const { ids, most } = await walkList(site, 'limit=3', async (answer) => {
      if (answer === 2) await readAgain();
    });
    expect([...ids].sort()).toEqual([...expected].sort());
    expect(most.cursor).toBeLessThan(1_000);
  }, 30_000);

  test('are gone on with where Focus throttled, and end where it fails', async () => {
    const expected = reachedNow(site, roots);
    site.focus.faults.set({ kind: 'throttle', retryAfter: 60, operation: 'listFocusAreas', nth: 3 });
    const { ids } = await walkList(site, 'limit=100', () => site.focus.faults.set(null));
    expect([...ids].sort()).toEqual([...expected].sort());
  });

  test('are not gone on with from places that have become too old', async () => {
    await site.asAdmin('saveHierarchySettings', { every: 'never' });
    const first = await site.ask(`${LIST}?limit=2`);
    const { nextCursor } = (first.body as unknown as Page).page;
    expect((await site.ask(`${LIST}?limit=2&cursor=${nextCursor}`)).status).toBe(200);
    site.clock.advance(61 * 60_000);
    expect(await site.ask(`${LIST}?limit=2&cursor=${nextCursor}`)).toMatchObject({ status: 503, body: { code: 'hierarchy_stale' } });
    await readAgain();
    expect((await site.ask(`${LIST}?limit=2&cursor=${nextCursor}`)).status).toBe(200);
  });

  test('miss nothing that moved within them, and give nothing that was deleted', async () => {
    const [one = '', other = ''] = roots;
    const before = reachedNow(site, roots);
    const leaves = before.filter((id) => !roots.includes(id) && ![...site.focus.tree().values()].includes(id));
    const [moved = '', back = '', gone = ''] = leaves;
    expect(leaves.length).toBeGreaterThan(2);
    const isIn = (id: string, root: string): boolean => reachedNow(site, [root]).includes(id);
    for (const id of [moved, back]) site.focus.move(id, isIn(id, one) ? other : one);
    site.focus.remove(gone);
    const { ids } = await walkList(site, 'limit=2');
    expect([...ids].sort()).toEqual(before.filter((id) => id !== gone).sort());
  });
});
