/** Forge's limits of one invocation; `/platform/limits-invocation/` of Forge's documentation, read in November 2026. */
export const LIMITS = {
  invocationMs: 25_000,
  /** Consumers and scheduled triggers; `timeoutSeconds` of their function says otherwise. */
  backgroundMs: 55_000,
  payloadBytes: 5_000_000,
  /** What a page may send to its resolver; the answer may be `payloadBytes`. */
  invokePayloadBytes: 500_000,
  memoryMB: 512,
  logLinesPerMinute: 100,
  logBytes: 200_000,
  egressPerMinute: 100,
} as const;

/** Size of a value as it crosses, in bytes of JSON; 0 for what JSON has no word for. */
export const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '');
