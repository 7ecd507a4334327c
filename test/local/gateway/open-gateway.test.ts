import { SITE } from '../../../local/site/identity';
import { CLOUD_BASE, openBench, ORIGIN, personOf, PRODUCT, READ, SITE_BASE } from './gateway-bench';

describe.each([
  ['the form of api.atlassian.com', CLOUD_BASE],
  ["the site's own form", SITE_BASE],
])('A call in %s', (_form, base) => {
  test('with a token that holds the route’s scope reaches the function and its answer reaches the caller', async () => {
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
});

test('tenant info tells the cloud id without a token', async () => {
  const answer = await openBench().gateway.fetch(new Request(`${ORIGIN}/_edge/tenant_info`));
  expect(await answer.json()).toEqual({ cloudId: SITE.cloudId });
});

test('a token issued without a browser says who and what it is for', async () => {
  const { accounts, token } = openBench();
  expect(await accounts.verify(await token([READ, PRODUCT]))).toEqual({
    scopes: [READ, PRODUCT],
    accountId: personOf('admin'),
    clientId: 'local-scripts',
  });
});
