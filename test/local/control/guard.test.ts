import { openTestSite } from '../../site';
import type { TestSite } from '../../site';

let site: TestSite;

beforeAll(async () => {
  site = await openTestSite({ token: 'a-token-of-this-test' });
});

afterAll(() => site.close());

const ask = (path: string, headers: Readonly<Record<string, string>> = {}, origin = 'http://127.0.0.1:4310', method = 'GET') =>
  site.fetch(new Request(`${origin}${path}`, { method, headers }));

const TOKEN = { 'X-Site-Token': 'a-token-of-this-test' };

describe('without the site token', () => {
  test.each([
    ['GET', '/_site/state'],
    ['POST', '/_site/invoke'],
    ['PUT', '/_site/rest-apis'],
    ['POST', '/_site/tokens'],
    ['POST', '/_site/integrations'],
    ['POST', '/_site/reset'],
    ['PUT', '/_site/faults'],
    ['PUT', '/_site/focus'],
    ['GET', '/_site/logs'],
    ['GET', '/_site/events'],
    ['GET', '/_page/context?module=admin&as=admin'],
    ['POST', '/_page/invoke'],
    ['POST', '/_page/fetch-product'],
    ['POST', '/consent'],
    ['GET', '/_site/nothing-here'],
  ])('%s %s is refused', async (method, path) => {
    expect((await ask(path, {}, undefined, method)).status).toBe(401);
    expect((await ask(path, { 'X-Site-Token': 'another' }, undefined, method)).status).toBe(401);
    expect((await ask(path, { cookie: 'local-site=another' }, undefined, method)).status).toBe(401);
  });

  test.each([
    ['/_edge/tenant_info', 200],
    ['/svc/jira/x/apps/y/v1/focusAreas', 401],
    ['/oauth/token', 404],
    ['/authorize', 400],
  ])('%s answers by its own rules', async (path, status) => {
    const answer = await ask(path);
    expect(answer.status).toBe(status);
    expect(await answer.text()).not.toContain('site token');
  });

  test('an encoded or doubled slash doesn’t lead past the guard', async () => {
    for (const path of ['/%5Fsite/state', '/_site%2Fstate', '//_site/state', '/x/../_site/state', '/_SITE/state']) {
      expect({ path, status: (await ask(path)).status }).not.toMatchObject({ status: 200 });
    }
  });
});

describe('with the site token', () => {
  test('as a header the controls answer', async () => {
    expect((await ask('/_site/state', TOKEN)).status).toBe(200);
  });

  test('opening the printed address sets a cookie that scripts can’t read and other sites don’t send, and hides the token', async () => {
    const opened = await ask('/?token=a-token-of-this-test');
    expect(opened.status).toBe(303);
    expect(opened.headers.get('location')).toBe('/');
    const cookie = opened.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const [pair = ''] = cookie.split(';');
    expect((await ask('/_site/state', { cookie: pair })).status).toBe(200);
  });

  test('a wrong token in the address sets nothing', async () => {
    const opened = await ask('/?token=wrong');
    expect(opened.status).toBe(401);
    expect(opened.headers.get('set-cookie')).toBeNull();
  });
});

describe('from elsewhere', () => {
  test.each(['http://evil.example:4310', 'http://127.0.0.1.evil.example:4310', 'http://0.0.0.0:4310', 'http://192.168.0.7:4310'])(
    'a page that calls itself %s is refused, with the token too',
    async (origin) => {
      for (const path of ['/', '/_site/state', '/_edge/tenant_info', '/svc/jira/x/apps/y/v1/focusAreas', '/authorize']) {
        expect({ path, status: (await ask(path, TOKEN, origin)).status }).toEqual({ path, status: 403 });
      }
    },
  );

  test.each(['http://evil.example', 'null', 'http://127.0.0.1:9999', 'https://127.0.0.1:4310'])(
    'Origin %s is refused, with the token too',
    async (origin) => {
      expect((await ask('/_site/rest-apis', { ...TOKEN, origin }, undefined, 'PUT')).status).toBe(403);
      expect((await ask('/oauth/token', { origin }, undefined, 'POST')).status).toBe(403);
    },
  );

  test('a request that the browser calls cross-site or same-site is refused, its cookie notwithstanding', async () => {
    const cookie = 'local-site=a-token-of-this-test';
    for (const from of ['cross-site', 'same-site']) {
      expect((await ask('/_site/state', { cookie, 'sec-fetch-site': from })).status).toBe(403);
    }
    for (const from of ['same-origin', 'none']) {
      expect((await ask('/_site/state', { cookie, 'sec-fetch-site': from })).status).toBe(200);
    }
  });

  test('the site’s own names are welcome', async () => {
    for (const origin of ['http://127.0.0.1:4310', 'http://localhost:4310', 'http://[::1]:4310']) {
      expect((await ask('/_site/state', { ...TOKEN, origin }, origin)).status).toBe(200);
    }
  });
});
