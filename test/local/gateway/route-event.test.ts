import { SITE } from '../../../local/site/identity';
import { CLOUD_BASE, openBench, ORIGIN, personOf, SITE_BASE } from './gateway-bench';

const ACCOUNT_HEADER = 'X-Slauth-User-Context-Account-Id';

test('The function gets an event of the captured shape, and no credential', async () => {
  const bench = openBench();
  await bench.call('/v1/things?limit=25&id=a&id=b&empty=', {
    method: 'POST',
    body: '{"ids":["fa-42"]}',
    headers: {
      'content-type': 'application/json',
      'x-trace': 't-001',
      'aperture-key': 'k',
      cookie: 'session=1',
      'x-site-token': 'secret',
      'proxy-authorization': 'Basic eA==',
    },
  });
  expect(bench.runtime.event).toEqual({
    method: 'POST',
    call: { functionKey: 'things-create' },
    headers: { 'Content-Type': ['application/json'], 'X-Trace': ['t-001'], 'Aperture-Key': ['k'] },
    queryParameters: { limit: ['25'], id: ['a', 'b'], empty: [''] },
    body: '{"ids":["fa-42"]}',
    path: `${CLOUD_BASE}/v1/things`,
    userPath: null,
    context: { cloudId: SITE.cloudId, moduleKey: 'things-create', userAccess: { enabled: false, hasAccess: true } },
    contextToken: 'eyJhbGciOiJub25lIn0.e30.',
  });
});

test('The event survives JSON as it is, also with a parameter called __proto__', async () => {
  const bench = openBench();
  await bench.call('/v1/things?__proto__=x&constructor=y');
  const crossed: unknown = JSON.parse(JSON.stringify(bench.runtime.event));
  expect(crossed).toHaveProperty('queryParameters', JSON.parse('{"__proto__":["x"],"constructor":["y"]}'));
});

test('A token in the query is a parameter like any other and opens nothing', async () => {
  const bench = openBench();
  const request = new Request(`${ORIGIN}${CLOUD_BASE}/v1/things?access_token=${await bench.token()}`);
  expect((await bench.gateway.fetch(request)).status).toBe(401);
});

describe('What is unknown of the cloud can go either way:', () => {
  test.each([
    ['absent', undefined],
    ['null', null],
    ['empty', ''],
  ] as const)('the body of a request without one is %s', async (emptyBody, body) => {
    const bench = openBench({ choices: { emptyBody } });
    await bench.call('/v1/things');
    expect(bench.runtime.event.body).toBe(body);
    expect('body' in bench.runtime.event).toBe(emptyBody !== 'absent');
  });

  test.each([
    ['kept', ['a,b', 'c']],
    ['split', ['a', 'b', 'c']],
  ] as const)('commas in query values are %s', async (queryCommas, fields) => {
    const bench = openBench({ choices: { queryCommas } });
    await bench.call('/v1/things?fields=a,b&fields=c');
    expect(bench.runtime.event.queryParameters).toEqual({ fields });
  });

  test.each([
    ['canonical', 'If-Match'],
    ['lower', 'if-match'],
  ] as const)('header names are %s', async (headerNames, name) => {
    const bench = openBench({ choices: { headerNames } });
    await bench.call('/v1/things', { headers: { 'IF-match': '"1"' } });
    expect(bench.runtime.event.headers).toEqual({ [name]: ['"1"'] });
  });

  test.each([
    ['cloud-form', CLOUD_BASE],
    ['as-called', SITE_BASE],
  ] as const)('the path of a call through the site is in the %s', async (sitePath, base) => {
    const bench = openBench({ choices: { sitePath } });
    await bench.call('/v1/things', { base: SITE_BASE });
    expect(bench.runtime.event.path).toBe(`${base}/v1/things`);
    await bench.call('/v1/things', { base: CLOUD_BASE });
    expect(bench.runtime.event.path).toBe(`${CLOUD_BASE}/v1/things`);
  });

  test.each([
    ['as-sent', ['forged']],
    ['from-token', [personOf('admin')]],
    ['dropped', undefined],
  ] as const)('the account header of a forger is %s', async (accountHeader, seen) => {
    const bench = openBench({ choices: { accountHeader } });
    await bench.call('/v1/things', { headers: { [ACCOUNT_HEADER]: 'forged' } });
    expect(bench.runtime.event.headers[ACCOUNT_HEADER]).toEqual(seen);
  });
});
