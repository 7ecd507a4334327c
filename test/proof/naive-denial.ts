import { audienceOf } from '../../src/exposure/catalogue/audiences';
import type { Grant } from '../../src/exposure/policy/policy';
import type { Note, ProofCase } from './cases/proof-case';

export const limitsOf = ({ records }: Grant) => (records === 'all' ? {} : records);

/** Whether a grant gives nothing: no action, no root, no field (what is deleted shows none). */
export const isEmpty = (grant: Grant): boolean => {
  const fieldless = Object.keys(grant.fields).length === 0 && !grant.actions.includes('delete');
  return fieldless || grant.actions.length === 0 || limitsOf(grant).under?.length === 0;
};

/** Why a question is denied, the first reason that counts; or who is allowed. */
export const deny = ({ state, question, now }: ProofCase, note: Note): { readonly code?: string; readonly caller?: string | undefined } => {
  const kind = audienceOf(question.audience)?.kind;
  const live = state.state === 'read' ? state.part : undefined;
  const part = live?.part;
  const past = (what: string, end: string | undefined): boolean => {
    note(`end of ${what}`, end === undefined ? 'none' : Date.parse(end) === now ? 'now' : Date.parse(end) < now ? 'past' : 'ahead');
    return end !== undefined && Date.parse(end) <= now;
  };

  const shown = question.callerHash === undefined ? undefined : live?.keys?.find(({ hash }) => hash === question.callerHash);
  const keyIs = !shown
    ? question.callerHash === undefined
      ? 'not shown'
      : 'unknown'
    : shown.revoked
      ? 'revoked'
      : past('a key', shown.expiresAt)
        ? 'ended'
        : 'live';
  note('caller key', keyIs);
  const caller = keyIs === 'live' ? shown?.id : undefined;
  const listed = Array.isArray(part?.callers) && part.callers.includes(caller);
  const admitted = part?.callers === undefined ? kind === 'read' || kind === 'app-users' : part.callers === 'any' || listed;
  const said = part?.callers === undefined ? 'unsaid' : part.callers === 'any' ? 'any' : 'a list';
  if (part && kind !== 'app-users') note('callers', `${said}, ${admitted ? 'admitted' : 'refused'}`);
  const grouped = part?.groups === undefined || part.groups.some((group) => question.groups?.includes(group));
  if (part && kind === 'app-users') note('groups', part.groups === undefined ? 'everyone' : grouped ? 'a member' : 'no member');
  const grant = part?.grants[question.resource];

  // Nobody without its key learns of a view, not even that everything is switched off.
  const [closed, unread] = kind === 'view' ? ['not_found', 'not_found'] : ['not_exposed', 'policy_unreadable'];
  const off = live?.serving === false && 'exposure_off';
  const reasons: readonly (readonly [why: string, code: string | false])[] = [
    ['storage failed', state.state === 'failed' && 'policy_unreadable'],
    ['unreadable', state.state === 'unreadable' && unread],
    ['no part', state.state === 'absent' && closed],
    ['switched off', kind !== 'view' && off],
    ['disabled', part?.enabled === false && closed],
    ['ended', past('a part', part?.expiresAt) && closed],
    ['caller not admitted', !admitted && closed],
    ['not of the groups', !grouped && closed],
    ['view switched off', off],
    ['resource not granted', grant === undefined && 'not_exposed'],
    ['action not granted', !grant?.actions.includes(question.action) && 'not_exposed'],
    ['grant of nothing', grant !== undefined && isEmpty(grant) && 'not_exposed'],
  ];
  const [why, code] = reasons.find(([, each]) => each !== false) ?? ['allowed', false];
  note(kind === 'view' ? 'decision on a view' : 'decision', why);
  return code === false ? { caller } : { code };
};
