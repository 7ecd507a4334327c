import { audienceOf } from '../catalogue/audiences';
import type { Audience } from '../catalogue/audiences';
import { RESOURCE_NAMES } from '../catalogue/catalogue';
import type { AudienceKey, AudiencePart, Grant, ResourceName } from '../policy/policy';
import { compileReach } from '../reach/compile';
import { hasExpired } from '../reach/decide';
import { describeGrant, say } from './describe-grant';
import type { StatementCode } from './word-codes';
import type { Statement } from './words';

interface Described {
  readonly audience: AudienceKey;
  readonly state: 'open' | 'closed' | 'expired' | 'off' | 'unreadable';
  readonly statements: readonly Statement[];
}

type Spoken = 'any' | readonly string[];

/** Whom a part speaks to when it doesn't say, in those audiences that may speak to callers without a key (docs/decisions/0007). */
const UNSAID: Readonly<Partial<Record<Audience['kind'], Spoken>>> = { read: 'any', description: 'any', write: [], delete: [] };

/** Who may call: any holder of the scope, or those with one of these keys. A view never takes `any`; `app-users` have no keys. */
export const callersOf = (audience: AudienceKey, { callers }: Pick<AudiencePart, 'callers'>): Spoken => {
  if (audience === 'app-users') return callers === undefined ? 'any' : [];
  const kind = audienceOf(audience)?.kind;
  const unsaid = kind && UNSAID[kind];
  return unsaid ? (callers ?? unsaid) : callers === 'any' ? [] : (callers ?? []);
};

/** The Jira groups of which app users need one. */
export const groupsOf = ({ groups }: Pick<AudiencePart, 'groups'>): Spoken => groups ?? 'any';

const isNobody = (spoken: Spoken): boolean => spoken.length === 0;

const nobody = (audience: AudienceKey, part: Pick<AudiencePart, 'callers' | 'groups'>): StatementCode | undefined => {
  if (isNobody(callersOf(audience, part))) return 'nothing_without_callers';
  return isNobody(groupsOf(part)) ? 'nothing_without_groups' : undefined;
};

const speaksTo = (audience: AudienceKey, part: Pick<AudiencePart, 'callers' | 'groups'>): Statement => {
  const [callers, groups] = [callersOf(audience, part), groupsOf(part)];
  if (nobody(audience, part)) return say('speaks_to_nobody');
  if (callers !== 'any') return say('speaks_to_caller_keys', { count: callers.length, callers });
  if (groups !== 'any') return say('speaks_to_groups', { count: groups.length, groups });
  return audience === 'app-users' ? say('speaks_to_every_jira_user') : say('speaks_to_every_member', { scope: audience });
};

/** The grant of a part, if it is the part's own. */
export const grantIn = (part: AudiencePart, resource: ResourceName): Grant | undefined =>
  Object.hasOwn(part.grants, resource) ? part.grants[resource] : undefined;

interface Told {
  readonly reached: boolean;
  readonly statements: readonly Statement[];
}

const tellGrants = (audience: AudienceKey, part: AudiencePart): Told => {
  const reach = compileReach(audience, part);
  const grants = RESOURCE_NAMES.flatMap((resource) => {
    const [grant, compiled] = [grantIn(part, resource), reach.grants.get(resource)];
    return grant && compiled ? [describeGrant(grant, compiled)] : [];
  });
  return {
    reached: grants.some(({ reached }) => reached),
    statements: grants.length === 0 ? [say('nothing_granted')] : grants.flatMap(({ statements }) => statements),
  };
};

const tellDescribed = ({ describes: audiences = [] }: AudiencePart): Told => ({
  reached: audiences.length > 0,
  statements: [audiences.length > 0 ? say('describes_audiences', { count: audiences.length, audiences }) : say('nothing_described')],
});

const describeOpen = (audience: AudienceKey, part: AudiencePart): Described => {
  const unheard = nobody(audience, part);
  const told = audienceOf(audience)?.kind === 'description' ? tellDescribed(part) : tellGrants(audience, part);
  const reached = told.reached && !unheard;
  const end = part.expiresAt === undefined ? say('no_end') : say('ends_at', { at: part.expiresAt });
  return {
    audience,
    state: reached ? 'open' : 'closed',
    statements: [...(unheard ? [say(unheard)] : []), ...told.statements, ...(reached ? [end] : []), speaksTo(audience, part)],
  };
};

/**
 * What one audience reaches at `now` (ms since the epoch), in structured words: codes of `STATEMENT_CODES`.
 * `part` undefined = the policy has none; `serving` = the master switch. To whom it speaks is always the last statement.
 */
export const describePart = (
  audience: AudienceKey,
  part: AudiencePart | 'unreadable' | undefined,
  serving: boolean,
  now: number,
): Described => {
  const shut = (state: 'closed' | 'expired' | 'off' | 'unreadable', params: Statement['params'] = {}): Described => ({
    audience,
    state,
    statements: [say(state, params), speaksTo(audience, typeof part === 'object' ? part : {})],
  });
  if (part === 'unreadable') return shut('unreadable');
  if (!serving) return shut('off');
  if (!part?.enabled) return shut('closed');
  if (hasExpired(part, now)) return shut('expired', { at: part.expiresAt ?? '' });
  return describeOpen(audience, part);
};
