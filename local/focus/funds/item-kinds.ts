import { EXPENDITURE_TYPES } from '../seed/classifications';
import type { Setting, Shape } from '../shapes/shape';
import type { Collection } from '../state/open-collection';
import type { State } from '../state/open-state';
import type { BenefitItem, CostItem, FundItem } from '../state/records';
import { membersOf, textOf } from '../operations/call';

/** What is wrong with one item of a bulk import. */
export class ItemProblem extends Error {
  override readonly name = 'ItemProblem';

  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}

type Sent = Readonly<Record<string, unknown>>;

/** How cost items and benefit items differ. The names in and out differ too, and not in the same way (fact sheet, 3.1). */
export interface ItemKind<T extends FundItem> {
  readonly called: string;
  readonly sent: { readonly id: string; readonly externalId: string; readonly periods: string; readonly mask: string };
  readonly in: (state: State) => Collection<T>;
  readonly show: (item: T, setting: Setting, shape: Shape) => Sent;
  /** Adds the classification that was sent, or that the item had; throws an ItemProblem. */
  readonly classify: (item: FundItem, sent: Sent, before: T | undefined, state: State) => T;
}

export const COST_ITEM: ItemKind<CostItem> = {
  called: 'cost item',
  sent: { id: 'costItemId', externalId: 'costItemExternalId', periods: 'costPeriodValues', mask: 'externalCostItemId' },
  in: (state) => state.costItem,
  show: (item, setting, shape) => shape.records.costItem(item, setting),
  classify(item, sent, before, state) {
    const type = byKey(state.costType, sent, 'costType');
    const subtype = byKey(state.costSubtype, sent, 'costSubtypeKey');
    if (type && subtype && subtype.costType !== type.key) throw new ItemProblem('costSubtypeKey', 'The subtype is not of this cost type.');
    const costType = type?.key ?? subtype?.costType ?? before?.costType ?? null;
    const kept = state.costSubtype.get(before?.costSubtypeId ?? '');
    return {
      ...item,
      costType,
      // A new cost type alone leaves no subtype of the old one behind.
      costSubtypeId: subtype?.id ?? (kept?.costType === costType ? kept?.id : undefined) ?? null,
      expenditureType: expenditureType(sent) ?? before?.expenditureType ?? null,
      investmentCategoryId: byKey(state.investmentCategory, sent, 'investmentCategoryKey')?.id ?? before?.investmentCategoryId ?? null,
    };
  },
};

export const BENEFIT_ITEM: ItemKind<BenefitItem> = {
  called: 'benefit item',
  sent: { id: 'benefitItemId', externalId: 'benefitItemExternalId', periods: 'benefitPeriodValues', mask: 'externalId' },
  in: (state) => state.benefitItem,
  show: (item, setting, shape) => shape.records.benefitItem(item, setting),
  classify: (item, sent, before, state) => ({
    ...item,
    benefitTypeId: byKey(state.benefitType, sent, 'benefitTypeKey')?.id ?? before?.benefitTypeId ?? null,
  }),
};

function byKey<T extends { readonly id: string; readonly key: string }>(
  collection: Collection<T>,
  sent: Sent,
  field: string,
): T | undefined {
  const key = textOf(sent[field]);
  if (key === undefined) return undefined;
  const found = collection.all('created').find(({ record }) => record.key === key)?.record;
  if (!found) throw new ItemProblem(field, 'There is no such key.');
  return found;
}

/** An object on the way in, a text on the way out: its key, or what else names it. */
function expenditureType(sent: Sent): string | undefined {
  if (sent['expenditureType'] === undefined) return undefined;
  const { key, name, displayName } = membersOf(sent['expenditureType']);
  const named = textOf(key) ?? textOf(name) ?? textOf(displayName);
  const found = EXPENDITURE_TYPES.find((one) => one === named);
  if (found === undefined) throw new ItemProblem('expenditureType', 'There is no such expenditure type.');
  return found;
}
