import type { Condition } from '../../../src/exposure/policy/policy';
import type { ApiSite } from '../api-site';
import { SHAPES, granting, openListSite, reachedNow, readHierarchy, subtreesOf, walkList } from './list-site';

const WHERE: readonly Condition[] = [
  { field: 'status', in: ['IN_PROGRESS', 'PENDING'] },
  { field: 'name', isSet: true },
];

describe.each(SHAPES)('a list of a Focus of the shape %s', (shape) => {
  let site: ApiSite;
  let roots: readonly string[];
  beforeAll(async () => {
    site = await openListSite(400);
    roots = subtreesOf(site, 20, 60).slice(0, 3);
    site.focus.switches.shape = shape;
    await site.publish(granting({ records: { under: roots, where: WHERE } }));
    await readHierarchy(site);
  }, 60_000);
  afterAll(() => site.close());

  test('gives exactly what lies in the reach, once, within the budget of each call', async () => {
    expect(roots).toHaveLength(3);
    const { ids, most } = await walkList(site, 'limit=10');
    expect([...ids].sort()).toEqual([...reachedNow(site, roots, WHERE)].sort());
    expect(ids.length).toBeGreaterThan(10);
    expect(most.calls).toBeLessThanOrEqual(20);
    expect(most.units).toBeLessThanOrEqual(25);
    expect(most.cursor).toBeLessThanOrEqual(4_000);
  }, 30_000);

  test('does so while records are created, moved and deleted upstream', async () => {
    const before = reachedNow(site, roots, WHERE);
    const touched = new Set<string>();
    const [inside = '', elsewhere = ''] = roots;
    const { ids } = await walkList(site, 'limit=7', (answer) => {
      const tree = site.focus.tree();
      const leaves = [...tree.keys()].filter((id) => ![...tree.values()].includes(id) && !roots.includes(id));
      const [gone = '', moved = '', away = ''] = [leaves[answer * 3], leaves[leaves.length - answer * 2], leaves[answer * 5 + 1]];
      site.focus.remove(gone);
      if (moved !== gone) site.focus.move(moved, answer % 2 === 0 ? inside : elsewhere);
      if (away !== gone && away !== moved) site.focus.move(away, null);
      for (const id of [gone, moved, away]) touched.add(id);
      touched.add(site.focus.create({ parentId: inside, name: `New ${answer}`, status: 'PENDING' }));
    });
    expect(new Set(ids).size).toBe(ids.length);
    const after = reachedNow(site, roots, WHERE);
    for (const id of before) if (!touched.has(id)) expect(ids).toContain(id);
    for (const id of ids) expect(before.includes(id) || after.includes(id)).toBe(true);
  }, 30_000);
});
