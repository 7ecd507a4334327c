import type { ActionName, Condition, Grant, LeafShape, ResourceName, Treatment } from '../policy/policy';
import type { Field } from './field';
import { FIELDS } from './fields';
import { observedField } from './observed';

/** An operation of Focus. `path` lies below `/v1/`; an action without one (`summary`) is worked out from the others. */
export interface Endpoint {
  readonly action: ActionName;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
}

export interface Resource {
  /** Key into `locales/`. */
  readonly label: string;
  readonly fields: readonly Field[];
  /** Whether it hangs in the tree of focus areas, so that `under` applies. */
  readonly placed: boolean;
  /** The resource that a record's `parentId` names. */
  readonly parentOf: ResourceName | undefined;
  readonly endpoints: readonly Endpoint[];
}

type EndpointRow = readonly [action: ActionName, method: Endpoint['method'], path: string];

const resource = (
  name: ResourceName,
  place: { readonly placed: boolean; readonly parentOf?: ResourceName },
  endpoints: readonly EndpointRow[],
): Resource => ({
  label: `resource.${name}.label`,
  fields: FIELDS[name],
  placed: place.placed,
  parentOf: place.parentOf,
  endpoints: endpoints.map(([action, method, path]) => ({ action, method, path })),
});

const ITEM = (path: string): readonly EndpointRow[] => [
  ['list', 'GET', path],
  ['get', 'GET', `${path}/{id}`],
  ['bulk', 'POST', `${path}/bulk`],
  ['update', 'PATCH', `${path}/{id}`],
  ['delete', 'DELETE', `${path}/{id}`],
];

/** Everything that Focus has and this app may let out. Operations as printed in Focus's reference, or inferred from it. */
export const CATALOGUE: Readonly<Record<ResourceName, Resource>> = {
  focusArea: resource('focusArea', { placed: true, parentOf: 'focusArea' }, [
    ['list', 'GET', 'focus-areas'],
    ['get', 'GET', 'focus-areas/{id}'],
    ['create', 'POST', 'focus-areas'],
    ['update', 'PATCH', 'focus-areas/{id}'],
  ]),
  costItem: resource('costItem', { placed: true, parentOf: 'focusArea' }, ITEM('funds/cost-item')),
  benefitItem: resource('benefitItem', { placed: true, parentOf: 'focusArea' }, ITEM('funds/benefit-item')),
  costType: resource('costType', { placed: false }, [['list', 'GET', 'funds/cost-type']]),
  costSubtype: resource('costSubtype', { placed: false }, [['list', 'GET', 'funds/cost-subtype']]),
  benefitType: resource('benefitType', { placed: false }, [['list', 'GET', 'funds/benefit-type']]),
  investmentCategory: resource('investmentCategory', { placed: false }, [['list', 'GET', 'funds/investment-category']]),
  organization: resource('organization', { placed: false, parentOf: 'organization' }, [
    ['list', 'GET', 'organizations'],
    ['create', 'POST', 'organizations'],
  ]),
};

// Typed: Object.keys gives strings, and a cast in every caller would hide a missing row.
export const RESOURCE_NAMES: readonly ResourceName[] = [
  'focusArea',
  'costItem',
  'benefitItem',
  'costType',
  'costSubtype',
  'benefitType',
  'investmentCategory',
  'organization',
];

export type TreatmentKind = Extract<Treatment, string> | 'round' | 'bucket';

/** What may happen to a leaf of each shape. An id masked would name another record, so ids take `show` alone. */
export const TREATMENTS_FOR: Readonly<Record<LeafShape, readonly TreatmentKind[]>> = {
  text: ['show', 'initials', 'pseudonym'],
  number: ['show', 'round', 'bucket'],
  flag: ['show'],
  date: ['show', 'year'],
  id: ['show'],
  ids: ['show'],
  texts: ['show'],
  series: ['show', 'round', 'bucket'],
};

type OperatorOf<C> = C extends Condition ? Exclude<keyof C, 'field'> : never;
export type Operator = OperatorOf<Condition>;

/** What a condition may ask of a leaf of each shape. */
export const OPERATORS_FOR: Readonly<Record<LeafShape, readonly Operator[]>> = {
  text: ['equals', 'in', 'notIn', 'contains', 'isSet'],
  number: ['equals', 'in', 'notIn', 'isSet'],
  flag: ['equals', 'in', 'notIn', 'isSet'],
  date: ['equals', 'in', 'notIn', 'before', 'after', 'isSet'],
  id: ['equals', 'in', 'notIn', 'isSet'],
  ids: ['contains', 'isSet'],
  texts: ['contains', 'isSet'],
  series: ['isSet'],
};

/** Most records in one answer, also when a grant doesn't say. */
export const LARGEST_PAGE = 100;

/** Minutes that a stored place may be old. */
export const PLACE_AGE = { usual: 60, most: 10_080 } as const;

/** What an id of Focus, a caller key's id and a group's id look like in a path or a policy. */
export const ID_PATTERN = /^[A-Za-z0-9_-]{1,64}$/;

/** The name of a site before `.atlassian.net`: one label of a host. Nothing else may become part of one. */
export const SITE_NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const BY_NAME = Object.fromEntries(
  RESOURCE_NAMES.map((name) => [name, new Map(FIELDS[name].map((field) => [field.name, field]))]),
) as unknown as Readonly<Record<ResourceName, ReadonlyMap<string, Field>>>;

/** The catalogue's field of this name, else the one that a grant declares as observed, where its path may be one. */
export const fieldOf = (resource: ResourceName, name: string, observed?: Grant['observed']): Field | undefined =>
  BY_NAME[resource].get(name) ?? observedField(resource, name, observed);
