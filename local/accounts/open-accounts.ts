import OAuth2Server from '@node-oauth/oauth2-server';
import { Hono } from 'hono';
import type { CustomScopes } from '../site/read-custom-scopes';
import type { SiteDatabase } from '../site/open-database';
import type { PersonOnSite } from '../site/people';
import { appIdOf } from '../site/read-manifest';
import type { Manifest } from '../site/read-manifest';
import { openAccessTokens } from './access-token';
import { change, createAccountTables } from './account-tables';
import { assumedAccountChoices, LIFETIMES } from './assumptions';
import type { AccountChoices } from './assumptions';
import { openConsentStep } from './consent/consent-step';
import { openGrants } from './grants';
import { AccountsRefusal, authorizationUrls, OFFLINE_SCOPE, openIntegrations, PRODUCT_SCOPE, unknownScopes } from './integrations';
import type { Integration, NewIntegration } from './integrations';
import { oauthModel } from './oauth-model';
import { answerTokenRequest } from './token-endpoint';
import type { TokenAnswer } from './token-endpoint';

/** The integration behind tokens that scripts ask for without naming one. It has no secret, so no browser can reach it. */
const SCRIPTS = { id: 'local-scripts', clientId: 'local-scripts' } as const;

interface AccountsNeeds {
  readonly database: SiteDatabase;
  readonly now: () => number;
  readonly people: readonly PersonOnSite[];
  readonly manifest: Manifest;
  readonly customScopes: CustomScopes;
  readonly site: { readonly environmentId: string; readonly name: string };
  readonly choices?: Partial<AccountChoices>;
}

interface VerifiedToken {
  readonly scopes: readonly string[];
  readonly accountId: string;
  readonly clientId: string;
}

/** The developer console's integrations and auth.atlassian.com's 3LO, for the one app and site. */
export interface Accounts {
  /** Answers GET /authorize, POST /consent and POST /oauth/token; 404 for anything else. */
  fetch(request: Request): Promise<Response>;
  /** Gives the secret this once. Throws AccountsRefusal. */
  createIntegration(wanted: NewIntegration): Integration & { readonly clientSecret: string };
  integrations(): readonly Integration[];
  /** The URL as the developer console shows it and the one that works, on this origin. Throws AccountsRefusal. */
  authorizationUrls(integrationId: string, origin: string): { readonly asGenerated: string; readonly corrected: string };
  /** A token without a browser, with the integration's scopes or with those given. Throws AccountsRefusal. */
  issueToken(wanted: {
    readonly integrationId?: string;
    readonly scopes?: readonly string[];
    readonly accountId: string;
  }): Promise<TokenAnswer>;
  /** What a token that holds now says; else null. */
  verify(token: string): Promise<VerifiedToken | null>;
  /** Answers to what is unknown of the cloud; may be changed while the site runs. */
  readonly choices: AccountChoices;
}

/** Takes the site's database, clock, people and the app's own files; gives Accounts. */
export const openAccounts = ({ database, now, people, manifest, customScopes, site, choices: chosen }: AccountsNeeds): Accounts => {
  createAccountTables(database);
  const choices = { ...assumedAccountChoices(), ...chosen };
  const sns = `${appIdOf(manifest)}.${site.environmentId}`;
  const declared: ReadonlySet<string> = new Set(Object.keys(customScopes.scopes));
  const isMember = (accountId: string): boolean => people.some((person) => person.accountId === accountId && person.role !== 'outsider');

  const allowedScopes = (integrationScopes: readonly string[], asked: readonly string[]): string[] | undefined => {
    const mayAsk = (scope: string): boolean =>
      scope === OFFLINE_SCOPE ? choices.offlineAccess === 'granted' : integrationScopes.includes(scope);
    return asked.every(mayAsk) ? [...new Set(asked)] : undefined;
  };
  const prefix = `${sns}:`;
  const spell = (scopes: readonly string[]): string =>
    scopes.map((scope) => (choices.scopeNames === 'prefixed' && declared.has(scope) ? prefix + scope : scope)).join(' ');
  const unspell = (scope: string): string => (scope.startsWith(prefix) ? scope.slice(prefix.length) : scope);

  const grants = openGrants(database, now);
  const accessTokens = openAccessTokens(database, now);
  const integrations = openIntegrations({ database, now, declared, isMember });
  const model = oauthModel({ integrations, grants, accessTokens, isMember, sns, now, allowedScopes });
  const server = new OAuth2Server({ model });
  change(
    database,
    "insert or ignore into account_integration (id, client_id, name, callback, scopes, owner, secret_hash, created_at) values (?, ?, 'Scripts', 'http://127.0.0.1/', '[]', '', '', 0)",
    SCRIPTS.id,
    SCRIPTS.clientId,
  );

  const consent = openConsentStep({
    database,
    now,
    people,
    isMember,
    customScopes,
    siteName: site.name,
    server,
    integrations,
    allowedScopes,
    sns,
  });
  const app = new Hono();
  app.get('/authorize', (context) => consent.ask(context.req.raw));
  app.post('/consent', (context) => consent.decide(context.req.raw));
  app.post('/oauth/token', (context) => answerTokenRequest(context.req.raw, { server, spell, unspell }));

  const existing = (integrationId: string): Integration => {
    const integration = integrations.find(integrationId);
    if (integration === undefined) throw new AccountsRefusal(['There is no such integration.']);
    return integration;
  };
  return {
    choices,
    fetch: async (request) => app.fetch(request),
    createIntegration: integrations.create,
    integrations: integrations.list,
    authorizationUrls: (integrationId, origin) => authorizationUrls(existing(integrationId), origin, sns),
    issueToken: async ({ integrationId, scopes, accountId }) => {
      const {
        id,
        clientId,
        scopes: own,
      } = integrationId === undefined ? { ...SCRIPTS, scopes: [...declared, PRODUCT_SCOPE] } : existing(integrationId);
      const granted = allowedScopes(own, scopes ?? own.filter((scope) => scope !== OFFLINE_SCOPE));
      const problems = [
        ...(isMember(accountId) ? [] : ['Only a member of the site can have a token.']),
        ...unknownScopes(scopes ?? [], declared),
        ...(granted === undefined ? ['The integration may not ask for one of these scopes.'] : []),
      ];
      if (granted === undefined || problems.length > 0) throw new AccountsRefusal(problems);
      const grantId = grants.open(id, accountId);
      return {
        access_token: await accessTokens.sign({ accountId, clientId, scopes: granted, sns, grantId }),
        expires_in: LIFETIMES.accessToken / 1000,
        token_type: 'Bearer',
        scope: spell(granted),
        ...(granted.includes(OFFLINE_SCOPE) && { refresh_token: grants.addRefresh(grantId, granted) }),
      };
    },
    verify: async (token) => {
      const claims = await accessTokens.read(token);
      if (claims === null || claims.sns !== sns || !isMember(claims.accountId)) return null;
      const grant = grants.find(claims.grantId);
      if (grant === undefined || (grant.revoked === 1 && choices.revokedGrant === 'ends-tokens')) return null;
      return { scopes: claims.scopes, accountId: claims.accountId, clientId: claims.clientId };
    },
  };
};
