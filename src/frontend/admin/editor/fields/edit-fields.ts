import { audienceOf } from '../../../../exposure/catalogue/audiences';
import { CATALOGUE, TREATMENTS_FOR, fieldOf } from '../../../../exposure/catalogue/catalogue';
import type { TreatmentKind } from '../../../../exposure/catalogue/catalogue';
import type { Field } from '../../../../exposure/catalogue/field';
import { observedField } from '../../../../exposure/catalogue/observed';
import type { AudienceKey, Grant, ObservedShape, ResourceName, Treatment } from '../../../../exposure/policy/policy';
import type { ObservedField } from '../../../../resolvers/contract';
import { conditionsIn } from '../edit-grant';

/** Shapes of what was seen in the site's data, by path. */
export type Seen = ReadonlyMap<string, ObservedShape>;

export const seenOf = (seen: readonly ObservedField[], resource: ResourceName): Seen =>
  new Map(seen.flatMap((one) => (one.resource === resource ? [[one.path, one.shape] as const] : [])));

/** Fields of a grant that the catalogue doesn't know: those that it has taken up, and those that may be; by name. */
const observedIn = (resource: ResourceName, { observed = {} }: Grant, seen: Seen): readonly Field[] =>
  [...new Set([...Object.keys(observed), ...seen.keys()])].sort().flatMap((path) => {
    const shape = Object.hasOwn(observed, path) ? observed[path] : seen.get(path);
    const field = shape === undefined ? undefined : observedField(resource, path, { [path]: shape });
    return field ? [field] : [];
  });

/** The catalogue's fields in its order, then what was seen in the site's data. */
export const fieldsIn = (resource: ResourceName, grant: Grant, seen: Seen): readonly Field[] => [
  ...CATALOGUE[resource].fields,
  ...observedIn(resource, grant, seen),
];

export const treatmentOf = ({ fields }: Grant, name: string): Treatment | undefined =>
  Object.hasOwn(fields, name) ? fields[name] : undefined;

/** Whether the grant says what an observed field holds; of the catalogue's this is always known. */
export const isTakenUp = ({ observed = {} }: Grant, { name, observed: wasSeen }: Field): boolean =>
  !wasSeen || Object.hasOwn(observed, name);

/** What may happen to a field on its way to this audience, `show` first. Writing takes a field as it is. */
export const treatmentsFor = (key: AudienceKey, { name, shape, refersTo }: Field): readonly TreatmentKind[] => {
  const kind = audienceOf(key)?.kind;
  const asItIs = kind === 'write' || kind === 'delete' || name === 'id' || refersTo !== undefined;
  return asItIs ? ['show'] : TREATMENTS_FOR[shape];
};

/** The grant with a field taken up as it was last seen, so that fields and conditions may name it; others are known already. */
export const withObserved = (resource: ResourceName, grant: Grant, name: string, seen: Seen): Grant => {
  const shape = seen.get(name);
  if (shape === undefined || fieldOf(resource, name, grant.observed)) return grant;
  return { ...grant, observed: { ...grant.observed, [name]: shape } };
};

/** The grant without what it took up of fields that it no longer names, as long as they can be taken up again. */
const withoutUnused = (grant: Grant, names: readonly string[], seen: Seen): Grant => {
  const { observed, ...rest } = grant;
  if (!observed) return grant;
  const asked = new Set(conditionsIn(grant).map(({ field }) => field));
  const left = Object.entries(observed).filter(([name]) => !(names.includes(name) && seen.has(name) && !asked.has(name)));
  return left.length === 0 ? rest : { ...rest, observed: Object.fromEntries(left) };
};

/** Shows fields so, or hides them (`undefined`): what is hidden is left out of the policy. */
export const setFields = (resource: ResourceName, grant: Grant, changes: ReadonlyMap<string, Treatment | undefined>, seen: Seen): Grant => {
  const names = [...changes.keys()];
  const hidden = names.filter((name) => changes.get(name) === undefined);
  const known = names.reduce((so, name) => (hidden.includes(name) ? so : withObserved(resource, so, name, seen)), grant);
  const fields = fieldsIn(resource, known, seen).flatMap(({ name }) => {
    const treatment = changes.has(name) ? changes.get(name) : treatmentOf(grant, name);
    return treatment === undefined ? [] : [[name, treatment] as const];
  });
  return withoutUnused({ ...known, fields: Object.fromEntries(fields) }, hidden, seen);
};
