/** One page of whatever Focus lists. */
export interface Page {
  readonly values: readonly unknown[];
  /** Position of the next page; absent on the last. */
  readonly next?: string;
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
  return ended ? { values } : { values, next };
};

/** One thing instead of a list of them: it names itself by an id or a key. */
const isSingle = (body: Members): boolean =>
  Object.keys(body).some((name) => (/^(id|key)$|Id$/.test(name) ? typeof own(body, name) === 'string' : false));
