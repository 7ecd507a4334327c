import type { ActionName, AudienceKey, ResourceName } from '../../../src/exposure/policy/policy';
import type { PartState } from '../../../src/exposure/reach/decide';
import type { FocusRecord } from '../../../src/exposure/reach/record';

/**
 * How a record's place was told. `whole`: its parent and the chain above; `parent`: its parent alone; `nothing`: neither;
 * `crooked`: a chain that can't be true (it loops, or contradicts the parent).
 */
export type Told = 'whole' | 'parent' | 'nothing' | 'crooked';

export interface ProofRecord {
  readonly told: Told;
  readonly record: FocusRecord;
}

/** One policy part, one tree, some records and one request: everything that the two readings are given, as JSON. */
export interface ProofCase {
  readonly now: number;
  readonly state: PartState;
  readonly question: {
    readonly audience: AudienceKey;
    readonly resource: ResourceName;
    readonly action: ActionName;
    /** Of the key that the caller showed, in the case of a caller who shows one. */
    readonly callerHash?: string;
    readonly groups?: readonly string[];
  };
  /** Every focus area with the one above it, as it truly is; `null` at the top. */
  readonly tree: Readonly<Record<string, string | null>>;
  readonly records: readonly ProofRecord[];
  /** `resource:id` of what was read in this call, and whether it lay in the reach. */
  readonly known: Readonly<Record<string, boolean>>;
  /** The fields that the caller asks for, when it doesn't take all. */
  readonly wanted?: readonly string[];
  /** Whether this site has a key for pseudonyms. */
  readonly pseudonyms: boolean;
}

/** Hears which clause was met, and how it came out. */
export type Note = (clause: string, outcome: string) => void;

export interface ReadRecord {
  readonly standing: 'in' | 'out' | 'unknown';
  readonly answer?: Readonly<Record<string, unknown>>;
}

/** What a reading makes of a case: a denial's code, or where each record stands and what leaves of it. */
export type Reading =
  { readonly code: string } | { readonly caller?: string | undefined; readonly pageSize: number; readonly records: readonly ReadRecord[] };
