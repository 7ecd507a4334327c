import type { Fetched } from '../bounded-fetch';
import type { Budget } from '../budget';

/** How often one read is tried in all, and how long its pauses may be together, ms. */
export interface Patience {
  readonly tries: number;
  readonly pauses: number;
}

export const PATIENCE: Patience = { tries: 3, pauses: 5_000 };

/** Statuses that may pass by themselves: too many, and what proxies say of an upstream that is away. A 500 would only fail again. */
const PASSING: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** First pause without a word of Focus on it, ms; doubled each time. */
const FIRST = 200;

const mayPass = (answer: Fetched): boolean => (answer.ok ? PASSING.has(answer.status) : answer.failure === 'network');

/** Waits, in ms. */
export const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

/** Half to all of a time, so that callers who were refused together don't come back together. */
const jittered = (millis: number): number => millis * (0.5 + Math.random() / 2);

/** Never earlier than Focus asked for. */
const pauseBefore = (answer: Fetched, attempt: number): number =>
  answer.ok && answer.retryAfter !== undefined
    ? answer.retryAfter * 1000 + jittered(FIRST)
    : jittered(FIRST * 2 ** (attempt - 1) * (answer.ok && answer.status === 429 ? 2 : 1));

/**
 * Asks again where that is safe (the caller asks with GET alone) and may help. A pause that is too long, or would take more than half of
 * the time left, is not made: the answer stands as it is. Every try spends a call of the budget, and none is made without one.
 */
export const withRetries = async (
  ask: () => Promise<Fetched>,
  budget: Pick<Budget, 'callsLeft' | 'millisLeft'>,
  { tries, pauses }: Patience,
): Promise<Fetched> => {
  let left = pauses;
  for (let attempt = 1; ; attempt++) {
    const answer = await ask();
    if (attempt >= tries || !mayPass(answer) || budget.callsLeft() <= 0) return answer;
    const millis = pauseBefore(answer, attempt);
    if (millis > left || millis * 2 > budget.millisLeft()) return answer;
    left -= millis;
    await pause(millis);
  }
};
