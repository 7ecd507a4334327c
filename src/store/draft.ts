import { randomUUID } from 'node:crypto';
import { Filter, FilterConditions, kvs } from '@forge/kvs';
import * as v from 'valibot';
import { isAudienceKey } from '../exposure/catalogue/audiences';
import { parsePolicy } from '../exposure/policy/parse-policy';
import type { Policy, Problem } from '../exposure/policy/policy';
import { sizeOf } from './digest';
import { LARGEST_PART, toStoredPart } from './live-parts';
import { HEAD_KEY, POLICY_ENTITY, createHead, readHead } from './live-policy';
import type { Site } from './site';
import { STORE_WAIT, StoreError, callStore } from './store-call';

export const DRAFT_KEY = 'draft';

/** The policy being edited. A site has one. */
export interface StoredDraft {
  /** Counts writes and never starts again, so that a page that saw an older draft can't take a newer one for it. */
  readonly version: number;
  readonly startedFrom: number;
  readonly policy: Policy;
  /** ISO 8601 instant. */
  readonly savedAt: string;
  /** Account id. */
  readonly savedBy: string;
  /** Random, made by the save that wrote it: tells whether that save landed. */
  readonly mark: string;
}

export type DraftState =
  /** `version` is where the count stands; `stored` false = not even a count. */
  | { readonly state: 'none'; readonly version: number; readonly stored: boolean }
  | { readonly state: 'read'; readonly version: number; readonly draft: StoredDraft }
  | { readonly state: 'unreadable'; readonly version: number; readonly problems: readonly Problem[] };

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const emptyDraft = v.object({ version: count, body: v.object({ format: v.literal(1), empty: v.literal(true) }) });
const storedDraft = v.object({
  revision: count,
  version: count,
  body: v.object({ format: v.literal(1), policy: v.unknown(), savedAt: v.string(), savedBy: v.string(), mark: v.string() }),
});
const counted = v.object({ version: count });

/** No draft, but the count of its writes. */
export const toEmptyDraft = (version: number, revision: number) => ({ revision, version, body: { format: 1, empty: true } });

export const toStoredDraft = ({ version, startedFrom, ...body }: StoredDraft) => ({
  revision: startedFrom,
  version,
  body: { format: 1, ...body },
});

const understand = (found: unknown): DraftState => {
  if (found === undefined) return { state: 'none', version: 0, stored: false };
  const empty = v.safeParse(emptyDraft, found);
  if (empty.success) return { state: 'none', version: empty.output.version, stored: true };
  const outer = v.safeParse(storedDraft, found);
  if (!outer.success) {
    const version = v.safeParse(counted, found);
    const problems = [{ path: '', code: 'unreadable', params: {} }];
    return { state: 'unreadable', version: version.success ? version.output.version : 0, problems };
  }
  const { version, revision, body } = outer.output;
  const policy = parsePolicy(body.policy);
  if (!policy.ok) return { state: 'unreadable', version, problems: policy.problems };
  const { savedAt, savedBy, mark } = body;
  return { state: 'read', version, draft: { version, startedFrom: revision, policy: policy.value, savedAt, savedBy, mark } };
};

/** One strict get. Throws StoreError. */
export const readDraft = async (): Promise<DraftState> =>
  understand(await callStore(STORE_WAIT.read, () => kvs.entity<unknown>(POLICY_ENTITY).get(DRAFT_KEY)));

interface Counted {
  readonly revision: number;
  readonly version: number;
}

/** A transaction's condition on the draft or the head: both live in one entity so that one transaction can name both. */
export const onPolicyEntity = (attribute: keyof Counted, value: number) => ({
  entityName: POLICY_ENTITY,
  conditions: new Filter<Counted>().and(attribute, FilterConditions.equalTo(value)),
});

/** Conditions hold only on what is stored, so the first write of a site makes both, closed and empty. */
export const prepareStore = async (): Promise<void> => {
  await createHead();
  try {
    const entity = kvs.entity<ReturnType<typeof toEmptyDraft>>(POLICY_ENTITY);
    await callStore(STORE_WAIT.write, () => entity.set(DRAFT_KEY, toEmptyDraft(0, 0), { keyPolicy: 'FAIL_IF_EXISTS' }));
  } catch (error) {
    if (!(error instanceof StoreError) || error.failure !== 'exists') throw error;
  }
};

/** The version that a page names for a draft state: 0 = there is none. */
export const seenVersion = (state: DraftState): number => (state.state === 'none' ? 0 : state.version);

type DraftOutcome<T> =
  | { readonly state: 'done'; readonly value: T }
  | { readonly state: 'invalid'; readonly problems: readonly Problem[] }
  | { readonly state: 'changed' }
  | { readonly state: 'unreadable'; readonly problems: readonly Problem[] };

/** Parts of a policy that would be too large to be stored for deciding. */
export const tooLarge = (site: Site, policy: Policy): readonly Problem[] =>
  Object.keys(policy.audiences)
    .filter(isAudienceKey)
    .filter((audience) => sizeOf(toStoredPart(site, 1, policy.serving, policy.audiences[audience])) > LARGEST_PART)
    .map((audience) => ({ path: `/audiences/${audience}`, code: 'too_large', params: { max: LARGEST_PART } }));

/** After a write whose answer didn't come: whether it is there. Throws the failure on when it is not. */
const landed = async (failure: StoreError, version: number, mark: string): Promise<boolean> => {
  if (failure.failure === 'condition') return false;
  if (failure.failure !== 'unknown') throw failure;
  const now = await readDraft();
  if (now.state === 'read' && now.draft.mark === mark) return true;
  if (now.version < version) throw failure;
  return false;
};

const TRIES = 3;

/**
 * Writes the draft whole, if the one that `seen` names (0 = none) is still the one stored. It starts from the revision that is live now.
 * `serving` of a draft may switch off but never on: the master switch alone opens what it closed.
 * Throws StoreError and UnreadableHead; nothing is written then, unless storage took the write and never said so.
 */
export const saveDraft = async (
  site: Site,
  { seen, policy, by, now }: { readonly seen: number; readonly policy: Policy; readonly by: string; readonly now: number },
): Promise<DraftOutcome<StoredDraft>> => {
  const large = tooLarge(site, policy);
  if (large.length > 0) return { state: 'invalid', problems: large };
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const [head, stored] = await Promise.all([readHead(), readDraft()]);
    if (!head.stored || (stored.state === 'none' && !stored.stored)) {
      await prepareStore();
      continue;
    }
    if (stored.state === 'unreadable') return { state: 'unreadable', problems: stored.problems };
    if (seenVersion(stored) !== seen) return { state: 'changed' };
    const draft: StoredDraft = {
      version: stored.version + 1,
      startedFrom: head.revision,
      policy: { ...policy, serving: policy.serving && head.serving },
      savedAt: new Date(now).toISOString(),
      savedBy: by,
      mark: randomUUID(),
    };
    const write = kvs
      .transact()
      .set(DRAFT_KEY, toStoredDraft(draft), onPolicyEntity('version', stored.version))
      .check(HEAD_KEY, onPolicyEntity('revision', head.revision));
    try {
      await callStore(STORE_WAIT.write, () => write.execute());
      return { state: 'done', value: draft };
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      if (await landed(error, draft.version, draft.mark)) return { state: 'done', value: draft };
    }
    // A condition was false: either the draft changed, which the next turn tells, or the head moved under an unchanged draft.
  }
  return { state: 'changed' };
};

/** Drops the draft that `seen` names, also one that can't be read. Throws StoreError. */
export const discardDraft = async (seen: number): Promise<DraftOutcome<null>> => {
  const stored = await readDraft();
  if (seenVersion(stored) !== seen) return { state: 'changed' };
  if (stored.state === 'none') return { state: 'done', value: null };
  const empty = toEmptyDraft(stored.version + 1, 0);
  try {
    await callStore(STORE_WAIT.write, () => kvs.transact().set(DRAFT_KEY, empty, onPolicyEntity('version', stored.version)).execute());
    return { state: 'done', value: null };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    if (error.failure === 'condition') return { state: 'changed' };
    if (error.failure !== 'unknown') throw error;
    const now = await readDraft();
    if (now.state === 'none' && now.version === empty.version) return { state: 'done', value: null };
    if (now.version === stored.version) throw error;
    return { state: 'changed' };
  }
};
