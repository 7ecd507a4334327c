import type { ResourceName } from '../policy/policy';
import type { GrantedField, Reach, ResourceReach } from './compile';
import { leafAt } from './leaves/leaf-shape';
import { compileReference } from './references';
import type { Known } from './references';
import type { FocusRecord } from './record';
import type { Pseudonym } from './treatments';

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

const leaving = (reach: Reach, own: ResourceReach, field: GrantedField, options: ShapeOptions): ((record: FocusRecord) => unknown) => {
  if (field.name === 'id') return (record) => record.id;
  if (field.refersTo !== undefined) return compileReference(reach, own, field, field.refersTo, options);
  const path = field.name.split('.');
  return (record) => field.treat(leafAt(record.fields, path), options.pseudonym);
};

/**
 * Gives the function that makes what leaves of a reached record: granted leaves, treated, nested by their paths. Compiled once per page.
 * Hidden, absent, wrong-shaped, unknown: nothing of them shows, not even which it was.
 */
export const shaper = (reach: Reach, resource: ResourceName, options: ShapeOptions): ((record: FocusRecord) => Record<string, unknown>) => {
  const own = reach.grants.get(resource);
  const fields = own?.fields.filter((field) => !options.wanted || options.wanted.has(field.name)) ?? [];
  const plan = own ? fields.map((field) => ({ path: field.name.split('.'), leave: leaving(reach, own, field, options) })) : [];
  return (record) => {
    const answer: Record<string, unknown> = {};
    for (const { path, leave } of plan) {
      const value = leave(record);
      if (value !== undefined) put(answer, path, value);
    }
    return answer;
  };
};

/** What leaves of one record; for a page, take `shaper`. */
export const shape = (reach: Reach, resource: ResourceName, record: FocusRecord, options: ShapeOptions): Record<string, unknown> =>
  shaper(reach, resource, options)(record);
