import type { Fetched } from './bounded-fetch';
import type { Budget } from './budget';
import type { FocusAddress } from './endpoints';

/** What trying a connection taught about the Focus behind it, where its documentation leaves more than one answer open. */
export interface Manners {
  /** What stands before the id of a focus area, up to the last `/`, where Focus names focus areas by ARIs. */
  readonly idPrefix?: string;
  /** Focus answers 403 for an id that isn't there, as for one that may not be seen. */
  readonly forbidsAbsent?: true;
}

type Credential =
  | { readonly kind: 'service-account'; readonly clientId: string; readonly clientSecret: string }
  | { readonly kind: 'api-token'; readonly form: 'cloud'; readonly email: string; readonly token: string }
  | { readonly kind: 'api-token'; readonly form: 'site'; readonly email: string; readonly token: string; readonly siteName: string }
  | { readonly kind: 'atlassian' };

/** How an admin told the app to reach Focus. Each kind has a row in connection/kinds.ts. */
export type Connection = Credential & { readonly manners?: Manners };

export type ConnectionOf<Kind extends Connection['kind']> = Extract<Connection, { readonly kind: Kind }>;

export interface Bearer {
  readonly token: string;
  /** ms since the epoch. */
  readonly expiresAt: number;
}

/** Where a bearer rests between invocations. A shelf that fails is an empty one: no method may throw. */
export interface BearerShelf {
  readonly take: () => Promise<Bearer | null>;
  readonly put: (bearer: Bearer) => Promise<void>;
  /** The right to renew for everybody; null while another invocation has it. It ends by itself when its holder dies. */
  readonly claim: () => Promise<{ readonly release: () => Promise<void> } | null>;
}

export type FocusFailure = 'focus_refused' | 'focus_failed' | 'focus_timeout' | 'too_many_requests' | 'focus_not_connected' | 'absent';

export interface FocusRefusal {
  readonly ok: false;
  readonly failure: FocusFailure;
  /** Seconds. */
  readonly retryAfter?: number;
}

export type Signed = { readonly ok: true; readonly authorization: string } | FocusRefusal;

/** What one kind of connection knows: how to be let in, and where to send. */
export interface SignIn {
  readonly authorization: () => Promise<Signed>;
  /** After a 401: another credential to try once, or null when the refused one was as fresh as can be. */
  readonly renewed: (refused: string) => Promise<Signed | null>;
  /** One GET, at most `wait` ms long. Never throws. */
  readonly send: (address: FocusAddress, authorization: string, wait: number) => Promise<Fetched>;
  /** What the credential is granted, as told when it signed in; empty where nothing tells. */
  readonly scopes: () => readonly string[];
}

export interface SignInNeeds {
  /** From Forge's own context, never from a caller. */
  readonly cloudId: string;
  readonly budget: Budget;
  /** ms since the epoch. */
  readonly now: () => number;
  readonly bearers?: BearerShelf;
}

/** Fetch failures as the reader of Focus names them. */
export const refusalOf = (fetched: Extract<Fetched, { ok: false }>): FocusRefusal => ({
  ok: false,
  failure: fetched.failure === 'timeout' ? 'focus_timeout' : 'focus_failed',
});
