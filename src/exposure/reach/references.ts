import { CATALOGUE } from '../catalogue/catalogue';
import type { ResourceName } from '../policy/policy';
import { isEmpty } from './compile';
import type { GrantedField, Reach, ResourceReach } from './compile';
import { leafAt, leafPath } from './leaves/leaf-path';
import { knownAbove, reachedFrom } from './place';
import type { FocusRecord } from './record';

/** Whether a target that was read in this call lies in the reach; undefined = it wasn't read. */
export type Known = (resource: ResourceName, id: string) => boolean | undefined;

/** Gives what leaves of a reference: ids that are known to lie in the reach, else nothing. */
export type Refer = (record: FocusRecord) => unknown;

const unread: Known = () => undefined;

/**
 * Who decides about targets: their own grant; for the focus area that an item hangs on, without one, the item's own subtrees.
 * What an item's conditions say is about items.
 */
const judgeOf = (
  reach: Reach,
  own: ResourceReach,
  target: ResourceName,
): Pick<ResourceReach, 'roots' | 'conditions' | 'placeAge'> | null => {
  const grant = reach.grants.get(target);
  if (grant) return isEmpty(grant) ? null : grant;
  return { roots: own.roots, placeAge: own.placeAge, conditions: [] };
};

/** Ids above a record from the first reached one, down to the parent without a gap; undefined when there is none. */
type Above = (record: FocusRecord) => readonly string[] | undefined;

const reachedAbove = (reach: Reach, own: ResourceReach, target: ResourceName, known: Known, now: number): Above => {
  const judge = judgeOf(reach, own, target);
  if (!judge) return () => undefined;
  const { roots, conditions, placeAge } = judge;
  return (record) => {
    const chain = knownAbove(own.resource, record, placeAge, now);
    let start = reachedFrom(roots, chain);
    // A hidden one in between would show by its gap: the path begins below the lowest of them.
    if (conditions.length > 0)
      for (let at = chain.length - 1; at >= start; at--) if (known(target, chain[at] ?? '') !== true) start = at + 1;
    // A root has nothing reached above it: it looks like the top, whether or not something hidden lies there.
    if (start >= chain.length) return undefined;
    return chain.slice(start);
  };
};

const refersAbove =
  (above: Above, { shape }: GrantedField): Refer =>
  (record) => {
    const chain = above(record);
    if (chain === undefined) return undefined;
    if (shape === 'id') return record.parentId;
    return record.ancestors === undefined ? undefined : chain;
  };

/** Whether targets without a told place are known to lie in the reach. Classifications need no grant: they are plain values then. */
const targetTest = (reach: Reach, target: ResourceName, known: Known): ((id: string) => boolean) => {
  const grant = reach.grants.get(target);
  if (!grant) return () => !CATALOGUE[target].placed;
  if (isEmpty(grant)) return () => false;
  return grant.roots === 'all' && grant.conditions.length === 0 ? () => true : (id) => known(target, id) === true;
};

/** A reference to one record that lies elsewhere; the catalogue has no list of them but the path. */
const refersAside = (reach: Reach, field: GrantedField, target: ResourceName, known: Known): Refer => {
  const reached = targetTest(reach, target, known);
  const path = leafPath(field.name);
  return ({ fields }) => {
    const leaf = field.treat(leafAt(fields, path));
    return typeof leaf === 'string' && reached(leaf) ? leaf : undefined;
  };
};

/**
 * Gives what compiles the references of one page. References to what lies above come from the record's place,
 * never from a leaf under their name.
 */
export const referrer = (reach: Reach, own: ResourceReach, { known = unread, now }: { readonly known?: Known; readonly now: number }) => {
  const { parentOf } = CATALOGUE[own.resource];
  const find = parentOf && reachedAbove(reach, own, parentOf, known, now);
  let last: FocusRecord | undefined;
  let found: readonly string[] | undefined;
  // Parent and path of one record are asked for one after the other.
  const above: Above = (record) => {
    if (record !== last) {
      last = record;
      found = find?.(record);
    }
    return found;
  };
  return (field: GrantedField, target: ResourceName): Refer =>
    parentOf === target ? refersAbove(above, field) : refersAside(reach, field, target, known);
};
