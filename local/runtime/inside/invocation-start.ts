/** What the platform hands to the process of the app for one invocation. All of it is JSON. */
export interface InvocationStart {
  readonly id: string;
  /** The manifest's `<file>.<export>`. */
  readonly handler: string;
  readonly payload: unknown;
  /** The function's second argument. */
  readonly context: SecondArgument;
  /** By how much the app's `Date` differs from the computer's, in ms. */
  readonly clockShift: number;
  /** ms since the epoch by the computer's own clock; from then on the invocation is over. */
  readonly deadline: number;
  readonly runtime: RuntimeFacts;
}

/** `(payload, context)` of every Forge function. */
export interface SecondArgument {
  readonly installContext: string;
  readonly principal?: { readonly accountId: string };
  readonly installation?: { readonly ari: string; readonly contexts: readonly { readonly cloudId: string }[] };
}

/** The members of `__forge_runtime__` that are data; the type is @forge/api's ForgeRuntime. */
export interface RuntimeFacts {
  readonly contextAri: string;
  readonly aaid?: string;
  readonly appContext: {
    readonly appId: string;
    readonly appVersion: string;
    readonly environmentId: string;
    readonly environmentType: string;
    readonly invocationId: string;
    readonly installationId: string;
    readonly functionKey: string;
    readonly moduleType: string;
    readonly moduleKey: string;
    readonly installation?: SecondArgument['installation'];
    readonly permissions: { readonly scopes: readonly string[]; readonly external: unknown };
  };
  readonly container: { readonly region: string; readonly runtime: string; readonly handler: string; readonly appCodeDir: string };
  readonly tracing: { readonly traceId: string; readonly spanId: string };
}

/** How the handler ended; `json` is the result as it crosses, absent for undefined. */
export type InvocationOutcome =
  { readonly ok: true; readonly json?: string } | { readonly ok: false; readonly kind: 'threw' | 'not-found'; readonly message: string };
