import * as v from 'valibot';
import { describePart } from '../../exposure/words/describe';
import { difference } from '../../exposure/words/difference';
import { parsePolicy } from '../../exposure/policy/parse-policy';
import type { Policy, Problem } from '../../exposure/policy/policy';
import { discardDraft, readDraft, saveDraft } from '../../store/draft';
import type { DraftState, StoredDraft } from '../../store/draft';
import { decidingPolicy, readLivePolicy, wholePolicy } from '../../store/live-policy';
import type { LivePolicy } from '../../store/live-policy';
import { publish, setServing } from '../../store/publish';
import type { PublishOutcome } from '../../store/publish';
import { readSeenFields } from '../../store/connection/seen-fields';
import type { Site } from '../../store/site';
import { readVault } from '../../store/connection/vault';
import type { SavedConnection, VaultState } from '../../store/connection/vault';
import { asAdmin } from '../acting-admin';
import type { AudienceWords, Conflict, ConnectionState, Draft, Overview, RevisionHead } from '../contract';
import { noPayload, payloadOf, seenCount } from '../payload';
import { given, refuse } from '../refusal';

const LONGEST_NOTE = 1_000;

const draftOf = ({ version, startedFrom, policy, savedAt, savedBy }: StoredDraft): Draft => ({
  version,
  startedFrom,
  policy,
  savedAt,
  savedBy: { accountId: savedBy },
});

const headOf = ({ head, revision }: LivePolicy): RevisionHead | { readonly number: 0 } => {
  if (head.revision === 0) return { number: 0 };
  // A revision that can't be read is still the live one; nobody is named for it then.
  const { at = '', by = '', note = '' } = revision ?? {};
  return { number: head.revision, at, by: { accountId: by }, note };
};

const below = (prefix: string, problems: readonly Problem[]): readonly Problem[] =>
  problems.map((problem) => ({ ...problem, path: `${prefix}${problem.path}` }));

const wordsOf = (live: LivePolicy, now: number): readonly AudienceWords[] =>
  [...live.parts].map(([audience, state]) => {
    if (state.state === 'read') return describePart(audience, state.part.part, state.part.serving, now);
    return describePart(audience, state.state === 'absent' ? undefined : 'unreadable', live.head.serving, now);
  });

const unreadableParts = (live: LivePolicy): Overview['unreadable'] =>
  [...live.parts].flatMap(([audience, state]) => (state.state === 'unreadable' ? [{ audience, problems: state.problems }] : []));

/** What an admin recognises a connection by; member by member, so that no secret can slip through. */
const recognised = (saved: SavedConnection): Partial<ConnectionState> => {
  switch (saved.kind) {
    case 'service-account':
      return { clientId: saved.clientId };
    case 'api-token':
      return { email: saved.email, form: saved.form, ...(saved.form === 'site' ? { siteName: saved.siteName } : {}) };
    case 'atlassian':
      return {};
  }
};

const connectionOf = (vault: VaultState): ConnectionState => {
  if (vault.state === 'unreadable') return { kind: 'none', unreadable: true };
  const saved = vault.state === 'read' ? vault.vault.connection : undefined;
  if (!saved) return { kind: 'none' };
  const { kind, savedAt, savedBy } = saved;
  return { kind, ...recognised(saved), savedAt, savedBy: { accountId: savedBy } };
};

const draftMembers = (stored: DraftState): Pick<Overview, 'draft' | 'draftUnreadable'> => {
  if (stored.state === 'read') return { draft: draftOf(stored.draft) };
  return stored.state === 'unreadable' ? { draftUnreadable: { version: stored.version, problems: stored.problems } } : {};
};

const policyMember = (policy: Policy | undefined): { livePolicy?: Policy } => (policy ? { livePolicy: policy } : {});

/** What is stored now, for the one who came second. */
const conflictAt = async (site: Site): Promise<Conflict> => {
  const [live, stored] = await Promise.all([readLivePolicy(site), readDraft()]);
  return {
    live: headOf(live),
    ...policyMember(wholePolicy(live)),
    ...(stored.state === 'read' ? { draft: draftOf(stored.draft) } : {}),
  };
};

const conflicting = async (site: Site, code: 'draft_changed' | 'live_changed') => ({
  ...refuse(code),
  conflict: await conflictAt(site),
});

const published = async (site: Site, outcome: PublishOutcome) => {
  switch (outcome.state) {
    case 'done': {
      const { number, at, by, note } = outcome.revision;
      return given({ number, at, by: { accountId: by }, note });
    }
    case 'draft_changed':
    case 'live_changed':
      return conflicting(site, outcome.state);
    case 'nothing':
      return refuse('nothing_to_publish');
    case 'invalid':
      return refuse('invalid', below('/policy', outcome.problems));
    case 'unreadable':
      return refuse('policy_unreadable', outcome.problems);
  }
};

export const policyCalls = {
  overview: asAdmin('overview', noPayload, async ({ site, now }) => {
    const [live, stored, vault, seen] = await Promise.all([readLivePolicy(site), readDraft(), readVault(), readSeenFields()]);
    if (vault.state === 'failed') return refuse('storage_failed');
    const value: Overview = {
      serving: live.head.serving,
      live: headOf(live),
      ...policyMember(wholePolicy(live)),
      audiences: wordsOf(live, now()),
      unreadable: unreadableParts(live),
      ...draftMembers(stored),
      connection: connectionOf(vault),
      seen,
      cloudId: site.cloudId,
    };
    return given(value);
  }),

  saveDraft: asAdmin('saveDraft', payloadOf({ version: seenCount, policy: v.unknown() }), async (acting, payload) => {
    const policy = parsePolicy(payload.policy);
    if (!policy.ok) return refuse('invalid', below('/policy', policy.problems));
    const { site, accountId: by, now } = acting;
    const outcome = await saveDraft(site, { seen: payload.version, policy: policy.value, by, now: now() });
    if (outcome.state === 'done') return given(draftOf(outcome.value));
    if (outcome.state === 'changed') return conflicting(site, 'draft_changed');
    if (outcome.state === 'invalid') return refuse('invalid', below('/policy', outcome.problems));
    return refuse('policy_unreadable', below('/draft', outcome.problems));
  }),

  discardDraft: asAdmin('discardDraft', payloadOf({ version: seenCount }), async ({ site }, { version }) => {
    const outcome = await discardDraft(version);
    return outcome.state === 'done' ? given(null) : conflicting(site, 'draft_changed');
  }),

  review: asAdmin('review', noPayload, async ({ site }) => {
    const [live, stored] = await Promise.all([readLivePolicy(site), readDraft()]);
    if (stored.state === 'unreadable') return refuse('policy_unreadable', below('/draft', stored.problems));
    if (stored.state === 'none') return refuse('nothing_to_publish');
    // Against what decides, not what was written: an audience whose part can't be read is closed now.
    const changes = difference(live.head.revision === 0 ? undefined : decidingPolicy(live), stored.draft.policy);
    return given({ draft: draftOf(stored.draft), live: headOf(live), changes });
  }),

  publish: asAdmin(
    'publish',
    payloadOf({ version: seenCount, liveRevision: seenCount, note: v.pipe(v.string(), v.maxLength(LONGEST_NOTE)) }),
    async ({ site, accountId: by, now }, { note, ...seen }) => published(site, await publish({ site, by, now: now() }, seen, note)),
  ),

  setServing: asAdmin(
    'setServing',
    payloadOf({ serving: v.boolean(), liveRevision: seenCount }),
    async ({ site, accountId: by, now }, { serving, liveRevision }) =>
      published(site, await setServing({ site, by, now: now() }, serving, liveRevision)),
  ),
} as const;
