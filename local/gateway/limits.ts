const MINUTE = 60_000;

/**
 * Limits of one call through the gateway. Sources: https://developer.atlassian.com/platform/forge/limits-invocation/ as of January
 * 2026, and a public note of October 2026 for the rates. That they hold for apiRoute is inferred.
 */
export const GATEWAY_LIMITS = {
  /** 5 MB a payload; whether of 1,000 or 1,024 is not said. */
  requestBytes: 5 * 1024 * 1024,
  /** 5 MB, stated for front-end invocations and, by reference, for web triggers. */
  responseBytes: 5 * 1024 * 1024,
  /** The default row and lint's class of apiRoute functions. */
  runtimeMs: 25_000,
} as const;

/** Invocation rates, counted in fixed windows. */
export const INVOCATION_RATES = [
  { of: 'user', calls: 1_200, windowMs: MINUTE },
  { of: 'installation', calls: 7_000, windowMs: MINUTE },
  { of: 'installation', calls: 300, windowMs: 1_000 },
] as const;
