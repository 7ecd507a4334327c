import type { ResourceName } from '../exposure/policy/policy';
import type { Budget } from './budget';
import { READ_ENDPOINTS } from './endpoints';
import type { Endpoint } from './endpoints';
import { openFocus } from './open-focus';
import type { Focus } from './open-focus';
import { fieldsSeen } from './connection/fields-seen';
import type { FieldSeen } from './connection/fields-seen';
import { readPage } from './read-answer';
import type { Connection, FocusFailure } from './sign-in';

type EndpointOutcome = 'reachable' | 'refused' | 'failed' | 'timeout' | 'throttled';

interface EndpointReport {
  readonly resource: ResourceName;
  readonly outcome: EndpointOutcome;
  readonly fieldsSeen: readonly FieldSeen[];
}

interface ConnectionReport {
  /** At least one endpoint can be read: worth saving. */
  readonly ok: boolean;
  readonly code: 'works' | 'partly_reachable' | 'no_endpoint_reachable' | 'credentials_refused' | 'unreachable';
  readonly endpoints: readonly EndpointReport[];
  readonly warnings: readonly 'sees_money'[];
}

const OUTCOMES: Readonly<Record<FocusFailure, EndpointOutcome>> = {
  focus_refused: 'refused',
  focus_not_connected: 'refused',
  // Focus may answer "not there" for "not for you" (facts: focus.md section 10).
  absent: 'refused',
  focus_failed: 'failed',
  focus_timeout: 'timeout',
  too_many_requests: 'throttled',
};

const tryEndpoint = async (focus: Focus, { resource, path, paged }: Endpoint): Promise<EndpointReport> => {
  const answer = await focus.read(path, paged ? { limit: '1' } : {});
  if (!answer.ok) return { resource, outcome: OUTCOMES[answer.failure], fieldsSeen: [] };
  if (!readPage(answer.value)) return { resource, outcome: 'failed', fieldsSeen: [] };
  return { resource, outcome: 'reachable', fieldsSeen: fieldsSeen(answer.value) };
};

const codeOf = (endpoints: readonly EndpointReport[]): ConnectionReport['code'] => {
  const reachable = endpoints.filter(({ outcome }) => outcome === 'reachable').length;
  if (reachable === endpoints.length) return 'works';
  if (reachable > 0) return 'partly_reachable';
  return endpoints.every(({ outcome }) => outcome === 'timeout' || outcome === 'failed') ? 'unreachable' : 'no_endpoint_reachable';
};

/** When signing in fails there is nothing to tell of the single endpoints but that. */
const unsigned = (failure: FocusFailure): ConnectionReport => {
  const outcome = OUTCOMES[failure];
  const endpoints = READ_ENDPOINTS.map(({ resource }): EndpointReport => ({ resource, outcome, fieldsSeen: [] }));
  return { ok: false, code: outcome === 'refused' ? 'credentials_refused' : 'unreachable', endpoints, warnings: [] };
};

/**
 * Tries every read endpoint once with credentials that may not be saved yet, always with a bearer of its own: what lies on a shelf
 * would prove nothing about them. Spends 8 calls of the budget.
 */
export const testConnection = async (needs: {
  readonly connection: Connection;
  readonly site: { readonly cloudId: string };
  readonly budget: Budget;
  readonly now: () => number;
}): Promise<ConnectionReport> => {
  const focus = openFocus(needs);
  const signed = await focus.signIn();
  if (!signed.ok) return unsigned(signed.failure);
  const endpoints = await Promise.all(READ_ENDPOINTS.map((endpoint) => tryEndpoint(focus, endpoint)));
  const code = codeOf(endpoints);
  const money = new Set(READ_ENDPOINTS.filter((endpoint) => endpoint.money).map(({ resource }): string => resource));
  const seesMoney = endpoints.some(({ resource, outcome }) => outcome === 'reachable' && money.has(resource));
  return { ok: code === 'works' || code === 'partly_reachable', code, endpoints, warnings: seesMoney ? ['sees_money'] : [] };
};
