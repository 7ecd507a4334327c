import type { ResourceName } from '../../exposure/policy/policy';
import type { Budget } from '../budget';
import { asking } from '../connection/ask';
import { signInWith } from '../connection/kinds';
import { FOCUS_AREAS, READ_ENDPOINTS } from '../endpoints';
import type { Connection, FocusFailure, Manners } from '../sign-in';
import { siteIs } from './tenant-info';
import { OUTCOMES, mannersOf, visit } from './visit';
import type { EndpointReport, Visit } from './visit';

interface ConnectionReport {
  /** At least one endpoint can be read: worth saving. */
  readonly ok: boolean;
  readonly code:
    | 'works'
    | 'partly_reachable'
    | 'no_endpoint_reachable'
    | 'credentials_refused'
    | 'unreachable'
    | 'other_site'
    | 'site_unknown'
    | 'not_offered_by_forge';
  readonly endpoints: readonly EndpointReport[];
  readonly warnings: readonly ('sees_money' | 'administers_focus')[];
}

interface Tried {
  readonly report: ConnectionReport;
  /** To be kept with the connection; absent when nothing could be learned this time. */
  readonly manners?: Manners;
}

/** One pause that an admin hardly notices: what Focus asks to wait longer for is told as it is. */
const PATIENCE = { tries: 2, pauses: 1_000 } as const;

const codeOf = (kind: Connection['kind'], visits: readonly Visit[]): ConnectionReport['code'] => {
  const reachable = visits.filter(({ outcome }) => outcome === 'reachable').length;
  if (reachable === visits.length) return 'works';
  if (reachable > 0) return 'partly_reachable';
  const refused = visits.filter(({ outcome }) => outcome === 'refused');
  if (refused.length === 0) return 'unreachable';
  if (kind === 'atlassian') return 'not_offered_by_forge';
  // Without a token endpoint of its own, a wrong token is told by the reads.
  return kind === 'api-token' && refused.every(({ status }) => status === 401) ? 'credentials_refused' : 'no_endpoint_reachable';
};

const MONEY: ReadonlySet<ResourceName> = new Set(READ_ENDPOINTS.filter(({ money }) => money).map(({ resource }) => resource));

/** Focus's REST API tells nothing of an account's role; Atlassian names scopes of administrators so. */
const ADMINISTERS = /(?:^|[^a-z])(?:admin|manage)(?:$|[^a-z])/i;

const warningsOf = (visits: readonly Visit[], scopes: readonly string[]): ConnectionReport['warnings'] => {
  const seesMoney = visits.some(({ resource, outcome }) => outcome === 'reachable' && MONEY.has(resource));
  return [
    ...(seesMoney ? (['sees_money'] as const) : []),
    ...(scopes.some((scope) => ADMINISTERS.test(scope)) ? (['administers_focus'] as const) : []),
  ];
};

const nothingAsked = (code: 'other_site' | 'site_unknown'): Tried => ({
  report: { ok: false, code, endpoints: [], warnings: [] },
});

/** When signing in fails there is nothing to tell of the single endpoints but that. */
const unsigned = (failure: FocusFailure): Tried => {
  const outcome = OUTCOMES[failure];
  const endpoints = READ_ENDPOINTS.map(({ resource }): EndpointReport => ({ resource, outcome, fieldsSeen: [] }));
  return {
    report: { ok: false, code: outcome === 'refused' ? 'credentials_refused' : 'unreachable', endpoints, warnings: [] },
  };
};

/**
 * Tries every read endpoint once with credentials that may not be saved yet, always with a bearer of its own: what lies on a shelf
 * would prove nothing about them. Spends 9 calls of the budget, one more for the site form, and those of retries.
 */
export const testConnection = async ({
  connection,
  site: { cloudId },
  budget,
  now,
}: {
  readonly connection: Connection;
  readonly site: { readonly cloudId: string };
  readonly budget: Budget;
  readonly now: () => number;
}): Promise<Tried> => {
  if (connection.kind === 'api-token' && connection.form === 'site') {
    const site = await siteIs(connection.siteName, cloudId, budget);
    // Before anything is signed: a credential goes to no other site.
    if (site !== 'this') return nothingAsked(site === 'other' ? 'other_site' : 'site_unknown');
  }
  const signIn = signInWith(connection, { cloudId, budget, now });
  const signed = await signIn.authorization();
  if (!signed.ok) return unsigned(signed.failure);
  const ask = asking(signIn, budget, PATIENCE);
  const visits = await Promise.all(READ_ENDPOINTS.map((endpoint) => visit(ask, endpoint)));
  const manners = await mannersOf(
    ask,
    visits.find(({ resource }) => resource === FOCUS_AREAS.resource),
  );
  const code = codeOf(connection.kind, visits);
  const endpoints = visits.map(({ resource, outcome, fieldsSeen: seen }): EndpointReport => ({ resource, outcome, fieldsSeen: seen }));
  return {
    report: { ok: code === 'works' || code === 'partly_reachable', code, endpoints, warnings: warningsOf(visits, signIn.scopes()) },
    ...(manners ? { manners } : {}),
  };
};
