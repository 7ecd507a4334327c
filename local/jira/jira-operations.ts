import { groupBulk, groupsIn, groupsPicker, mayBrowse, userGroups } from './group-operations';
import { JiraRefusal } from './jira-refusal';
import type { Site } from './jira-site';
import { userShape } from './jira-site';
import { found, page, required } from './query';

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

// Jira's own OpenAPI document of August 2023, July 2024 and December 2025 says so of all three, the bulk one included.
const READ_GROUP = [['read:jira-user'], ['read:group:jira']];

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
  { name: 'userGroups', path: '/rest/api/3/user/groups', scopes: READ_GROUP, answer: userGroups },
  { name: 'groupBulk', path: '/rest/api/3/group/bulk', scopes: READ_GROUP, answer: groupBulk },
  { name: 'groupsPicker', path: '/rest/api/3/groups/picker', scopes: READ_GROUP, answer: groupsPicker },
  { name: 'serverInfo', path: '/rest/api/3/serverInfo', scopes: [[]], answer: serverInfo },
];

/** Global permissions that a site knows, and who holds them. Of the app itself see unknowns.ts. */
const PERMISSIONS = [
  {
    id: '0',
    key: 'ADMINISTER',
    name: 'Administer Jira',
    description: 'Create and administer projects, issue types, fields, workflows.',
    holds: ({ caller, site }: JiraCall) => caller.kind === 'person' && site.person(caller.accountId)?.role === 'admin',
  },
  {
    id: '27',
    key: 'USER_PICKER',
    name: 'Browse users and groups',
    description: 'View and select users or groups from the user picker.',
    holds: mayBrowse,
  },
] as const;

function myPermissions(call: JiraCall): unknown {
  const asked = (call.query.get('permissions') ?? '').split(',').filter((key) => key !== '');
  if (asked.length === 0) throw new JiraRefusal(400, ["The 'permissions' query parameter is required."]);
  const unknown = asked.filter((key) => !PERMISSIONS.some((permission) => permission.key === key));
  if (unknown.length > 0) throw new JiraRefusal(400, [], Object.fromEntries(unknown.map((key) => [key, 'Unrecognized permission'])));
  const told = PERMISSIONS.filter((permission) => asked.includes(permission.key)).map(
    ({ id, key, name, description, holds }) =>
      [key, { id, key, name, type: 'GLOBAL', description, havePermission: holds(call) } as const] as const,
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
    groups: {
      size: person.groups.length,
      items: expanded.has('groups') ? groupsIn(site, person.groups).slice(0, site.switches.mostGroupsOfMyself) : [],
    },
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
