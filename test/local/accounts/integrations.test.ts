import { AccountsRefusal } from '../../../local/accounts/integrations';
import { openBench, ORIGIN, personOf, PRODUCT, READ, SNS, WRITE } from '../gateway/gateway-bench';
import { CALLBACK, integrationOn, openConsole } from './integrator';

const problemsOf = (over: Parameters<typeof integrationOn>[1]): readonly string[] => {
  try {
    integrationOn(openBench().accounts, over);
    return [];
  } catch (error) {
    if (error instanceof AccountsRefusal) return error.problems;
    throw error;
  }
};

test.each([
  ['no name', { name: ' ' }, /name/],
  ['a name over 100 characters', { name: 'x'.repeat(101) }, /name/],
  ['only the product scope', { scopes: [PRODUCT] }, /at least one custom scope/],
  ['no scope', { scopes: [] }, /at least one custom scope/],
  ['an undeclared scope', { scopes: [READ, 'read:other:custom'] }, /"read:other:custom" is not declared/],
  ['a scope of Jira’s own', { scopes: [READ, 'read:jira-work'] }, /"read:jira-work" is not declared/],
  ['a scope twice', { scopes: [READ, READ] }, /twice/],
  ['a callback that is no URL', { callback: '/callback' }, /whole URL/],
  ['a callback in plain http elsewhere', { callback: 'http://integrator.example/' }, /https/],
  ['a callback that runs a script', { callback: 'javascript:alert(1)' }, /https/],
  ['a callback with a fragment', { callback: 'https://a.example/#x' }, /fragment/],
  ['a callback with an empty fragment', { callback: 'https://a.example/#' }, /fragment/],
  ['a callback with a password', { callback: 'https://u:p@a.example/' }, /password/],
  ['a callback with a space', { callback: 'https://a.example/ x' }, /whole URL/],
  ['a callback whose host would end a policy', { callback: 'https://a;sandbox/' }, /plain host/],
  ['an owner who is an outsider', { ownerAccountId: personOf('outsider') }, /Only a member/],
  ['an owner whom nobody knows', { ownerAccountId: 'x' }, /Only a member/],
])('The console refuses an integration with %s', (_what, over, sentence) => {
  expect(problemsOf(over)).toEqual([expect.stringMatching(sentence)]);
});

test('The console tells every problem at once', () => {
  expect(problemsOf({ name: '', scopes: [], callback: 'x', ownerAccountId: 'x' })).toHaveLength(4);
});

test.each(['http://localhost:3000/cb', 'http://127.0.0.1:3000/cb', 'http://[::1]:3000/cb', 'https://oauth.example/a/b?c=d'])(
  'The console takes the callback %s',
  (callback) => {
    expect(problemsOf({ callback })).toEqual([]);
  },
);

test('The secret is shown once, and neither listed nor stored in the clear', () => {
  const { accounts, database, integration } = openConsole();
  expect(integration.clientSecret).toMatch(/^local-secret-[\w-]{43}$/);
  expect(accounts.integrations()).toEqual([
    {
      id: integration.id,
      name: 'Report robot',
      clientId: integration.clientId,
      callback: CALLBACK,
      scopes: [READ, WRITE, PRODUCT],
      ownerAccountId: personOf('member'),
      createdAt: '2026-11-01T00:00:00.000Z',
    },
  ]);
  expect(JSON.stringify(database.prepare('select * from account_integration').all())).not.toContain(integration.clientSecret);
});

test('The console’s URL lacks read:forge-app:jira, as on Atlassian, and the corrected one has it', () => {
  const { accounts, integration } = openConsole();
  const { asGenerated, corrected } = accounts.authorizationUrls(integration.id, ORIGIN);
  const read = (href: string) => Object.fromEntries(new URL(href).searchParams);
  expect(read(asGenerated)).toEqual({
    audience: 'api.atlassian.com',
    client_id: integration.clientId,
    scope: `${READ} ${WRITE}`,
    redirect_uri: CALLBACK,
    state: '${YOUR_USER_BOUND_VALUE}',
    response_type: 'code',
    prompt: 'consent',
    sns: SNS,
  });
  expect(read(corrected)).toEqual({ ...read(asGenerated), scope: `${READ} ${WRITE} ${PRODUCT}` });
  expect(() => accounts.authorizationUrls('x', ORIGIN)).toThrow(AccountsRefusal);
});
