import { KvsFailure } from '../kvs-failure';
import { LIMITS } from '../limits';
import type { AttributeType, Entity } from './entity-catalogue';

/** A condition as the client sends it. */
export interface SentCondition {
  readonly property: string;
  readonly condition: string;
  readonly values: readonly unknown[];
}

export interface SentFilters {
  readonly and?: readonly SentCondition[] | undefined;
  readonly or?: readonly SentCondition[] | undefined;
}

/** Decides whether an item's value satisfies all or some conditions. */
export type Filter = (value: ReadonlyMap<string, unknown>) => boolean;

type Scalar = string | number | boolean;

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

/** Compares as the database's indexes do: numbers by size, texts by their bytes. Different types have no order. */
const order = (left: unknown, right: unknown): number => {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return Buffer.compare(Buffer.from(left), Buffer.from(right));
  return Number.NaN;
};

const ORDERED: readonly AttributeType[] = ['string', 'integer', 'float'];
const TEXT: readonly AttributeType[] = ['string'];
const EQUAL: readonly AttributeType[] = [...ORDERED, 'boolean'];
const EVERY: readonly AttributeType[] = [...EQUAL, 'any'];

interface Meaning {
  readonly values: number;
  readonly types: readonly AttributeType[];
  readonly holds: (actual: unknown, first: unknown, second: unknown) => boolean;
}

/** What each condition asks. An absent attribute satisfies NOT_EXISTS alone (UNKNOWNS.absentAttribute). */
const MEANINGS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['BEGINS_WITH', { values: 1, types: TEXT, holds: (actual, first) => String(actual).startsWith(String(first)) }],
  ['BETWEEN', { values: 2, types: ORDERED, holds: (actual, first, second) => order(actual, first) >= 0 && order(actual, second) <= 0 }],
  ['CONTAINS', { values: 1, types: TEXT, holds: (actual, first) => String(actual).includes(String(first)) }],
  ['NOT_CONTAINS', { values: 1, types: TEXT, holds: (actual, first) => !String(actual).includes(String(first)) }],
  ['EQUAL_TO', { values: 1, types: EQUAL, holds: (actual, first) => actual === first }],
  ['NOT_EQUAL_TO', { values: 1, types: EQUAL, holds: (actual, first) => actual !== first }],
  ['GREATER_THAN', { values: 1, types: ORDERED, holds: (actual, first) => order(actual, first) > 0 }],
  ['GREATER_THAN_EQUAL_TO', { values: 1, types: ORDERED, holds: (actual, first) => order(actual, first) >= 0 }],
  ['LESS_THAN', { values: 1, types: ORDERED, holds: (actual, first) => order(actual, first) < 0 }],
  ['LESS_THAN_EQUAL_TO', { values: 1, types: ORDERED, holds: (actual, first) => order(actual, first) <= 0 }],
  ['EXISTS', { values: 1, types: EVERY, holds: () => true }],
  ['NOT_EXISTS', { values: 1, types: EVERY, holds: () => false }],
]);

const PRESENCE: readonly string[] = ['EXISTS', 'NOT_EXISTS'];

const JS_TYPE: Readonly<Record<Exclude<AttributeType, 'any'>, 'string' | 'number' | 'boolean'>> = {
  string: 'string',
  integer: 'number',
  float: 'number',
  boolean: 'boolean',
};

/** Checks the number and the types of a condition's values against the type it is put to. Throws KvsFailure. */
export const checkConditionValues = (condition: string, values: readonly unknown[], type: AttributeType): readonly Scalar[] => {
  const meaning = MEANINGS.get(condition);
  if (!meaning?.types.includes(type)) throw new KvsFailure('INVALID_FILTER_CONDITION');
  if (values.length < meaning.values) throw new KvsFailure('INSUFFICIENT_FILTER_VALUES');
  if (values.length > meaning.values) throw new KvsFailure('INVALID_FILTER_VALUES');
  const checked = values.filter(isScalar);
  const fits = (value: Scalar): boolean =>
    PRESENCE.includes(condition) || type === 'any' ? value === true : typeof value === JS_TYPE[type];
  if (checked.length < values.length || !checked.every(fits)) throw new KvsFailure('INVALID_FILTER_VALUES');
  const [first, second] = checked;
  if (condition === 'BETWEEN' && order(first, second) > 0) throw new KvsFailure('INVALID_FILTER_VALUES');
  if (condition === 'BEGINS_WITH' && first === '') throw new KvsFailure('INVALID_FILTER_VALUES');
  return checked;
};

const readCondition = (sent: SentCondition, entity: Entity): Filter => {
  const type = entity.attributes.get(sent.property);
  if (type === undefined) throw new KvsFailure('INVALID_ENTITY_ATTRIBUTE');
  const [first, second] = checkConditionValues(sent.condition, sent.values, type);
  const holds = MEANINGS.get(sent.condition)?.holds ?? (() => false);
  const onAbsent = sent.condition === 'NOT_EXISTS';
  return (value) => (value.has(sent.property) ? holds(value.get(sent.property), first, second) : onAbsent);
};

/** Reads filters or a transaction's conditions against the entity's attributes. Throws KvsFailure. */
export const readFilters = (sent: SentFilters, entity: Entity): Filter => {
  if (sent.and && sent.or) throw new KvsFailure('INVALID_FILTER_OPERATORS_COMBINATION');
  const conditions = sent.and ?? sent.or ?? [];
  if (conditions.length === 0) throw new KvsFailure('EMPTY_FILTER_OPERATOR');
  if (conditions.length > LIMITS.queryConditions.value) throw new KvsFailure('INVALID_FILTER_VALUES');
  const filters = conditions.map((condition) => readCondition(condition, entity));
  return sent.and ? (value) => filters.every((holds) => holds(value)) : (value) => filters.some((holds) => holds(value));
};

/** The members of a stored entity value, by attribute. */
export const membersOf = (json: string): ReadonlyMap<string, unknown> => {
  const value: unknown = JSON.parse(json);
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
};
