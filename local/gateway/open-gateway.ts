import { randomUUID } from 'node:crypto';
import type { Accounts } from '../accounts/open-accounts';
import { jsonBytes } from '../runtime/limits';
import type { InvocationFailure, Runtime } from '../runtime/runtime';
import { SITE } from '../site/identity';
import type { CustomScopes } from '../site/read-custom-scopes';
import { appIdOf } from '../site/read-manifest';
import type { ApiRoute, Manifest } from '../site/read-manifest';
import { BadEnvironment } from '../site/read-yaml';
import type { Switches } from '../site/switches';
import { answerFrom } from './function-answer';
import { isGatewayPath, parseGatewayPath } from './gateway-path';
import type { GatewayPath } from './gateway-path';
import { GATEWAY_LIMITS, openInvocationRate } from './limits';
import { matchRoute, verbsOf } from './match-route';
import { readBody } from './read-body';
import { refuse } from './refusals';
import { routeEvent } from './route-event';
import { assumedGatewayChoices } from './unknowns';
import type { GatewayChoices } from './unknowns';

const PRODUCT = 'jira';

const FAILURES: Readonly<Record<InvocationFailure['kind'], string>> = {
  threw: 'the function threw',
  timeout: 'the function ran out of its 25 s',
  exited: "the function's process ended",
  'not-found': 'the manifest names a function that the app does not export',
  'too-large': 'the function gave more than 5 MB',
};

interface GatewayNeeds {
  readonly manifest: Manifest;
  readonly scopes: CustomScopes;
  readonly runtime: Runtime;
  readonly accounts: Pick<Accounts, 'verify'>;
  readonly switches: Pick<Switches, 'restApis'>;
  readonly now: () => number;
  readonly site?: { readonly cloudId: string; readonly environmentId: string; readonly installationId: string };
  readonly choices?: Partial<GatewayChoices>;
}

/** Atlassian's API gateway for the routes of one installed app. */
export interface Gateway {
  /** Answers both documented URL forms and /_edge/tenant_info; 404 for anything else. */
  fetch(request: Request): Promise<Response>;
  /** Answers to what is unknown of the cloud; may be changed while the site runs. */
  readonly choices: GatewayChoices;
}

/** What Forge would refuse at deployment, or leave open. Throws BadEnvironment. */
const checkRoutes = (routes: readonly ApiRoute[], scopes: CustomScopes): void => {
  const seen = new Set<string>();
  for (const route of routes) {
    const name = `${route.operation} ${route.path}`;
    if (seen.has(name)) throw new BadEnvironment(`manifest.yml has two apiRoutes for ${name}.`);
    seen.add(name);
    if (!route.scopes?.length) throw new BadEnvironment(`The apiRoute ${route.key} in manifest.yml has no scopes.`);
    const undeclared = route.scopes.find((scope) => !Object.hasOwn(scopes.scopes, scope));
    if (undeclared !== undefined)
      throw new BadEnvironment(`The apiRoute ${route.key} needs ${undeclared}, which custom-scopes.yaml does not declare.`);
  }
};

const bearerOf = (request: Request): string | undefined => /^bearer +([^\s]+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];

/** Takes the app's files and the parts of the site; gives the gateway. Throws BadEnvironment on routes that could not be deployed. */
export const openGateway = ({
  manifest,
  scopes,
  runtime,
  accounts,
  switches,
  now,
  site = SITE,
  choices: chosen,
}: GatewayNeeds): Gateway => {
  const routes = manifest.modules.apiRoute ?? [];
  checkRoutes(routes, scopes);
  const installed = `${appIdOf(manifest)}_${site.environmentId}`;
  const choices = { ...assumedGatewayChoices(), ...chosen };
  const rate = openInvocationRate(now);

  /** Why a path leads to no route of this app on this site. */
  const strayed = (path: GatewayPath | undefined): string | undefined => {
    if (path === undefined) return 'the path has none of the documented forms, or a segment that is empty, malformed or hides a slash';
    if (path.product !== PRODUCT) return `the product must be ${PRODUCT}`;
    if (path.cloudId !== undefined && path.cloudId !== site.cloudId) return 'the cloud id is not of this site';
    if (path.installed !== installed) return 'the app or environment is not the installed one';
    return undefined;
  };

  const missingScopes = (route: ApiRoute, held: readonly string[]): string[] => {
    const lacks = (scopesOf: readonly string[]): string[] => scopesOf.filter((scope) => !held.includes(scope));
    const own = lacks(route.scopes ?? []);
    const enough = choices.routeScopes === 'any' && own.length < (route.scopes ?? []).length;
    return [...(enough ? [] : own), ...lacks([`read:forge-app:${PRODUCT}`])];
  };

  const pathFor = (path: GatewayPath): string =>
    path.cloudId === undefined && choices.sitePath === 'as-called'
      ? `/gateway/api/svc/${path.product}/apps/${installed}${path.rest}`
      : `/svc/${path.product}/${site.cloudId}/apps/${installed}${path.rest}`;

  const invoke = async (route: ApiRoute, payload: unknown, accountId: string): Promise<Response> => {
    const outcome = await runtime.invoke({
      functionKey: route.function,
      moduleKey: route.key,
      payload,
      timeoutMs: GATEWAY_LIMITS.runtimeMs,
      ...(choices.principal === 'account' && { accountId }),
    });
    const traceId = randomUUID();
    if (outcome.ok) {
      const answer = answerFrom(outcome.result, choices);
      return answer instanceof Response ? answer : refuse('failed', answer.wrong, traceId);
    }
    // The failure's own words may hold a record's contents; the runtime's log has them.
    if (outcome.error.kind === 'timeout') return refuse('late', FAILURES.timeout, traceId);
    return refuse('failed', FAILURES[outcome.error.kind], traceId);
  };

  const call = async (request: Request, url: URL): Promise<Response> => {
    const token = bearerOf(request);
    const caller = token === undefined ? null : await accounts.verify(token);
    if (caller === null) return refuse('token', 'no bearer token, or one that is unknown or has expired');

    const path = parseGatewayPath(url.pathname);
    const astray = strayed(path);
    if (path === undefined || astray !== undefined) return refuse('scope', astray ?? 'unknown path');
    const route = matchRoute(routes, request.method, path.segments);
    if (route === undefined) {
      const verbs = verbsOf(routes, path.segments);
      return refuse('scope', verbs.length > 0 ? `this path is known for ${verbs.join(', ')} only` : 'no apiRoute has this path');
    }
    const missing = missingScopes(route, caller.scopes);
    if (missing.length > 0) return refuse('scope', `the token lacks ${missing.join(', ')}`);
    if (!switches.restApis()) return refuse('off', 'App REST APIs are off for this site: switch them on under Connected apps');

    const body = await readBody(request, route.accept ?? ['application/json']);
    if (!body.ok) return refuse(body.refusal, body.hint);
    const event = routeEvent({
      request,
      query: url.searchParams,
      body: body.text,
      path: pathFor(path),
      routeKey: route.key,
      cloudId: site.cloudId,
      accountId: caller.accountId,
      choices,
    });
    // The limit is on the payload, and quoting can make that larger than the body.
    if (jsonBytes(event) > GATEWAY_LIMITS.requestBytes) return refuse('tooLarge', 'the invocation payload is over 5 MB');
    if (choices.rates === 'counted' && !rate.allows({ user: caller.accountId, installation: site.installationId }))
      return refuse('tooMany', 'over the invocation rate of this user or installation');
    return invoke(route, event, caller.accountId);
  };

  return {
    choices,
    fetch: async (request) => {
      // The URL parser resolves dot segments, also percent-encoded ones, before anything is compared.
      const url = new URL(request.url);
      if (url.pathname === '/_edge/tenant_info' && request.method === 'GET') return Response.json({ cloudId: site.cloudId });
      return isGatewayPath(url.pathname) ? call(request, url) : refuse('nowhere', 'this is no URL of the gateway');
    },
  };
};
