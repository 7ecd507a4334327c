import { timingSafeEqual } from 'node:crypto';
import type OAuth2Server from '@node-oauth/oauth2-server';
import * as v from 'valibot';
import type { AccessTokens } from './access-token';
import { hashSecret } from './account-tables';
import type { IntegrationRow } from './account-tables';
import type { Grants } from './grants';
import { OFFLINE_SCOPE } from './integrations';
import type { Integrations } from './integrations';

/** Who consented, as the library carries it from call to call. */
const consenter = v.object({ accountId: v.string(), grantId: v.string(), refreshScopes: v.optional(v.array(v.string())) });

interface ModelNeeds {
  readonly integrations: Integrations;
  readonly grants: Grants;
  readonly accessTokens: AccessTokens;
  readonly isMember: (accountId: string) => boolean;
  /** `<appId>.<envId>`. */
  readonly sns: string;
  readonly now: () => number;
  /** Which of the scopes an integration may ask; undefined when it may not ask one of them. */
  readonly allowedScopes: (integrationScopes: readonly string[], asked: readonly string[]) => string[] | undefined;
}

type OAuthModel = OAuth2Server.AuthorizationCodeModel & OAuth2Server.RefreshTokenModel;

const secretFits = (row: IntegrationRow, secret: string): boolean =>
  row.secret_hash !== '' && timingSafeEqual(Buffer.from(hashSecret(secret)), Buffer.from(row.secret_hash));

const asClient = (row: IntegrationRow): OAuth2Server.Client => ({
  id: row.client_id,
  integrationId: row.id,
  scopes: row.scopes,
  redirectUris: [row.callback],
  grants: ['authorization_code', 'refresh_token'],
});

const clientParts = v.object({ id: v.string(), integrationId: v.string(), scopes: v.array(v.string()) });

/**
 * Takes the tables; gives the model that @node-oauth/oauth2-server asks. The library judges expiry by the wall clock, the site by
 * its own: expiry is decided here, and dates are handed over moved to the wall clock.
 */
export const oauthModel = ({ integrations, grants, accessTokens, isMember, sns, now, allowedScopes }: ModelNeeds): OAuthModel => {
  const onWallClock = (at: number): Date => new Date(Date.now() + at - now());
  const clientOf = (integrationId: string): OAuth2Server.Client | undefined => {
    const integration = integrations.find(integrationId);
    const row = integration && integrations.findByClientId(integration.clientId);
    return row && asClient(row);
  };
  return {
    getClient: async (clientId, clientSecret: string | null | undefined) => {
      const row = integrations.findByClientId(clientId);
      // null: the consent step, where no secret is due. undefined: a token request that leaves the secret out since it sends a
      // PKCE verifier; Atlassian's 3LO knows no clients without a secret.
      if (row === undefined || clientSecret === undefined) return null;
      return clientSecret === null || secretFits(row, clientSecret) ? asClient(row) : null;
    },
    validateScope: async (_user, client, scope) => allowedScopes(v.parse(clientParts, client).scopes, scope ?? []),
    generateAccessToken: async (client, user, scope) => {
      const { accountId, grantId } = v.parse(consenter, user);
      return accessTokens.sign({ accountId, grantId, clientId: client.id, scopes: scope, sns });
    },
    saveAuthorizationCode: async (code, client, user) => {
      const { accountId } = v.parse(v.object({ accountId: v.string() }), user);
      const grantId = grants.open(v.parse(clientParts, client).integrationId, accountId);
      grants.addCode(grantId, code.authorizationCode, {
        scopes: code.scope ?? [],
        redirectUri: code.redirectUri,
        challenge: code.codeChallenge ?? null,
        challengeMethod: code.codeChallengeMethod ?? null,
      });
      return { ...code, client, user: { accountId, grantId } };
    },
    getAuthorizationCode: async (authorizationCode) => {
      const code = grants.findCode(authorizationCode);
      const client = code && clientOf(code.grant.integration);
      if (code === undefined || client === undefined || !isMember(code.grant.account)) return null;
      return {
        authorizationCode,
        expiresAt: onWallClock(code.expiresAt),
        redirectUri: code.redirectUri,
        scope: [...code.scopes],
        client,
        user: { accountId: code.grant.account, grantId: code.grant.id },
        ...(code.challenge !== null && { codeChallenge: code.challenge }),
        ...(code.challengeMethod !== null && { codeChallengeMethod: code.challengeMethod }),
      };
    },
    revokeAuthorizationCode: async (code) => grants.useCode(code.authorizationCode),
    generateRefreshToken: async (_client, user, scope) => {
      const { grantId, refreshScopes } = v.parse(consenter, user);
      // A refresh may narrow the access token; the next refresh token keeps what the first one had (RFC 6749 6).
      const kept = refreshScopes ?? scope;
      return kept.includes(OFFLINE_SCOPE) ? grants.addRefresh(grantId, kept) : '';
    },
    getRefreshToken: async (refreshToken) => {
      const found = grants.findRefresh(refreshToken);
      const client = found && clientOf(found.grant.integration);
      if (found === undefined || client === undefined || !isMember(found.grant.account)) return null;
      return {
        refreshToken,
        refreshTokenExpiresAt: onWallClock(found.expiresAt),
        scope: [...found.scopes],
        client,
        user: { accountId: found.grant.account, grantId: found.grant.id, refreshScopes: [...found.scopes] },
      };
    },
    revokeToken: async (token) => grants.useRefresh(token.refreshToken),
    // Access tokens are signed, not stored; refresh tokens were stored when made.
    saveToken: async (token, client, user) => ({ ...token, client, user }),
    getAccessToken: async (accessToken) => {
      const claims = await accessTokens.read(accessToken);
      const row = claims && integrations.findByClientId(claims.clientId);
      if (!claims || !row) return null;
      return {
        accessToken,
        accessTokenExpiresAt: onWallClock(claims.expiresAt),
        scope: [...claims.scopes],
        client: asClient(row),
        user: { accountId: claims.accountId, grantId: claims.grantId },
      };
    },
  };
};
