import { monthsOf } from './seed/months';
import type {
  BenefitItem,
  BenefitType,
  CostItem,
  CostSubtype,
  CostType,
  FocusArea,
  InvestmentCategory,
  Kept,
  Organization,
  Resource,
} from './state/records';
import type { State } from './state/open-state';
import type { Page } from './operations/paging';
import type { Switches } from './unknowns';

type Json = Readonly<Record<string, unknown>>;

/** What an answer may depend on besides the record. */
export interface Setting {
  readonly state: State;
  readonly switches: Switches;
  /** Whether the record stands in a list or alone. */
  readonly where: 'list' | 'alone';
}

/** One way in which Focus may answer. The records are the same in all; only what is sent differs. */
export interface Shape {
  readonly records: { readonly [R in Resource]: (record: Kept[R], setting: Setting) => Json };
  readonly page: (page: Page<Json>) => unknown;
  /** The kept id for an id that a caller sent. */
  readonly idOf: (sent: string) => string;
}

/** Ancestors of a focus area, from the top down; stops at a parent that is not there. */
function ancestorsOf(state: State, area: FocusArea): readonly FocusArea[] {
  const found: FocusArea[] = [];
  for (let id = area.parentId; id !== null;) {
    const parent = state.focusArea.get(id);
    if (!parent || found.includes(parent)) break;
    found.unshift(parent);
    id = parent.parentId;
  }
  return found;
}

const withoutMissing = (members: Json): Json => Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));

/** As focus-openapi.yaml describes it, every known member present, places told in lists as well. Nothing that the document does not name. */
const full: Shape = {
  records: {
    focusArea: (area: FocusArea, { state, switches }) => {
      const path = ancestorsOf(state, area).map(({ id, name }) => ({ id, name }));
      return {
        id: area.id,
        name: area.name,
        externalId: area.externalId,
        focusAreaTypeId: area.focusAreaTypeId,
        owner: area.owner,
        parentId: area.parentId,
        path: switches.pathOrder === 'top-down' ? path : path.reverse(),
        status: area.status,
        description: area.description,
        draft: area.draft,
        targetDate: area.targetDate,
        targetDateType: area.targetDateType,
      };
    },
    // The document types the members of items as text, never null: what is not set is left out.
    costItem: (item: CostItem, { switches }) =>
      withoutMissing({
        costItemId: item.id,
        externalCostItemId: item.externalId,
        focusAreaId: item.focusAreaId,
        costType: item.costType,
        costSubtypeId: item.costSubtypeId,
        expenditureType: item.expenditureType,
        investmentCategoryId: item.investmentCategoryId,
        name: item.name,
        costPeriodValues: switches.amountsOnReads ? monthsOf(item) : null,
      }),
    benefitItem: (item: BenefitItem, { switches }) =>
      withoutMissing({
        benefitItemId: item.id,
        externalBenefitItemId: item.externalId,
        focusAreaId: item.focusAreaId,
        name: item.name,
        benefitPeriodValues: switches.amountsOnReads ? monthsOf(item) : null,
      }),
    costType: ({ id, key, displayName, order }: CostType) => ({ costTypeId: id, key, displayName, order }),
    costSubtype: ({ id, key, name, costType }: CostSubtype) => ({ costSubtypeId: id, key, name, costType }),
    benefitType: ({ id, key, name }: BenefitType) => ({ benefitTypeId: id, key, name }),
    investmentCategory: ({ id, key }: InvestmentCategory) => ({ investmentCategoryId: id, key }),
    organization: ({ id, name, externalId, organizationTypeId, parentId, owner }: Organization) => ({
      id,
      name,
      externalId,
      organizationTypeId,
      parentId,
      owner,
    }),
  },
  page: ({ values, cursor, nextPageCursor, last, totalCount }) => ({
    values,
    ...(cursor === undefined ? {} : { cursor }),
    last,
    totalCount,
    ...(nextPageCursor === undefined ? {} : { nextPageCursor }),
  }),
  idOf: (sent) => sent,
};

/** Later shapes (`bare`, `ari`, `array`, `strange`) are further rows; nothing else knows their names. */
export const SHAPES = { full } as const satisfies Readonly<Record<string, Shape>>;
export type ShapeName = keyof typeof SHAPES;
