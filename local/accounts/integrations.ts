import { randomUUID } from 'node:crypto';
import type { SiteDatabase } from '../site/open-database';
import { allRows, change, findRow, hashSecret, randomSecret } from './account-tables';
import type { IntegrationRow } from './account-tables';

/** The scope of Jira's own that every call of an app's REST API needs besides the custom ones. */
export const PRODUCT_SCOPE = 'read:forge-app:jira';
export const OFFLINE_SCOPE = 'offline_access';

/** An OAuth 2.0 (3LO) integration, as the developer console lists it. Its secret is not in it. */
export interface Integration {
  readonly id: string;
  readonly name: string;
  readonly clientId: string;
  readonly callback: string;
  readonly scopes: readonly string[];
  readonly ownerAccountId: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

export interface NewIntegration {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly callback: string;
  readonly ownerAccountId: string;
}

/** Why the developer console would not take a form: every problem, in words for the page. */
export class AccountsRefusal extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join(' '));
    this.name = 'AccountsRefusal';
  }
}

const asIntegration = (row: IntegrationRow): Integration => ({
  id: row.id,
  name: row.name,
  clientId: row.client_id,
  callback: row.callback,
  scopes: row.scopes,
  ownerAccountId: row.owner,
  createdAt: new Date(row.created_at).toISOString(),
});

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A callback is compared as text later, so it must be a whole URL that a browser may be sent to. */
const callbackProblem = (callback: string): string | undefined => {
  if (!URL.canParse(callback) || callback.length > 2000 || !/^[\x21-\x7e]+$/.test(callback)) return 'The callback must be a whole URL.';
  const url = new URL(callback);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.has(url.hostname)))
    return 'The callback must begin with https, or with http on this machine.';
  // The host goes into a page's content security policy, where ; and , would begin something new.
  if (!/^[a-z0-9.:[\]-]+$/.test(url.host)) return 'The callback must name a plain host.';
  if (callback.includes('#') || url.username !== '' || url.password !== '')
    return 'The callback must not hold a fragment or a name and password.';
  return undefined;
};

/** Scopes that are none of the app's, Jira's or OAuth's, in words. */
export const unknownScopes = (scopes: readonly string[], declared: ReadonlySet<string>): string[] =>
  scopes
    .filter((scope) => !declared.has(scope) && scope !== PRODUCT_SCOPE && scope !== OFFLINE_SCOPE)
    .map((scope) => `The scope ${JSON.stringify(scope)} is not declared in custom-scopes.yaml.`);

interface IntegrationsNeeds {
  readonly database: SiteDatabase;
  readonly now: () => number;
  readonly declared: ReadonlySet<string>;
  readonly isMember: (accountId: string) => boolean;
}

export interface Integrations {
  /** Gives the integration and its secret, which can't be had again. Throws AccountsRefusal with every problem. */
  readonly create: (wanted: NewIntegration) => Integration & { readonly clientSecret: string };
  readonly list: () => Integration[];
  readonly find: (id: string) => Integration | undefined;
  /** Gives the row, with the hash of the secret, for the OAuth model. */
  readonly findByClientId: (clientId: string) => IntegrationRow | undefined;
}

/** Takes the database and who counts as a member; gives the developer console's list of integrations. */
export const openIntegrations = ({ database, now, declared, isMember }: IntegrationsNeeds): Integrations => {
  const problemsOf = ({ name, scopes, callback, ownerAccountId }: NewIntegration): string[] => [
    ...(name.trim().length >= 1 && name.length <= 100 ? [] : ['The name must have 1 to 100 characters.']),
    ...[callbackProblem(callback)].filter((problem) => problem !== undefined),
    ...(scopes.some((scope) => declared.has(scope)) ? [] : ['Choose at least one custom scope.']),
    ...(new Set(scopes).size === scopes.length ? [] : ['A scope is named twice.']),
    ...unknownScopes(scopes, declared),
    ...(isMember(ownerAccountId) ? [] : ['Only a member of the site can create an integration.']),
  ];
  return {
    create: (wanted) => {
      const problems = problemsOf(wanted);
      if (problems.length > 0) throw new AccountsRefusal(problems);
      const row: IntegrationRow = {
        id: randomUUID(),
        client_id: randomSecret('local-client-'),
        name: wanted.name.trim(),
        callback: wanted.callback,
        scopes: [...wanted.scopes],
        owner: wanted.ownerAccountId,
        secret_hash: '',
        created_at: now(),
      };
      const clientSecret = randomSecret('local-secret-');
      change(
        database,
        'insert into account_integration (id, client_id, name, callback, scopes, owner, secret_hash, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)',
        row.id,
        row.client_id,
        row.name,
        row.callback,
        JSON.stringify(row.scopes),
        row.owner,
        hashSecret(clientSecret),
        row.created_at,
      );
      return { ...asIntegration(row), clientSecret };
    },
    list: () =>
      allRows(database, 'integration', "select * from account_integration where secret_hash <> '' order by created_at, id").map(
        asIntegration,
      ),
    find: (id) => {
      const row = findRow(database, 'integration', 'select * from account_integration where id = ?', id);
      return row && asIntegration(row);
    },
    findByClientId: (clientId) => findRow(database, 'integration', 'select * from account_integration where client_id = ?', clientId),
  };
};

/**
 * The authorization URL as the developer console shows it, and the one that works. The console's lacks `read:forge-app:jira`
 * (a bug known from https://jira.atlassian.com/browse/ECO-1289), so that calls with its token answer 401. The
 * other one asks for all that the integration has; whoever left `read:forge-app:jira` out of the integration gets 401 with both.
 */
export const authorizationUrls = (
  integration: Integration,
  origin: string,
  sns: string,
): { readonly asGenerated: string; readonly corrected: string } => {
  const urlWith = (scopes: readonly string[]): string => {
    const url = new URL('/authorize', origin);
    url.search = new URLSearchParams({
      audience: 'api.atlassian.com',
      client_id: integration.clientId,
      scope: scopes.join(' '),
      redirect_uri: integration.callback,
      state: '${YOUR_USER_BOUND_VALUE}',
      response_type: 'code',
      prompt: 'consent',
      sns,
    }).toString();
    return url.href;
  };
  const custom = integration.scopes.filter((scope) => scope.endsWith(':custom'));
  return { asGenerated: urlWith(custom), corrected: urlWith(integration.scopes) };
};
