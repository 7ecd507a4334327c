import type { FocusDocument, Operation } from './document';
import type { Credentials, Host } from './open-credentials';
import { HANDLERS } from './operations/handlers';
import { Refusal } from './operations/refusal';
import type { Shape } from './shapes/shape';
import type { State } from './state/open-state';
import type { FocusSwitches } from './switches';
import { answerTenantInfo, ELSEWHERE } from './operations/tenant-info';

/** What a request asks for, as far as its address tells. */
export type Target =
  | { readonly kind: 'token' }
  | { readonly kind: 'tenantInfo'; readonly site: 'own' | 'elsewhere' }
  | {
      readonly kind: 'operation';
      readonly operation: Operation;
      readonly id: string;
      readonly host: Host;
      readonly cloudId: string | undefined;
    }
  | { readonly kind: 'nothing'; readonly allow: readonly string[] };

const BASES: readonly { readonly host: Host; readonly pattern: RegExp }[] = [
  { host: 'cloud', pattern: /^\/focus\/cloud\/(?<cloudId>[^/]+)(?<path>\/v1\/.+)$/ },
  { host: 'site', pattern: /^\/gateway\/api\/focus(?<path>\/v1\/.+)$/ },
];

/** Finds what a request is for. `site`: first label of the site's own host name. */
export function findTarget(request: Request, document: FocusDocument, site: string): Target {
  const { hostname, pathname } = new URL(request.url);
  if (hostname === 'auth.atlassian.com') {
    return pathname !== '/oauth/token'
      ? { kind: 'nothing', allow: [] }
      : request.method === 'POST'
        ? { kind: 'token' }
        : { kind: 'nothing', allow: ['POST'] };
  }
  if (pathname === '/_edge/tenant_info' && request.method === 'GET') {
    if (hostname === `${site}.atlassian.net`) return { kind: 'tenantInfo', site: 'own' };
    if (hostname === ELSEWHERE.host) return { kind: 'tenantInfo', site: 'elsewhere' };
  }
  const hosts: Readonly<Record<string, Host>> = { 'api.atlassian.com': 'cloud', [`${site}.atlassian.net`]: 'site' };
  const base = BASES.find((one) => one.host === hosts[hostname]);
  const parts = base?.pattern.exec(pathname)?.groups;
  if (!base || !parts) return { kind: 'nothing', allow: [] };
  const found = document.find(request.method, parts['path'] ?? '');
  if ('allow' in found) return { kind: 'nothing', allow: found.allow };
  return {
    kind: 'operation',
    operation: found.operation,
    id: decode(found.parameters['id'] ?? ''),
    host: base.host,
    cloudId: parts['cloudId'],
  };
}

/** What calls for this target are counted under, and faults name them by. */
export const nameOfTarget = (target: Target): string =>
  target.kind === 'operation'
    ? target.operation.operationId
    : { token: 'issueToken', tenantInfo: 'tenantInfo', nothing: 'none' }[target.kind];

interface Parts {
  readonly document: FocusDocument;
  readonly credentials: Credentials;
  readonly state: State;
  readonly together: (work: () => void) => void;
  readonly switches: FocusSwitches;
  readonly shape: Shape;
  readonly cloudId: string;
  readonly now: () => number;
}

/** Answers one request: credential, scope, the document's checks, then the operation. */
export async function answerCall(request: Request, target: Target, parts: Parts): Promise<Response> {
  try {
    if (target.kind === 'token') return await parts.credentials.issueToken(request);
    if (target.kind === 'tenantInfo') return answerTenantInfo(target.site, parts);
    if (target.kind === 'nothing') {
      if (target.allow.length === 0) throw new Refusal(404, 'There is nothing at this address.');
      throw new Refusal(405, 'The method is not allowed here.', { allow: target.allow.join(', ') });
    }
    return await answerOperation(request, target, parts);
  } catch (error) {
    if (error instanceof Refusal) return error.toResponse();
    throw error;
  }
}

async function answerOperation(request: Request, target: Extract<Target, { kind: 'operation' }>, parts: Parts): Promise<Response> {
  const { document, credentials, state, together, switches, shape, now } = parts;
  const { operation, id, host, cloudId } = target;
  const caller = credentials.callerOf(request, host, cloudId);
  const scope = operation.operationId === 'createOrganization' ? switches.organizationWriteScope : operation.scope;
  if (!caller.scopes.includes(scope)) throw new Refusal(403, 'The credential lacks the scope for this operation.');

  const query = readQuery(new URL(request.url).searchParams, operation);
  const body = operation.takesBody ? await readBody(request, operation, document) : undefined;
  const handler = HANDLERS[operation.operationId];
  if (!handler) throw new Refusal(501, `${operation.operationId} is not modelled.`);
  const reply = handler({ id, query, body, caller, state, together, switches, shape, at: now() });
  return reply.body === undefined ? new Response(null, { status: reply.status }) : Response.json(reply.body, { status: reply.status });
}

/** Parameters that the operation documents; others are ignored, of repeated ones the first counts (a choice: nothing is known). */
function readQuery(search: URLSearchParams, { query }: Operation): Readonly<Record<string, string>> {
  const missing = query.find((parameter) => parameter.required && !search.has(parameter.name));
  if (missing) throw new Refusal(400, `${missing.name} is required.`);
  return Object.fromEntries(
    query.flatMap(({ name }) => {
      const value = search.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

async function readBody(request: Request, { operationId }: Operation, document: FocusDocument): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    throw new Refusal(415, 'The body must be application/json.');
  const body = parseJson(await request.text());
  const problems = document.checkBody(operationId, body);
  if (problems.length > 0) throw new Refusal(400, problems.join('; '));
  return body;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'The body is not JSON.');
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // No id looks like this, so it will not be found.
    return part;
  }
}
