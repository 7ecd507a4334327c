import { openPages, valueOf } from './pages';
import type { Pages } from './pages';

const FAILED = { ok: false, refusal: { code: 'jira_failed', problems: [] } };

describe('groups on the admin page', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await openPages();
  });
  afterEach(() => {
    pages.site.jira.faults.set(null);
    pages.site.jira.switches.largestGroupPage = 1000;
  });
  afterAll(() => pages.site.close());

  test('are found by part of their name, whatever the case', async () => {
    expect(valueOf(await pages.admin('searchGroups', { text: ' FOCUS ' }))).toEqual({
      groups: [{ id: 'g-focus-readers', name: 'focus-readers' }],
      more: false,
    });
    expect(valueOf(await pages.admin('searchGroups', { text: 'no such group' }))).toEqual({ groups: [], more: false });
  });

  test('are named by their ids; one that Jira no longer knows is left out', async () => {
    expect(valueOf(await pages.admin('nameGroups', { ids: ['g-users', 'gone', 'g-admins', 'g-users'] })).groups).toEqual([
      { id: 'g-admins', name: 'jira-administrators' },
      { id: 'g-users', name: 'jira-users' },
    ]);
    expect(valueOf(await pages.admin('nameGroups', { ids: [] }))).toEqual({ groups: [] });
  });

  test('are all named, however small Jira makes its pages', async () => {
    pages.site.jira.switches.largestGroupPage = 1;
    const { groups } = valueOf(await pages.admin('nameGroups', { ids: ['g-users', 'g-admins', 'g-focus-readers'] }));
    expect(groups.map(({ id }) => id).sort()).toEqual(['g-admins', 'g-focus-readers', 'g-users']);
  });

  const said = (body: unknown) => ({ kind: 'nonsense', contentType: 'application/json', body: JSON.stringify(body) }) as const;

  test('that Jira tells without an id, or that nobody asked for, are left out', async () => {
    const odd = [{ name: 'no id' }, { name: 'null', groupId: null }, { name: 'a path', groupId: '../x' }, { name: 'good', groupId: 'g1' }];
    pages.site.jira.faults.set({ ...said({ total: 30, groups: odd }), operation: 'groupsPicker' });
    expect(valueOf(await pages.admin('searchGroups', { text: 'a' }))).toEqual({ groups: [{ id: 'g1', name: 'good' }], more: true });
    pages.site.jira.faults.set({ ...said({ isLast: false, values: odd }), operation: 'groupBulk' });
    expect(valueOf(await pages.admin('nameGroups', { ids: ['g2', 'g3'] }))).toEqual({ groups: [] });
  });

  test.each([
    [{ kind: 'status', status: 500 }],
    [{ kind: 'status', status: 403 }],
    [{ kind: 'nonsense' }],
    [said({ values: 1, groups: 1 })],
    [{ kind: 'disconnect' }],
  ] as const)('that Jira doesn’t tell are an answer of its own: %j', async (fault) => {
    pages.site.jira.faults.set([
      { ...fault, operation: 'groupsPicker' },
      { ...fault, operation: 'groupBulk' },
    ]);
    expect(await pages.admin('searchGroups', { text: 'a' })).toEqual(FAILED);
    expect(await pages.admin('nameGroups', { ids: ['g-users'] })).toEqual(FAILED);
  });

  test.each<[string, unknown, string]>([
    ['searchGroups', { text: '   ' }, '/text empty'],
    ['searchGroups', { text: 'x'.repeat(201) }, '/text too_long'],
    ['nameGroups', { ids: ['a/b'] }, '/ids/0 unusable_characters'],
    ['nameGroups', { ids: Array.from({ length: 51 }, (_, at) => `g${at}`) }, '/ids too_many'],
  ])('%s refuses %j', async (call, payload, problem) => {
    const answer = (await pages.raw(call, payload)) as { refusal: { code: string; problems: { path: string; code: string }[] } };
    expect(answer.refusal.code).toBe('invalid');
    expect(answer.refusal.problems.map(({ path, code }) => `${path} ${code}`)).toContain(problem);
  });

  test('a name with signs of an address asks for nothing else', async () => {
    expect(valueOf(await pages.admin('searchGroups', { text: 'a&maxResults=999#/../x' }))).toEqual({ groups: [], more: false });
  });
});
