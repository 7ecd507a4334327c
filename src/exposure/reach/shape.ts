import type { ResourceName } from '../policy/policy';
import type { GrantedField, Reach, ResourceReach } from './compile';
import { leafAt, pathOf } from './leaves/leaf-shape';
import { compileReference } from './references';
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

const put = (answer: Record<string, unknown>, path: readonly string[], value: unknown): void => {
  const last = path.length - 1;
  let at = answer;
  for (let depth = 0; depth < last; depth++) {
    const name = path[depth] ?? '';
    const group = (Object.hasOwn(at, name) ? at[name] : {}) as Record<string, unknown>;
    at[name] = group;
    at = group;
  }
  at[path[last] ?? ''] = value;
};

interface Step {
  readonly path: readonly string[];
  /** The first name of the path. */
  readonly name: string;
  /** Whether the leaf lies at the top, under a name that no object inherits. */
  readonly flat: boolean;
  /** Gives what leaves where it isn't a leaf of `fields`. */
  readonly refer: Refer | undefined;
  readonly treat: Treat;
}

const idOf: Refer = (record) => record.id;

const stepOf = (reach: Reach, own: ResourceReach, field: GrantedField, options: ShapeOptions): Step => {
  const path = pathOf(field.name);
  const [name = ''] = path;
  const reference = field.refersTo === undefined ? undefined : compileReference(reach, own, field, field.refersTo, options);
  const refer = field.name === 'id' ? idOf : reference;
  return { path, name, flat: path.length === 1 && !(name in Object.prototype), refer, treat: field.treat };
};

/**
 * Gives the function that makes what leaves of a reached record: granted leaves, treated, nested by their paths. Compiled once per page.
 * Hidden, absent, wrong-shaped, unknown: nothing of them shows, not even which it was.
 */
export const shaper = (reach: Reach, resource: ResourceName, options: ShapeOptions): ((record: FocusRecord) => Record<string, unknown>) => {
  const own = reach.grants.get(resource);
  const { wanted, pseudonym } = options;
  const steps = own?.fields.flatMap((field) => (!wanted || wanted.has(field.name) ? stepOf(reach, own, field, options) : [])) ?? [];
  return (record) => {
    const { fields } = record;
    // Asked once per record instead of once per leaf: an object straight below Object.prototype inherits no name but those of `flat`.
    const straight = Object.getPrototypeOf(fields) === Object.prototype;
    const answer: Record<string, unknown> = {};
    for (const { path, name, flat, refer, treat } of steps) {
      const value = refer ? refer(record) : treat(straight && flat ? fields[name] : leafAt(fields, path), pseudonym);
      if (value === undefined) continue;
      if (path.length === 1) answer[name] = value;
      else put(answer, path, value);
    }
    return answer;
  };
};

/** What leaves of one record; for a page, take `shaper`. */
export const shape = (reach: Reach, resource: ResourceName, record: FocusRecord, options: ShapeOptions): Record<string, unknown> =>
  shaper(reach, resource, options)(record);
