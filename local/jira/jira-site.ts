import type { PersonOnSite } from '../site/people';

export interface GroupOnSite {
  readonly groupId: string;
  readonly name: string;
}

/** What an admin of a site may choose, or what Jira doesn't promise; how they stand at first says unknowns.ts. */
export interface JiraSwitches {
  /** Who holds the global permission "Browse users and groups"; admins always do. */
  browseUsersAndGroups: 'all' | 'admins';
  /** Most groups that `myself?expand=groups` tells. */
  mostGroupsOfMyself: number;
  /** Most groups in one page of `group/bulk`, whatever was asked for. */
  largestGroupPage: number;
  /** Whether Forge has yet to ask people, on screen, to let the app act for them: until then no call as a person comes through. */
  peopleHaveToAgree: boolean;
}

export interface Site {
  readonly baseUrl: string;
  readonly groups: readonly GroupOnSite[];
  readonly switches: JiraSwitches;
  /** People with access; an outsider is none of them. */
  readonly members: readonly PersonOnSite[];
  /** The app's own account. */
  readonly app: { readonly accountId: string; readonly name: string };
  /** The member with this account id. */
  person(accountId: string): PersonOnSite | undefined;
  /** Milliseconds since the epoch. */
  now(): number;
}

const AVATARS = ['48x48', '24x24', '16x16', '32x32'] as const;

/** A user as Jira Cloud v3 tells it. No email address: people's privacy settings hide it from apps. */
export function userShape(
  { baseUrl }: Site,
  { accountId, name }: { readonly accountId: string; readonly name: string },
  accountType: 'atlassian' | 'app',
) {
  return {
    self: `${baseUrl}/rest/api/3/user?accountId=${encodeURIComponent(accountId)}`,
    accountId,
    accountType,
    avatarUrls: Object.fromEntries(AVATARS.map((size) => [size, `${baseUrl}/secure/useravatar?size=${size}`])),
    displayName: name,
    active: true,
  };
}

/** A group as Jira Cloud v3 tells it inside a user. */
export function groupShape({ baseUrl }: Site, { groupId, name }: GroupOnSite) {
  return { name, groupId, self: `${baseUrl}/rest/api/3/group?groupId=${encodeURIComponent(groupId)}` };
}
