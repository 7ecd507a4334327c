import fc from 'fast-check';
import { CATALOGUE } from '../../src/exposure/catalogue/catalogue';
import type { AudiencePart, Grant } from '../../src/exposure/policy/policy';
import { ROUTES } from '../../src/api-routes/routes';
import { LIST, SCOPE, grant, openApiSite, part, policy, walk, withoutDecision } from './api-site';
import type { ApiSite, Page } from './api-site';

type Raw = Readonly<Record<string, unknown>> & { readonly id: string; readonly parentId: string | null };

let site: ApiSite;
let raw: readonly Raw[];

beforeAll(async () => {
  site = await openApiSite({ focusSize: 24 });
  raw = site.focus.records('focusArea') as readonly Raw[];
});
afterAll(() => site.close());
afterEach(() => {
  site.focus.faults.set(null);
  site.kvs.faults.set(null);
});

const rawOf = (id: string): Raw => {
  const found = raw.find((one) => one.id === id);
  if (!found) throw new Error(`There is no focus area ${id}.`);
  return found;
};
const lineOf = (one: Raw): readonly string[] => [...(one.parentId === null ? [] : lineOf(rawOf(one.parentId))), one.id];
const inside = (one: Raw, records: Grant['records']): boolean => records === 'all' || lineOf(one).some((id) => records.under?.includes(id));

/** The plain reading of the policy over the portfolio as Focus keeps it. */
const expected = (one: Raw, { fields, records }: Grant): Readonly<Record<string, unknown>> => {
  const reached = lineOf(one)
    .slice(0, -1)
    .filter((id) => inside(rawOf(id), records));
  const leaves: Readonly<Record<string, unknown>> = {
    ...one,
    'owner.id': one['owner'],
    parentId: reached.length > 0 ? one.parentId : null,
    path: reached.length > 0 ? reached : null,
  };
  const shown = Object.keys(fields).filter((name) => leaves[name] !== null && leaves[name] !== undefined);
  const flat = Object.fromEntries(shown.filter((name) => name !== 'owner.id').map((name) => [name, leaves[name]]));
  return shown.includes('owner.id') ? { ...flat, owner: { id: leaves['owner.id'] } } : flat;
};

const root = (): Raw => {
  const found = raw.find((one) => one.parentId !== null && raw.some((child) => child.parentId === one.id));
  if (!found) throw new Error('The portfolio has no focus area with parent and child.');
  return found;
};

describe('an exposed resource', () => {
  test('is listed with the granted fields, under the granted root, and nothing else', async () => {
    const { id } = root();
    const one = grant({ fields: { id: 'show', name: 'show', status: 'show' }, records: { under: [id] } });
    await site.publish(policy(part(one)));
    const answer = await site.ask(LIST);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-store' });
    const { data, page } = answer.body as unknown as Page;
    expect(data).toEqual(raw.filter((each) => inside(each, { under: [id] })).map((each) => expected(each, one)));
    expect(data.length).toBeGreaterThan(1);
    expect(data.length).toBeLessThan(raw.length);
    expect(page).toEqual({ limit: 25 });
    expect(answer.body['meta']).toEqual({ decisionId: answer.headers['aperture-decision'], revision: 1 });
    expect(answer.text).not.toContain(root().parentId);
  });

  test('for random grants, list and get give what the plain reading of the policy gives', async () => {
    const fields = fc.subarray(
      CATALOGUE.focusArea.fields.map((field) => field.name),
      { minLength: 1 },
    );
    const records = fc.oneof(
      fc.constant('all' as const),
      fc.record({
        under: fc.subarray(
          raw.map((one) => one.id),
          { minLength: 1, maxLength: 4 },
        ),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fields, records, fc.integer({ min: 1, max: 30 }), async (names, reached, limit) => {
        const one = grant({ fields: Object.fromEntries(names.map((name) => [name, 'show' as const])), records: reached });
        await site.publish(policy(part(one)));
        const inReach = raw.filter((each) => inside(each, reached));
        expect(await walk(site, `limit=${limit}`)).toEqual(inReach.map((each) => expected(each, one)));
        for (const each of raw) {
          const answer = await site.ask(`${LIST}/${each.id}`);
          if (inReach.includes(each)) expect(answer.body['data']).toEqual(expected(each, one));
          else expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
        }
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  test('gives the asked fields among the granted ones; a hidden field and an unknown one are answered alike', async () => {
    await site.publish(policy(part({ fields: { id: 'show', name: 'show' } })));
    const [first] = raw;
    const asked = async (fields: string) => (await site.ask(`${LIST}/${first?.id}?fields=${fields}`)).body['data'];
    expect(await asked('name')).toEqual({ name: first?.['name'] });
    expect(await asked('name,description')).toEqual(await asked('name,nothing'));
    expect(await asked('description')).toEqual({});
  });

  test('comes in pages: the limit is held to the granted one, the cursor and the link lead on, the last page has neither', async () => {
    await site.publish(policy(part({ pageSize: 10, fields: { id: 'show' } })));
    const first = await site.ask(`${LIST}?limit=1000&fields=id`);
    const { data, page } = first.body as unknown as Page;
    expect([data.length, page.limit]).toEqual([10, 10]);
    const query = /^<(\?[^>]+)>; rel="next"$/.exec(first.headers['link'] ?? '')?.[1] ?? '';
    const second = await site.ask(`${LIST}${query}`);
    const last = await site.ask(`${LIST}?limit=10&fields=id&cursor=${(second.body as unknown as Page).page.nextCursor}`);
    const ids = [first, second, last].flatMap((answer) => (answer.body as unknown as Page).data.map((one) => one['id']));
    expect(ids).toEqual(raw.map((one) => one.id));
    expect((last.body as unknown as Page).page).toEqual({ limit: 10 });
    expect(last.headers).not.toHaveProperty('link');
  });

  test('carries an ETag: the same for the same answer, another for another part, answered by 304 when it is sent back', async () => {
    await site.publish(policy(part()));
    const token = await site.token();
    const tagOf = async (path: string): Promise<string> => (await site.ask(path)).headers['etag'] ?? '';
    for (const path of [`${LIST}?limit=3`, `${LIST}/${raw[0]?.id}`]) {
      await site.publish(policy(part()));
      const tag = await tagOf(path);
      expect(tag).toMatch(/^"[A-Za-z0-9_-]{24}"$/);
      expect(await tagOf(path)).toBe(tag);
      for (const sent of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
        const same = await site.api(path, { token, headers: { 'if-none-match': sent } });
        expect([same.status, same.headers.get('etag'), await same.text()]).toEqual([304, tag, '']);
      }
      expect((await site.api(path, { token, headers: { 'if-none-match': '"other"' } })).status).toBe(200);
      await site.publish({ ...policy(part()), audiences: { ...policy(part()).audiences, 'app-users': part() } });
      expect(await tagOf(path)).toBe(tag);
      // Another part, though the records look the same.
      await site.publish(policy(part({ pageSize: 90 })));
      expect(await tagOf(path)).not.toBe(tag);
      await site.publish(policy(undefined));
      expect((await site.api(path, { token, headers: { 'if-none-match': tag } })).status).toBe(403);
    }
  });

  test('costs few reads, no write, and one call to Focus', async () => {
    await site.publish(policy(part()));
    await site.ask(LIST);
    site.kvs.resetCounters();
    site.focus.resetCounters();
    await site.ask(LIST);
    expect(site.kvs.counters()).toMatchObject({ reads: { calls: 4 }, writes: { calls: 0 } });
    expect(site.focus.counters()).toEqual({ calls: 1, byOperation: { listFocusAreas: 1 } });
  });
});

describe('every route', () => {
  const open = part();
  const path = (action: string): string => (action === 'list' ? LIST : `${LIST}/${raw[0]?.id}`);
  const closed: [what: string, wanted: AudiencePart | undefined, serving: boolean, status: number, code: string][] = [
    ['the audience is missing', undefined, true, 403, 'not_exposed'],
    ['the audience is disabled', { ...open, enabled: false }, true, 403, 'not_exposed'],
    ['the audience has expired', { ...open, expiresAt: '2020-01-01T00:00:00Z' }, true, 403, 'not_exposed'],
    ['the resource is not granted', { ...open, grants: {} }, true, 403, 'not_exposed'],
    ['no action is granted', part({ actions: [] }), true, 403, 'not_exposed'],
    ['no field is granted', part({ fields: {} }), true, 403, 'not_exposed'],
    ['no root is named', part({ records: { under: [] } }), true, 403, 'not_exposed'],
    ['the master switch is off', open, false, 403, 'exposure_off'],
    ['switch off and audience missing', undefined, false, 403, 'exposure_off'],
  ];

  test.each(ROUTES.flatMap((route) => closed.map((row) => [route.action, ...row] as const)))(
    'to %s refuses when %s',
    async (action, _what, wanted, serving, status, code) => {
      await site.publish(policy(wanted, serving));
      site.focus.resetCounters();
      const answer = await site.ask(path(action));
      expect(answer).toMatchObject({ status, headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' } });
      expect(answer.body).toMatchObject({
        code,
        status,
        scope: SCOPE,
        resource: 'focusArea',
        type: `urn:aperture-for-focus:problem:${code}`,
      });
      expect(answer.body['decisionId']).toBe(answer.headers['aperture-decision']);
      // Nothing of the question shows in a denial, and Focus hears nothing of it.
      const odd = await site.ask(`${path(action)}?limit=x&cursor=forged&nothing=1&fields=${'%20'}`);
      expect(withoutDecision(odd)).toEqual(withoutDecision(answer));
      expect(site.focus.counters().calls).toBe(0);
    },
  );

  test.each(ROUTES)('$key answers when it is open', async (route) => {
    await site.publish(policy(part({ actions: [route.action] })));
    expect((await site.ask(path(route.action))).status).toBe(200);
    const other = ROUTES.find((each) => each.key !== route.key);
    expect(await site.ask(path(other?.action ?? ''))).toMatchObject({ status: 403, body: { code: 'not_exposed' } });
  });

  test.each(ROUTES)('$key is closed before anything was ever published', async (route) => {
    const fresh = await openApiSite({ focusSize: 2 });
    try {
      fresh.focus.resetCounters();
      expect(await fresh.ask(path(route.action))).toMatchObject({ status: 403, body: { code: 'not_exposed' } });
      expect(fresh.focus.counters().calls).toBe(0);
    } finally {
      await fresh.close();
    }
  });

  test.each<[what: string, change: (stored: Record<string, unknown>) => unknown]>([
    ['an unknown key', (body) => ({ ...body, part: { ...(body['part'] as object), more: 1 } })],
    ['an unknown field', (body) => ({ ...body, part: part({ fields: { budget: 'show' } }) })],
    ['a part that its digest does not match', (body) => ({ ...body, part: part({ records: 'all', pageSize: 3 }) })],
    ['a later format', (body) => ({ ...body, format: 2 })],
    ['another site', (body) => ({ ...body, cloudId: '00000000-0000-4000-8000-000000000000' })],
    ['serving as text', (body) => ({ ...body, serving: 'true' })],
    ['nothing', () => ({})],
    ['text', () => 'x'],
  ])('is closed while its stored part holds %s', async (_what, change) => {
    await site.publish(policy(part()));
    const stored = (await site.stored('live', SCOPE)) as { revision: number; body: Record<string, unknown> };
    await site.store('live', SCOPE, { ...stored, body: change(stored.body) });
    site.focus.resetCounters();
    for (const route of ROUTES) {
      expect(await site.ask(path(route.action))).toMatchObject({ status: 503, body: { code: 'policy_unreadable' } });
    }
    expect(site.focus.counters().calls).toBe(0);
    await site.store('live', SCOPE, stored);
    expect((await site.ask(LIST)).status).toBe(200);
  });

  test('is closed while storage fails', async () => {
    await site.publish(policy(part()));
    site.kvs.faults.set({ entityName: 'live', when: 'before', answer: { status: 500 } });
    expect(await site.ask(LIST)).toMatchObject({ status: 503, body: { code: 'policy_unreadable' } });
    site.kvs.faults.set({ operation: 'secret/get', when: 'before', answer: { status: 429 } });
    expect(await site.ask(LIST)).toMatchObject({ status: 503, body: { code: 'policy_unreadable' } });
    site.kvs.faults.set(null);
    expect((await site.ask(LIST)).status).toBe(200);
  });
});

describe('revocation', () => {
  test('is immediate: the call after a publish is decided by it', async () => {
    for (const on of [true, false, true, false]) {
      await site.publish(policy(part({}, { enabled: on })));
      expect((await site.ask(LIST)).status).toBe(on ? 200 : 403);
    }
  });

  test('the master switch closes and opens at once', async () => {
    await site.publish(policy(part()));
    for (const serving of [false, true]) {
      const { live } = (await site.asAdmin('overview')) as { live: { number: number } };
      await site.asAdmin('setServing', { serving, liveRevision: live.number });
      const answer = await site.ask(LIST);
      expect(answer.status).toBe(serving ? 200 : 403);
      if (!serving) expect(answer.body).toMatchObject({ code: 'exposure_off', revision: live.number + 1 });
    }
  });

  test('a part ends at the very millisecond', async () => {
    const end = Date.now() + 60_000;
    await site.publish(policy(part({}, { expiresAt: new Date(end).toISOString() })));
    const clock = jest.spyOn(Date, 'now');
    try {
      clock.mockReturnValue(end - 1);
      expect((await site.ask(LIST)).status).toBe(200);
      clock.mockReturnValue(end);
      expect((await site.ask(LIST)).status).toBe(403);
    } finally {
      clock.mockRestore();
    }
  });

  test('without a connection Focus is not asked', async () => {
    await site.publish(policy(part()));
    await site.asAdmin('removeConnection');
    site.focus.resetCounters();
    expect(await site.ask(LIST)).toMatchObject({ status: 503, body: { code: 'focus_not_connected' } });
    expect(site.focus.counters().calls).toBe(0);
    const { clientId, clientSecret } = site.focusCredential;
    await site.asAdmin('saveConnection', { kind: 'service-account', clientId, clientSecret });
    expect((await site.ask(LIST)).status).toBe(200);
  });
});

describe('two sites through one process', () => {
  test('share nothing, one after the other and side by side', async () => {
    const other = await openApiSite({ focusSize: 40 });
    try {
      await site.publish(policy(part({ fields: { id: 'show' } })));
      await other.publish(policy(part({ fields: { name: 'show' } })));
      const here = { data: raw.map(({ id }) => ({ id })) };
      const there = { data: other.focus.records('focusArea').map(({ name }) => ({ name })) };
      for (let round = 0; round < 3; round++) {
        expect((await site.ask(`${LIST}?limit=100`)).body).toMatchObject(here);
        expect((await other.ask(`${LIST}?limit=100`)).body).toMatchObject(there);
      }
      const both = await Promise.all(Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? site : other).ask(`${LIST}?limit=100`)));
      both.forEach((answer, at) => expect(answer.body).toMatchObject(at % 2 === 0 ? here : there));
      const { nextCursor } = ((await site.ask(`${LIST}?limit=5`)).body as unknown as Page).page;
      expect(await other.ask(`${LIST}?limit=5&cursor=${nextCursor}`)).toMatchObject({ status: 400, body: { code: 'cursor_invalid' } });
      await other.publish(policy(undefined));
      expect([(await site.ask(LIST)).status, (await other.ask(LIST)).status]).toEqual([200, 403]);
    } finally {
      await other.close();
    }
  });
});
