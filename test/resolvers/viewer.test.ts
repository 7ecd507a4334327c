import { MIRA, NOOR, PART, TILDA, openPages, policyOf, publishPolicy, valueOf } from './pages';
import type { Pages } from './pages';
import type { AudiencePart } from '../../src/exposure/policy/policy';

interface Area {
  readonly id: string;
  readonly parentId: string | null;
  readonly path: readonly { readonly id: string }[];
}

const users = (part: AudiencePart) => policyOf({ 'app-users': part });
const granting = (records: 'all' | { under: string[] }, fields: readonly string[] = ['id', 'name', 'status']): AudiencePart => ({
  enabled: true,
  grants: { focusArea: { actions: ['list'], records, fields: Object.fromEntries(fields.map((name) => [name, 'show' as const])) } },
});

describe('the summary', () => {
  let pages: Pages;
  let areas: readonly Area[];
  beforeEach(async () => {
    pages = await openPages({ focusSize: 60 });
    areas = pages.site.focus.records('focusArea') as unknown as readonly Area[];
  });
  afterEach(() => pages.site.close());

  test('shows a member what app users reach: granted fields only, all of the portfolio', async () => {
    await pages.site.connect();
    await publishPolicy(pages, users(granting('all')));
    const summary = valueOf(await pages.viewer('summary'));
    expect(summary).toMatchObject({ fields: ['id', 'name', 'status'], complete: true, revision: 1 });
    expect(summary.areas.map(({ id }) => id).sort()).toEqual(areas.map(({ id }) => id).sort());
    for (const area of summary.areas) expect(Object.keys(area).sort()).toEqual(['id', 'name', 'status']);
  });

  test('shows only the subtrees that the admin chose, roots included', async () => {
    await pages.site.connect();
    const root = areas.find(({ id }) => areas.some(({ parentId }) => parentId === id))?.id ?? '';
    await publishPolicy(pages, users(granting({ under: [root] })));
    const inside = areas.filter(({ id, path }) => id === root || path.some((step) => step.id === root)).map(({ id }) => id);
    expect(inside.length).toBeGreaterThan(1);
    expect(inside.length).toBeLessThan(areas.length);
    expect(
      valueOf(await pages.viewer('summary'))
        .areas.map(({ id }) => id)
        .sort(),
    ).toEqual([...inside].sort());
  });

  test('of a Focus that tells no places in lists is as old as the stored hierarchy, and says so when there is none', async () => {
    await pages.site.connect();
    pages.site.focus.switches.shape = 'bare';
    const root = areas.find(({ id }) => areas.some(({ parentId }) => parentId === id))?.id ?? '';
    await publishPolicy(pages, users(granting({ under: [root] })));
    expect(await pages.viewer('summary')).toMatchObject({ ok: false, refusal: { code: 'hierarchy_stale' } });
    valueOf(await pages.admin('refreshHierarchy'));
    await pages.site.events.settle();
    const summary = valueOf(await pages.viewer('summary'));
    const inside = areas.filter(({ id, path }) => id === root || path.some((step) => step.id === root)).map(({ id }) => id);
    expect(summary.areas.map(({ id }) => id).sort()).toEqual([...inside].sort());
    const { stored } = valueOf(await pages.admin('hierarchy'));
    expect(summary.asOf).toBe(stored.state === 'read' ? stored.readAt : 'nothing is stored');
  });

  test('is the same for an admin: the policy decides, not the role', async () => {
    await pages.site.connect();
    await publishPolicy(pages, users(granting('all')));
    const [member, admin] = await Promise.all([pages.viewer('summary', TILDA), pages.viewer('summary', MIRA)]);
    expect(valueOf(admin).areas).toEqual(valueOf(member).areas);
  });

  test.each<[string, AudiencePart, string]>([
    ['an audience that is off', { ...granting('all'), enabled: false }, 'not_exposed'],
    ['an audience whose time is over', { ...granting('all'), expiresAt: '2020-01-01T00:00:00Z' }, 'not_exposed'],
    ['no grant', { enabled: true, grants: {} }, 'not_exposed'],
    ['no subtree', granting({ under: [] }), 'not_exposed'],
    ['no field', granting('all', []), 'not_exposed'],
    [
      'reading alone, not listing',
      { enabled: true, grants: { focusArea: { ...PART.grants.focusArea, actions: ['get'], fields: { id: 'show' }, records: 'all' } } },
      'not_exposed',
    ],
  ])('with %s nothing is shown and nothing is asked of Focus', async (_what, part, code) => {
    await pages.site.connect();
    await publishPolicy(pages, users(part));
    pages.site.focus.resetCounters();
    expect(await pages.viewer('summary')).toEqual({ ok: false, refusal: { code, problems: [] } });
    expect(pages.site.focus.counters().calls).toBe(0);
  });

  test('shows nothing before anything was published, nor when only a scope is open', async () => {
    await pages.site.connect();
    expect(await pages.viewer('summary')).toMatchObject({ refusal: { code: 'not_exposed' } });
    await publishPolicy(pages, policyOf({ 'read:focus-area:custom': PART }));
    expect(await pages.viewer('summary')).toMatchObject({ refusal: { code: 'not_exposed' } });
  });

  test('stops at once with the master switch', async () => {
    await pages.site.connect();
    await publishPolicy(pages, users(granting('all')));
    valueOf(await pages.viewer('summary'));
    valueOf(await pages.admin('setServing', { serving: false, liveRevision: 1 }));
    expect(await pages.viewer('summary')).toMatchObject({ refusal: { code: 'exposure_off' } });
  });

  test('says that Focus isn’t connected', async () => {
    await publishPolicy(pages, users(granting('all')));
    expect(await pages.viewer('summary')).toMatchObject({ refusal: { code: 'focus_not_connected' } });
  });

  test.each([
    [{ kind: 'status', status: 403 }, 'focus_refused'],
    [{ kind: 'status', status: 500 }, 'focus_failed'],
    [{ kind: 'nonsense' }, 'focus_failed'],
    [{ kind: 'throttle' }, 'too_many_requests'],
  ] as const)('says how Focus failed: %p', async (fault, code) => {
    await pages.site.connect();
    await publishPolicy(pages, users(granting('all')));
    pages.site.focus.faults.set(fault);
    expect(await pages.viewer('summary')).toEqual({ ok: false, refusal: { code, problems: [] } });
  });

  test('counts as incomplete what the budget of one call doesn’t reach', async () => {
    await pages.site.connect();
    await publishPolicy(pages, users(granting('all')));
    pages.site.focus.switches.maximumLimit = 50;
    pages.site.focus.faults.set({ kind: 'throttle', retryAfter: 60, operation: 'listFocusAreas', nth: 2 });
    const summary = valueOf(await pages.viewer('summary'));
    expect(summary.complete).toBe(false);
    expect(summary.areas).toHaveLength(50);
  });

  test('decides nothing for nobody, for another site or for a payload', async () => {
    await pages.site.connect();
    await publishPolicy(pages, users(granting('all')));
    const { site } = pages;
    pages.site.focus.resetCounters();
    const call = { functionKey: 'summary', payload: {} };
    const context = { cloudId: site.identity.cloudId };
    const refused = (code: string) => ({ ok: true, result: { ok: false, refusal: { code } } });
    expect(await site.call('summary', { call, context })).toMatchObject(refused('not_exposed'));
    expect(await site.call('summary', { call, context: { cloudId: 'another' } }, TILDA)).toMatchObject(refused('not_exposed'));
    expect(
      await site.call('summary', { call: { ...call, payload: { audience: 'read:focus-area:custom' } }, context }, TILDA),
    ).toMatchObject(refused('invalid'));
    expect(site.focus.counters().calls).toBe(0);
  });

  test.each(['constructor', '__proto__', 'overview', 'saveConnection', 'removeConnection'])(
    'the name %p calls nothing from this page',
    async (name) => {
      const { site } = pages;
      const event = { call: { functionKey: name, payload: {} }, context: { cloudId: site.identity.cloudId } };
      for (const accountId of [TILDA, MIRA, NOOR]) {
        expect(await site.call('summary', event, accountId)).toMatchObject({
          ok: true,
          result: { ok: false, refusal: { code: 'invalid' } },
        });
      }
    },
  );
});
