import { CATALOGUE } from '../catalogue/catalogue';
import type { ResourceName } from '../policy/policy';
import { isEmpty } from './compile';
import type { GrantedField, Reach, ResourceReach } from './compile';
import { leafAt, pathOf } from './leaves/leaf-shape';
import { knownAbove, reachedFrom } from './place';
import type { FocusRecord } from './record';

/** Whether a target that was read in this call lies in the reach; undefined = it wasn't read. */
export type Known = (resource: ResourceName, id: string) => boolean | undefined;

/** Gives what leaves of a reference: ids that are known to lie in the reach, else nothing. */
export type Refer = (record: FocusRecord) => unknown;

const NONE: Refer = () => undefined;
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

/** The chain above a record, and from where on every id of it lies in the reach, down to the parent without a gap. */
const refersAbove = (reach: Reach, own: ResourceReach, field: GrantedField, target: ResourceName, known: Known, now: number): Refer => {
  const judge = judgeOf(reach, own, target);
  if (!judge) return NONE;
  const from = (chain: readonly string[]): number => {
    const start = reachedFrom(judge.roots, chain);
    if (judge.conditions.length === 0) return start;
    // A hidden one in between would show by its gap: the path begins below it.
    for (let at = chain.length - 1; at >= start; at--) if (known(target, chain[at] ?? '') !== true) return at + 1;
    return start;
  };
  return (record) => {
    const chain = knownAbove(own.resource, record, judge.placeAge, now);
    const start = from(chain);
    // A root has nothing reached above it: it looks like the top, whether or not something hidden lies there.
    if (start >= chain.length) return undefined;
    if (field.shape === 'id') return record.parentId;
    return record.ancestors === undefined ? undefined : chain.slice(start);
  };
};

/** Whether targets without a told place are known to lie in the reach. Classifications need no grant: they are plain values then. */
const targetTest = (reach: Reach, target: ResourceName, known: Known): ((id: string) => boolean) => {
  const grant = reach.grants.get(target);
  if (!grant) return () => !CATALOGUE[target].placed;
  if (isEmpty(grant)) return () => false;
  const { roots, conditions } = grant;
  if (conditions.length > 0) return (id) => known(target, id) === true;
  return roots === 'all' ? () => true : (id) => roots.has(id) || known(target, id) === true;
};

const refersAside = (reach: Reach, field: GrantedField, target: ResourceName, known: Known): Refer => {
  const reached = targetTest(reach, target, known);
  const path = pathOf(field.name);
  return ({ fields }) => {
    const leaf = field.treat(leafAt(fields, path));
    if (typeof leaf === 'string') return reached(leaf) ? leaf : undefined;
    if (!Array.isArray(leaf)) return undefined;
    const kept = leaf.filter((id) => typeof id === 'string' && reached(id));
    return kept.length === 0 ? undefined : kept;
  };
};

/** Compiles a reference for one page. References to what lies above come from the record's place, never from a leaf under their name. */
export const compileReference = (
  reach: Reach,
  own: ResourceReach,
  field: GrantedField,
  target: ResourceName,
  { known = unread, now }: { readonly known?: Known; readonly now: number },
): Refer =>
  CATALOGUE[own.resource].parentOf === target
    ? refersAbove(reach, own, field, target, known, now)
    : refersAside(reach, field, target, known);
