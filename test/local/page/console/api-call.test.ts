import { curlFor, firstRoute } from '../../../../local/page/console/api-call';
import type { SiteState } from '../../../../local/page/shell/site-state';

const route = { key: 'list', operation: 'GET', path: '/v1/focusAreas', scopes: [] };
const state: SiteState = {
  people: [{ accountId: 'a', name: 'A', role: 'admin' }],
  actingDefault: 'a',
  app: { id: 'app', environmentId: 'env', name: 'App' },
  modules: [],
  routes: [{ ...route, key: 'get', path: '/v1/focusAreas/*' }, { ...route, key: 'add', operation: 'POST' }, route],
  scopes: [],
  restApis: { enabled: true, baseUrls: [{ form: 'api.atlassian.com', url: 'http://127.0.0.1:3000/svc/jira/c/apps/a_e' }] },
  focus: { kind: 'stand-in', size: 20 },
  build: { ok: true },
};

describe('the call to copy', () => {
  it('begins with a route that reads without an id', () => {
    expect(firstRoute(state)?.key).toBe('list');
  });

  it('is one line with the token as a header', () => {
    expect(curlFor(state, route, 'abc')).toBe(
      "curl -i 'http://127.0.0.1:3000/svc/jira/c/apps/a_e/v1/focusAreas' -H 'Accept: application/json' -H 'Authorization: Bearer abc'",
    );
  });

  it('lets no value leave its quotes', () => {
    expect(curlFor(state, route, "a'; rm -rf ~; '")).toContain(`'Authorization: Bearer a'\\''; rm -rf ~; '\\'''`);
  });
});
