/** The wire between pages and resolvers. Types only: no code crosses from here into either bundle. */
import type { ChangeStatement, Statement } from '../exposure/words/words';
import type { AudienceKey, ObservedShape, Policy, Problem, ResourceName, Scalar } from '../exposure/policy/policy';

/** Why a call was refused, as data. `problems` says where, when there is a where. */
export interface Refusal {
  readonly code:
    | 'not_admin' // the acting user may not administer Jira, or that could not be made sure of
    | 'invalid' // the payload is wrong; see problems
    | 'draft_changed' // somebody saved the draft meanwhile; nothing was written
    | 'live_changed' // somebody published meanwhile; nothing was written
    | 'connection_changed' // somebody saved or removed the connection meanwhile; nothing was written
    | 'nothing_to_publish'
    | 'policy_unreadable' // what is stored can't be read; audiences with an unreadable part are closed
    | 'storage_failed' // Forge storage didn't answer; whether it was written is unknown only for `publish`
    | 'focus_not_connected'
    | 'focus_refused'
    | 'focus_failed'
    | 'focus_timeout'
    | 'hierarchy_stale' // viewer: where focus areas hang is not known freshly enough, so nothing is shown
    | 'too_many_requests'
    | 'exposure_off' // viewer: the master switch is off
    | 'not_exposed' // viewer: app users, or this one, reach nothing, for whatever reason
    | 'groups_unknown' // viewer: Jira didn't say which groups the acting user is in, so nothing is shown
    | 'jira_failed'; // admin: Jira didn't answer what was asked of it
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
  readonly kind: 'none' | NewConnection['kind'];
  /** `service-account`: shown so that an admin recognises it; the secret never comes back. */
  readonly clientId?: string;
  /** `api-token`: whose token it is, and which address it is used at; the token never comes back. */
  readonly email?: string;
  readonly form?: 'cloud' | 'site';
  /** With the form `site`: the name before `.atlassian.net`. */
  readonly siteName?: string;
  /** ISO 8601 instant; what `saveConnection` may name as `seen`. */
  readonly savedAt?: string;
  readonly savedBy?: Person;
  /** What is stored can't be read: no call goes out; remove it, then connect anew. */
  readonly unreadable?: true;
}

/** How an admin tells the app to reach Focus. `siteName` is the name before `.atlassian.net`, lower case. */
export type NewConnection =
  | { readonly kind: 'service-account'; readonly clientId: string; readonly clientSecret: string }
  | { readonly kind: 'api-token'; readonly form: 'cloud'; readonly email: string; readonly token: string }
  | { readonly kind: 'api-token'; readonly form: 'site'; readonly email: string; readonly token: string; readonly siteName: string }
  /** Forge's own way, without any credential; its test says that Forge doesn't offer Focus yet, and then it can't be saved. */
  | { readonly kind: 'atlassian' };

/** A leaf seen in Focus's answers, by Focus's own name; `unknown` where it held nothing, or one thing here and another there. Never a value. */
export interface FieldSeen {
  readonly path: string;
  readonly shape: ObservedShape | 'unknown';
}

/** What one read endpoint of Focus said when the connection was tried. */
export interface EndpointTest {
  readonly resource: ResourceName;
  readonly outcome: 'reachable' | 'refused' | 'failed' | 'timeout' | 'throttled';
  readonly fieldsSeen: readonly FieldSeen[];
}

export interface ConnectionTest {
  /** Whether it is worth saving: at least one endpoint can be read. */
  readonly ok: boolean;
  readonly code:
    | 'works'
    | 'partly_reachable'
    | 'no_endpoint_reachable'
    | 'credentials_refused'
    | 'unreachable'
    | 'other_site' // the named site is another one than this: no credential was sent there
    | 'site_unknown' // the named site doesn't tell which one it is: no credential was sent there
    | 'not_offered_by_forge'; // `atlassian`: Forge has no scopes for Focus yet
  /** Empty where nothing was asked of Focus. */
  readonly endpoints: readonly EndpointTest[];
  /** Findings that deserve a warning. */
  readonly warnings: readonly ('sees_money' | 'administers_focus')[];
}

/** A field that was seen when the connection was last tried and may join a grant as an observed one: plain name, known shape, not in the catalogue. */
export interface ObservedField {
  readonly resource: ResourceName;
  readonly path: string;
  readonly shape: ObservedShape;
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
  /** Sorted by resource as the catalogue has them, then by path. */
  readonly seen: readonly ObservedField[];
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

/** A Jira group: policies hold the id, since a name may change; people read the name. */
export interface GroupChoice {
  readonly id: string;
  readonly name: string;
}

/** Minutes between two readings of the hierarchy, or only when an admin asks for one. */
export type HierarchyInterval = 15 | 30 | 60 | 360 | 1440 | 'never';

/** One reading of the hierarchy: under way, or the last one that ended. Instants are ISO 8601. */
export interface HierarchyReading {
  /**
   * `waiting` = Focus or storage was in trouble, it goes on at `waitingUntil`; `done` = its tree is the one that counts;
   * `failed` = it gave up and what was stored before still counts.
   */
  readonly state: 'reading' | 'waiting' | 'done' | 'failed';
  /** `list` = page by page; `places` = area by area, where Focus's lists tell no parents; `writing` = everything is read. */
  readonly phase: 'list' | 'places' | 'writing';
  readonly trigger: 'schedule' | 'demand';
  /** Who asked for it. */
  readonly by?: Person;
  readonly startedAt: string;
  /** When it last got further. */
  readonly movedAt: string;
  readonly endedAt?: string;
  /** Calls to Focus so far, repeated ones included. */
  readonly calls: number;
  /** Focus areas listed so far; while `phase` is `places`, `located` of them are done. */
  readonly listed: number;
  readonly located: number;
  readonly waitingUntil?: string;
  /** The trouble that it waits for, or that it gave up for. */
  readonly trouble?:
    | 'focus_not_connected'
    | 'focus_refused'
    | 'focus_failed'
    | 'focus_timeout'
    | 'too_many_requests'
    | 'storage_failed'
    | 'too_many_areas' // more than a hierarchy holds
    | 'interrupted'; // Forge cut a step off, again and again
  /** When it is done: areas that have a place, and how many have none, by why. */
  readonly areas?: number;
  readonly leftOut?: {
    /** Told at two places, or at one that was never told as a whole, while it was read. */
    readonly contradicting: number;
    readonly loops: number;
    /** Their parent isn't there, or can't be seen through the connection. */
    readonly orphans: number;
    readonly tooDeep: number;
    /** Focus told no place of them, or nothing that could be read. */
    readonly untold: number;
  };
}

export interface HierarchyOverview {
  /** What counts now. `complete` = Focus's list came to its end by itself and every area in it has a place. */
  readonly stored:
    | { readonly state: 'absent' | 'unreadable' }
    | { readonly state: 'read'; readonly readAt: string; readonly areas: number; readonly complete: boolean };
  readonly reading?: HierarchyReading;
  readonly every: HierarchyInterval;
  /** Absent = nobody chose; `every` is what holds then. */
  readonly chosenAt?: string;
  readonly chosenBy?: Person;
  /** Whether the live policy holds a subtree that stored places may decide: without one nothing is read but on demand. */
  readonly needed: boolean;
  /** When the next scheduled reading is due, give or take five minutes. */
  readonly nextAt?: string;
  /** What each choice costs, from the last reading that ended well; without one `callsPerDay` is absent. */
  readonly choices: readonly { readonly every: HierarchyInterval; readonly callsPerDay?: number }[];
  /** Live grants whose places may be less old than readings are apart: between readings they close. Minutes. */
  readonly tooRare: readonly { readonly audience: AudienceKey; readonly resource: ResourceName; readonly placeAge: number }[];
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
  /** At most 20 Jira groups whose name contains the text, as far as the acting admin may see groups. */
  searchGroups: (payload: { text: string }) => Answer<{ groups: readonly GroupChoice[]; more: boolean }>;
  /** Names for the group ids that a policy holds; a group that Jira no longer knows is left out. At most 50. */
  nameGroups: (payload: { ids: readonly string[] }) => Answer<{ groups: readonly GroupChoice[] }>;
  /**
   * Values that a field holds in the first pages of what Focus lists, at most 50, to choose from in a condition; `more` = there may be
   * others. None of a field that says something about people.
   */
  valuesSeen: (payload: { resource: ResourceName; field: string }) => Answer<{ values: readonly Scalar[]; more: boolean }>;
  /** Trying the saved one also renews what the overview says was seen. */
  testConnection: (payload: NewConnection | { kind: 'saved' }) => Answer<ConnectionTest>;
  /**
   * Tests first; saved only when the test is ok. `seen` = `savedAt` of the connection that the page shows, null where it shows none:
   * when another is stored by then, `connection_changed`. Left out, whatever is stored is replaced.
   */
  saveConnection: (payload: NewConnection & { seen?: string | null }) => Answer<ConnectionTest>;
  removeConnection: () => Answer<null>;
  hierarchy: () => Answer<HierarchyOverview>;
  /** Starts a reading now, whatever the schedule; one that is under way goes on. `focus_not_connected` when there is no connection. */
  refreshHierarchy: () => Answer<HierarchyOverview>;
  saveHierarchySettings: (payload: { every: HierarchyInterval }) => Answer<HierarchyOverview>;
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
