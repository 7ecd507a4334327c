import { AUDIENCES, GRAMMAR_AUDIENCES, audienceOf, grantableResources, isAudienceKey, isViewKey } from '../catalogue/audiences';
import type { Audience } from '../catalogue/audiences';
import { Findings, POLICY_LIMITS, below, echo, own } from './findings';
import type { Members, Place } from './findings';
import { readGrant } from './parse-grant';
import { readFlag, readId, readInstant, readName } from './parse-values';
import type { AudienceKey, AudiencePart, Grant, Parsed, Policy, ResourceName } from './policy';
import { upgradePolicy } from './upgrade';

export { POLICY_LIMITS };

type PartKey = keyof AudiencePart;

const PART_KEYS: ReadonlySet<string> = new Set([
  'enabled',
  'expiresAt',
  'callers',
  'groups',
  'name',
  'describes',
  'grants',
] satisfies PartKey[]);

/** Keys that a part has for some kinds of audience only. */
const SPECIAL: Readonly<Record<Audience['kind'], readonly PartKey[]>> = {
  read: ['callers'],
  write: ['callers'],
  delete: ['callers'],
  view: ['callers', 'name'],
  description: ['callers', 'describes'],
  'app-users': ['groups'],
};

const readIds = (found: Findings, max: number, value: unknown, place: Place): readonly string[] | undefined =>
  found.list(value, place, max, (id, at) => readId(found, id, at));

const readCallers = (found: Findings, kind: Audience['kind'], value: unknown, place: Place): AudiencePart['callers'] => {
  if (value !== 'any') return readIds(found, POLICY_LIMITS.callers, value, place);
  return kind === 'view' ? found.add(place, 'not_for_audience', { key: 'any' }) : 'any';
};

const readDescribes = (found: Findings, value: unknown, place: Place): readonly string[] | undefined =>
  found.list(
    value,
    place,
    GRAMMAR_AUDIENCES.length,
    (key, at) =>
      GRAMMAR_AUDIENCES.find((known) => known === key) ??
      found.add(at, 'unknown_audience', { audience: typeof key === 'string' ? echo(key) : typeof key }),
  );

const readGrants = (found: Findings, audience: Audience, value: unknown, place: Place): AudiencePart['grants'] | undefined => {
  const known = grantableResources(audience);
  const isKnown = (key: string): boolean => known.some((name) => name === key);
  const members = found.members(value, place, isKnown, { code: 'unknown_resource', param: 'resource' });
  if (!members) return undefined;
  const grants: Partial<Record<ResourceName, Grant>> = {};
  for (const resource of known) {
    const grant = found.optional(members, resource, place, (one, at) => readGrant(found, audience, resource, one, at));
    if (grant) grants[resource] = grant;
  }
  return grants;
};

/** What of a part only some audiences have. */
const readSpecial = (found: Findings, { kind }: Audience, members: Members, place: Place): Partial<AudiencePart> => {
  const of = <T>(key: PartKey, read: (value: unknown, at: Place) => T | undefined): T | undefined => {
    if (SPECIAL[kind].includes(key)) return found.optional(members, key, place, read);
    if (Object.hasOwn(members, key)) found.add(below(place, key), 'not_for_audience', { key });
    return undefined;
  };
  const callers = of('callers', (value, at) => readCallers(found, kind, value, at));
  const groups = of('groups', (value, at) => readIds(found, POLICY_LIMITS.groups, value, at));
  const name = of('name', (value, at) => readName(found, value, at));
  const describes = of('describes', (value, at) => readDescribes(found, value, at));
  return {
    ...(callers && { callers }),
    ...(groups && { groups }),
    ...(name === undefined ? {} : { name }),
    ...(describes && { describes }),
  };
};

const readPart = (found: Findings, audience: Audience, value: unknown, place: Place): AudiencePart | undefined => {
  const members = found.members(value, place, (key) => PART_KEYS.has(key));
  if (!members) return undefined;
  const enabled = found.needed(members, 'enabled', place, (flag, at) => readFlag(found, flag, at));
  const expiresAt = found.optional(members, 'expiresAt', place, (instant, at) => readInstant(found, instant, at));
  const special = readSpecial(found, audience, members, place);
  if (audience.kind === 'view' && own(members, 'name') === undefined) found.add(place, 'missing', { key: 'name' });
  const grants = found.needed(members, 'grants', place, (granted, at) => readGrants(found, audience, granted, at));
  if (enabled === undefined || !grants) return undefined;
  return { enabled, ...(expiresAt === undefined ? {} : { expiresAt }), ...special, grants };
};

const readAudiences = (found: Findings, value: unknown, place: Place): Policy['audiences'] | undefined => {
  const members = found.members(value, place, isAudienceKey, { code: 'unknown_audience', param: 'audience' });
  if (!members) return undefined;
  const views = Object.keys(members).filter(isViewKey).sort();
  if (views.length > POLICY_LIMITS.views) return found.add(place, 'too_many', { max: POLICY_LIMITS.views });
  const audiences: Partial<Record<AudienceKey, AudiencePart>> = {};
  const one = (key: AudienceKey, audience: Audience): void => {
    const part = found.optional(members, key, place, (inner, at) => readPart(found, audience, inner, at));
    if (part) audiences[key] = part;
  };
  for (const key of GRAMMAR_AUDIENCES) one(key, AUDIENCES[key]);
  for (const key of views) {
    const view = audienceOf(key);
    if (view) one(key, view);
  }
  return audiences;
};

const readPolicy = (found: Findings, value: unknown): Policy | undefined => {
  const whole = undefined;
  const members = found.members(value, whole, (key) => key === 'format' || key === 'serving' || key === 'audiences');
  if (!members) return undefined;
  found.needed(members, 'format', whole, (format, at) => (format === 1 ? format : found.add(at, 'unknown_format', { expected: 1 })));
  const serving = found.needed(members, 'serving', whole, (flag, at) => readFlag(found, flag, at));
  const audiences = found.needed(members, 'audiences', whole, (spoken, at) => readAudiences(found, spoken, at));
  return serving === undefined || !audiences ? undefined : { format: 1, serving, audiences };
};

const parsed = <T>(read: (found: Findings) => T | undefined): Parsed<T> => {
  const found = new Findings();
  const value = read(found);
  return value !== undefined && found.problems.length === 0 ? { ok: true, value } : { ok: false, problems: found.problems };
};

/** A policy of any known format, or what is wrong with it: every problem (at most 100) with its JSON Pointer. Anything not understood makes it unreadable. */
export const parsePolicy = (value: unknown): Parsed<Policy> => parsed((found) => readPolicy(found, upgradePolicy(value)));

/** One audience's part of a policy; pointers start at the part. */
export const parsePart = (value: unknown, audience: AudienceKey): Parsed<AudiencePart> =>
  parsed((found) => {
    const known = audienceOf(audience);
    return known ? readPart(found, known, value, undefined) : found.add(undefined, 'unknown_audience', { audience: echo(audience) });
  });
