import type { IntegrationRow } from '../account-tables';

/** A page that tells what is wrong: without a known client and its own callback nobody may be sent anywhere. */
interface Shown {
  readonly kind: 'shown';
  readonly title: string;
  readonly text: string;
}

/** An error that goes back to the integration (RFC 6749 4.1.2.1). */
interface SentBack {
  readonly kind: 'sent-back';
  readonly location: string;
}

interface Asked {
  readonly kind: 'asked';
  readonly integration: IntegrationRow;
  readonly scopes: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

interface AuthorizeNeeds {
  readonly findByClientId: (clientId: string) => IntegrationRow | undefined;
  readonly allowedScopes: (integrationScopes: readonly string[], asked: readonly string[]) => string[] | undefined;
  /** `<appId>.<envId>` of the app on this site. */
  readonly sns: string;
}

type Query = Readonly<Record<string, string>>;

/** What an authorization request must hold besides client, callback and scopes; the first that fails is told. */
const CHECKS: readonly { readonly fails: (query: Query) => boolean; readonly error: string; readonly text: string }[] = [
  { fails: ({ response_type }) => !response_type, error: 'invalid_request', text: 'Missing parameter: response_type' },
  {
    fails: ({ response_type }) => response_type !== 'code',
    error: 'unsupported_response_type',
    text: 'Only response_type=code is supported',
  },
  // Stricter than the cloud may be: without it the integration can't tell its own redirect from a forged one.
  {
    fails: ({ state }) => !state || !/^[\x20-\x7e]+$/.test(state),
    error: 'invalid_request',
    text: 'Missing or malformed parameter: state',
  },
  { fails: ({ audience }) => audience !== 'api.atlassian.com', error: 'invalid_request', text: 'The audience must be api.atlassian.com' },
  {
    fails: ({ code_challenge }) => code_challenge !== undefined && !/^[A-Za-z0-9._~-]{43,128}$/.test(code_challenge),
    error: 'invalid_request',
    text: 'Malformed parameter: code_challenge',
  },
  {
    fails: ({ code_challenge_method }) => code_challenge_method !== undefined && code_challenge_method !== 'S256',
    error: 'invalid_request',
    text: 'Only code_challenge_method=S256 is supported',
  },
];

/** Takes a callback and what to add; gives the URL to send the browser to. */
export const sendBackTo = (callback: string, parts: Readonly<Record<string, string>>): string => {
  const url = new URL(callback);
  for (const [name, value] of Object.entries(parts)) url.searchParams.set(name, value);
  return url.href;
};

const shown = (title: string, text: string): Shown => ({ kind: 'shown', title, text });

/**
 * Reads an authorization request as auth.atlassian.com would, as far as that is known (facts on app REST APIs 5.1).
 * Gives what is asked, or an error page, or an error to send back.
 */
export const readAuthorizeRequest = (
  parameters: URLSearchParams,
  { findByClientId, allowedScopes, sns }: AuthorizeNeeds,
): Shown | SentBack | Asked => {
  const query: Query = Object.fromEntries(parameters);
  if (new Set(parameters.keys()).size !== [...parameters.keys()].length) return shown('Invalid request', 'A parameter is given twice.');
  const integration = findByClientId(query['client_id'] ?? '');
  if (integration === undefined || integration.secret_hash === '')
    return shown('Unknown integration', 'No integration has this client_id.');
  if (query['redirect_uri'] !== integration.callback)
    return shown('Wrong callback', 'The redirect_uri is not, letter by letter, the callback of this integration.');
  const back = (error: string, text: string): SentBack => {
    const parts = { error, error_description: text, ...(query['state'] && { state: query['state'] }) };
    return { kind: 'sent-back', location: sendBackTo(integration.callback, parts) };
  };
  const failed = CHECKS.find(({ fails }) => fails(query));
  if (failed) return back(failed.error, failed.text);
  const asked = (query['scope'] ?? '').split(' ').filter(Boolean);
  if (query['sns'] !== sns || asked.length === 0)
    return shown(
      integration.name,
      `${integration.name} has not requested any supported Atlassian scopes. The URL needs sns=<appId>.<environmentId> of this app, and scopes.`,
    );
  const scopes = allowedScopes(integration.scopes, asked);
  if (scopes === undefined) return back('invalid_scope', 'The integration may not ask for one of these scopes');
  return { kind: 'asked', integration, scopes, query };
};
