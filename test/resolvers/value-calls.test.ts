import { openPages, valueOf } from './pages';
import type { Pages } from './pages';
import { LOCAL_SERVICE_ACCOUNT } from '../../local/focus/service-account';

describe('values seen, to choose from in a condition', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await openPages({ focusSize: 250 });
    await pages.site.connect();
  });
  beforeEach(() => {
    pages.site.focus.faults.set(null);
    pages.site.focus.resetCounters();
  });
  afterAll(() => pages.site.close());

  const firstAreas = (): readonly Record<string, unknown>[] => pages.site.focus.records('focusArea');

  test('every status of the portfolio is told once, in order, and two pages are all that is asked', async () => {
    const { values } = valueOf(await pages.admin('valuesSeen', { resource: 'focusArea', field: 'status' }));
    const statuses = new Set(firstAreas().map(({ status }) => status));
    expect(values.length).toBeGreaterThan(2);
    expect(values.every((value) => statuses.has(value))).toBe(true);
    expect(values).toEqual([...new Set(values)].sort());
    expect(pages.site.focus.counters().byOperation['listFocusAreas']).toBe(2);
  });

  test('of a field with hundreds of values fifty are told, and that there are more', async () => {
    const { values, more } = valueOf(await pages.admin('valuesSeen', { resource: 'focusArea', field: 'name' }));
    expect(values).toHaveLength(50);
    expect(more).toBe(true);
  });

  test('a flag’s values stay flags', async () => {
    const { values } = valueOf(await pages.admin('valuesSeen', { resource: 'focusArea', field: 'draft' }));
    expect(values.length).toBeGreaterThan(0);
    expect(values.every((value) => typeof value === 'boolean')).toBe(true);
  });

  test('of a list each entry is a value', async () => {
    const { values } = valueOf(await pages.admin('valuesSeen', { resource: 'focusArea', field: 'path' }));
    const ids = new Set(firstAreas().map(({ id }) => id));
    expect(values.length).toBeGreaterThan(0);
    expect(values.every((value) => ids.has(value))).toBe(true);
  });

  test('a Focus that fails is told by its kind', async () => {
    pages.site.focus.faults.set({ kind: 'status', status: 403, operation: 'listFocusAreas' });
    expect(await pages.admin('valuesSeen', { resource: 'focusArea', field: 'status' })).toMatchObject({
      refusal: { code: 'focus_refused' },
    });
  });

  test('nothing of a value is logged', async () => {
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
      jest.spyOn(console, name).mockImplementation(() => undefined),
    );
    valueOf(await pages.admin('valuesSeen', { resource: 'focusArea', field: 'status' }));
    pages.site.focus.faults.set({ kind: 'nonsense', operation: 'listFocusAreas' });
    await pages.admin('valuesSeen', { resource: 'focusArea', field: 'status' });
    expect(spies.flatMap(({ mock }) => mock.calls)).toEqual([]);
    for (const spy of spies) spy.mockRestore();
  });
});

describe('a Focus with values that no condition could name', () => {
  const seenIn = async (answer: (cursor: string | null) => unknown) => {
    const pages = await openPages({
      focusSize: 1,
      real: {
        clientId: LOCAL_SERVICE_ACCOUNT.clientId,
        clientSecret: LOCAL_SERVICE_ACCOUNT.clientSecret,
        cloudId: '11111111-2222-4333-8444-555555555555',
        send: async (request) => {
          const url = new URL(request.url);
          if (url.hostname === 'auth.atlassian.com') return Response.json({ access_token: 't', expires_in: 3600 });
          const told = connected ? answer(url.searchParams.get('cursor')) : { values: [] };
          return typeof told === 'number' ? new Response(null, { status: told }) : Response.json(told);
        },
      },
    });
    let connected = false;
    await pages.site.connect();
    connected = true;
    const seen = await pages.admin('valuesSeen', { resource: 'focusArea', field: 'status' });
    await pages.site.close();
    return seen;
  };
  const area = (id: string, status: unknown) => ({ id, status });

  test('leaves out what is too long, blank or nothing', async () => {
    const values = ['x'.repeat(201), '', '  ', null, { a: 1 }, 'PENDING'].map((status, at) => area(`fa-${String(at)}`, status));
    expect(valueOf(await seenIn(() => ({ values })))).toEqual({ values: ['PENDING'], more: false });
  });

  test('keeps what the first page told when the second fails, and says that there may be more', async () => {
    const seen = await seenIn((cursor) => (cursor === null ? { values: [area('a', 'PENDING')], nextPageCursor: 'b' } : 500));
    expect(valueOf(seen)).toEqual({ values: ['PENDING'], more: true });
  });

  test('is left after two pages', async () => {
    const asked: (string | null)[] = [];
    const seen = await seenIn((cursor) => {
      asked.push(cursor);
      return { values: [area(`a${String(asked.length)}`, `S${String(asked.length)}`)], nextPageCursor: `${cursor ?? ''}x` };
    });
    expect(valueOf(seen)).toEqual({ values: ['S1', 'S2'], more: true });
    expect(asked).toEqual([null, 'x']);
  });
});
