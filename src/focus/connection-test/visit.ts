import { randomUUID } from 'node:crypto';
import type { ResourceName } from '../../exposure/policy/policy';
import type { Ask } from '../connection/ask';
import { idPrefixOf } from '../connection/focus-ids';
import { FOCUS_AREAS } from '../endpoints';
import type { Endpoint } from '../endpoints';
import { isObject, own, readPage } from '../read-answer';
import type { FocusFailure, Manners } from '../sign-in';
import { fieldsSeen } from './fields-seen';
import type { FieldSeen } from './fields-seen';

export type EndpointOutcome = 'reachable' | 'refused' | 'failed' | 'timeout' | 'throttled';

export interface EndpointReport {
  readonly resource: ResourceName;
  readonly outcome: EndpointOutcome;
  readonly fieldsSeen: readonly FieldSeen[];
}

/** An endpoint's report with what its answer was like; `body` where it could be read. */
export interface Visit extends EndpointReport {
  readonly status?: number;
  readonly body?: unknown;
}

/** Records asked of each list: what one lacks another may have. */
const SAMPLE = 50;

export const OUTCOMES: Readonly<Record<FocusFailure, EndpointOutcome>> = {
  focus_refused: 'refused',
  focus_not_connected: 'refused',
  absent: 'refused',
  focus_failed: 'failed',
  focus_timeout: 'timeout',
  too_many_requests: 'throttled',
};

const BY_STATUS: Readonly<Record<number, EndpointOutcome>> = {
  401: 'refused',
  403: 'refused',
  // Focus may answer "not there" for "not for you" (facts: focus.md section 10).
  404: 'refused',
  410: 'refused',
  429: 'throttled',
};

/** Reads one list, once. */
export const visit = async (ask: Ask, { resource, path, paged }: Endpoint): Promise<Visit> => {
  const answer = await ask({ path, query: paged ? { limit: String(SAMPLE) } : {} });
  if (!answer.ok) return { resource, outcome: OUTCOMES[answer.failure], fieldsSeen: [] };
  const { status, body } = answer;
  if (status < 200 || status >= 300) return { resource, outcome: BY_STATUS[status] ?? 'failed', fieldsSeen: [], status };
  if (!readPage(body)) return { resource, outcome: 'failed', fieldsSeen: [], status };
  return { resource, outcome: 'reachable', fieldsSeen: fieldsSeen(body), status, body };
};

/** Answers that tell what Focus says of what isn't there; any other tells of the moment. */
const TELLING: ReadonlySet<number> = new Set([400, 403, 404, 410]);

/** How this Focus names focus areas, and what it says of one that surely isn't there; undefined when it couldn't be learned now. */
export const mannersOf = async (ask: Ask, areas: Visit | undefined): Promise<Manners | undefined> => {
  if (areas?.outcome !== 'reachable') return undefined;
  const [first] = readPage(areas.body)?.values ?? [];
  const idPrefix = idPrefixOf(isObject(first) ? own(first, 'id') : undefined);
  const answer = await ask({ path: FOCUS_AREAS.path, id: `${idPrefix}${randomUUID()}` });
  if (!answer.ok || !TELLING.has(answer.status)) return undefined;
  return {
    ...(idPrefix === '' ? {} : { idPrefix }),
    ...(answer.status === 403 ? { forbidsAbsent: true as const } : {}),
  };
};
