import { AUDIENCES, AUDIENCE_KEYS, CATALOGUE, ID_PATTERN, LARGEST_PAGE, RESOURCE_NAMES } from '../catalogue/catalogue';
import type { ActionName, AudienceKey, AudiencePart, Grant, Parsed, Policy, Problem, Records, ResourceName, Treatment } from './policy';
import type { ProblemCode } from '../words/word-codes';

/** Limits of one policy: what an admin can still oversee, and what keeps a stored part small. */
export const POLICY_LIMITS = { roots: 20, problems: 100, echo: 64 } as const;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

type Members = Readonly<Record<string, unknown>>;

// Nothing of the input is repeated at length: a problem may end up in an answer.
const echo = (text: string): string => (text.length <= POLICY_LIMITS.echo ? text : `${text.slice(0, POLICY_LIMITS.echo - 1)}…`);
const below = (path: string, key: string | number): string => `${path}/${echo(String(key)).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Collects every problem of one input, up to a limit, with its place. */
class Findings {
  readonly problems: Problem[] = [];

  add(path: string, code: ProblemCode, params: Problem['params'] = {}): undefined {
    if (this.problems.length < POLICY_LIMITS.problems) this.problems.push({ path, code, params });
    return undefined;
  }

  /** The members of a plain object, or nothing. Members that `known` doesn't name are problems, `__proto__` as an own key among them. */
  members(value: unknown, path: string, known: readonly string[], code: ProblemCode = 'unknown_key', name = 'key'): Members | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.add(path, 'wrong_type', { expected: 'object' });
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && prototype !== Object.prototype && Object.getPrototypeOf(prototype) !== null) {
      return this.add(path, 'wrong_type', { expected: 'object' });
    }
    const own: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    for (const [key, member] of Object.entries(value)) {
      if (known.includes(key)) own[key] = member;
      else this.add(below(path, key), code, { [name]: echo(key) });
    }
    return own;
  }

  flag(members: Members, key: string, path: string): boolean | undefined {
    const value = members[key];
    if (value === undefined) return this.add(path, 'missing', { key });
    return typeof value === 'boolean' ? value : this.add(below(path, key), 'wrong_type', { expected: 'boolean' });
  }

  /** A list without duplicates, each entry judged by `entry`. */
  list<T extends string>(
    value: unknown,
    path: string,
    max: number,
    entry: (value: unknown, path: string) => T | undefined,
  ): T[] | undefined {
    if (!Array.isArray(value)) return this.add(path, 'wrong_type', { expected: 'list' });
    if (value.length > max) return this.add(path, 'too_many', { max });
    const seen = new Set<T>();
    // By index: forEach would pass over a hole.
    for (let index = 0; index < value.length; index++) {
      const read = entry(value[index], below(path, index));
      if (read === undefined) continue;
      if (seen.has(read)) this.add(below(path, index), 'duplicate', { value: echo(read) });
      seen.add(read);
    }
    return [...seen];
  }
}

const readInstant = (found: Findings, value: unknown, path: string): string | undefined => {
  if (typeof value !== 'string') return found.add(path, 'wrong_type', { expected: 'text' });
  const ms = value.length <= 24 && INSTANT.test(value) ? Date.parse(value) : Number.NaN;
  // Date.parse takes 30 February for 2 March; a date that doesn't come back the same isn't one.
  const same = !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 19) === value.slice(0, 19);
  return same ? value : found.add(path, 'not_a_date');
};

const readRecords = (found: Findings, value: unknown, path: string): Records | undefined => {
  if (value === 'all') return 'all';
  if (typeof value === 'string') return found.add(path, 'unknown_records');
  const members = found.members(value, path, ['under']);
  if (!members) return undefined;
  if (members['under'] === undefined) return found.add(path, 'missing', { key: 'under' });
  const under = found.list(members['under'], below(path, 'under'), POLICY_LIMITS.roots, (id, place) => {
    if (typeof id !== 'string') return found.add(place, 'wrong_type', { expected: 'text' });
    return ID_PATTERN.test(id) ? id : found.add(place, 'not_an_id');
  });
  return under && { under };
};

const readFields = (found: Findings, resource: ResourceName, value: unknown, path: string): Record<string, Treatment> | undefined => {
  const names = CATALOGUE[resource].fields.map((field) => field.name);
  const members = found.members(value, path, names, 'unknown_field', 'field');
  if (!members) return undefined;
  const fields: Record<string, Treatment> = {};
  for (const name of names) {
    if (members[name] === undefined) continue;
    if (members[name] === 'show') fields[name] = 'show';
    else found.add(below(path, name), 'unknown_treatment');
  }
  return fields;
};

const readGrant = (found: Findings, resource: ResourceName, grantable: readonly ActionName[], value: unknown, path: string) => {
  const members = found.members(value, path, ['actions', 'fields', 'records', 'pageSize']);
  if (!members) return undefined;
  for (const key of ['actions', 'fields', 'records']) if (members[key] === undefined) found.add(path, 'missing', { key });
  const { pageSize } = members;
  if (
    pageSize !== undefined &&
    !(typeof pageSize === 'number' && Number.isInteger(pageSize) && pageSize >= 1 && pageSize <= LARGEST_PAGE)
  ) {
    found.add(below(path, 'pageSize'), 'out_of_range', { min: 1, max: LARGEST_PAGE });
  }
  const readAction = (action: unknown, place: string): ActionName | undefined =>
    grantable.find((name) => name === action) ??
    found.add(place, 'unknown_action', { action: typeof action === 'string' ? echo(action) : typeof action });
  const actions = members['actions'] === undefined ? undefined : found.list(members['actions'], below(path, 'actions'), 20, readAction);
  const fields = members['fields'] === undefined ? undefined : readFields(found, resource, members['fields'], below(path, 'fields'));
  const records = members['records'] === undefined ? undefined : readRecords(found, members['records'], below(path, 'records'));
  if (!actions || !fields || !records) return undefined;
  const grant: Grant = { actions, fields, records, ...(typeof pageSize === 'number' ? { pageSize } : {}) };
  return grant;
};

const readPart = (found: Findings, audience: AudienceKey, value: unknown, path: string): AudiencePart | undefined => {
  const members = found.members(value, path, ['enabled', 'expiresAt', 'grants']);
  if (!members) return undefined;
  const enabled = found.flag(members, 'enabled', path);
  const expiresAt = members['expiresAt'] === undefined ? undefined : readInstant(found, members['expiresAt'], below(path, 'expiresAt'));
  if (members['grants'] === undefined) return found.add(path, 'missing', { key: 'grants' });
  const { grantable } = AUDIENCES[audience];
  const known = RESOURCE_NAMES.filter((resource) => grantable[resource] !== undefined);
  const granted = found.members(members['grants'], below(path, 'grants'), known, 'unknown_resource', 'resource');
  if (!granted) return undefined;
  const grants: Partial<Record<ResourceName, Grant>> = {};
  for (const resource of known) {
    if (granted[resource] === undefined) continue;
    const grant = readGrant(found, resource, grantable[resource] ?? [], granted[resource], `${below(path, 'grants')}/${resource}`);
    if (grant) grants[resource] = grant;
  }
  return enabled === undefined ? undefined : { enabled, ...(expiresAt === undefined ? {} : { expiresAt }), grants };
};

const readPolicy = (found: Findings, value: unknown): Policy | undefined => {
  const members = found.members(value, '', ['format', 'serving', 'audiences']);
  if (!members) return undefined;
  if (members['format'] === undefined) found.add('', 'missing', { key: 'format' });
  else if (members['format'] !== 1) found.add('/format', 'unknown_format', { expected: 1 });
  const serving = found.flag(members, 'serving', '');
  if (members['audiences'] === undefined) return found.add('', 'missing', { key: 'audiences' });
  const spoken = found.members(members['audiences'], '/audiences', AUDIENCE_KEYS, 'unknown_audience', 'audience');
  if (!spoken) return undefined;
  const audiences: Partial<Record<AudienceKey, AudiencePart>> = {};
  for (const audience of AUDIENCE_KEYS) {
    if (spoken[audience] === undefined) continue;
    const part = readPart(found, audience, spoken[audience], below('/audiences', audience));
    if (part) audiences[audience] = part;
  }
  return serving === undefined ? undefined : { format: 1, serving, audiences };
};

const parsed = <T>(read: (found: Findings) => T | undefined): Parsed<T> => {
  const found = new Findings();
  const value = read(found);
  return value !== undefined && found.problems.length === 0 ? { ok: true, value } : { ok: false, problems: found.problems };
};

/** A policy, or what is wrong with it: every problem (at most 100) with its JSON Pointer. Anything not understood makes it unreadable. */
export const parsePolicy = (value: unknown): Parsed<Policy> => parsed((found) => readPolicy(found, value));

/** One audience's part of a policy; pointers start at the part. */
export const parsePart = (value: unknown, audience: AudienceKey): Parsed<AudiencePart> =>
  parsed((found) => readPart(found, audience, value, ''));
