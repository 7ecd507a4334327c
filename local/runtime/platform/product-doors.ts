import type { ForgeFetchMeta, PlatformRequest } from '../inside/platform-link';

/** The stand-ins that answer `__forge_fetch__`. */
export interface ProductDoors {
  /** Async events. Undefined for a path that isn't theirs. `chain` is the invocation that all this descends from. */
  readonly events?: { call(path: string, body: string, chain: string): Response | undefined };
  readonly kvs: { call(installationId: string, path: string, body: string): Promise<Response> };
  readonly jira: { fetch(request: Request, acting: { readonly accountId: string } | { readonly app: true }): Promise<Response> };
}

/** For whom and with which rights an invocation asks. */
interface Asker {
  /** Scopes of the manifest. */
  readonly scopes: readonly string[];
  readonly installationId: string;
  readonly accountId: string | undefined;
  /** The first invocation of the chain of events that this one stands in. */
  readonly chain: string;
  readonly signal: AbortSignal;
}

const SITE_BASE = 'https://local.atlassian.net';

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  Response.json(body, { status, headers });

const scopeMismatch = (): Response =>
  json(401, { code: 401, message: 'Unauthorized; scope does not match' }, { 'x-failure-category': 'FAILURE_CLIENT_SCOPE_CHECK' });

const notModelled = (what: string): Response => json(501, { code: 501, message: `The local site doesn't model ${what}.` });

// The header makes @forge/api throw: NeedsAuthenticationError for this code, ProxyRequestError for any other.
const proxyError = (status: number, code: string): Response => json(status, { code }, { 'forge-proxy-error': code });

const toRequest = ({ url, method, headers, body }: PlatformRequest, signal: AbortSignal): Request =>
  new Request(`${SITE_BASE}${url}`, { method, headers, body, signal });

type Acting = { readonly accountId: string } | { readonly app: true };

const actingOf = (meta: ForgeFetchMeta, asker: Asker): Acting | Response => {
  if (meta.provider === 'app') return { app: true };
  if (meta.provider !== 'user') return json(401, { code: 401, message: 'Unauthorized' });
  if (meta.accountId !== undefined && meta.accountId !== asker.accountId) return proxyError(403, 'IMPERSONATION_NOT_ALLOWED');
  if (asker.accountId === undefined) return proxyError(401, 'NEEDS_AUTHENTICATION_ERR');
  return { accountId: asker.accountId };
};

const askKvs = async (doors: ProductDoors, request: PlatformRequest, asker: Asker): Promise<Response> => {
  if (!asker.scopes.includes('storage:app')) return json(403, { code: 'FORBIDDEN', message: 'The manifest lacks the scope storage:app.' });
  return doors.kvs.call(asker.installationId, request.url, new TextDecoder().decode(request.body ?? new Uint8Array()));
};

const askJira = async (doors: ProductDoors, meta: ForgeFetchMeta, request: PlatformRequest, asker: Asker): Promise<Response> => {
  const acting = actingOf(meta, asker);
  // The stand-in for Jira itself refuses endpoints whose scope the manifest lacks.
  return acting instanceof Response ? acting : doors.jira.fetch(toRequest(request, asker.signal), acting);
};

/** Atlassian paths behind `requestAtlassian` that are known here, with the scopes that open them: none of a manifest's opens Focus. */
const STARGATE: readonly { readonly path: RegExp; readonly scopes: readonly string[]; readonly answer: () => Response }[] = [
  { path: /^\/focus(\/|$)/, scopes: [], answer: scopeMismatch },
  // No account of the local site is ever closed, so there is nothing to report back.
  { path: /^\/app\/report-accounts$/, scopes: ['report:personal-data'], answer: () => new Response(null, { status: 204 }) },
];

const askEvents = (doors: ProductDoors, meta: ForgeFetchMeta, request: PlatformRequest, asker: Asker): Response | undefined => {
  if (meta.provider !== 'app' || request.method !== 'POST') return undefined;
  return doors.events?.call(request.url, new TextDecoder().decode(request.body ?? new Uint8Array()), asker.chain);
};

const askStargate = (doors: ProductDoors, meta: ForgeFetchMeta, request: PlatformRequest, asker: Asker): Response => {
  const acting = actingOf(meta, asker);
  if (acting instanceof Response) return acting;
  const answered = askEvents(doors, meta, request, asker);
  if (answered) return answered;
  const { pathname } = new URL(request.url, SITE_BASE);
  const endpoint = STARGATE.find(({ path }) => path.test(pathname));
  if (!endpoint) return notModelled(`${request.method} ${pathname} of Atlassian's gateway`);
  return endpoint.scopes.some((scope) => asker.scopes.includes(scope)) ? endpoint.answer() : scopeMismatch();
};

/** Answers one `__forge_fetch__` of an invocation. What the stand-ins don't know is 501 with a sentence. */
export const answerForgeFetch = async (
  doors: ProductDoors,
  meta: ForgeFetchMeta,
  request: PlatformRequest,
  asker: Asker,
): Promise<Response> => {
  if (meta.type === 'kvs') return askKvs(doors, request, asker);
  if (meta.type !== 'fpp' || meta.contextAri !== undefined) return notModelled(`calls of type ${meta.type}`);
  if (meta.remote === 'jira') return askJira(doors, meta, request, asker);
  if (meta.remote === 'stargate') return askStargate(doors, meta, request, asker);
  return notModelled(`the product ${meta.remote ?? '(none)'}`);
};

/** A page's own call of Jira (`requestJira` of @forge/bridge), as the acting user. */
export const askJiraAs = (
  doors: Pick<ProductDoors, 'jira'>,
  request: PlatformRequest,
  accountId: string,
  signal: AbortSignal,
): Promise<Response> => doors.jira.fetch(toRequest(request, signal), { accountId });
