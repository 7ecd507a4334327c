/** The policy as an admin wrote it (docs/decisions/0007), in the terms of CONTEXT.md. */

/** Every resource of Focus, in the catalogue's order. */
export type ResourceName =
  'focusArea' | 'costItem' | 'benefitItem' | 'costType' | 'costSubtype' | 'benefitType' | 'investmentCategory' | 'organization';

/** The decided scopes (docs/decisions/0001). One is registered with the release that first serves a route of it. */
export type ScopeName =
  | 'read:focus-area:custom'
  | 'write:focus-area:custom'
  | 'read:cost-item:custom'
  | 'write:cost-item:custom'
  | 'delete:cost-item:custom'
  | 'read:benefit-item:custom'
  | 'write:benefit-item:custom'
  | 'delete:benefit-item:custom'
  | 'read:fund-classification:custom'
  | 'read:organization:custom'
  | 'write:organization:custom'
  | 'read:focus-summary:custom'
  | 'read:api-description:custom'
  | 'read:shared-view:custom';

/** A shared view by its name, `[a-z0-9]{1,20}`. */
export type ViewKey = `view:${string}`;

/** Who a part of the policy speaks to. `read:shared-view:custom` is never an audience: each view is one. */
export type AudienceKey = Exclude<ScopeName, 'read:shared-view:custom'> | ViewKey | 'app-users';

export type ActionName = 'list' | 'get' | 'create' | 'update' | 'bulk' | 'delete' | 'summary';

/**
 * What happens to a leaf on its way out. A mask's output takes fewer values than the original; what can't be treated is left out.
 * `round`: a number > 0 that amounts are rounded to. `bucket`: 1 to 20 ascending edges.
 */
export type Treatment = 'show' | 'year' | 'initials' | 'pseudonym' | { readonly round: number } | { readonly bucket: readonly number[] };

export type Scalar = string | number | boolean;

/** One thing that must hold of a leaf. On an absent, null, mistyped or unreadable leaf none holds, negative ones neither. */
export type Condition =
  | { readonly field: string; readonly equals: Scalar }
  | { readonly field: string; readonly in: readonly Scalar[] }
  | { readonly field: string; readonly notIn: readonly Scalar[] }
  /** An ISO 8601 date or instant; strictly before or after it. */
  | { readonly field: string; readonly before: string }
  | { readonly field: string; readonly after: string }
  /** Text holds it, whatever the case; a list holds it as an entry. */
  | { readonly field: string; readonly contains: string }
  | { readonly field: string; readonly isSet: true };

/** Every record, or those inside one of these subtrees (roots included) *and* of whom every condition holds. An empty `under` reaches nothing. */
export type Records = 'all' | { readonly under?: readonly string[]; readonly where?: readonly Condition[] };

/** What a leaf may hold. `ids` is a list of references; `series` maps a month `YYYY-MM` to an amount; `texts` is a list of text. */
export type LeafShape = 'text' | 'number' | 'flag' | 'date' | 'id' | 'ids' | 'texts' | 'series';

/** Shapes that a field seen in a site's data may have; such a field never is a reference. */
export type ObservedShape = Exclude<LeafShape, 'id' | 'ids'>;

/** What one audience reaches in one resource. */
export interface Grant {
  readonly actions: readonly ActionName[];
  /** Leaf path (such as `name` or `owner.id`) to treatment; a field that is not named stays hidden. In write audiences: what may be written, `show` only. */
  readonly fields: Readonly<Record<string, Treatment>>;
  readonly records: Records;
  /** Shapes of the leaves in `fields` and `where` that the catalogue doesn't know: seen in this site's data, by an admin's choice. */
  readonly observed?: Readonly<Record<string, ObservedShape>>;
  /** Minutes that a stored place may be old (1 to 10080), or `live`; 60 when left out. */
  readonly placeAge?: number | 'live';
  /** Most records in one answer, 1 to 100; 100 when left out. */
  readonly pageSize?: number;
}

export interface AudiencePart {
  /** `false` = nothing leaves for this audience. */
  readonly enabled: boolean;
  /** ISO 8601 instant in UTC; from then on nothing leaves. */
  readonly expiresAt?: string;
  /**
   * `any` = whoever holds the scope; a list = callers with one of these keys, an empty one nobody.
   * Left out: any caller for a read scope, nobody for a write or delete scope or a view. A view never takes `any`; `app-users` takes none.
   */
  readonly callers?: 'any' | readonly string[];
  /** `app-users` only: Jira group ids; an empty list is nobody, left out is every Jira user. */
  readonly groups?: readonly string[];
  /** Views only, and needed there: what people call it, 1 to 60 characters. */
  readonly name?: string;
  /** `read:api-description:custom` only: the audiences it tells of; never a view. */
  readonly describes?: readonly string[];
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
  /** Stable code: words/word-codes.ts. */
  readonly code: string;
  /** What a sentence needs, such as `{ expected: 'boolean' }`; never a value of the input longer than 64 characters. */
  readonly params: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };
