import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { CLOUD_BASE, openBench, ORIGIN } from './gateway-bench';
import type { Bench } from './gateway-bench';

interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: Buffer;
}

/** Serves the gateway on a port of its own and sends requests as they are written, which fetch would tidy up. */
const overHttp = async (bench: Bench, send: (post: (sent: Sent) => Promise<number | undefined>) => Promise<void>): Promise<void> => {
  const server = serve({ fetch: (request) => bench.gateway.fetch(request), hostname: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const authorization = `Bearer ${await bench.token()}`;
  try {
    await send(
      ({ method = 'GET', path, headers, body }) =>
        new Promise((resolve, reject) => {
          const sent = httpRequest({ port, method, path, agent: false, headers: { authorization, ...headers } }, (answer) => {
            answer.resume();
            resolve(answer.statusCode);
          });
          sent.on('error', reject);
          sent.end(body);
        }),
    );
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
};

test.each([
  `${CLOUD_BASE}/v1/nothing/../../../../../../v1/things`,
  `${CLOUD_BASE}/../../../../../_site/state`,
  `${CLOUD_BASE}/v1/%2e%2e/%2e%2e/things`,
  `${CLOUD_BASE}/v1/..%2fthings`,
  `${CLOUD_BASE}/v1/things/..%5c..%5cx`,
  `/${CLOUD_BASE}/v1/things`,
  `${CLOUD_BASE}//v1/things`,
  `${CLOUD_BASE}/v1/things/\u00e9%`,
])('The raw request target %s reaches no function', async (path) => {
  const bench = openBench();
  await overHttp(bench, async (post) => {
    expect([400, 401, 404]).toContain(await post({ path }));
  });
  expect(bench.runtime.calls).toEqual([]);
});

test('An absolute request target with a foreign host changes neither path nor site', async () => {
  const bench = openBench();
  await overHttp(bench, async (post) => {
    await post({ path: `http://evil.example${CLOUD_BASE}/v1/things` });
  });
  expect(bench.runtime.calls.map(({ moduleKey }) => moduleKey)).toEqual(['things-list']);
  expect(JSON.stringify(bench.runtime.event)).not.toContain('evil.example');
});

test('A call over HTTP carries the caller’s own headers and no header of the connection', async () => {
  const bench = openBench();
  await overHttp(bench, async (post) => {
    const headers = { 'content-type': 'application/json', 'If-Match': '"1"', Cookie: 'a=b', 'X-Twice': ['a', 'b'] };
    expect(await post({ method: 'POST', path: `${CLOUD_BASE}/v1/things`, headers, body: Buffer.from('{}') })).toBe(200);
  });
  expect(bench.runtime.event.headers).toEqual({
    'Content-Length': ['2'],
    'Content-Type': ['application/json'],
    'If-Match': ['"1"'],
    'X-Twice': ['a, b'],
  });
});

test('A body over 5 MB is refused over HTTP too, with and without a declared length', async () => {
  const bench = openBench();
  const body = Buffer.alloc(6_000_000, 0x20);
  const path = `${CLOUD_BASE}/v1/things`;
  await overHttp(bench, async (post) => {
    const headers = { 'content-type': 'application/json' };
    expect(await post({ method: 'POST', path, headers: { ...headers, 'content-length': String(body.length) }, body })).toBe(413);
    expect(await post({ method: 'POST', path, headers: { ...headers, 'transfer-encoding': 'chunked' }, body })).toBe(413);
  });
  expect(bench.runtime.calls).toEqual([]);
});

test('A second Authorization header opens nothing', async () => {
  const bench = openBench();
  const token = await bench.token();
  const request = new Request(`${ORIGIN}${CLOUD_BASE}/v1/things`, {
    headers: [
      ['authorization', `Bearer ${token}`],
      ['authorization', 'Bearer other'],
    ],
  });
  expect((await bench.gateway.fetch(request)).status).toBe(401);
});
