import { JONAS, MIRA, openPages, valueOf } from './pages';
import type { Pages } from './pages';
import { LOCAL_SERVICE_ACCOUNT } from '../../local/focus/service-account';

const SECRET = LOCAL_SERVICE_ACCOUNT.clientSecret;
const GOOD = { kind: 'service-account', clientId: LOCAL_SERVICE_ACCOUNT.clientId, clientSecret: SECRET } as const;
const WRONG = { ...GOOD, clientSecret: 'wrong-secret-hunter2' } as const;

type Fault = Parameters<Pages['site']['focus']['faults']['set']>[0];

describe('the connection through the admin page', () => {
  let pages: Pages;
  beforeEach(async () => {
    pages = await openPages();
  });
  afterEach(() => pages.site.close());

  const secret = async (key: string): Promise<unknown> => {
    const { site } = pages;
    const answer = await site.kvs.call(site.identity.installationId, '/api/v1/secret/get', JSON.stringify({ key }));
    return answer.status === 404 ? undefined : ((await answer.json()) as { value: unknown }).value;
  };
  const plantSecret = async (key: string, value: unknown): Promise<void> => {
    const { site } = pages;
    await site.kvs.call(site.identity.installationId, '/api/v1/secret/set', JSON.stringify({ key, value }));
  };
  const keys = async (): Promise<unknown> => ((await secret('vault')) as { keys: unknown }).keys;
  const tokens = (): number => pages.site.focus.counters().byOperation['issueToken'] ?? 0;

  test('a test calls every read endpoint once and tells the fields seen, never a value', async () => {
    const test = valueOf(await pages.admin('testConnection', GOOD));
    expect(test).toMatchObject({ ok: true, code: 'works', warnings: ['sees_money'] });
    expect(test.endpoints.map(({ resource, outcome }) => `${resource} ${outcome}`)).toEqual(
      ['focusArea', 'costItem', 'benefitItem', 'costType', 'costSubtype', 'benefitType', 'investmentCategory', 'organization'].map(
        (resource) => `${resource} reachable`,
      ),
    );
    expect(test.endpoints[0]?.fieldsSeen).toEqual(
      expect.arrayContaining(['id', 'name', 'status', 'focusAreaTypeId'].map((path) => ({ path, shape: 'text' }))),
    );
    const { byOperation } = pages.site.focus.counters();
    // One more for an id that surely isn't there, and the token.
    expect(Object.values(byOperation)).toEqual(Array.from({ length: 10 }, () => 1));
    const [area] = pages.site.focus.records('focusArea');
    expect(JSON.stringify(test)).not.toContain(area?.['name']);
    expect(await secret('vault')).toBeUndefined();
    expect(await secret('bearer')).toBeUndefined();
  });

  const forbidden = (operation: string): NonNullable<Fault> => ({ kind: 'status', status: 403, operation });
  const FUNDS = ['listCostItems', 'listBenefitItems', 'listCostTypes', 'listCostSubtypes', 'listBenefitTypes', 'listInvestmentCategories'];
  test.each<[string, Fault, string, boolean, string, readonly string[]]>([
    [
      'without money',
      FUNDS.map(forbidden) as never,
      'partly_reachable',
      true,
      'reachable refused refused refused refused refused refused reachable',
      [],
    ],
    ['without focus areas', forbidden('listFocusAreas'), 'partly_reachable', true, `refused${' reachable'.repeat(7)}`, ['sees_money']],
    [
      'that may read nothing',
      [...FUNDS, 'listFocusAreas', 'listOrganizations'].map(forbidden) as never,
      'no_endpoint_reachable',
      false,
      'refused '.repeat(8).trim(),
      [],
    ],
    [
      'throttled once',
      { kind: 'throttle', retryAfter: 5, operation: 'listCostTypes' },
      'partly_reachable',
      true,
      'reachable reachable reachable throttled reachable reachable reachable reachable',
      ['sees_money'],
    ],
    [
      'with nonsense for an answer',
      { kind: 'nonsense', operation: 'listFocusAreas' },
      'partly_reachable',
      true,
      `failed${' reachable'.repeat(7)}`,
      ['sees_money'],
    ],
    [
      'with JSON that is no list',
      { kind: 'nonsense', operation: 'listFocusAreas', body: '{"hello":"world"}', contentType: 'application/json' },
      'partly_reachable',
      true,
      `failed${' reachable'.repeat(7)}`,
      ['sees_money'],
    ],
    [
      'whose token is refused',
      { kind: 'status', status: 401, operation: 'issueToken' },
      'credentials_refused',
      false,
      'refused '.repeat(8).trim(),
      [],
    ],
    ['whose token is throttled', { kind: 'throttle', operation: 'issueToken' }, 'unreachable', false, 'throttled '.repeat(8).trim(), []],
    ['whose token fails', { kind: 'status', status: 500, operation: 'issueToken' }, 'unreachable', false, 'failed '.repeat(8).trim(), []],
    ['whose token is nonsense', { kind: 'nonsense', operation: 'issueToken' }, 'unreachable', false, 'failed '.repeat(8).trim(), []],
    [
      'whose token could break a header',
      { kind: 'nonsense', operation: 'issueToken', body: '{"access_token":"a\\r\\nx: y","expires_in":9}' },
      'unreachable',
      false,
      'failed '.repeat(8).trim(),
      [],
    ],
    ['where nothing answers but by breaking', { kind: 'disconnect' }, 'unreachable', false, 'failed '.repeat(8).trim(), []],
  ])('a connection %s is told as it is, and saved only when something can be read', async (_what, fault, code, ok, outcomes, warnings) => {
    pages.site.focus.faults.set(fault);
    const test = valueOf(await pages.admin('testConnection', GOOD));
    expect(test).toMatchObject({ ok, code, warnings });
    expect(test.endpoints.map(({ outcome }) => outcome).join(' ')).toBe(outcomes);

    pages.site.focus.faults.set(fault);
    expect(valueOf(await pages.admin('saveConnection', GOOD))).toEqual(test);
    const { connection } = valueOf(await pages.admin('overview'));
    expect(connection.kind).toBe(ok ? 'service-account' : 'none');
  });

  test('an endpoint that never answers is told so, and the others count', async () => {
    pages.site.focus.faults.set({ kind: 'never', operation: 'listCostItems' });
    const test = valueOf(await pages.admin('testConnection', GOOD));
    expect(test).toMatchObject({ ok: true, code: 'partly_reachable' });
    expect(test.endpoints.find(({ resource }) => resource === 'costItem')).toEqual({
      resource: 'costItem',
      outcome: 'timeout',
      fieldsSeen: [],
    });
  }, 15_000);

  test('a saved connection is shown without its secret, tested as saved, and removed', async () => {
    expect(await pages.admin('testConnection', { kind: 'saved' })).toMatchObject({ refusal: { code: 'focus_not_connected' } });
    valueOf(await pages.admin('saveConnection', GOOD, JONAS));
    const { connection } = valueOf(await pages.admin('overview'));
    expect(connection).toEqual({
      kind: 'service-account',
      clientId: GOOD.clientId,
      savedAt: expect.any(String) as string,
      savedBy: { accountId: JONAS },
    });
    expect(valueOf(await pages.admin('testConnection', { kind: 'saved' }))).toMatchObject({ code: 'works' });
    valueOf(await pages.admin('searchFocusAreas', { text: 'a' }));
    expect(await secret('bearer')).toBeDefined();
    const before = await keys();

    expect(await pages.admin('removeConnection')).toEqual({ ok: true, value: null });
    expect(valueOf(await pages.admin('overview')).connection).toEqual({ kind: 'none' });
    expect(await secret('bearer')).toBeUndefined();
    expect(JSON.stringify(await secret('vault'))).not.toContain(SECRET);
    expect(await pages.admin('searchFocusAreas', { text: 'a' })).toMatchObject({ refusal: { code: 'focus_not_connected' } });
    expect(await pages.admin('removeConnection')).toEqual({ ok: true, value: null });
    expect(await keys()).toEqual(before);
  });

  test('a connection that fails its test leaves the saved one as it was', async () => {
    valueOf(await pages.admin('saveConnection', GOOD));
    expect(valueOf(await pages.admin('saveConnection', WRONG))).toMatchObject({ ok: false, code: 'credentials_refused' });
    expect(valueOf(await pages.admin('testConnection', { kind: 'saved' }))).toMatchObject({ ok: true });
  });

  test('the keys are made once, also when two admins save first at the same moment, and stay', async () => {
    const answers = await Promise.all([MIRA, JONAS].map((who) => pages.admin('saveConnection', GOOD, who)));
    expect(answers.every((answer) => answer.ok && answer.value.ok)).toBe(true);
    const made = (await keys()) as Record<string, string>;
    expect(Object.keys(made).sort()).toEqual(['cursor', 'etag', 'pseudonym']);
    expect(new Set(Object.values(made)).size).toBe(3);
    for (const key of Object.values(made)) expect(Buffer.from(key, 'base64')).toHaveLength(32);
    valueOf(await pages.admin('saveConnection', GOOD));
    expect(await keys()).toEqual(made);
  });

  test.each<[string, Parameters<Pages['site']['kvs']['faults']['set']>[0]]>([
    ['reading', { operation: 'secret/get', key: 'vault', when: 'before', answer: { status: 500 } }],
    ['writing', { operation: 'secret/set', key: 'vault', when: 'before', answer: { status: 429 } }],
  ])('storage that fails at %s the vault is told', async (_what, fault) => {
    pages.site.kvs.faults.set(fault);
    expect(await pages.admin('saveConnection', GOOD)).toMatchObject({ ok: false, refusal: { code: 'storage_failed' } });
    pages.site.kvs.faults.set(null);
    expect(valueOf(await pages.admin('overview')).connection.kind).toBe('none');
  });

  test('a vault that can’t be read is told, calls nothing, isn’t overwritten, and goes when an admin removes it', async () => {
    await plantSecret('vault', { format: 2, connection: { clientSecret: 'precious' } });
    pages.site.focus.resetCounters();
    expect(valueOf(await pages.admin('overview')).connection).toEqual({ kind: 'none', unreadable: true });
    expect(await pages.admin('searchFocusAreas', { text: 'a' })).toMatchObject({ refusal: { code: 'focus_not_connected' } });
    expect(pages.site.focus.counters().calls).toBe(0);
    expect(await pages.admin('saveConnection', GOOD)).toMatchObject({
      refusal: { code: 'policy_unreadable', problems: [{ path: '/connection' }] },
    });
    expect(await secret('vault')).toMatchObject({ format: 2 });
    valueOf(await pages.admin('removeConnection'));
    expect(valueOf(await pages.admin('saveConnection', GOOD))).toMatchObject({ ok: true });
  });

  describe('the bearer', () => {
    const search = () => pages.admin('searchFocusAreas', { text: 'a' });
    beforeEach(async () => {
      valueOf(await pages.admin('saveConnection', GOOD));
      pages.site.focus.resetCounters();
    });

    test('is kept between invocations', async () => {
      for (let call = 0; call < 3; call++) valueOf(await search());
      expect(tokens()).toBe(1);
    });

    test('that Focus no longer takes is renewed once, and the call goes through', async () => {
      valueOf(await search());
      pages.site.focus.revokeTokens();
      valueOf(await search());
      expect(tokens()).toBe(2);
      valueOf(await search());
      expect(tokens()).toBe(2);
    });

    test('is not asked for again and again when Focus refuses every one', async () => {
      valueOf(await search());
      pages.site.focus.faults.set({ kind: 'status', status: 401, operation: 'listFocusAreas' });
      pages.site.focus.resetCounters();
      expect(await search()).toMatchObject({ refusal: { code: 'focus_refused' } });
      expect(pages.site.focus.counters().byOperation).toEqual({ listFocusAreas: 2, issueToken: 1 });
    });

    test('near its end is not used', async () => {
      valueOf(await search());
      await plantSecret('bearer', { ...((await secret('bearer')) as object), expiresAt: Date.now() + 30_000 });
      valueOf(await search());
      expect(tokens()).toBe(2);
    });

    test.each<[string, unknown]>([
      ['of another credential', { format: 1, belongsTo: 'f'.repeat(64), token: 'stolen', expiresAt: Date.now() + 3_000_000 }],
      ['of an unknown format', { format: 2, token: 'stolen' }],
      ['that is garbage', 'stolen'],
    ])('%s is not taken from the shelf', async (_what, value) => {
      await plantSecret('bearer', value);
      const sent: string[] = [];
      const fetch = pages.site.focus.fetch.bind(pages.site.focus);
      Object.assign(pages.site.focus, {
        fetch: (request: Request) => {
          sent.push(request.headers.get('authorization') ?? '');
          return fetch(request);
        },
      });
      valueOf(await search());
      expect(tokens()).toBe(1);
      expect(sent.join()).not.toContain('stolen');
      expect(sent.length).toBeGreaterThan(1);
    });

    test('that a late renewal of the old credential leaves behind can’t bring that credential back', async () => {
      valueOf(await search());
      const late = await secret('bearer');
      valueOf(await pages.admin('removeConnection'));
      await plantSecret('bearer', late);
      expect(await search()).toMatchObject({ refusal: { code: 'focus_not_connected' } });
    });

    test('is fetched anew when storage fails it, and the call goes through', async () => {
      pages.site.kvs.faults.set([
        { operation: 'secret/get', key: 'bearer', when: 'before', answer: { status: 500 } },
        { operation: 'secret/set', key: 'bearer', when: 'before', answer: { status: 500 } },
      ]);
      valueOf(await search());
      expect(tokens()).toBe(1);
    });
  });
});
