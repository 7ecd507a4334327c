import type { InvocationFailure } from '../../../local/runtime/runtime';
import { openBench } from './gateway-bench';
import type { Bench } from './gateway-bench';

const giving = (result: unknown, options: Parameters<typeof openBench>[0] = {}): Bench => {
  const bench = openBench(options);
  bench.runtime.answers = () => ({ ok: true, result });
  return bench;
};

const SECRET = 'secret-record-content';

test.each([
  ['nothing', undefined],
  ['null', null],
  ['a text', SECRET],
  ['an object without statusCode', { body: SECRET }],
  ['statusCode as text', { statusCode: '200', body: SECRET }],
  ['a broken statusCode', { statusCode: 200.5 }],
  ['statusCode NaN', { statusCode: Number.NaN }],
  ['an informational statusCode', { statusCode: 101 }],
  ['a statusCode that HTTP lacks', { statusCode: 600 }],
  ['a body that is no text', { statusCode: 200, body: { a: SECRET } }],
  ['a body of null', { statusCode: 200, body: null }],
  ['headers as a list', { statusCode: 200, headers: [[SECRET]] }],
  ['a header value as plain text', { statusCode: 200, headers: { 'X-A': SECRET } }],
  ['a header value of a number', { statusCode: 200, headers: { 'X-A': [1] } }],
  ['a header value with a line feed', { statusCode: 200, headers: { 'X-A': [`a\r\nX-Evil: ${SECRET}`] } }],
  ['a header name with a space', { statusCode: 200, headers: { 'X A': ['a'] } }],
  ['a body over 5 MB', { statusCode: 200, body: 'x'.repeat(5_000_001) }],
])('A function that gives %s makes a 500 "Invocation failed" with a trace id, and nothing of it leaks', async (_what, result) => {
  const answer = await giving(result).call('/v1/things');
  expect(answer.status).toBe(500);
  const text = await answer.text();
  expect(text).toMatch(/^\{"code":500,"message":"Invocation failed","traceId":"[0-9a-f-]{36}"\}$/);
  expect(text + JSON.stringify([...answer.headers])).not.toContain(SECRET);
});

test.each<[InvocationFailure['kind'], number, string, RegExp]>([
  ['threw', 500, 'Invocation failed', /threw/],
  ['exited', 500, 'Invocation failed', /ended/],
  ['not-found', 500, 'Invocation failed', /does not export/],
  ['too-large', 500, 'Invocation failed', /more than 5 MB/],
  ['timeout', 504, 'Gateway Timeout', /25 s/],
])('An invocation that ends as "%s" is answered %i without the failure’s own words', async (kind, status, message, hint) => {
  const bench = openBench();
  bench.runtime.answers = () => ({ ok: false, error: { kind, message: SECRET } });
  const answer = await bench.call('/v1/things');
  expect([answer.status, answer.headers.get('x-local-hint')]).toEqual([status, expect.stringMatching(hint)]);
  const text = await answer.text();
  expect(JSON.parse(text)).toMatchObject({ code: status, message });
  expect(text).not.toContain(SECRET);
});

test.each([200, 201, 400, 404, 412, 422, 429, 503])('Status %i and its body pass through unchanged', async (statusCode) => {
  const answer = await giving({ statusCode, headers: { 'Content-Type': ['application/problem+json'] }, body: '{"é":1}' }).call(
    '/v1/things',
  );
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
    statusCode,
    'application/problem+json',
    '{"é":1}',
  ]);
  expect(answer.headers.has('x-local-hint')).toBe(false);
});

test.each([204, 304])('Status %i has no body, also when the function gives one', async (statusCode) => {
  const answer = await giving({ statusCode, headers: { ETag: ['"1"'] }, body: 'x' }).call('/v1/things');
  expect([answer.status, answer.headers.get('etag'), await answer.text()]).toEqual([statusCode, '"1"', '']);
});

test('Several values of one header arrive as several, and no content type is made up', async () => {
  const answer = await giving({ statusCode: 200, headers: { Link: ['<a>; rel="next"', '<b>; rel="prev"'] }, body: 'x' }).call('/v1/things');
  expect(answer.headers.get('link')).toBe('<a>; rel="next", <b>; rel="prev"');
  expect(answer.headers.has('content-type')).toBe(false);
});

test('A function can set neither a cookie on the site nor a header of the connection', async () => {
  const headers = {
    'Set-Cookie': ['site=1'],
    Connection: ['close'],
    'Transfer-Encoding': ['chunked'],
    'Content-Length': ['1'],
    'X-A': ['1'],
  };
  const answer = await giving({ statusCode: 200, headers, body: 'abc' }).call('/v1/things');
  expect([...answer.headers.keys()]).toEqual(['x-a']);
  expect(await answer.text()).toBe('abc');
});

test('With only-content-type no other header of the function passes', async () => {
  const headers = { 'content-type': ['application/json'], ETag: ['"1"'], 'Retry-After': ['3'] };
  const answer = await giving({ statusCode: 200, headers, body: '{}' }, { choices: { responseHeaders: 'only-content-type' } }).call(
    '/v1/things',
  );
  expect([...answer.headers.keys()]).toEqual(['content-type']);
});

test('With plain header values taken, text and lists both pass', async () => {
  const headers = { ETag: '"1"', Link: ['a', 'b'] };
  const answer = await giving({ statusCode: 200, headers }, { choices: { plainHeaderValues: 'taken' } }).call('/v1/things');
  expect([answer.headers.get('etag'), answer.headers.get('link')]).toEqual(['"1"', 'a, b']);
});
