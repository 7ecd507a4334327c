/** One call of a function of the app, as the platform makes it. */
export interface InvocationCall {
  /** Key of the manifest's `function` module. */
  readonly functionKey: string;
  /** Key of the module that asked: a page's or an apiRoute's. */
  readonly moduleKey: string;
  /** The function's first argument; crosses as JSON. */
  readonly payload: unknown;
  /** The acting user; without it there is no principal. */
  readonly accountId?: string;
  /** What of the manifest asks, where the module's key alone doesn't tell. Background work has longer limits and an origin. */
  readonly background?: { readonly type: 'consumer' | 'scheduledTrigger'; readonly chain?: string };
  /** Shorter than the platform's limit; longer has no effect. */
  readonly timeoutMs?: number;
}

/** Why an invocation gave no result. `too-large`: payload or result over the platform's limit. */
export interface InvocationFailure {
  readonly kind: 'threw' | 'timeout' | 'exited' | 'not-found' | 'too-large';
  readonly message: string;
}

export type InvocationResult = { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly error: InvocationFailure };

/** One line that the app logged. */
export interface LogLine {
  readonly invocationId: string;
  readonly functionKey: string;
  /** ms since epoch. */
  readonly at: number;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly text: string;
}

/** What runs the app's functions. */
export interface Runtime {
  invoke(call: InvocationCall): Promise<InvocationResult>;
  /** The last lines, oldest first. */
  logs(): readonly LogLine[];
  close(): Promise<void>;
}
