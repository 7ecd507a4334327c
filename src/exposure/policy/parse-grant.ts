import type { Audience } from '../catalogue/audiences';
import { LARGEST_PAGE, PLACE_AGE } from '../catalogue/catalogue';
import { echo } from './findings';
import type { Findings, Place } from './findings';
import { leavesOf, readFields, readObserved } from './parse-fields';
import { readRecords } from './parse-records';
import { readWhole } from './parse-values';
import type { ActionName, Grant, ResourceName } from './policy';

const KEYS: ReadonlySet<string> = new Set(['actions', 'fields', 'records', 'observed', 'placeAge', 'pageSize'] satisfies (keyof Grant)[]);

const readActions = (found: Findings, grantable: readonly ActionName[], value: unknown, place: Place): readonly ActionName[] | undefined =>
  found.list(
    value,
    place,
    grantable.length,
    (action, at) =>
      grantable.find((name) => name === action) ??
      found.add(at, 'unknown_action', { action: typeof action === 'string' ? echo(action) : typeof action }),
  );

/** What an audience reaches in one resource, `grantable` the actions that it can be given there. */
export const readGrant = (found: Findings, audience: Audience, resource: ResourceName, value: unknown, place: Place): Grant | undefined => {
  const members = found.members(value, place, (key) => KEYS.has(key));
  if (!members) return undefined;
  const observed = found.optional(members, 'observed', place, (shapes, at) => readObserved(found, resource, shapes, at));
  const leafOf = leavesOf(resource, observed);
  const writes = audience.kind === 'write' || audience.kind === 'delete' ? audience.kind : undefined;
  const grantable = audience.grantable[resource] ?? [];
  const actions = found.needed(members, 'actions', place, (names, at) => readActions(found, grantable, names, at));
  const fields = found.needed(members, 'fields', place, (named, at) => readFields(found, writes, leafOf, named, at));
  const records = found.needed(members, 'records', place, (which, at) => readRecords(found, resource, leafOf, which, at));
  const placeAge = found.optional(members, 'placeAge', place, (age, at) =>
    age === 'live' ? age : readWhole(found, age, at, 1, PLACE_AGE.most),
  );
  const pageSize = found.optional(members, 'pageSize', place, (size, at) => readWhole(found, size, at, 1, LARGEST_PAGE));
  if (!actions || !fields || !records) return undefined;
  return {
    actions,
    fields,
    records,
    ...(observed ? { observed } : {}),
    ...(placeAge === undefined ? {} : { placeAge }),
    ...(pageSize === undefined ? {} : { pageSize }),
  };
};
