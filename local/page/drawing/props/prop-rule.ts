import type { ArgumentKind } from '../../forge-doc/event-arguments';

/** What the drawing of one UI Kit component understands. A prop named nowhere here is drawn as an error. */
export interface PropRule {
  /** Data, handed on as a JSON copy. */
  readonly plain?: readonly string[];
  /** Handlers, and what they are given. */
  readonly events?: Readonly<Record<string, ArgumentKind>>;
  /** Props that hold elements of the app's own React. */
  readonly elements?: readonly string[];
  /** Props that the drawing reads by itself, because functions or elements sit inside data. */
  readonly raw?: readonly string[];
  /** Props that `register()` of useForm gives to every field and that mean nothing to this one. */
  readonly ignored?: readonly string[];
}
