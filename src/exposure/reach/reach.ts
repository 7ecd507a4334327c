import { CATALOGUE } from '../catalogue/catalogue';
import type { Field } from '../catalogue/catalogue';
import type { AudienceKey, Grant, ResourceName } from '../policy/policy';

/** One record of Focus, read with tolerance into our vocabulary. Ids are bare: the last part of an ARI. */
export interface FocusRecord {
  readonly id: string;
  /** Nested by our leaf paths. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Absent at the top, and when Focus doesn't tell. */
  readonly parentId?: string;
  /** Ids from the top down to the parent; empty at the top, absent when Focus doesn't tell. */
  readonly ancestors?: readonly string[];
}

/** A grant compiled for deciding: what a caller can get. */
export interface Reach {
  readonly audience: AudienceKey;
  readonly resource: ResourceName;
  /** The granted leaves, in the catalogue's order. */
  readonly fields: readonly Field[];
  /** Every record, or those at or below one of these roots. */
  readonly roots: 'all' | ReadonlySet<string>;
}

/** Compiles a grant. A field that the catalogue doesn't know, or that isn't `show`, is not granted. */
export const compileReach = (audience: AudienceKey, resource: ResourceName, grant: Grant): Reach => ({
  audience,
  resource,
  fields: CATALOGUE[resource].fields.filter((field) => Object.hasOwn(grant.fields, field.name) && grant.fields[field.name] === 'show'),
  roots: grant.records === 'all' ? 'all' : new Set(grant.records.under),
});

/** True when there is nothing that this reach could ever give. */
export const isEmpty = (reach: Reach): boolean => reach.fields.length === 0 || (reach.roots !== 'all' && reach.roots.size === 0);

/**
 * The ancestors of a record, from the top, as far as they are known: the told chain, else the parent alone.
 * A chain that contradicts the record's own parent, or loops, tells nothing: its place is unknown.
 */
const knownAncestors = (record: FocusRecord): readonly string[] => {
  const { id, parentId, ancestors } = record;
  if (parentId === id) return [];
  if (ancestors === undefined) return parentId === undefined ? [] : [parentId];
  if (ancestors.includes(id) || new Set(ancestors).size !== ancestors.length) return [];
  if (parentId !== undefined && ancestors.at(-1) !== parentId) return [];
  return ancestors;
};

/** The part of a record's ancestors that lies in the reach, from the top. */
export const reachedAncestors = (reach: Reach, record: FocusRecord): readonly string[] => {
  const ancestors = knownAncestors(record);
  const { roots } = reach;
  if (roots === 'all') return ancestors;
  const first = ancestors.findIndex((id) => roots.has(id));
  return first < 0 ? [] : ancestors.slice(first);
};

/** Whether the record lies in the reach. A record whose place is unknown doesn't, unless it is a root itself. */
export const reaches = (reach: Reach, record: FocusRecord): boolean =>
  reach.roots === 'all' || reach.roots.has(record.id) || reachedAncestors(reach, record).length > 0;

/** Whether reading more could still bring the record into the reach: its chain of ancestors isn't known whole. */
export const placeIsOpen = (reach: Reach, record: FocusRecord): boolean => !reaches(reach, record) && record.ancestors === undefined;
