import { CATALOGUE } from '../catalogue/catalogue';
import type { ResourceName } from '../policy/policy';
import type { FocusRecord } from './record';

/** How old a stored place may be: ms, or `live` = only one read in this call. */
export type PlaceAge = 'live' | number;

/** Every record, or those at or below one of these focus areas. */
export type Roots = 'all' | ReadonlySet<string>;

const NOWHERE: readonly string[] = [];

/** Whether the place that a record tells counts; older than the age, it is unknown. Without a readable `now` only a live one counts. */
export const isFresh = ({ placeReadAt }: FocusRecord, age: PlaceAge, now: number): boolean =>
  placeReadAt === undefined || (age !== 'live' && now - placeReadAt <= age);

const MOST_COMPARED = 16;

// Chains are short: a set for each record would be the dearest part of a page.
const repeats = (chain: readonly string[]): boolean => {
  if (chain.length > MOST_COMPARED) return new Set(chain).size !== chain.length;
  for (let at = 1; at < chain.length; at++) for (let above = 0; above < at; above++) if (chain[at] === chain[above]) return true;
  return false;
};

/** Whether what a record tells of its place can't be true: a chain that loops, holds the record or doesn't end at its parent. */
const contradicts = (resource: ResourceName, { id, parentId, ancestors }: FocusRecord): boolean => {
  // An item and a focus area may share an id; a focus area can't lie in itself.
  const above = CATALOGUE[resource].parentOf === resource;
  if (above && parentId === id) return true;
  if (ancestors === undefined) return false;
  if (parentId !== undefined && ancestors[ancestors.length - 1] !== parentId) return true;
  return (above && ancestors.includes(id)) || repeats(ancestors);
};

/**
 * The ids above a record, from the top, as far as they are known: the told chain, else the parent alone.
 * A chain that contradicts itself or is too old tells nothing: the place is unknown.
 */
export const knownAbove = (resource: ResourceName, record: FocusRecord, age: PlaceAge, now: number): readonly string[] => {
  if (!isFresh(record, age, now) || contradicts(resource, record)) return NOWHERE;
  return record.ancestors ?? (record.parentId === undefined ? NOWHERE : [record.parentId]);
};

/** Whether the whole place is known: what isn't above the record in this chain isn't above it at all. */
export const isPlaceWhole = (resource: ResourceName, record: FocusRecord, age: PlaceAge, now: number): boolean =>
  record.ancestors !== undefined && isFresh(record, age, now) && !contradicts(resource, record);

/** Where the part of a chain that lies under the roots begins; the chain's length when none of it does. */
export const reachedFrom = (roots: Roots, chain: readonly string[]): number => {
  if (roots === 'all') return 0;
  for (let at = 0; at < chain.length; at++) if (roots.has(chain[at] ?? '')) return at;
  return chain.length;
};
