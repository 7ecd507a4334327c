import type { BenefitItem, CostItem, FocusArea } from '../state/records';
import { BENEFIT_TYPES, COST_SUBTYPES, EXPENDITURE_TYPES, INVESTMENT_CATEGORIES } from './classifications';
import { SEEDED_AT } from './focus-areas';
import { LANDMARKS } from './landmarks';
import { idFor, randomFor } from './random';
import type { Random } from './random';
import { BENEFIT_NAMES, COST_NAMES } from './words';

const DAY = 24 * 60 * 60 * 1000;

interface Items {
  readonly costItem: readonly CostItem[];
  readonly benefitItem: readonly BenefitItem[];
}

/** Invents the items of focus areas: none at the top, up to three costs and two benefits below. */
export function inventFundItems(areas: readonly FocusArea[]): Items {
  const costItem: CostItem[] = [];
  const benefitItem: BenefitItem[] = [];
  for (const area of areas) {
    if (area.parentId === null) continue;
    const random = randomFor(`items of ${area.id}`);
    const landmark = LANDMARKS.find((one) => one.name === area.name);
    const costs = landmark?.costs ?? Array.from({ length: random.pick([0, 0, 1, 1, 2, 3]) }, () => undefined);
    const benefits = landmark?.benefits ?? Array.from({ length: random.pick([0, 0, 0, 1, 1, 2]) }, () => undefined);
    costs.forEach((given, index) => costItem.push(inventCost(random, area.id, index, given)));
    benefits.forEach((given, index) => benefitItem.push(inventBenefit(random, area.id, index, given)));
  }
  return { costItem, benefitItem };
}

type GivenCost = NonNullable<(typeof LANDMARKS)[number]['costs']>[number];
type GivenBenefit = NonNullable<(typeof LANDMARKS)[number]['benefits']>[number];

function inventCost(random: Random, focusAreaId: string, index: number, given: GivenCost | undefined): CostItem {
  const id = idFor(`cost item ${focusAreaId} ${index}`);
  const [name, subtypeKey, categoryKey, expenditureType] = given ?? [random.pick(COST_NAMES)];
  const subtype = COST_SUBTYPES.find((one) => one.key === subtypeKey) ?? random.pick(COST_SUBTYPES);
  const category = INVESTMENT_CATEGORIES.find((one) => one.key === categoryKey) ?? random.pick(INVESTMENT_CATEGORIES);
  return {
    id,
    name,
    externalId: random.chance(50) ? `ERP-${id.slice(0, 8)}${id.slice(24)}` : null,
    focusAreaId,
    costType: subtype.costType,
    costSubtypeId: subtype.id,
    expenditureType: expenditureType ?? random.pick(EXPENDITURE_TYPES),
    investmentCategoryId: category.id,
    periodValues: null,
    lastUpdated: SEEDED_AT - random.below(200 * DAY),
  };
}

function inventBenefit(random: Random, focusAreaId: string, index: number, given: GivenBenefit | undefined): BenefitItem {
  const id = idFor(`benefit item ${focusAreaId} ${index}`);
  const [name, typeKey] = given ?? [random.pick(BENEFIT_NAMES)];
  // The benefit type is optional (fact sheet 7): some items have none.
  const type = BENEFIT_TYPES.find((one) => one.key === typeKey) ?? (random.chance(85) ? random.pick(BENEFIT_TYPES) : null);
  return {
    id,
    name,
    externalId: random.chance(50) ? `ERP-${id.slice(0, 8)}${id.slice(24)}` : null,
    focusAreaId,
    benefitTypeId: type?.id ?? null,
    periodValues: null,
    lastUpdated: SEEDED_AT - random.below(200 * DAY),
  };
}
