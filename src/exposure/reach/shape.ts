import type { ResourceName } from '../policy/policy';
import type { GrantedField, Reach } from './compile';
import { leafAt, leafPath, putLeaf } from './leaves/leaf-path';
import type { LeafPath } from './leaves/leaf-path';
import { referrer } from './references';
import type { Known, Refer } from './references';
import type { FocusRecord } from './record';
import type { Pseudonym, Treat } from './treatments';

export interface ShapeOptions {
  /** Leaf paths that the caller asked for; narrows, never widens. */
  readonly wanted?: ReadonlySet<string>;
  /** Without it a pseudonymised leaf is left out. */
  readonly pseudonym?: Pseudonym;
  readonly known?: Known;
  /** ms since the epoch. */
  readonly now: number;
}

interface Step {
  readonly path: LeafPath;
  /** The only name of a path that has no more, when nothing inherits it. */
  readonly flat: string | undefined;
  /** Gives what leaves where it isn't a leaf of `fields`. */
  readonly refer: Refer | undefined;
  readonly treat: Treat;
}

const idOf: Refer = (record) => record.id;

const stepOf = (field: GrantedField, refers: ReturnType<typeof referrer>): Step => {
  const path = leafPath(field.name);
  const reference = field.refersTo === undefined ? undefined : refers(field, field.refersTo);
  const flat = path.plain && path.groups.length === 0 ? path.last : undefined;
  return { path, flat, refer: field.name === 'id' ? idOf : reference, treat: field.treat };
};

/**
 * Gives the function that makes what leaves of a reached record: granted leaves, treated, nested by their paths. Compiled once per page.
 * Hidden, absent, wrong-shaped, unknown: nothing of them shows, not even which it was.
 */
export const shaper = (reach: Reach, resource: ResourceName, options: ShapeOptions): ((record: FocusRecord) => Record<string, unknown>) => {
  const own = reach.grants.get(resource);
  const { wanted, pseudonym } = options;
  if (!own) return () => ({});
  const refers = referrer(reach, own, options);
  const steps = own.fields.filter(({ name }) => !wanted || wanted.has(name)).map((field) => stepOf(field, refers));
  return (record) => {
    const { fields } = record;
    // As in `leafAt`, but asked once per record.
    const straight = Object.getPrototypeOf(fields) === Object.prototype;
    const answer: Record<string, unknown> = {};
    for (const { path, flat, refer, treat } of steps) {
      const value = refer ? refer(record) : treat(straight && flat !== undefined ? fields[flat] : leafAt(fields, path), pseudonym);
      if (value === undefined) continue;
      if (flat !== undefined) answer[flat] = value;
      else putLeaf(answer, path, value);
    }
    return answer;
  };
};

/** What leaves of one record; for a page, take `shaper`. */
export const shape = (reach: Reach, resource: ResourceName, record: FocusRecord, options: ShapeOptions): Record<string, unknown> =>
  shaper(reach, resource, options)(record);
