import { ID_PATTERN } from '../catalogue/catalogue';
import { POLICY_LIMITS } from './findings';
import type { Findings, Place } from './findings';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the calendar has it: Date.parse takes 30 February for 2 March, and what doesn't come back the same is no date. */
const isReal = (text: string): boolean => {
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text.slice(0, 19));
};

/** A member's text, or the problem that it is none. */
const readString = (found: Findings, value: unknown, place: Place): string | undefined =>
  typeof value === 'string' ? value : found.add(place, 'wrong_type', { expected: 'text' });

export const readFlag = (found: Findings, value: unknown, place: Place): boolean | undefined =>
  typeof value === 'boolean' ? value : found.add(place, 'wrong_type', { expected: 'boolean' });

export const readNumber = (found: Findings, value: unknown, place: Place): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : found.add(place, 'wrong_type', { expected: 'number' });

/** A whole number between `min` and `max`. */
export const readWhole = (found: Findings, value: unknown, place: Place, min: number, max: number): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
    ? value
    : found.add(place, 'out_of_range', { min, max });

export const readId = (found: Findings, value: unknown, place: Place): string | undefined => {
  const text = readString(found, value, place);
  return text === undefined || ID_PATTERN.test(text) ? text : found.add(place, 'not_an_id');
};

/** An ISO 8601 instant in UTC. */
export const readInstant = (found: Findings, value: unknown, place: Place): string | undefined => {
  const text = readString(found, value, place);
  if (text === undefined) return undefined;
  return INSTANT.test(text) && isReal(text) ? text : found.add(place, 'not_a_date');
};

/** An ISO 8601 date, or an instant in UTC. */
export const readDate = (found: Findings, value: unknown, place: Place): string | undefined =>
  typeof value === 'string' && DAY.test(value) && isReal(value) ? value : readInstant(found, value, place);

/** Text that conditions compare with. A lone surrogate is refused: no store or wire promises to give it back. */
export const readText = (found: Findings, value: unknown, place: Place): string | undefined => {
  const text = readString(found, value, place);
  if (text === undefined) return undefined;
  if (text.length > POLICY_LIMITS.text) return found.add(place, 'too_long', { max: POLICY_LIMITS.text });
  return /\p{Cs}/u.test(text) ? found.add(place, 'unusable_characters') : text;
};

/** What people call something: one line that one can see. */
export const readName = (found: Findings, value: unknown, place: Place): string | undefined => {
  const text = readString(found, value, place);
  if (text === undefined) return undefined;
  if (text.trim() === '') return found.add(place, 'empty');
  if (text.length > POLICY_LIMITS.name) return found.add(place, 'too_long', { max: POLICY_LIMITS.name });
  return /[\p{Cc}\p{Cs}]/u.test(text) ? found.add(place, 'unusable_characters') : text;
};
