import fc from 'fast-check';
import { readRequest } from '../../src/api-routes/request';
import { ROUTES, pathValues, routeOf } from '../../src/api-routes/routes';
import type { Route } from '../../src/api-routes/routes';

/** The shape of a request captured on the real cloud; every value is invented. */
const CAPTURED = {
  method: 'GET',
  call: { functionKey: 'focus-areas-list' },
  headers: { 'Content-Type': ['application/json'], 'X-Trace': ['t-001'] },
  queryParameters: { limit: ['25'] },
  body: null,
  path: '/svc/jira/11111111-2222-4333-8444-555555555555/apps/aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee_99999999-8888-4777-8666-555555555555/v1/focusAreas',
  userPath: null,
  context: {
    cloudId: '11111111-2222-4333-8444-555555555555',
    moduleKey: 'focus-areas-list',
    userAccess: { enabled: false, hasAccess: true },
  },
  contextToken: 'eyJhbGciOiJub25lIn0.e30.',
};

describe('readRequest', () => {
  test('reads the captured event', () => {
    const request = readRequest(CAPTURED);
    expect(request).toMatchObject({ routeKey: 'focus-areas-list', method: 'GET', path: CAPTURED.path, cloudId: CAPTURED.context.cloudId });
    expect([...request.query]).toEqual([['limit', ['25']]]);
    expect(request.header('x-TRACE')).toBe('t-001');
    expect(request.header('absent')).toBeUndefined();
  });

  test('takes plain strings where lists are usual', () => {
    const request = readRequest({ headers: { 'x-trace': 't' }, queryParameters: { fields: 'a,b' } });
    expect(request.header('X-Trace')).toBe('t');
    expect(request.query.get('fields')).toEqual(['a,b']);
  });

  test.each<[what: string, event: unknown, key: string | undefined]>([
    ['the call alone', { call: { functionKey: 'k' } }, 'k'],
    ['the context alone', { context: { moduleKey: 'k' } }, 'k'],
    ['both', { call: { functionKey: 'k' }, context: { moduleKey: 'k' } }, 'k'],
    ['two that differ', { call: { functionKey: 'k' }, context: { moduleKey: 'l' } }, undefined],
    ['a number', { call: { functionKey: 7 } }, undefined],
    ['nothing', {}, undefined],
    ['something inherited', Object.create({ call: { functionKey: 'k' } }), undefined],
  ])('takes the route from %s', (_what, event, key) => {
    expect(readRequest(event).routeKey).toBe(key);
  });

  test('reads whatever comes without throwing, as text or not at all', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (event, inner) => {
        for (const one of [event, { call: inner, context: inner, headers: inner, queryParameters: inner, path: inner, method: inner }]) {
          const request = readRequest(one);
          expect(typeof request.path).toBe('string');
          for (const values of request.query.values())
            expect(values === 'malformed' || values.every((value) => typeof value === 'string')).toBe(true);
        }
      }),
    );
  });

  test('values that are no text are marked, not dropped', () => {
    const query = { a: 1, b: [1], c: ['x', null], d: {}, e: [['x']] };
    expect([...readRequest({ queryParameters: query }).query.values()]).toEqual(Array.from({ length: 5 }, () => 'malformed'));
  });
});

describe('the routes', () => {
  const get = ROUTES.find((route): route is Extract<(typeof ROUTES)[number], { action: 'get' }> => route.action === 'get');
  const base = '/svc/jira/cloud/apps/app_env';

  test('are found by their key alone', () => {
    for (const route of ROUTES) expect(routeOf(route.key)).toBe(route);
    for (const key of [undefined, '', 'api', '__proto__', 'constructor', 'FOCUS-AREAS-LIST']) expect(routeOf(key)).toBeUndefined();
    expect(new Set(ROUTES.map((route) => route.key)).size).toBe(ROUTES.length);
    expect(new Set(ROUTES.map((route) => `${route.operation} ${route.path}`)).size).toBe(ROUTES.length);
  });

  test.each<[path: string, values: readonly string[] | undefined]>([
    [`${base}/v1/focusAreas/fa-1`, ['fa-1']],
    ['/gateway/api/svc/jira/apps/app_env/v1/focusAreas/fa-1', ['fa-1']],
    ['/v1/focusAreas/fa-1', ['fa-1']],
    [`${base}/v1/focusAreas/fa-1?fields=id`, ['fa-1']],
    [`${base}/v1/focusAreas/v1/focusAreas/x`, ['x']],
    [`${base}/v1/focusAreas/..%2Fsecret`, ['..%2Fsecret']],
    [`${base}/v1/focusAreas/`, ['']],
    [`${base}/v1/focusAreas`, undefined],
    [`${base}/v1/focusAreas/a/b`, undefined],
    [`${base}/v1/focusareas/a`, undefined],
    ['', undefined],
  ])('%s gives %j', (path, values) => {
    expect(pathValues(get as Route, path)).toEqual(values);
  });
});
