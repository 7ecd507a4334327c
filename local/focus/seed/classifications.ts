import type { BenefitType, CostSubtype, CostType, InvestmentCategory } from '../state/records';
import { idFor } from './random';

type Some<T> = readonly [T, ...T[]];

export const COST_TYPES: Some<CostType> = [
  { id: idFor('cost type LABOR'), key: 'LABOR', displayName: 'Labor', order: 0 },
  { id: idFor('cost type SOFTWARE'), key: 'SOFTWARE', displayName: 'Software', order: 1 },
  { id: idFor('cost type NON_LABOR'), key: 'NON_LABOR', displayName: 'Other non-labor', order: 2 },
];

const subtype = (key: string, name: string, costType: string): CostSubtype => ({ id: idFor(`cost subtype ${key}`), key, name, costType });

export const COST_SUBTYPES: Some<CostSubtype> = [
  subtype('EMPLOYEES', 'Employees', 'LABOR'),
  subtype('CONTRACTORS', 'Contractors', 'LABOR'),
  subtype('LICENSES', 'Licenses', 'SOFTWARE'),
  subtype('HOSTING', 'Hosting', 'SOFTWARE'),
  subtype('EQUIPMENT', 'Equipment', 'NON_LABOR'),
  subtype('TRAVEL', 'Travel', 'NON_LABOR'),
  subtype('BUILDINGS', 'Buildings', 'NON_LABOR'),
];

const benefitType = (key: string, name: string): BenefitType => ({ id: idFor(`benefit type ${key}`), key, name });

export const BENEFIT_TYPES: Some<BenefitType> = [
  benefitType('SAVINGS', 'Savings'),
  benefitType('REVENUE', 'Revenue'),
  benefitType('RISK_REDUCTION', 'Risk reduction'),
  benefitType('CUSTOMER_SATISFACTION', 'Customer satisfaction'),
];

const category = (key: string): InvestmentCategory => ({ id: idFor(`investment category ${key}`), key });

export const INVESTMENT_CATEGORIES: Some<InvestmentCategory> = [category('RUN'), category('GROW'), category('TRANSFORM')];

/** Keys inferred from the domain (openapi: ExpenditureTypeObject). */
export const EXPENDITURE_TYPES: Some<string> = ['CAPEX', 'OPEX'];
