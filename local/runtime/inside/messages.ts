import * as v from 'valibot';
import type { InvocationStart } from './invocation-start';

/** What the platform tells the app's process. */
export type ToChild =
  | {
      readonly type: 'load';
      readonly backendDir: string;
      readonly handlers: Readonly<Record<string, { readonly file: string; readonly export: string }>>;
    }
  | { readonly type: 'invoke'; readonly start: InvocationStart }
  | { readonly type: 'clock'; readonly shift: number }
  | { readonly type: 'answer'; readonly ask: number; readonly answer: CrossedAnswer };

/** A Response, or why there is none, as data. */
export type CrossedAnswer =
  | {
      readonly ok: true;
      readonly status: number;
      readonly statusText: string;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: Uint8Array<ArrayBuffer> | null;
    }
  | { readonly ok: false; readonly name: string; readonly message: string };

const bytes = v.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array || ArrayBuffer.isView(value));

const meta = v.object({
  type: v.string(),
  provider: v.exactOptional(v.string()),
  remote: v.exactOptional(v.string()),
  accountId: v.exactOptional(v.string()),
  contextAri: v.exactOptional(v.string()),
});

const platformRequest = v.object({
  to: v.union([v.literal('egress'), meta]),
  url: v.string(),
  method: v.string(),
  headers: v.record(v.string(), v.string()),
  body: v.nullable(bytes),
  redirect: v.picklist(['follow', 'error', 'manual']),
});

const outcome = v.union([
  v.object({ ok: v.literal(true), json: v.exactOptional(v.string()) }),
  v.object({ ok: v.literal(false), kind: v.picklist(['threw', 'not-found']), message: v.string() }),
]);

/** What the app's process may say. The app's code runs there, so nothing of it is trusted: whatever else it says is dropped. */
export const fromChild = v.variant('type', [
  v.object({ type: v.literal('ask'), ask: v.number(), invocationId: v.string(), request: platformRequest }),
  v.object({ type: v.literal('cancel'), ask: v.number() }),
  v.object({
    type: v.literal('log'),
    invocationId: v.string(),
    level: v.picklist(['debug', 'info', 'warn', 'error']),
    text: v.string(),
  }),
  v.object({ type: v.literal('done'), invocationId: v.string(), outcome }),
]);

export type FromChild = v.InferOutput<typeof fromChild>;
