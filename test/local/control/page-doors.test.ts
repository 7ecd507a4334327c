import { openTestSite } from '../../site';
import type { TestSite } from '../../site';

let site: TestSite;

beforeAll(async () => {
  site = await openTestSite({
    load: () => (event: unknown, context: unknown) => ({ event, context }),
  });
});

afterAll(() => site.close());

const door = async (method: string, path: string, body?: unknown) => {
  const answer = await site.fetch(
    new Request(`http://127.0.0.1${path}`, {
      method,
      headers: { 'X-Site-Token': site.siteToken },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  return { status: answer.status, body: (await answer.json()) as unknown };
};

const personOf = (role: string): string => site.people.find((person) => person.role === role)?.accountId ?? '';

test('a page is told who acts, where it is and what the app may do', async () => {
  expect(await door('GET', `/_page/context?module=admin&as=${personOf('admin')}`)).toMatchObject({
    status: 200,
    body: {
      accountId: personOf('admin'),
      cloudId: site.identity.cloudId,
      moduleKey: 'admin',
      environmentType: 'DEVELOPMENT',
      locale: 'en-US',
      extension: { type: 'jira:adminPage' },
      permissions: { scopes: expect.arrayContaining(['storage:app']) as string[] },
    },
  });
});

test('a page’s resolver is called as who acts; a context that the page sends is refused', async () => {
  const call = { module: 'summary', functionKey: 'summary', payload: { x: 1 }, as: personOf('member') };
  expect(await door('POST', '/_page/invoke', call)).toMatchObject({
    status: 200,
    body: { ok: true, result: { context: { principal: { accountId: personOf('member') } } } },
  });
  expect((await door('POST', '/_page/invoke', { ...call, context: { cloudId: 'forged' } })).status).toBe(400);
});

test('somebody who is no member of the site can’t open its pages', async () => {
  const as = personOf('outsider');
  expect((await door('GET', `/_page/context?module=summary&as=${as}`)).status).toBe(403);
  expect((await door('POST', '/_page/invoke', { module: 'summary', functionKey: 'summary', as })).status).toBe(403);
  expect((await door('POST', '/_page/fetch-product', { product: 'jira', restPath: '/rest/api/3/myself', as })).status).toBe(403);
});

test('a page asks Jira as who acts', async () => {
  const asked = await door('POST', '/_page/fetch-product', {
    product: 'jira',
    restPath: '/rest/api/3/myself',
    init: { method: 'GET', body: null, headers: [['accept', 'application/json']] },
    as: personOf('member'),
  });
  expect(asked).toMatchObject({ status: 200, body: { status: 200, isAttachment: false } });
  const { body } = asked.body as { body: string };
  expect(JSON.parse(body)).toMatchObject({ accountId: personOf('member') });
});

test.each([
  { product: 'confluence', restPath: '/wiki' },
  { product: 'jira', restPath: '//evil.example/rest' },
  { product: 'jira', restPath: 'https://evil.example/' },
  { product: 'jira', restPath: '/\\evil.example' },
])('a page can’t ask $product for $restPath', async (wanted) => {
  expect((await door('POST', '/_page/fetch-product', { ...wanted, as: personOf('admin') })).status).toBe(400);
});

test('an unknown page has no context', async () => {
  expect((await door('GET', '/_page/context?module=gone&as=admin')).status).toBe(404);
});
