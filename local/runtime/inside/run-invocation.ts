import { wallNow } from './app-date';
import type { InvocationScope } from './globals';
import { insideScope, outsideScope } from './globals';
import type { InvocationOutcome, InvocationStart } from './invocation-start';
import type { PlatformLink } from './platform-link';

// Forge's metrics are Forge's; the packages only ask that they can be called.
const metrics = {
  counter: () => ({ incr: () => undefined, incrBy: () => undefined, decr: () => undefined, decrBy: () => undefined }),
  timing: () => ({ measure: () => ({ stop: () => undefined }) }),
  gauge: () => ({ set: () => undefined }),
};

const runtimeOf = (start: InvocationStart): unknown => ({
  ...start.runtime,
  // The token opens nothing: the platform knows the invocation by other means.
  proxy: { token: 'no-token-on-the-local-site', url: 'https://platform.invalid' },
  lambdaContext: {
    awsRequestId: start.id,
    getRemainingTimeInMillis: () => Math.max(0, start.deadline - wallNow()),
  },
  realtime: {},
  externalAuth: [],
  metrics,
  featureFlags: () => false,
});

// Not by instanceof: a test's code and Node's own may belong to different realms.
const isErrorLike = (value: unknown): value is { readonly name: unknown; readonly message: unknown; readonly stack?: unknown } =>
  typeof value === 'object' && value !== null && 'name' in value && 'message' in value;

/** An error as one line: its name and message. */
const errorLine = (error: unknown): string =>
  isErrorLike(error) ? `${String(error.name)}: ${String(error.message)}` : `Something was thrown that is no error: ${typeof error}`;

const errorText = (error: unknown): string => (isErrorLike(error) && typeof error.stack === 'string' ? error.stack : errorLine(error));

type Handler = (payload: unknown, context: unknown) => unknown;
const isHandler = (value: unknown): value is Handler => typeof value === 'function';

/**
 * Runs one invocation in this process. `load` gives the exported value of a handler and may throw. Never rejects; after it the scope is dead.
 */
export const runInvocation = async (
  start: InvocationStart,
  load: (handler: string) => unknown,
  link: PlatformLink,
): Promise<InvocationOutcome> => {
  const scope: InvocationScope = { id: start.id, link, runtime: runtimeOf(start), ended: false };
  try {
    const found = outsideScope(() => load(start.handler));
    if (!isHandler(found)) return { ok: false, kind: 'not-found', message: `${start.handler} is no function of the app.` };
    const result = await insideScope(scope, async () => found(start.payload, start.context));
    const json: string | undefined = JSON.stringify(result);
    return json === undefined ? { ok: true } : { ok: true, json };
  } catch (error) {
    link.log(start.id, 'error', errorText(error));
    return { ok: false, kind: 'threw', message: errorLine(error) };
  } finally {
    scope.ended = true;
  }
};
