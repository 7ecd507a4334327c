import { createHash } from 'node:crypto';
import { PEOPLE } from '../../../local/site/people';
import { ORIGIN, personOf, PRODUCT, READ, SNS, WRITE } from '../gateway/gateway-bench';
import { authorizeUrl, CALLBACK, codeFor, consentTo, decide, integrationOn, openConsole, openPage, ticketOf } from './integrator';

const outside = 'https://evil.example/';

test.each([
  ['an unknown client', { client_id: 'x' }, 'No integration has this client_id'],
  ['no client', { client_id: null }, 'No integration has this client_id'],
  ['the client of scripts', { client_id: 'local-scripts', redirect_uri: 'http://127.0.0.1/' }, 'No integration has this client_id'],
  ['another callback', { redirect_uri: outside }, 'letter by letter'],
  ['the callback and more', { redirect_uri: `${CALLBACK}&x=1` }, 'letter by letter'],
  ['the callback without its query', { redirect_uri: 'https://integrator.example/callback' }, 'letter by letter'],
  ['no callback', { redirect_uri: null }, 'letter by letter'],
  ['no sns', { sns: null }, 'has not requested any supported Atlassian scopes'],
  ['the sns of another app', { sns: SNS.replace('a', 'b') }, 'has not requested any supported Atlassian scopes'],
  ['no scope', { scope: null }, 'has not requested any supported Atlassian scopes'],
  ['an empty scope', { scope: ' ' }, 'has not requested any supported Atlassian scopes'],
])('An authorization request with %s gets a page that says so, and nobody is sent anywhere', async (_what, over, sentence) => {
  const { accounts, integration } = openConsole();
  const page = await openPage(accounts, authorizeUrl(integration, over));
  expect([page.status, page.headers.get('location')]).toEqual([400, null]);
  const text = await page.text();
  expect(text).toContain(sentence);
  expect(text).not.toContain('<form');
});

test('A parameter given twice gets a page that says so', async () => {
  const { accounts, integration } = openConsole();
  const page = await openPage(accounts, `${authorizeUrl(integration)}&redirect_uri=${encodeURIComponent(outside)}`);
  expect([page.status, await page.text()]).toEqual([400, expect.stringContaining('given twice')]);
});

test.each([
  ['no response_type', { response_type: null }, 'invalid_request'],
  ['the implicit flow', { response_type: 'token' }, 'unsupported_response_type'],
  ['another audience', { audience: 'api.example' }, 'invalid_request'],
  ['no audience', { audience: null }, 'invalid_request'],
  ['a scope outside the integration', { scope: `${READ} read:other:custom` }, 'invalid_scope'],
  ['a scope of Jira’s own', { scope: 'read:jira-work' }, 'invalid_scope'],
  ['plain PKCE', { code_challenge: 'a'.repeat(43), code_challenge_method: 'plain' }, 'invalid_request'],
  ['a malformed PKCE challenge', { code_challenge: 'short', code_challenge_method: 'S256' }, 'invalid_request'],
])('An authorization request with %s goes back to the callback with error and state', async (_what, over, error) => {
  const { accounts, integration } = openConsole();
  const answer = await openPage(accounts, authorizeUrl(integration, over));
  const back = new URL(answer.headers.get('location') ?? '');
  expect([answer.status, back.origin + back.pathname]).toEqual([302, 'https://integrator.example/callback']);
  expect(Object.fromEntries(back.searchParams)).toEqual({
    tenant: '1',
    error,
    error_description: expect.stringMatching(/./) as unknown,
    state: 'st-1',
  });
});

test('A request without state goes back with an error', async () => {
  const { accounts, integration } = openConsole();
  const answer = await openPage(accounts, authorizeUrl(integration, { state: null }));
  expect(new URL(answer.headers.get('location') ?? '').searchParams.get('error')).toBe('invalid_request');
});

test('The page tells who asks for what in the words of custom-scopes.yaml, and lets choose who allows it', async () => {
  const { accounts, integration } = openConsole();
  const page = await openPage(accounts, authorizeUrl(integration, { scope: `${READ} ${PRODUCT} offline_access` }));
  const text = await page.text();
  expect(page.status).toBe(200);
  for (const words of [
    'Report robot asks for access to the site local',
    'Read things',
    'Call app REST APIs',
    'Stay connected',
    'https://integrator.example',
  ])
    expect(text).toContain(words);
  expect(text).not.toContain('Write things');
  for (const { name, role } of PEOPLE) expect(text.replace(/\s+/g, ' ')).toContain(`${name} (${role})`);
  expect(text).toMatch(new RegExp(`value="${personOf('member')}" checked`));
});

test('What an integrator or the app wrote is text on the page, never markup', async () => {
  const { accounts } = openConsole();
  const name = `<img src=x onerror="alert(1)">'&`;
  const page = await openPage(accounts, authorizeUrl(integrationOn(accounts, { name })));
  const text = await page.text();
  expect(text).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;');
  expect(text).toContain('List &amp; read &lt;things&gt;.');
  expect(text).not.toMatch(/<img|<script|<things/);
});

test('The page runs no script, can’t be framed or cached, and its policy lets its own style and the callback through', async () => {
  const { accounts, integration } = openConsole();
  const page = await openPage(accounts, authorizeUrl(integration));
  const text = await page.text();
  const style = /<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? '';
  expect(style.length).toBeGreaterThan(100);
  const hash = createHash('sha256').update(style).digest('base64');
  expect(page.headers.get('content-security-policy')).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self' https://integrator.example; frame-ancestors 'none'; base-uri 'none'`,
  );
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(text).not.toContain(integration.clientSecret);
});

test('Accepting sends the browser to the callback, its query kept, with a code and the state', async () => {
  const { accounts, integration } = openConsole();
  const back = await consentTo(accounts, authorizeUrl(integration, { state: 'a b&c=d' }));
  expect([back.origin + back.pathname, back.searchParams.get('tenant'), back.searchParams.get('state')]).toEqual([
    'https://integrator.example/callback',
    '1',
    'a b&c=d',
  ]);
  expect(back.searchParams.get('code')).toMatch(/^\w{40,}$/);
});

test('Cancelling sends the browser back with access_denied, the state and no code', async () => {
  const { accounts, integration } = openConsole();
  const back = await consentTo(accounts, authorizeUrl(integration), 'cancel');
  expect(back.searchParams.get('error')).toBe('access_denied');
  expect(back.searchParams.get('state')).toBe('st-1');
  expect(back.searchParams.has('code')).toBe(false);
});

test('An unclear decision is a no', async () => {
  const { accounts, integration } = openConsole();
  expect((await consentTo(accounts, authorizeUrl(integration), 'ACCEPT')).searchParams.get('error')).toBe('access_denied');
});

test.each([
  ['An outsider', personOf('outsider')],
  ['Somebody unknown', 'nobody'],
])('%s can’t allow anything, and the page can still be used by a member', async (_who, accountId) => {
  const { accounts, integration } = openConsole();
  const ticket = ticketOf(await (await openPage(accounts, authorizeUrl(integration))).text());
  const refused = await decide(accounts, { ticket, account_id: accountId, decision: 'accept' });
  expect([refused.status, refused.headers.get('location')]).toEqual([403, null]);
  expect((await decide(accounts, { ticket, account_id: personOf('member'), decision: 'accept' })).status).toBe(302);
});

test('A consent page counts once', async () => {
  const { accounts, integration } = openConsole();
  const form = {
    ticket: ticketOf(await (await openPage(accounts, authorizeUrl(integration))).text()),
    account_id: personOf('member'),
    decision: 'accept',
  };
  expect((await decide(accounts, form)).status).toBe(302);
  expect((await decide(accounts, form)).status).toBe(400);
});

test('A consent page is too old after ten minutes', async () => {
  const { accounts, integration, clock } = openConsole();
  const form = {
    ticket: ticketOf(await (await openPage(accounts, authorizeUrl(integration))).text()),
    account_id: personOf('member'),
    decision: 'accept',
  };
  clock.at += 600_000;
  expect((await decide(accounts, form)).status).toBe(400);
});

test.each([outside.slice(0, -1), 'null', `${ORIGIN}.evil.example`])('A form sent from %s is refused', async (origin) => {
  const { accounts, integration } = openConsole();
  const ticket = ticketOf(await (await openPage(accounts, authorizeUrl(integration))).text());
  const answer = await decide(accounts, { ticket, account_id: personOf('member'), decision: 'accept' }, { origin });
  expect([answer.status, answer.headers.get('location')]).toEqual([403, null]);
});

test.each([{}, { ticket: '' }, { ticket: 'made-up' }])('A form with %j for a ticket is refused', async (form) => {
  const { accounts } = openConsole();
  expect((await decide(accounts, { account_id: personOf('member'), decision: 'accept', ...form })).status).toBe(400);
});

test('A form can’t widen what its page showed', async () => {
  const { accounts, integration } = openConsole();
  const ticket = ticketOf(await (await openPage(accounts, authorizeUrl(integration))).text());
  const form = { ticket, account_id: personOf('member'), decision: 'accept', scope: WRITE, redirect_uri: outside, state: 'other' };
  const back = new URL((await decide(accounts, form)).headers.get('location') ?? '');
  expect([back.origin, back.searchParams.get('state')]).toEqual(['https://integrator.example', 'st-1']);
});

test('Tickets and codes are not stored in the clear', async () => {
  const { accounts, integration, database } = openConsole();
  const ticket = ticketOf(await (await openPage(accounts, authorizeUrl(integration))).text());
  const code = await codeFor(accounts, integration);
  const stored = ['account_consent', 'account_code']
    .map((table) => JSON.stringify(database.prepare(`select * from ${table}`).all()))
    .join();
  expect(stored).toContain('expires_at');
  expect(stored.includes(ticket) || stored.includes(code)).toBe(false);
});

describe('With offline_access taken as excluding custom scopes', () => {
  test('asking for it goes back as invalid_scope', async () => {
    const { accounts, integration } = openConsole({ accountChoices: { offlineAccess: 'refused' } });
    const answer = await openPage(accounts, authorizeUrl(integration, { scope: `${READ} ${PRODUCT} offline_access` }));
    expect(new URL(answer.headers.get('location') ?? '').searchParams.get('error')).toBe('invalid_scope');
  });
});

test.each(['/', '/oauth/token', '/consent', '/authorize/x'])('GET %s is nothing of Accounts', async (path) => {
  expect((await openConsole().accounts.fetch(new Request(ORIGIN + path))).status).toBe(404);
});
