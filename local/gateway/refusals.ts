const GUESS = 'Not known of Atlassian: status and body are guesses.';

/** The gateway's own answers, each with where it comes from (facts on app REST APIs 5.2 and 10). */
const REFUSALS = {
  token: { status: 401, message: 'Unauthorized', source: 'Status seen by third parties; the body is a guess.' },
  scope: {
    status: 401,
    message: 'Unauthorized; scope does not match',
    source: 'Seen whole for a missing scope; reported of the product gateway for unknown routes, which may be another for apiRoute.',
  },
  off: { status: 403, message: 'Forbidden', source: 'Status seen by a third party; the body is a guess.' },
  nowhere: { status: 404, message: 'Not Found', source: GUESS },
  tooLarge: { status: 413, message: 'Payload Too Large', source: GUESS },
  contentType: { status: 415, message: 'Unsupported Media Type', source: GUESS },
  tooMany: { status: 429, message: 'Too Many Requests', source: GUESS },
  failed: { status: 500, message: 'Invocation failed', source: 'Words and trace id are documented; the status is a guess.' },
  late: { status: 504, message: 'Gateway Timeout', source: GUESS },
} as const;

export type RefusalKind = keyof typeof REFUSALS;

/** Only the local site says why; on Atlassian this header does not exist. */
const HINT = 'x-local-hint';

/** Takes why; gives the answer. The hint must hold nothing that the caller sent or the function said. */
export const refuse = (kind: RefusalKind, hint: string, traceId?: string): Response => {
  const { status, message } = REFUSALS[kind];
  const body = { code: status, message, ...(traceId !== undefined && { traceId }) };
  const headers = { [HINT]: hint, ...(kind === 'scope' && { 'x-failure-category': 'FAILURE_CLIENT_SCOPE_CHECK' }) };
  return Response.json(body, { status, headers });
};
