import type { Caller } from '../service-account';
import type { Shape } from '../shapes/shape';
import type { State } from '../state/open-state';
import type { Switches } from '../unknowns';

/** One call to an operation, after credential, scope and the document's own checks. */
export interface Call {
  /** Path parameter `id`, or the empty text. */
  readonly id: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly caller: Caller;
  readonly state: State;
  readonly switches: Switches;
  readonly shape: Shape;
  /** Makes the changes of `work` durable all at once. */
  readonly together: (work: () => void) => void;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

export type Handler = (call: Call) => Reply;

/** The members of a body that the document found to be an object. */
export const membersOf = (body: unknown): Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
