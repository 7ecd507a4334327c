import { LOCAL_SERVICE_ACCOUNT } from '../../../local/focus/service-account';
import { TYPES } from '../../../local/focus/seed/types';
import type { FocusUnderTest, Json } from './focus-site';
import { json, list, openFocusUnderTest, text, walk } from './focus-site';

const PATH = '/v1/focus-areas';
const type = (level: number): string => TYPES.focusArea[level - 1]?.id ?? '';
const idOf = (site: FocusUnderTest, name: string): string =>
  text(site.focus.records('focusArea').find((area) => area['name'] === name)?.['id']);
const names = (areas: readonly Json[]): readonly string[] => areas.map((area) => text(area['name']));

describe('listing focus areas', () => {
  it('filters by part of the name, whatever the case', async () => {
    const site = await openFocusUnderTest();
    expect(names(await walk(site, PATH, { nameContains: 'NORTH', limit: '2' })).length).toBe(5);
  });

  it('filters by parent, direct children only', async () => {
    const site = await openFocusUnderTest();
    const children = await walk(site, PATH, { parentId: idOf(site, 'Digital channels') });
    expect([...names(children)].sort()).toEqual(['Mobile checkout', 'Search that finds it', 'Self-service portal']);
  });

  it('filters by external id', async () => {
    const site = await openFocusUnderTest();
    const externalId = text(site.focus.records('focusArea')[0]?.['externalId']);
    expect(names(await walk(site, PATH, { externalId }))).toEqual(['Digital channels']);
  });

  it('filters by all of these together, and finds nothing where nothing fits', async () => {
    const site = await openFocusUnderTest();
    const parentId = idOf(site, 'New markets');
    expect(names(await walk(site, PATH, { parentId, nameContains: 'region' }))).toEqual(['Northern region launch']);
    for (const query of [{ parentId, nameContains: 'portal' }, { parentId: 'unknown' }, { externalId: 'unknown' }]) {
      const { body } = await site.ask(`${PATH}?${new URLSearchParams(query).toString()}`);
      expect(body).toMatchObject({ values: [], last: true, totalCount: 0 });
    }
  });

  it.each([
    ['name', (area: Json) => text(area['name']).toLowerCase(), 1],
    ['-name', (area: Json) => text(area['name']).toLowerCase(), -1],
  ])('sorts by %s, over all pages', async (sort, key, direction) => {
    const site = await openFocusUnderTest();
    const keys = (await walk(site, PATH, { sort, limit: '17' })).map(key);
    expect(keys).toHaveLength(148);
    expect(keys).toEqual([...keys].sort((one, other) => direction * (one < other ? -1 : one > other ? 1 : 0)));
  });

  it('sorts by the time of the last change', async () => {
    const site = await openFocusUnderTest();
    const id = idOf(site, 'Hiring');
    await site.ask(`${PATH}/${id}`, { method: 'PATCH', body: { description: 'Changed' } });
    expect(names(await walk(site, PATH, { sort: '-lastUpdated', limit: '50' }))[0]).toBe('Hiring');
    expect(names(await walk(site, PATH, { sort: 'lastUpdated', limit: '50' })).at(-1)).toBe('Hiring');
  });

  it('tells 50 at first, at most 100, and how many there are', async () => {
    const site = await openFocusUnderTest();
    const page = async (query: string) => json((await site.ask(`${PATH}${query}`)).body);
    expect(list((await page(''))['values'])).toHaveLength(50);
    expect(list((await page('?limit=1000'))['values'])).toHaveLength(100);
    expect(await page('?limit=3')).toMatchObject({ totalCount: 148, last: false, nextPageCursor: expect.any(String) as unknown });
    const last = json((await site.ask(`${PATH}?nameContains=north`)).body);
    expect(last['last']).toBe(true);
    expect(last).not.toHaveProperty('nextPageCursor');
  });

  it('gives the same page again for the cursor that it names', async () => {
    const site = await openFocusUnderTest();
    const first = json((await site.ask(`${PATH}?limit=5`)).body);
    expect((await site.ask(`${PATH}?limit=5&cursor=${text(first['cursor'])}`)).body).toEqual(first);
  });

  it.each([
    'limit=0',
    'limit=-1',
    'limit=ten',
    'limit=1.5',
    'limit=',
    'sort=owner',
    'sort=__proto__',
    'sort=',
    'cursor=',
    'cursor=nonsense',
    'cursor=W10',
  ])('refuses %s with 400', async (query) => {
    const site = await openFocusUnderTest();
    expect((await site.ask(`${PATH}?${query}`)).status).toBe(400);
  });

  it('refuses a cursor that belongs to other filters', async () => {
    const site = await openFocusUnderTest();
    const cursor = text(json((await site.ask(`${PATH}?limit=5&sort=name`)).body)['nextPageCursor']);
    expect((await site.ask(`${PATH}?limit=7&sort=name&cursor=${cursor}`)).status).toBe(200);
    expect((await site.ask(`${PATH}?limit=5&cursor=${cursor}`)).status).toBe(400);
    expect((await site.ask(`${PATH}?limit=5&sort=name&nameContains=a&cursor=${cursor}`)).status).toBe(400);
  });

  it('neither repeats nor loses a record when others come during a walk', async () => {
    const site = await openFocusUnderTest();
    const before = names(site.focus.records('focusArea'));
    const first = json((await site.ask(`${PATH}?limit=100&sort=-name`)).body);
    await site.ask(PATH, { method: 'POST', body: { name: 'zzz', focusAreaTypeId: type(1) } });
    const rest = json((await site.ask(`${PATH}?limit=100&sort=-name&cursor=${text(first['nextPageCursor'])}`)).body);
    expect([...names(list(first['values'])), ...names(list(rest['values']))].sort()).toEqual([...before].sort());
  });
});

describe('creating a focus area', () => {
  it('fills in what is documented, shows it at once in get, list and oracle', async () => {
    const site = await openFocusUnderTest();
    const { status, body } = await site.ask(PATH, { method: 'POST', body: { name: 'Lockers', focusAreaTypeId: type(1) } });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^[\da-f-]{36}$/) as unknown,
      name: 'Lockers',
      externalId: null,
      focusAreaTypeId: type(1),
      owner: LOCAL_SERVICE_ACCOUNT.accountId,
      parentId: null,
      path: [],
      status: 'PENDING',
      description: null,
      draft: false,
      targetDate: null,
      targetDateType: null,
    });
    expect((await site.ask(`${PATH}/${text(json(body)['id'])}`)).body).toEqual(body);
    expect(await walk(site, PATH, { nameContains: 'lockers' })).toEqual([body]);
    expect(site.focus.records('focusArea').at(-1)).toEqual(body);
  });

  it('takes owner, external id and a parent of a higher type', async () => {
    const site = await openFocusUnderTest();
    const parentFocusAreaId = idOf(site, 'Self-service portal');
    const sent = { name: 'Lockers', focusAreaTypeId: type(4), owner: 'someone', externalId: 'L-1', parentFocusAreaId };
    expect((await site.ask(PATH, { method: 'POST', body: sent })).body).toMatchObject({
      owner: 'someone',
      externalId: 'L-1',
      parentId: parentFocusAreaId,
      path: [{ name: 'Digital channels' }, { name: 'Self-service portal' }],
    });
  });

  it.each([
    ['a blank name', () => ({ name: ' ' }), 400],
    ['a name of 256 characters', () => ({ name: 'x'.repeat(256) }), 400],
    ['an unknown parent', () => ({ parentFocusAreaId: 'unknown' }), 400],
    ['a parent of the same type', (site: FocusUnderTest) => ({ parentFocusAreaId: idOf(site, 'Mobile checkout') }), 400],
    ['a blank external id', () => ({ externalId: '' }), 400],
    ['an external id that is taken', (site: FocusUnderTest) => ({ externalId: site.focus.records('focusArea')[0]?.['externalId'] }), 409],
  ])('refuses %s', async (_, members, status) => {
    const site = await openFocusUnderTest();
    const answer = await site.ask(PATH, { method: 'POST', body: { name: 'Lockers', focusAreaTypeId: type(2), ...members(site) } });
    expect(answer.status).toBe(status);
    expect(site.focus.records('focusArea')).toHaveLength(148);
  });
});

describe('updating a focus area', () => {
  const patch = (site: FocusUnderTest, query: string, body: unknown) =>
    site.ask(`${PATH}/${idOf(site, 'Hiring')}${query}`, { method: 'PATCH', body });
  const hiring = (site: FocusUnderTest): Json => json(site.focus.records('focusArea').find((area) => area['id'] === HIRING));
  let HIRING = '';

  beforeEach(async () => {
    HIRING = idOf(await openFocusUnderTest(), 'Hiring');
  });

  it('changes what the body holds when there is no mask', async () => {
    const site = await openFocusUnderTest();
    const before = hiring(site);
    const { status, body } = await patch(site, '', { name: 'Hiring well', externalId: null });
    expect(status).toBe(200);
    expect(body).toEqual({ ...before, name: 'Hiring well', externalId: null });
    expect(hiring(site)).toEqual(body);
  });

  it('changes only what the mask lists, and clears what the body then lacks', async () => {
    const site = await openFocusUnderTest();
    const before = hiring(site);
    const { body } = await patch(site, '?updateMask=owner, description', { name: 'Ignored', description: 'New' });
    expect(body).toEqual({ ...before, owner: null, description: 'New' });
  });

  it.each(['status', 'name,parentId', 'name,', '', '__proto__'])('refuses the mask "%s"', async (mask) => {
    const site = await openFocusUnderTest();
    expect((await patch(site, `?updateMask=${encodeURIComponent(mask)}`, { name: 'x' })).status).toBe(400);
  });

  it('does not clear the name, nor take an external id away from another', async () => {
    const site = await openFocusUnderTest();
    expect((await patch(site, '?updateMask=name', {})).status).toBe(400);
    const taken = site.focus.records('focusArea')[0]?.['externalId'];
    expect((await patch(site, '', { externalId: taken })).status).toBe(409);
    const own = hiring(site)['externalId'];
    expect((await patch(site, '', { externalId: own })).status).toBe(200);
  });

  it('frees an external id that is no longer used', async () => {
    const site = await openFocusUnderTest();
    const own = text(hiring(site)['externalId']);
    await patch(site, '', { externalId: null });
    expect(await walk(site, PATH, { externalId: own })).toEqual([]);
    expect((await site.ask(PATH, { method: 'POST', body: { name: 'x', focusAreaTypeId: type(1), externalId: own } })).status).toBe(201);
  });
});

describe('moving a focus area', () => {
  it('changes its place and that of all below it', async () => {
    const site = await openFocusUnderTest();
    site.focus.move(idOf(site, 'Self-service portal'), idOf(site, 'New markets'));
    const tracking = json((await site.ask(`${PATH}/${idOf(site, 'Order tracking')}`)).body);
    expect(names(list(tracking['path']))).toEqual(['New markets', 'Self-service portal']);
    expect(names(await walk(site, PATH, { parentId: idOf(site, 'New markets') }))).toContain('Self-service portal');
    expect(names(await walk(site, PATH, { parentId: idOf(site, 'Digital channels') }))).not.toContain('Self-service portal');
    site.focus.move(idOf(site, 'Self-service portal'), null);
    expect(json((await site.ask(`${PATH}/${idOf(site, 'Self-service portal')}`)).body)).toMatchObject({ parentId: null, path: [] });
  });

  it('refuses loops and areas that are not there', async () => {
    const { focus, ...site } = await openFocusUnderTest();
    const id = (name: string) => idOf({ focus, ...site }, name);
    expect(() => focus.move(id('Digital channels'), id('Order tracking'))).toThrow('under itself');
    expect(() => focus.move(id('Hiring'), id('Hiring'))).toThrow('under itself');
    expect(() => focus.move('unknown', null)).toThrow('no focus area unknown');
    expect(() => focus.move(id('Hiring'), 'unknown')).toThrow('no focus area unknown');
  });
});
