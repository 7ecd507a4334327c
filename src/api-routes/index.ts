import { createHash, randomUUID } from 'node:crypto';
import { decide } from '../exposure/reach/decide';
import type { Question } from '../exposure/reach/decide';
import { shaper } from '../exposure/reach/shape';
import { openBudget } from '../focus/budget';
import { openFocus } from '../focus/open-focus';
import { bearerShelf, readBearer } from '../store/connection/bearer';
import { freshTree } from '../store/hierarchy/fresh-tree';
import { readHierarchyHead } from '../store/hierarchy/head';
import { openUnitMeter } from '../store/hierarchy/unit-meter';
import { readLivePart } from '../store/live-parts';
import { pseudonymsFor } from '../store/pseudonyms';
import { siteOf } from '../store/site';
import { readVault } from '../store/connection/vault';
import type { Call, Given, Outcome } from './actions/call';
import { get } from './actions/get';
import { list } from './actions/list';
import type { Binding } from './cursor';
import { entityTag, namesTag } from './entity-tag';
import { commonHeaders, problemAnswer } from './problems';
import type { ApiAnswer } from './problems';
import { parseQuery } from './query';
import { readRequest } from './request';
import type { ApiRequest } from './request';
import { routeOf } from './routes';
import type { Route } from './routes';

const ACTIONS = { list, get } as const satisfies Readonly<Record<Route['action'], (call: Call) => Promise<Outcome>>>;

/** Of the 25 read units of a call (design: budget of one call): what live part, vault, bearer and head leave. */
const TREE_UNITS = 18;

const CALLER_KEY = 'Aperture-Key';

/** From here on a caller key is known by its hash alone. */
const questionOf = ({ scope, resource, action }: Route, request: ApiRequest): Question => {
  const key = request.header(CALLER_KEY);
  return {
    audience: scope,
    resource,
    action,
    ...(key === undefined ? {} : { callerHash: createHash('sha256').update(key, 'utf8').digest('hex') }),
  };
};

/** The journey of one call. Until `decide` nothing of query, path or body is looked at, and nothing is asked of Focus. */
const travel = async (route: Route | undefined, request: ApiRequest, context: unknown, now: () => number): Promise<Outcome> => {
  if (!route || (request.method !== undefined && request.method !== route.operation)) return { code: 'not_found' };
  const site = siteOf(context, request.cloudId);
  if (!site) return { code: 'not_exposed' };

  // Everything that storage is asked for before Focus goes side by side: one after the other it would take longer than Focus may.
  const [part, vault, bearer, hierarchy] = await Promise.all([
    readLivePart(site, route.scope),
    readVault(),
    readBearer(),
    // One record's place is always read live.
    route.action === 'list' ? readHierarchyHead(site) : undefined,
  ]);

  const decision = decide(part, questionOf(route, request), now());
  if (!decision.allow) return decision;

  const { reach, revision, digest, pageSize } = decision;
  const grant = reach.grants.get(route.resource);
  const shown = new Set(grant?.fields.flatMap(({ name, treatment }) => (treatment === 'show' ? [name] : [])));
  const query = parseQuery(request.query, route.action, { pageSize, shown });
  if (!query.ok) return { code: 'invalid_request', revision, problems: query.problems };

  if (vault.state === 'failed' || vault.state === 'unreadable') return { code: 'policy_unreadable', revision };
  if (vault.state === 'absent' || !vault.vault.connection) return { code: 'focus_not_connected', revision };
  const { connection, keys } = vault.vault;
  const budget = openBudget(now);
  const focus = openFocus({ connection, site, budget, now, bearers: bearerShelf(connection, bearer, now) });
  const tree = hierarchy && freshTree(hierarchy, grant?.placeAge ?? 'live', now(), openUnitMeter(TREE_UNITS));
  const binding: Binding = { key: keys.cursor, cloudId: site.cloudId, route: route.key, asked: query.value.asked, digest };

  const tagOf = (shaped: unknown): string => entityTag(keys.etag, digest, shaped);

  const pseudonym = pseudonymsFor(keys.pseudonym, { cloudId: site.cloudId, audience: route.scope });
  const wanted = query.value.fields;
  const shape = shaper(reach, route.resource, { pseudonym, now: now(), ...(wanted ? { wanted } : {}) });

  const hand = { route, request, decision, query: query.value, focus, budget, binding, shape, tagOf, now };
  return ACTIONS[route.action](tree ? { ...hand, tree } : hand);
};

const given = ({ revision, data, page, link, tag, asOf }: Given, request: ApiRequest, decisionId: string): ApiAnswer => {
  const headers = { ...commonHeaders('application/json', decisionId), ETag: [tag], ...(link === undefined ? {} : { Link: [link] }) };
  if (namesTag(request.header('If-None-Match'), tag)) return { statusCode: 304, headers, body: '' };
  const meta = { decisionId, revision, ...(asOf === undefined ? {} : { asOf: new Date(asOf).toISOString() }) };
  return { statusCode: 200, headers, body: JSON.stringify({ data, page, meta }) };
};

/**
 * The function behind every apiRoute of the manifest: takes Forge's event and the context beside it, gives what Forge sends on.
 * Never throws, and logs no more than a decision id, a route and a code.
 */
export const answer = async (event: unknown, context: unknown): Promise<ApiAnswer> => {
  const decisionId = randomUUID();
  let route: Route | undefined;
  let outcome: Outcome;
  try {
    const request = readRequest(event);
    route = routeOf(request.routeKey);
    outcome = await travel(route, request, context, Date.now);
    if ('data' in outcome) return given(outcome, request, decisionId);
  } catch {
    // What was thrown may hold a record or a credential: only the id of this decision is kept.
    outcome = { code: 'internal_error' };
  }
  console.warn(JSON.stringify({ decisionId, route: route?.key ?? 'unknown', code: outcome.code }));
  return problemAnswer(outcome, decisionId, route);
};
