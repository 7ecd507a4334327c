import { randomUUID } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { AccountsRefusal } from '../../../local/accounts/integrations';
import { openDatabase } from '../../../local/site/open-database';
import { openBench, personOf, PRODUCT, READ, SNS, WRITE } from '../gateway/gateway-bench';
import { askToken, integrationOn, openConsole, read, refresh } from './integrator';

test('A token for an integration has its scopes, and those alone', async () => {
  const { accounts, integration } = openConsole();
  const given = await accounts.issueToken({ integrationId: integration.id, accountId: personOf('admin', 1) });
  expect(given).toEqual({
    access_token: expect.any(String) as unknown,
    expires_in: 3600,
    token_type: 'Bearer',
    scope: `${SNS}:${READ} ${SNS}:${WRITE} ${PRODUCT}`,
  });
  expect(await accounts.verify(given.access_token)).toEqual({
    scopes: [READ, WRITE, PRODUCT],
    accountId: personOf('admin', 1),
    clientId: integration.clientId,
  });
});

test('A token with offline_access can be refreshed by its integration', async () => {
  const { accounts, integration } = openConsole();
  const scopes = [READ, 'offline_access'];
  const given = await accounts.issueToken({ integrationId: integration.id, scopes, accountId: personOf('member') });
  expect((await read(askToken(accounts, refresh(integration, given.refresh_token)))).status).toBe(200);
});

test.each([
  ['an outsider', { scopes: [READ], accountId: personOf('outsider') }, /Only a member/],
  ['an undeclared scope', { scopes: ['read:other:custom'], accountId: personOf('admin') }, /not declared/],
  ['an unknown integration', { integrationId: 'x', accountId: personOf('admin') }, /no such integration/],
])('No token is issued for %s', async (_what, wanted, sentence) => {
  const issued = openBench().accounts.issueToken(wanted);
  await expect(issued).rejects.toThrow(AccountsRefusal);
  await expect(issued).rejects.toThrow(sentence);
});

test('No token is issued for a scope that its integration lacks', async () => {
  const { accounts } = openBench();
  const { id } = integrationOn(accounts, { scopes: [READ] });
  await expect(accounts.issueToken({ integrationId: id, scopes: [WRITE], accountId: personOf('admin') })).rejects.toThrow(/may not ask/);
});

test('Tokens and integrations outlive a restart on the same data', async () => {
  const database = openDatabase(':memory:');
  const before = openBench({ database });
  const token = await before.token();
  const { id } = integrationOn(before.accounts);
  const after = openBench({ database });
  expect(await after.accounts.verify(token)).toMatchObject({ accountId: personOf('admin') });
  expect(after.accounts.integrations().map((each) => each.id)).toEqual([id]);
});

describe('A forged token says nothing:', () => {
  const claims = { sub: personOf('admin'), client_id: 'local-scripts', scope: READ, sns: SNS, grant: randomUUID() };
  const forge = (key: string) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .setIssuer('https://auth.atlassian.com')
      .setAudience('api.atlassian.com')
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(key));

  test.each<[string, (real: string) => Promise<string>]>([
    ['signed with another key', () => forge('k'.repeat(43))],
    ['unsigned', async () => new UnsecuredJWT(claims).setExpirationTime('1h').encode()],
    [
      'with its claims changed',
      async (real) => {
        const [head = '', body = '', signature = ''] = real.split('.');
        const changed = Buffer.from(body, 'base64url').toString().replace(READ, WRITE);
        return [head, Buffer.from(changed).toString('base64url'), signature].join('.');
      },
    ],
    ['without its signature', async (real) => real.slice(0, real.lastIndexOf('.') + 1)],
    ['empty', async () => ''],
    ['as a refresh token', async () => 'local-refresh-x'],
  ])('%s', async (_what, make) => {
    const { accounts, token } = openBench();
    const real = await token([READ]);
    expect(await accounts.verify(real)).not.toBeNull();
    expect(await accounts.verify(await make(real))).toBeNull();
  });

  test('signed with the right key but for a grant that nobody made', async () => {
    const { accounts, database } = openBench();
    const row = database.prepare('select secret from account_key').raw().get();
    const [key] = Array.isArray(row) ? row.map(String) : [];
    expect(await accounts.verify(await forge(key ?? ''))).toBeNull();
  });
});
