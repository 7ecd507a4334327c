import { CLOUD, inside, withTokens } from './inside';
import type { Sent } from './inside';
import type { Bearer } from '../../src/focus/sign-in';

const AREA = { id: 'fa-1', name: 'Mobility' };
const PAGE = { values: [AREA], last: false, nextPageCursor: 'two', totalCount: 2 };

const answering = (status: number, headers: Record<string, string> = {}, body: string | null = '{"secret":"upstream-text"}') =>
  withTokens(() => new Response(status === 204 || status === 304 ? null : body, { status, headers }));
const giving = (body: unknown) => withTokens(() => Response.json(body));
const list = { limit: 50 } as const;

const toFocus = (sent: readonly Sent[]): readonly Sent[] => sent.filter(({ url }) => url.startsWith('https://api.atlassian.com/'));

describe('what leaves the app', () => {
  test('is a token request with the audience, then the cloud path with the bearer', async () => {
    const { value, sent } = await inside(giving(PAGE), (focus) =>
      focus.listFocusAreas({ limit: 50, cursor: 'a b&c', nameContains: 'Ü/&=?', parentId: 'fa-0' }),
    );
    expect(value).toMatchObject({ ok: true, value: { records: [AREA].map(({ id }) => ({ id })), next: 'two', unreadable: 0 } });
    const [token, call] = sent;
    expect(token).toMatchObject({ method: 'POST', url: 'https://auth.atlassian.com/oauth/token', authorization: null });
    expect(JSON.parse(token?.body ?? '')).toEqual({
      grant_type: 'client_credentials',
      client_id: 'c',
      client_secret: 's',
      audience: 'api.atlassian.com',
    });
    const url = new URL(call?.url ?? '');
    expect(url.origin + url.pathname).toBe(`https://api.atlassian.com/focus/cloud/${CLOUD}/v1/focus-areas`);
    expect(Object.fromEntries(url.searchParams)).toEqual({ limit: '50', cursor: 'a b&c', nameContains: 'Ü/&=?', parentId: 'fa-0' });
    expect(call).toMatchObject({ method: 'GET', authorization: 'Bearer bearer-1', body: '' });
  });

  test('parameters that are not given are not sent', async () => {
    const { sent } = await inside(giving(PAGE), (focus) => focus.listFocusAreas(list));
    expect(new URL(sent[1]?.url ?? '').search).toBe('?limit=50');
  });

  test.each(['', '.', '..', '../organizations', 'a/b', 'a%2fb', 'a?b', 'a#b', 'a b', 'ü', 'ari:cloud:x/y', 'a'.repeat(65), '__proto__/x'])(
    'the id %p is absent without any call',
    async (id) => {
      const { value, sent } = await inside(giving(AREA), (focus) => focus.getFocusArea(id));
      expect(value).toEqual({ ok: false, failure: 'absent' });
      expect(sent).toEqual([]);
    },
  );

  test('nothing leaves while nothing is connected', async () => {
    const { value, sent } = await inside(giving(PAGE), (focus) => Promise.all([focus.listFocusAreas(list), focus.getFocusArea('fa-1')]), {
      connected: false,
    });
    expect(value.map((answer) => (answer.ok ? 'ok' : answer.failure))).toEqual(Array.from({ length: 2 }, () => 'focus_not_connected'));
    expect(sent).toEqual([]);
  });

  test('calls side by side share one bearer', async () => {
    const { sent } = await inside(giving(AREA), (focus) => Promise.all(Array.from({ length: 5 }, () => focus.getFocusArea('fa-1'))));
    expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(toFocus(sent)).toHaveLength(5);
  });

  test('twenty calls and no more, whatever is asked', async () => {
    const { value, sent } = await inside(giving(AREA), (focus) =>
      Promise.all(Array.from({ length: 25 }, () => focus.getFocusArea('fa-1'))),
    );
    expect(toFocus(sent)).toHaveLength(20);
    expect(value.filter((answer) => !answer.ok)).toEqual(Array.from({ length: 5 }, () => ({ ok: false, failure: 'focus_timeout' })));
  });

  test('nothing more once fifteen seconds are over', async () => {
    let at = 0;
    const { value, sent } = await inside(
      withTokens(() => {
        at += 6_000;
        return Response.json(AREA);
      }),
      async (focus) => [
        await focus.getFocusArea('fa-1'),
        await focus.getFocusArea('fa-1'),
        await focus.getFocusArea('fa-1'),
        await focus.getFocusArea('fa-1'),
      ],
      { now: () => at },
    );
    expect(toFocus(sent)).toHaveLength(3);
    expect(value.at(-1)).toEqual({ ok: false, failure: 'focus_timeout' });
  });
});

describe('what Focus answers', () => {
  test.each<[number, string, string]>([
    [400, 'focus_failed', 'absent'],
    [401, 'focus_refused', 'focus_refused'],
    [403, 'focus_refused', 'focus_refused'],
    [404, 'focus_failed', 'absent'],
    [410, 'focus_failed', 'absent'],
    [409, 'focus_failed', 'focus_failed'],
    [429, 'too_many_requests', 'too_many_requests'],
    [500, 'focus_failed', 'focus_failed'],
    [503, 'focus_failed', 'focus_failed'],
  ])('%i means %s of a list and %s of one record; the body stays behind', async (status, ofList, ofOne) => {
    const { value } = await inside(answering(status), (focus) => Promise.all([focus.listFocusAreas(list), focus.getFocusArea('fa-1')]));
    expect(value).toEqual([
      { ok: false, failure: ofList },
      { ok: false, failure: ofOne },
    ]);
  });

  test.each<[string, number | undefined]>([
    ['7', 7],
    ['0', 1],
    ['999999', 3600],
    [new Date(Date.now() + 1_800_000).toUTCString(), 1_800],
    [new Date(0).toUTCString(), 1],
    ['soon', undefined],
    ['-4', undefined],
  ])('Retry-After %p is told in seconds, within reason', async (header, seconds) => {
    const { value } = await inside(answering(429, { 'retry-after': header }), (focus) => focus.listFocusAreas(list));
    expect(value).toMatchObject({ ok: false, failure: 'too_many_requests' });
    const told = value.ok ? undefined : value.retryAfter;
    if (seconds === undefined) expect(told).toBeUndefined();
    else expect(Math.abs((told ?? 0) - seconds)).toBeLessThanOrEqual(seconds > 1_000 && seconds < 3_600 ? 60 : 0);
  });

  test.each([301, 302, 303, 307, 308])('a redirect (%i) is not followed, wherever it leads', async (status) => {
    const { value, sent } = await inside(answering(status, { location: 'https://api.atlassian.com/elsewhere' }, ''), (focus) =>
      focus.listFocusAreas(list),
    );
    expect(value).toEqual({ ok: false, failure: 'focus_failed' });
    expect(toFocus(sent)).toHaveLength(1);
  });

  test('a redirect of the token endpoint is not followed: the secret stays', async () => {
    const { value, sent } = await inside(
      () => new Response(null, { status: 307, headers: { location: 'https://api.atlassian.com/thief' } }),
      (focus) => focus.listFocusAreas(list),
    );
    expect(value).toEqual({ ok: false, failure: 'focus_failed' });
    expect(sent).toHaveLength(1);
  });

  test.each<[string, () => Response]>([
    ['HTML', () => new Response('<html>maintenance</html>', { headers: { 'content-type': 'text/html' } })],
    ['nothing', () => new Response('')],
    ['204', () => new Response(null, { status: 204 })],
    ['half of JSON', () => new Response('{"values":[{"id":"fa-1"')],
    ['text', () => Response.json('hello')],
    ['an object that is no page', () => Response.json({ message: 'ok' })],
    ['a length beyond what is read', () => new Response('{}', { headers: { 'content-length': String(30 * 1024 * 1024) } })],
    ['more bytes than are read', () => Response.json({ values: [{ id: 'fa-1', name: 'x'.repeat(16 * 1024 * 1024) }] })],
    [
      'a connection that breaks in the middle',
      () =>
        new Response(
          new ReadableStream({
            start: (controller) => {
              controller.enqueue(new TextEncoder().encode('{"values":['));
              controller.error(new Error('reset'));
            },
          }),
        ),
    ],
    [
      'a connection that breaks at once',
      () => {
        throw new TypeError('fetch failed: secret-host');
      },
    ],
  ])('%s is no answer', async (_what, answer) => {
    const { value } = await inside(withTokens(answer), (focus) => Promise.all([focus.listFocusAreas(list), focus.getFocusArea('fa-1')]));
    expect(value).toEqual([
      { ok: false, failure: 'focus_failed' },
      { ok: false, failure: 'focus_failed' },
    ]);
  });

  test('ten thousand focus areas in one body are read', async () => {
    const values = Array.from({ length: 10_000 }, (_, index) => ({
      id: `fa-${String(index)}`,
      name: 'x'.repeat(80),
      description: 'y'.repeat(480),
    }));
    const body = JSON.stringify(values);
    expect(body.length).toBeGreaterThan(6_000_000);
    const { value } = await inside(
      withTokens(() => new Response(body)),
      (focus) => focus.listFocusAreas(list),
    );
    expect(value.ok && [value.value.records.length, value.value.unreadable]).toEqual([10_000, 0]);
  });

  test('thirty megabytes are refused while they come in, not after', async () => {
    const megabyte = new Uint8Array(1024 * 1024).fill(32);
    let given = 0;
    const stream = (): ReadableStream<Uint8Array> =>
      new ReadableStream({
        pull: (controller) => {
          given += 1;
          if (given > 30) controller.close();
          else controller.enqueue(megabyte);
        },
      });
    const { value } = await inside(
      withTokens(() => new Response(stream())),
      (focus) => focus.listFocusAreas(list),
    );
    expect(value).toEqual({ ok: false, failure: 'focus_failed' });
    expect(given).toBeLessThan(20);
  });

  test('a body that never ends is given up in time', async () => {
    const { value } = await inside(
      withTokens(() => new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('[')) }))),
      (focus) => focus.listFocusAreas(list),
    );
    expect(value).toEqual({ ok: false, failure: 'focus_timeout' });
  }, 15_000);

  test.each<[string, unknown, readonly string[], number]>([
    ['an envelope', { values: [{ id: 'a' }, { id: 'b' }] }, ['a', 'b'], 0],
    ['a bare array', [{ id: 'a' }], ['a'], 0],
    ['ARIs for ids', { values: [{ id: 'ari:cloud:mercury:s:focus-area/workspace/w/a' }] }, ['a'], 0],
    ['values that are no focus areas among others', { values: [null, 7, {}, { id: 'a' }, { id: '../x' }] }, ['a'], 4],
    ['nothing', { values: [], last: true }, [], 0],
  ])('a list as %s is read', async (_what, body, ids, unreadable) => {
    const { value } = await inside(giving(body), (focus) => focus.listFocusAreas(list));
    expect(value.ok && value.value.records.map(({ id }) => id)).toEqual(ids);
    expect(value.ok && value.value.unreadable).toBe(unreadable);
  });

  test.each<[string, unknown, boolean]>([
    ['itself', AREA, true],
    ['in an envelope of one', { values: [AREA] }, true],
    ['in a list of one', [AREA], true],
    ['with an ARI for its id', { id: 'ari:cloud:mercury:s:focus-area/workspace/w/fa-1' }, true],
    ['as another record than the one asked for', { id: 'fa-2' }, false],
    ['among several', { values: [AREA, { id: 'fa-2' }] }, false],
    ['without an id', { name: 'Mobility' }, false],
  ])('one record %s: read is %p', async (_what, body, ok) => {
    const { value } = await inside(giving(body), (focus) => focus.getFocusArea('fa-1'));
    expect(value).toMatchObject(ok ? { ok: true, value: { id: 'fa-1' } } : { ok: false, failure: 'focus_failed' });
  });
});

describe('a bearer from the shelf', () => {
  const shelf = (first: Bearer | null) => {
    const put: Bearer[] = [];
    return {
      put,
      bearers: {
        take: async () => first,
        put: async (bearer: Bearer) => void put.push(bearer),
        claim: async () => ({ release: async () => undefined }),
      },
    };
  };
  const onlyTaking = (wanted: string) =>
    withTokens((_request, { authorization }) => (authorization === wanted ? Response.json(AREA) : new Response(null, { status: 401 })));

  test('is used, and nothing is asked of the token endpoint', async () => {
    const { bearers, put } = shelf({ token: 'kept', expiresAt: Date.now() + 600_000 });
    const { value, sent } = await inside(onlyTaking('Bearer kept'), (focus) => focus.getFocusArea('fa-1'), { bearers });
    expect(value.ok).toBe(true);
    expect(sent).toHaveLength(1);
    expect(put).toEqual([]);
  });

  test('that is refused is renewed once for all the calls that met it, and kept', async () => {
    const { bearers, put } = shelf({ token: 'kept', expiresAt: Date.now() + 600_000 });
    const { value, sent } = await inside(
      onlyTaking('Bearer bearer-1'),
      (focus) => Promise.all(Array.from({ length: 4 }, () => focus.getFocusArea('fa-1'))),
      { bearers },
    );
    expect(value.every(({ ok }) => ok)).toBe(true);
    expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(put).toEqual([{ token: 'bearer-1', expiresAt: expect.any(Number) as number }]);
  });

  test('that is fresh and refused all the same is not renewed', async () => {
    const { bearers } = shelf(null);
    const { value, sent } = await inside(onlyTaking('none'), (focus) => focus.getFocusArea('fa-1'), { bearers });
    expect(value).toEqual({ ok: false, failure: 'focus_refused' });
    expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(toFocus(sent)).toHaveLength(1);
  });

  test.each<[string, unknown]>([
    ['no token', {}],
    ['an empty token', { access_token: '' }],
    ['a token that is no text', { access_token: { a: 1 } }],
    ['a token with a space', { access_token: 'a b' }],
    ['a token with a line break', { access_token: 'a\nb' }],
    ['a list', ['a']],
    ['an inherited token', JSON.parse('{"__proto__":{"access_token":"a"}}')],
  ])('an answer of the token endpoint with %s is none', async (_what, body) => {
    const { value, sent } = await inside(
      (_request, { url }) => (url.startsWith('https://auth.') ? Response.json(body) : Response.json(AREA)),
      (focus) => focus.getFocusArea('fa-1'),
    );
    expect(value).toEqual({ ok: false, failure: 'focus_failed' });
    expect(toFocus(sent)).toEqual([]);
  });

  test('without a told end serves this call and is not kept', async () => {
    const { bearers, put } = shelf(null);
    const { value } = await inside(
      (_request, { url }) => (url.startsWith('https://auth.') ? Response.json({ access_token: 'a' }) : Response.json(AREA)),
      (focus) => focus.getFocusArea('fa-1'),
      { bearers },
    );
    expect(value.ok).toBe(true);
    expect(put).toEqual([]);
  });
});
