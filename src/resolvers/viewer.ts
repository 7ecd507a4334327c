import { makeResolver } from '@forge/resolver';
import { shaper } from '../exposure/reach/shape';
import { openBudget } from '../focus/budget';
import { openFocus } from '../focus/open-focus';
import { listReached } from '../focus/walk/list-reached';
import { bearerShelf, readBearer } from '../store/connection/bearer';
import { freshTree } from '../store/hierarchy/fresh-tree';
import { readHierarchyHead } from '../store/hierarchy/head';
import { openUnitMeter } from '../store/hierarchy/unit-meter';
import { readLivePart } from '../store/live-parts';
import { pseudonymsFor } from '../store/pseudonyms';
import { siteOf } from '../store/site';
import { readVault } from '../store/connection/vault';
import type { Answer, Summary, ViewerCalls } from './contract';
import { decideForActing } from './groups/decide-for-acting';
import { noPayload } from './payload';
import { onlyNamed, refuse, settled } from './refusal';

/** What the budget of one call can bring at most: 20 pages of 100. */
const MOST_AREAS = 2_000;

/** Read units that the stored hierarchy may take in one call. */
const TREE_UNITS = 18;

const QUESTION = { audience: 'app-users', resource: 'focusArea', action: 'list' } as const;

interface Request {
  readonly payload: unknown;
  readonly context: { readonly [member: string]: unknown };
}

/**
 * What app users reach, as far as one call's budget goes. Any Jira user of the site may ask; the `app-users` part alone decides.
 * A grant's page size is for clients that page: this is one picture, not a page of it.
 */
const summary = async ({ payload, context }: Request): Promise<Answer<Summary>> => {
  const site = siteOf(context, context['cloudId']);
  const accountId = context['accountId'];
  if (!site || typeof accountId !== 'string') return refuse('not_exposed');
  const parsed = noPayload(payload);
  if (!parsed.ok) return refuse('invalid', parsed.problems);

  const now = Date.now;
  const [part, vault, bearer, hierarchy] = await Promise.all([
    readLivePart(site, QUESTION.audience),
    readVault(),
    readBearer(),
    readHierarchyHead(site),
  ]);
  const decision = await decideForActing(part, QUESTION, accountId, now());
  // Only a view is ever said not to be there.
  if (!decision.allow) return refuse(decision.code === 'not_found' ? 'not_exposed' : decision.code);
  if (vault.state === 'failed') return refuse('storage_failed');
  if (vault.state !== 'read' || !vault.vault.connection) return refuse('focus_not_connected');
  const { connection, keys } = vault.vault;

  const { reach, revision } = decision;
  const budget = openBudget(now);
  const focus = openFocus({ connection, site, budget, now, bearers: bearerShelf(connection, bearer, now) });
  const placeAge = reach.grants.get(QUESTION.resource)?.placeAge ?? 'live';
  const tree = freshTree(hierarchy, placeAge, now(), openUnitMeter(TREE_UNITS));
  const found = await listReached({ focus, budget, ...(tree ? { tree } : {}) }, { reach, limit: MOST_AREAS, now: now() });
  // Nothing was sorted, and a list that isn't there is Focus's failure.
  if (!found.ok) return refuse(found.failure === 'absent' || found.failure === 'sort_unavailable' ? 'focus_failed' : found.failure);
  const { records, next, asOf = now() } = found.value;
  const read = new Set(records.map(({ id }) => id));
  const shape = shaper(reach, QUESTION.resource, {
    now: now(),
    pseudonym: pseudonymsFor(keys.pseudonym, { cloudId: site.cloudId, audience: QUESTION.audience }),
    known: (resource, id) => (resource === QUESTION.resource && read.has(id) ? true : undefined),
  });
  return {
    ok: true,
    value: {
      areas: records.map(shape),
      fields: reach.grants.get(QUESTION.resource)?.fields.map(({ name }) => name) ?? [],
      complete: next === undefined,
      asOf: new Date(asOf).toISOString(),
      revision,
    },
  };
};

const calls = { summary: (request: Request) => settled('summary', () => summary(request)) };

/** The function behind the summary page. */
export const handler = onlyNamed(Object.keys(calls), makeResolver<ViewerCalls>(calls));
