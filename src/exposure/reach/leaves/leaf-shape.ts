import type { LeafShape } from '../../policy/policy';
import { isDate, isMonth } from './calendar';
import { isDecimalText } from './decimal';

/** Text or not. Half of a pair of surrogates is still Focus's text: it is made well-formed as it leaves (`wellFormed`). */
const isText = (value: unknown): value is string => typeof value === 'string';

/** An amount of a series: a finite number, or decimal text; Focus's amounts travel so, and stay so. */
const isAmount = (value: unknown): value is number | string =>
  typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && isDecimalText(value);

// By index: `every` passes over holes.
const isTexts = (value: unknown): value is readonly string[] => {
  if (!Array.isArray(value)) return false;
  for (let at = 0; at < value.length; at++) if (typeof value[at] !== 'string') return false;
  return true;
};

/** A JSON object: its own members are all there is. Told by the end of its chain, for other realms have an Object of their own. */
const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const above: unknown = Object.getPrototypeOf(value);
  return above === null || Object.getPrototypeOf(above) === null;
};

const isSeries = (value: unknown): value is Readonly<Record<string, number | string>> => {
  if (!isPlain(value)) return false;
  for (const month of Object.keys(value)) if (!isMonth(month) || !isAmount(value[month])) return false;
  return true;
};

/** Whether a value is a whole leaf of a shape. One entry of another type makes a list or series unreadable. */
export const FITS = {
  text: isText,
  number: (value: unknown): value is number => Number.isFinite(value),
  flag: (value: unknown): value is boolean => typeof value === 'boolean',
  date: (value: unknown): value is string => typeof value === 'string' && isDate(value),
  id: isText,
  ids: isTexts,
  texts: isTexts,
  series: isSeries,
} as const satisfies Readonly<Record<LeafShape, (value: unknown) => boolean>>;

// ES2024: Node 20 and today's browsers have it, the library that this project compiles against not yet.
const { toWellFormed } = String.prototype as unknown as { readonly toWellFormed: (this: string) => string };

/** The text as every reader of an answer takes it: half of a pair of surrogates becomes U+FFFD. */
export const wellFormed = (text: string): string => toWellFormed.call(text);
