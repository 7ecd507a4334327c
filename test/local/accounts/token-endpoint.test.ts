import { createHash } from 'node:crypto';
import { personOf, PRODUCT, READ, SNS, WRITE } from '../gateway/gateway-bench';
import { askToken, codeFor, exchange, integrationOn, openConsole, read, refresh } from './integrator';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const OFFLINE = { scope: `${READ} ${WRITE} ${PRODUCT} offline_access` };
const VERIFIER = 'v'.repeat(64);
const PKCE = { code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'), code_challenge_method: 'S256' };

const asForm = (body: Readonly<Record<string, unknown>>): string =>
  new URLSearchParams(Object.entries(body).map(([name, value]) => [name, String(value)])).toString();

const basic = (id: string, secret: string): string => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

/** The body of a successful answer, as text members. */
const granted = async (response: Promise<Response>): Promise<Readonly<Record<string, string>>> => {
  const { status, body } = await read(response);
  expect(status).toBe(200);
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
};

test.each([
  ['a JSON body', (body: Readonly<Record<string, unknown>>) => [JSON.stringify(body), { 'content-type': 'application/json' }] as const],
  [
    'a JSON body with a charset',
    (body: Readonly<Record<string, unknown>>) => [JSON.stringify(body), { 'content-type': 'application/json; charset=utf-8' }] as const,
  ],
  ['a form', (body: Readonly<Record<string, unknown>>) => [asForm(body), FORM] as const],
  [
    'a form and basic credentials',
    ({ client_id, client_secret, ...body }: Readonly<Record<string, unknown>>) =>
      [asForm(body), { ...FORM, authorization: basic(String(client_id), String(client_secret)) }] as const,
  ],
  [
    'basic credentials encoded to the letter of RFC 6749',
    ({ client_id, client_secret, ...body }: Readonly<Record<string, unknown>>) => {
      const encoded = [client_id, client_secret].map((part) => String(part).replaceAll('-', '%2D').replaceAll('_', '%5F'));
      return [asForm(body), { ...FORM, authorization: basic(encoded[0] ?? '', encoded[1] ?? '') }] as const;
    },
  ],
])('A code is exchanged by %s for an answer in the cloud’s shape', async (_how, send) => {
  const { accounts, integration } = openConsole();
  const [body, headers] = send(exchange(integration, await codeFor(accounts, integration)));
  const answer = await askToken(accounts, body, headers);
  expect([answer.headers.get('cache-control'), answer.headers.get('content-type')]).toEqual(['no-store', 'application/json']);
  const given = await read(answer);
  expect(given).toEqual({
    status: 200,
    body: {
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as unknown,
      expires_in: 3600,
      token_type: 'Bearer',
      scope: `${SNS}:${READ} ${PRODUCT}`,
    },
  });
  expect(await accounts.verify(String(given.body['access_token']))).toEqual({
    scopes: [READ, PRODUCT],
    accountId: personOf('member'),
    clientId: integration.clientId,
  });
});

test('With scope names taken as plain, the answer has no prefix', async () => {
  const { accounts, integration } = openConsole({ accountChoices: { scopeNames: 'plain' } });
  const { scope } = await granted(askToken(accounts, exchange(integration, await codeFor(accounts, integration))));
  expect(scope).toBe(`${READ} ${PRODUCT}`);
});

describe('A code exchange is refused', () => {
  test.each<[string, Readonly<Record<string, unknown>>, number, string]>([
    ['with another secret', { client_secret: 'local-secret-x' }, 400, 'invalid_client'],
    ['with an empty secret', { client_secret: '' }, 400, 'invalid_client'],
    ['without a secret', { client_secret: undefined }, 400, 'invalid_client'],
    ['with a PKCE verifier in the place of the secret', { client_secret: undefined, code_verifier: VERIFIER }, 400, 'invalid_client'],
    ['with an unknown client', { client_id: 'x' }, 400, 'invalid_client'],
    ['as the client of scripts', { client_id: 'local-scripts', client_secret: '' }, 400, 'invalid_client'],
    ['with another code', { code: 'x' }, 400, 'invalid_grant'],
    ['without a code', { code: undefined }, 400, 'invalid_request'],
    ['with another callback', { redirect_uri: 'https://evil.example/' }, 400, 'invalid_request'],
    ['without a callback', { redirect_uri: undefined }, 400, 'invalid_request'],
    ['with a PKCE verifier that was not announced', { code_verifier: VERIFIER }, 400, 'invalid_grant'],
    ['by client credentials', { grant_type: 'client_credentials' }, 400, 'unauthorized_client'],
    ['by password', { grant_type: 'password', username: 'a', password: 'b' }, 400, 'unauthorized_client'],
    ['by an invented grant', { grant_type: 'magic' }, 400, 'unsupported_grant_type'],
    ['with a grant called like an inherited member', { grant_type: 'constructor' }, 400, 'unsupported_grant_type'],
    ['without a grant', { grant_type: undefined }, 400, 'invalid_request'],
    ['with a member that is no text', { code: ['a'] }, 400, 'invalid_request'],
  ])('%s', async (_what, over, status, error) => {
    const { accounts, integration } = openConsole();
    const code = await codeFor(accounts, integration);
    const answer = await read(askToken(accounts, exchange(integration, code, over)));
    expect(answer).toEqual({ status, body: { error, error_description: expect.stringMatching(/./) as unknown } });
  });

  test.each([
    ['a body that is no JSON', '{', { 'content-type': 'application/json' }],
    ['a JSON list', '[]', { 'content-type': 'application/json' }],
    ['no content type', '{}', {}],
    ['another content type', 'a', { 'content-type': 'text/xml' }],
    ['a parameter twice', 'grant_type=authorization_code&grant_type=refresh_token', FORM],
    ['a body over 64 KiB', `code=${'x'.repeat(70_000)}`, FORM],
  ])('for %s', async (_what, body, headers: Readonly<Record<string, string>>) => {
    const answer = await read(askToken(openConsole().accounts, body, headers));
    expect([answer.status, answer.body['error']]).toEqual([400, 'invalid_request']);
  });

  test('with wrong basic credentials: 401 and a challenge', async () => {
    const { accounts, integration } = openConsole();
    const body = asForm({ grant_type: 'authorization_code', code: 'x', redirect_uri: integration.callback });
    const answer = await askToken(accounts, body, { ...FORM, authorization: basic(integration.clientId, 'x') });
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="Service"']);
  });

  test('with the secret sent in two ways', async () => {
    const { accounts, integration } = openConsole();
    const headers = { ...FORM, authorization: basic(integration.clientId, integration.clientSecret) };
    const answer = await read(askToken(accounts, asForm(exchange(integration, 'x')), headers));
    expect([answer.status, answer.body['error']]).toEqual([400, 'invalid_request']);
  });

  test('with the code of another integration, which keeps it', async () => {
    const { accounts, integration } = openConsole();
    const other = integrationOn(accounts, { name: 'Other' });
    const code = await codeFor(accounts, integration);
    expect((await read(askToken(accounts, exchange(other, code)))).body['error']).toBe('invalid_grant');
    await granted(askToken(accounts, exchange(integration, code)));
  });

  test('after a minute', async () => {
    const { accounts, integration, clock } = openConsole();
    const [first, second] = [await codeFor(accounts, integration), await codeFor(accounts, integration)];
    clock.at += 59_000;
    await granted(askToken(accounts, exchange(integration, first)));
    clock.at += 1_000;
    expect((await read(askToken(accounts, exchange(integration, second)))).body['error']).toBe('invalid_grant');
  });
});

describe('PKCE', () => {
  test('with the right verifier and the secret gives a token', async () => {
    const { accounts, integration } = openConsole();
    const code = await codeFor(accounts, integration, PKCE);
    await granted(askToken(accounts, exchange(integration, code, { code_verifier: VERIFIER })));
  });

  test.each([undefined, 'w'.repeat(64)])('with the verifier %s gives none and uses the code up', async (code_verifier) => {
    const { accounts, integration } = openConsole();
    const code = await codeFor(accounts, integration, PKCE);
    expect((await read(askToken(accounts, exchange(integration, code, { code_verifier })))).body['error']).toBe('invalid_grant');
    expect((await read(askToken(accounts, exchange(integration, code, { code_verifier: VERIFIER })))).status).toBe(400);
  });
});

test('A code shown twice gives one token, and ends it', async () => {
  const { accounts, integration } = openConsole();
  const code = await codeFor(accounts, integration, OFFLINE);
  const given = await granted(askToken(accounts, exchange(integration, code)));
  expect(await accounts.verify(given['access_token'] ?? '')).not.toBeNull();
  expect((await read(askToken(accounts, exchange(integration, code)))).body['error']).toBe('invalid_grant');
  expect(await accounts.verify(given['access_token'] ?? '')).toBeNull();
  expect((await read(askToken(accounts, refresh(integration, given['refresh_token'])))).body['error']).toBe('invalid_grant');
});

test('A code shown twice at the same time gives at most one token', async () => {
  const { accounts, integration } = openConsole();
  const code = await codeFor(accounts, integration);
  const answers = await Promise.all([1, 2, 3].map(() => askToken(accounts, exchange(integration, code))));
  expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
});

describe('A refresh token', () => {
  test('is given for offline_access only', async () => {
    const { accounts, integration } = openConsole();
    expect(await granted(askToken(accounts, exchange(integration, await codeFor(accounts, integration))))).not.toHaveProperty(
      'refresh_token',
    );
    const given = await granted(askToken(accounts, exchange(integration, await codeFor(accounts, integration, OFFLINE))));
    expect(given['refresh_token']).toMatch(/^local-refresh-[\w-]{43}$/);
  });

  test('is exchanged for a new one each time, and both access tokens work', async () => {
    const { accounts, integration } = openConsole();
    const first = await granted(askToken(accounts, exchange(integration, await codeFor(accounts, integration, OFFLINE))));
    const second = await granted(askToken(accounts, asForm(refresh(integration, first['refresh_token'])), FORM));
    const third = await granted(askToken(accounts, refresh(integration, second['refresh_token'])));
    expect(new Set([first, second, third].map((each) => each['refresh_token'])).size).toBe(3);
    expect(third['scope']).toBe(first['scope']);
    for (const each of [first, third])
      expect(await accounts.verify(each['access_token'] ?? '')).toMatchObject({ accountId: personOf('member') });
  });

  test('used a second time revokes its whole family', async () => {
    const { accounts, integration } = openConsole();
    const first = await granted(askToken(accounts, exchange(integration, await codeFor(accounts, integration, OFFLINE))));
    const second = await granted(askToken(accounts, refresh(integration, first['refresh_token'])));
    const other = await granted(askToken(accounts, exchange(integration, await codeFor(accounts, integration, OFFLINE))));
    expect((await read(askToken(accounts, refresh(integration, first['refresh_token'])))).body['error']).toBe('invalid_grant');
    expect((await read(askToken(accounts, refresh(integration, second['refresh_token'])))).body['error']).toBe('invalid_grant');
    expect(await accounts.verify(second['access_token'] ?? '')).toBeNull();
    await granted(askToken(accounts, refresh(integration, other['refresh_token'])));
  });

  test('of a revoked family leaves access tokens to their expiry when that is chosen', async () => {
    const { accounts, integration } = openConsole({ accountChoices: { revokedGrant: 'tokens-expire' } });
    const first = await granted(askToken(accounts, exchange(integration, await codeFor(accounts, integration, OFFLINE))));
    await granted(askToken(accounts, refresh(integration, first['refresh_token'])));
    expect((await read(askToken(accounts, refresh(integration, first['refresh_token'])))).status).toBe(400);
    expect(await accounts.verify(first['access_token'] ?? '')).not.toBeNull();
  });

  test('lasts 90 days and not longer', async () => {
    const { accounts, integration, clock } = openConsole();
    const days = 24 * 3_600_000;
    const first = await granted(askToken(accounts, exchange(integration, await codeFor(accounts, integration, OFFLINE))));
    clock.at += 90 * days - 1;
    const second = await granted(askToken(accounts, refresh(integration, first['refresh_token'])));
    clock.at += 90 * days;
    expect((await read(askToken(accounts, refresh(integration, second['refresh_token'])))).body['error']).toBe('invalid_grant');
  });

  test('may narrow the access token, spelled as answered, and keeps its own width', async () => {
    const { accounts, integration } = openConsole();
    const first = await granted(askToken(accounts, exchange(integration, await codeFor(accounts, integration, OFFLINE))));
    const narrow = await granted(askToken(accounts, refresh(integration, first['refresh_token'], { scope: `${SNS}:${READ} ${PRODUCT}` })));
    expect((await accounts.verify(narrow['access_token'] ?? ''))?.scopes).toEqual([READ, PRODUCT]);
    const wide = await granted(askToken(accounts, refresh(integration, narrow['refresh_token'])));
    expect(wide['scope']).toBe(first['scope']);
  });

  test('can’t widen the access token', async () => {
    const { accounts, integration } = openConsole();
    const scope = `${READ} ${PRODUCT} offline_access`;
    const first = await granted(askToken(accounts, exchange(integration, await codeFor(accounts, integration, { scope }))));
    expect((await read(askToken(accounts, refresh(integration, first['refresh_token'], { scope: WRITE })))).body['error']).toBe(
      'invalid_scope',
    );
  });

  test('does not work for another integration', async () => {
    const { accounts, integration } = openConsole();
    const first = await granted(askToken(accounts, exchange(integration, await codeFor(accounts, integration, OFFLINE))));
    const other = integrationOn(accounts, { name: 'Other' });
    expect((await read(askToken(accounts, refresh(other, first['refresh_token'])))).body['error']).toBe('invalid_grant');
  });

  test('is not stored in the clear', async () => {
    const { accounts, integration, database } = openConsole();
    const first = await granted(askToken(accounts, exchange(integration, await codeFor(accounts, integration, OFFLINE))));
    const stored = JSON.stringify(database.prepare('select * from account_refresh').all());
    expect(stored).toContain('token_hash');
    expect(stored).not.toContain(first['refresh_token']);
  });
});
