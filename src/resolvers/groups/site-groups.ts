import { route } from '@forge/api';
import * as v from 'valibot';
import { ID_PATTERN } from '../../exposure/catalogue/catalogue';
import { POLICY_LIMITS } from '../../exposure/policy/findings';
import type { GroupChoice } from '../contract';
import { askJira } from './ask-jira';

const MOST_FOUND = 20;

const group = v.object({ groupId: v.nullish(v.string()), name: v.string() });
const picked = v.object({ total: v.number(), groups: v.array(group) });
const page = v.object({ isLast: v.boolean(), values: v.array(group) });

const choicesOf = (groups: readonly v.InferOutput<typeof group>[]): readonly GroupChoice[] =>
  groups.flatMap(({ groupId, name }) => (typeof groupId === 'string' && ID_PATTERN.test(groupId) ? [{ id: groupId, name }] : []));

/**
 * At most 20 groups whose name contains the text, whatever the case, as far as the acting user may see groups; undefined = Jira didn't say.
 * `more` = there are others.
 */
export const findGroups = async (
  text: string,
): Promise<{ readonly groups: readonly GroupChoice[]; readonly more: boolean } | undefined> => {
  const query = new URLSearchParams({ query: text, maxResults: String(MOST_FOUND), caseInsensitive: 'true' });
  const answer = await askJira(route`/rest/api/3/groups/picker?${query}`);
  const parsed = v.safeParse(picked, answer.ok ? answer.body : undefined);
  if (!parsed.success) return undefined;
  const groups = choicesOf(parsed.output.groups).slice(0, MOST_FOUND);
  return { groups, more: parsed.output.total > parsed.output.groups.length };
};

/**
 * Names for ids; an id that Jira no longer knows is left out. Undefined = Jira didn't say. Jira may make its pages smaller than asked, so
 * pages are followed, but never more of them than there are ids.
 */
export const nameGroups = async (ids: readonly string[]): Promise<readonly GroupChoice[] | undefined> => {
  const named: GroupChoice[] = [];
  let seen = 0;
  for (let turn = 0; turn < ids.length; turn += 1) {
    const query = new URLSearchParams({ startAt: String(seen), maxResults: String(POLICY_LIMITS.groups) });
    for (const id of ids) query.append('groupId', id);
    const answer = await askJira(route`/rest/api/3/group/bulk?${query}`);
    const parsed = v.safeParse(page, answer.ok ? answer.body : undefined);
    if (!parsed.success) return undefined;
    const { isLast, values } = parsed.output;
    // Only what was asked for: names go onto the page beside the ids that the policy holds.
    named.push(...choicesOf(values).filter(({ id }) => ids.includes(id)));
    if (isLast || values.length === 0) break;
    seen += values.length;
  }
  return named;
};
