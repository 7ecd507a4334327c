import { CATALOGUE, ID_PATTERN } from '../exposure/catalogue/catalogue';
import type { Field } from '../exposure/catalogue/field';
import type { FocusRecord } from '../exposure/reach/record';
import { observedLeaves } from './observed-leaves';

/** One page of whatever Focus lists. */
interface Page {
  readonly values: readonly unknown[];
  /** Position of the next page; absent on the last. */
  readonly next?: string;
  /** What Focus calls this page itself, where it says so; a list that runs in a circle may name it again. */
  readonly self?: string;
}

type Members = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member of its own, never an inherited one. */
export const own = (value: Members, name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined);

/**
 * Reads a page with tolerance: the documented envelope, a bare array, or one object alone (investment categories are printed so).
 * `asked` is the cursor that was sent: a page that names it again would never end. Gives null for nonsense.
 */
export const readPage = (body: unknown, asked?: string): Page | null => {
  if (Array.isArray(body)) return { values: body };
  if (!isObject(body)) return null;
  const values = own(body, 'values');
  if (values === undefined || values === null) return isSingle(body) ? { values: [body] } : null;
  if (!Array.isArray(values)) return null;
  const next = own(body, 'nextPageCursor');
  const ended = own(body, 'last') === true || typeof next !== 'string' || next === '' || next === asked;
  const self = own(body, 'cursor');
  const named = typeof self === 'string' && self !== '' && self !== next ? { self } : {};
  return ended ? { values, ...named } : { values, next, ...named };
};

/** One thing instead of a list of them: it names itself by an id or a key. */
const isSingle = (body: Members): boolean =>
  Object.keys(body).some((name) => (/^(id|key)$|Id$/.test(name) ? typeof own(body, name) === 'string' : false));

/** A focus area as read, with the names of ancestors where Focus told them, for an admin who searches. */
export interface FocusAreaRecord extends FocusRecord {
  readonly ancestorNames: ReadonlyMap<string, string>;
  /** A path was told that can't be the place. */
  readonly isPathWrong?: true;
}

/** Text after the last `/` of an ARI, any other text as it is. */
export const bareId = (id: string): string => (id.startsWith('ari:') ? id.slice(id.lastIndexOf('/') + 1) : id);

// `externalId` is not among them: it belongs to another system, and may look like an ARI there.
const IDS: ReadonlySet<string> = new Set(['id', 'owner.id', 'focusAreaTypeId']);

const at = (raw: unknown, path: string): unknown => {
  let value: unknown = raw;
  for (const name of path.split('.')) value = isObject(value) ? own(value, name) : undefined;
  return value;
};

/** An id where one is expected: text, an object that carries it, null for "none"; undefined when it isn't told or is no id. */
const idAt = (value: unknown): string | null | undefined => {
  if (value === null) return null;
  const text = isObject(value) ? own(value, 'id') : value;
  if (typeof text !== 'string') return undefined;
  const id = bareId(text);
  return ID_PATTERN.test(id) ? id : undefined;
};

/** The first of a field's places that holds a leaf; an object there means the leaf lies deeper. */
const leafOf = (raw: unknown, field: Field): unknown => {
  const found = field.readNames.map((path) => at(raw, path)).find((value) => value !== undefined && value !== null && !isObject(value));
  return typeof found === 'string' && IDS.has(field.name) ? bareId(found) : found;
};

const put = (fields: Record<string, unknown>, name: string, value: unknown): void => {
  const [group = '', leaf] = name.split('.');
  if (leaf === undefined) fields[group] = value;
  else fields[group] = { ...(isObject(fields[group]) ? fields[group] : {}), [leaf]: value };
};

const parentField = CATALOGUE.focusArea.fields.find((field) => field.name === 'parentId');

/** `null` = Focus says that it has none, `undefined` = Focus doesn't say. */
const parentOf = (raw: unknown): string | null | undefined => {
  const told = (parentField?.readNames ?? []).map((path) => idAt(at(raw, path)));
  return told.find((id) => typeof id === 'string') ?? (told.includes(null) ? null : undefined);
};

interface Step {
  readonly id: string;
  readonly name?: string;
}

const stepOf = (value: unknown): Step | null => {
  const id = idAt(value);
  if (typeof id !== 'string') return null;
  const name = isObject(value) ? own(value, 'name') : undefined;
  return typeof name === 'string' ? { id, name } : { id };
};

/** The steps of a path; null when it isn't told, or holds what is no step. */
const stepsOf = (raw: unknown): readonly Step[] | null => {
  const path = at(raw, 'path');
  if (!Array.isArray(path)) return null;
  const steps = path.map(stepOf);
  return steps.every((step): step is Step => step !== null) ? steps : null;
};

/**
 * Focus's reference leaves the order of a path open. Its end tells: beside the parent, or the record itself, is the bottom.
 * A path of several steps that shows neither, repeats one or contradicts the parent tells no place.
 */
const ancestorsOf = (id: string, parent: string | null | undefined, steps: readonly Step[] | null): readonly string[] | undefined => {
  if (parent === id) return undefined;
  if (steps === null) return parent === null ? [] : undefined;
  const ids = steps.map((step) => step.id);
  if (new Set(ids).size !== ids.length) return undefined;
  const selfFirst = ids[0] === id && ids.length > 1;
  const without = ids.filter((step) => step !== id);
  const upward = selfFirst || (typeof parent === 'string' && without.length > 1 && without[0] === parent);
  const ancestors = upward ? [...without].reverse() : without;
  if (typeof parent === 'string') return ancestors.at(-1) === parent ? ancestors : undefined;
  if (parent === null) return ancestors.length === 0 ? ancestors : undefined;
  const ordered = ancestors.length <= 1 || selfFirst || ids.at(-1) === id;
  return ordered ? ancestors : undefined;
};

/** Reads one focus area with tolerance into our names; null for what is no focus area or carries no usable id. */
export const readFocusArea = (raw: unknown): FocusAreaRecord | null => {
  const id = idAt(at(raw, 'id'));
  if (typeof id !== 'string') return null;
  const steps = stepsOf(raw);
  const told = parentOf(raw);
  const ancestors = ancestorsOf(id, told, steps);
  const parentId = typeof told === 'string' ? told : ancestors?.at(-1);
  // Own names alone, so that `__proto__` from JSON stays behind; ours are put over it.
  const fields: Record<string, unknown> = isObject(raw) ? { ...observedLeaves('focusArea', raw) } : {};
  for (const field of CATALOGUE.focusArea.fields) {
    // References come from the record's place, never from a leaf.
    const value = field.refersTo ? undefined : leafOf(raw, field);
    if (value !== undefined) put(fields, field.name, value);
  }
  fields['id'] = id;
  if (parentId !== undefined) fields['parentId'] = parentId;
  if (ancestors !== undefined) fields['path'] = ancestors;
  const named = (steps ?? []).flatMap((step) => (step.name === undefined ? [] : [[step.id, step.name] as const]));
  return {
    id,
    fields,
    ...(parentId === undefined ? {} : { parentId }),
    ...(ancestors === undefined ? {} : { ancestors }),
    ...(steps !== null && ancestors === undefined ? { isPathWrong: true } : {}),
    ancestorNames: new Map(named),
  };
};
