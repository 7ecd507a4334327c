import { NeedsAuthenticationError } from '@forge/api';
import type { Problem } from '../exposure/policy/policy';
import { UnreadableHead } from '../store/live-policy';
import { StoreError } from '../store/store-call';
import type { Refusal } from './contract';

export interface Refused {
  readonly ok: false;
  readonly refusal: Refusal;
}

export const given = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const refuse = (code: Refusal['code'], problems: readonly Problem[] = []): Refused => ({ ok: false, refusal: { code, problems } });

/**
 * Lets nothing thrown reach a page: storage that fails and a head that can't be read have codes of their own, whatever else goes wrong
 * is told as storage is, and logged by name alone, since a message could carry what must not be logged. Only what Forge waits for goes
 * through: without it, it never asks a person to let the app act for them.
 */
export const settled = async <A>(call: string, act: () => Promise<A>): Promise<A | Refused> => {
  try {
    return await act();
  } catch (error) {
    if (error instanceof NeedsAuthenticationError) throw error;
    if (error instanceof UnreadableHead) return refuse('policy_unreadable');
    const kind = error instanceof StoreError ? `StoreError:${error.failure}` : error instanceof Error ? error.name : typeof error;
    console.error(JSON.stringify({ call, failed: kind.slice(0, 64) }));
    return refuse('storage_failed');
  }
};

type Invocation = { readonly call: { readonly functionKey: string } };

/**
 * Answers only the names that a page may call. Forge's resolver looks a name up in a plain object, so that inherited ones such as
 * `constructor` would answer with the request itself, and throws for any other.
 */
export const onlyNamed =
  <I extends Invocation, C>(names: readonly string[], handler: (invocation: I, context?: C) => Promise<unknown>) =>
  async (invocation: I, context?: C): Promise<unknown> =>
    names.includes(invocation.call.functionKey)
      ? handler(invocation, context)
      : refuse('invalid', [{ path: '', code: 'unknown_call', params: {} }]);
