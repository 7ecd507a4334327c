import { AUDIENCES, LARGEST_PAGE, RESOURCE_NAMES } from '../catalogue/catalogue';
import { hasExpired } from '../reach/decide';
import type { AudienceKey, AudiencePart, Grant, ResourceName } from '../policy/policy';
import { compileReach } from '../reach/reach';
import type { StatementCode } from './word-codes';
import type { Statement } from './words';

interface Described {
  readonly audience: AudienceKey;
  readonly state: 'open' | 'closed' | 'expired' | 'off' | 'unreadable';
  readonly statements: readonly Statement[];
}

const say = (code: StatementCode, params: Statement['params'] = {}): Statement => ({ code, params });

const readingCode = (grant: Grant): StatementCode => {
  if (!grant.actions.includes('get')) return 'lists_fields';
  return grant.actions.includes('list') ? 'lists_and_reads_fields' : 'reads_fields';
};

const whyNothing = (grant: Grant, fields: number): StatementCode | undefined => {
  if (grant.actions.length === 0) return 'nothing_without_actions';
  if (fields === 0) return 'nothing_without_fields';
  return grant.records !== 'all' && grant.records.under.length === 0 ? 'nothing_without_roots' : undefined;
};

const describeGrant = (audience: AudienceKey, resource: ResourceName, grant: Grant): { reached: boolean; statements: Statement[] } => {
  const shown = compileReach(audience, resource, grant).fields;
  const fields = shown.map((field) => field.name);
  const nothing = whyNothing(grant, fields.length);
  if (nothing) return { reached: false, statements: [say(nothing, { resource })] };
  const statements = [say(readingCode(grant), { resource, count: fields.length, fields })];
  statements.push(
    grant.records === 'all'
      ? say('records_all', { resource })
      : say('records_under', { resource, count: grant.records.under.length, roots: grant.records.under }),
  );
  const personal = shown.filter((field) => field.personal).map((field) => field.name);
  if (personal.length > 0) statements.push(say('shows_personal', { resource, count: personal.length, fields: personal }));
  if ((grant.pageSize ?? LARGEST_PAGE) < LARGEST_PAGE)
    statements.push(say('page_size', { resource, size: grant.pageSize ?? LARGEST_PAGE }));
  return { reached: true, statements };
};

const speaksTo = (audience: AudienceKey): Statement =>
  AUDIENCES[audience].speaksTo === 'every_member' ? say('speaks_to_every_member', { scope: audience }) : say('speaks_to_every_jira_user');

const describeOpen = (audience: AudienceKey, part: AudiencePart): Described => {
  const grants = RESOURCE_NAMES.flatMap((resource) => {
    const grant = Object.hasOwn(part.grants, resource) ? part.grants[resource] : undefined;
    return grant ? [describeGrant(audience, resource, grant)] : [];
  });
  const statements = grants.length === 0 ? [say('nothing_granted')] : grants.flatMap((grant) => grant.statements);
  const end = part.expiresAt === undefined ? say('no_end') : say('ends_at', { at: part.expiresAt });
  const reached = grants.some((grant) => grant.reached);
  return { audience, state: reached ? 'open' : 'closed', statements: [...statements, ...(reached ? [end] : []), speaksTo(audience)] };
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
    statements: [say(state, params), speaksTo(audience)],
  });
  if (part === 'unreadable') return shut('unreadable');
  if (!serving) return shut('off');
  if (!part?.enabled) return shut('closed');
  if (hasExpired(part, now)) return shut('expired', { at: part.expiresAt ?? '' });
  return describeOpen(audience, part);
};
