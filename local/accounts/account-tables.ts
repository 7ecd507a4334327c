import { createHash, randomBytes } from 'node:crypto';
import type { SiteDatabase } from '../site/open-database';
import * as v from 'valibot';

const TABLES = `
create table if not exists account_key (id integer primary key check (id = 1), secret text not null);
create table if not exists account_integration (
  id text primary key, client_id text not null unique, name text not null, callback text not null, scopes text not null,
  owner text not null, secret_hash text not null, created_at integer not null);
create table if not exists account_grant (
  id text primary key, integration text not null references account_integration (id), account text not null, revoked integer not null default 0);
create table if not exists account_consent (ticket_hash text primary key, query text not null, expires_at integer not null);
create table if not exists account_code (
  code_hash text primary key, grant_id text not null references account_grant (id), scopes text not null, redirect_uri text not null,
  challenge text, challenge_method text, expires_at integer not null, used integer not null default 0);
create table if not exists account_refresh (
  token_hash text primary key, grant_id text not null references account_grant (id), scopes text not null,
  expires_at integer not null, used integer not null default 0);
`;

/** Makes the tables of Accounts where they are missing. */
export const createAccountTables = (database: SiteDatabase): void => {
  database.exec(TABLES);
};

/** SHA-256 in hex. Enough for what `randomSecret` makes, since that can't be guessed. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** 256 random bits as base64url, after a prefix that tells a person what it is. */
export const randomSecret = (prefix: string): string => `${prefix}${randomBytes(32).toString('base64url')}`;

const scopeList = v.pipe(v.string(), v.parseJson(), v.array(v.string()));

/** Row shapes. libsql adds `_metadata` to a row that `get()` gives; parsing leaves it out. */
const ROWS = {
  key: v.object({ secret: v.string() }),
  integration: v.object({
    id: v.string(),
    client_id: v.string(),
    name: v.string(),
    callback: v.string(),
    scopes: scopeList,
    owner: v.string(),
    secret_hash: v.string(),
    created_at: v.number(),
  }),
  grant: v.object({ id: v.string(), integration: v.string(), account: v.string(), revoked: v.number() }),
  consent: v.object({ query: v.string(), expires_at: v.number() }),
  code: v.object({
    grant_id: v.string(),
    scopes: scopeList,
    redirect_uri: v.string(),
    challenge: v.nullable(v.string()),
    challenge_method: v.nullable(v.string()),
    expires_at: v.number(),
    used: v.number(),
  }),
  refresh: v.object({ grant_id: v.string(), scopes: scopeList, expires_at: v.number(), used: v.number() }),
} as const;

export type IntegrationRow = v.InferOutput<typeof ROWS.integration>;
export type GrantRow = v.InferOutput<typeof ROWS.grant>;

/** Takes a query that gives at most one row; gives that row parsed, or undefined. Throws on a row of another shape: the data is corrupt. */
export const findRow = <K extends keyof typeof ROWS>(
  database: SiteDatabase,
  kind: K,
  sql: string,
  ...values: readonly (string | number)[]
): v.InferOutput<(typeof ROWS)[K]> | undefined => {
  const row = database.prepare(sql).get(...values);
  return row === undefined || row === null ? undefined : v.parse(ROWS[kind], row);
};

/** Takes a query; gives all its rows parsed. */
export const allRows = <K extends keyof typeof ROWS>(
  database: SiteDatabase,
  kind: K,
  sql: string,
  ...values: readonly (string | number)[]
): v.InferOutput<(typeof ROWS)[K]>[] =>
  database
    .prepare(sql)
    .all(...values)
    .map((row) => v.parse(ROWS[kind], row));

/** Runs a change; gives how many rows it touched. */
export const change = (database: SiteDatabase, sql: string, ...values: readonly (string | number | null)[]): number =>
  database.prepare(sql).run(...values).changes;
