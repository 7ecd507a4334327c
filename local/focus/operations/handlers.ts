import { Refusal } from './refusal';
import type { Handler } from './call';
import { listBenefitTypes, listCostSubtypes, listCostTypes, listInvestmentCategories } from '../funds/classifications';
import { createFocusArea, getFocusArea, listFocusAreas, updateFocusArea } from './focus-areas';
import { itemHandlers } from '../funds/fund-items';
import { BENEFIT_ITEM, COST_ITEM } from '../funds/item-kinds';
import { createOrganization, listOrganizations } from './organizations';
import { wholePage } from './paging';

/** Money needs VIEW_FUND beside the scope; how Focus says that it is missing is a switch. An empty answer is only possible for a list. */
const funds =
  (handler: Handler, kind: 'list' | 'other' = 'other'): Handler =>
  (call) => {
    if (call.caller.seesFunds) return handler(call);
    const { hiddenFunds } = call.switches;
    if (hiddenFunds === 'empty' && kind === 'list') return { status: 200, body: call.shape.page(wholePage([])) };
    throw hiddenFunds === 'forbidden'
      ? new Refusal(403, 'Funds are not visible to this account.')
      : new Refusal(404, 'There is nothing at this address.');
  };

const cost = itemHandlers(COST_ITEM);
const benefit = itemHandlers(BENEFIT_ITEM);

/** What each operation of focus-openapi.yaml does, by its operationId. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  listFocusAreas,
  createFocusArea,
  getFocusArea,
  updateFocusArea,
  listCostItems: funds(cost.list, 'list'),
  getCostItem: funds(cost.get),
  updateCostItem: funds(cost.update),
  deleteCostItem: funds(cost.remove),
  bulkImportCostItems: funds(cost.bulk),
  listBenefitItems: funds(benefit.list, 'list'),
  getBenefitItem: funds(benefit.get),
  updateBenefitItem: funds(benefit.update),
  deleteBenefitItem: funds(benefit.remove),
  bulkImportBenefitItems: funds(benefit.bulk),
  listCostTypes: funds(listCostTypes, 'list'),
  listCostSubtypes: funds(listCostSubtypes, 'list'),
  listBenefitTypes: funds(listBenefitTypes, 'list'),
  listInvestmentCategories: funds(listInvestmentCategories, 'list'),
  listOrganizations,
  createOrganization,
};
