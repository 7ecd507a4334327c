import { jwtVerify, SignJWT } from 'jose';
import type { SiteDatabase } from '../site/open-database';
import * as v from 'valibot';
import { LIFETIMES } from './assumptions';
import { change, findRow, randomSecret } from './account-tables';

const ISSUER = 'https://auth.atlassian.com';
const AUDIENCE = 'api.atlassian.com';

const claims = v.object({
  exp: v.number(),
  sub: v.string(),
  client_id: v.string(),
  scope: v.string(),
  sns: v.string(),
  grant: v.string(),
});

interface AccessClaims {
  readonly accountId: string;
  readonly clientId: string;
  /** Plain names, without the prefix of the app. */
  readonly scopes: readonly string[];
  /** `<appId>.<envId>`: the app whose scopes these are. */
  readonly sns: string;
  readonly grantId: string;
}

export interface AccessTokens {
  sign(subject: AccessClaims): Promise<string>;
  /** Gives what a valid token says, with its expiry in ms since epoch; null for a forged, foreign or expired one. */
  read(token: string): Promise<(AccessClaims & { readonly expiresAt: number }) | null>;
}

/** The signing key is made once and kept in the database, so that a token outlives a restart. */
const loadKey = (database: SiteDatabase): Uint8Array => {
  change(database, 'insert or ignore into account_key (id, secret) values (1, ?)', randomSecret(''));
  const row = findRow(database, 'key', 'select secret from account_key where id = 1');
  if (row === undefined) throw new Error('The local site could not keep its signing key: is the data folder writable?');
  return new TextEncoder().encode(row.secret);
};

/** Takes the site's database and clock; gives the signer and reader of access tokens (JWT, HS256, one hour). */
export const openAccessTokens = (database: SiteDatabase, now: () => number): AccessTokens => {
  const key = loadKey(database);
  return {
    sign: ({ accountId, clientId, scopes, sns, grantId }) => {
      const issued = Math.floor(now() / 1000);
      return new SignJWT({ client_id: clientId, scope: scopes.join(' '), sns, grant: grantId })
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(accountId)
        .setJti(randomSecret(''))
        .setIssuedAt(issued)
        .setExpirationTime(issued + LIFETIMES.accessToken / 1000)
        .sign(key);
    },
    read: async (token) => {
      try {
        const options = {
          algorithms: ['HS256'],
          typ: 'at+jwt',
          issuer: ISSUER,
          audience: AUDIENCE,
          requiredClaims: ['exp'],
          currentDate: new Date(now()),
        };
        const { payload } = await jwtVerify(token, key, options);
        const read = v.parse(claims, payload);
        return {
          accountId: read.sub,
          clientId: read.client_id,
          scopes: read.scope.split(' ').filter(Boolean),
          sns: read.sns,
          grantId: read.grant,
          expiresAt: read.exp * 1000,
        };
      } catch {
        // Whatever is wrong with a token, the caller learns only that it is no token.
        return null;
      }
    },
  };
};
