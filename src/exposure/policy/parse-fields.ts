import { CATALOGUE, RESOURCE_NAMES, TREATMENTS_FOR } from '../catalogue/catalogue';
import type { TreatmentKind } from '../catalogue/catalogue';
import { OBSERVED_SHAPES, firstAbove, isObservedPath, shadowed } from '../catalogue/observed';
import { POLICY_LIMITS, below, echo, own } from './findings';
import type { Findings, Members, Place } from './findings';
import type { Grant, LeafShape, ResourceName, Treatment } from './policy';
import { readNumber } from './parse-values';
import type { ProblemCode } from '../words/word-codes';

/** What a name stands for in one grant: the catalogue's field, or one that the grant declares as observed. */
export interface Leaf {
  readonly shape: LeafShape;
  readonly writable: boolean;
}

export type LeafOf = (name: string) => Leaf | undefined;

type Observed = NonNullable<Grant['observed']>;

const leavesIn = (resource: ResourceName): readonly (readonly [string, Leaf])[] =>
  CATALOGUE[resource].fields.map(({ name, shape, writeNames }) => [name, { shape, writable: Object.keys(writeNames).length > 0 }]);

const LEAVES = Object.fromEntries(RESOURCE_NAMES.map((name) => [name, new Map(leavesIn(name))])) as unknown as Readonly<
  Record<ResourceName, ReadonlyMap<string, Leaf>>
>;

const OBSERVED_LEAVES: ReadonlyMap<unknown, Leaf> = new Map(OBSERVED_SHAPES.map((shape) => [shape, { shape, writable: false }]));

/** Finds the leaves of one grant; `observed` holds only what may be observed. */
export const leavesOf = (resource: ResourceName, observed: Observed | undefined): LeafOf => {
  const known = LEAVES[resource];
  return (name) => known.get(name) ?? (observed && Object.hasOwn(observed, name) ? OBSERVED_LEAVES.get(observed[name]) : undefined);
};

/** The name that an observed field of this path would stand in the way of: a field of the catalogue, or another observed one. */
const inTheWay = (resource: ResourceName, path: string, members: Members): string | undefined =>
  shadowed(resource, path) ?? firstAbove(path, (group) => (Object.hasOwn(members, group) ? group : undefined));

/** Shapes of observed fields; gives only those that may be observed. */
export const readObserved = (found: Findings, resource: ResourceName, value: unknown, place: Place): Observed | undefined => {
  const members = found.object(value, place);
  if (!members) return undefined;
  const paths = Object.keys(members);
  if (paths.length > POLICY_LIMITS.observed) return found.add(place, 'too_many', { max: POLICY_LIMITS.observed });
  // Copied whole: every decision reads a part, and adding member by member takes several times as long.
  let observed: Members = { ...members };
  for (const path of paths) {
    const legal = isObservedPath(path);
    const other = legal ? inTheWay(resource, path, members) : undefined;
    const known = OBSERVED_LEAVES.has(members[path]);
    if (legal && known && other === undefined) continue;
    const { [path]: _wrong, ...others } = observed;
    observed = others;
    const at = below(place, path);
    if (!legal) found.add(at, 'not_a_path');
    if (other !== undefined) found.add(at, 'known_field', { field: echo(other) });
    if (!known) found.add(at, 'unknown_shape');
  }
  return observed as Observed;
};

const readRound = (found: Findings, value: unknown, place: Place): Treatment | undefined => {
  const round = readNumber(found, value, place);
  if (round === undefined) return undefined;
  return round > 0 ? { round } : found.add(place, 'not_positive');
};

const readBucket = (found: Findings, value: unknown, place: Place): Treatment | undefined => {
  let last = Number.NEGATIVE_INFINITY;
  const bucket = found.list(
    value,
    place,
    POLICY_LIMITS.edges,
    (edge, at) => {
      const read = readNumber(found, edge, at);
      if (read === undefined) return undefined;
      if (read <= last) return found.add(at, 'not_ascending');
      last = read;
      return read;
    },
    1,
  );
  return bucket && { bucket };
};

const NUMERIC = { round: readRound, bucket: readBucket } as const;

const isNumeric = (key: string): key is keyof typeof NUMERIC => Object.hasOwn(NUMERIC, key);

const WORDS: ReadonlySet<unknown> = new Set(['show', 'year', 'initials', 'pseudonym'] satisfies (TreatmentKind & Treatment)[]);

const isWord = (value: unknown): value is TreatmentKind & Treatment => WORDS.has(value);

/** The one member of a treatment that has parameters. */
const soleKey = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const keys = Object.keys(value);
  return keys.length === 1 ? keys[0] : undefined;
};

const readTreatment = (found: Findings, name: string, shape: LeafShape, value: unknown, place: Place): Treatment | undefined => {
  const word = isWord(value) ? value : undefined;
  const key = word ?? soleKey(value);
  if (key === undefined || !(word || isNumeric(key))) return found.add(place, 'unknown_treatment');
  if (!TREATMENTS_FOR[shape].some((kind) => kind === key)) return found.add(place, 'treatment_not_for_shape', { field: echo(name), shape });
  if (word) return word;
  return isNumeric(key) ? NUMERIC[key](found, own(value as Members, key), below(place, key)) : undefined;
};

/** Why a write audience can't have this leaf so, if it can't: Focus has to take it, and a deletion names the id at most. */
const refusal = (writes: 'write' | 'delete', name: string, leaf: Leaf, treatment: unknown): ProblemCode | undefined => {
  if (writes === 'delete' ? name !== 'id' : !leaf.writable) return 'not_writable';
  return treatment === 'show' ? undefined : 'show_only';
};

/** Leaves with their treatments; write audiences take `show` alone. */
export const readFields = (
  found: Findings,
  writes: 'write' | 'delete' | undefined,
  leafOf: LeafOf,
  value: unknown,
  place: Place,
): Grant['fields'] | undefined => {
  const members = found.object(value, place);
  if (!members) return undefined;
  const fields: Record<string, unknown> = { ...members };
  for (const name of Object.keys(members)) {
    const leaf = leafOf(name);
    const written = members[name];
    if (leaf && written === 'show' && !writes) continue;
    const at = below(place, name);
    if (!leaf) {
      found.add(at, 'unknown_field', { field: echo(name) });
      continue;
    }
    const treatment = readTreatment(found, name, leaf.shape, written, at);
    const refused = writes && treatment !== undefined ? refusal(writes, name, leaf, treatment) : undefined;
    if (refused) found.add(at, refused, { field: echo(name) });
    // Words are in the copy already. What is wrong stays in it, but is among the problems, and then nothing of it is used.
    if (typeof treatment === 'object') fields[name] = treatment;
  }
  return fields as Grant['fields'];
};
