export type TargetDateType = 'DAY' | 'MONTH' | 'QUARTER';

export interface FocusArea {
  readonly id: string;
  readonly name: string;
  readonly externalId: string | null;
  readonly focusAreaTypeId: string;
  /** Account id. */
  readonly owner: string | null;
  readonly parentId: string | null;
  readonly status: string;
  readonly description: string | null;
  readonly draft: boolean;
  /** Last day of the day, month or quarter, as YYYY-MM-DD. */
  readonly targetDate: string | null;
  readonly targetDateType: TargetDateType | null;
  /** Milliseconds since the epoch; Focus sorts by it but is not known to print it. */
  readonly lastUpdated: number;
}

export interface PeriodValues {
  readonly financialVersionType: string;
  /** Month (YYYY-MM) to a decimal number as text. */
  readonly timePeriodToAmount: Readonly<Record<string, string>>;
}

export interface FundItem {
  readonly id: string;
  readonly name: string;
  readonly externalId: string | null;
  readonly focusAreaId: string;
  /** Null: as invented, see monthsOf. */
  readonly periodValues: readonly PeriodValues[] | null;
  readonly lastUpdated: number;
}

export interface CostItem extends FundItem {
  /** Key of the cost type. */
  readonly costType: string | null;
  readonly costSubtypeId: string | null;
  readonly expenditureType: string | null;
  readonly investmentCategoryId: string | null;
}

export interface BenefitItem extends FundItem {
  readonly benefitTypeId: string | null;
}

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly externalId: string | null;
  readonly organizationTypeId: string;
  readonly parentId: string | null;
  readonly owner: string | null;
  readonly lastUpdated: number;
}

export interface CostType {
  readonly id: string;
  readonly key: string;
  readonly displayName: string;
  readonly order: number;
}

export interface CostSubtype {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  /** Key of the cost type. */
  readonly costType: string;
}

export interface BenefitType {
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

export interface InvestmentCategory {
  readonly id: string;
  readonly key: string;
}

/** What the stand-in keeps, by resource. Not what Focus answers: that is made in shapes.ts. */
export interface Kept {
  readonly focusArea: FocusArea;
  readonly costItem: CostItem;
  readonly benefitItem: BenefitItem;
  readonly costType: CostType;
  readonly costSubtype: CostSubtype;
  readonly benefitType: BenefitType;
  readonly investmentCategory: InvestmentCategory;
  readonly organization: Organization;
}

export type Resource = keyof Kept;

export const RESOURCES: readonly Resource[] = [
  'costType',
  'costSubtype',
  'benefitType',
  'investmentCategory',
  'organization',
  'focusArea',
  'costItem',
  'benefitItem',
];
