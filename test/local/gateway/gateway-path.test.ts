import fc from 'fast-check';
import { parseGatewayPath } from '../../../local/gateway/gateway-path';
import { CLOUD_BASE, openBench, ORIGIN, SITE_BASE } from './gateway-bench';

const HOSTILE: readonly [string, string][] = [
  ['an encoded slash inside a segment', '/v1/things/a%2Fb'],
  ['an encoded slash in the place of a slash', '/v1%2Fthings'],
  ['an encoded backslash', '/v1/things/a%5Cb'],
  ['an empty segment', '/v1//things'],
  ['an empty segment for *', '/v1/things//'],
  ['a trailing slash', '/v1/things/'],
  ['nothing below the app', '/'],
  ['dots that leave the route', '/v1/things/../nothing'],
  ['dots that leave the app', '/../../../../../v1/things'],
  ['encoded dots that leave the app', '/%2e%2e/%2E%2e/v1/things'],
  ['half-encoded dots', '/v1/.%2e/.%2E/things'],
  ['malformed percent-encoding', '/v1/things/%zz'],
  ['percent-encoding cut short', '/v1/things/%2'],
  ['bytes that are no UTF-8', '/v1/things/%ff%fe'],
  ['an overlong slash', '/v1/things/a%c0%afb'],
  ['an encoded null', '/v1/things/a%00'],
  ['an encoded line feed', '/v1/things/a%0d%0aX-Evil:1'],
  ['** with an empty segment', '/v1/files/a//b'],
  ['** with an encoded slash', '/v1/files/a/b%2fc'],
];

describe.each([CLOUD_BASE, SITE_BASE])('Below %s', (base) => {
  test.each(HOSTILE)('a path with %s reaches no function', async (_what, path) => {
    const bench = openBench();
    const answer = await bench.call(path, { base });
    // Dots that leave the app may leave the gateway altogether.
    expect([401, 404]).toContain(answer.status);
    expect(bench.runtime.calls).toEqual([]);
  });

  test.each([
    ['dots that stay inside', '/v1/nothing/../things', 'things-list', '/v1/things'],
    ['an encoded letter of a literal', '/v1/%74hings', 'things-list', '/v1/things'],
    ['an encoded tilde for *', '/v1/things/%7ea', 'things-get', '/v1/things/~a'],
    ['lower-case escapes', '/v1/things/%c3%a9', 'things-get', '/v1/things/%C3%A9'],
    ['a doubly encoded slash, which is text', '/v1/things/a%252Fb', 'things-get', '/v1/things/a%252Fb'],
    ['a colon', '/v1/things/ari:cloud', 'things-get', '/v1/things/ari:cloud'],
    ['an encoded question mark', '/v1/things/a%3Fb', 'things-get', '/v1/things/a%3Fb'],
    ['a literal beside *', '/v1/things/special', 'things-special', '/v1/things/special'],
    ['** and several segments', '/v1/files/a/b/c', 'files-rest', '/v1/files/a/b/c'],
  ])('a path with %s is normalised and reaches its route', async (_what, path, key, rest) => {
    const bench = openBench();
    expect((await bench.call(path, { base })).status).toBe(200);
    expect([bench.runtime.event.call.functionKey, bench.runtime.event.path]).toEqual([key, CLOUD_BASE + rest]);
  });
});

test('Whatever is appended to the app’s URL, the function sees a path below the app or nothing', async () => {
  const bench = openBench();
  const token = await bench.token();
  const piece = fc.constantFrom(
    '/',
    '//',
    '.',
    '..',
    '%2e',
    '%2f',
    '%5c',
    '\\',
    '%00',
    '%',
    'v1',
    'things',
    'files',
    'a',
    '%252e',
    '?',
    '#',
    ';',
    '@',
    ':',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
      bench.runtime.calls.length = 0;
      // Slow enough for the invocation rates.
      bench.clock.at += 60;
      const url = `${ORIGIN}${CLOUD_BASE}/${pieces.join('')}`;
      await bench.gateway.fetch(new Request(url, { headers: { authorization: `Bearer ${token}` } }));
      if (bench.runtime.calls.length === 0) return;
      expect(bench.runtime.event.path.startsWith(`${CLOUD_BASE}/v1/`)).toBe(true);
      expect(decodeURIComponent(bench.runtime.event.path.slice(CLOUD_BASE.length))).not.toMatch(/\/\.{0,2}(\/|$)/);
    }),
    { numRuns: 500 },
  );
});

test('Any text that is one segment comes back decoded, whatever it is encoded as', () => {
  const text = fc
    .string({ minLength: 1, unit: 'grapheme' })
    .filter((each) => !/[/\\\u0000-\u001f\u007f]/.test(each) && !/^\.{1,2}$/.test(each));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (segments) => {
      const { pathname } = new URL(`${ORIGIN}${CLOUD_BASE}/${segments.map(encodeURIComponent).join('/')}`);
      expect(parseGatewayPath(pathname)?.segments).toEqual(segments);
    }),
  );
});
