import * as v from 'valibot';
import { ID_PATTERN } from '../../exposure/catalogue/catalogue';
import { POLICY_LIMITS } from '../../exposure/policy/findings';
import { asAdmin } from '../acting-admin';
import { findGroups, nameGroups } from '../groups/site-groups';
import { payloadOf } from '../payload';
import { given, refuse } from '../refusal';

const text = v.pipe(v.string(), v.maxLength(200), v.trim(), v.minLength(1));
const ids = v.pipe(v.array(v.pipe(v.string(), v.maxLength(64), v.regex(ID_PATTERN))), v.maxLength(POLICY_LIMITS.groups));

export const groupCalls = {
  searchGroups: asAdmin('searchGroups', payloadOf({ text }), async (_acting, payload) => {
    const found = await findGroups(payload.text);
    return found ? given(found) : refuse('jira_failed');
  }),

  nameGroups: asAdmin('nameGroups', payloadOf({ ids }), async (_acting, payload) => {
    const groups = await nameGroups([...new Set(payload.ids)]);
    return groups ? given({ groups }) : refuse('jira_failed');
  }),
} as const;
