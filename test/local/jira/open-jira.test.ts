import type { Acting, JiraSettings } from '../../../local/jira/open-jira';
import { openJira } from '../../../local/jira/open-jira';
import { JIRA_OPERATIONS } from '../../../local/jira/jira-operations';
import { GROUPS, PEOPLE } from '../../../local/site/people';

const accountOf = (name: string): string => PEOPLE.find((person) => person.name === name)?.accountId ?? 'nobody';
const ADMIN: Acting = { accountId: accountOf('Mira Holm') };
const MEMBER: Acting = { accountId: accountOf('Tilda Berg') };
const OUTSIDER: Acting = { accountId: accountOf('Noor Adan') };
const STRANGER: Acting = { accountId: 'nobody' };
const APP: Acting = { app: true };

const WORKING: Readonly<Record<string, string>> = {
  mypermissions: '?permissions=ADMINISTER',
  user: `?accountId=${encodeURIComponent(accountOf('Ravi Sund'))}`,
  userGroups: `?accountId=${encodeURIComponent(accountOf('Tilda Berg'))}`,
};

function openSite(settings: Partial<JiraSettings> = {}) {
  const jira = openJira({ people: PEOPLE, groups: GROUPS, now: () => Date.UTC(2026, 10, 21), ...settings });
  const ask = async (path: string, acting: Acting, init: RequestInit = {}) => {
    const response = await jira.fetch(new Request(`https://local.atlassian.net${path}`, init), acting);
    return { status: response.status, headers: response.headers, body: (await response.json()) as unknown };
  };
  return { jira, ask };
}

describe('mypermissions', () => {
  const path = '/rest/api/3/mypermissions?permissions=ADMINISTER';

  it.each([
    ['an admin', ADMIN, true],
    ['a member', MEMBER, false],
    ['the app itself', APP, false],
  ])('tells whether %s administers Jira', async (_, acting, havePermission) => {
    const { status, body } = await openSite().ask(path, acting);
    expect(status).toBe(200);
    expect(body).toMatchObject({ permissions: { ADMINISTER: { id: '0', key: 'ADMINISTER', type: 'GLOBAL', havePermission } } });
  });

  it('answers only for what was asked', async () => {
    const { body } = await openSite().ask('/rest/api/3/mypermissions?permissions=USER_PICKER', MEMBER);
    expect(body).toEqual({ permissions: { USER_PICKER: expect.objectContaining({ havePermission: true }) as unknown } });
  });

  it.each(['', '?permissions=', '?permission=ADMINISTER'])('wants its parameter (%s)', async (query) => {
    expect(await openSite().ask(`/rest/api/3/mypermissions${query}`, ADMIN)).toMatchObject({
      status: 400,
      body: { errorMessages: ["The 'permissions' query parameter is required."], errors: {} },
    });
  });

  it('names a permission that it does not know', async () => {
    expect(await openSite().ask('/rest/api/3/mypermissions?permissions=ADMINISTER,__proto__', ADMIN)).toMatchObject({ status: 400 });
  });

  it('fails on demand and recovers', async () => {
    const { jira, ask } = openSite();
    jira.faults.set({ kind: 'status', status: 503, operation: 'mypermissions', times: 1 });
    expect((await ask('/rest/api/3/serverInfo', ADMIN)).status).toBe(200);
    expect((await ask(path, ADMIN)).status).toBe(503);
    expect((await ask(path, ADMIN)).status).toBe(200);
  });
});

describe('people and groups', () => {
  it('tells me who I am, with groups only when they are asked for', async () => {
    const { ask } = openSite();
    const groups = [
      { name: 'jira-users', groupId: 'g-users' },
      { name: 'focus-readers', groupId: 'g-focus-readers' },
    ];
    expect((await ask('/rest/api/3/myself', MEMBER)).body).toMatchObject({
      ...MEMBER,
      displayName: 'Tilda Berg',
      groups: { size: 2, items: [] },
    });
    expect((await ask('/rest/api/3/myself?expand=groups', MEMBER)).body).toMatchObject({ groups: { size: 2, items: groups } });
    expect((await ask(`/rest/api/3/user/groups${WORKING['userGroups']}`, ADMIN)).body).toMatchObject(groups);
  });

  it('tells the app that it is an app', async () => {
    expect((await openSite().ask('/rest/api/3/myself', APP)).body).toMatchObject({ accountType: 'app' });
  });

  it('never tells an email address', async () => {
    const { ask } = openSite();
    for (const { name, path } of JIRA_OPERATIONS) {
      expect(JSON.stringify((await ask(`${path}${WORKING[name] ?? ''}`, ADMIN)).body)).not.toMatch(/email/i);
    }
  });

  it('does not know a user who is nobody or an outsider, and wants an account id', async () => {
    const { ask } = openSite();
    for (const accountId of ['nobody', accountOf('Noor Adan')]) {
      expect((await ask(`/rest/api/3/user?accountId=${encodeURIComponent(accountId)}`, ADMIN)).status).toBe(404);
    }
    expect((await ask('/rest/api/3/user', ADMIN)).status).toBe(400);
  });

  it('pages through the members, outsiders left out', async () => {
    const { ask } = openSite();
    const names = async (query: string) =>
      ((await ask(`/rest/api/3/users/search${query}`, ADMIN)).body as { displayName: string }[]).map((one) => one.displayName);
    const all = ['Mira Holm', 'Jonas Lind', 'Tilda Berg', 'Ravi Sund'];
    expect(await names('')).toEqual(all);
    expect([...(await names('?maxResults=3')), ...(await names('?startAt=3&maxResults=3'))]).toEqual(all);
    expect((await ask('/rest/api/3/users/search?startAt=-1', ADMIN)).status).toBe(400);
  });

  it('finds groups by id, by name and by part of a name', async () => {
    const { ask } = openSite();
    expect((await ask('/rest/api/3/group/bulk?groupId=g-users&groupId=gone', MEMBER)).body).toEqual({
      maxResults: 50,
      startAt: 0,
      total: 1,
      isLast: true,
      values: [{ name: 'jira-users', groupId: 'g-users' }],
    });
    expect((await ask('/rest/api/3/group/bulk?maxResults=2', MEMBER)).body).toMatchObject({ total: 3, isLast: false });
    expect((await ask('/rest/api/3/groups/picker?query=JIRA&excludeId=g-admins&caseInsensitive=true', MEMBER)).body).toEqual({
      header: 'Showing 1 of 1 matching groups',
      total: 1,
      groups: [{ name: 'jira-users', html: '<b>jira</b>-users', labels: [], groupId: 'g-users' }],
    });
  });

  it('looks at letter case in a group’s name unless told otherwise', async () => {
    const { ask } = openSite();
    expect((await ask('/rest/api/3/groups/picker?query=JIRA', MEMBER)).body).toMatchObject({ total: 0, groups: [] });
    expect((await ask('/rest/api/3/groups/picker?query=jira', MEMBER)).body).toMatchObject({ total: 2 });
  });

  it('shows groups to those alone who may browse them, and everybody their own', async () => {
    const { jira, ask } = openSite();
    jira.switches.browseUsersAndGroups = 'admins';
    const refused = { status: 403, body: { errorMessages: ['Browse users and groups permission is required to view groups.'] } };
    expect(await ask('/rest/api/3/group/bulk?groupId=g-users', MEMBER)).toMatchObject(refused);
    expect(await ask(`/rest/api/3/user/groups${WORKING['userGroups'] ?? ''}`, MEMBER)).toMatchObject(refused);
    expect((await ask('/rest/api/3/groups/picker?query=jira', MEMBER)).body).toMatchObject({ total: 0 });
    expect((await ask('/rest/api/3/groups/picker?query=jira-users', MEMBER)).body).toMatchObject({ total: 1 });
    expect((await ask('/rest/api/3/mypermissions?permissions=USER_PICKER', MEMBER)).body).toMatchObject({
      permissions: { USER_PICKER: { havePermission: false } },
    });
    expect((await ask('/rest/api/3/myself?expand=groups', MEMBER)).body).toMatchObject({ groups: { size: 2, items: [{}, {}] } });
    expect((await ask('/rest/api/3/group/bulk?groupId=g-users', ADMIN)).body).toMatchObject({ total: 1 });
  });

  it('may tell fewer groups than there are, and says so', async () => {
    const { jira, ask } = openSite();
    jira.switches.mostGroupsOfMyself = 1;
    jira.switches.largestGroupPage = 2;
    expect((await ask('/rest/api/3/myself?expand=groups', MEMBER)).body).toMatchObject({
      groups: { size: 2, items: [{ groupId: 'g-users' }] },
    });
    expect((await ask('/rest/api/3/group/bulk?maxResults=50', MEMBER)).body).toMatchObject({ maxResults: 2, total: 3, isLast: false });
  });

  it('escapes a group name in HTML', async () => {
    const { ask } = openSite({ groups: [{ groupId: 'g', name: '<i>x' }] });
    expect((await ask('/rest/api/3/groups/picker?query=x', MEMBER)).body).toMatchObject({ groups: [{ html: '&#60;i&#62;<b>x</b>' }] });
  });
});

describe('each operation', () => {
  it.each(JIRA_OPERATIONS.map(({ name, path }) => [name, path]))(
    '%s answers members, refuses an outsider with 403 and an unknown account with 401',
    async (name, path) => {
      const { ask } = openSite();
      const url = `${path}${WORKING[name] ?? ''}`;
      expect((await ask(url, MEMBER)).status).toBe(200);
      expect((await ask(url, OUTSIDER)).status).toBe(403);
      expect((await ask(url, STRANGER)).status).toBe(401);
    },
  );

  it.each(JIRA_OPERATIONS.map(({ name, path, scopes }) => [name, path, scopes] as const))(
    '%s opens to each of its scope sets and to none of them in part',
    async (name, path, scopes) => {
      const url = `${path}${WORKING[name] ?? ''}`;
      for (const grantedScopes of scopes) {
        expect((await openSite({ grantedScopes }).ask(url, ADMIN)).status).toBe(200);
        if (grantedScopes.length === 0) continue;
        const { status, headers } = await openSite({ grantedScopes: grantedScopes.slice(1) }).ask(url, ADMIN);
        expect(status).toBe(401);
        expect(headers.get('x-failure-category')).toBe('FAILURE_CLIENT_SCOPE_CHECK');
      }
    },
  );

  it.each([
    ['GET', '/rest/api/3/issue/ABC-1'],
    ['GET', '/rest/api/2/myself'],
    ['GET', '/rest/api/3/myself/'],
    ['POST', '/rest/api/3/myself'],
  ])('%s %s says that it is not modelled', async (method, path) => {
    const { status, body } = await openSite().ask(path, ADMIN, { method });
    expect(status).toBe(404);
    expect(JSON.stringify(body)).toContain('not modelled');
  });
});
