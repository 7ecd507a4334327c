import { audienceOf } from '../catalogue/audiences';
import { CATALOGUE, LARGEST_PAGE, PLACE_AGE, RESOURCE_NAMES, fieldOf } from '../catalogue/catalogue';
import type { Field } from '../catalogue/field';
import type { ActionName, AudienceKey, AudiencePart, Grant, Records, ResourceName, Treatment } from '../policy/policy';
import { compileCondition } from './conditions';
import type { CompiledCondition } from './conditions';
import type { PlaceAge, Roots } from './place';
import { compileTreatment } from './treatments';
import type { Treat } from './treatments';

/** A leaf that leaves, with what happens to it. */
export interface GrantedField extends Field {
  readonly treatment: Treatment;
  readonly treat: Treat;
}

/** A grant compiled for deciding: what a caller can get of one resource. */
export interface ResourceReach {
  readonly resource: ResourceName;
  readonly actions: ReadonlySet<ActionName>;
  /** The granted leaves in the catalogue's order, then observed ones in the grant's. */
  readonly fields: readonly GrantedField[];
  readonly roots: Roots;
  /** All must hold. */
  readonly conditions: readonly CompiledCondition[];
  readonly placeAge: PlaceAge;
  readonly pageSize: number;
}

/** What one audience reaches, by resource; a resource without a grant isn't in it. */
export interface Reach {
  readonly audience: AudienceKey;
  readonly grants: ReadonlyMap<ResourceName, ResourceReach>;
}

const MINUTE = 60_000;
const NOBODY: ReadonlySet<string> = new Set();

const grantedField = (field: Field, treatment: Treatment): GrantedField | undefined => {
  const treat = compileTreatment(field.shape, treatment);
  if (!treat) return undefined;
  if (field.refersTo !== undefined || field.version !== undefined) return { ...field, treatment, treat };
  // Member by member: spreading takes several times as long, and a decision may make some dozens of these.
  const { name, shape, label, description, personal, financial, observed, readNames, writeNames } = field;
  return { name, shape, label, description, personal, financial, observed, readNames, writeNames, treatment, treat };
};

// The commonest grant of all, made once: it holds nothing of any site.
const SHOWN: ReadonlyMap<Field, GrantedField | undefined> = new Map(
  RESOURCE_NAMES.flatMap((resource) => CATALOGUE[resource].fields.map((field) => [field, grantedField(field, 'show')] as const)),
);

const compileFields = (resource: ResourceName, { fields, observed }: Grant, masks: boolean): readonly GrantedField[] => {
  const granted: GrantedField[] = [];
  const add = (field: Field): void => {
    const treatment = Object.hasOwn(fields, field.name) ? fields[field.name] : undefined;
    if (treatment === undefined || !(masks || treatment === 'show')) return;
    const one = (treatment === 'show' ? SHOWN.get(field) : undefined) ?? grantedField(field, treatment);
    if (one) granted.push(one);
  };
  for (const field of CATALOGUE[resource].fields) add(field);
  for (const name of Object.keys(observed ?? {})) {
    const field = fieldOf(resource, name, observed);
    if (field?.observed) add(field);
  }
  return granted;
};

/** `under` speaks of focus areas: where nothing hangs in their tree, it reaches nothing. */
const compileRoots = (placed: boolean, records: Records): Roots => {
  if (records === 'all' || records.under === undefined) return 'all';
  return placed ? new Set(records.under) : NOBODY;
};

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

// A decision needs one resource's leaves, and those that its references point to: the others are compiled when somebody asks.
const compileGrant = (resource: ResourceName, grant: Grant, writes: boolean): ResourceReach => {
  const { placed } = CATALOGUE[resource];
  const { records, placeAge = PLACE_AGE.usual } = grant;
  // A write is decided by what is true now (design: writes and deletes use live places only).
  const age = writes || placeAge === 'live' ? 'live' : placeAge * MINUTE;
  const fields = once(() => compileFields(resource, grant, !writes));
  const where = records === 'all' ? [] : (records.where ?? []);
  const conditions = once(() => where.map((condition) => compileCondition(resource, condition, grant, age)));
  return {
    resource,
    actions: new Set(grant.actions),
    get fields() {
      return fields();
    },
    roots: compileRoots(placed, records),
    get conditions() {
      return conditions();
    },
    placeAge: age,
    pageSize: grant.pageSize ?? LARGEST_PAGE,
  };
};

/** Compiles a parsed part. A field that nobody knows, or whose treatment isn't for its shape, is not granted. */
export const compileReach = (audience: AudienceKey, part: Pick<AudiencePart, 'grants'>): Reach => {
  const kind = audienceOf(audience)?.kind;
  const writes = kind === 'write' || kind === 'delete';
  const grants = new Map<ResourceName, ResourceReach>();
  for (const resource of RESOURCE_NAMES) {
    const grant = Object.hasOwn(part.grants, resource) ? part.grants[resource] : undefined;
    if (grant) grants.set(resource, compileGrant(resource, grant, writes));
  }
  return { audience, grants };
};

/** True when there is nothing that this reach could ever give: no action, no record, or no field (a delete needs none). */
export const isEmpty = ({ actions, fields, roots }: ResourceReach): boolean =>
  actions.size === 0 || (roots !== 'all' && roots.size === 0) || (fields.length === 0 && !actions.has('delete'));
