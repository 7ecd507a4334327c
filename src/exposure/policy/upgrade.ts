import { own } from './findings';
import type { Members } from './findings';

/** From the format of its key to a later one. What it is given is as it was stored: nothing of it may be trusted. */
export type Upgrades = ReadonlyMap<number, (policy: Members) => unknown>;

/** Format 2 adds `[1, fromFormat1]` here. */
const UPGRADES: Upgrades = new Map();

const formatOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? own(value as Members, 'format') : undefined;

/**
 * A policy as an earlier release stored it, in the present format. What is already in it, or in a format that isn't known, comes back
 * as it is: the parser refuses that. An upgrade that doesn't raise the format is the last.
 */
export const upgradePolicy = (value: unknown, upgrades: Upgrades = UPGRADES): unknown => {
  const format = formatOf(value);
  const upgrade = typeof format === 'number' ? upgrades.get(format) : undefined;
  if (!upgrade || typeof format !== 'number') return value;
  const upgraded = upgrade(value as Members);
  const reached = formatOf(upgraded);
  return typeof reached === 'number' && reached > format ? upgradePolicy(upgraded, upgrades) : upgraded;
};
