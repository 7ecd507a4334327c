import { JONAS, openPages, valueOf } from './pages';
import type { Pages } from './pages';
import { LOCAL_SERVICE_ACCOUNT } from '../../local/focus/service-account';

const GOOD = {
  kind: 'service-account',
  clientId: LOCAL_SERVICE_ACCOUNT.clientId,
  clientSecret: LOCAL_SERVICE_ACCOUNT.clientSecret,
} as const;

const VALUES: readonly unknown[] = [
  {
    id: 'fa-1',
    name: 'Canary Mobility',
    riskScore: 7,
    health: { color: 'GREEN', since: '2026-11-01' },
    labels: ['canary'],
    budget: { '2026-01': '12.50' },
    parent: { id: 'fa-0', title: 'Canary' },
    links: [{ url: 'https://canary.example' }],
    mixed: 1,
    constructor: 'x',
  },
  { id: 'fa-2', name: 'Canary Second', mixed: 'one', nothing: null },
];
const AREAS = { values: VALUES };

describe('fields seen in Focus', () => {
  let pages: Pages;
  beforeEach(async () => {
    pages = await openPages();
  });
  afterEach(() => pages.site.close());

  const ask = (path: string, body: unknown) => pages.site.kvs.call(pages.site.identity.installationId, path, JSON.stringify(body));
  const kept = async (): Promise<string> => (await ask('/api/v1/get', { key: 'seen' })).text();
  const seen = async () => valueOf(await pages.admin('overview')).seen;
  const answering = (body: unknown) =>
    pages.site.focus.faults.set({
      kind: 'nonsense',
      operation: 'listFocusAreas',
      body: JSON.stringify(body),
      contentType: 'application/json',
    });

  test('are offered once the connection is saved: plain names of a known shape that the catalogue lacks, never a value', async () => {
    expect(await seen()).toEqual([]);
    answering(AREAS);
    valueOf(await pages.admin('testConnection', GOOD));
    expect(await seen()).toEqual([]);
    valueOf(await pages.admin('saveConnection', GOOD));
    expect((await seen()).filter(({ resource }) => resource === 'focusArea')).toEqual([
      { resource: 'focusArea', path: 'budget', shape: 'series' },
      { resource: 'focusArea', path: 'health.color', shape: 'text' },
      { resource: 'focusArea', path: 'health.since', shape: 'date' },
      { resource: 'focusArea', path: 'labels', shape: 'texts' },
      { resource: 'focusArea', path: 'riskScore', shape: 'number' },
    ]);
    expect((await kept()).toLowerCase()).not.toContain('canary');
  });

  test('are renewed when the saved connection is tried; a resource of which nothing was seen keeps what was', async () => {
    answering(AREAS);
    valueOf(await pages.admin('saveConnection', GOOD));
    const before = await seen();
    pages.site.focus.faults.set({ kind: 'status', status: 403, operation: 'listFocusAreas' });
    valueOf(await pages.admin('testConnection', { kind: 'saved' }, JONAS));
    expect(await seen()).toEqual(before);
    answering({ values: [{ id: 'fa-1', fresh: true }] });
    valueOf(await pages.admin('testConnection', { kind: 'saved' }));
    expect((await seen()).filter(({ resource }) => resource === 'focusArea')).toEqual([
      { resource: 'focusArea', path: 'fresh', shape: 'flag' },
    ]);
  });

  test('go with the connection', async () => {
    answering(AREAS);
    valueOf(await pages.admin('saveConnection', GOOD));
    valueOf(await pages.admin('removeConnection'));
    expect(await seen()).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['of another format', { format: 2, fields: { focusArea: { riskScore: 'number' } } }],
    ['that is garbage', 'garbage'],
    [
      'with names and shapes that no grant may hold',
      {
        format: 1,
        fields: {
          focusArea: { 'owner.id': 'text', 'parent.id': 'text', 'a b': 'text', 'x.constructor': 'text', y: 'id', z: 7 },
          nothing: { a: 'text' },
        },
      },
    ],
  ])('stored %s offer nothing', async (_what, value) => {
    await ask('/api/v1/set', { key: 'seen', value });
    expect(await seen()).toEqual([]);
  });

  test('storage that fails them fails neither the overview nor the save', async () => {
    pages.site.kvs.faults.set([
      { operation: 'get', key: 'seen', when: 'before', answer: { status: 500 } },
      { operation: 'set', key: 'seen', when: 'before', answer: { status: 500 } },
    ]);
    expect(valueOf(await pages.admin('saveConnection', GOOD))).toMatchObject({ ok: true });
    expect(await seen()).toEqual([]);
  });
});
