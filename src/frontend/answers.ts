import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, Refusal } from '../resolvers/contract';

/** A refusal of the resolver, or `no_answer`: the call itself failed, and whether it was carried out is not known. */
export type FailureCode = Refusal['code'] | 'no_answer';

export interface Failure {
  readonly code: FailureCode;
  readonly problems: Refusal['problems'];
}

type Unanswered = { readonly ok: false; readonly refusal: Failure };

/** Waits for a call; a rejected one becomes a refusal too, so that every screen has one way to say what went wrong. */
export const settle = async <A extends { readonly ok: boolean }>(call: Promise<A>): Promise<A | Unanswered> => {
  try {
    return await call;
  } catch {
    return { ok: false, refusal: { code: 'no_answer', problems: [] } };
  }
};

export type Load<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly failure: Failure }
  /** `at` = when it came, ms since the epoch; `stale` = asking again failed, and the value is the one before. */
  | { readonly state: 'ready'; readonly value: T; readonly at: number; readonly stale?: Failure };

/**
 * Asks once when drawn and again on `reload`; a late answer to an earlier question is dropped. While asking again the
 * last value stays on screen. `ask` must be stable from one drawing to the next.
 */
export const useLoad = <T>(ask: () => Promise<Answer<T>>): { load: Load<T>; reload: () => Promise<void> } => {
  const [load, setLoad] = useState<Load<T>>({ state: 'loading' });
  const asked = useRef(0);
  const reload = useCallback(async () => {
    const turn = (asked.current += 1);
    const answer = await settle<Answer<T>>(ask());
    if (turn !== asked.current) return;
    setLoad((before) => {
      if (answer.ok) return { state: 'ready', value: answer.value, at: Date.now() };
      // What is being edited must outlive a failed reload; only a lost right takes it from the screen.
      if (before.state === 'ready' && answer.refusal.code !== 'not_admin') return { ...before, stale: answer.refusal };
      return { state: 'failed', failure: answer.refusal };
    });
  }, [ask]);
  useEffect(() => {
    void reload();
  }, [reload]);
  return { load, reload };
};
