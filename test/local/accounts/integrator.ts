import type { Accounts } from '../../../local/accounts/open-accounts';
import type { Integration } from '../../../local/accounts/integrations';
import { openBench, ORIGIN, personOf, PRODUCT, READ, SNS, WRITE } from '../gateway/gateway-bench';
import type { Bench } from '../gateway/gateway-bench';

export const CALLBACK = 'https://integrator.example/callback?tenant=1';

export type KnownIntegration = Integration & { readonly clientSecret: string };

/** An integration of the first member, with all scopes. */
export const integrationOn = (accounts: Accounts, over: Partial<Parameters<Accounts['createIntegration']>[0]> = {}): KnownIntegration =>
  accounts.createIntegration({
    name: 'Report robot',
    scopes: [READ, WRITE, PRODUCT],
    callback: CALLBACK,
    ownerAccountId: personOf('member'),
    ...over,
  });

/** The authorization URL that an integrator would open, with changes; null leaves a parameter out. */
export const authorizeUrl = (integration: Integration, over: Readonly<Record<string, string | null>> = {}): string => {
  const url = new URL('/authorize', ORIGIN);
  const parameters: Record<string, string | null> = {
    audience: 'api.atlassian.com',
    client_id: integration.clientId,
    scope: `${READ} ${PRODUCT}`,
    redirect_uri: integration.callback,
    state: 'st-1',
    response_type: 'code',
    prompt: 'consent',
    sns: SNS,
    ...over,
  };
  for (const [name, value] of Object.entries(parameters)) if (value !== null) url.searchParams.set(name, value);
  return url.href;
};

export const openPage = (accounts: Accounts, url: string): Promise<Response> => accounts.fetch(new Request(url));

/** The one-time ticket in a consent page. Throws when the page is none. */
export const ticketOf = (page: string): string => {
  const [, ticket] = /name="ticket" value="([^"]+)"/.exec(page) ?? [];
  if (ticket === undefined) throw new Error(`This is no consent page: ${page}`);
  return ticket;
};

/** Sends the consent page's form as a browser would. */
export const decide = (
  accounts: Accounts,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = { origin: ORIGIN },
): Promise<Response> => accounts.fetch(new Request(`${ORIGIN}/consent`, { method: 'POST', body: new URLSearchParams(form), headers }));

/** Opens the page, accepts (or cancels) as a person; gives the URL that the browser is sent to. */
export const consentTo = async (accounts: Accounts, url: string, decision = 'accept', accountId = personOf('member')): Promise<URL> => {
  const page = await openPage(accounts, url);
  const answer = await decide(accounts, { ticket: ticketOf(await page.text()), account_id: accountId, decision });
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`Consent led nowhere: ${answer.status}`);
  return new URL(location);
};

/** Gets a code by consent. */
export const codeFor = async (
  accounts: Accounts,
  integration: Integration,
  over: Readonly<Record<string, string | null>> = {},
): Promise<string> => {
  const code = (await consentTo(accounts, authorizeUrl(integration, over))).searchParams.get('code');
  if (code === null) throw new Error('Consent gave no code.');
  return code;
};

/** Posts a token request; a form unless told otherwise. */
export const askToken = (
  accounts: Accounts,
  body: Readonly<Record<string, unknown>> | string,
  headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' },
): Promise<Response> =>
  accounts.fetch(
    new Request(`${ORIGIN}/oauth/token`, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers }),
  );

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Reads a JSON answer. */
export const read = async (response: Response | Promise<Response>): Promise<Answer> => {
  const settled = await response;
  const body: unknown = await settled.json();
  if (typeof body !== 'object' || body === null) throw new Error('The answer is no JSON object.');
  return { status: settled.status, body: { ...body } };
};

/** The body of a code exchange. */
export const exchange = (integration: KnownIntegration, code: string, over: Readonly<Record<string, unknown>> = {}) => ({
  grant_type: 'authorization_code',
  client_id: integration.clientId,
  client_secret: integration.clientSecret,
  code,
  redirect_uri: integration.callback,
  ...over,
});

/** The body of a refresh. */
export const refresh = (integration: KnownIntegration, token: unknown, over: Readonly<Record<string, unknown>> = {}) => ({
  grant_type: 'refresh_token',
  client_id: integration.clientId,
  client_secret: integration.clientSecret,
  refresh_token: token,
  ...over,
});

/** A bench with an integration on it. */
export const openConsole = (options: Parameters<typeof openBench>[0] = {}): Bench & { readonly integration: KnownIntegration } => {
  const bench = openBench(options);
  return { ...bench, integration: integrationOn(bench.accounts) };
};
