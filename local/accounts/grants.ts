import { randomUUID } from 'node:crypto';
import type { SiteDatabase } from '../site/open-database';
import { change, findRow, hashSecret, randomSecret } from './account-tables';
import type { GrantRow } from './account-tables';
import { LIFETIMES } from './assumptions';

interface IssuedCode {
  readonly grant: GrantRow;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly challengeMethod: string | null;
  /** ms since epoch. */
  readonly expiresAt: number;
}

interface IssuedRefresh {
  readonly grant: GrantRow;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
}

/**
 * What a person once allowed an integration, and the codes and refresh tokens that came of it. A code or refresh token that is
 * shown a second time revokes its whole grant: one of the two holders is a thief (RFC 6749 4.1.2, RFC 9700 4.14.2).
 */
export interface Grants {
  open(integrationId: string, accountId: string): string;
  find(grantId: string): GrantRow | undefined;
  addCode(grantId: string, code: string, details: Omit<IssuedCode, 'grant' | 'expiresAt'>): void;
  /** The code if it can still be exchanged. Revokes the grant of a used one. */
  findCode(code: string): IssuedCode | undefined;
  /** True for the one caller that used it first. */
  useCode(code: string): boolean;
  addRefresh(grantId: string, scopes: readonly string[]): string;
  /** The refresh token if it still works. Revokes the grant of a used one. */
  findRefresh(token: string): IssuedRefresh | undefined;
  useRefresh(token: string): boolean;
}

/** Takes the site's database and clock; gives the grants kept there. Codes and tokens are stored hashed. */
export const openGrants = (database: SiteDatabase, now: () => number): Grants => {
  const find = (grantId: string): GrantRow | undefined => findRow(database, 'grant', 'select * from account_grant where id = ?', grantId);
  const live = (grantId: string): GrantRow | undefined => {
    const grant = find(grantId);
    return grant?.revoked === 0 ? grant : undefined;
  };
  const revoke = (grantId: string): void => {
    change(database, 'update account_grant set revoked = 1 where id = ?', grantId);
  };
  /** Two requests may have found the same code or token before either used it: the later one is a second showing too. */
  const useOnce = (table: 'account_code' | 'account_refresh', key: string, secret: string): boolean => {
    const hash = hashSecret(secret);
    if (change(database, `update ${table} set used = 1 where ${key} = ? and used = 0`, hash) === 1) return true;
    change(database, `update account_grant set revoked = 1 where id in (select grant_id from ${table} where ${key} = ?)`, hash);
    return false;
  };
  return {
    open: (integrationId, accountId) => {
      const id = randomUUID();
      change(database, 'insert into account_grant (id, integration, account) values (?, ?, ?)', id, integrationId, accountId);
      return id;
    },
    find,
    addCode: (grantId, code, { scopes, redirectUri, challenge, challengeMethod }) => {
      change(
        database,
        'insert into account_code (code_hash, grant_id, scopes, redirect_uri, challenge, challenge_method, expires_at) values (?, ?, ?, ?, ?, ?, ?)',
        hashSecret(code),
        grantId,
        JSON.stringify(scopes),
        redirectUri,
        challenge,
        challengeMethod,
        now() + LIFETIMES.authorizationCode,
      );
    },
    findCode: (code) => {
      const row = findRow(database, 'code', 'select * from account_code where code_hash = ?', hashSecret(code));
      if (row?.used === 1) revoke(row.grant_id);
      const grant = row && live(row.grant_id);
      if (row === undefined || grant === undefined || row.expires_at <= now()) return undefined;
      return {
        grant,
        scopes: row.scopes,
        redirectUri: row.redirect_uri,
        challenge: row.challenge,
        challengeMethod: row.challenge_method,
        expiresAt: row.expires_at,
      };
    },
    useCode: (code) => useOnce('account_code', 'code_hash', code),
    addRefresh: (grantId, scopes) => {
      const token = randomSecret('local-refresh-');
      change(
        database,
        'insert into account_refresh (token_hash, grant_id, scopes, expires_at) values (?, ?, ?, ?)',
        hashSecret(token),
        grantId,
        JSON.stringify(scopes),
        now() + LIFETIMES.refreshToken,
      );
      return token;
    },
    findRefresh: (token) => {
      const row = findRow(database, 'refresh', 'select * from account_refresh where token_hash = ?', hashSecret(token));
      if (row?.used === 1) revoke(row.grant_id);
      const grant = row && live(row.grant_id);
      if (row === undefined || grant === undefined || row.expires_at <= now()) return undefined;
      return { grant, scopes: row.scopes, expiresAt: row.expires_at };
    },
    useRefresh: (token) =>
      change(database, 'update account_refresh set used = 1 where token_hash = ? and used = 0', hashSecret(token)) === 1,
  };
};
