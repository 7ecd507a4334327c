import type { Call, Handler, Reply } from '../operations/call';
import { wholePage } from '../operations/paging';

const page = (call: Call, values: readonly Readonly<Record<string, unknown>>[]): Reply => ({
  status: 200,
  body: call.shape.page(wholePage(values)),
});

const setting = ({ state, switches }: Call) => ({ state, switches, where: 'list' }) as const;

// The documented operations take no parameters, yet answer with the page envelope: one page holds all.
export const listCostTypes: Handler = (call) =>
  page(
    call,
    call.state.costType.all('created').map(({ record }) => call.shape.records.costType(record, setting(call))),
  );

export const listCostSubtypes: Handler = (call) =>
  page(
    call,
    call.state.costSubtype.all('created').map(({ record }) => call.shape.records.costSubtype(record, setting(call))),
  );

export const listBenefitTypes: Handler = (call) =>
  page(
    call,
    call.state.benefitType.all('created').map(({ record }) => call.shape.records.benefitType(record, setting(call))),
  );

export const listInvestmentCategories: Handler = (call) => {
  const all = call.state.investmentCategory
    .all('created')
    .map(({ record }) => call.shape.records.investmentCategory(record, setting(call)));
  const answers = { page: page(call, all), array: { status: 200, body: all }, one: { status: 200, body: all[0] } };
  return answers[call.switches.investmentCategories];
};
