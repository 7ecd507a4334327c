import { decide } from '../../exposure/reach/decide';
import type { Decision, PartState, Question } from '../../exposure/reach/decide';
import { groupsOfActing } from './acting-groups';

/** `groups_unknown` = the part speaks to members of some groups, and Jira didn't say whether the acting user is one: nothing leaves. */
type ActingDecision = Decision | { readonly allow: false; readonly code: 'groups_unknown' };

/**
 * Decides for the acting user of a page; `now` in ms since the epoch. Jira is asked for the user's groups only when the part names groups
 * and would let a member in: what is closed for everybody is closed without a call.
 */
export const decideForActing = async (state: PartState, question: Question, accountId: string, now: number): Promise<ActingDecision> => {
  const named = state.state === 'read' ? state.part.part.groups : undefined;
  if (named === undefined) return decide(state, question, now);
  const asMember = decide(state, { ...question, groups: named }, now);
  if (!asMember.allow) return asMember;
  const groups = await groupsOfActing(accountId);
  return groups === undefined ? { allow: false, code: 'groups_unknown' } : decide(state, { ...question, groups }, now);
};
