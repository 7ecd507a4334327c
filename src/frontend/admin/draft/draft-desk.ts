import { closedPolicy } from '../../../exposure/policy/empty-policy';
import type { AudienceKey, Policy } from '../../../exposure/policy/policy';
import type { AdminCalls, Conflict, Draft, Person } from '../../../resolvers/contract';
import { settle } from '../../answers';
import type { Failure } from '../../answers';
import { mergeDrafts, withParts } from './merge-drafts';

/** Somebody saved, discarded or published while this page held edits. */
export interface Meeting {
  /** Absent when the draft is gone: discarded or published. */
  readonly by?: Person;
  readonly at?: string;
  readonly audiences: readonly AudienceKey[];
}

export type DraftStatus =
  | { readonly at: 'rest'; readonly savedAt?: string }
  | { readonly at: 'saving' }
  | { readonly at: 'unsaved'; readonly failure: Failure }
  /** Both changed the same audience; nothing is saved until the person decides. */
  | { readonly at: 'conflict'; readonly meeting: Meeting; readonly theirs: Policy };

export interface DraftView {
  /** What is on screen. */
  readonly policy: Policy;
  /** The stored draft's version; 0 = none. */
  readonly version: number;
  readonly status: DraftStatus;
  /** The last save, whoever's it was. */
  readonly last?: Pick<Draft, 'savedBy' | 'savedAt'>;
  /** Edits of others that were taken in beside one's own. */
  readonly joined?: Meeting;
}

export type Stored = Pick<DraftView, 'policy' | 'version' | 'last'>;

type Save = (payload: { version: number; policy: Policy }) => Promise<ReturnType<AdminCalls['saveDraft']>>;

export interface DraftDesk {
  readonly view: () => DraftView;
  readonly subscribe: (listener: () => void) => () => void;
  /** Takes the edited policy; it is on screen at once and saved as soon as the save before is through. */
  readonly edit: (policy: Policy) => void;
  readonly retry: () => void;
  readonly decide: (whose: 'mine' | 'theirs') => void;
  /** Takes what the server holds now, unless edits wait here. */
  readonly adopt: (stored: Stored) => void;
  readonly dismiss: () => void;
}

const meetingOf = (draft: Draft | undefined, audiences: readonly AudienceKey[]): Meeting => ({
  audiences,
  ...(draft ? { by: draft.savedBy, at: draft.savedAt } : {}),
});

/**
 * Keeps the draft that one admin edits. Every edit is saved at once, one save at a time; an edit that meets somebody else's is
 * merged audience by audience, and where both changed the same one the person decides. No edit is dropped on the way.
 * `onMet` is told when what the rest of the page shows is out of date.
 */
export const openDraftDesk = (save: Save, start: Stored, onMet: () => void): DraftDesk => {
  const listeners = new Set<() => void>();
  let base = start.policy;
  let dirty = false;
  let busy = false;
  let view: DraftView = { ...start, status: { at: 'rest' } };

  const show = (change: Partial<DraftView>): void => {
    view = { ...view, ...change };
    for (const listener of listeners) listener();
  };

  const meet = ({ draft, livePolicy }: Conflict): void => {
    const theirs = draft?.policy ?? livePolicy ?? closedPolicy();
    const merged = mergeDrafts(base, view.policy, theirs);
    base = theirs;
    const version = draft?.version ?? 0;
    onMet();
    if (merged.collisions.length > 0) {
      const policy = withParts(merged.policy, view.policy, merged.collisions);
      show({ policy, version, status: { at: 'conflict', theirs, meeting: meetingOf(draft, merged.collisions) } });
      return;
    }
    dirty = true;
    show({ policy: merged.policy, version, ...(merged.theirsOnly.length > 0 ? { joined: meetingOf(draft, merged.theirsOnly) } : {}) });
  };

  const saveOnce = async (): Promise<void> => {
    const sent = view.policy;
    dirty = false;
    show({ status: { at: 'saving' } });
    const answer = await settle(save({ version: view.version, policy: sent }));
    if (answer.ok) {
      base = answer.value.policy;
      const policy = view.policy === sent ? base : view.policy;
      show({ policy, version: answer.value.version, last: answer.value, status: { at: 'rest', savedAt: answer.value.savedAt } });
    } else if ('conflict' in answer) {
      meet(answer.conflict);
    } else {
      dirty = true;
      show({ status: { at: 'unsaved', failure: answer.refusal } });
    }
  };

  const pump = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    // A failed save stays dirty and waits for the person; a conflict waits for a decision.
    do await saveOnce();
    while (dirty && view.status.at !== 'unsaved' && view.status.at !== 'conflict');
    busy = false;
  };

  return {
    view: () => view,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    edit: (policy) => {
      dirty = true;
      show({ policy });
      if (view.status.at !== 'conflict') void pump();
    },
    retry: () => void pump(),
    decide: (whose) => {
      if (view.status.at !== 'conflict') return;
      const { theirs, meeting } = view.status;
      dirty = true;
      show({ policy: whose === 'mine' ? view.policy : withParts(view.policy, theirs, meeting.audiences), status: { at: 'saving' } });
      void pump();
    },
    adopt: (stored) => {
      if (busy || dirty || view.status.at === 'conflict') return;
      base = stored.policy;
      show(stored);
    },
    dismiss: () => {
      const { joined: _seen, ...rest } = view;
      view = rest;
      show({});
    },
  };
};
