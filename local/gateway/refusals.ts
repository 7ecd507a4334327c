/**
 * The gateway's own answers. Seen on the cloud: `scope` whole, the status of `token` and `off`. Status and body of the others are
 * guesses (facts on app REST APIs 5.2 and 10).
 */
const REFUSALS = {
  token: { status: 401, message: 'Unauthorized' },
  scope: { status: 401, message: 'Unauthorized; scope does not match' },
  off: { status: 403, message: 'Forbidden' },
  nowhere: { status: 404, message: 'Not Found' },
  tooLarge: { status: 413, message: 'Payload Too Large' },
  contentType: { status: 415, message: 'Unsupported Media Type' },
  tooMany: { status: 429, message: 'Too Many Requests' },
  failed: { status: 500, message: 'Invocation failed' },
  late: { status: 504, message: 'Gateway Timeout' },
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
