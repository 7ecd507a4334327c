/** Forge's limits of async events and schedules: `/platform/forge/limits-async-events/` and the pages of both modules, read in November 2026. */
export const LIMITS = {
  eventsPerPush: 50,
  pushBytes: 200 * 1024,
  /** Of one event, for functions with a timeout over 55 s. */
  longEventBytes: 100 * 1024,
  longSeconds: 55,
  /** Of one installation, over all its queues. */
  eventsPerMinute: 500,
  delaySeconds: 900,
  retryAfterSeconds: 900,
  retryDataBytes: 4 * 1024,
  /** How long an event is kept and tried. */
  windowMs: 24 * 60 * 60_000,
  /** Pushes that descend from one invocation, its own included. */
  pushesPerChain: 1000,
  timeoutSeconds: 900,
  schedules: 5,
  fiveMinuteSchedules: 1,
} as const;

/** How often a schedule runs, in ms. */
export const INTERVALS = { fiveMinute: 5 * 60_000, hour: 60 * 60_000, day: 24 * 60 * 60_000, week: 7 * 24 * 60 * 60_000 } as const;
