import type { Problem } from '../exposure/policy/policy';
import type { Route } from './routes';

interface Row {
  readonly status: number;
  readonly title: string;
  /** For developers, in English; pages have sentences of their own. */
  readonly detail: string;
  /** Seconds to wait when the other side named none. */
  readonly retryAfter?: number;
}

/** Every way in which a call is not answered. The texts depend on nothing but the code. */
export const PROBLEMS = {
  exposure_off: { status: 403, title: 'Exposure is off', detail: 'An admin of this site has switched off all exposure of Focus.' },
  not_exposed: {
    status: 403,
    title: 'Not exposed',
    detail: 'This scope does not reach this resource here. An admin of the site decides what it reaches, in Jira, under Apps.',
  },
  not_found: { status: 404, title: 'Not found', detail: 'There is no such record within what this scope reaches.' },
  invalid_request: { status: 400, title: 'Invalid request', detail: 'Some parameters are not understood; see problems.' },
  cursor_invalid: {
    status: 400,
    title: 'Invalid cursor',
    detail: 'This cursor was not given by this list with these parameters. Begin again without a cursor.',
  },
  cursor_stale: {
    status: 400,
    title: 'Stale cursor',
    detail: 'What this scope reaches has changed, or the cursor is older than a day. Begin again without a cursor.',
  },
  sort_unavailable: {
    status: 400,
    title: 'Sort unavailable',
    detail: 'Focus does not sort this list as asked on this site. Begin again without sort.',
  },
  too_many_requests: { status: 429, title: 'Too many requests', detail: 'Focus asks to wait. Try again later.', retryAfter: 30 },
  focus_not_connected: { status: 503, title: 'Focus is not connected', detail: 'An admin of the site has to connect the app to Focus.' },
  hierarchy_stale: {
    status: 503,
    title: 'Hierarchy too old',
    detail:
      'Where focus areas hang is not known freshly enough to say what this scope reaches. An admin of the site can have the hierarchy read again.',
    retryAfter: 300,
  },
  policy_unreadable: {
    status: 503,
    title: 'Policy unreadable',
    detail: 'What this scope reaches cannot be read now, so nothing is given. If it stays so, an admin of the site can publish again.',
  },
  focus_refused: {
    status: 502,
    title: 'Focus refused',
    detail: 'Focus does not accept the connection that an admin of the site has set up.',
  },
  focus_failed: { status: 502, title: 'Focus failed', detail: 'Focus did not give a usable answer.' },
  focus_timeout: { status: 504, title: 'Focus is late', detail: 'Focus did not answer in time.' },
  internal_error: { status: 500, title: 'Internal error', detail: 'Something went wrong in the app. The decision id helps to find it.' },
} as const satisfies Readonly<Record<string, Row>>;

type ProblemName = keyof typeof PROBLEMS;

/** The form that Forge wants of a route's answer; header values are lists. */
export interface ApiAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
}

/** A way out of the journey that isn't the answer. */
export interface Stop {
  readonly code: ProblemName;
  /** The live part's, when one was read. */
  readonly revision?: number;
  readonly problems?: readonly Problem[];
  /** Seconds. */
  readonly retryAfter?: number;
}

/** What every answer carries. */
export const commonHeaders = (contentType: string, decisionId: string) => ({
  'Content-Type': [contentType],
  'Cache-Control': ['no-store'],
  'Aperture-Decision': [decisionId],
});

/** The problem as RFC 9457 has it. What a header says the body says too: which headers pass Forge's gateway is not documented. */
export const problemAnswer = (stop: Stop, decisionId: string, route: Route | undefined): ApiAnswer => {
  const row: Row = PROBLEMS[stop.code];
  const retryAfter = row.retryAfter === undefined ? undefined : (stop.retryAfter ?? row.retryAfter);
  return {
    statusCode: row.status,
    headers: {
      ...commonHeaders('application/problem+json', decisionId),
      ...(retryAfter === undefined ? {} : { 'Retry-After': [String(retryAfter)] }),
    },
    body: JSON.stringify({
      type: `urn:aperture-for-focus:problem:${stop.code}`,
      title: row.title,
      status: row.status,
      detail: row.detail,
      code: stop.code,
      decisionId,
      revision: stop.revision,
      scope: route?.scope,
      resource: route?.resource,
      retryAfter,
      problems: stop.problems,
    }),
  };
};
