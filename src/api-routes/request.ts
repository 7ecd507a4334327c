/** What a handler is told of one call. Undocumented: read with tolerance after a captured event. */
export interface ApiRequest {
  /** The apiRoute's key; undefined when the event names none, or two that differ. */
  readonly routeKey: string | undefined;
  readonly method: string | undefined;
  /** The full gateway path, as it came. */
  readonly path: string;
  /** Never trusted alone: it must agree with what Forge says beside the event. */
  readonly cloudId: unknown;
  /** Values by name; `malformed` when they are no text. */
  readonly query: ReadonlyMap<string, readonly string[] | 'malformed'>;
  /** The first value of a header, whatever its case. */
  readonly header: (name: string) => string | undefined;
}

const member = (holder: unknown, name: string): unknown =>
  typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
    ? (holder as Readonly<Record<string, unknown>>)[name]
    : undefined;

const textAt = (holder: unknown, name: string): string | undefined => {
  const value = member(holder, name);
  return typeof value === 'string' ? value : undefined;
};

const entriesOf = (holder: unknown): [string, unknown][] =>
  typeof holder === 'object' && holder !== null && !Array.isArray(holder) ? Object.entries(holder) : [];

// Web triggers give lists, a plain string is possible for routes.
const valuesOf = (value: unknown): readonly string[] | 'malformed' => {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.every((each): each is string => typeof each === 'string') ? values : 'malformed';
};

const routeKeyOf = (event: unknown): string | undefined => {
  const told = [textAt(member(event, 'call'), 'functionKey'), textAt(member(event, 'context'), 'moduleKey')].filter(
    (key) => key !== undefined,
  );
  return new Set(told).size === 1 ? told[0] : undefined;
};

export const readRequest = (event: unknown): ApiRequest => {
  const headers = new Map(entriesOf(member(event, 'headers')).map(([name, value]) => [name.toLowerCase(), valuesOf(value)]));
  return {
    routeKey: routeKeyOf(event),
    method: textAt(event, 'method'),
    path: textAt(event, 'path') ?? '',
    cloudId: member(member(event, 'context'), 'cloudId'),
    query: new Map(entriesOf(member(event, 'queryParameters')).map(([name, value]) => [name, valuesOf(value)])),
    header: (name) => {
      const values = headers.get(name.toLowerCase());
      return values === 'malformed' ? undefined : values?.[0];
    },
  };
};
