import type { Portfolio } from '../state/open-state';
import type { Organization } from '../state/records';
import { BENEFIT_TYPES, COST_SUBTYPES, COST_TYPES, INVESTMENT_CATEGORIES } from './classifications';
import { inventFocusAreas, SEEDED_AT } from './focus-areas';
import { inventFundItems } from './fund-items';
import { idFor, randomFor } from './random';
import { typeIdOf } from './types';
import { OWNERS } from './words';

export const ORDINARY_SIZE = 148;

const DIVISIONS = ['Shop', 'Logistics', 'Finance', 'People'] as const;
const DEPARTMENTS = ['Planning', 'Operations', 'Systems', 'Customer desk', 'Purchasing', 'Quality', 'Analysis', 'Legal'] as const;

/** Invents a whole portfolio of `size` focus areas; the same one each time. */
export function seedPortfolio(size: number): Portfolio {
  if (!Number.isInteger(size) || size < 0) throw new Error(`The number of focus areas must be a whole number from 0, not ${size}.`);
  const focusArea = inventFocusAreas(size);
  return {
    costType: COST_TYPES,
    costSubtype: COST_SUBTYPES,
    benefitType: BENEFIT_TYPES,
    investmentCategory: INVESTMENT_CATEGORIES,
    organization: inventOrganizations(Math.max(4, Math.min(400, Math.floor(size / 12)))),
    focusArea,
    ...inventFundItems(focusArea),
  };
}

function inventOrganizations(count: number): readonly Organization[] {
  return Array.from({ length: count }, (_, index) => {
    const random = randomFor(`organization ${index}`);
    const above = index - DIVISIONS.length;
    const level = above < 0 ? 1 : above < DIVISIONS.length * DEPARTMENTS.length ? 2 : 3;
    // Departments hang under divisions in turn, teams under departments.
    const parent =
      level === 1 ? null : level === 2 ? above % DIVISIONS.length : DIVISIONS.length + (above % (DIVISIONS.length * DEPARTMENTS.length));
    const division = DIVISIONS[Math.max(index, above) % DIVISIONS.length];
    const department = DEPARTMENTS[Math.floor(Math.max(above, 0) / DIVISIONS.length) % DEPARTMENTS.length];
    const names = [DIVISIONS[index], `${DIVISIONS[above % DIVISIONS.length]} ${department}`, `${division} team ${above}`];
    return {
      id: idFor(`organization ${index}`),
      name: names[level - 1] ?? '',
      externalId: random.chance(70) ? `HR-${1000 + index}` : null,
      organizationTypeId: typeIdOf('organization', level),
      parentId: parent === null ? null : idFor(`organization ${parent}`),
      owner: random.pick(OWNERS),
      lastUpdated: SEEDED_AT - random.below(1000) * 60_000,
    };
  });
}
