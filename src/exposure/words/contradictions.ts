import type { Operator } from '../catalogue/catalogue';
import type { Condition, LeafShape, Scalar } from '../policy/policy';
import { testOf } from '../reach/conditions';
import { endOf, startOf } from '../reach/leaves/calendar';

type Values = readonly Scalar[];

const valuesOf = (condition: Condition): Values => {
  if ('equals' in condition) return [condition.equals];
  if ('in' in condition) return condition.in;
  if ('notIn' in condition) return condition.notIn;
  if ('before' in condition) return [condition.before];
  if ('after' in condition) return [condition.after];
  return 'contains' in condition ? [condition.contains] : [];
};

/** A condition taken apart; `isSet` compares with nothing. */
export const readCondition = (condition: Condition): { readonly field: string; readonly operator: Operator; readonly values: Values } => ({
  field: condition.field,
  operator: testOf(condition)[0],
  values: valuesOf(condition),
});

/** The same for conditions that ask the same: the order of a list of values says nothing. */
export const conditionText = (condition: Condition): string => {
  const { field, operator, values } = readCondition(condition);
  return JSON.stringify([field, operator, values.map((value) => JSON.stringify(value)).sort()]);
};

const meetsAll = (conditions: readonly Condition[], leaf: Scalar): boolean => conditions.every((condition) => testOf(condition)[1](leaf));

/** The only values of which all conditions on one field could hold, where they are few enough to be named; else undefined. */
const candidates = (shape: LeafShape, conditions: readonly Condition[]): Values | undefined => {
  const listed = conditions.find((condition) => 'equals' in condition || 'in' in condition);
  const possible = listed ? valuesOf(listed) : shape === 'flag' ? [true, false] : undefined;
  return possible?.filter((value) => meetsAll(conditions, value));
};

/** First millisecond of the earliest `before`, last one of the latest `after`: what lies strictly between is left. */
const between = (conditions: readonly Condition[]): { readonly from: number; readonly to: number } => ({
  from: Math.max(...conditions.map((condition) => ('after' in condition ? endOf(condition.after) : -Infinity))),
  to: Math.min(...conditions.map((condition) => ('before' in condition ? startOf(condition.before) : Infinity))),
});

/**
 * Whether no leaf could ever meet all of these conditions on one field of this shape. Exact: whatever isn't a list of values, a flag or a
 * span of time always leaves a value that nothing excludes.
 */
export const neverHold = (shape: LeafShape, conditions: readonly Condition[]): boolean => {
  const possible = candidates(shape, conditions);
  if (possible) return possible.length === 0;
  const { from, to } = between(conditions);
  // Instants are whole milliseconds.
  return to - from < 2;
};

const holdsText = (shape: LeafShape, held: string, sought: string): boolean =>
  shape === 'text' ? held.toLowerCase().includes(sought.toLowerCase()) : held === sought;

/**
 * Whether a condition surely holds wherever all of the `given` ones do, all on one field of this shape. False where that can't be told.
 */
export const follows = (shape: LeafShape, given: readonly Condition[], condition: Condition): boolean => {
  if (given.length === 0) return false;
  const possible = candidates(shape, given);
  if (possible) return possible.every((value) => meetsAll([condition], value));
  if ('isSet' in condition) return true;
  if ('notIn' in condition) return condition.notIn.every((value) => !meetsAll(given, value));
  if ('before' in condition) return between(given).to <= startOf(condition.before);
  if ('after' in condition) return between(given).from >= endOf(condition.after);
  return 'contains' in condition && given.some((one) => 'contains' in one && holdsText(shape, one.contains, condition.contains));
};
