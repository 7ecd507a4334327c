import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type Database from 'libsql';
import { Refusal } from './operations/refusal';
import type { ApiToken, Caller, ServiceAccount } from './service-account';
import type { Switches } from './unknowns';

export type Host = 'cloud' | 'site';

export interface Credentials {
  /** POST /oauth/token: client credentials as JSON or as a form, for a bearer that lives an hour. */
  issueToken(request: Request): Promise<Response>;
  /** Who asks, by the Authorization header; throws a Refusal. `cloudId`: the one in the path, undefined on the site host. */
  callerOf(request: Request, host: Host, cloudId: string | undefined): Caller;
  /** Ends every bearer at once, as if all had expired. */
  readonly revokeTokens: () => void;
}

interface Settings {
  readonly database: Database.Database;
  readonly now: () => number;
  readonly cloudId: string;
  readonly clients: readonly ServiceAccount[];
  readonly apiTokens: readonly ApiToken[];
  readonly allScopes: readonly string[];
  readonly switches: Switches;
}

/** Seconds; Atlassian's service accounts get 60 minutes (support: create an OAuth 2.0 credential for a service account). */
const LIFETIME = 3600;

/** Opens the credentials that Focus accepts. Only hashes of bearers are stored. */
export function openCredentials({ database, now, cloudId, clients, apiTokens, allScopes, switches }: Settings): Credentials {
  database.exec(`create table if not exists focus_token (
    hash text primary key, client_id text not null, scopes text not null, expires_at integer not null) without rowid`);
  const keep = database.prepare('insert into focus_token (hash, client_id, scopes, expires_at) values (?, ?, ?, ?)');
  const find = database.prepare('select client_id, scopes, expires_at from focus_token where hash = ?');
  const forget = database.prepare('delete from focus_token where expires_at <= ?');

  const bearer = (token: string, asked: string | undefined): Caller => {
    const row = find.get(digest(token).toString('hex')) as { client_id: string; scopes: string; expires_at: number } | undefined;
    const client = clients.find((one) => one.clientId === row?.client_id);
    if (!row || !client || row.expires_at <= now()) throw unauthorized('Unauthorized');
    if (asked !== undefined && (client.cloudId ?? cloudId) !== asked)
      throw new Refusal(switches.foreignCloudStatus, 'The token does not reach this site.');
    return { accountId: client.accountId, scopes: split(row.scopes), seesFunds: client.seesFunds ?? true };
  };
  const basic = (encoded: string): Caller => {
    const decoded = Buffer.from(encoded, 'base64');
    // Node's decoder skips what is no base64.
    if (decoded.toString('base64') !== encoded) throw unauthorized('Unauthorized');
    const [email = '', ...rest] = decoded.toString('utf8').split(':');
    const found = apiTokens.find((one) => one.email === email && equal(one.token, rest.join(':')));
    if (!found) throw unauthorized('Unauthorized');
    return { accountId: found.accountId, scopes: found.scopes ?? allScopes, seesFunds: found.seesFunds ?? true };
  };

  return {
    async issueToken(request) {
      const sent = await readTokenRequest(request);
      if (!sent) return oauthError(400, 'invalid_request', 'The body is neither a JSON object nor a form.');
      if (sent['grant_type'] !== 'client_credentials')
        return oauthError(400, 'unsupported_grant_type', 'Only client_credentials is served here.');
      const client = clients.find((one) => one.clientId === sent['client_id'] && equal(one.clientSecret, sent['client_secret'] ?? ''));
      if (!client) return oauthError(401, 'access_denied', 'Unauthorized');
      const held = client.scopes ?? allScopes;
      const wanted = split(sent['scope'] ?? '');
      if (wanted.some((scope) => !held.includes(scope)))
        return oauthError(400, 'invalid_scope', 'A scope is asked for that the client does not hold.');
      const scopes = wanted.length > 0 ? wanted : held;
      const token = randomBytes(32).toString('base64url');
      forget.run(now());
      keep.run(digest(token).toString('hex'), client.clientId, scopes.join(' '), now() + LIFETIME * 1000);
      return Response.json(
        { access_token: token, expires_in: LIFETIME, token_type: 'Bearer', scope: scopes.join(' ') },
        { headers: { 'cache-control': 'no-store' } },
      );
    },
    callerOf(request, host, asked) {
      const [, scheme = '', value = ''] = /^(\S+) +(\S+)$/.exec(request.headers.get('authorization') ?? '') ?? [];
      const door = `${scheme.toLowerCase()} on ${host}`;
      if (door === 'bearer on cloud' || (door === 'bearer on site' && switches.bearerOnSiteHost)) return bearer(value, asked);
      if (door === 'basic on site' || (door === 'basic on cloud' && switches.basicOnCloudHost)) {
        const caller = basic(value);
        if (asked !== undefined && asked !== cloudId) throw new Refusal(switches.foreignCloudStatus, 'The token does not reach this site.');
        return caller;
      }
      throw unauthorized('Unauthorized');
    },
    revokeTokens: () => void database.exec('delete from focus_token'),
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const equal = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
const split = (scopes: string): readonly string[] => scopes.split(' ').filter((scope) => scope !== '');
const unauthorized = (message: string): Refusal => new Refusal(401, message, { 'www-authenticate': 'Bearer' });

/** Error body of RFC 6749, 5.2. */
const oauthError = (status: number, error: string, description: string): Response =>
  Response.json({ error, error_description: description }, { status, headers: { 'cache-control': 'no-store' } });

async function readTokenRequest(request: Request): Promise<Readonly<Record<string, string>> | undefined> {
  const text = await request.text();
  const type = request.headers.get('content-type') ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  if (!type.startsWith('application/json')) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
    return Object.fromEntries(Object.entries(parsed).filter((member): member is [string, string] => typeof member[1] === 'string'));
  } catch {
    return undefined;
  }
}
