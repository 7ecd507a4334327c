import type { Fault } from '../../../local/focus/faults';
import type { ApiSite, Page } from '../api-site';
import { LIST } from '../api-site';
import { granting, openListSite, reachedNow, readHierarchy, subtreesOf, walkList } from './list-site';

let site: ApiSite;
let roots: readonly string[];
beforeAll(async () => {
  site = await openListSite(320);
  roots = subtreesOf(site, 20, 60).slice(0, 2);
  await site.publish(granting({ records: { under: roots } }));
  await readHierarchy(site);
}, 60_000);
afterAll(() => site.close());
afterEach(() => {
  site.focus.faults.set(null);
  site.focus.switches.shape = 'full';
});

describe.each(['full', 'bare'] as const)('in the shape %s', (shape) => {
  beforeEach(() => {
    site.focus.switches.shape = shape;
  });

  test.each<[what: string, fault: Fault]>([
    ['leads back to its beginning', { kind: 'circle', to: 'first' }],
    ['leads back to its beginning under ever new cursors', { kind: 'endless', records: 'again' }],
    ['holds some empty pages', { kind: 'endless', records: 'none', times: 3 }],
  ])('a list that %s gives every record once and ends', async (_what, fault) => {
    site.focus.faults.set({ ...fault, operation: 'listFocusAreas' });
    for (const limit of [100, 15]) {
      const { ids, most } = await walkList(site, `limit=${limit}`);
      expect([...ids].sort()).toEqual([...reachedNow(site, roots)].sort());
      expect(most.calls).toBeLessThanOrEqual(20);
    }
  });

  test.each<[what: string, fault: Fault]>([
    ['every page of which leads to itself', { kind: 'circle', to: 'itself' }],
    ['that holds nothing but empty pages', { kind: 'endless', records: 'none' }],
  ])('a list %s ends, without repeating', async (_what, fault) => {
    site.focus.faults.set({ ...fault, operation: 'listFocusAreas' });
    const { ids } = await walkList(site, 'limit=100');
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(reachedNow(site, roots)).toContain(id);
  });
});

test('a list of ever new records takes no more than its budget in each answer, and its cursor does not grow', async () => {
  site.focus.faults.set({ kind: 'endless', records: 'new', operation: 'listFocusAreas' });
  let cursor = '';
  const lengths: number[] = [];
  for (let answer = 0; answer < 3; answer++) {
    site.focus.resetCounters();
    const { status, body } = await site.ask(`${LIST}?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`);
    expect(status).toBe(200);
    expect(site.focus.counters().calls).toBeLessThanOrEqual(20);
    cursor = (body as unknown as Page).page.nextCursor ?? '';
    lengths.push(cursor.length);
  }
  expect(Math.max(...lengths)).toBeLessThanOrEqual(4_000);
});
