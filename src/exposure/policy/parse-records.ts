import { CATALOGUE, OPERATORS_FOR } from '../catalogue/catalogue';
import type { Operator } from '../catalogue/catalogue';
import { POLICY_LIMITS, below, echo, own } from './findings';
import type { Findings, Place } from './findings';
import type { LeafOf } from './parse-fields';
import { readDate, readFlag, readId, readNumber, readText } from './parse-values';
import type { Condition, LeafShape, Records, ResourceName, Scalar } from './policy';

type Read<T> = (found: Findings, value: unknown, place: Place) => T | undefined;

/** What a leaf of each shape is compared with; of a list, an entry. No operator compares a series. */
const COMPARED: Readonly<Record<LeafShape, Read<Scalar>>> = {
  text: readText,
  number: readNumber,
  flag: readFlag,
  date: readDate,
  id: readId,
  ids: readId,
  texts: readText,
  series: readText,
};

interface Compared {
  readonly field: string;
  readonly scalar: Read<Scalar>;
}

const readScalars = (found: Findings, scalar: Read<Scalar>, value: unknown, place: Place): readonly Scalar[] | undefined =>
  found.list(value, place, POLICY_LIMITS.values, (entry, at) => scalar(found, entry, at), 1);

/** Text that is looked for: in every text there is an empty one. */
const readSought = (found: Findings, scalar: Read<Scalar>, value: unknown, place: Place): string | undefined => {
  const sought = scalar(found, value, place);
  if (sought === '') return found.add(place, 'empty');
  return typeof sought === 'string' ? sought : undefined;
};

type ReadCondition = (found: Findings, compared: Compared, value: unknown, place: Place) => Condition | undefined;

const CONDITIONS: Readonly<Record<Operator, ReadCondition>> = {
  equals: (found, { field, scalar }, value, place) => {
    const equals = scalar(found, value, place);
    return equals === undefined ? undefined : { field, equals };
  },
  in: (found, { field, scalar }, value, place) => {
    const scalars = readScalars(found, scalar, value, place);
    return scalars && { field, in: scalars };
  },
  notIn: (found, { field, scalar }, value, place) => {
    const notIn = readScalars(found, scalar, value, place);
    return notIn && { field, notIn };
  },
  before: (found, { field }, value, place) => {
    const before = readDate(found, value, place);
    return before === undefined ? undefined : { field, before };
  },
  after: (found, { field }, value, place) => {
    const after = readDate(found, value, place);
    return after === undefined ? undefined : { field, after };
  },
  contains: (found, { field, scalar }, value, place) => {
    const contains = readSought(found, scalar, value, place);
    return contains === undefined ? undefined : { field, contains };
  },
  isSet: (found, { field }, value, place) =>
    value === true ? { field, isSet: true } : found.add(place, 'wrong_type', { expected: 'true' }),
};

const isOperator = (key: string): key is Operator => Object.hasOwn(CONDITIONS, key);

const readCondition = (found: Findings, leafOf: LeafOf, value: unknown, place: Place): Condition | undefined => {
  const members = found.members(value, place, (key) => key === 'field' || isOperator(key));
  if (!members) return undefined;
  const name = found.needed(members, 'field', place, (field, at) =>
    typeof field === 'string' ? field : found.add(at, 'wrong_type', { expected: 'text' }),
  );
  const [operator, ...more] = Object.keys(members).filter(isOperator);
  if (operator === undefined || more.length > 0) return found.add(place, 'unknown_condition');
  if (name === undefined) return undefined;
  const shape = leafOf(name)?.shape;
  if (shape === undefined) return found.add(below(place, 'field'), 'unknown_field', { field: echo(name) });
  const at = below(place, operator);
  if (!OPERATORS_FOR[shape].includes(operator)) return found.add(at, 'condition_not_for_shape', { field: echo(name), shape });
  return CONDITIONS[operator](found, { field: name, scalar: COMPARED[shape] }, own(members, operator), at);
};

const readWhere = (found: Findings, leafOf: LeafOf, value: unknown, place: Place): readonly Condition[] | undefined => {
  if (!Array.isArray(value)) return found.add(place, 'wrong_type', { expected: 'list' });
  if (value.length === 0) return found.add(place, 'empty');
  if (value.length > POLICY_LIMITS.conditions) return found.add(place, 'too_many', { max: POLICY_LIMITS.conditions });
  const where: Condition[] = [];
  // By index: map would pass over a hole.
  for (let index = 0; index < value.length; index++) {
    const condition = readCondition(found, leafOf, value[index], below(place, index));
    if (condition) where.push(condition);
  }
  return where;
};

/** Every record, or those that both lists leave. Only a resource that hangs in the tree of focus areas has subtrees. */
export const readRecords = (found: Findings, resource: ResourceName, leafOf: LeafOf, value: unknown, place: Place): Records | undefined => {
  if (value === 'all') return 'all';
  if (typeof value === 'string') return found.add(place, 'unknown_records');
  const members = found.members(value, place, (key) => key === 'under' || key === 'where');
  if (!members) return undefined;
  const { placed } = CATALOGUE[resource];
  const under = found.optional(members, 'under', place, (roots, at) =>
    placed
      ? found.list(roots, at, POLICY_LIMITS.roots, (id, rootAt) => readId(found, id, rootAt))
      : found.add(at, 'not_placed', { resource }),
  );
  const where = found.optional(members, 'where', place, (conditions, at) => readWhere(found, leafOf, conditions, at));
  if (own(members, 'under') === undefined && own(members, 'where') === undefined) {
    return found.add(place, 'missing', { key: placed ? 'under' : 'where' });
  }
  return { ...(under ? { under } : {}), ...(where ? { where } : {}) };
};
