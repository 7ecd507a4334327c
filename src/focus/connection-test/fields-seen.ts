import { MOST_DEPTH, OBSERVED_NAME } from '../../exposure/catalogue/observed';
import type { ObservedShape } from '../../exposure/policy/policy';
import { FITS } from '../../exposure/reach/leaves/leaf-shape';
import { isObject, own, readPage } from '../read-answer';

/** A leaf by Focus's own name; `unknown` where it held nothing, one thing here and another there, or lies in a list. */
export interface FieldSeen {
  readonly path: string;
  readonly shape: ObservedShape | 'unknown';
}

const MOST_FIELDS = 200;
/** Records that are looked at: a list may come whole. */
const MOST_RECORDS = 100;

/** Shapes by path; null = nothing was there to tell it by. */
type Found = Map<string, ObservedShape | 'unknown' | null>;

/** By what a value alone tells, the narrower first: every date is a text. An empty list or group tells nothing. */
const shapeOf = (value: unknown): ObservedShape | 'unknown' | null => {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.length === 0 ? null : FITS.texts(value) ? 'texts' : 'unknown';
  if (isObject(value)) return Object.keys(value).length === 0 ? null : FITS.series(value) ? 'series' : 'unknown';
  return (['number', 'flag', 'date', 'text'] as const).find((shape) => FITS[shape](value)) ?? 'unknown';
};

const joined = (one: ObservedShape | 'unknown' | null, other: ObservedShape | 'unknown' | null): ObservedShape | 'unknown' | null => {
  if (one === null || one === other) return other;
  if (other === null) return one;
  return [one, other].every((shape) => shape === 'date' || shape === 'text') ? 'text' : 'unknown';
};

const note = (found: Found, path: readonly string[], shape: ObservedShape | 'unknown' | null): void => {
  const name = path.join('.');
  const before = found.get(name);
  if (before === undefined && found.size >= MOST_FIELDS) return;
  found.set(name, before === undefined ? shape : joined(before, shape));
};

const leavesOf = (value: unknown, path: readonly string[], listed: boolean, found: Found): void => {
  if (Array.isArray(value) && value.some(isObject)) {
    // What lies in a list is no leaf that a grant could name.
    for (const entry of value.slice(0, MOST_RECORDS).filter(isObject)) leavesOf(entry, path, true, found);
    return;
  }
  const names = isObject(value) && path.length < MOST_DEPTH ? Object.keys(value).filter((name) => OBSERVED_NAME.test(name)) : [];
  // No nameable member: a series keyed by month, or a leaf.
  if (names.length === 0 && path.length > 0) note(found, path, listed ? 'unknown' : shapeOf(value));
  if (isObject(value)) for (const name of names) leavesOf(own(value, name), [...path, name], listed, found);
};

/** Leaves of what an answer lists, sorted by path: own members with plain names, at most 4 deep and 200 of them. Never a value. */
export const fieldsSeen = (body: unknown): readonly FieldSeen[] => {
  const found: Found = new Map();
  for (const value of (readPage(body)?.values ?? []).slice(0, MOST_RECORDS)) if (isObject(value)) leavesOf(value, [], false, found);
  return [...found].map(([path, shape]) => ({ path, shape: shape ?? ('unknown' as const) })).sort((a, b) => (a.path < b.path ? -1 : 1));
};
