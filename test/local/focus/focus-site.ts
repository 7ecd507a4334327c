import type Database from 'libsql';
import type { Focus, FocusSettings } from '../../../local/focus/open-focus';
import { openFocus } from '../../../local/focus/open-focus';
import { openDatabase } from '../../../local/site/open-database';

export const CLOUD_ID = '11111111-2222-4333-8444-555555555555';
export const CLOUD_BASE = `https://api.atlassian.com/focus/cloud/${CLOUD_ID}`;
export const SITE_BASE = 'https://local.atlassian.net/gateway/api/focus';
const START = Date.UTC(2026, 10, 21, 10);

export type Json = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface Asked {
  readonly method?: string;
  readonly body?: unknown;
  readonly authorization?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly base?: string;
}

export interface FocusUnderTest {
  readonly focus: Focus;
  readonly database: Database.Database;
  readonly clock: { at: number };
  /** A bearer for all scopes, or the given ones. */
  token(scope?: string): Promise<string>;
  ask(path: string, asked?: Asked): Promise<Answer>;
}

/** Opens Focus in memory, on a clock that stands still; `ask` sends with a bearer for everything unless told otherwise. */
export async function openFocusUnderTest(settings: Partial<FocusSettings> = {}): Promise<FocusUnderTest> {
  const clock = { at: START };
  const database = settings.database ?? openDatabase(':memory:');
  const focus = await openFocus({ database, now: () => clock.at, cloudId: CLOUD_ID, size: 148, ...settings });
  const token = async (scope?: string): Promise<string> => {
    const answer = await requestToken(focus, {
      grant_type: 'client_credentials',
      ...credentialsOf(focus),
      ...(scope === undefined ? {} : { scope }),
    });
    return text(json(answer.body)['access_token']);
  };
  let bearer: string | undefined;
  const ask = async (path: string, { method = 'GET', body, authorization, headers, base = CLOUD_BASE }: Asked = {}): Promise<Answer> => {
    bearer ??= authorization === undefined ? await token() : undefined;
    const sent = new Headers({ ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers });
    if (authorization !== null) sent.set('authorization', authorization ?? `Bearer ${bearer}`);
    const payload = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    return answerOf(await focus.fetch(new Request(`${base}${path}`, { method, headers: sent, ...payload })));
  };
  return { focus, database, clock, token, ask };
}

export const credentialsOf = (focus: Focus): { client_id: string; client_secret: string } => ({
  client_id: focus.serviceAccount.clientId,
  client_secret: focus.serviceAccount.clientSecret,
});

export async function requestToken(focus: Focus, sent: Json): Promise<Answer> {
  const request = new Request('https://auth.atlassian.com/oauth/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(sent),
  });
  return answerOf(await focus.fetch(request));
}

export async function answerOf(response: Response): Promise<Answer> {
  const body = await response.text();
  return { status: response.status, headers: response.headers, body: body === '' ? undefined : JSON.parse(body) };
}

export function json(value: unknown): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`Not an object: ${JSON.stringify(value)}`);
  return value as Json;
}

export function list(value: unknown): readonly Json[] {
  if (!Array.isArray(value)) throw new Error(`Not a list: ${JSON.stringify(value)}`);
  return value.map(json);
}

export function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`Not a text: ${JSON.stringify(value)}`);
  return value;
}

/** Walks a list to its end and gives every record, in order. */
export async function walk(site: FocusUnderTest, path: string, query: Readonly<Record<string, string>> = {}): Promise<readonly Json[]> {
  const found: Json[] = [];
  for (let cursor: string | undefined; ;) {
    const search = new URLSearchParams({ ...query, ...(cursor === undefined ? {} : { cursor }) });
    const { status, body } = await site.ask(`${path}?${search.toString()}`);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    const page = json(body);
    found.push(...list(page['values']));
    if (page['last'] === true) return found;
    cursor = text(page['nextPageCursor']);
  }
}
