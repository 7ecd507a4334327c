import { CATALOGUE } from '../catalogue/catalogue';
import type { ResourceName } from '../policy/policy';
import type { Reach, ResourceReach } from './compile';
import { isFresh, isPlaceWhole, knownAbove, reachedFrom } from './place';
import type { FocusRecord } from './record';

export type Standing = 'in' | 'out' | 'unknown';

const meets = ({ conditions }: ResourceReach, record: FocusRecord, now: number): boolean => {
  for (const condition of conditions) if (!condition.holds(record, now)) return false;
  return true;
};

const standingIn = ({ resource, roots, placeAge }: ResourceReach, record: FocusRecord, now: number): Standing => {
  if (roots === 'all') return 'in';
  if (roots.size === 0) return 'out';
  // A root is named by a focus area's id; an item of the same id is no root.
  if (CATALOGUE[resource].parentOf === resource && roots.has(record.id)) return 'in';
  const above = knownAbove(resource, record, placeAge, now);
  if (reachedFrom(roots, above) < above.length) return 'in';
  return isPlaceWhole(resource, record, placeAge, now) ? 'out' : 'unknown';
};

/**
 * Whether a record lies in the reach; `now` in ms since the epoch. `unknown` = its place isn't known or too old, and its leaves don't rule it out:
 * it counts as outside until more is read.
 */
export const standing = (reach: Reach, resource: ResourceName, record: FocusRecord, now: number): Standing => {
  const grant = reach.grants.get(resource);
  return grant && meets(grant, record, now) ? standingIn(grant, record, now) : 'out';
};

/** Whether the record lies in the reach. One whose place is unknown doesn't, unless it is a root itself. */
export const reaches = (reach: Reach, resource: ResourceName, record: FocusRecord, now: number): boolean =>
  standing(reach, resource, record, now) === 'in';

/**
 * Whether reading more could still bring the record into the reach: its chain of ancestors isn't known whole, or too old.
 * A whole chain that contradicts itself stays so. Without `now` no stored place counts.
 */
export const placeIsOpen = (reach: Reach, resource: ResourceName, record: FocusRecord, now = Number.NaN): boolean => {
  const grant = reach.grants.get(resource);
  if (!grant || !meets(grant, record, now) || standingIn(grant, record, now) !== 'unknown') return false;
  return record.ancestors === undefined || !isFresh(record, grant.placeAge, now);
};
