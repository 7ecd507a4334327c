import type { Problem } from './policy';
import type { ProblemCode } from '../words/word-codes';

/** Limits of one policy: what an admin can still oversee, and what keeps a stored part small. */
export const POLICY_LIMITS = {
  roots: 20,
  problems: 100,
  /** Characters of the input that a problem repeats. */
  echo: 64,
  views: 5,
  callers: 50,
  groups: 50,
  /** Characters of a view's name. */
  name: 60,
  conditions: 20,
  /** Entries of a condition's list. */
  values: 50,
  /** Characters of one text in a condition. */
  text: 200,
  /** Edges of a bucket. */
  edges: 20,
  /** Observed fields of one grant. */
  observed: 100,
} as const;

/** Where reading stands: a chain, as pointers are only needed for what is wrong. `undefined` is the whole. */
export type Place = { readonly above: Place; readonly key: string | number } | undefined;

export const below = (above: Place, key: string | number): Place => ({ above, key });

/** Text of the input as a problem may repeat it: nothing at length, as it may end up in an answer, and nothing that UTF-8 can't hold. */
export const echo = (text: string): string => {
  const short = text.length <= POLICY_LIMITS.echo ? text : `${text.slice(0, POLICY_LIMITS.echo - 1)}…`;
  return short.replaceAll(/\p{Cs}/gu, '\uFFFD');
};

const pointerTo = (place: Place): string => {
  let pointer = '';
  for (let at = place; at !== undefined; at = at.above) {
    pointer = `/${echo(String(at.key)).replaceAll('~', '~0').replaceAll('/', '~1')}${pointer}`;
  }
  return pointer;
};

export type Members = Readonly<Record<string, unknown>>;

/** A member of its own, never an inherited one. */
export const own = (members: Members, key: string): unknown => (Object.hasOwn(members, key) ? members[key] : undefined);

const isPlain = (value: unknown): value is Members => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Not compared with Object.prototype: an object of another realm has that realm's.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

/** Collects every problem of one input, up to a limit, with its place. */
export class Findings {
  readonly problems: Problem[] = [];

  add(place: Place, code: ProblemCode, params: Problem['params'] = {}): undefined {
    if (this.problems.length < POLICY_LIMITS.problems) this.problems.push({ path: pointerTo(place), code, params });
    return undefined;
  }

  /** A plain object as it is, or nothing. What it holds isn't looked at. */
  object(value: unknown, place: Place): Members | undefined {
    return isPlain(value) ? value : this.add(place, 'wrong_type', { expected: 'object' });
  }

  /** A plain object of which every member is known; those that aren't are problems, and the object is still read for more. */
  members(
    value: unknown,
    place: Place,
    isKnown: (key: string) => boolean,
    unknown: { readonly code: ProblemCode; readonly param: string } = { code: 'unknown_key', param: 'key' },
  ): Members | undefined {
    const members = this.object(value, place);
    if (!members) return undefined;
    for (const key of Object.keys(members)) if (!isKnown(key)) this.add(below(place, key), unknown.code, { [unknown.param]: echo(key) });
    return members;
  }

  /** What `read` makes of a member; a missing one is a problem of its own. */
  needed<T>(members: Members, key: string, place: Place, read: (value: unknown, place: Place) => T | undefined): T | undefined {
    const value = own(members, key);
    return value === undefined ? this.add(place, 'missing', { key }) : read(value, below(place, key));
  }

  /** What `read` makes of a member, or nothing where there is none. */
  optional<T>(members: Members, key: string, place: Place, read: (value: unknown, place: Place) => T | undefined): T | undefined {
    const value = own(members, key);
    return value === undefined ? undefined : read(value, below(place, key));
  }

  /** A list of `min` to `max` entries without duplicates, each entry judged by `read`, which adds the problem of one that it doesn't give back. */
  list<T extends string | number | boolean>(
    value: unknown,
    place: Place,
    max: number,
    read: (value: unknown, place: Place) => T | undefined,
    min = 0,
  ): T[] | undefined {
    if (!Array.isArray(value)) return this.add(place, 'wrong_type', { expected: 'list' });
    if (value.length < min) return this.add(place, 'empty');
    if (value.length > max) return this.add(place, 'too_many', { max });
    const seen = new Set<T>();
    // By index: forEach would pass over a hole.
    for (let index = 0; index < value.length; index++) {
      const entry = read(value[index], below(place, index));
      if (entry === undefined) continue;
      if (seen.has(entry)) this.add(below(place, index), 'duplicate', { value: echo(String(entry)) });
      seen.add(entry);
    }
    return [...seen];
  }
}
