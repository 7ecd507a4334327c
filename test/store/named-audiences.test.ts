import { createHash } from 'node:crypto';
import type { AudienceKey, AudiencePart, Policy } from '../../src/exposure/policy/policy';
import { GRAMMAR_AUDIENCES } from '../../src/exposure/catalogue/audiences';
import { PART, openPages, plant, policyOf, publishPolicy, stored, valueOf } from '../resolvers/pages';
import type { Pages } from '../resolvers/pages';

const SCOPE = 'read:focus-area:custom';
const VIEW: AudiencePart = { ...PART, name: 'Partner', callers: ['k1'] };
const COSTS: AudiencePart = { enabled: true, grants: { costItem: { actions: ['list'], fields: { id: 'show' }, records: 'all' } } };

interface Live {
  readonly revision: number;
  readonly body: { readonly serving: boolean; readonly part: AudiencePart; readonly keys?: readonly unknown[] };
}

const viewsOf = (prefix: string, count: number): Policy['audiences'] =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`view:${prefix}${at}`, VIEW]));

describe('the live parts', () => {
  let pages: Pages;
  beforeEach(async () => {
    pages = await openPages();
  });
  afterEach(() => pages.site.close());

  const live = (audience: AudienceKey): Promise<Live | undefined> => stored(pages.site, 'live', audience) as Promise<Live | undefined>;

  test('are written for every audience that the policy names, served or not, and for every served one', async () => {
    await publishPolicy(pages, policyOf({ 'read:cost-item:custom': COSTS, 'view:partner': VIEW }));
    expect((await live('read:cost-item:custom'))?.body.part).toEqual(COSTS);
    expect((await live('view:partner'))?.body.part).toEqual(VIEW);
    expect((await live(SCOPE))?.body.part).toEqual({ enabled: false, grants: {} });
    expect(await live('write:cost-item:custom')).toBeUndefined();
    const { audiences } = valueOf(await pages.admin('overview'));
    expect(audiences.map(({ audience, state }) => [audience, state])).toEqual([
      [SCOPE, 'closed'],
      ['app-users', 'closed'],
      ['read:cost-item:custom', 'open'],
      ['view:partner', 'open'],
    ]);
  });

  test('of an audience that the policy no longer names are gone with the same publish', async () => {
    await publishPolicy(pages, policyOf({ 'read:cost-item:custom': COSTS, 'view:partner': VIEW }));
    await publishPolicy(pages, policyOf({ 'view:other': VIEW }));
    expect(await live('read:cost-item:custom')).toBeUndefined();
    expect(await live('view:partner')).toBeUndefined();
    expect((await live('view:other'))?.revision).toBe(2);
  });

  test('all follow the master switch', async () => {
    await publishPolicy(pages, policyOf({ 'view:partner': VIEW }));
    for (const serving of [false, true]) {
      const { live: head } = valueOf(await pages.admin('overview'));
      valueOf(await pages.admin('setServing', { serving, liveRevision: head.number }));
      const parts = await Promise.all(([SCOPE, 'app-users', 'view:partner'] as const).map(live));
      expect(parts.map((part) => part?.body.serving)).toEqual([serving, serving, serving]);
    }
  });

  test('that can’t be read stay as they are when the switch is turned off, and still are counted', async () => {
    await publishPolicy(pages, policyOf({ 'view:partner': VIEW }));
    const damaged = { ...(await live('view:partner')), body: { format: 9 } };
    await plant(pages.site, 'live', 'view:partner', damaged);
    valueOf(await pages.admin('setServing', { serving: false, liveRevision: 1 }));
    expect(await live('view:partner')).toEqual(damaged);
    expect(valueOf(await pages.admin('overview')).unreadable.map(({ audience }) => audience)).toEqual(['view:partner']);
  });

  test('keep their caller keys, hashes only, through publishing and switching', async () => {
    await publishPolicy(pages, policyOf({ 'view:partner': VIEW }));
    const keys = [{ id: 'k1', hash: createHash('sha256').update('secret').digest('hex'), expiresAt: '2099-01-01T00:00:00Z' }];
    const before = await live('view:partner');
    await plant(pages.site, 'live', 'view:partner', { ...before, body: { ...before?.body, keys } });
    await publishPolicy(pages, policyOf({ 'view:partner': { ...VIEW, name: 'Partner X' } }));
    expect((await live('view:partner'))?.body).toMatchObject({ part: { name: 'Partner X' }, keys });
    valueOf(await pages.admin('setServing', { serving: false, liveRevision: 2 }));
    expect((await live('view:partner'))?.body).toMatchObject({ serving: false, keys });
  });

  test('fit into one transaction for every audience there is and five views; five more that replace those do not, and nothing changes', async () => {
    const all = Object.fromEntries(GRAMMAR_AUDIENCES.map((key) => [key, { enabled: false, grants: {} }])) as Policy['audiences'];
    await publishPolicy(pages, policyOf({ ...all, ...viewsOf('a', 5) }));
    const { version } = valueOf(await pages.admin('saveDraft', { version: 0, policy: policyOf({ ...all, ...viewsOf('b', 5) }) }));
    expect(await pages.admin('publish', { version, liveRevision: 1, note: '' })).toMatchObject({
      ok: false,
      refusal: { code: 'invalid', problems: [{ path: '/policy/audiences', code: 'too_many', params: { max: 22 } }] },
    });
    expect((await live('view:a4'))?.revision).toBe(1);
    expect(await live('view:b0')).toBeUndefined();
  });
});
