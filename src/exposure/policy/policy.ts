/** The policy as an admin wrote it, in the terms of CONTEXT.md. Issue order: this thin grammar grows, its names stay. */

/** A resource of Focus that this release serves. */
export type ResourceName = 'focusArea';

/** Who a part of the policy speaks to: a scope, or `app-users`. */
export type AudienceKey = 'read:focus-area:custom' | 'app-users';

export type ActionName = 'list' | 'get';

/** What happens to a leaf on its way out. */
export type Treatment = 'show';

/** Every record, or those inside one of these subtrees, roots included. An empty list reaches nothing. */
export type Records = 'all' | { readonly under: readonly string[] };

/** What one audience reaches in one resource. */
export interface Grant {
  readonly actions: readonly ActionName[];
  /** Leaf path (such as `name` or `owner.id`) to treatment; a field that is not named stays hidden. */
  readonly fields: Readonly<Record<string, Treatment>>;
  readonly records: Records;
  /** Most records in one answer, 1 to 100; 100 when left out. */
  readonly pageSize?: number;
}

export interface AudiencePart {
  /** `false` = nothing leaves for this audience. */
  readonly enabled: boolean;
  /** ISO 8601 instant in UTC; from then on nothing leaves. */
  readonly expiresAt?: string;
  readonly grants: Readonly<Partial<Record<ResourceName, Grant>>>;
}

/** All grants plus the master switch. A missing audience is closed. */
export interface Policy {
  readonly format: 1;
  /** Master switch: `false` refuses every call at once. */
  readonly serving: boolean;
  readonly audiences: Readonly<Partial<Record<AudienceKey, AudiencePart>>>;
}

/** One thing wrong with an input, as data; the sentence is the page's. */
export interface Problem {
  /** JSON Pointer (RFC 6901) of the place, such as `/audiences/app-users/grants`; `''` is the whole. */
  readonly path: string;
  /** Stable code, such as `unknown_key`, `wrong_type`, `unknown_field`, `empty`, `out_of_range`, `not_a_date`, `too_long`. */
  readonly code: string;
  /** What a sentence needs, such as `{ expected: 'boolean' }`; never a value of the input longer than 64 characters. */
  readonly params: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };
