import { JONAS, MIRA, NOOR, TILDA, openPages, policyOf } from './pages';
import type { Pages } from './pages';
import type { AdminCalls } from '../../src/resolvers/contract';

const CREDENTIAL = { kind: 'service-account', clientId: 'local-focus-service-account', clientSecret: 'local-only-not-a-secret' } as const;

// Keyed by the contract: a call without a row here doesn't compile.
const CALLS: Readonly<Record<keyof AdminCalls, unknown>> = {
  overview: undefined,
  saveDraft: { version: 0, policy: policyOf() },
  discardDraft: { version: 0 },
  review: undefined,
  publish: { version: 1, liveRevision: 0, note: '' },
  setServing: { serving: false, liveRevision: 0 },
  searchFocusAreas: { text: 'a' },
  nameFocusAreas: { ids: ['fa-1'] },
  searchGroups: { text: 'a' },
  nameGroups: { ids: ['g-users'] },
  valuesSeen: { resource: 'focusArea', field: 'status' },
  testConnection: CREDENTIAL,
  saveConnection: CREDENTIAL,
  removeConnection: undefined,
  hierarchy: undefined,
  refreshHierarchy: undefined,
  saveHierarchySettings: { every: 60 },
};

const NOT_ADMIN = { ok: false, refusal: { code: 'not_admin', problems: [] } };

describe('every call of the admin page asks Jira first', () => {
  let pages: Pages;
  beforeEach(async () => {
    pages = await openPages();
    pages.site.kvs.resetCounters();
    pages.site.focus.resetCounters();
  });
  afterEach(async () => {
    pages.site.jira.faults.set(null);
    await pages.site.close();
  });

  const untouched = (): void => {
    expect(pages.site.kvs.counters().byOperation).toEqual({});
    expect(pages.site.focus.counters().calls).toBe(0);
  };

  test.each(Object.entries(CALLS))('%s refuses a member and an outsider, and touches nothing', async (call, payload) => {
    for (const accountId of [TILDA, NOOR, '712020:nobody-at-all']) expect(await pages.raw(call, payload, accountId)).toEqual(NOT_ADMIN);
    untouched();
  });

  test.each(Object.entries(CALLS))('%s refuses when nobody acts', async (call, payload) => {
    const { site } = pages;
    const event = { call: { functionKey: call, payload }, context: { cloudId: site.identity.cloudId, accountId: MIRA } };
    expect(await site.call('admin', event)).toEqual({ ok: true, result: NOT_ADMIN });
    untouched();
  });

  test.each(Object.entries(CALLS))('%s refuses an admin for whom Jira fails', async (call, payload) => {
    pages.site.jira.faults.set({ kind: 'status', status: 503 });
    expect(await pages.raw(call, payload)).toEqual(NOT_ADMIN);
    untouched();
  });

  test('an admin whom Forge has yet to ask: the error that makes it ask comes through, nothing else', async () => {
    const { site } = pages;
    site.jira.switches.peopleHaveToAgree = true;
    const event = { call: { functionKey: 'overview', payload: {} }, context: { cloudId: site.identity.cloudId } };
    expect(await site.call('admin', event, MIRA)).toMatchObject({
      ok: false,
      error: { kind: 'threw', message: expect.stringContaining('NEEDS_AUTHENTICATION_ERR') as string },
    });
    untouched();
  });

  test.each(Object.entries(CALLS))('%s refuses a payload that names another site than Forge does', async (call, payload) => {
    const foreign = {
      cloudId: '99999999-2222-4333-8444-555555555555',
      installContext: 'ari:cloud:jira::site/99999999-2222-4333-8444-555555555555',
    };
    expect(await pages.raw(call, payload, MIRA, foreign)).toEqual(NOT_ADMIN);
    untouched();
  });

  test('an account that the page claims is not the one that acts', async () => {
    const context = { cloudId: pages.site.identity.cloudId, accountId: MIRA, principal: { accountId: MIRA } };
    expect(await pages.raw('overview', {}, TILDA, context)).toEqual(NOT_ADMIN);
  });

  test('both admins of the site are let in', async () => {
    for (const accountId of [MIRA, JONAS]) expect(await pages.admin('overview', undefined, accountId)).toMatchObject({ ok: true });
  });

  test('a yes of the last call is worth nothing for the next', async () => {
    expect(await pages.admin('overview')).toMatchObject({ ok: true });
    pages.site.jira.faults.set({ kind: 'status', status: 403 });
    expect(await pages.admin('overview')).toEqual(NOT_ADMIN);
  });

  const saying = (body: unknown) => ({ kind: 'nonsense', body: JSON.stringify(body), contentType: 'application/json' }) as const;
  test.each<[string, Parameters<Pages['site']['jira']['faults']['set']>[0]]>([
    ['401', { kind: 'status', status: 401 }],
    ['404', { kind: 'status', status: 404 }],
    ['429', { kind: 'throttle', retryAfter: 1 }],
    ['500', { kind: 'status', status: 500 }],
    ['a broken connection', { kind: 'disconnect' }],
    ['HTML', { kind: 'nonsense' }],
    ['null', saying(null)],
    ['a list', saying([true])],
    ['no permissions', saying({})],
    ['another permission', saying({ permissions: { BROWSE_PROJECTS: { havePermission: true } } })],
    ['a text for yes', saying({ permissions: { ADMINISTER: { havePermission: 'true' } } })],
    ['a number for yes', saying({ permissions: { ADMINISTER: { havePermission: 1 } } })],
    ['a yes beside the place', saying({ havePermission: true, permissions: { ADMINISTER: { key: 'ADMINISTER' } } })],
    [
      'an inherited yes',
      { kind: 'nonsense', body: '{"permissions":{"__proto__":{"ADMINISTER":{"havePermission":true}}}}', contentType: 'application/json' },
    ],
    ['a no', saying({ permissions: { ADMINISTER: { havePermission: false } } })],
  ])('Jira answering with %s is a no', async (_what, fault) => {
    pages.site.jira.faults.set(fault);
    expect(await pages.admin('overview')).toEqual(NOT_ADMIN);
    untouched();
  });

  test('Jira not answering at all is a no, before the invocation runs out', async () => {
    pages.site.jira.faults.set({ kind: 'never' });
    const before = Date.now();
    expect(await pages.admin('overview')).toEqual(NOT_ADMIN);
    expect(Date.now() - before).toBeLessThan(6_000);
    untouched();
  }, 10_000);

  // Forge's resolver keeps its names in a plain object: `constructor` alone would answer with the request itself.
  test.each([
    'constructor',
    'toString',
    'hasOwnProperty',
    '__proto__',
    'valueOf',
    'overview ',
    'Overview',
    '',
    'summary',
    7,
    null,
    ['overview'],
  ])('the name %p calls nothing', async (name) => {
    expect(await pages.raw(name, { secret: 'echo-me' })).toEqual({
      ok: false,
      refusal: { code: 'invalid', problems: [{ path: '', code: 'unknown_call', params: {} }] },
    });
    untouched();
  });
});
