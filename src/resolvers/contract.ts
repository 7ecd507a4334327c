/** The wire between pages and resolvers. Types only: no code crosses from here into either bundle. */
import type { ChangeStatement, Statement } from '../exposure/words/words';
import type { AudienceKey, Policy, Problem } from '../exposure/policy/policy';

/** Why a call was refused, as data. `problems` says where, when there is a where. */
export interface Refusal {
  readonly code:
    | 'not_admin' // the acting user may not administer Jira, or that could not be made sure of
    | 'invalid' // the payload is wrong; see problems
    | 'draft_changed' // somebody saved the draft meanwhile; nothing was written
    | 'live_changed' // somebody published meanwhile; nothing was written
    | 'nothing_to_publish'
    | 'policy_unreadable' // what is stored can't be read; audiences with an unreadable part are closed
    | 'storage_failed' // Forge storage didn't answer; whether it was written is unknown only for `publish`
    | 'focus_not_connected'
    | 'focus_refused'
    | 'focus_failed'
    | 'focus_timeout'
    | 'too_many_requests'
    | 'exposure_off' // viewer: the master switch is off
    | 'not_exposed'; // viewer: app users reach nothing, for whatever reason
  readonly problems: readonly Problem[];
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export interface Person {
  readonly accountId: string;
}

/** A published policy, without its text. */
export interface RevisionHead {
  readonly number: number;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly by: Person;
  /** May be empty. */
  readonly note: string;
}

/** What one audience reaches now, or would reach, in structured words. */
export interface AudienceWords {
  readonly audience: AudienceKey;
  readonly state: 'open' | 'closed' | 'expired' | 'off' | 'unreadable';
  readonly statements: readonly Statement[];
}

export interface Draft {
  /** Counts saves; a save or publish must name the one it saw. 0 = there is no draft. */
  readonly version: number;
  /** The live revision that this draft started from. */
  readonly startedFrom: number;
  readonly policy: Policy;
  readonly savedAt: string;
  readonly savedBy: Person;
}

export interface ConnectionState {
  readonly kind: 'none' | 'service-account';
  /** Shown so that an admin recognises it; the secret never comes back. */
  readonly clientId?: string;
  readonly savedAt?: string;
  readonly savedBy?: Person;
  /** What is stored can't be read: no call goes out; remove it, then connect anew. */
  readonly unreadable?: true;
}

/** What one read endpoint of Focus said when the connection was tried. */
export interface EndpointTest {
  readonly resource: string;
  readonly outcome: 'reachable' | 'refused' | 'failed' | 'timeout' | 'throttled';
  /** Leaf paths seen in the answer; names only, never values. */
  readonly fieldsSeen: readonly string[];
}

export interface ConnectionTest {
  readonly ok: boolean;
  /** Stable code for the page's sentence: `works`, `credentials_refused`, `no_endpoint_reachable`, `partly_reachable`, `unreachable`. */
  readonly code: string;
  readonly endpoints: readonly EndpointTest[];
  /** Findings that deserve a warning, by code: `sees_money`. */
  readonly warnings: readonly string[];
}

export interface Overview {
  readonly serving: boolean;
  /** Revision 0 = nothing was ever published. */
  readonly live: RevisionHead | { readonly number: 0 };
  /** The live policy whole; absent when it can't be read. */
  readonly livePolicy?: Policy;
  readonly audiences: readonly AudienceWords[];
  /** Audiences whose stored part can't be read: they are closed. */
  readonly unreadable: readonly { readonly audience: AudienceKey; readonly problems: readonly Problem[] }[];
  readonly draft?: Draft;
  /** A draft is stored that can't be read. Saving over it is refused; discarding `version` drops it knowingly. */
  readonly draftUnreadable?: { readonly version: number; readonly problems: readonly Problem[] };
  readonly connection: ConnectionState;
  /** The cloud id that calls go to, for the curl shown to integrators. */
  readonly cloudId: string;
}

export interface Review {
  readonly draft: Draft;
  readonly live: RevisionHead | { readonly number: 0 };
  readonly changes: readonly ChangeStatement[];
}

/** When two admins met: what is stored now, so that nothing of the page's own work is lost and the difference can be shown. */
export interface Conflict {
  readonly draft?: Draft;
  readonly live: RevisionHead | { readonly number: 0 };
  readonly livePolicy?: Policy;
}

export type SaveAnswer<T> = Answer<T> | { readonly ok: false; readonly refusal: Refusal; readonly conflict: Conflict };

export interface FocusAreaChoice {
  readonly id: string;
  readonly name: string;
  /** Names of the ancestors, from the top; empty at the top, absent when Focus doesn't tell. */
  readonly ancestors?: readonly { readonly id: string; readonly name?: string }[];
}

// A type alias, not an interface: makeResolver and makeInvoke want an index signature.
export type AdminCalls = {
  overview: () => Answer<Overview>;
  /**
   * Writes the draft whole. `version` is the draft seen (0 = none yet). `serving` of a draft may switch off, never on:
   * what setServing closed, setServing alone opens, so the answer's draft may say `false` where `true` was sent.
   */
  saveDraft: (payload: { version: number; policy: unknown }) => SaveAnswer<Draft>;
  discardDraft: (payload: { version: number }) => SaveAnswer<null>;
  review: () => Answer<Review>;
  /** One transaction, conditioned on the draft version and the live revision that the review showed. */
  publish: (payload: { version: number; liveRevision: number; note: string }) => SaveAnswer<RevisionHead>;
  /** The master switch: takes effect at once, as a revision of its own; the draft keeps its own content. */
  setServing: (payload: { serving: boolean; liveRevision: number }) => SaveAnswer<RevisionHead>;
  /** At most 20 focus areas whose name contains the text; the admin sees names from Focus through the connection. */
  searchFocusAreas: (payload: { text: string }) => Answer<{ areas: readonly FocusAreaChoice[]; more: boolean }>;
  /** Names for ids that a policy holds; an id that Focus no longer knows is left out. At most 20. */
  nameFocusAreas: (payload: { ids: readonly string[] }) => Answer<{ areas: readonly FocusAreaChoice[] }>;
  testConnection: (
    payload: { kind: 'service-account'; clientId: string; clientSecret: string } | { kind: 'saved' },
  ) => Answer<ConnectionTest>;
  /** Tests first; saved only when the test is ok. */
  saveConnection: (payload: { kind: 'service-account'; clientId: string; clientSecret: string }) => Answer<ConnectionTest>;
  removeConnection: () => Answer<null>;
};

/** One focus area as app users reach it: granted fields only. */
export type SummaryArea = Readonly<Record<string, unknown>>;

export interface Summary {
  readonly areas: readonly SummaryArea[];
  /** Leaf paths that app users are shown, in the catalogue's order. */
  readonly fields: readonly string[];
  /** False when the budget of one call ended before Focus's last page: then counts are "at least". */
  readonly complete: boolean;
  readonly asOf: string;
  readonly revision: number;
}

export type ViewerCalls = {
  summary: () => Answer<Summary>;
};
