import { openTestSite } from '../site';
import type { TestSite } from '../site';
import type { AudiencePart, Policy } from '../../src/exposure/policy/policy';
import type { AdminCalls, ViewerCalls } from '../../src/resolvers/contract';

export const MIRA = '712020:aaaa0001-0000-4000-8000-00000000mira';
export const JONAS = '712020:aaaa0002-0000-4000-8000-00000000jona';
export const TILDA = '712020:aaaa0003-0000-4000-8000-00000000tild';
export const NOOR = '712020:aaaa0005-0000-4000-8000-00000000noor';

type Payload<C, K extends keyof C> = C[K] extends (payload: infer P) => unknown ? P : never;
type Given<C, K extends keyof C> = C[K] extends (...given: never[]) => infer A ? A : never;

/** The pages of a site, called through the platform as their people would. */
export interface Pages {
  readonly site: TestSite;
  /** A call of the admin page with a payload of the right type. */
  admin<K extends keyof AdminCalls>(call: K, payload?: Payload<AdminCalls, K>, accountId?: string): Promise<Given<AdminCalls, K>>;
  viewer<K extends keyof ViewerCalls>(call: K, accountId?: string): Promise<Given<ViewerCalls, K>>;
  /** A call past the platform's page, with whatever it takes for an event: nothing of it is checked on the way. */
  raw(call: unknown, payload: unknown, accountId?: string, context?: unknown): Promise<unknown>;
}

type Options = NonNullable<Parameters<typeof openTestSite>[0]>;

/** Opens a fresh site and its pages; close `site` when the test ends. Mira acts unless told. */
export const openPages = async (options: Options = {}): Promise<Pages> => {
  const site = await openTestSite(options);
  const result = async (call: ReturnType<TestSite['call']>): Promise<unknown> => {
    const outcome = await call;
    if (!outcome.ok) throw new Error(`The function gave no result: ${outcome.error.kind}, ${outcome.error.message}`);
    return outcome.result;
  };
  return {
    site,
    admin: async (call, payload, accountId = MIRA) => (await result(site.asUser(accountId).invoke('admin', call, payload))) as never,
    viewer: async (call, accountId = TILDA) => (await result(site.asUser(accountId).invoke('summary', call))) as never,
    raw: (call, payload, accountId = MIRA, context = { cloudId: site.identity.cloudId }) =>
      result(site.call('admin', { call: { functionKey: call, payload }, context }, accountId)),
  };
};

export const PART: AudiencePart = {
  enabled: true,
  grants: { focusArea: { actions: ['list', 'get'], fields: { id: 'show', name: 'show', status: 'show' }, records: 'all' } },
};

export const policyOf = (
  audiences: Policy['audiences'] = { 'read:focus-area:custom': PART, 'app-users': PART },
  serving = true,
): Policy => ({
  format: 1,
  serving,
  audiences,
});

/** The value of an answer that must be ok. */
export const valueOf = <T>(answer: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: unknown }): T => {
  if (!answer.ok) throw new Error(`Refused: ${JSON.stringify(answer.refusal)}`);
  return answer.value;
};

/** Saves and publishes a policy, from whatever is stored. Gives the number of the revision. */
export const publishPolicy = async (pages: Pages, policy: Policy): Promise<number> => {
  const { draft, live } = valueOf(await pages.admin('overview'));
  const saved = valueOf(await pages.admin('saveDraft', { version: draft?.version ?? 0, policy }));
  const revision = valueOf(await pages.admin('publish', { version: saved.version, liveRevision: live.number, note: '' }));
  return revision.number;
};

/** What lies in storage, past the app. */
export const stored = async (site: TestSite, entityName: string, key: string): Promise<unknown> => {
  const answer = await site.kvs.call(site.identity.installationId, '/api/v1/entity/get', JSON.stringify({ entityName, key }));
  return answer.status === 404 ? undefined : ((await answer.json()) as { value: unknown }).value;
};

/** Writes into storage, past the app. */
export const plant = async (site: TestSite, entityName: string, key: string, value: unknown): Promise<void> => {
  const answer = await site.kvs.call(site.identity.installationId, '/api/v1/entity/set', JSON.stringify({ entityName, key, value }));
  if (!answer.ok) throw new Error(await answer.text());
};
