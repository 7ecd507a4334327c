import type { Site } from './jira-site';
import { groupShape, userShape } from './jira-site';
import { JiraRefusal } from './jira-refusal';

/** Who calls: a person who has access to the site, or the app itself. */
export type Caller = { readonly kind: 'person'; readonly accountId: string } | { readonly kind: 'app' };

export interface JiraCall {
  readonly query: URLSearchParams;
  readonly caller: Caller;
  readonly site: Site;
}

export interface JiraOperation {
  readonly name: string;
  readonly path: string;
  /** Alternatives, each a set of Forge scopes that opens the operation: classic, granular (REST reference of Jira Cloud v3, each operation's "OAuth scopes required"). */
  readonly scopes: readonly (readonly string[])[];
  readonly answer: (call: JiraCall) => unknown;
}

const READ_USER = [['read:jira-user'], ['read:application-role:jira', 'read:group:jira', 'read:user:jira', 'read:avatar:jira']];

/** The operations of Jira Cloud v3 that the app calls. All are GET. */
export const JIRA_OPERATIONS: readonly JiraOperation[] = [
  {
    name: 'mypermissions',
    path: '/rest/api/3/mypermissions',
    scopes: [['read:jira-work'], ['read:permission:jira']],
    answer: myPermissions,
  },
  { name: 'myself', path: '/rest/api/3/myself', scopes: READ_USER, answer: myself },
  { name: 'user', path: '/rest/api/3/user', scopes: READ_USER, answer: user },
  { name: 'usersSearch', path: '/rest/api/3/users/search', scopes: READ_USER, answer: usersSearch },
  {
    name: 'userGroups',
    path: '/rest/api/3/user/groups',
    scopes: [['read:jira-user'], ['read:group:jira', 'read:user:jira']],
    answer: userGroups,
  },
  // The odd one out: no classic read scope opens it (JRACLOUD-79363 asks for one).
  { name: 'groupBulk', path: '/rest/api/3/group/bulk', scopes: [['manage:jira-configuration'], ['read:group:jira']], answer: groupBulk },
  { name: 'groupsPicker', path: '/rest/api/3/groups/picker', scopes: [['read:jira-user'], ['read:group:jira']], answer: groupsPicker },
  { name: 'serverInfo', path: '/rest/api/3/serverInfo', scopes: [[]], answer: serverInfo },
];

/** Global permissions that a site knows; `all` who may use Jira, or its admins. */
const PERMISSIONS = [
  {
    id: '0',
    key: 'ADMINISTER',
    name: 'Administer Jira',
    description: 'Create and administer projects, issue types, fields, workflows.',
    all: false,
  },
  {
    id: '27',
    key: 'USER_PICKER',
    name: 'Browse users and groups',
    description: 'View and select users or groups from the user picker.',
    all: true,
  },
] as const;

function myPermissions({ query, caller, site }: JiraCall): unknown {
  const asked = (query.get('permissions') ?? '').split(',').filter((key) => key !== '');
  if (asked.length === 0) throw new JiraRefusal(400, ["The 'permissions' query parameter is required."]);
  const unknown = asked.filter((key) => !PERMISSIONS.some((permission) => permission.key === key));
  if (unknown.length > 0) throw new JiraRefusal(400, [], Object.fromEntries(unknown.map((key) => [key, 'Unrecognized permission'])));
  const admin = caller.kind === 'person' && site.person(caller.accountId)?.role === 'admin';
  const told = PERMISSIONS.filter((permission) => asked.includes(permission.key)).map(
    ({ id, key, name, description, all }) =>
      [
        key,
        // That the app itself does not administer Jira is a choice: what asApp answers is not documented.
        { id, key, name, type: 'GLOBAL', description, havePermission: admin || (all && caller.kind === 'person') } as const,
      ] as const,
  );
  return { permissions: Object.fromEntries(told) };
}

function myself({ query, caller, site }: JiraCall): unknown {
  if (caller.kind === 'app') return userShape(site, site.app, 'app');
  const person = found(site, caller.accountId);
  const expanded = new Set((query.get('expand') ?? '').split(','));
  return {
    ...userShape(site, person, 'atlassian'),
    timeZone: 'Etc/UTC',
    locale: 'en_US',
    groups: { size: person.groups.length, items: expanded.has('groups') ? groupsOf(site, person.groups) : [] },
    applicationRoles: { size: 1, items: [] },
    expand: 'groups,applicationRoles',
  };
}

function user({ query, site }: JiraCall): unknown {
  return userShape(site, found(site, required(query, 'accountId')), 'atlassian');
}

function usersSearch({ query, site }: JiraCall): unknown {
  const { startAt, maxResults } = page(query, 50, 1000);
  return site.members.slice(startAt, startAt + maxResults).map((person) => userShape(site, person, 'atlassian'));
}

function userGroups({ query, site }: JiraCall): unknown {
  return groupsOf(site, found(site, required(query, 'accountId')).groups);
}

function groupBulk({ query, site }: JiraCall): unknown {
  const { startAt, maxResults } = page(query, 50, 1000);
  const ids = query.getAll('groupId');
  const names = query.getAll('groupName');
  const matching = site.groups.filter(
    (group) => (ids.length === 0 && names.length === 0) || ids.includes(group.groupId) || names.includes(group.name),
  );
  const values = matching.slice(startAt, startAt + maxResults).map(({ name, groupId }) => ({ name, groupId }));
  return { maxResults, startAt, total: matching.length, isLast: startAt + values.length >= matching.length, values };
}

function groupsPicker({ query, site }: JiraCall): unknown {
  const wanted = (query.get('query') ?? '').toLowerCase();
  const { maxResults } = page(query, 20, 1000);
  const excluded = query.getAll('excludeId');
  const matching = site.groups.filter((group) => group.name.toLowerCase().includes(wanted) && !excluded.includes(group.groupId));
  const groups = matching.slice(0, maxResults).map(({ name, groupId }) => ({ name, html: emphasize(name, wanted), labels: [], groupId }));
  return { header: `Showing ${groups.length} of ${matching.length} matching groups`, total: matching.length, groups };
}

function serverInfo({ site }: JiraCall): unknown {
  return {
    baseUrl: site.baseUrl,
    displayUrl: site.baseUrl,
    version: '1001.0.0-SNAPSHOT',
    versionNumbers: [1001, 0, 0],
    deploymentType: 'Cloud',
    buildNumber: 100287,
    buildDate: '2026-11-02T03:00:00.000+0000',
    serverTime: `${new Date(site.now()).toISOString().slice(0, 23)}+0000`,
    scmInfo: 'local-site',
    serverTitle: 'Jira',
    defaultLocale: { locale: 'en_US' },
    serverTimeZone: 'Etc/UTC',
  };
}

function required(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (value === null || value === '') throw new JiraRefusal(400, [`The query parameter '${name}' is required.`]);
  return value;
}

function found(site: Site, accountId: string) {
  const person = site.person(accountId);
  if (!person) throw new JiraRefusal(404, ['Specified user does not exist or you do not have required permissions']);
  return person;
}

const groupsOf = (site: Site, ids: readonly string[]) =>
  site.groups.filter((group) => ids.includes(group.groupId)).map((group) => groupShape(site, group));

function page(query: URLSearchParams, usual: number, most: number): { readonly startAt: number; readonly maxResults: number } {
  const whole = (name: string, otherwise: number): number => {
    const text = query.get(name) ?? String(otherwise);
    if (!/^\d{1,9}$/.test(text)) throw new JiraRefusal(400, [`The query parameter '${name}' is not a whole number.`]);
    return Number(text);
  };
  return { startAt: whole('startAt', 0), maxResults: Math.min(whole('maxResults', usual), most) };
}

/** The name as HTML, with what was searched for in bold. */
function emphasize(name: string, wanted: string): string {
  const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const at = wanted === '' ? -1 : name.toLowerCase().indexOf(wanted);
  if (at < 0) return escape(name);
  const end = at + wanted.length;
  return `${escape(name.slice(0, at))}<b>${escape(name.slice(at, end))}</b>${escape(name.slice(end))}`;
}
