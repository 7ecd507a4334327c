import type { FundItem, PeriodValues } from '../state/records';
import { randomFor } from './random';

const MONTHS = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`);

/**
 * The month values of an item: the imported ones, or for an item of the seed invented ones, the same each time: a forecast for 2026 and what
 * came true up to October. Made when they are asked for, because those of a hundred thousand areas would be 300 MB.
 */
export function monthsOf(item: FundItem): readonly PeriodValues[] {
  if (item.periodValues) return item.periodValues;
  const random = randomFor(`months of ${item.id}`);
  const usual = 300 + random.below(15_000);
  const amount = (): string => `${usual + random.below(Math.ceil(usual / 4))}.${String(random.below(100)).padStart(2, '0')}`;
  const series = (months: readonly string[]): Readonly<Record<string, string>> =>
    Object.fromEntries(months.map((month) => [month, amount()]));
  return [
    { financialVersionType: 'FORECAST', timePeriodToAmount: series(MONTHS) },
    { financialVersionType: 'ACTUAL', timePeriodToAmount: series(MONTHS.slice(0, 10)) },
  ];
}
