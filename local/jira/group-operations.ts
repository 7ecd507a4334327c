import { JiraRefusal } from './jira-refusal';
import type { JiraCall } from './jira-operations';
import type { GroupOnSite, Site } from './jira-site';
import { groupShape } from './jira-site';
import { found, page, required } from './query';

/** Whether the caller holds the global permission "Browse users and groups". That the app itself holds it is a choice. */
export const mayBrowse = ({ caller, site }: Pick<JiraCall, 'caller' | 'site'>): boolean =>
  site.switches.browseUsersAndGroups === 'all' || caller.kind === 'app' || site.person(caller.accountId)?.role === 'admin';

/** Words as JRACLOUD-81445 quotes them. */
const onlyForBrowsers = (call: JiraCall): void => {
  if (!mayBrowse(call)) throw new JiraRefusal(403, ['Browse users and groups permission is required to view groups.']);
};

/** Groups as they stand inside a user. */
export const groupsIn = (site: Site, ids: readonly string[]) =>
  site.groups.filter((group) => ids.includes(group.groupId)).map((group) => groupShape(site, group));

export function userGroups(call: JiraCall): unknown {
  onlyForBrowsers(call);
  return groupsIn(call.site, found(call.site, required(call.query, 'accountId')).groups);
}

const plain = ({ name, groupId }: GroupOnSite) => ({ name, groupId });

export function groupBulk(call: JiraCall): unknown {
  onlyForBrowsers(call);
  const { query, site } = call;
  const { startAt, maxResults } = page(query, 50, site.switches.largestGroupPage);
  const ids = query.getAll('groupId');
  const names = query.getAll('groupName');
  const matching = site.groups.filter(
    (group) => (ids.length === 0 && names.length === 0) || ids.includes(group.groupId) || names.includes(group.name),
  );
  const values = matching.slice(startAt, startAt + maxResults).map(plain);
  return { maxResults, startAt, total: matching.length, isLast: startAt + values.length >= matching.length, values };
}

/** Looks at letter case unless told otherwise; who may not browse finds only a group whose whole name was written. */
export function groupsPicker(call: JiraCall): unknown {
  const { query, site } = call;
  const anyCase = query.get('caseInsensitive') === 'true';
  const folded = (text: string): string => (anyCase ? text.toLowerCase() : text);
  const wanted = folded(query.get('query') ?? '');
  const { maxResults } = page(query, 20, 1000);
  const excluded = query.getAll('excludeId');
  const fits = mayBrowse(call) ? (name: string) => folded(name).includes(wanted) : (name: string) => folded(name) === wanted;
  const matching = site.groups.filter(({ name, groupId }) => fits(name) && !excluded.includes(groupId));
  const groups = matching.slice(0, maxResults).map((group) => ({
    ...plain(group),
    html: emphasize(group.name, folded(group.name).indexOf(wanted), wanted.length),
    labels: [],
  }));
  return { header: `Showing ${groups.length} of ${matching.length} matching groups`, total: matching.length, groups };
}

/** The name as HTML, with what was searched for in bold. */
function emphasize(name: string, at: number, length: number): string {
  const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  if (at < 0 || length === 0) return escape(name);
  const end = at + length;
  return `${escape(name.slice(0, at))}<b>${escape(name.slice(at, end))}</b>${escape(name.slice(end))}`;
}
