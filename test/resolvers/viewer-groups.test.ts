import { JONAS, MIRA, NOOR, PART, TILDA, openPages, policyOf, publishPolicy, valueOf } from './pages';
import type { Pages } from './pages';
import type { Policy } from '../../src/exposure/policy/policy';
import type { Fault } from '../../local/focus/faults';

const RAVI = '712020:aaaa0004-0000-4000-8000-00000000ravi';

const users = (groups: readonly string[] | undefined, more: object = {}) =>
  policyOf({ 'app-users': { ...PART, ...(groups ? { groups } : {}), ...more } });

const NOT_EXPOSED = { ok: false, refusal: { code: 'not_exposed', problems: [] } };
const UNKNOWN = { ok: false, refusal: { code: 'groups_unknown', problems: [] } };

describe('app users by their Jira groups', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await openPages();
    await pages.site.connect();
  });
  afterEach(() => {
    const { faults, switches } = pages.site.jira;
    faults.set(null);
    switches.browseUsersAndGroups = 'all';
    switches.mostGroupsOfMyself = Number.POSITIVE_INFINITY;
    switches.peopleHaveToAgree = false;
  });
  afterAll(() => pages.site.close());

  let live = '';
  const publish = async (policy: Policy): Promise<void> => {
    if (JSON.stringify(policy) === live) return;
    await publishPolicy(pages, policy);
    live = JSON.stringify(policy);
  };
  /** Nothing of Focus is asked for somebody who is shown nothing. */
  const refused = async (answer: object, accountId?: string): Promise<void> => {
    pages.site.focus.resetCounters();
    expect(await pages.viewer('summary', accountId)).toEqual(answer);
    expect(pages.site.focus.counters().calls).toBe(0);
  };
  const seesSome = async (accountId?: string): Promise<void> => {
    expect(valueOf(await pages.viewer('summary', accountId)).areas.length).toBeGreaterThan(0);
  };
  const failing = (...faults: readonly Fault[]): void => pages.site.jira.faults.set(faults);

  test('members of one of the groups see the summary, others nothing, an admin who is no member neither', async () => {
    await publish(users(['g-focus-readers', 'g-of-nobody']));
    await seesSome(TILDA);
    for (const accountId of [RAVI, MIRA, JONAS]) await refused(NOT_EXPOSED, accountId);
  });

  test('an outsider to the site, of whom Jira says nothing, sees nothing', async () => {
    await publish(users(['g-users']));
    await refused(UNKNOWN, NOOR);
  });

  test('an empty list is nobody, and no list everybody; of neither is Jira asked', async () => {
    await publish(users([]));
    failing({ kind: 'status', status: 500, operation: 'myself' });
    await refused(NOT_EXPOSED);
    pages.site.jira.faults.set(null);
    await publish(users(undefined));
    failing({ kind: 'status', status: 500, operation: 'myself' });
    await seesSome(RAVI);
  });

  test('a part that is closed for everybody is closed without asking Jira, and in its own words', async () => {
    await publish(users(['g-focus-readers'], { enabled: false }));
    failing({ kind: 'status', status: 500, operation: 'myself' });
    await refused(NOT_EXPOSED);
    pages.site.jira.faults.set(null);
    await publish(users(['g-focus-readers']));
    const turn = async (serving: boolean): Promise<void> => {
      const { number } = valueOf(await pages.admin('overview')).live;
      valueOf(await pages.admin('setServing', { serving, liveRevision: number }));
    };
    await turn(false);
    failing({ kind: 'status', status: 500, operation: 'myself' });
    await refused({ ok: false, refusal: { code: 'exposure_off', problems: [] } });
    pages.site.jira.faults.set(null);
    await turn(true);
  });

  test('each call asks anew: what Jira says decides, not what it said', async () => {
    await publish(users(['g-focus-readers']));
    await seesSome();
    failing({
      kind: 'nonsense',
      contentType: 'application/json',
      body: JSON.stringify({ accountId: TILDA, groups: { size: 0, items: [] } }),
    });
    await refused(NOT_EXPOSED);
    pages.site.jira.faults.set(null);
    await seesSome();
  });

  const said = (body: unknown): Fault => ({ kind: 'nonsense', contentType: 'application/json', body: JSON.stringify(body) });
  const groups = { size: 1, items: [{ name: 'focus-readers', groupId: 'g-focus-readers' }] };

  test.each<[string, Fault]>([
    ['fails', { kind: 'status', status: 503 }],
    ['lacks the scope', { kind: 'status', status: 401 }],
    ['throttles', { kind: 'throttle' }],
    ['breaks off', { kind: 'disconnect' }],
    ['answers a page instead of data', { kind: 'nonsense' }],
    ['answers a list', said([groups])],
    ['answers null', said(null)],
    ['speaks of somebody else', said({ accountId: MIRA, groups })],
    ['speaks of nobody', said({ groups })],
    ['leaves the groups out', said({ accountId: TILDA })],
    ['gives groups of another form', said({ accountId: TILDA, groups: ['g-focus-readers'] })],
    ['counts below zero', said({ accountId: TILDA, groups: { ...groups, size: -1 } })],
    ['gives an id that is a number', said({ accountId: TILDA, groups: { size: 1, items: [{ groupId: 7 }] } })],
  ])('nothing is shown when Jira %s, and it says that the groups are not known', async (_what, fault) => {
    await publish(users(['g-focus-readers']));
    failing({ ...fault, operation: 'myself' });
    await refused(UNKNOWN);
  });

  test('a Jira that doesn’t answer keeps nobody waiting for long', async () => {
    await publish(users(['g-focus-readers']));
    failing({ kind: 'never', operation: 'myself' });
    const began = performance.now();
    await refused(UNKNOWN);
    expect(performance.now() - began).toBeLessThan(6_000);
  });

  test('somebody whom Forge has yet to ask is shown nothing, and the error that makes it ask comes through', async () => {
    await publish(users(['g-focus-readers']));
    const { site } = pages;
    site.jira.switches.peopleHaveToAgree = true;
    site.focus.resetCounters();
    const event = { call: { functionKey: 'summary', payload: {} }, context: { cloudId: site.identity.cloudId } };
    expect(await site.call('summary', event, TILDA)).toMatchObject({
      ok: false,
      error: { kind: 'threw', message: expect.stringContaining('NEEDS_AUTHENTICATION_ERR') as string },
    });
    expect(site.focus.counters().calls).toBe(0);
  });

  test('needs no permission to browse groups: a member who may not sees the same', async () => {
    pages.site.jira.switches.browseUsersAndGroups = 'admins';
    await publish(users(['g-focus-readers']));
    await seesSome(TILDA);
    await refused(NOT_EXPOSED, RAVI);
  });

  test('groups that Jira leaves out of a cut list are asked for; when it doesn’t tell, they let nobody in', async () => {
    pages.site.jira.switches.mostGroupsOfMyself = 1;
    await publish(users(['g-focus-readers']));
    await seesSome(TILDA);
    pages.site.jira.switches.browseUsersAndGroups = 'admins';
    await refused(NOT_EXPOSED, TILDA);
    await publish(users(['g-users']));
    await seesSome(TILDA);
  });

  test('the name of a group lets nobody in, whatever the group’s id is', async () => {
    await publish(users(['focus-readers']));
    await refused(NOT_EXPOSED);
  });

  test('groups that a page sends along count for nothing', async () => {
    const { site } = pages;
    await publish(users(['g-focus-readers']));
    const context = { cloudId: site.identity.cloudId, accountId: TILDA, groups: ['g-focus-readers'] };
    const call = { functionKey: 'summary', payload: {} };
    expect(await site.call('summary', { call, context }, RAVI)).toMatchObject({ result: NOT_EXPOSED });
    expect(await site.call('summary', { call: { ...call, payload: { groups: ['g-focus-readers'] } }, context }, RAVI)).toMatchObject({
      result: { ok: false, refusal: { code: 'invalid' } },
    });
  });
});
