import { openTestSite } from '../../site';
import type { TestSite } from '../../site';

let site: TestSite;

interface ResolverEvent {
  readonly call: { readonly functionKey: string; readonly payload: unknown };
  readonly context: unknown;
}

// Stands in for the app: what reaches a resolver is what these tests are about.
const resolver = (event: ResolverEvent, context: unknown): unknown => {
  if (event.call.functionKey === 'throw') throw new Error('the app failed');
  return { ok: true, event, context };
};

beforeEach(async () => {
  site = await openTestSite({ load: () => resolver });
});

afterEach(() => site.close());

const control = async (method: string, path: string, body?: unknown) => {
  const request = new Request(`http://127.0.0.1:4310${path}`, {
    method,
    headers: { 'X-Site-Token': site.siteToken },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const answer = await site.fetch(request);
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
};

const personOf = (role: string): string => site.people.find((person) => person.role === role)?.accountId ?? '';

test('the state names people, pages, routes, both URL forms and what Focus is', async () => {
  const { status, body } = await control('GET', '/_site/state');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    actingDefault: personOf('admin'),
    app: { name: 'Aperture for Focus' },
    restApis: {
      enabled: true,
      baseUrls: [
        { form: 'api.atlassian.com', url: `http://127.0.0.1:4310${site.apiBase}` },
        { form: 'local.atlassian.net', url: `http://127.0.0.1:4310/gateway/api/svc/jira/apps/${site.apiBase.split('/').at(-1) ?? ''}` },
      ],
    },
    focus: { kind: 'stand-in', size: 20 },
    build: { ok: true },
    firstRun: { connected: false },
  });
});

test('neither the state nor the logs hold a credential', async () => {
  await control('POST', '/_site/reset');
  const told = JSON.stringify([await control('GET', '/_site/state'), await control('GET', '/_site/logs')]);
  expect(told).not.toContain(site.focusCredential.clientSecret);
  expect(told).not.toContain(site.siteToken);
});

describe('invoke', () => {
  test('calls the page’s resolver as that person, with the context that the platform makes', async () => {
    const { status, body } = await control('POST', '/_site/invoke', {
      as: personOf('member'),
      module: 'admin',
      functionKey: 'overview',
      payload: { a: 1 },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ok: true,
      result: {
        event: {
          call: { functionKey: 'overview', payload: { a: 1 } },
          context: { cloudId: site.identity.cloudId, moduleKey: 'admin', extension: { type: 'jira:adminPage' } },
        },
        context: { principal: { accountId: personOf('member') } },
      },
    });
  });

  test('takes a role instead of an account, and the first admin when nobody is named', async () => {
    for (const [as, role] of [
      ['outsider', 'outsider'],
      [undefined, 'admin'],
    ] as const) {
      const { body } = await control('POST', '/_site/invoke', { as, module: 'summary', functionKey: 'summary' });
      expect(body).toMatchObject({ result: { context: { principal: { accountId: personOf(role) } } } });
    }
  });

  test.each([
    ['an unknown person', { as: 'nobody', module: 'admin', functionKey: 'x' }, 400],
    ['an unknown page', { module: 'gone', functionKey: 'x' }, 502],
    ['an apiRoute', { module: 'focus-areas-list', functionKey: 'x' }, 502],
    ['a resolver that throws', { module: 'admin', functionKey: 'throw' }, 502],
    ['more than 500 KB', { module: 'admin', functionKey: 'x', payload: 'x'.repeat(500_001) }, 502],
    ['a member too many', { module: 'admin', functionKey: 'x', context: {} }, 400],
    ['no JSON', 'nonsense', 400],
  ])('with %s is refused in words', async (_, body, status) => {
    const answer = await control('POST', '/_site/invoke', body);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toMatch(/"(error|message)":/);
  });
});

test('App REST APIs are switched, and the gateway obeys', async () => {
  const token = await site.token();
  expect(await control('PUT', '/_site/rest-apis', { enabled: false })).toEqual({ status: 200, body: { enabled: false } });
  expect((await site.api('/v1/focusAreas', { token })).status).toBe(403);
  expect((await control('PUT', '/_site/rest-apis', { enabled: 'yes' })).status).toBe(400);
  expect(site.switches.restApis()).toBe(false);
});

test('an integration is made with its secret shown once, listed with its address, and gets a token that opens', async () => {
  const made = await control('POST', '/_site/integrations', {
    name: 'Report',
    scopes: ['read:focus-area:custom', 'read:forge-app:jira'],
    callback: 'http://127.0.0.1:9/callback',
  });
  expect(made.status).toBe(201);
  const { id, clientSecret } = made.body as { id: string; clientSecret: string };
  const listed = await control('GET', '/_site/integrations');
  expect(JSON.stringify(listed.body)).toContain('/authorize?');
  expect(JSON.stringify(listed.body)).not.toContain(clientSecret);
  const token = await control('POST', '/_site/tokens', { integrationId: id, as: personOf('member') });
  expect(token.status).toBe(201);
  const { access_token: bearer } = token.body as { access_token: string };
  expect(await site.accounts.verify(bearer)).toMatchObject({ accountId: personOf('member') });
});

test.each([
  ['/_site/integrations', { name: 'Report', scopes: ['read:gone:custom'], callback: 'http://127.0.0.1:9/' }],
  ['/_site/tokens', { as: 'outsider' }],
  ['/_site/tokens', { scopes: ['read:gone:custom'] }],
  ['/_site/tokens', { integrationId: 'gone' }],
])('POST %s refuses what the developer console refuses, in words', async (path, body) => {
  const answer = await control('POST', path, body);
  expect(answer.status).toBe(400);
  expect(answer.body).toEqual({ error: expect.any(String) as string });
});

test('faults are set and taken away; what is no fault is refused with the stand-in’s name', async () => {
  const focusStatus = async (): Promise<number> => {
    const answer = await site.focus.fetch(new Request('https://auth.atlassian.com/oauth/token', { method: 'POST', body: '{}' }));
    return answer.status;
  };
  expect((await control('PUT', '/_site/faults', { focus: { kind: 'status', status: 503 } })).status).toBe(204);
  expect(await focusStatus()).toBe(503);
  expect((await control('DELETE', '/_site/faults')).status).toBe(204);
  expect(await focusStatus()).not.toBe(503);
  for (const which of ['kvs', 'focus', 'jira']) {
    const answer = await control('PUT', '/_site/faults', { [which]: { kind: 'meteor' } });
    expect(answer).toMatchObject({ status: 400, body: { error: expect.stringMatching(`^${which}: `) as string } });
  }
});

test('every kind of fault of Focus can be set, several at once', async () => {
  const faults = [
    { kind: 'status', status: 500, nth: 3 },
    { kind: 'throttle', retryAfter: 3, form: 'date' },
    { kind: 'redirect', location: 'https://example.invalid/' },
    { kind: 'slow-body', milliseconds: 10, operation: 'listFocusAreas' },
    { kind: 'endless', records: 'none', times: 2 },
    ...['nonsense', 'disconnect', 'never', 'huge', 'stalled-body', 'cut-body', 'truncated', 'circle'].map((kind) => ({ kind })),
    { kind: 'delay', milliseconds: 1 },
  ];
  for (const focus of [...faults, faults]) expect((await control('PUT', '/_site/faults', { focus })).status).toBe(204);
  expect((await control('DELETE', '/_site/faults')).status).toBe(204);
});

test('Focus is switched to another shape, to other unknowns and to a latency; what is no switch changes nothing', async () => {
  const switched = await control('PUT', '/_site/focus', { switches: { shape: 'bare', pathOrder: 'parent-up' }, latency: 5 });
  expect(switched).toMatchObject({ status: 200, body: { switches: { shape: 'bare', pathOrder: 'parent-up' }, latency: 5 } });
  expect((await control('GET', '/_site/state')).body).toMatchObject({ focus: { kind: 'stand-in', size: 20, shape: 'bare' } });
  for (const [refused, why] of [
    [{ switches: { shape: 'round' } }, /^switches: shape may be "full", "bare", "ari", "array", "strange"$/],
    [{ switches: { shape: 'ari', colour: 1 } }, /^switches: there is no switch colour; there are shape, /],
    [{ latency: -1 }, /./],
  ] as const) {
    expect(await control('PUT', '/_site/focus', refused)).toMatchObject({
      status: 400,
      body: { error: expect.stringMatching(why) as string },
    });
  }
  expect(site.focus.switches.shape).toBe('bare');
  await control('POST', '/_site/reset');
  expect([site.focus.switches.shape, site.focus.latency]).toEqual(['full', 0]);
});

test('records are what Focus holds, by resource, without a credential', async () => {
  const answer = await control('GET', '/_site/records?resource=focusArea');
  expect(answer).toMatchObject({ status: 200, body: { records: site.focus.records('focusArea') } });
  for (const query of ['', '?resource=client', '?resource=__proto__']) {
    expect(await control('GET', `/_site/records${query}`)).toMatchObject({
      status: 400,
      body: { error: expect.stringMatching(/^records: resource must be one of /) as string },
    });
  }
});

test('counters count and begin anew', async () => {
  await site.kvs.call(site.identity.installationId, '/api/v1/get', '{"key":"k"}');
  expect((await control('GET', '/_site/counters')).body).toMatchObject({ kvs: { reads: { calls: 1 } }, focus: { calls: 0 } });
  await control('DELETE', '/_site/counters');
  expect((await control('GET', '/_site/counters')).body).toMatchObject({ kvs: { reads: { calls: 0 } } });
});

test('reset empties the app’s data, switches REST APIs off and does the first run again', async () => {
  await site.kvs.call(site.identity.installationId, '/api/v1/set', '{"key":"k","value":1}');
  const answer = await control('POST', '/_site/reset');
  expect(answer).toMatchObject({ status: 200, body: { connected: true } });
  expect((await site.kvs.call(site.identity.installationId, '/api/v1/get', '{"key":"k"}')).status).toBe(404);
  expect(site.switches.restApis()).toBe(false);
});

test('a rebuild is heard as reload, a failed one as build-error with its message', async () => {
  const answer = await site.fetch(new Request('http://127.0.0.1/_site/events', { headers: { 'X-Site-Token': site.siteToken } }));
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  const heard = async (): Promise<string> => (await reader?.read())?.value ?? '';
  expect(await heard()).toContain('event: hello');
  site.build.failed('src/a.ts:1:2: no');
  expect(await heard()).toMatch(/event: build-error\ndata: "src\/a.ts:1:2: no"/);
  site.build.built({ dir: '/nowhere', handlers: {} });
  expect(await heard()).toContain('event: reload');
  await reader?.cancel();
});

test('a browser that comes back after a restart is told to reload', async () => {
  const headers = { 'X-Site-Token': site.siteToken, 'Last-Event-ID': 'of-another-start' };
  const answer = await site.fetch(new Request('http://127.0.0.1/_site/events', { headers }));
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toContain('event: reload');
  await reader?.cancel();
});
