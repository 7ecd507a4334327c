import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import * as oauth from 'oauth4webapi';
import { AuthorizationCode } from 'simple-oauth2';
import type { Accounts } from '../../../local/accounts/open-accounts';
import { ORIGIN, personOf, PRODUCT, READ, SNS } from '../gateway/gateway-bench';
import { consentTo, openConsole } from './integrator';
import type { KnownIntegration } from './integrator';

const SCOPE = `${READ} ${PRODUCT} offline_access`;
const EXTRA = { audience: 'api.atlassian.com', prompt: 'consent', sns: SNS };

describe.each([
  ['post', oauth.ClientSecretPost],
  ['basic', oauth.ClientSecretBasic],
])('oauth4webapi, unmodified, with the secret by %s', (_how, authenticate) => {
  const server: oauth.AuthorizationServer = {
    issuer: 'https://auth.atlassian.com',
    authorization_endpoint: `${ORIGIN}/authorize`,
    token_endpoint: `${ORIGIN}/oauth/token`,
  };
  const optionsFor = (accounts: Accounts) => ({
    [oauth.allowInsecureRequests]: true,
    [oauth.customFetch]: (url: string, init: oauth.CustomFetchOptions<string, oauth.ProtectedResourceRequestBody>) =>
      accounts.fetch(
        new Request(url, { method: init.method, headers: init.headers, body: init.body instanceof URLSearchParams ? init.body : null }),
      ),
  });

  const signIn = async (accounts: Accounts, integration: KnownIntegration): Promise<oauth.TokenEndpointResponse> => {
    const client: oauth.Client = { client_id: integration.clientId };
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const url = new URL(server.authorization_endpoint ?? '');
    url.search = new URLSearchParams({
      ...EXTRA,
      client_id: client.client_id,
      scope: SCOPE,
      redirect_uri: integration.callback,
      response_type: 'code',
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).toString();
    const parameters = oauth.validateAuthResponse(server, client, await consentTo(accounts, url.href), state);
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      authenticate(integration.clientSecret),
      parameters,
      integration.callback,
      verifier,
      optionsFor(accounts),
    );
    return oauth.processAuthorizationCodeResponse(server, client, answer);
  };

  const renew = async (accounts: Accounts, integration: KnownIntegration, token: string): Promise<oauth.TokenEndpointResponse> => {
    const client: oauth.Client = { client_id: integration.clientId };
    const answer = await oauth.refreshTokenGrantRequest(
      server,
      client,
      authenticate(integration.clientSecret),
      token,
      optionsFor(accounts),
    );
    return oauth.processRefreshTokenResponse(server, client, answer);
  };

  test('gets a code through consent, exchanges it, calls the API and refreshes', async () => {
    const { accounts, integration, call, runtime } = openConsole();
    const first = await signIn(accounts, integration);
    expect([first.expires_in, first.scope]).toEqual([3600, `${SNS}:${READ} ${PRODUCT} offline_access`]);
    expect((await call('/v1/things', { token: first.access_token })).status).toBe(200);
    const second = await renew(accounts, integration, first.refresh_token ?? '');
    expect((await call('/v1/things', { token: second.access_token })).status).toBe(200);
    expect(runtime.calls).toHaveLength(2);
  });

  test('is told invalid_grant for a refresh token used twice, and the family is dead', async () => {
    const { accounts, integration, call } = openConsole();
    const first = await signIn(accounts, integration);
    const second = await renew(accounts, integration, first.refresh_token ?? '');
    await expect(renew(accounts, integration, first.refresh_token ?? '')).rejects.toMatchObject({ error: 'invalid_grant' });
    await expect(renew(accounts, integration, second.refresh_token ?? '')).rejects.toMatchObject({ error: 'invalid_grant' });
    expect((await call('/v1/things', { token: second.access_token })).status).toBe(401);
  });

  test('is told when the person cancels', async () => {
    const { accounts, integration } = openConsole();
    const { corrected } = accounts.authorizationUrls(integration.id, ORIGIN);
    const back = await consentTo(accounts, corrected, 'cancel');
    const check = () => oauth.validateAuthResponse(server, { client_id: integration.clientId }, back, '${YOUR_USER_BOUND_VALUE}');
    expect(check).toThrow(oauth.AuthorizationResponseError);
    expect(back.searchParams.get('error')).toBe('access_denied');
  });
});

test('The URL as the console generates it leads to a token that the gateway refuses, the corrected one to one that works', async () => {
  const { accounts, integration, call } = openConsole();
  const { asGenerated, corrected } = accounts.authorizationUrls(integration.id, ORIGIN);
  const statusWith = async (url: string): Promise<number> => {
    const code = (await consentTo(accounts, url)).searchParams.get('code') ?? '';
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: integration.clientId,
      client_secret: integration.clientSecret,
      code,
      redirect_uri: integration.callback,
    });
    const answer: unknown = await (await accounts.fetch(new Request(`${ORIGIN}/oauth/token`, { method: 'POST', body }))).json();
    const token = typeof answer === 'object' && answer !== null && 'access_token' in answer ? String(answer.access_token) : '';
    return (await call('/v1/things', { token })).status;
  };
  expect(await statusWith(asGenerated)).toBe(401);
  expect(await statusWith(corrected)).toBe(200);
});

describe.each(['header', 'body'] as const)('simple-oauth2, unmodified, over HTTP with the secret in the %s', (authorizationMethod) => {
  test.each(['form', 'json'] as const)(
    'and a %s body gets a token through consent, refreshes it, and is refused the second time',
    async (bodyFormat) => {
      const { accounts, integration, call } = openConsole();
      const server = serve({ fetch: (request) => accounts.fetch(request), hostname: '127.0.0.1', port: 0 });
      await new Promise((resolve) => server.once('listening', resolve));
      try {
        const { port } = server.address() as AddressInfo;
        const client = new AuthorizationCode({
          client: { id: integration.clientId, secret: integration.clientSecret },
          auth: { tokenHost: `http://127.0.0.1:${port}`, tokenPath: '/oauth/token', authorizePath: '/authorize' },
          options: { authorizationMethod, bodyFormat },
        });
        const asked = new URL(client.authorizeURL({ ...EXTRA, redirect_uri: integration.callback, scope: SCOPE, state: 'st' }));
        const back = await consentTo(accounts, ORIGIN + asked.pathname + asked.search);
        const first = await client.getToken({ code: back.searchParams.get('code') ?? '', redirect_uri: integration.callback });
        expect(await accounts.verify(first.token.access_token)).toMatchObject({ accountId: personOf('member') });
        const second = await first.refresh();
        expect((await call('/v1/things', { token: second.token.access_token })).status).toBe(200);
        await expect(first.refresh()).rejects.toMatchObject({ data: { payload: { error: 'invalid_grant' } } });
      } finally {
        await new Promise((resolve) => server.close(resolve));
      }
    },
  );
});
