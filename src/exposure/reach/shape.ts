import type { LeafShape } from '../catalogue/catalogue';
import { reachedAncestors } from './reach';
import type { FocusRecord, Reach } from './reach';

const DATE = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

const isDate = (value: unknown): boolean => {
  const day = typeof value === 'string' && value.length <= 40 ? DATE.exec(value)?.[1] : undefined;
  if (day === undefined) return false;
  const ms = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
};

// References have no test here: they come from the record's place, never from a leaf that Focus sent under their name.
const FITS: Readonly<Record<Exclude<LeafShape, 'id' | 'ids'>, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  flag: (value) => typeof value === 'boolean',
  date: isDate,
};

const leafAt = (fields: unknown, path: readonly string[]): unknown => {
  let at: unknown = fields;
  for (const name of path) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !Object.hasOwn(at, name)) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[name];
  }
  return at;
};

const put = (answer: Record<string, unknown>, path: readonly string[], value: unknown): void => {
  const [name, ...rest] = path;
  if (name === undefined) return;
  if (rest.length === 0) {
    answer[name] = value;
    return;
  }
  const group = (answer[name] ?? {}) as Record<string, unknown>;
  answer[name] = group;
  put(group, rest, value);
};

/** The value that leaves for one leaf, or undefined: null, absent, hidden and wrong-shaped look the same. */
const leaving = (reach: Reach, record: FocusRecord, name: string, shape: LeafShape): unknown => {
  if (name === 'id') return record.id;
  if (shape === 'id' || shape === 'ids') {
    const reached = reachedAncestors(reach, record);
    // A root has no reached ancestor: it looks like the top, whether or not something hidden lies above it.
    if (shape === 'id') return record.parentId !== undefined && reached.at(-1) === record.parentId ? record.parentId : undefined;
    return record.ancestors === undefined || reached.length === 0 ? undefined : [...reached];
  }
  const value = leafAt(record.fields, name.split('.'));
  return FITS[shape](value) ? value : undefined;
};

/**
 * What leaves of a reached record: granted leaves of the catalogue's shape, nested by their paths. `wanted` narrows further, never widens.
 * References are kept only when their target is known to lie in the reach.
 */
export const shape = (reach: Reach, record: FocusRecord, wanted?: ReadonlySet<string>): Record<string, unknown> => {
  const answer: Record<string, unknown> = {};
  for (const field of reach.fields) {
    if (wanted && !wanted.has(field.name)) continue;
    const value = leaving(reach, record, field.name, field.shape);
    if (value !== undefined) put(answer, field.name.split('.'), value);
  }
  return answer;
};
