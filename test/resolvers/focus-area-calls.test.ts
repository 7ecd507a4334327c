import { LOCAL_SERVICE_ACCOUNT } from '../../local/focus/service-account';
import { openPages, valueOf } from './pages';
import type { Pages } from './pages';

interface Area {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly path: readonly { readonly id: string; readonly name: string }[];
}

describe('finding focus areas for a policy', () => {
  let pages: Pages;
  let areas: readonly Area[];
  beforeAll(async () => {
    pages = await openPages({ focusSize: 148 });
    await pages.site.connect();
    areas = pages.site.focus.records('focusArea') as unknown as readonly Area[];
  });
  beforeEach(() => {
    pages.site.focus.faults.set(null);
    pages.site.focus.switches.pathOrder = 'top-down';
    pages.site.focus.resetCounters();
  });
  afterAll(() => pages.site.close());

  const deep = (): Area => {
    const found = areas.find(({ path }) => path.length >= 2);
    if (!found) throw new Error('The portfolio has no second level.');
    return found;
  };

  test.each(['top-down', 'parent-up'] as const)(
    'a search by name gives the names of the ancestors from the top (Focus says them %s)',
    async (order) => {
      pages.site.focus.switches.pathOrder = order;
      const { id, name, path } = deep();
      const found = valueOf(await pages.admin('searchFocusAreas', { text: name }));
      expect(found.areas.find((area) => area.id === id)).toEqual({
        id,
        name,
        ancestors: path.map((step) => ({ id: step.id, name: step.name })),
      });
    },
  );

  test('case and spaces around the text don’t matter', async () => {
    const { id, name } = deep();
    const found = valueOf(await pages.admin('searchFocusAreas', { text: `  ${name.toUpperCase()} ` }));
    expect(found.areas.map((area) => area.id)).toContain(id);
  });

  test('one letter finds at most twenty and says that there are more', async () => {
    const found = valueOf(await pages.admin('searchFocusAreas', { text: 'e' }));
    expect(found.areas).toHaveLength(20);
    expect(found.more).toBe(true);
    for (const { name } of found.areas) expect(name.toLowerCase()).toContain('e');
  });

  test('a text that nothing contains finds nothing, and there is no more', async () => {
    expect(valueOf(await pages.admin('searchFocusAreas', { text: 'zzzqqq' }))).toEqual({ areas: [], more: false });
  });

  test('a search whose first page fails is refused, by its kind', async () => {
    for (const [fault, code] of [
      [{ kind: 'status', status: 403 }, 'focus_refused'],
      [{ kind: 'status', status: 500 }, 'focus_failed'],
      [{ kind: 'nonsense' }, 'focus_failed'],
      [{ kind: 'throttle', retryAfter: 30 }, 'too_many_requests'],
    ] as const) {
      pages.site.focus.faults.set({ ...fault, operation: 'listFocusAreas' });
      expect(await pages.admin('searchFocusAreas', { text: 'e' })).toMatchObject({ ok: false, refusal: { code } });
    }
  });

  test('ids get their names back, and one that Focus doesn’t know is left out', async () => {
    const wanted = areas.slice(0, 19).map(({ id }) => id);
    const found = valueOf(await pages.admin('nameFocusAreas', { ids: [...wanted, 'not-there', wanted[0] ?? ''].slice(0, 20) }));
    expect(found.areas.map(({ id, name }) => ({ id, name }))).toEqual(areas.slice(0, 19).map(({ id, name }) => ({ id, name })));
  });

  test('twenty ids are named although the kept bearer has ended meanwhile', async () => {
    valueOf(await pages.admin('searchFocusAreas', { text: 'e' }));
    pages.site.focus.revokeTokens();
    const wanted = areas.slice(0, 20).map(({ id }) => id);
    expect(valueOf(await pages.admin('nameFocusAreas', { ids: wanted })).areas).toHaveLength(20);
  });

  test('no ids are no calls', async () => {
    expect(valueOf(await pages.admin('nameFocusAreas', { ids: [] }))).toEqual({ areas: [] });
    expect(pages.site.focus.counters().calls).toBe(0);
  });

  test('a name that can’t be read because Focus fails is a refusal, not a missing focus area', async () => {
    pages.site.focus.faults.set({ kind: 'status', status: 503, operation: 'getFocusArea' });
    expect(await pages.admin('nameFocusAreas', { ids: [deep().id] })).toMatchObject({ refusal: { code: 'focus_failed' } });
  });
});

describe('a Focus that searches in its own way', () => {
  const search = async (send: (url: URL) => unknown, text = 'mob') => {
    const pages = await openPages({
      focusSize: 1,
      real: {
        clientId: LOCAL_SERVICE_ACCOUNT.clientId,
        clientSecret: LOCAL_SERVICE_ACCOUNT.clientSecret,
        cloudId: '11111111-2222-4333-8444-555555555555',
        send: async (request) => {
          const url = new URL(request.url);
          if (url.hostname === 'auth.atlassian.com') return Response.json({ access_token: 't', expires_in: 3600 });
          calls += url.searchParams.has('nameContains') ? 1 : 0;
          const answer = url.searchParams.has('nameContains') ? send(url) : { values: [] };
          return typeof answer === 'number' ? new Response(null, { status: answer }) : Response.json(answer);
        },
      },
    });
    let calls = 0;
    await pages.site.connect();
    const answer = await pages.admin('searchFocusAreas', { text });
    await pages.site.close();
    return { answer, calls };
  };
  const named = (from: number, count: number, name: string) =>
    Array.from({ length: count }, (_, index) => ({ id: `fa-${String(from + index)}`, name }));

  test('and ignores the filter still finds only what matches', async () => {
    const { answer } = await search(() => ({ values: [...named(0, 40, 'Rail'), { id: 'fa-99', name: 'Mobility' }] }));
    expect(valueOf(answer)).toEqual({ areas: [{ id: 'fa-99', name: 'Mobility' }], more: false });
  });

  test('and pages without end is left after twenty calls', async () => {
    const { answer, calls } = await search((url) => ({
      values: named(0, 1, 'Rail'),
      nextPageCursor: `${url.searchParams.get('cursor') ?? ''}x`,
    }));
    expect(valueOf(answer)).toEqual({ areas: [], more: true });
    expect(calls).toBe(20);
  });

  test('and walks in a circle is left when a cursor comes again', async () => {
    const { answer, calls } = await search((url) => ({
      values: named(0, 1, 'Mobility'),
      nextPageCursor: url.searchParams.get('cursor') === 'b' ? 'c' : 'b',
    }));
    expect(valueOf(answer).areas).toHaveLength(1);
    expect(calls).toBeLessThanOrEqual(4);
  });

  test('and fails on its second page gives what it gave, and says that there is more', async () => {
    const { answer } = await search((url) =>
      url.searchParams.has('cursor') ? 500 : { values: named(0, 3, 'Mobility'), nextPageCursor: 'b' },
    );
    expect(valueOf(answer)).toMatchObject({ more: true, areas: [{ id: 'fa-0' }, { id: 'fa-1' }, { id: 'fa-2' }] });
  });

  test('and gives names that are no names is survived', async () => {
    const { answer } = await search(() => ({
      values: [{ id: 'a', name: 7 }, { id: 'b', name: null }, { id: 'c' }, { id: 'd', name: 'MOBILITY' }],
    }));
    expect(valueOf(answer).areas).toEqual([{ id: 'd', name: 'MOBILITY' }]);
  });
});
