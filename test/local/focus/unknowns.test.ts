import { LOCAL_API_TOKEN, LOCAL_SERVICE_ACCOUNT } from '../../../local/focus/service-account';
import { TYPES } from '../../../local/focus/seed/types';
import { chosenSwitches, UNKNOWNS } from '../../../local/focus/unknowns';
import type { Switches } from '../../../local/focus/unknowns';
import type { FocusSettings } from '../../../local/focus/open-focus';
import type { Asked, FocusUnderTest, Json } from './focus-site';
import { json, list, openFocusUnderTest, SITE_BASE, text } from './focus-site';

const AREAS = '/v1/focus-areas';
const COSTS = '/v1/funds/cost-item';
const BASIC = `Basic ${Buffer.from(`${LOCAL_API_TOKEN.email}:${LOCAL_API_TOKEN.token}`).toString('base64')}`;
const WITHOUT_FUNDS: Partial<FocusSettings> = { clients: [{ ...LOCAL_SERVICE_ACCOUNT, seesFunds: false }] };

const named = (site: FocusUnderTest, name: string): Json => json(site.focus.records('focusArea').find((area) => area['name'] === name));
const status = async (site: FocusUnderTest, path: string, asked?: Asked): Promise<number> => (await site.ask(path, asked)).status;
const many = (length: number, site: FocusUnderTest) => ({
  items: Array.from({ length }, () => ({ name: 'x', focusAreaId: named(site, 'Hiring')['id'] })),
});
const create = (members: Json): Asked => ({
  method: 'POST',
  body: { name: 'Lockers', focusAreaTypeId: TYPES.focusArea[1]?.id, ...members },
});
const imported = (...items: readonly Json[]): Asked => ({ method: 'POST', body: { items } });
const found = (site: FocusUnderTest, externalId: string): Json =>
  json(site.focus.records('costItem').find((item) => item['externalCostItemId'] === externalId));
const pageLength = async (site: FocusUnderTest, query: string): Promise<number> =>
  list(json((await site.ask(`${AREAS}${query}`)).body)['values']).length;

interface Probe {
  readonly settings?: Partial<FocusSettings>;
  /** What a caller sees that depends on the switch. */
  readonly see: (site: FocusUnderTest) => Promise<unknown>;
  /** What it should be, for each setting of the switch in the order of the table. */
  readonly expected: readonly unknown[];
}

const PROBES: { readonly [Name in keyof Switches]: Probe } = {
  createStatus: { see: (site) => status(site, AREAS, create({})), expected: [201, 200] },
  deleteStatus: {
    see: (site) => status(site, `${COSTS}/${text(site.focus.records('costItem')[0]?.['costItemId'])}`, { method: 'DELETE' }),
    expected: [204, 200],
  },
  absentStatus: { see: (site) => status(site, `${AREAS}/unknown`), expected: [404, 403, 400] },
  conflictStatus: { see: (site) => status(site, AREAS, create({ externalId: named(site, 'Hiring')['externalId'] })), expected: [409, 400] },
  foreignCloudStatus: {
    see: (site) => status(site, AREAS, { base: 'https://api.atlassian.com/focus/cloud/another' }),
    expected: [403, 401, 404],
  },
  bearerOnSiteHost: { see: (site) => status(site, AREAS, { base: SITE_BASE }), expected: [401, 200] },
  basicOnCloudHost: { see: (site) => status(site, AREAS, { authorization: BASIC }), expected: [200, 401] },
  hiddenFunds: {
    settings: WITHOUT_FUNDS,
    see: async (site) => [await status(site, COSTS), await status(site, `${COSTS}/some`), await status(site, AREAS)],
    expected: [
      [403, 403, 200],
      [404, 404, 200],
      [200, 404, 200],
    ],
  },
  organizationWriteScope: {
    settings: { clients: [{ ...LOCAL_SERVICE_ACCOUNT, scopes: ['organizations-read-scope'] }] },
    see: (site) =>
      status(site, '/v1/organizations', { method: 'POST', body: { name: 'x', organizationTypeId: TYPES.organization[0]?.id } }),
    expected: [201, 403],
  },
  defaultLimit: { see: (site) => pageLength(site, ''), expected: [50, 25, 10, 100] },
  maximumLimit: { see: (site) => pageLength(site, '?limit=1000'), expected: [100, 50, 148] },
  largerLimit: { see: (site) => status(site, `${AREAS}?limit=101`), expected: [200, 400] },
  cursorWithOtherFilters: {
    see: async (site) => {
      const cursor = text(json((await site.ask(`${AREAS}?limit=5`)).body)['nextPageCursor']);
      return status(site, `${AREAS}?limit=5&nameContains=a&cursor=${cursor}`);
    },
    expected: [400, 200],
  },
  unknownSort: { see: (site) => status(site, `${AREAS}?sort=NAME`), expected: [400, 200] },
  nameCase: { see: (site) => pageLength(site, '?nameContains=NORTH'), expected: [5, 0] },
  parentFilter: {
    see: (site) => pageLength(site, `?limit=100&parentId=${text(named(site, 'Digital channels')['id'])}`),
    expected: [3, 44],
  },
  pathOrder: {
    see: async (site) => list(named(site, 'Order tracking')['path']).map((step) => step['name']),
    expected: [
      ['Digital channels', 'Self-service portal'],
      ['Self-service portal', 'Digital channels'],
    ],
  },
  parentRule: {
    see: (site) => status(site, AREAS, create({ parentFocusAreaId: named(site, 'Order tracking')['id'] })),
    expected: [400, 201],
  },
  externalIds: { see: (site) => status(site, AREAS, create({ externalId: named(site, 'Hiring')['externalId'] })), expected: [409, 201] },
  maskSeparator: {
    see: (site) =>
      status(site, `${AREAS}/${text(named(site, 'Hiring')['id'])}?updateMask=owner;description`, { method: 'PATCH', body: {} }),
    expected: [400, 200],
  },
  focusAreaMask: {
    see: (site) => status(site, `${AREAS}/${text(named(site, 'Hiring')['id'])}`, { method: 'PATCH', body: { description: 'x' } }),
    expected: [200, 400],
  },
  bulkAtomicity: {
    see: async (site) => {
      const before = site.focus.records('costItem').length;
      const [focusAreaId, known] = [named(site, 'Hiring')['id'], json(site.focus.records('costItem')[0])];
      await site.ask(
        `${COSTS}/bulk`,
        imported({ name: 'x', focusAreaId }, { costItemId: known['costItemId'], name: 'Renamed' }, { name: 'y' }),
      );
      return [site.focus.records('costItem').length - before, site.focus.records('costItem')[0]?.['name'] === 'Renamed'];
    },
    expected: [
      [1, true],
      [0, false],
    ],
  },
  bulkFailureStatus: { see: (site) => status(site, `${COSTS}/bulk`, imported({ name: 'y' })), expected: [400, 200, 207] },
  bulkSuccessBody: { see: async (site) => (await site.ask(`${COSTS}/bulk`, imported())).body, expected: [undefined, {}] },
  bulkMissingMembers: {
    see: async (site) => {
      const focusAreaId = named(site, 'Hiring')['id'];
      await site.ask(
        `${COSTS}/bulk`,
        imported({ name: 'x', focusAreaId, costItemExternalId: 'X-1', costType: 'LABOR' }, { costItemExternalId: 'X-1', name: 'y' }),
      );
      return found(site, 'X-1')['costType'];
    },
    expected: ['LABOR', undefined],
  },
  bulkMonths: {
    see: async (site) => {
      site.focus.switches.amountsOnReads = true;
      const month = (name: string) => [{ financialVersionType: 'ACTUAL', timePeriodToAmount: { [name]: 1 } }];
      const one = { name: 'x', focusAreaId: named(site, 'Hiring')['id'], costItemExternalId: 'X-1' };
      await site.ask(
        `${COSTS}/bulk`,
        imported({ ...one, costPeriodValues: month('2026-01') }, { ...one, costPeriodValues: month('2026-02') }),
      );
      return Object.keys(json(list(found(site, 'X-1')['costPeriodValues'])[0]?.['timePeriodToAmount']));
    },
    expected: [['2026-01', '2026-02'], ['2026-02']],
  },
  bulkVersions: {
    see: (site) => {
      const costPeriodValues = [{ financialVersionType: 'BUDGET', timePeriodToAmount: {} }];
      return status(site, `${COSTS}/bulk`, imported({ name: 'x', focusAreaId: named(site, 'Hiring')['id'], costPeriodValues }));
    },
    expected: [400, 200],
  },
  bulkMaximum: {
    see: async (site) => {
      const taken = async (length: number) => (await status(site, `${COSTS}/bulk`, { method: 'POST', body: many(length, site) })) === 200;
      return [await taken(50), await taken(51), await taken(101)];
    },
    expected: [
      [true, true, true],
      [true, true, false],
      [true, false, false],
    ],
  },
  nameMaximum: { see: (site) => status(site, AREAS, create({ name: 'x'.repeat(101) })), expected: [201, 400] },
  amountsOnReads: { see: async (site) => 'costPeriodValues' in json(site.focus.records('costItem')[0]), expected: [false, true] },
  bareIds: {
    settings: { shape: 'ari' },
    see: async (site) => {
      const [first] = site.focus.records('focusArea', 'ari');
      const sent = text(first?.['id']);
      return [await status(site, `${AREAS}/${encodeURIComponent(sent)}`), await status(site, `${AREAS}/${site.focus.idOf(sent)}`)];
    },
    expected: [
      [200, 200],
      [200, 404],
    ],
  },
  investmentCategories: {
    see: async (site) => {
      const { body } = await site.ask('/v1/funds/investment-category');
      return Array.isArray(body) ? 'array' : 'values' in json(body) ? 'page' : 'one';
    },
    expected: ['page', 'array', 'one'],
  },
};

const rows = Object.entries(UNKNOWNS).map(
  ([name, unknown]) => [name as keyof Switches, unknown.may as readonly unknown[], unknown.choice] as const,
);

describe.each(rows)('the unknown %s', (name, may, choice) => {
  it('is chosen from what it may be, the chosen one first', () => {
    expect(may[0]).toBe(choice);
    expect(chosenSwitches()[name]).toBe(choice);
  });

  it.each(may.map((setting, index) => [setting, PROBES[name].expected[index]] as const))(
    'set to %p shows as %p',
    async (setting, expected) => {
      const site = await openFocusUnderTest(PROBES[name].settings ?? {});
      Object.assign(site.focus.switches, { [name]: setting });
      expect(await PROBES[name].see(site)).toEqual(expected);
    },
  );

  it('has an expectation for each of its settings', () => {
    expect(PROBES[name].expected).toHaveLength(may.length);
  });
});
