import { SHAPE_NAMES } from '../../../local/focus/shapes/shapes';
import type { ShapeName } from '../../../local/focus/shapes/shapes';
import { TYPES } from '../../../local/focus/seed/types';
import type { Resource } from '../../../local/focus/state/records';
import type { FocusUnderTest, Json } from './focus-site';
import { CLOUD_ID, json, list, openFocusUnderTest, text } from './focus-site';

const PATH = '/v1/focus-areas';
const LISTS: readonly (readonly [resource: Resource, path: string, idName: string])[] = [
  ['focusArea', PATH, 'id'],
  ['organization', '/v1/organizations', 'id'],
  ['costItem', '/v1/funds/cost-item', 'costItemId'],
  ['benefitItem', '/v1/funds/benefit-item', 'benefitItemId'],
  ['costType', '/v1/funds/cost-type', 'costTypeId'],
];

/** Reads a list as a careful reader would: until it says so, names no next cursor, or one that was named before. */
async function readAll(site: FocusUnderTest, path: string, query: Readonly<Record<string, string>> = {}): Promise<readonly Json[]> {
  const found: Json[] = [];
  const seen = new Set<string>();
  for (let cursor: string | undefined; ;) {
    const { status, body } = await site.ask(`${path}?${new URLSearchParams({ ...query, ...(cursor ? { cursor } : {}) }).toString()}`);
    expect(status).toBe(200);
    if (Array.isArray(body)) return list(body);
    const { values, last, nextPageCursor } = json(body);
    found.push(...list(values));
    if (last === true || typeof nextPageCursor !== 'string' || seen.has(nextPageCursor)) return found;
    seen.add((cursor = nextPageCursor));
  }
}

const inShape = async (shape: ShapeName, size = 148) => openFocusUnderTest({ shape, size });

describe.each(SHAPE_NAMES)('the shape %s', (shape) => {
  it.each(LISTS)('tells every %s, and what is told is what records(…) in this shape say', async (resource, path, idName) => {
    const site = await inShape(shape);
    const told = await readAll(site, path, { limit: '60' });
    const byId = new Map(told.map((record) => [site.focus.idOf(text(record[idName])), record]));
    expect([...byId.keys()]).toEqual(site.focus.records(resource).map((record) => record[idName]));
    expect([...byId.values()].map((record) => JSON.stringify(record)).sort()).toEqual(
      site.focus
        .records(resource, shape)
        .map((record) => JSON.stringify(record))
        .sort(),
    );
  });

  it('leaves the oracle in plain ids, with every place', async () => {
    const [site, full] = [await inShape(shape), await inShape('full')];
    expect(site.focus.records('focusArea')).toEqual(full.focus.records('focusArea'));
    expect([...site.focus.tree()]).toEqual(full.focus.records('focusArea').map(({ id, parentId }) => [id, parentId]));
  });

  it('answers a get by the id that it told, with the whole place', async () => {
    const site = await inShape(shape);
    for (const { id } of (await readAll(site, PATH)).slice(20, 30)) {
      const { status, body } = await site.ask(`${PATH}/${encodeURIComponent(text(id))}`);
      expect(status).toBe(200);
      const { parentId, parent, path } = json(body);
      const idOf = (value: unknown): string => site.focus.idOf(text(typeof value === 'object' ? json(value)['id'] : value));
      const above = site.focus.tree().get(idOf(id)) ?? null;
      expect(idOf(parentId ?? parent)).toBe(above);
      expect((path as readonly unknown[]).map(idOf).at(-1)).toBe(above);
    }
  });

  it('lists what hangs under a parent by the id that it told', async () => {
    const site = await inShape(shape);
    const tree = site.focus.tree();
    const [first] = await readAll(site, PATH);
    const children = await readAll(site, PATH, { parentId: text(first?.['id']) });
    const top = site.focus.idOf(text(first?.['id']));
    const expected = [...tree].flatMap(([id, parentId]) => (parentId === top ? [id] : []));
    expect(new Set(children.map(({ id }) => site.focus.idOf(text(id))))).toEqual(new Set(expected));
    expect(expected.length).toBeGreaterThan(0);
  });

  it('takes what it told for a create, and tells the new record', async () => {
    const site = await inShape(shape);
    const [parent] = await readAll(site, PATH);
    const typeId = site.focus.records('focusArea', shape).find((record) => record['focusAreaTypeId'] !== null)?.['focusAreaTypeId'];
    expect(TYPES.focusArea.map(({ id }) => id)).toContain(site.focus.idOf(text(typeId)));
    const lower = TYPES.focusArea[4]?.id;
    const body = { name: 'Lockers', focusAreaTypeId: lower, parentFocusAreaId: parent?.['id'] };
    const answer = await site.ask(PATH, { method: 'POST', body });
    expect(answer.status).toBe(201);
    const id = site.focus.idOf(text(json(answer.body)['id']));
    expect(site.focus.tree().get(id)).toBe(site.focus.idOf(text(parent?.['id'])));
  });
});

describe('the shape bare', () => {
  it('tells no place in lists, whatever is filtered', async () => {
    const site = await inShape('bare');
    const [top] = site.focus.tree().keys();
    for (const query of [{}, { parentId: top ?? '' }, { nameContains: 'north' }]) {
      for (const record of await readAll(site, PATH, query)) {
        expect(Object.keys(record)).not.toEqual(expect.arrayContaining(['parentId']));
        expect(Object.keys(record)).not.toEqual(expect.arrayContaining(['path']));
        expect(Object.keys(record)).toContain('status');
      }
    }
  });
});

describe('the shape ari', () => {
  const ARI = new RegExp(`^ari:cloud:mercury:${CLOUD_ID}:[a-z-]+/workspace/[0-9a-f-]{36}/[^/]+$`);

  it('has an ARI for every id, an owner with an id of its own, and a parent as ARI or as object', async () => {
    const site = await inShape('ari');
    const areas = await readAll(site, PATH);
    for (const { id, focusAreaTypeId, owner, parentId, parent, path } of areas) {
      for (const one of [id, focusAreaTypeId]) expect(one).toMatch(ARI);
      expect(owner === null || /^ari:cloud:identity::user\/712020:/.test(text(json(owner)['id']))).toBe(true);
      for (const step of path as readonly unknown[]) expect(typeof step === 'string' ? step : json(step)['id']).toMatch(ARI);
      expect([parentId, parent].filter((one) => one === undefined)).toHaveLength(1);
    }
    expect(areas.some(({ parentId }) => typeof parentId === 'string')).toBe(true);
    expect(areas.some(({ parent }) => typeof parent === 'object' && parent !== null)).toBe(true);
    expect(JSON.stringify(areas)).not.toMatch(/"[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-/);
  });

  it('finds nothing for the ARI of another site, and nothing behind an ARI that is not encoded', async () => {
    const site = await inShape('ari');
    const id = text(site.focus.records('focusArea', 'ari')[0]?.['id']);
    const foreign = id.replace(CLOUD_ID, '99999999-2222-4333-8444-555555555555');
    for (const sent of [encodeURIComponent(foreign), id]) expect((await site.ask(`${PATH}/${sent}`)).status).toBe(404);
    expect(site.focus.idOf(foreign)).toBe(foreign);
  });
});

describe('the shape array', () => {
  it('gives the whole list whatever limit and cursor say, in the order that sort asks for', async () => {
    const site = await inShape('array');
    const all = site.focus.records('focusArea');
    for (const query of ['', '?limit=2', '?limit=none', '?cursor=nonsense', '?limit=1&cursor=x']) {
      expect((await site.ask(`${PATH}${query}`)).body).toEqual(all);
    }
    const names = list((await site.ask(`${PATH}?sort=-name`)).body).map(({ name }) => text(name).toLowerCase());
    expect(names).toEqual([...names].sort().reverse());
    expect(names).toHaveLength(148);
    expect((await site.ask(`${PATH}?sort=nonsense`)).status).toBe(400);
    expect(list((await site.ask(`${PATH}?nameContains=north`)).body)).toHaveLength(5);
  });
});

describe('the shape strange', () => {
  it('holds what a reader must not stumble over', async () => {
    const site = await inShape('strange');
    const areas = await readAll(site, PATH);
    const statuses = new Set(areas.map(({ status }) => status));
    for (const status of ['HALF_ASLEEP', '', '__proto__', null, 'IN_PROGRESS']) expect(statuses).toContain(status);
    for (const member of ['name', 'status', 'description', 'owner', 'focusAreaTypeId']) {
      expect(areas.some((area) => area[member] === null)).toBe(true);
      expect(areas.some((area) => area[member] !== null)).toBe(true);
    }
    for (const area of areas) expect(Object.hasOwn(area, '__proto__') && Object.hasOwn(area, 'constructor')).toBe(true);
    const steps = areas.flatMap(({ path }) => list(path));
    expect(steps.every((step) => Object.hasOwn(step, '__proto__') && typeof step['id'] === 'string')).toBe(true);
  });

  it('names the cursor of an earlier page on the last one, and answers it with that page', async () => {
    const site = await inShape('strange');
    const next = async (cursor?: string) => {
      const { body } = await site.ask(`${PATH}?limit=60${cursor === undefined ? '' : `&cursor=${cursor}`}`);
      expect(json(body)['last']).toBe(false);
      return { cursor: text(json(body)['nextPageCursor']), values: list(json(body)['values']) };
    };
    const first = await next();
    const second = await next(first.cursor);
    const third = await next(second.cursor);
    expect(third.values).toHaveLength(28);
    expect(third.cursor).toBe(first.cursor);
    expect((await next(third.cursor)).values).toEqual(second.values);
    const single = await site.ask(`${PATH}?nameContains=north`);
    expect(json(single.body)['nextPageCursor']).toBe(json(single.body)['cursor']);
  });
});

describe('switching the shape', () => {
  it('changes the answers from the next call on, and a reset goes back to the first', async () => {
    const site = await inShape('bare', 20);
    const told = async () => Object.keys(list(await readAll(site, PATH))[5] ?? {}).includes('parentId');
    expect(await told()).toBe(false);
    site.focus.switches.shape = 'full';
    expect(await told()).toBe(true);
    site.focus.reset();
    expect(site.focus.switches.shape).toBe('bare');
  });
});
