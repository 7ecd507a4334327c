import { openGateway } from '../../../local/gateway/open-gateway';
import { SITE } from '../../../local/site/identity';
import type { ApiRoute } from '../../../local/site/read-manifest';
import {
  CLOUD_BASE,
  CUSTOM_SCOPES,
  INSTALLED,
  manifestWith,
  openBench,
  ORIGIN,
  personOf,
  PRODUCT,
  READ,
  RecordingRuntime,
  route,
  SITE_BASE,
  WRITE,
} from './gateway-bench';
import type { Bench } from './gateway-bench';

const FORMS = [
  ['the form of api.atlassian.com', CLOUD_BASE],
  ["the site's own form", SITE_BASE],
] as const;

const SCOPE_BODY = { code: 401, message: 'Unauthorized; scope does not match' };

interface Refusal {
  readonly title: string;
  readonly scopes?: readonly string[];
  readonly prepare?: (bench: Bench) => void;
  readonly path?: string;
  readonly init?: RequestInit;
  readonly status: number;
  readonly message: string;
  readonly hint: RegExp;
}

const json = (body: string): RequestInit => ({ method: 'POST', body, headers: { 'content-type': 'application/json' } });

const off = (bench: Bench): void => {
  bench.site.restApis = false;
};

const scope = { status: 401, message: SCOPE_BODY.message } as const;
const token = { status: 401, message: 'Unauthorized', hint: /no bearer token/ } as const;

const REFUSALS: readonly Refusal[] = [
  { title: 'a request without a token', init: { headers: { authorization: '' } }, ...token },
  { title: 'a request with basic credentials', init: { headers: { authorization: 'Basic dTpw' } }, ...token },
  { title: 'a request with a made-up token', init: { headers: { authorization: 'Bearer abc.def.ghi' } }, ...token },
  { title: 'two tokens in one header', init: { headers: { authorization: 'Bearer a b' } }, ...token },
  { title: 'a bad token on an unknown path', path: '/v1/nothing', init: { headers: { authorization: 'Bearer a' } }, ...token },
  { title: 'a path without a route', path: '/v1/nothing', ...scope, hint: /no apiRoute has this path/ },
  { title: 'a path longer than its route', path: '/v1/things/x/y', ...scope, hint: /no apiRoute/ },
  { title: 'a literal in another case', path: '/v1/Things', ...scope, hint: /no apiRoute/ },
  { title: '** with no segment to stand for', path: '/v1/files', ...scope, hint: /no apiRoute/ },
  { title: 'a verb that the path lacks', init: { method: 'DELETE' }, ...scope, hint: /known for GET, POST only/ },
  { title: 'HEAD on a GET route', init: { method: 'HEAD' }, ...scope, hint: /known for GET, POST only/ },
  { title: 'OPTIONS on a route', init: { method: 'OPTIONS' }, ...scope, hint: /known for GET, POST only/ },
  { title: "a token without the route's scope", scopes: [WRITE, PRODUCT], ...scope, hint: /lacks read:thing:custom$/ },
  { title: 'a token without read:forge-app:jira', scopes: [READ, WRITE], ...scope, hint: /lacks read:forge-app:jira$/ },
  { title: 'a token without any scope', scopes: [], ...scope, hint: /lacks read:thing:custom, read:forge-app:jira$/ },
  {
    title: "a token with one of the route's two scopes",
    scopes: [READ, PRODUCT],
    path: '/v1/copies',
    init: json('{}'),
    ...scope,
    hint: /lacks write:thing:custom$/,
  },
  { title: 'a call while App REST APIs are off', prepare: off, status: 403, message: 'Forbidden', hint: /off for this site/ },
  { title: 'an unknown path while App REST APIs are off', prepare: off, path: '/v1/nothing', ...scope, hint: /no apiRoute/ },
  { title: 'a token without scope while App REST APIs are off', prepare: off, scopes: [PRODUCT], ...scope, hint: /lacks/ },
  { title: 'a body over 5 MB', init: json('x'.repeat(5_000_001)), status: 413, message: 'Payload Too Large', hint: /over 5 MB/ },
  {
    title: 'a body that quoting makes larger than 5 MB',
    init: json('"'.repeat(3 * 1024 * 1024)),
    status: 413,
    message: 'Payload Too Large',
    hint: /payload is over 5 MB/,
  },
  {
    title: 'a body over 5 MB while App REST APIs are off',
    prepare: off,
    init: json('x'.repeat(5_000_001)),
    status: 403,
    message: 'Forbidden',
    hint: /off/,
  },
  {
    title: 'a body of another content type',
    init: { method: 'POST', body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    status: 415,
    message: 'Unsupported Media Type',
    hint: /must be application\/json/,
  },
  {
    title: 'a body without a content type',
    init: { method: 'POST', body: new TextEncoder().encode('{}') },
    status: 415,
    message: 'Unsupported Media Type',
    hint: /must be application\/json/,
  },
];

describe.each(FORMS)('A call in %s', (_form, base) => {
  test('reaches the function with the route’s key, and the function’s answer reaches the caller', async () => {
    const bench = openBench();
    bench.runtime.answers = () => ({
      ok: true,
      result: { statusCode: 201, headers: { 'Content-Type': ['application/json'], ETag: ['"1"'] }, body: '{"a":1}' },
    });
    const answer = await bench.call('/v1/things/x1?limit=2', { base });
    expect([answer.status, answer.headers.get('etag'), await answer.text()]).toEqual([201, '"1"', '{"a":1}']);
    expect(bench.runtime.calls).toHaveLength(1);
    expect(bench.runtime.calls[0]).toMatchObject({ functionKey: 'api', moduleKey: 'things-get', timeoutMs: 25_000 });
    expect(bench.runtime.event.path).toBe(`${CLOUD_BASE}/v1/things/x1`);
  });

  test('with both of a route’s scopes reaches the function', async () => {
    const bench = openBench();
    expect((await bench.call('/v1/copies', { base, ...json('{}') })).status).toBe(200);
    expect(bench.runtime.event.body).toBe('{}');
  });

  test.each(REFUSALS)('is refused for $title', async ({ scopes, prepare, path = '/v1/things', init, status, message, hint }) => {
    const bench = openBench();
    prepare?.(bench);
    const answer = await bench.call(path, { base, ...init, token: await bench.token(scopes) });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/json']);
    expect(await answer.json()).toEqual({ code: status, message });
    expect(answer.headers.get('x-local-hint')).toMatch(hint);
    expect(answer.headers.get('x-failure-category')).toBe(message === SCOPE_BODY.message ? 'FAILURE_CLIENT_SCOPE_CHECK' : null);
    expect(bench.runtime.calls).toEqual([]);
  });

  test('with a body just under the limit arrives whole', async () => {
    const bench = openBench();
    const body = `{"text":"${'é'.repeat(2_490_000)}"}`;
    expect((await bench.call('/v1/things', { base, ...json(body) })).status).toBe(200);
    expect(bench.runtime.event.body === body).toBe(true);
  });
});

const OTHER = 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb';

test.each([
  ['another product', `/svc/confluence/${SITE.cloudId}/apps/${INSTALLED}`, /product must be jira/],
  ['another product, site form', `/gateway/api/svc/confluence/apps/${INSTALLED}`, /product must be jira/],
  ['another site', `/svc/jira/${OTHER}/apps/${INSTALLED}`, /cloud id/],
  ['another app', `/svc/jira/${SITE.cloudId}/apps/${OTHER}_${SITE.environmentId}`, /app or environment/],
  ['another environment', CLOUD_BASE.replace(SITE.environmentId, OTHER), /app or environment/],
  ['another environment, site form', SITE_BASE.replace(SITE.environmentId, OTHER), /app or environment/],
  ['no environment', CLOUD_BASE.replace(`_${SITE.environmentId}`, ''), /app or environment/],
  ['a cloud id in the site form', `/gateway/api/svc/jira/${SITE.cloudId}/apps/${INSTALLED}`, /none of the documented forms/],
  ['no cloud id in the cloud form', `/svc/jira/apps/${INSTALLED}`, /none of the documented forms/],
])('A URL of %s is answered like an unknown route', async (_what, base, hint) => {
  const bench = openBench();
  const answer = await bench.call('/v1/things', { base });
  expect([answer.status, await answer.json()]).toEqual([401, SCOPE_BODY]);
  expect(answer.headers.get('x-local-hint')).toMatch(hint);
  expect(bench.runtime.calls).toEqual([]);
});

test('A token works until its hour is over and not after', async () => {
  const bench = openBench();
  const held = await bench.token();
  bench.clock.at += 3_599_000;
  expect((await bench.call('/v1/things', { token: held })).status).toBe(200);
  bench.clock.at += 1_000;
  expect((await bench.call('/v1/things', { token: held })).status).toBe(401);
});

test('A token of another site’s key is refused', async () => {
  const foreign = await openBench().token();
  expect((await openBench().call('/v1/things', { token: foreign })).status).toBe(401);
});

test('A streamed body without a declared length is cut off at the limit', async () => {
  const bench = openBench();
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += 1_000_000;
      controller.enqueue(new Uint8Array(1_000_000));
    },
  });
  const init = { ...json(''), body, duplex: 'half' };
  expect((await bench.call('/v1/things', init)).status).toBe(413);
  expect(sent).toBeLessThan(10_000_000);
});

test('An empty POST needs no content type', async () => {
  const bench = openBench();
  expect((await bench.call('/v1/things', { method: 'POST' })).status).toBe(200);
});

test('A content type with a charset and in other case is accepted', async () => {
  const bench = openBench();
  const answer = await bench.call('/v1/things', {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'Application/JSON; charset=UTF-8' },
  });
  expect(answer.status).toBe(200);
});

test('The 301st call of one second and the 1,201st of one minute by one user are refused; the next window is free again', async () => {
  const bench = openBench();
  const held = await bench.token();
  const statuses = async (calls: number): Promise<Record<number, number>> => {
    const seen: Record<number, number> = {};
    for (let index = 0; index < calls; index += 1) {
      const { status } = await bench.call('/v1/things', { token: held });
      seen[status] = (seen[status] ?? 0) + 1;
    }
    return seen;
  };
  expect(await statuses(301)).toEqual({ 200: 300, 429: 1 });
  for (let second = 1; second < 4; second += 1) {
    bench.clock.at += 1_000;
    expect(await statuses(300)).toEqual({ 200: 300 });
  }
  bench.clock.at += 1_000;
  expect(await statuses(1)).toEqual({ 429: 1 });
  bench.clock.at += 60_000;
  expect(await statuses(1)).toEqual({ 200: 1 });
});

test('Switching App REST APIs off blocks the very next call', async () => {
  const bench = openBench();
  expect((await bench.call('/v1/things')).status).toBe(200);
  bench.site.restApis = false;
  expect((await bench.call('/v1/things')).status).toBe(403);
});

test('With one of a route’s scopes taken as enough, either opens it, none does not, and read:forge-app:jira is still needed', async () => {
  const bench = openBench({ choices: { routeScopes: 'any' } });
  const statusWith = async (scopes: readonly string[]): Promise<number> =>
    (await bench.call('/v1/copies', { ...json('{}'), token: await bench.token(scopes) })).status;
  expect(await statusWith([READ, PRODUCT])).toBe(200);
  expect(await statusWith([WRITE, PRODUCT])).toBe(200);
  expect(await statusWith([PRODUCT])).toBe(401);
  expect(await statusWith([READ, WRITE])).toBe(401);
});

test('Tenant info tells the cloud id without a token', async () => {
  const answer = await openBench().gateway.fetch(new Request(`${ORIGIN}/_edge/tenant_info`));
  expect(await answer.json()).toEqual({ cloudId: SITE.cloudId });
});

test.each(['/', '/svc', '/rest/api/3/myself', '/_edge/other', '/gateway/api/graphql'])('%s is no URL of the gateway', async (path) => {
  expect((await openBench().gateway.fetch(new Request(ORIGIN + path))).status).toBe(404);
});

test('The caller’s account reaches the runtime only when the principal is switched on', async () => {
  const bench = openBench();
  await bench.call('/v1/things');
  expect(bench.runtime.calls[0]).not.toHaveProperty('accountId');
  bench.gateway.choices.principal = 'account';
  await bench.call('/v1/things');
  expect(bench.runtime.calls[1]).toHaveProperty('accountId', personOf('admin'));
});

describe('A manifest whose routes could not be deployed', () => {
  const openWith = (routes: readonly ApiRoute[]) => () =>
    openGateway({
      manifest: manifestWith(routes),
      scopes: CUSTOM_SCOPES,
      runtime: new RecordingRuntime(),
      accounts: { verify: async () => null },
      switches: { restApis: () => true },
      now: Date.now,
    });

  test.each([
    [
      'an undeclared scope',
      [route({ scopes: ['read:other:custom'] })],
      /needs read:other:custom, which custom-scopes.yaml does not declare/,
    ],
    ['a scope called like an inherited member', [route({ scopes: ['toString'] })], /needs toString/],
    ['no scopes', [route({ scopes: [] })], /things-list in manifest.yml has no scopes/],
    ['two routes alike', [route(), route({ key: 'again' })], /two apiRoutes for GET \/v1\/things/],
  ])('is refused in one sentence: %s', (_what, routes, sentence) => {
    expect(openWith(routes)).toThrow(sentence);
  });
});
