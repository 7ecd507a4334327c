import type { Decision } from '../../exposure/reach/decide';
import type { FocusRecord } from '../../exposure/reach/record';
import type { Budget } from '../../focus/budget';
import type { Focus } from '../../focus/open-focus';
import type { FocusRefusal } from '../../focus/sign-in';
import type { StoredTree } from '../../focus/walk/places/stored-tree';
import type { Binding } from '../cursor';
import type { Stop } from '../problems';
import type { Query } from '../query';
import type { ApiRequest } from '../request';
import type { Route } from '../routes';

/** What an allowed call has in hand when it asks Focus. */
export interface Call {
  readonly route: Route;
  readonly request: ApiRequest;
  readonly decision: Extract<Decision, { allow: true }>;
  readonly query: Query;
  readonly focus: Focus;
  readonly budget: Budget;
  /** Absent = none whose age fits the grant. */
  readonly tree?: StoredTree;
  readonly binding: Binding;
  /** Makes what leaves of a reached record. */
  readonly shape: (record: FocusRecord) => Record<string, unknown>;
  /** The ETag of what is about to leave. */
  readonly tagOf: (shaped: unknown) => string;
  readonly now: () => number;
}

export interface Given {
  readonly revision: number;
  readonly data: unknown;
  readonly page?: { readonly limit: number; readonly nextCursor?: string };
  /** Where the next page is, relative to this one's address. */
  readonly link?: string;
  readonly tag: string;
  /** ms since the epoch: how old the places are that decided, where Focus told none. */
  readonly asOf?: number;
}

export type Outcome = Given | Stop;

export const stopOf = ({ failure, retryAfter }: FocusRefusal, revision: number): Stop => ({
  code: failure === 'absent' ? 'not_found' : failure,
  revision,
  ...(retryAfter === undefined ? {} : { retryAfter }),
});
