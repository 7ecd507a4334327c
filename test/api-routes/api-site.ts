import type { AudiencePart, Grant, Policy } from '../../src/exposure/policy/policy';
import type { TestSite } from '../site';
import { openTestSite } from '../site';

export const SCOPE = 'read:focus-area:custom';
export const LIST = '/v1/focusAreas';

export interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Page {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly page: { readonly limit: number; readonly nextCursor?: string };
}

/** A site whose app is connected to Focus, with what these tests do to it. */
export interface ApiSite extends TestSite {
  /** Saves and publishes as an admin, through the resolvers; throws when the app refuses. */
  readonly publish: (policy: Policy) => Promise<void>;
  readonly asAdmin: (functionKey: string, payload?: unknown) => Promise<Readonly<Record<string, unknown>>>;
  /** Asks as a client with every scope. */
  readonly ask: (path: string) => Promise<Told>;
  /** Overwrites a stored item behind the app's back. */
  readonly store: (entityName: string, key: string, value: unknown) => Promise<void>;
  readonly stored: (entityName: string, key: string) => Promise<unknown>;
  /** Calls to Focus's records so far, without those for a bearer. */
  readonly focusCalls: () => number;
}

export const grant = (overrides: Partial<Grant> = {}): Grant => ({
  actions: ['list', 'get'],
  fields: { id: 'show', name: 'show' },
  records: 'all',
  ...overrides,
});

export const part = (overrides: Partial<Grant> = {}, more: Partial<AudiencePart> = {}): AudiencePart => ({
  enabled: true,
  grants: { focusArea: grant(overrides) },
  ...more,
});

export const policy = (one: AudiencePart | undefined, serving = true): Policy => ({
  format: 1,
  serving,
  audiences: one ? { [SCOPE]: one } : {},
});

type Refusable = { readonly ok: boolean; readonly value?: unknown; readonly refusal?: { readonly code: string } };

/** Calls the admin page's resolver; throws for a refusal, unless it is the one expected. */
const asAdmin = async (
  site: TestSite,
  functionKey: string,
  payload?: unknown,
  mayBe?: string,
): Promise<Readonly<Record<string, unknown>>> => {
  const admin = site.people.find((person) => person.role === 'admin');
  const outcome = await site.asUser(admin?.accountId ?? '').invoke('admin', functionKey, payload);
  const result = outcome.ok ? (outcome.result as Refusable) : undefined;
  if (!result?.ok && result?.refusal?.code !== mayBe) throw new Error(`${functionKey} was refused: ${JSON.stringify(outcome)}`);
  return (result?.value ?? {}) as Readonly<Record<string, unknown>>;
};

const liveOf = async (site: TestSite) =>
  (await asAdmin(site, 'overview')) as { draft?: { version: number }; live: { number: number }; serving: boolean };

const publish = async (site: TestSite, wanted: Policy): Promise<void> => {
  const { draft, live, serving } = await liveOf(site);
  const { version } = await asAdmin(site, 'saveDraft', { version: draft?.version ?? 0, policy: { ...wanted, serving } });
  await asAdmin(site, 'publish', { version, liveRevision: live.number, note: 'test' }, 'nothing_to_publish');
  if (serving === wanted.serving) return;
  // Only the switch itself opens what it closed; a draft can't.
  await asAdmin(site, 'setServing', { serving: wanted.serving, liveRevision: (await liveOf(site)).live.number });
};

const told = async (response: Response): Promise<Told> => {
  const text = await response.text();
  const body = JSON.parse(text) as Told['body'];
  return { status: response.status, headers: Object.fromEntries(response.headers), text, body };
};

export const openApiSite = async (options: Parameters<typeof openTestSite>[0] = {}): Promise<ApiSite> => {
  const site = await openTestSite(options);
  // A file of these tests publishes more in a second than Forge lets an app write in a minute.
  site.kvs.rateLimits = false;
  await site.connect();
  const kvs = async (operation: string, body: unknown): Promise<Response> => {
    const answer = await site.kvs.call(site.identity.installationId, `/api/v1/${operation}`, JSON.stringify(body));
    if (!answer.ok) throw new Error(`${operation}: ${await answer.text()}`);
    return answer;
  };
  return {
    ...site,
    publish: (wanted) => publish(site, wanted),
    asAdmin: (functionKey, payload) => asAdmin(site, functionKey, payload),
    ask: async (path) => told(await site.api(path, { token: await site.token() })),
    store: async (entityName, key, value) => {
      await kvs('entity/set', { entityName, key, value });
    },
    stored: async (entityName, key) => ((await (await kvs('entity/get', { entityName, key })).json()) as { value: unknown }).value,
    focusCalls: () => {
      const { calls, byOperation } = site.focus.counters();
      return calls - (byOperation['issueToken'] ?? 0);
    },
  };
};

export const walk = async (site: ApiSite, query = ''): Promise<Readonly<Record<string, unknown>>[]> => {
  const records: Readonly<Record<string, unknown>>[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const answer: Told = await site.ask(`${LIST}?${query}${cursor === '' ? '' : `&cursor=${cursor}`}`);
    if (answer.status !== 200) throw new Error(answer.text);
    const { data, page } = answer.body as unknown as Page;
    records.push(...data);
    cursor = page.nextCursor;
  }
  return records;
};

/** What a body says but for the ids of its decision. */
export const withoutDecision = ({ status, headers, body }: Told): unknown => {
  const { 'aperture-decision': _id, date: _date, 'content-length': _length, ...rest } = headers;
  const { decisionId: _decision, ...said } = body;
  return { status, headers: rest, body: said };
};
