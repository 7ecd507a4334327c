import { openDatabase } from '../../../local/site/open-database';
import { answerOf, CLOUD_BASE, CLOUD_ID, credentialsOf, json, openFocusUnderTest, requestToken, SITE_BASE, text } from './focus-site';
import { LOCAL_API_TOKEN, LOCAL_SERVICE_ACCOUNT } from '../../../local/focus/service-account';
import { openFocus } from '../../../local/focus/open-focus';

const TOKEN_URL = 'https://auth.atlassian.com/oauth/token';
const ALL = ['focus-areas-read-scope', 'focus-areas-write-scope', 'funds-read-scope', 'funds-write-scope', 'organizations-read-scope'];

describe('the token endpoint', () => {
  it('gives an hour-long bearer for client credentials, with every scope that the client holds', async () => {
    const { focus } = await openFocusUnderTest();
    const { status, body, headers } = await requestToken(focus, { grant_type: 'client_credentials', ...credentialsOf(focus) });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({ access_token: expect.stringMatching(/^[\w-]{43}$/) as unknown, expires_in: 3600, token_type: 'Bearer' });
    expect(text(json(body)['scope']).split(' ').sort()).toEqual(ALL);
  });

  it('takes a form as well as JSON', async () => {
    const { focus } = await openFocusUnderTest();
    const form = new URLSearchParams({ grant_type: 'client_credentials', ...credentialsOf(focus), scope: 'funds-read-scope' });
    const answer = await answerOf(await focus.fetch(new Request(TOKEN_URL, { method: 'POST', body: form })));
    expect(answer).toMatchObject({ status: 200, body: { scope: 'funds-read-scope' } });
  });

  it.each([
    ['a wrong secret', { client_secret: 'wrong' }, 401, 'access_denied'],
    ['an unknown client', { client_id: 'unknown' }, 401, 'access_denied'],
    ['no secret', { client_secret: undefined }, 401, 'access_denied'],
    ['a secret that is no text', { client_secret: 5 }, 401, 'access_denied'],
    ['another grant', { grant_type: 'authorization_code' }, 400, 'unsupported_grant_type'],
    ['a scope that the client lacks', { scope: 'funds-read-scope admin' }, 400, 'invalid_scope'],
  ])('refuses %s', async (_, changed, status, error) => {
    const { focus } = await openFocusUnderTest();
    const answer = await requestToken(focus, { grant_type: 'client_credentials', ...credentialsOf(focus), ...changed });
    expect(answer).toMatchObject({ status, body: { error } });
    expect(JSON.stringify(answer.body)).not.toContain('access_token');
  });

  it.each(['', '{', '[]', 'null', '"text"'])('refuses the body %s', async (body) => {
    const { focus } = await openFocusUnderTest();
    const request = new Request(TOKEN_URL, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect((await focus.fetch(request)).status).toBe(400);
  });

  it('is a POST, and the only thing at its host', async () => {
    const { focus } = await openFocusUnderTest();
    expect((await focus.fetch(new Request(TOKEN_URL))).status).toBe(405);
    expect((await focus.fetch(new Request('https://auth.atlassian.com/authorize'))).status).toBe(404);
  });

  it('never gives the same bearer twice and stores none of them', async () => {
    const site = await openFocusUnderTest();
    const tokens = [await site.token(), await site.token()];
    expect(new Set(tokens).size).toBe(2);
    const stored = JSON.stringify(site.database.prepare('select * from focus_token').all());
    expect(stored).toContain(LOCAL_SERVICE_ACCOUNT.clientId);
    for (const secret of [...tokens, LOCAL_SERVICE_ACCOUNT.clientSecret]) expect(stored).not.toContain(secret);
  });
});

describe('a bearer', () => {
  const path = '/v1/organizations';

  it('works for an hour, on the clock of the site', async () => {
    const site = await openFocusUnderTest();
    const authorization = `Bearer ${await site.token()}`;
    site.clock.at += 3600_000 - 1;
    expect((await site.ask(path, { authorization })).status).toBe(200);
    site.clock.at += 1;
    expect((await site.ask(path, { authorization })).status).toBe(401);
  });

  it('survives a restart', async () => {
    const database = openDatabase(':memory:');
    const authorization = `Bearer ${await (await openFocusUnderTest({ database })).token()}`;
    const again = await openFocusUnderTest({ database });
    expect((await again.ask(path, { authorization })).status).toBe(200);
  });

  it('ends when all are revoked', async () => {
    const site = await openFocusUnderTest();
    const authorization = `Bearer ${await site.token()}`;
    site.focus.revokeTokens();
    expect((await site.ask(path, { authorization })).status).toBe(401);
  });

  it('of a client that is no longer configured is worth nothing', async () => {
    const database = openDatabase(':memory:');
    const authorization = `Bearer ${await (await openFocusUnderTest({ database })).token()}`;
    const again = await openFocusUnderTest({ database, clients: [{ ...LOCAL_SERVICE_ACCOUNT, clientId: 'local-another' }] });
    expect((await again.ask(path, { authorization })).status).toBe(401);
  });

  it('of a client of another site reaches that site only', async () => {
    const clients = [{ ...LOCAL_SERVICE_ACCOUNT, cloudId: 'another-cloud-id' }];
    const site = await openFocusUnderTest({ clients });
    expect((await site.ask(path)).status).toBe(403);
  });

  it('is not taken on the site host', async () => {
    const site = await openFocusUnderTest();
    expect((await site.ask(path, { base: SITE_BASE })).status).toBe(401);
  });

  it('holds no more scopes than its client', async () => {
    const site = await openFocusUnderTest({ clients: [{ ...LOCAL_SERVICE_ACCOUNT, scopes: ['focus-areas-read-scope'] }] });
    expect((await site.ask('/v1/focus-areas')).status).toBe(200);
    expect((await site.ask(path)).status).toBe(403);
  });
});

describe('an API token', () => {
  it('makes its owner the owner of what it creates', async () => {
    const site = await openFocusUnderTest();
    const authorization = `Basic ${Buffer.from(`${LOCAL_API_TOKEN.email}:${LOCAL_API_TOKEN.token}`).toString('base64')}`;
    const typeId = text(site.focus.records('organization')[0]?.['organizationTypeId']);
    const made = await site.ask('/v1/organizations', {
      method: 'POST',
      authorization,
      body: { name: 'Lockers', organizationTypeId: typeId },
    });
    expect(json(made.body)['owner']).toBe(LOCAL_API_TOKEN.accountId);
  });

  it('may hold a colon', async () => {
    const site = await openFocusUnderTest({ apiTokens: [{ ...LOCAL_API_TOKEN, token: 'a:b:c' }] });
    const authorization = `Basic ${Buffer.from(`${LOCAL_API_TOKEN.email}:a:b:c`).toString('base64')}`;
    expect((await site.ask('/v1/focus-areas', { authorization, base: CLOUD_BASE })).status).toBe(200);
  });
});

it('needs a client to open', async () => {
  await expect(openFocus({ database: openDatabase(':memory:'), cloudId: CLOUD_ID, clients: [] })).rejects.toThrow(
    'at least one service account',
  );
});
