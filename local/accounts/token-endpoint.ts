import OAuth2Server from '@node-oauth/oauth2-server';
import { LIFETIMES } from './assumptions';

/** What the token endpoint answers, in the cloud's shape. */
export interface TokenAnswer {
  readonly access_token: string;
  /** Seconds. */
  readonly expires_in: number;
  readonly token_type: 'Bearer';
  readonly scope: string;
  readonly refresh_token?: string;
}

interface TokenNeeds {
  readonly server: OAuth2Server;
  /** How the answer spells scopes, and back. */
  readonly spell: (scopes: readonly string[]) => string;
  readonly unspell: (scope: string) => string;
}

/** Far above any token request; a local choice. */
const MOST_BYTES = 65_536;

const answer = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  Response.json(body, { status, headers: { 'Cache-Control': 'no-store', Pragma: 'no-cache', ...headers } });

const refuse = (text: string): Response => answer(400, { error: 'invalid_request', error_description: text });

const readJson = (text: string): Record<string, string> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const members = Object.entries(value).filter((member): member is [string, string] => typeof member[1] === 'string');
    return members.length === Object.keys(value).length ? Object.fromEntries(members) : undefined;
  } catch {
    return undefined;
  }
};

const readForm = (text: string): Record<string, string> | undefined => {
  const form = new URLSearchParams(text);
  const names = [...form.keys()];
  return new Set(names).size === names.length ? Object.fromEntries(form) : undefined;
};

/** Atlassian documents JSON bodies, stock OAuth clients send forms. */
const READERS: Readonly<Record<string, (text: string) => Record<string, string> | undefined>> = {
  'application/json': readJson,
  'application/x-www-form-urlencoded': readForm,
};

/** Clients form-encode id and secret before base64 (RFC 6749 2.3.1); the library does not decode that again. */
const decodeBasic = (authorization: string): string => {
  const [, encoded] = /^basic +([A-Za-z0-9+/=]+)$/i.exec(authorization) ?? [];
  if (encoded === undefined) return authorization;
  try {
    const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
    const plain = [id, secret.join(':')].map((part) => decodeURIComponent(part.replaceAll('+', ' '))).join(':');
    return `Basic ${Buffer.from(plain).toString('base64')}`;
  } catch {
    return authorization;
  }
};

/** Answers POST /oauth/token: authorization_code and refresh_token, errors in the shape of RFC 6749 5.2. */
export const answerTokenRequest = async (request: Request, { server, spell, unspell }: TokenNeeds): Promise<Response> => {
  const [contentType = ''] = (request.headers.get('content-type') ?? '').split(';');
  const read = READERS[contentType.trim().toLowerCase()];
  const text = await request.text();
  if (text.length > MOST_BYTES) return refuse('The body is too large');
  const body = read?.(text);
  if (body === undefined) return refuse('The body must be a form or a JSON object, with each parameter once, as text');
  const authorization = request.headers.get('authorization');
  if (authorization !== null && body['client_secret'] !== undefined) return refuse('Send the client secret in one way only');
  const asked = new OAuth2Server.Request({
    method: 'POST',
    query: {},
    body: { ...body, ...(body['scope'] !== undefined && { scope: body['scope'].split(' ').map(unspell).join(' ') }) },
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(text.length),
      ...(authorization !== null && { authorization: decodeBasic(authorization) }),
    },
  });
  const response = new OAuth2Server.Response();
  try {
    const token = await server.token(asked, response);
    const given: TokenAnswer = {
      access_token: token.accessToken,
      // The library counts from the wall clock and rounds down to 3599; the cloud answers 3600.
      expires_in: LIFETIMES.accessToken / 1000,
      token_type: 'Bearer',
      scope: spell(token.scope ?? []),
      ...(token.refreshToken && { refresh_token: token.refreshToken }),
    };
    return answer(200, given);
  } catch (error) {
    if (!(error instanceof OAuth2Server.OAuthError) || error instanceof OAuth2Server.ServerError)
      return answer(500, { error: 'server_error', error_description: 'The token endpoint failed' });
    const challenge: unknown = response.get('WWW-Authenticate');
    return answer(
      error.code,
      { error: error.name, error_description: error.message },
      typeof challenge === 'string' ? { 'WWW-Authenticate': challenge } : {},
    );
  }
};
