import { LIMITS } from '../runtime/limits';

const MINUTE = 60_000;

/** Limits of one call through the gateway. That Forge's limits of an invocation hold for apiRoute is inferred. */
export const GATEWAY_LIMITS = {
  requestBytes: LIMITS.payloadBytes,
  /** Stated for front-end invocations and, by reference, for web triggers. */
  responseBytes: LIMITS.payloadBytes,
  runtimeMs: LIMITS.invocationMs,
} as const;

/**
 * Invocation rates, counted in fixed windows: https://developer.atlassian.com/platform/forge/limits-invocation/ as of January 2026 for
 * users, a public note of October 2026 for installations.
 */
const INVOCATION_RATES = [
  { of: 'user', calls: 1_200, windowMs: MINUTE },
  { of: 'installation', calls: 7_000, windowMs: MINUTE },
  { of: 'installation', calls: 300, windowMs: 1_000 },
] as const;

interface Caller {
  readonly user: string;
  readonly installation: string;
}

/** Takes a clock; gives a counter that says, once per call, whether the call is within all rates. A refused call counts nowhere. */
export const openInvocationRate = (now: () => number): { allows(caller: Caller): boolean } => {
  const windows = INVOCATION_RATES.map(() => ({ start: 0, counts: new Map<string, number>() }));
  return {
    allows: (caller) => {
      const at = now();
      const rates = INVOCATION_RATES.map((rate, index) => {
        const window = windows[index] ?? { start: 0, counts: new Map<string, number>() };
        const start = Math.floor(at / rate.windowMs) * rate.windowMs;
        if (window.start !== start) {
          window.start = start;
          window.counts.clear();
        }
        const who = caller[rate.of];
        return { counts: window.counts, who, used: window.counts.get(who) ?? 0, calls: rate.calls };
      });
      if (rates.some(({ used, calls }) => used >= calls)) return false;
      for (const { counts, who, used } of rates) counts.set(who, used + 1);
      return true;
    },
  };
};
