import { TREATMENTS_FOR, fieldOf } from '../catalogue/catalogue';
import type { TreatmentKind } from '../catalogue/catalogue';
import { OBSERVED_SHAPES, isObservedPath, pathsAbove, shadowed } from '../catalogue/observed';
import { POLICY_LIMITS, below, echo, own } from './findings';
import type { Findings, Members, Place } from './findings';
import type { Grant, LeafShape, ObservedShape, ResourceName, Treatment } from './policy';
import { readNumber } from './parse-values';

/** What a name stands for in one grant: the catalogue's field, or one that the grant declares as observed. */
export interface Leaf {
  readonly shape: LeafShape;
  readonly writable: boolean;
}

export type LeafOf = (name: string) => Leaf | undefined;

type Observed = NonNullable<Grant['observed']>;

/** Finds the leaves of one grant; `observed` holds only what may be observed. */
export const leavesOf = (resource: ResourceName, observed: Observed): LeafOf => {
  return (name) => {
    const field = fieldOf(resource, name);
    if (field) return { shape: field.shape, writable: Object.keys(field.writeNames).length > 0 };
    const shape = Object.hasOwn(observed, name) ? observed[name] : undefined;
    return shape && { shape, writable: false };
  };
};

const readObservedShape = (found: Findings, value: unknown, place: Place): ObservedShape | undefined =>
  OBSERVED_SHAPES.find((shape) => shape === value) ?? found.add(place, 'unknown_shape');

/** Shapes of observed fields; gives only those that may be observed. */
export const readObserved = (found: Findings, resource: ResourceName, value: unknown, place: Place): Observed | undefined => {
  const members = found.object(value, place);
  if (!members) return undefined;
  const paths = Object.keys(members);
  if (paths.length > POLICY_LIMITS.observed) return found.add(place, 'too_many', { max: POLICY_LIMITS.observed });
  const observed: Record<string, ObservedShape> = {};
  for (const path of paths) {
    const at = below(place, path);
    if (!isObservedPath(path)) {
      found.add(at, 'not_a_path');
      continue;
    }
    const other = shadowed(resource, path) ?? pathsAbove(path).find((group) => Object.hasOwn(members, group));
    if (other !== undefined) found.add(at, 'known_field', { field: echo(other) });
    const shape = readObservedShape(found, members[path], at);
    if (other === undefined && shape) observed[path] = shape;
  }
  return observed;
};

const readRound = (found: Findings, value: unknown, place: Place): Treatment | undefined => {
  const round = readNumber(found, value, place);
  if (round === undefined) return undefined;
  return round > 0 ? { round } : found.add(place, 'not_positive');
};

const readBucket = (found: Findings, value: unknown, place: Place): Treatment | undefined => {
  let last = Number.NEGATIVE_INFINITY;
  const bucket = found.list(value, place, POLICY_LIMITS.edges, (edge, at) => {
    const read = readNumber(found, edge, at);
    if (read === undefined) return undefined;
    if (read <= last) return found.add(at, 'not_ascending');
    last = read;
    return read;
  });
  if (!bucket) return undefined;
  return Array.isArray(value) && value.length === 0 ? found.add(place, 'empty') : { bucket };
};

const NUMERIC = { round: readRound, bucket: readBucket } as const;

const isNumeric = (key: string): key is keyof typeof NUMERIC => Object.hasOwn(NUMERIC, key);

const WORDS: readonly (TreatmentKind & Treatment)[] = ['show', 'year', 'initials', 'pseudonym'];

/** The one member of a treatment that has parameters. */
const soleKey = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const [key, ...more] = Object.keys(value);
  return more.length === 0 ? key : undefined;
};

const readTreatment = (found: Findings, name: string, shape: LeafShape, value: unknown, place: Place): Treatment | undefined => {
  const word = WORDS.find((known) => known === value);
  const key = word ?? soleKey(value);
  if (key === undefined || !(word || isNumeric(key))) return found.add(place, 'unknown_treatment');
  if (!TREATMENTS_FOR[shape].some((kind) => kind === key)) return found.add(place, 'treatment_not_for_shape', { field: echo(name), shape });
  if (word) return word;
  return isNumeric(key) ? NUMERIC[key](found, own(value as Members, key), below(place, key)) : undefined;
};

/** Leaves with their treatments. A write audience takes `show` alone, and only of leaves that Focus takes; a deletion names the id at most. */
export const readFields = (
  found: Findings,
  writes: 'write' | 'delete' | undefined,
  leafOf: LeafOf,
  value: unknown,
  place: Place,
): Grant['fields'] | undefined => {
  const members = found.members(value, place, (name) => leafOf(name) !== undefined, { code: 'unknown_field', param: 'field' });
  if (!members) return undefined;
  const fields: Record<string, Treatment> = {};
  for (const name of Object.keys(members)) {
    const leaf = leafOf(name);
    if (!leaf) continue;
    const at = below(place, name);
    const treatment = members[name] === 'show' ? 'show' : readTreatment(found, name, leaf.shape, members[name], at);
    if (writes === 'delete' ? name !== 'id' : writes === 'write' && !leaf.writable) found.add(at, 'not_writable', { field: echo(name) });
    else if (writes && treatment !== undefined && treatment !== 'show') found.add(at, 'show_only', { field: echo(name) });
    else if (treatment !== undefined) fields[name] = treatment;
  }
  return fields;
};
