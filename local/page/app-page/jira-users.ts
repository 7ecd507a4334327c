import type { PageDoor } from '../bridge/page-door';
import type { JiraUser, Product } from '../drawing/drawing-context';
import { isRecord } from '../forge-doc/forge-node';

const words = (value: unknown): string => (typeof value === 'string' ? value : '');

const userIn = (value: unknown): JiraUser | null => {
  if (!isRecord(value) || typeof value['accountId'] !== 'string') return null;
  const avatars = isRecord(value['avatarUrls']) ? value['avatarUrls'] : {};
  return {
    accountId: value['accountId'],
    displayName: words(value['displayName']),
    avatarUrl: words(avatars['24x24'] ?? avatars['48x48']),
    emailAddress: words(value['emailAddress']),
  };
};

const readJson = async (door: PageDoor, path: string): Promise<unknown> => {
  const answer = await door.fetchProduct('jira', path, { method: 'GET', headers: [['accept', 'application/json']], body: null });
  if (!isRecord(answer) || answer['status'] !== 200 || typeof answer['body'] !== 'string') return undefined;
  return JSON.parse(answer['body']);
};

/** Names of users for User and UserPicker, asked of the product as the person who acts; each user once. */
export const openJiraUsers = (door: PageDoor): Product => {
  const known = new Map<string, Promise<JiraUser | null>>();
  const ask = async (accountId: string): Promise<JiraUser | null> =>
    userIn(await readJson(door, `/rest/api/3/user?${new URLSearchParams({ accountId })}`));
  return {
    user(accountId) {
      const asked = known.get(accountId) ?? ask(accountId);
      known.set(accountId, asked);
      return asked;
    },
    async searchUsers(text) {
      const found = await readJson(door, '/rest/api/3/users/search?maxResults=50');
      const users = (Array.isArray(found) ? found : []).flatMap((value: unknown) => userIn(value) ?? []);
      const wanted = text.trim().toLowerCase();
      return users.filter((user) => user.displayName.toLowerCase().includes(wanted));
    },
  };
};
