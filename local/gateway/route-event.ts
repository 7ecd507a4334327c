import type { GatewayChoices } from './unknowns';

/** What a function behind an apiRoute gets: the shape of a request captured on the cloud (facts on app REST APIs 3). */
export interface RouteEvent {
  readonly method: string;
  readonly call: { readonly functionKey: string };
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly queryParameters: Readonly<Record<string, readonly string[]>>;
  readonly body?: string | null;
  readonly path: string;
  readonly userPath: null;
  readonly context: {
    readonly cloudId: string;
    readonly moduleKey: string;
    readonly userAccess: { readonly enabled: boolean; readonly hasAccess: boolean };
  };
  readonly contextToken: string;
}

interface EventParts {
  readonly request: Request;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly path: string;
  readonly routeKey: string;
  readonly cloudId: string;
  readonly accountId: string;
  readonly choices: GatewayChoices;
}

/** Credentials, what belongs to one connection, and what only the local site knows. */
const KEPT_BACK = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'x-site-token',
  'host',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
]);

const ACCOUNT_HEADER = 'x-slauth-user-context-account-id';

const canonical = (name: string): string => name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());

const headersOf = ({ request, accountId, choices }: EventParts): Record<string, string[]> => {
  const sent = [...request.headers].filter(
    ([name]) => !KEPT_BACK.has(name) && (name !== ACCOUNT_HEADER || choices.accountHeader === 'as-sent'),
  );
  const seen = choices.accountHeader === 'from-token' ? [...sent, [ACCOUNT_HEADER, accountId] as const] : sent;
  return Object.fromEntries(seen.map(([name, value]) => [choices.headerNames === 'canonical' ? canonical(name) : name, [value]]));
};

const queryOf = ({ query, choices }: EventParts): Record<string, string[]> =>
  // fromEntries defines own members, so that a parameter called __proto__ is one like any other.
  Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const values = query.getAll(name);
      return [name, choices.queryCommas === 'split' ? values.flatMap((value) => value.split(',')) : values];
    }),
  );

const EMPTY_BODIES: Readonly<Record<GatewayChoices['emptyBody'], { readonly body?: string | null }>> = {
  absent: {},
  null: { body: null },
  empty: { body: '' },
};

/** Takes a checked request; gives the function's first argument. */
export const routeEvent = (parts: EventParts): RouteEvent => ({
  method: parts.request.method,
  call: { functionKey: parts.routeKey },
  headers: headersOf(parts),
  queryParameters: queryOf(parts),
  ...(parts.body === '' ? EMPTY_BODIES[parts.choices.emptyBody] : { body: parts.body }),
  path: parts.path,
  userPath: null,
  context: { cloudId: parts.cloudId, moduleKey: parts.routeKey, userAccess: { enabled: false, hasAccess: true } },
  // An unsigned, empty JWT: opaque to the app and of no use to it.
  contextToken: 'eyJhbGciOiJub25lIn0.e30.',
});
