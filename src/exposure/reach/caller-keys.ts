/** A caller key as it is kept: its hash, never the key. */
export interface CallerKey {
  readonly id: string;
  /** SHA-256 of the key, 64 hex digits in lower case. */
  readonly hash: string;
  /** ISO 8601 instant in UTC; from then on the key is none. */
  readonly expiresAt?: string;
  readonly revoked?: boolean;
}

const HASH = /^[0-9a-f]{64}$/;

/** True when the end is past, or can't be read: NaN compares false both ways. At the very millisecond it is past. */
export const isPast = (end: string | undefined, now: number): boolean => end !== undefined && !(now < Date.parse(end));

// Whole, whatever matches: how long it takes says nothing about how much of a hash was guessed.
const isSame = (stored: string, presented: string): boolean => {
  let different = stored.length ^ presented.length;
  for (let at = 0; at < presented.length; at++) different |= stored.charCodeAt(at) ^ presented.charCodeAt(at);
  return different === 0;
};

/** The id of the live key whose hash was presented, or undefined; `now` in ms. Takes the same time whichever key matches, if any. */
export const findCaller = (keys: readonly CallerKey[], presentedHash: string | undefined, now: number): string | undefined => {
  if (presentedHash === undefined || !HASH.test(presentedHash)) return undefined;
  let found: string | undefined;
  for (const key of keys) {
    const same = isSame(key.hash, presentedHash);
    if (same && key.revoked !== true && !isPast(key.expiresAt, now)) found ??= key.id;
  }
  return found;
};
