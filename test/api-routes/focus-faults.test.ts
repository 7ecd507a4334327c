import type { Fault } from '../../local/focus/faults';
import { LIST, openApiSite, part, policy } from './api-site';
import type { ApiSite, Page } from './api-site';

let site: ApiSite;
let id: string;

beforeAll(async () => {
  site = await openApiSite({ focusSize: 250 });
  await site.publish(policy(part()));
  id = String(site.focus.records('focusArea')[0]?.['id']);
});
afterAll(() => site.close());
afterEach(() => site.focus.faults.set(null));

const SECRET = 'do-not-pass-this-on';

/** What must never show, whatever Focus does. */
const leaks = (text: string): boolean =>
  [
    SECRET,
    site.focusCredential.clientSecret,
    site.focusCredential.clientId,
    'api.atlassian.com',
    'auth.atlassian.com',
    'Bearer',
    'at async',
    '.ts:',
    'node:',
  ].some((word) => text.includes(word));

const fault = (one: Fault): void => site.focus.faults.set(one);

describe('when Focus', () => {
  test.each<[what: string, one: Fault, status: number, code: string]>([
    ['throttles', { kind: 'throttle', retryAfter: 17 }, 429, 'too_many_requests'],
    ['does not accept the credential', { kind: 'status', status: 401 }, 502, 'focus_refused'],
    ['forbids', { kind: 'status', status: 403 }, 502, 'focus_refused'],
    ['fails', { kind: 'status', status: 500 }, 502, 'focus_failed'],
    ['is unavailable', { kind: 'status', status: 503 }, 502, 'focus_failed'],
    ['breaks the connection off', { kind: 'disconnect' }, 502, 'focus_failed'],
    ['answers a page of HTML', { kind: 'nonsense', body: `<html>${SECRET}</html>` }, 502, 'focus_failed'],
    [
      'answers half of something',
      { kind: 'nonsense', body: `{"values": [{"id": "${SECRET}"`, contentType: 'application/json' },
      502,
      'focus_failed',
    ],
    ['breaks off within an answer', { kind: 'cut-body' }, 502, 'focus_failed'],
    ['ends an answer in its middle', { kind: 'truncated' }, 502, 'focus_failed'],
    ['answers without end', { kind: 'huge' }, 502, 'focus_failed'],
    ['sends somewhere else', { kind: 'redirect' }, 502, 'focus_failed'],
    ['answers text', { kind: 'nonsense', body: `"${SECRET}"`, contentType: 'application/json' }, 502, 'focus_failed'],
    ['answers null', { kind: 'nonsense', body: 'null', contentType: 'application/json' }, 502, 'focus_failed'],
  ])('%s, both routes say so by status and code, and nothing else', async (_what, one, status, code) => {
    for (const path of [LIST, `${LIST}/${id}`]) {
      fault({ ...one, operation: path === LIST ? 'listFocusAreas' : 'getFocusArea' });
      const answer = await site.ask(path);
      expect(answer).toMatchObject({ status, body: { code, status } });
      expect(Object.keys(answer.body).sort()).toEqual(
        [
          'code',
          'decisionId',
          'detail',
          'resource',
          'revision',
          'scope',
          'status',
          'title',
          'type',
          ...(status === 429 ? ['retryAfter'] : []),
        ].sort(),
      );
      expect(leaks(JSON.stringify([answer.text, answer.headers]))).toBe(false);
      if (status === 429) expect([answer.headers['retry-after'], answer.body['retryAfter']]).toEqual(['17', 17]);
    }
  });

  test('does not let us sign in, that is a refusal', async () => {
    site.focus.revokeTokens();
    fault({ kind: 'status', status: 401, operation: 'issueToken' });
    const answer = await site.ask(LIST);
    expect(answer).toMatchObject({ status: 502, body: { code: 'focus_refused' } });
    expect(leaks(answer.text)).toBe(false);
  });

  test('ends our bearer early, a new one is fetched and the caller sees nothing of it', async () => {
    await site.ask(LIST);
    site.focus.revokeTokens();
    expect((await site.ask(LIST)).status).toBe(200);
  });

  test('never answers, or not to its end, the caller hears so in time', async () => {
    await site.ask(LIST);
    fault({ kind: 'never', operation: 'getFocusArea' });
    const begun = Date.now();
    const one = site.ask(`${LIST}/${id}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    site.focus.faults.set([
      { kind: 'never', operation: 'listFocusAreas', nth: 1 },
      { kind: 'stalled-body', operation: 'listFocusAreas' },
    ]);
    for (const answer of await Promise.all([one, site.ask(LIST), site.ask(LIST)])) {
      expect(answer).toMatchObject({ status: 504, body: { code: 'focus_timeout' } });
    }
    expect(Date.now() - begun).toBeLessThan(20_000);
  }, 25_000);

  test('is slow, the answer is the same', async () => {
    const expected = await site.ask(`${LIST}?limit=3`);
    fault({ kind: 'slow-body', milliseconds: 300, operation: 'listFocusAreas' });
    expect((await site.ask(`${LIST}?limit=3`)).body['data']).toEqual(expected.body['data']);
  });

  test('throttles midway, what was read is given with a cursor, and nothing is lost', async () => {
    const reach = site.focus
      .records('focusArea')
      .slice(150, 250)
      .map((one) => String(one['id']));
    await site.publish(policy(part({ records: { under: reach.slice(-20) } })));
    // A wait that doesn't fit: a shorter one would be waited for.
    fault({ kind: 'throttle', retryAfter: 60, operation: 'listFocusAreas', nth: 2 });
    const first = await site.ask(`${LIST}?limit=100`);
    site.focus.faults.set(null);
    expect(first.status).toBe(200);
    const { nextCursor } = (first.body as unknown as Page).page;
    const rest = await site.ask(`${LIST}?limit=100&cursor=${nextCursor}`);
    const found = [first, rest].flatMap((answer) => (answer.body as unknown as Page).data.map((one) => one['id']));
    expect(new Set(found)).toEqual(new Set(reach.slice(-20)));
    await site.publish(policy(part()));
  });

  test('sends strange records among good ones, only what has the right shape leaves', async () => {
    const values = [
      null,
      7,
      'text',
      [],
      {},
      { id: 7, name: SECRET },
      { id: 'a/b', name: SECRET },
      { id: 'ok', name: 'Fine', secret: SECRET, owner: { email: SECRET }, parentId: null },
      { id: 'odd', name: { first: SECRET }, path: SECRET, parentId: [SECRET] },
      JSON.parse(`{"id": "proto", "__proto__": {"name": "${SECRET}"}}`) as unknown,
    ];
    fault({
      kind: 'nonsense',
      operation: 'listFocusAreas',
      body: JSON.stringify({ values, last: true, totalCount: 987654321 }),
      contentType: 'application/json',
    });
    const answer = await site.ask(LIST);
    expect(answer).toMatchObject({ status: 200, body: { data: [{ id: 'ok', name: 'Fine' }, { id: 'odd' }, { id: 'proto' }] } });
    expect(leaks(answer.text)).toBe(false);
    expect(answer.text).not.toContain('987654321');
  });

  test('gives another record than the one asked for, it is not passed on', async () => {
    fault({
      kind: 'nonsense',
      operation: 'getFocusArea',
      body: JSON.stringify({ id: 'other', name: SECRET }),
      contentType: 'application/json',
    });
    const answer = await site.ask(`${LIST}/${id}`);
    expect(answer).toMatchObject({ status: 502, body: { code: 'focus_failed' } });
    expect(leaks(answer.text)).toBe(false);
  });
});

describe('the log', () => {
  test('holds a decision id, a route and a code for what was not answered, and nothing for what was', async () => {
    const count = (): number => site.runtime.logs().length;
    const before = count();
    expect((await site.ask(`${LIST}?limit=1`)).status).toBe(200);
    expect(count()).toBe(before);
    fault({ kind: 'nonsense', operation: 'listFocusAreas', body: SECRET });
    const answer = await site.ask(`${LIST}?limit=1`);
    const lines = site.runtime
      .logs()
      .slice(before)
      .map((line) => line.text);
    expect(lines).toEqual([JSON.stringify({ decisionId: answer.body['decisionId'], route: 'focus-areas-list', code: 'focus_failed' })]);
    for (const line of site.runtime.logs()) expect(leaks(line.text)).toBe(false);
  });
});
