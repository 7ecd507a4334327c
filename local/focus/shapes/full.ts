import { monthsOf } from '../seed/months';
import type { State } from '../state/open-state';
import type {
  BenefitItem,
  BenefitType,
  CostItem,
  CostSubtype,
  CostType,
  FocusArea,
  InvestmentCategory,
  Organization,
} from '../state/records';
import type { Json, Shape } from './shape';

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
export const full: Shape = {
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
  paged: true,
  idOf: (sent) => sent,
};
