import { createHash, randomUUID } from 'node:crypto';
import { ID_PATTERN } from '../exposure/catalogue/catalogue';
import { decide } from '../exposure/reach/decide';
import type { Decision, Question } from '../exposure/reach/decide';
import { placeIsOpen, reaches } from '../exposure/reach/reaches';
import type { FocusRecord } from '../exposure/reach/record';
import { shaper } from '../exposure/reach/shape';
import { openBudget } from '../focus/budget';
import type { Budget } from '../focus/budget';
import { START, listReached } from '../focus/list-reached';
import { locate } from '../focus/locate';
import { openFocus } from '../focus/open-focus';
import type { Focus } from '../focus/open-focus';
import type { FocusRefusal } from '../focus/sign-in';
import { bearerShelf } from '../store/bearer';
import { readLivePart } from '../store/live-parts';
import { pseudonymsFor } from '../store/pseudonyms';
import { siteOf } from '../store/site';
import { readVault } from '../store/vault';
import { openCursor, sealCursor } from './cursor';
import type { Binding } from './cursor';
import { entityTag, namesTag } from './entity-tag';
import { commonHeaders, problemAnswer } from './problems';
import type { ApiAnswer, Stop } from './problems';
import { parseQuery } from './query';
import type { Query } from './query';
import { readRequest } from './request';
import type { ApiRequest } from './request';
import { pathValues, routeOf } from './routes';
import type { Route } from './routes';

type Allowed = Extract<Decision, { allow: true }>;

/** What an allowed call has in hand when it asks Focus. */
interface Call {
  readonly route: Route;
  readonly request: ApiRequest;
  readonly decision: Allowed;
  readonly query: Query;
  readonly focus: Focus;
  readonly budget: Budget;
  readonly binding: Binding;
  /** Makes what leaves of a reached record. */
  readonly shape: (record: FocusRecord) => Record<string, unknown>;
  /** The ETag of what is about to leave. */
  readonly tagOf: (shaped: unknown) => string;
  readonly now: () => number;
}

interface Given {
  readonly revision: number;
  readonly data: unknown;
  readonly page?: { readonly limit: number; readonly nextCursor?: string };
  /** Where the next page is, relative to this one's address. */
  readonly link?: string;
  readonly tag: string;
}

type Outcome = Given | Stop;

const stopOf = ({ failure, retryAfter }: FocusRefusal, revision: number): Stop => ({
  code: failure === 'absent' ? 'not_found' : failure,
  revision,
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

const nextLink = (query: Query, cursor: string): string => {
  const fields: [string, string][] = query.fields ? [['fields', query.asked]] : [];
  return `<?${new URLSearchParams([['limit', String(query.limit)], ...fields, ['cursor', cursor]]).toString()}>; rel="next"`;
};

const list = async ({ decision, query, focus, budget, binding, shape, tagOf, now }: Call): Promise<Outcome> => {
  const { reach, revision } = decision;
  const { limit } = query;
  const from = query.cursor === undefined ? { ok: true as const, position: START } : openCursor(binding, query.cursor, now());
  if (!from.ok) return { code: from.code, revision, problems: [{ path: '/query/cursor', code: from.code, params: {} }] };
  const found = await listReached(focus, budget, { reach, limit, now: now() }, from.position);
  if (!found.ok) return stopOf(found, revision);
  const { records, next } = found.value;
  const data = records.map(shape);
  // The cursor is another each time; that there is one is what counts.
  const tag = tagOf([data, limit, next !== undefined]);
  if (!next) return { revision, data, tag, page: { limit } };
  const nextCursor = sealCursor(binding, next, now());
  return { revision, data, tag, page: { limit, nextCursor }, link: nextLink(query, nextCursor) };
};

/** Absent, outside the reach, of unknown place: the same answer. */
const get = async ({ route, request, decision, focus, shape, tagOf, now }: Call): Promise<Outcome> => {
  const { reach, revision } = decision;
  const [id] = pathValues(route, request.path) ?? [];
  if (id === undefined || !ID_PATTERN.test(id)) return { code: 'not_found', revision };
  const found = await focus.getFocusArea(id);
  if (!found.ok) return stopOf(found, revision);
  const located = placeIsOpen(reach, 'focusArea', found.value, now())
    ? await locate(focus, new Map(), found.value)
    : { ok: true as const, record: found.value };
  if (!located.ok) return stopOf(located, revision);
  if (!reaches(reach, 'focusArea', located.record, now())) return { code: 'not_found', revision };
  const data = shape(located.record);
  return { revision, data, tag: tagOf(data) };
};

const ACTIONS = { list, get } as const satisfies Readonly<Record<Route['action'], (call: Call) => Promise<Outcome>>>;

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

  const [part, vault] = await Promise.all([readLivePart(site, route.scope), readVault()]);

  const decision = decide(part, questionOf(route, request), now());
  if (!decision.allow) return decision;

  const { revision, digest, pageSize } = decision;
  const query = parseQuery(request.query, route.action, pageSize);
  if (!query.ok) return { code: 'invalid_request', revision, problems: query.problems };

  if (vault.state === 'failed' || vault.state === 'unreadable') return { code: 'policy_unreadable', revision };
  if (vault.state === 'absent' || !vault.vault.connection) return { code: 'focus_not_connected', revision };
  const { connection, keys } = vault.vault;
  const budget = openBudget(now);
  const focus = openFocus({ connection, site, budget, now, bearers: bearerShelf(connection) });
  const binding: Binding = { key: keys.cursor, cloudId: site.cloudId, route: route.key, asked: query.value.asked, digest };

  const tagOf = (shaped: unknown): string => entityTag(keys.etag, digest, shaped);

  const pseudonym = pseudonymsFor(keys.pseudonym, { cloudId: site.cloudId, audience: route.scope });
  const wanted = query.value.fields;
  const shape = shaper(decision.reach, route.resource, { pseudonym, now: now(), ...(wanted ? { wanted } : {}) });

  return ACTIONS[route.action]({ route, request, decision, query: query.value, focus, budget, binding, shape, tagOf, now });
};

const given = ({ revision, data, page, link, tag }: Given, request: ApiRequest, decisionId: string): ApiAnswer => {
  const headers = { ...commonHeaders('application/json', decisionId), ETag: [tag], ...(link === undefined ? {} : { Link: [link] }) };
  if (namesTag(request.header('If-None-Match'), tag)) return { statusCode: 304, headers, body: '' };
  return { statusCode: 200, headers, body: JSON.stringify({ data, page, meta: { decisionId, revision } }) };
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
