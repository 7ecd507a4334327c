import { own } from './findings';
import type { Members } from './findings';

/** From the format of its key to a later one, the earliest first. What it is given is as it was stored: nothing of it may be trusted. */
export type Upgrades = ReadonlyMap<number, (policy: Members) => unknown>;

/** Format 2 adds `[1, fromFormat1]` here. */
const UPGRADES: Upgrades = new Map();

const isOf = (value: unknown, format: number): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && own(value as Members, 'format') === format;

/**
 * A policy as an earlier release stored it, in the present format. What is already in it, or in a format that isn't known, comes back
 * as it is: the parser refuses that. Each upgrade is made once at most, so that one which doesn't raise the format is the last.
 */
export const upgradePolicy = (value: unknown, upgrades: Upgrades = UPGRADES): unknown => {
  let policy = value;
  for (const [format, upgrade] of upgrades) if (isOf(policy, format)) policy = upgrade(policy);
  return policy;
};
