import fc from 'fast-check';
import { ROUTES } from '../../src/api-routes/routes';
import { LIST, openApiSite, part, policy, withoutDecision } from './api-site';
import type { ApiSite, Page, Told } from './api-site';

let site: ApiSite;
let ids: readonly string[];

beforeAll(async () => {
  site = await openApiSite({ focusSize: 24 });
  ids = site.focus.records('focusArea').map((one) => String(one['id']));
});
afterAll(() => site.close());
beforeEach(() => site.publish(policy(part())));

interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
}

const event = (overrides: Record<string, unknown> = {}, key = 'focus-areas-list'): Record<string, unknown> => ({
  method: 'GET',
  call: { functionKey: key },
  headers: {},
  queryParameters: {},
  body: null,
  path: `${site.apiBase}${LIST}${key === 'focus-areas-get' ? `/${ids[0]}` : ''}`,
  userPath: null,
  context: { cloudId: site.identity.cloudId, moduleKey: key, userAccess: { enabled: false, hasAccess: true } },
  contextToken: 'eyJhbGciOiJub25lIn0.e30.',
  ...overrides,
});

/** Past the gateway, which would refuse some of it. */
const call = async (one: unknown, key = 'focus-areas-list'): Promise<Answer & { readonly code: unknown }> => {
  const outcome = await site.call(key, one);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  const answer = outcome.result as Answer;
  return { ...answer, code: (JSON.parse(answer.body) as Record<string, unknown>)['code'] };
};

const pageOf = (answer: Told): Page => answer.body as unknown as Page;
const cursorOf = async (query = 'limit=2'): Promise<string> => pageOf(await site.ask(`${LIST}?${query}`)).page.nextCursor ?? '';

describe('what lies outside', () => {
  const outside = async (): Promise<string> => {
    const records = site.focus.records('focusArea');
    const child = records.find((one) => one['parentId'] !== null);
    const [root, hidden] = [String(child?.['id']), String(child?.['parentId'])];
    await site.publish(policy(part({ records: { under: [root] } })));
    expect((await site.ask(`${LIST}/${root}`)).status).toBe(200);
    return hidden;
  };

  test('is answered like what does not exist: status, headers, body, calls to Focus', async () => {
    const hidden = await outside();
    const answers: unknown[] = [];
    for (const id of [hidden, '00000000-0000-4000-8000-000000000000']) {
      const before = site.focus.counters().calls;
      const answer = await site.ask(`${LIST}/${id}`);
      answers.push({ ...(withoutDecision(answer) as object), calls: site.focus.counters().calls - before });
      expect(answer.text).not.toContain(id);
    }
    expect(answers[0]).toMatchObject({ status: 404, body: { code: 'not_found' }, calls: 1 });
    expect(answers[1]).toEqual(answers[0]);
  });

  test('stays so whatever fields are asked for, and for a record whose place nobody knows', async () => {
    const hidden = await outside();
    const absent = await site.ask(`${LIST}/nothing?fields=name`);
    expect(withoutDecision(await site.ask(`${LIST}/${hidden}?fields=name`))).toEqual(withoutDecision(absent));
    site.focus.faults.set({ kind: 'nonsense', operation: 'getFocusArea', body: JSON.stringify({ id: hidden, name: 'Placeless' }) });
    const placeless = await site.ask(`${LIST}/${hidden}?fields=name`);
    site.focus.faults.set(null);
    expect(withoutDecision(placeless)).toEqual(withoutDecision(absent));
  });

  test.each([
    '%2e%2e',
    '%2e%2e%2f',
    '..%2f..%2fcost-item',
    'a%2Fb',
    '..',
    'a.b',
    'a%20b',
    'ari:cloud:mercury:x',
    '__proto__',
    'constructor',
    'a'.repeat(65),
    '%00',
    'ä',
    '*',
    'bulk',
  ])('an id like %s is no record, and only a well-formed one reaches Focus', async (id) => {
    await outside();
    const absent = await site.ask(`${LIST}/nothing`);
    const before = site.focus.counters().calls;
    const answer = await call(event({ path: `${site.apiBase}${LIST}/${id}` }, 'focus-areas-get'), 'focus-areas-get');
    expect({ status: answer.statusCode, code: answer.code }).toEqual({ status: 404, code: 'not_found' });
    expect(
      Object.keys(answer.headers)
        .map((name) => name.toLowerCase())
        .sort(),
    ).toEqual(['aperture-decision', 'cache-control', 'content-type']);
    expect(JSON.parse(answer.body)).toEqual({ ...absent.body, decisionId: answer.headers['Aperture-Decision']?.[0] });
    expect(site.focus.counters().calls - before).toBe(/^[A-Za-z0-9_-]{1,64}$/.test(id) ? 1 : 0);
  });
});

describe('an event', () => {
  test.each<[what: string, change: () => Record<string, unknown>]>([
    ['another site', () => ({ context: { cloudId: '00000000-0000-4000-8000-000000000000', moduleKey: 'focus-areas-list' } })],
    ['a list of sites', () => ({ context: { cloudId: [site.identity.cloudId], moduleKey: 'focus-areas-list' } })],
    ['an object for a site', () => ({ context: { cloudId: { toString: 'x' }, moduleKey: 'focus-areas-list' } })],
  ])('that names %s is refused before anything is read', async (_what, change) => {
    site.kvs.resetCounters();
    site.focus.resetCounters();
    expect(await call(event(change()))).toMatchObject({ statusCode: 403, code: 'not_exposed' });
    expect([site.kvs.counters().reads.calls, site.focus.counters().calls]).toEqual([0, 0]);
  });

  test.each<[what: string, change: Record<string, unknown>]>([
    ['two routes', { call: { functionKey: 'focus-areas-get' } }],
    ['an unknown route', { call: { functionKey: 'other' }, context: { moduleKey: 'other' } }],
    ['no route', { call: null, context: null }],
    ['another method', { method: 'DELETE' }],
  ])('that names %s finds nothing', async (_what, change) => {
    expect(await call(event(change))).toMatchObject({ statusCode: 404, code: 'not_found' });
  });

  test('decides by the key of the route, whatever the path says', async () => {
    await site.publish(policy(part({ actions: ['list'] })));
    const answer = await call(event({ path: `${site.apiBase}${LIST}` }, 'focus-areas-get'), 'focus-areas-get');
    expect(answer).toMatchObject({ statusCode: 403, code: 'not_exposed' });
  });

  test('takes nothing from headers or body: an account, a cloud id or a scope there changes nothing', async () => {
    const plain = JSON.parse((await call(event())).body) as Record<string, unknown>;
    const loud = event({
      headers: { 'x-slauth-user-context-account-id': ['712020:someone'], 'X-Atlassian-Cloud-Id': ['other'], Host: ['evil.example'] },
      body: JSON.stringify({ cloudId: 'other', scope: 'app-users', limit: 1 }),
    });
    expect((JSON.parse((await call(loud)).body) as Record<string, unknown>)['data']).toEqual(plain['data']);
  });

  test('of any shape gets an answer of the right form, or a refusal with a code', async () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('x'.repeat(1_000_000), JSON.parse('{"__proto__": {"cloudId": "x"}, "constructor": 1}'), [[[]]], 1e999),
    );
    const member = fc.constantFrom('method', 'call', 'headers', 'queryParameters', 'body', 'path', 'userPath', 'context', 'contextToken');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ROUTES), fc.dictionary(member, odd, { minKeys: 1, maxKeys: 4 }), async (route, changes) => {
        const answer = await call(event(changes as Record<string, unknown>, route.key), route.key);
        expect([200, 400, 403, 404]).toContain(answer.statusCode);
        expect(
          Object.values(answer.headers).every((values) => Array.isArray(values) && values.every((value) => typeof value === 'string')),
        ).toBe(true);
        expect(answer.body.length).toBeLessThan(50_000);
        if (answer.statusCode !== 200) expect(typeof answer.code).toBe('string');
      }),
      { numRuns: 150 },
    );
    for (const one of [null, undefined, 7, 'text', [], {}]) expect(await call(one)).toMatchObject({ statusCode: 404, code: 'not_found' });
  });

  test('with a query of any shape is answered or refused with every place', async () => {
    const values = fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 }), fc.jsonValue());
    const names = fc.oneof(
      fc.constantFrom('limit', 'cursor', 'fields', '__proto__', 'constructor', 'sort', 'parentId', 'nameContains'),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, values, { maxKeys: 4 }), async (queryParameters) => {
        const answer = await call(event({ queryParameters }));
        expect([200, 400]).toContain(answer.statusCode);
        if (answer.statusCode === 200) return;
        const { problems } = JSON.parse(answer.body) as { problems: { path: string; code: string }[] };
        expect(problems.length).toBeGreaterThan(0);
        for (const problem of problems) expect(problem.path).toMatch(/^\/query\//);
      }),
      { numRuns: 150 },
    );
    const megabyte = await call(
      event({ queryParameters: { ['x'.repeat(1_000_000)]: ['y'.repeat(1_000_000)], cursor: ['z'.repeat(1_000_000)] } }),
    );
    expect(megabyte).toMatchObject({ statusCode: 400, code: 'invalid_request' });
    expect(megabyte.body.length).toBeLessThan(2_000);
  });

  test('with a filter or an order on a hidden or masked field is refused in the same words as one that nobody knows', async () => {
    await site.publish(policy(part({ fields: { id: 'show', name: 'initials', status: 'show' } })));
    site.focus.resetCounters();
    const known = ['limit', 'fields', 'cursor'];
    for (const name of ['sort', 'parentId', 'nameContains', 'externalId', 'filter', 'budget', '__proto__']) {
      for (const value of ['name', 'x']) {
        expect(await site.ask(`${LIST}?${name}=${value}`)).toMatchObject({
          status: 400,
          body: { code: 'invalid_request', problems: [{ path: `/query/${name}`, code: 'unknown_parameter', params: { known } }] },
        });
      }
    }
    expect(site.focus.counters().calls).toBe(0);
  });

  test('with an order on another field than the name is refused in the same words, whether or not it is shown', async () => {
    await site.publish(policy(part({ fields: { name: 'show', status: 'show' } })));
    const words = new Set<string>();
    for (const field of ['status', 'description', 'owner.id', 'budget', 'name,status', 'NAME', '', ' name']) {
      const { status, body } = await site.ask(`${LIST}?sort=${encodeURIComponent(field)}`);
      expect(status).toBe(400);
      words.add(JSON.stringify(body['problems']));
    }
    words.delete(JSON.stringify([{ path: '/query/sort', code: 'repeated', params: {} }]));
    expect([...words]).toEqual([JSON.stringify([{ path: '/query/sort', code: 'not_a_sort', params: { known: ['name', '-name'] } }])]);
  });
});

describe('a cursor', () => {
  test('that is forged, cut, lengthened or of nobody is refused, and Focus is not asked', async () => {
    const cursor = await cursorOf();
    const before = site.focus.counters().calls;
    for (const one of [
      'x',
      'null',
      cursor.slice(0, -1),
      `${cursor}A`,
      cursor.toUpperCase(),
      Buffer.from('{"offset":0}').toString('base64url'),
      'A'.repeat(5_000),
    ]) {
      expect(await site.ask(`${LIST}?limit=2&cursor=${one}`)).toMatchObject({
        status: 400,
        body: { code: 'cursor_invalid', problems: [{ path: '/query/cursor', code: 'cursor_invalid' }] },
      });
    }
    expect(site.focus.counters().calls).toBe(before);
  });

  test('is bound to its fields, not to its limit', async () => {
    const cursor = await cursorOf('limit=2&fields=name,id');
    expect((await site.ask(`${LIST}?limit=5&fields=id,name&cursor=${cursor}`)).status).toBe(200);
    expect(await site.ask(`${LIST}?limit=2&fields=id&cursor=${cursor}`)).toMatchObject({ status: 400, body: { code: 'cursor_invalid' } });
    expect(await site.ask(`${LIST}?limit=2&cursor=${cursor}`)).toMatchObject({ status: 400, body: { code: 'cursor_invalid' } });
  });

  test('is stale once its audience reaches something else, and not when another audience does', async () => {
    const cursor = await cursorOf();
    await site.publish({ ...policy(part()), audiences: { ...policy(part()).audiences, 'app-users': part() } });
    expect((await site.ask(`${LIST}?limit=2&cursor=${cursor}`)).status).toBe(200);
    await site.publish(policy(part({ fields: { id: 'show' } })));
    expect(await site.ask(`${LIST}?limit=2&cursor=${cursor}`)).toMatchObject({ status: 400, body: { code: 'cursor_stale' } });
    await site.publish(policy(undefined));
    expect(await site.ask(`${LIST}?limit=2&cursor=${cursor}`)).toMatchObject({ status: 403, body: { code: 'not_exposed' } });
  });

  test('is stale after a day', async () => {
    const cursor = await cursorOf();
    const real = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(real + 24 * 3_600_000 + 1);
    try {
      expect(await site.ask(`${LIST}?limit=2&cursor=${cursor}`)).toMatchObject({ status: 400, body: { code: 'cursor_stale' } });
    } finally {
      clock.mockRestore();
    }
  });

  test('tells nothing of Focus', async () => {
    const cursor = await cursorOf();
    const inside = Buffer.from(cursor, 'base64url').toString('latin1');
    for (const text of [cursor, inside]) expect(ids.some((id) => text.includes(id))).toBe(false);
  });
});
