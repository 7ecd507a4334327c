import { route } from '@forge/api';
import * as v from 'valibot';
import { ID_PATTERN } from '../../exposure/catalogue/catalogue';
import { askJira } from './ask-jira';

/** Jira may leave a group's id out (`groupId` is nullable); such a group can't be named by a policy. */
const group = v.object({ groupId: v.nullish(v.string()) });

const myself = v.object({
  accountId: v.string(),
  groups: v.object({ size: v.pipe(v.number(), v.integer(), v.minValue(0)), items: v.array(group) }),
});

const idsOf = (groups: readonly v.InferOutput<typeof group>[]): readonly string[] =>
  groups.flatMap(({ groupId }) => (typeof groupId === 'string' && ID_PATTERN.test(groupId) ? [groupId] : []));

/** Needs the permission to browse users and groups, which ordinary users may lack; so it is asked only for what `myself` left out. */
const everyGroup = async (accountId: string): Promise<readonly string[]> => {
  const answer = await askJira(route`/rest/api/3/user/groups?accountId=${accountId}`);
  const parsed = v.safeParse(v.array(group), answer.ok ? answer.body : undefined);
  return parsed.success ? idsOf(parsed.output) : [];
};

/**
 * The ids of the Jira groups that the acting user is in, groups inside groups included, asked of Jira as that user, each time
 * (docs/decisions/0012). Undefined = Jira didn't say, or spoke of somebody else than `accountId`. A list that Jira cuts short still counts:
 * a group in it is one that the user is in, and a group that isn't told lets nobody in.
 */
export const groupsOfActing = async (accountId: string): Promise<readonly string[] | undefined> => {
  const answer = await askJira(route`/rest/api/3/myself?expand=groups`);
  const parsed = v.safeParse(myself, answer.ok ? answer.body : undefined);
  if (!parsed.success || parsed.output.accountId !== accountId) return undefined;
  const { size, items } = parsed.output.groups;
  const told = idsOf(items);
  return items.length >= size ? told : [...new Set([...told, ...(await everyGroup(accountId))])];
};
