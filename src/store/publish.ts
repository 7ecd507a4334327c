import { randomUUID } from 'node:crypto';
import { kvs } from '@forge/kvs';
import type { AudienceKey, Policy, Problem } from '../exposure/policy/policy';
import type { CallerKey } from '../exposure/reach/caller-keys';
import { digestOf } from './digest';
import { DRAFT_KEY, onPolicyEntity, prepareStore, readDraft, seenVersion, toEmptyDraft, toStoredDraft, tooLarge } from './draft';
import type { DraftState } from './draft';
import { LIVE_ENTITY, toStoredPart } from './live-parts';
import {
  HEAD_KEY,
  REVISION_ENTITY,
  decidingPolicy,
  readHead,
  readLivePolicy,
  readRevision,
  revisionKey,
  toStoredHead,
  toStoredRevision,
  wholePolicy,
  withServed,
} from './live-policy';
import type { LivePolicy, Revision } from './live-policy';
import type { Site } from './site';
import { STORE_WAIT, StoreError, callStore } from './store-call';

type Transaction = ReturnType<typeof kvs.transact>;
type Published = Omit<Revision, 'policy'>;

export type PublishOutcome =
  | { readonly state: 'done'; readonly revision: Published }
  | { readonly state: 'draft_changed' }
  | { readonly state: 'live_changed' }
  | { readonly state: 'nothing' }
  | { readonly state: 'invalid'; readonly problems: readonly Problem[] }
  | { readonly state: 'unreadable'; readonly problems: readonly Problem[] };

/** Who publishes and when; `now` in ms since the epoch. */
interface Act {
  readonly site: Site;
  readonly by: string;
  readonly now: number;
}

const newRevision = (live: LivePolicy, { by, now }: Act, note: string): Published => ({
  number: live.head.revision + 1,
  at: new Date(now).toISOString(),
  by,
  note,
  mark: randomUUID(),
});

/**
 * Forge takes 25 operations in a transaction, and head, revision and draft are three of them. All fixed audiences and as many views as a
 * policy may hold fit; views that all go while others come may not.
 */
const MOST_PARTS = 22;

const tooManyAtOnce = (live: LivePolicy, policy: Policy): readonly Problem[] =>
  new Set([...live.head.audiences, ...withServed(Object.keys(policy.audiences))]).size > MOST_PARTS
    ? [{ path: '/audiences', code: 'too_many', params: { max: MOST_PARTS } }]
    : [];

const keysIn = (live: LivePolicy, audience: AudienceKey): readonly CallerKey[] | undefined => {
  const state = live.parts.get(audience);
  return state?.state === 'read' ? state.part.keys : undefined;
};

/** Head, revision and parts of one publish, on the condition that the live revision is still the one it was built on. Parts of `left` stay as they are. */
const transactionOf = (live: LivePolicy, { site }: Act, revision: Published, policy: Policy, left: readonly AudienceKey[] = []) => {
  const audiences = withServed([...Object.keys(policy.audiences), ...left]);
  const head = { revision: revision.number, serving: policy.serving, digest: digestOf(policy), audiences };
  const transaction = kvs
    .transact()
    .set(HEAD_KEY, toStoredHead(head), onPolicyEntity('revision', live.head.revision))
    .set(revisionKey(revision.number), toStoredRevision(revision, policy), { entityName: REVISION_ENTITY });
  for (const audience of audiences) {
    if (left.includes(audience)) continue;
    const part = toStoredPart(site, revision.number, policy.serving, policy.audiences[audience], keysIn(live, audience));
    transaction.set(audience, part, { entityName: LIVE_ENTITY });
  }
  // What the policy no longer names reaches nothing from the same moment on.
  for (const audience of live.head.audiences) {
    if (!audiences.includes(audience)) transaction.delete(audience, { entityName: LIVE_ENTITY });
  }
  return transaction;
};

/** Whether a publish whose answer didn't come is there: `lost` = another one took its number, `open` = neither yet. */
const readBack = async ({ number, mark }: Published): Promise<'landed' | 'lost' | 'open'> => {
  const head = await readHead();
  if (head.revision < number) return 'open';
  return (await readRevision(number))?.mark === mark ? 'landed' : 'lost';
};

const execute = async (transaction: Transaction): Promise<'landed' | 'condition' | StoreError> => {
  try {
    await callStore(STORE_WAIT.write, () => transaction.execute());
    return 'landed';
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return error.failure === 'condition' ? 'condition' : error;
  }
};

/**
 * Sends the transaction. Where no answer tells what became of it, storage is read back, and if it is not there it is sent once more:
 * its own condition keeps a second one from doing anything twice. True = landed, false = a condition was false.
 */
const commit = async (transaction: Transaction, revision: Published): Promise<boolean> => {
  const first = await execute(transaction);
  if (!(first instanceof StoreError)) return first === 'landed';
  if (first.failure !== 'unknown') throw first;
  const found = await readBack(revision);
  if (found !== 'open') return found === 'landed';
  const second = await execute(transaction);
  if (second === 'landed') return true;
  const settled = await readBack(revision);
  // Not there and a condition false: the draft moved on, so neither of the two can land any more.
  if (settled === 'open' && second !== 'condition') throw second;
  return settled === 'landed';
};

const isLiveWhole = (live: LivePolicy): boolean =>
  wholePolicy(live) !== undefined && (live.head.revision === 0 || [...live.parts.values()].every((state) => state.state === 'read'));

const whyNot = (live: LivePolicy, stored: DraftState, seen: { readonly version: number; readonly liveRevision: number }) => {
  if (live.head.revision !== seen.liveRevision) return { state: 'live_changed' } as const;
  if (seenVersion(stored) !== seen.version) return { state: 'draft_changed' } as const;
  if (stored.state === 'unreadable') return { state: 'unreadable', problems: stored.problems } as const;
  if (stored.state === 'none') return { state: 'nothing' } as const;
  const { draft } = stored;
  if (isLiveWhole(live) && digestOf(draft.policy) === live.head.digest) return { state: 'nothing' } as const;
  return { state: 'go', draft } as const;
};

/**
 * Makes the draft live: head, revision, the part of every audience that is served or named and the end of the draft in one transaction,
 * on the condition that draft and live revision are those that the review showed. Old or new, whole.
 * Throws StoreError (only here, whether it was written may stay unknown) and UnreadableHead.
 */
export const publish = async (
  act: Act,
  seen: { readonly version: number; readonly liveRevision: number },
  note: string,
): Promise<PublishOutcome> => {
  const [live, stored] = await Promise.all([readLivePolicy(act.site), readDraft()]);
  const judged = whyNot(live, stored, seen);
  if (judged.state !== 'go') return judged;
  const { policy } = judged.draft;
  const problems = [...tooLarge(act.site, policy), ...tooManyAtOnce(live, policy)];
  if (problems.length > 0) return { state: 'invalid', problems };
  const revision = newRevision(live, act, note);
  const transaction = transactionOf(live, act, revision, policy).set(
    DRAFT_KEY,
    toEmptyDraft(stored.version + 1, revision.number),
    onPolicyEntity('version', stored.version),
  );
  if (await commit(transaction, revision)) return { state: 'done', revision };
  const head = await readHead();
  return { state: head.revision === seen.liveRevision ? 'draft_changed' : 'live_changed' };
};

/** The draft follows the switch and keeps its content; without one, its count is only checked, so that none can slip in beside it. */
const alongDraft = (transaction: Transaction, stored: DraftState, serving: boolean, revision: number): Transaction => {
  const same = onPolicyEntity('version', stored.version);
  if (stored.state !== 'read') return transaction.check(DRAFT_KEY, same);
  const { draft } = stored;
  const follows = { ...draft, version: draft.version + 1, startedFrom: revision, policy: { ...draft.policy, serving } };
  return transaction.set(DRAFT_KEY, toStoredDraft(follows), same);
};

/** Off must work whatever can't be read; on opens only what is understood whole. */
const policyToSwitch = (live: LivePolicy, serving: boolean): Policy | undefined =>
  wholePolicy(live) ?? (serving ? undefined : decidingPolicy(live));

const NOTES = { on: 'master switch: on', off: 'master switch: off' } as const;
const TRIES = 4;

/**
 * The master switch, as a revision of its own: the live policy with `serving` changed, in one transaction.
 * A part that can't be read is left as it is: closed, and there to be looked at. A draft saved meanwhile never holds the switch up.
 * Throws StoreError and UnreadableHead.
 */
export const setServing = async (act: Act, serving: boolean, liveRevision: number): Promise<PublishOutcome> => {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const [live, stored] = await Promise.all([readLivePolicy(act.site), readDraft()]);
    if (live.head.revision !== liveRevision) return { state: 'live_changed' };
    if (live.head.serving === serving) return { state: 'nothing' };
    if (live.head.revision === 0) await prepareStore();
    const policy = policyToSwitch(live, serving);
    if (!policy) return { state: 'unreadable', problems: live.revision?.policy.ok === false ? live.revision.policy.problems : [] };
    const revision = newRevision(live, act, serving ? NOTES.on : NOTES.off);
    const unreadable = [...live.parts].flatMap(([audience, state]) => (state.state === 'unreadable' ? [audience] : []));
    const transaction = transactionOf(live, act, revision, { ...policy, serving }, unreadable);
    if (await commit(alongDraft(transaction, stored, serving, revision.number), revision)) return { state: 'done', revision };
  }
  return { state: 'draft_changed' };
};
