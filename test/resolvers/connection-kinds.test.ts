import { JONAS, MIRA, openPages, valueOf } from './pages';
import type { Pages } from './pages';
import { ELSEWHERE } from '../../local/focus/operations/tenant-info';
import { LOCAL_API_TOKEN, LOCAL_SERVICE_ACCOUNT } from '../../local/focus/service-account';
import type { NewConnection } from '../../src/resolvers/contract';

const { email, token } = LOCAL_API_TOKEN;
const ACCOUNT = {
  kind: 'service-account',
  clientId: LOCAL_SERVICE_ACCOUNT.clientId,
  clientSecret: LOCAL_SERVICE_ACCOUNT.clientSecret,
} as const;
const CLOUD = { kind: 'api-token', form: 'cloud', email, token } as const;
const SITE = { kind: 'api-token', form: 'site', email, token, siteName: 'local' } as const;
const [ELSEWHERE_NAME = ''] = ELSEWHERE.host.split('.');

let pages: Pages;
let sent: { readonly url: URL; readonly authorization: string | null }[];
beforeEach(async () => {
  pages = await openPages();
  sent = [];
  const { focus } = pages.site;
  const fetch = focus.fetch.bind(focus);
  Object.assign(focus, {
    fetch: (request: Request) => {
      sent.push({ url: new URL(request.url), authorization: request.headers.get('authorization') });
      return fetch(request);
    },
  });
});
afterEach(() => pages.site.close());

const ask = (path: string, body: unknown) => pages.site.kvs.call(pages.site.identity.installationId, path, JSON.stringify(body));
const secret = async (key: string): Promise<unknown> => {
  const answer = await ask('/api/v1/secret/get', { key });
  return answer.status === 404 ? undefined : ((await answer.json()) as { value: unknown }).value;
};
const save = (connection: NewConnection, seen?: string | null, who = MIRA) =>
  pages.admin('saveConnection', seen === undefined ? connection : { ...connection, seen }, who);
const connected = async () => valueOf(await pages.admin('overview')).connection;
const idOf = (at: number): string => String(pages.site.focus.records('focusArea')[at]?.['id']);
const bare = (id: string): string => id.slice(id.lastIndexOf('/') + 1);
const hosts = (): readonly string[] => [...new Set(sent.map(({ url }) => url.host))];

describe('an API token', () => {
  test.each<[NewConnection, string, string]>([
    [CLOUD, 'api.atlassian.com', '/focus/cloud/{cloudId}/v1/focus-areas'],
    [SITE, 'local.atlassian.net', '/gateway/api/focus/v1/focus-areas'],
  ])('is tried, saved and used as Basic: %j', async (connection, host, path) => {
    expect(valueOf(await pages.admin('testConnection', connection))).toMatchObject({ ok: true, code: 'works', warnings: ['sees_money'] });
    expect(await secret('vault')).toBeUndefined();
    valueOf(await save(connection, null, JONAS));
    const { kind, token: _token, ...shown } = connection as typeof SITE;
    const state = await connected();
    expect(state).toEqual({ kind, ...shown, savedAt: state.savedAt, savedBy: { accountId: JONAS } });
    sent = [];
    expect(valueOf(await pages.admin('searchFocusAreas', { text: 'a' })).areas.length).toBeGreaterThan(0);
    expect(hosts()).toEqual([host]);
    expect(sent[0]?.url.pathname).toBe(path.replace('{cloudId}', pages.site.identity.cloudId));
    expect(sent[0]?.authorization).toBe(`Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`);
    expect(await secret('bearer')).toBeUndefined();
    expect(valueOf(await pages.admin('testConnection', { kind: 'saved' }))).toMatchObject({ ok: true });
  });

  test.each<[NewConnection]>([[{ ...CLOUD, token: 'wrong' }], [{ ...SITE, token: 'wrong' }]])(
    'that is wrong is told as such and not saved: %j',
    async (connection) => {
      expect(valueOf(await save(connection))).toMatchObject({ ok: false, code: 'credentials_refused' });
      expect(await connected()).toEqual({ kind: 'none' });
    },
  );

  test('that is good and may see nothing is not told as wrong', async () => {
    pages.site.focus.faults.set({ kind: 'status', status: 403 });
    expect(valueOf(await pages.admin('testConnection', CLOUD))).toMatchObject({ ok: false, code: 'no_endpoint_reachable' });
  });

  test('is sent to no site but this one, by whatever it says of itself', async () => {
    const { switches } = pages.site.focus;
    const told: string[] = [];
    const attempt = async (siteName: string): Promise<void> => {
      const test = valueOf(await save({ ...SITE, siteName }));
      expect(test).toMatchObject({ ok: false, endpoints: [], warnings: [] });
      told.push(test.code);
    };
    await attempt(ELSEWHERE_NAME);
    await attempt('nobody-is-here');
    for (const answer of ['another', 'redirect', 'absent', 'nonsense'] as const) {
      switches.tenantInfo = answer;
      await attempt('local');
    }
    expect(told).toEqual(['other_site', 'site_unknown', 'other_site', 'site_unknown', 'site_unknown', 'site_unknown']);
    // Not one request carried it, wherever it went.
    expect(sent.map(({ authorization }) => authorization)).toEqual(Array.from({ length: 6 }, () => null));
    expect(new Set(sent.map(({ url }) => url.pathname))).toEqual(new Set(['/_edge/tenant_info']));
    expect(await secret('vault')).toBeUndefined();
  });

  test.each(['', 'Local', 'a.b', 'local.atlassian.net', 'a/b', '-a', 'a-', 'a#', 'a?b', 'a:1', 'a@b', '..', 'ü', 'x'.repeat(64)])(
    'for a site called %p is refused before anything is sent',
    async (siteName) => {
      expect(await pages.raw('saveConnection', { ...SITE, siteName })).toMatchObject({
        refusal: { code: 'invalid', problems: expect.arrayContaining([expect.objectContaining({ path: '/siteName' })]) as unknown },
      });
      expect(sent).toEqual([]);
    },
  );

  test.each<[string, unknown, readonly string[]]>([
    ['no form', { kind: 'api-token', email, token }, ['']],
    ['another form', { ...CLOUD, form: 'gateway' }, ['/form']],
    ['a site’s name with the cloud form', { ...CLOUD, siteName: 'local' }, ['/siteName']],
    ['a colon in the email', { ...CLOUD, email: 'a:b@example.invalid' }, ['/email']],
    ['a line break in the token', { ...CLOUD, token: 'a\r\nx: y' }, ['/token']],
    ['an empty token', { ...CLOUD, token: '' }, ['/token']],
    ['a host of one’s own', { ...SITE, host: 'https://example.invalid' }, ['/host']],
    ['a credential where none is needed', { kind: 'atlassian', token }, ['/token']],
    ['what was learned of Focus', { ...CLOUD, manners: { idPrefix: 'ari:cloud:x/' } }, ['/manners']],
  ])('with %s is refused', async (_what, payload, paths) => {
    const answer = (await pages.raw('testConnection', payload)) as { refusal: { code: string; problems: { path: string }[] } };
    expect(answer.refusal.code).toBe('invalid');
    expect(answer.refusal.problems.map(({ path }) => path)).toEqual(paths);
    expect(sent).toEqual([]);
  });
});

describe('Forge’s own way', () => {
  test('says plainly that Forge doesn’t offer it, sends nothing out, and can’t be saved', async () => {
    valueOf(await save(ACCOUNT));
    sent = [];
    const before = await connected();
    const test = valueOf(await pages.admin('testConnection', { kind: 'atlassian' }));
    expect(test).toMatchObject({ ok: false, code: 'not_offered_by_forge' });
    expect(test.endpoints.every(({ outcome }) => outcome === 'refused')).toBe(true);
    expect(valueOf(await save({ kind: 'atlassian' }))).toEqual(test);
    expect(await connected()).toEqual(before);
    expect(sent).toEqual([]);
  });
});

describe('what is stored', () => {
  const KEY = Buffer.alloc(32, 7).toString('base64');
  const keys = { cursor: KEY, etag: KEY, pseudonym: KEY };
  const plant = (connection: unknown) => ask('/api/v1/secret/set', { key: 'vault', value: { format: 1, connection, keys } });

  test('by the first release is read, used and replaced as ever', async () => {
    const savedAt = '2026-11-01T08:00:00.000Z';
    await plant({ ...ACCOUNT, savedAt, savedBy: JONAS });
    expect(await connected()).toEqual({
      kind: 'service-account',
      clientId: ACCOUNT.clientId,
      savedAt,
      savedBy: { accountId: JONAS },
    });
    expect(valueOf(await pages.admin('nameFocusAreas', { ids: [idOf(0)] })).areas).toHaveLength(1);
    expect(await save(CLOUD, '2026-11-01T08:00:00.001Z')).toMatchObject({ refusal: { code: 'connection_changed' } });
    valueOf(await save(CLOUD, savedAt));
    expect(((await secret('vault')) as { keys: unknown }).keys).toEqual(keys);
  });

  test.each<[string, object]>([
    ['of a kind that a later release adds', { kind: 'carrier-pigeon', clientId: 'c', clientSecret: 's' }],
    ['with a site’s name that would name another host', { ...SITE, siteName: 'evil.example/' }],
    ['without its secret', { kind: 'service-account', clientId: 'c' }],
  ])('%s is not read, and nothing is sent', async (_what, connection) => {
    await plant({ ...connection, savedAt: '2026-11-01T08:00:00.000Z', savedBy: JONAS });
    expect(await connected()).toEqual({ kind: 'none', unreadable: true });
    expect(await pages.admin('searchFocusAreas', { text: 'a' })).toMatchObject({ refusal: { code: 'focus_not_connected' } });
    expect(sent).toEqual([]);
  });
});

describe('two admins who save at once', () => {
  test('and both saw nothing connected: one is kept, the other is told', async () => {
    const answers = await Promise.all([save(ACCOUNT, null, MIRA), save(CLOUD, null, JONAS)]);
    expect(answers.map((answer) => (answer.ok ? 'saved' : answer.refusal.code)).sort()).toEqual(['connection_changed', 'saved']);
    expect((await connected()).kind).toBe(answers[0].ok ? 'service-account' : 'api-token');
  });

  test('over one that both saw: one is kept, the other is told', async () => {
    valueOf(await save(ACCOUNT));
    const { savedAt = '' } = await connected();
    const answers = await Promise.all([save(SITE, savedAt, MIRA), save(CLOUD, savedAt, JONAS)]);
    expect(answers.map((answer) => (answer.ok ? 'saved' : answer.refusal.code)).sort()).toEqual(['connection_changed', 'saved']);
  });

  test('one who saw a connection that is gone by now is told', async () => {
    valueOf(await save(ACCOUNT));
    const { savedAt = '' } = await connected();
    valueOf(await pages.admin('removeConnection', undefined, JONAS));
    expect(await save(CLOUD, savedAt)).toMatchObject({ refusal: { code: 'connection_changed' } });
    expect(await connected()).toEqual({ kind: 'none' });
  });

  test('a change that somebody else never finishes holds others up no longer than its lease', async () => {
    const entity = (revision: number) => ({
      entityName: 'policy',
      key: 'lease:vault',
      value: { version: 4, revision, body: { format: 1 } },
    });
    const second = (at: number): number => Math.floor((at - Date.UTC(2025, 0, 1)) / 1000);
    await ask('/api/v1/entity/set', entity(second(Date.now()) + 10));
    expect(await save(ACCOUNT)).toMatchObject({ refusal: { code: 'connection_changed' } });
    await ask('/api/v1/entity/set', entity(second(Date.now()) - 1));
    valueOf(await save(ACCOUNT));
  });

  test('a write whose answer is lost is told as unsure, and nobody else writes until it must have landed', async () => {
    pages.site.kvs.faults.set({ operation: 'secret/set', key: 'vault', nth: 2, when: 'after', answer: { status: 500 } });
    expect(await save(ACCOUNT)).toMatchObject({ refusal: { code: 'storage_failed' } });
    pages.site.kvs.faults.set(null);
    expect(await save(CLOUD)).toMatchObject({ refusal: { code: 'connection_changed' } });
    expect((await connected()).kind).toBe('service-account');
  });
});

describe('what trying a connection teaches about Focus', () => {
  const names = async (ids: readonly string[]): Promise<number> => valueOf(await pages.admin('nameFocusAreas', { ids })).areas.length;

  test('ids as ARIs: ours stay bare, Focus gets what it showed', async () => {
    Object.assign(pages.site.focus.switches, { shape: 'ari', bareIds: 'refused' });
    const id = bare(idOf(0));
    valueOf(await save(CLOUD));
    sent = [];
    const { areas } = valueOf(await pages.admin('nameFocusAreas', { ids: [id] }));
    expect(areas.map((area) => area.id)).toEqual([id]);
    const asked = decodeURIComponent(sent[0]?.url.pathname.split('/').at(-1) ?? '');
    expect([asked.startsWith('ari:cloud:mercury:'), bare(asked)]).toEqual([true, id]);
  });

  test('ids as they are where they are bare', async () => {
    valueOf(await save(CLOUD));
    sent = [];
    expect(await names([idOf(0)])).toBe(1);
    expect(sent.map(({ url }) => url.pathname.split('/').at(-1))).toEqual([idOf(0)]);
  });

  test.each([404, 400, 403] as const)('an id that isn’t there is absent where Focus says so by %i', async (status) => {
    pages.site.focus.switches.absentStatus = status;
    valueOf(await save(CLOUD));
    expect(await names(['nobody', idOf(0)])).toBe(1);
  });

  test('where Focus forbids what is absent, absent and there take the same calls, and a refused account is still told', async () => {
    pages.site.focus.switches.absentStatus = 403;
    valueOf(await save(CLOUD));
    const calls = async (id: string): Promise<unknown> => {
      pages.site.focus.resetCounters();
      await names([id]);
      return pages.site.focus.counters().byOperation;
    };
    expect(await calls('nobody')).toEqual({ getFocusArea: 1, listFocusAreas: 1 });
    expect(await calls(idOf(0))).toEqual({ getFocusArea: 1, listFocusAreas: 1 });
    pages.site.focus.faults.set({ kind: 'status', status: 403 });
    expect(await pages.admin('nameFocusAreas', { ids: [idOf(0)] })).toMatchObject({ refusal: { code: 'focus_refused' } });
  });

  test('a Focus that was never seen to forbid what is absent is taken at its word, until the saved connection is tried again', async () => {
    valueOf(await save(CLOUD));
    const before = await connected();
    pages.site.focus.switches.absentStatus = 403;
    expect(await pages.admin('nameFocusAreas', { ids: ['nobody'] })).toMatchObject({ refusal: { code: 'focus_refused' } });
    valueOf(await pages.admin('testConnection', { kind: 'saved' }, JONAS));
    expect(await names(['nobody'])).toBe(0);
    expect(await connected()).toEqual(before);
  });

  test('what was learned stays when a later try can’t learn it', async () => {
    pages.site.focus.switches.absentStatus = 403;
    valueOf(await save(CLOUD));
    const before = await secret('vault');
    for (const operation of ['listFocusAreas', 'getFocusArea']) {
      pages.site.focus.faults.set({ kind: 'status', status: 500, operation });
      valueOf(await pages.admin('testConnection', { kind: 'saved' }));
      expect(await secret('vault')).toEqual(before);
    }
  });

  test.each(['full', 'bare', 'ari', 'array', 'strange'] as const)('the shape %s is tried and saved', async (shape) => {
    pages.site.focus.switches.shape = shape;
    expect(valueOf(await save(SITE))).toMatchObject({ ok: true, code: 'works' });
    expect(await names([bare(idOf(3))])).toBe(1);
  });
});
