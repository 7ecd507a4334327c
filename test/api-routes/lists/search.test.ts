import type { ApiSite, Page } from '../api-site';
import { LIST } from '../api-site';
import { SHAPES, granting, openListSite, readHierarchy, subtreesOf, walkList } from './list-site';

const FIELDS = { id: 'show', name: 'show', externalId: 'show', parentId: 'show' } as const;

interface Area {
  readonly id: string;
  readonly name: string;
  readonly externalId: string | null;
  readonly parentId: string | null;
}

let site: ApiSite;
let root: string;
/** What lies at or below the root, as Focus keeps it. */
let inside: readonly Area[];
let outside: readonly Area[];

beforeAll(async () => {
  site = await openListSite(260);
  root = subtreesOf(site, 40, 120)[0] ?? '';
  const areas = site.focus.records('focusArea') as unknown as readonly Area[];
  const parents = new Map(areas.map(({ id, parentId }) => [id, parentId]));
  const isInside = (id: string | null | undefined): boolean => typeof id === 'string' && (id === root || isInside(parents.get(id)));
  inside = areas.filter(({ id }) => isInside(id));
  outside = areas.filter(({ id }) => !isInside(id));
  await site.publish(granting({ fields: FIELDS, records: { under: [root] } }));
  await readHierarchy(site);
}, 60_000);
afterAll(() => site.close());
afterEach(() => {
  Object.assign(site.focus.switches, { shape: 'full', parentFilter: 'children', nameCase: 'insensitive' });
  site.focus.faults.set(null);
});

const found = async (query: string): Promise<readonly string[]> => (await walkList(site, query)).ids;
const ids = (areas: readonly Area[]): string[] => areas.map(({ id }) => id).sort();
/** A name that some have inside and some outside. */
const shared = (): string => {
  const words = inside.flatMap(({ name }) => name.split(' ')).filter((word) => word.length > 3);
  const word = words.find((one) => outside.some(({ name }) => name.includes(one)));
  if (word === undefined) throw new Error('No name is shared.');
  return word;
};

describe.each(SHAPES)('in the shape %s', (shape) => {
  // Some names are null in the shape `strange`, and what has no name isn't found by it.
  const nameless = (): ReadonlySet<string> =>
    new Set(site.focus.records('focusArea', shape).flatMap((one) => (one['name'] === null ? [site.focus.idOf(String(one['id']))] : [])));

  test('a part of the name finds what lies in the reach and nothing else', async () => {
    site.focus.switches.shape = shape;
    const word = shared();
    const expected = inside.filter(({ id, name }) => name.toLowerCase().includes(word.toLowerCase()) && !nameless().has(id));
    expect([...(await found(`limit=3&nameContains=${encodeURIComponent(word.toUpperCase())}`))].sort()).toEqual(ids(expected));
  });

  test('an external id finds its record in the reach, and nothing where it is outside or nobody has it', async () => {
    site.focus.switches.shape = shape;
    const [mine, theirs] = [inside, outside].map((areas) => areas.find(({ externalId }) => externalId !== null));
    expect(await found(`externalId=${mine?.externalId}`)).toEqual([mine?.id]);
    expect(await found(`externalId=${theirs?.externalId}`)).toEqual([]);
    expect(await found('externalId=nobody')).toEqual([]);
  });

  test.each(['children', 'deep'] as const)('a parent finds its children, where Focus itself means %s', async (meaning) => {
    Object.assign(site.focus.switches, { shape, parentFilter: meaning });
    const parent = inside.find(({ id }) => id !== root && inside.some(({ parentId }) => parentId === id));
    const children = (id: string | undefined): string[] => ids(inside.filter(({ parentId }) => parentId === id));
    expect([...(await found(`limit=2&parentId=${parent?.id}`))].sort()).toEqual(children(parent?.id));
    expect([...(await found(`parentId=${root}`))].sort()).toEqual(children(root));
  });

  test('a parent outside and one that is not there are answered alike, after the same calls', async () => {
    site.focus.switches.shape = shape;
    const hidden = outside.find(({ id }) => outside.some(({ parentId }) => parentId === id));
    const above = (site.focus.records('focusArea') as unknown as readonly Area[]).find(({ id }) => id === root)?.parentId;
    const answers: unknown[] = [];
    for (const id of [hidden?.id, above, '00000000-0000-4000-8000-000000000000', '__proto__']) {
      site.focus.resetCounters();
      site.kvs.resetCounters();
      const { status, body } = await site.ask(`${LIST}?parentId=${id}`);
      answers.push([status, body['data'], body['page'], site.focus.counters().calls, site.kvs.counters().reads]);
    }
    expect(answers[0]).toMatchObject([200, [], { limit: 25 }, 1, {}]);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  test.each(['name', '-name'])('sort=%s gives all of them in that order, over pages', async (sort) => {
    site.focus.switches.shape = shape;
    const { answers, ids: given } = await walkList(site, `limit=9&sort=${sort}`);
    expect([...given].sort()).toEqual(ids(inside));
    const names = answers.flatMap(({ body }) =>
      (body as unknown as Page).data.flatMap(({ name }) => (typeof name === 'string' ? [name.toLowerCase()] : [])),
    );
    const ordered = [...names].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
    expect(names).toEqual(sort === 'name' ? ordered : ordered.reverse());
  });
});

describe('an order', () => {
  test('that Focus refuses is a problem that says so, not unsorted data', async () => {
    // What Focus calls its order is not documented: to this one `name` means nothing.
    site.focus.faults.set({ kind: 'status', status: 400, operation: 'listFocusAreas', times: 1 });
    expect(await site.ask(`${LIST}?sort=name`)).toMatchObject({
      status: 400,
      body: { code: 'sort_unavailable', problems: [{ path: '/query/sort', code: 'sort_unavailable' }] },
    });
  });

  test('that a Focus only pretends to keep is a problem too', async () => {
    const values = [...inside].sort((one, other) => (one.name < other.name ? 1 : -1)).slice(0, 20);
    const page = JSON.stringify({ values: values.map((one) => ({ ...one, path: [{ id: root }, { id: one.id }] })), last: true });
    site.focus.faults.set({ kind: 'nonsense', operation: 'listFocusAreas', body: page, contentType: 'application/json' });
    expect(await site.ask(`${LIST}?sort=name`)).toMatchObject({ status: 400, body: { code: 'sort_unavailable' } });
  });
});

describe('a cursor', () => {
  test('is bound to search and order', async () => {
    const { page } = (await site.ask(`${LIST}?limit=2&sort=name`)).body as unknown as Page;
    expect((await site.ask(`${LIST}?limit=5&sort=name&cursor=${page.nextCursor}`)).status).toBe(200);
    for (const query of ['', 'sort=-name&', 'sort=name&nameContains=a&', `sort=name&parentId=${root}&`]) {
      expect(await site.ask(`${LIST}?limit=2&${query}cursor=${page.nextCursor}`)).toMatchObject({
        status: 400,
        body: { code: 'cursor_invalid' },
      });
    }
  });

  test('comes with a link that keeps search and order', async () => {
    const first = await site.ask(`${LIST}?limit=2&sort=name&fields=id,name&nameContains=${encodeURIComponent(shared())}`);
    const link = /^<(\?[^>]+)>; rel="next"$/.exec(first.headers['link'] ?? '')?.[1] ?? '';
    const second = await site.ask(`${LIST}${link}`);
    expect(second.status).toBe(200);
    expect((second.body as unknown as Page).data.length).toBeGreaterThan(0);
  });
});
