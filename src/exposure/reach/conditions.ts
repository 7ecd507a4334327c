import { CATALOGUE, OPERATORS_FOR, fieldOf } from '../catalogue/catalogue';
import type { Operator } from '../catalogue/catalogue';
import type { Field } from '../catalogue/field';
import type { Condition, Grant, ResourceName } from '../policy/policy';
import { endOf, startOf } from './leaves/calendar';
import { leafAt, leafPath } from './leaves/leaf-path';
import { FITS } from './leaves/leaf-shape';
import { isPlaceWhole, knownAbove } from './place';
import type { PlaceAge } from './place';
import type { FocusRecord } from './record';

export interface CompiledCondition {
  readonly field: string;
  /** False on an absent, null, mistyped or unreadable leaf. `now` in ms: a reference is as old as the place it tells. */
  readonly holds: (record: FocusRecord, now: number) => boolean;
}

/** Whether a readable leaf of the right shape meets the condition. */
type Test = (leaf: unknown) => boolean;

const NEVER: Test = () => false;

// Equality by type and value; neither side is ever NaN.
const among = (values: readonly unknown[], wanted: boolean): Test => {
  const set = new Set(values);
  return (leaf) => set.has(leaf) === wanted;
};

const contains = (needle: string): Test => {
  const folded = needle.toLowerCase();
  return (leaf) => {
    if (typeof leaf === 'string') return leaf.toLowerCase().includes(folded);
    return Array.isArray(leaf) && leaf.includes(needle);
  };
};

const before = (date: string): Test => {
  const start = startOf(date);
  return (leaf) => endOf(String(leaf)) < start;
};

const after = (date: string): Test => {
  const end = endOf(date);
  return (leaf) => startOf(String(leaf)) > end;
};

/** What a condition asks, and the test of a readable leaf of the right shape. */
export const testOf = (condition: Condition): readonly [Operator, Test] => {
  if ('equals' in condition) return ['equals', among([condition.equals], true)];
  if ('in' in condition) return ['in', among(condition.in, true)];
  if ('notIn' in condition) return ['notIn', among(condition.notIn, false)];
  if ('before' in condition) return ['before', before(condition.before)];
  if ('after' in condition) return ['after', after(condition.after)];
  if ('contains' in condition) return ['contains', contains(condition.contains)];
  return ['isSet', () => true];
};

/** Reads a leaf of a record for a condition: ids and places from where they are sure, never from a leaf that Focus sent under their name. */
const reader = (resource: ResourceName, { name, shape, refersTo }: Field, age: PlaceAge) => {
  if (name === 'id') return (record: FocusRecord): unknown => record.id;
  if (refersTo !== undefined && refersTo === CATALOGUE[resource].parentOf) {
    return (record: FocusRecord, now: number): unknown => {
      if (shape === 'ids') return isPlaceWhole(resource, record, age, now) ? record.ancestors : undefined;
      return knownAbove(resource, record, age, now).length > 0 ? record.parentId : undefined;
    };
  }
  const path = leafPath(name);
  return (record: FocusRecord): unknown => leafAt(record.fields, path);
};

/** Compiles a condition; one on a field that nobody knows, or that its shape can't be asked, never holds. */
export const compileCondition = (
  resource: ResourceName,
  condition: Condition,
  grant: Pick<Grant, 'observed'>,
  age: PlaceAge,
): CompiledCondition => {
  const field = fieldOf(resource, condition.field, grant.observed);
  const [operator, test] = testOf(condition);
  if (!field || !OPERATORS_FOR[field.shape].includes(operator)) return { field: condition.field, holds: NEVER };
  const read = reader(resource, field, age);
  const fits: (value: unknown) => boolean = FITS[field.shape];
  return {
    field: field.name,
    holds: (record, now) => {
      const leaf = read(record, now);
      return fits(leaf) && test(leaf);
    },
  };
};
