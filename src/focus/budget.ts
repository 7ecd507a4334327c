/** Most calls to Focus in one invocation, and the time they may take together, ms (design: budget of one call). */
export const CALL_BUDGET = { calls: 20, millis: 15_000, perCall: 8_000 } as const;

/** What an invocation may still spend on Focus. One is opened for each invocation and handed down. */
export interface Budget {
  readonly callsLeft: () => number;
  readonly millisLeft: () => number;
  /** Spends one call; gives how long it may take in ms, 0 when nothing is left. */
  readonly takeCall: () => number;
  /** How long something beside the counted calls may take (fetching a bearer), ms. */
  readonly takeTime: () => number;
}

/** `now` in ms since the epoch. The time runs from here. */
export const openBudget = (now: () => number, limits: { calls: number; millis: number; perCall: number } = CALL_BUDGET): Budget => {
  const end = now() + limits.millis;
  let calls = limits.calls;
  const millisLeft = (): number => Math.max(0, end - now());
  const takeTime = (): number => Math.min(limits.perCall, millisLeft());
  return {
    callsLeft: () => calls,
    millisLeft,
    takeTime,
    takeCall: () => {
      if (calls <= 0) return 0;
      calls -= 1;
      return takeTime();
    },
  };
};
