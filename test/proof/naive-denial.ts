import { audienceOf } from '../../src/exposure/catalogue/audiences';
import type { Grant } from '../../src/exposure/policy/policy';
import type { Note, ProofCase } from './cases/proof-case';

export const recordsOf = ({ records }: Grant) => (records === 'all' ? {} : records);
export const isEmpty = (grant: Grant): boolean => {
  const none = Object.keys(grant.fields).length === 0 && !grant.actions.includes('delete');
  return none || grant.actions.length === 0 || recordsOf(grant).under?.length === 0;
};

/** Why a question is denied, in the order in which the reasons count; nothing when it is allowed. */
export const denialOf = ({ state, question, now }: ProofCase, note: Note): { code?: string; caller?: string | undefined } => {
  const kind = audienceOf(question.audience)?.kind;
  const live = state.state === 'read' ? state.part : undefined;
  const part = live?.part;
  const past = (end: string | undefined): boolean => end !== undefined && Date.parse(end) <= now;
  const shown = question.callerHash === undefined ? undefined : live?.keys?.find(({ hash }) => hash === question.callerHash);
  const keyState = !shown ? 'none or unknown' : shown.revoked ? 'revoked' : past(shown.expiresAt) ? 'expired' : 'live';
  note('caller key', keyState);
  const caller = keyState === 'live' ? shown?.id : undefined;
  const callers = part?.callers ?? (kind === 'read' || kind === 'app-users' ? 'any' : []);
  const admitted = callers === 'any' || callers.some((id) => id === caller);
  const grouped = part?.groups === undefined || part.groups.some((group) => question.groups?.includes(group));
  const grant = part?.grants[question.resource];
  const [closed, unread] = kind === 'view' ? ['not_found', 'not_found'] : ['not_exposed', 'policy_unreadable'];
  const off = live?.serving === false && 'exposure_off';
  const reasons: readonly (readonly [why: string, code: string | false])[] = [
    ['storage failed', state.state === 'failed' && 'policy_unreadable'],
    ['unreadable', state.state === 'unreadable' && unread],
    ['no part', state.state === 'absent' && closed],
    // Nobody without its key learns of a view, not even that everything is switched off.
    ['switched off', kind !== 'view' && off],
    ['disabled', part?.enabled === false && closed],
    ['expired', past(part?.expiresAt) && closed],
    ['caller not admitted', !admitted && closed],
    ['no such group', !grouped && closed],
    ['view switched off', off],
    ['not granted', grant === undefined && 'not_exposed'],
    ['action not granted', !grant?.actions.includes(question.action) && 'not_exposed'],
    ['grant is empty', grant !== undefined && isEmpty(grant) && 'not_exposed'],
  ];
  const [why, code] = reasons.find(([, each]) => each !== false) ?? ['allowed', false];
  note('decision', why);
  return code === false ? { caller } : { code };
};
