import type { AudiencePart, Grant, ObservedShape } from '../src/exposure/policy/policy';
import type { FocusRecord } from '../src/exposure/reach/record';

const MONTHS = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}`);
const DAY_MS = 24 * 60 * 60 * 1_000;

/** A focus area for each hundred items, three levels deep below one of these roots. */
const ROOTS = ['area-payments', 'area-north-sea', 'area-warehouse'];

interface CostRow {
  readonly id: string;
  readonly focusAreaId: string;
  readonly [member: string]: unknown;
}

/** Never twice the same: masks remember nothing, and a peer that did would gain nothing. */
const seriesOf = (row: number, share: number): Record<string, number> =>
  Object.fromEntries(MONTHS.map((month, index) => [month, Math.round((row * 137.31 + index * 1_013.7) * share * 100) / 100]));

const areaOf = (row: number): string => `area-${Math.floor(row / 100)}-c`;

const rowOf = (row: number): CostRow => ({
  id: `cost-${row.toString(36).padStart(6, '0')}`,
  externalId: `ERP-2026-${row}`,
  name: `Platform work package ${row}`,
  focusAreaId: areaOf(row),
  costType: row % 3 === 0 ? 'CAPEX' : 'OPEX',
  costSubtypeId: `subtype-${row % 12}`,
  expenditureType: 'LABOUR',
  investmentCategoryId: `category-${row % 5}`,
  actual: seriesOf(row, 1),
  forecast: seriesOf(row, 1.1),
  site: {
    owner: `Ada${row} Brook${row}`,
    stage: `Stage ${row}`,
    startsOn: new Date(Date.parse('1990-01-01T00:00:00Z') + row * DAY_MS).toISOString().slice(0, 10),
    headcount: row + 0.5,
    approved: row % 2 === 0,
    labels: ['platform', `squad-${row % 40}`],
    notes: 'Agreed with finance in the last review; the supplier confirms the rates once more before the quarter ends.',
    rate: row * 3.7,
  },
});

/** A page as Focus sends one: its own envelope, and members that nobody was granted. */
export const costPage = (records: number): string =>
  JSON.stringify({ values: Array.from({ length: records }, (_, row) => rowOf(row)), last: true });

export interface CostPage {
  readonly values: readonly CostRow[];
}

const placeOf = (row: number): readonly string[] => {
  const area = Math.floor(row / 100);
  return [ROOTS[area % ROOTS.length] ?? '', `area-${area}-a`, `area-${area}-b`, `area-${area}-c`];
};

/** Where the items of a page hang, by focus area. */
export const placesOf = (records: number): ReadonlyMap<string, readonly string[]> =>
  new Map(Array.from({ length: Math.ceil(records / 100) }, (_, area) => [areaOf(area * 100), placeOf(area * 100)]));

/** A page's records, each with its place. */
export const recordsOf = (page: CostPage, places: ReadonlyMap<string, readonly string[]>): readonly FocusRecord[] =>
  page.values.map((fields) => {
    const ancestors = places.get(fields.focusAreaId);
    return { id: fields.id, fields, parentId: fields.focusAreaId, ...(ancestors ? { ancestors } : {}) };
  });

const OBSERVED = {
  'site.owner': 'text',
  'site.stage': 'text',
  'site.startsOn': 'date',
  'site.headcount': 'number',
  'site.approved': 'flag',
  'site.labels': 'texts',
  'site.rate': 'number',
} as const satisfies Readonly<Record<string, ObservedShape>>;

const shown = (names: readonly string[]): Grant['fields'] => Object.fromEntries(names.map((name) => [name, 'show']));

/** What libraries that know nothing of places and references can pick too. */
export const PLAIN = [
  'id',
  'externalId',
  'name',
  'costType',
  'expenditureType',
  'site.stage',
  'site.startsOn',
  'site.headcount',
  'site.approved',
];

const RICH = [...PLAIN, 'focusAreaId', 'costSubtypeId', 'investmentCategoryId', 'actual', 'site.labels'];

const partOf = (fields: Grant['fields'], records: Grant['records']): AudiencePart => ({
  name: 'Bench',
  enabled: true,
  callers: ['k1'],
  grants: {
    costItem: {
      actions: ['list'],
      fields,
      records,
      observed: Object.fromEntries(Object.entries(OBSERVED).filter(([name]) => Object.hasOwn(fields, name))),
    },
  },
});

const INSIDE: Grant['records'] = { under: ROOTS, where: [{ field: 'costType', in: ['CAPEX', 'OPEX'] }] };

/** Parts of growing demand on the same records; every record lies in the reach, so that every one is shaped. */
export const PARTS = {
  plain: partOf(shown(PLAIN), 'all'),
  rich: partOf(shown(RICH), INSIDE),
  masked: partOf(
    {
      ...shown(RICH),
      actual: { round: 1_000 },
      'site.owner': 'initials',
      'site.startsOn': 'year',
      'site.headcount': { bucket: [10, 100, 1_000] },
      'site.rate': { round: 10 },
    },
    INSIDE,
  ),
  named: partOf({ ...shown(PLAIN), 'site.owner': 'show' }, 'all'),
  pseudonymised: partOf({ ...shown(PLAIN), 'site.owner': 'pseudonym' }, 'all'),
} as const satisfies Readonly<Record<string, AudiencePart>>;
