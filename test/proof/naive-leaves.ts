import type { Condition, LeafShape, Treatment } from '../../src/exposure/policy/policy';

const isGroup = (at: unknown): at is Readonly<Record<string, unknown>> => typeof at === 'object' && at !== null && !Array.isArray(at);
const isText = (leaf: unknown): leaf is string => typeof leaf === 'string';
// Half of a pair of surrogates is no text to any reader.
const wellFormed = (text: string): string => text.replace(/[\ud800-\udfff]/gu, '\ufffd');
const isTexts = (leaf: unknown): boolean => Array.isArray(leaf) && leaf.every(isText);
const isAmount = (leaf: unknown): boolean => Number.isFinite(leaf) || (isText(leaf) && /^-?\d{1,40}(\.\d{1,40})?$/.test(leaf));
const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
const DATE = /^(\d{4}-\d\d-\d\d)(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)?)?$/;
// Date takes 30 February for 2 March; what doesn't come back the same is no day.
const isDay = (day = 'none'): boolean => String(new Date(day).toJSON()).startsWith(day);

/** Whether a leaf is whole and of its shape. */
export const FITS: Readonly<Record<LeafShape, (leaf: unknown) => boolean>> = {
  text: isText,
  number: Number.isFinite,
  flag: (leaf) => typeof leaf === 'boolean',
  date: (leaf) => isText(leaf) && isDay(DATE.exec(leaf)?.[1]),
  id: isText,
  ids: isTexts,
  texts: isTexts,
  series: (leaf) => isGroup(leaf) && Object.entries(leaf).every(([month, amount]) => isMonth(month) && isAmount(amount)),
};

/** Own members alone. */
export const leafAt = (fields: unknown, name: string): unknown =>
  name.split('.').reduce((group, step) => (isGroup(group) && Object.hasOwn(group, step) ? group[step] : undefined), fields);

/** The answer with one more leaf. */
export const put = (
  answer: Readonly<Record<string, unknown>>,
  [name = '', ...rest]: readonly string[],
  leaf: unknown,
): Record<string, unknown> => {
  const group = answer[name];
  return { ...answer, [name]: rest.length === 0 ? leaf : put(isGroup(group) ? group : {}, rest, leaf) };
};

/** First and last millisecond of a date; a time without an offset names none. */
const span = (date: unknown): readonly [first: number, last: number] => {
  const text = String(date);
  const first = text.length === 10 || /(Z|[+-]\d\d:?\d\d)$/.test(text.slice(10)) ? Date.parse(text) : Number.NaN;
  return [first, text.length === 10 ? first + 86_399_999 : first];
};

/** Whether a leaf that fits its shape meets a condition. */
export const meets = (leaf: unknown, condition: Condition): boolean => {
  if ('equals' in condition) return leaf === condition.equals;
  if ('in' in condition) return condition.in.some((one) => one === leaf);
  if ('notIn' in condition) return condition.notIn.every((one) => one !== leaf);
  if ('before' in condition) return span(leaf)[1] < span(condition.before)[0];
  if ('after' in condition) return span(leaf)[0] > span(condition.after)[1];
  if (!('contains' in condition)) return true;
  return Array.isArray(leaf) ? leaf.includes(condition.contains) : String(leaf).toLowerCase().includes(condition.contains.toLowerCase());
};

// Amounts in units of 10^-40, which holds every amount that fits; a number counts as it is printed.
const ONE = 10n ** 40n;
const unitsOf = (amount: unknown): bigint => {
  const [digits = '', power = '0'] = String(amount).split('e');
  const [whole = '', part = ''] = digits.split('.');
  const units = BigInt(whole + part.padEnd(40, '0'));
  return power.startsWith('-') ? units / 10n ** BigInt(power.slice(1)) : units * 10n ** BigInt(power);
};

const rounded = (amount: unknown, step: bigint): unknown => {
  const units = unitsOf(amount);
  // Division of BigInts drops what is left over, so that half a step more, away from zero, rounds.
  const near = ((2n * units + (units < 0n ? -step : step)) / (2n * step)) * step;
  const [size, sign] = near < 0n ? [-near, '-'] : [near, ''];
  const text = `${sign}${size / ONE}.${String(size % ONE).padStart(40, '0')}`.replace(/\.?0+$/, '');
  return typeof amount === 'string' ? text : Number(text);
};

const bucket = (amount: unknown, edges: readonly number[]): string => {
  const below = edges.filter((edge) => unitsOf(edge) <= unitsOf(amount)).length;
  if (below === 0) return `<${edges[0]}`;
  return below === edges.length ? `>=${edges.at(-1)}` : `${edges[below - 1]}-${edges[below]}`;
};

/** What leaves of a leaf that fits its shape, or undefined. */
export const treated = (leaf: unknown, treatment: Treatment, pseudonym?: (text: string) => string): unknown => {
  if (treatment === 'show') return isText(leaf) ? wellFormed(leaf) : isTexts(leaf) ? (leaf as readonly string[]).map(wellFormed) : leaf;
  if (treatment === 'year') return String(leaf).slice(0, 4);
  if (treatment === 'pseudonym') return pseudonym?.(wellFormed(String(leaf)));
  if (isGroup(leaf)) return Object.fromEntries(Object.entries(leaf).map(([month, amount]) => [month, treated(amount, treatment)]));
  if (treatment !== 'initials') return 'round' in treatment ? rounded(leaf, unitsOf(treatment.round)) : bucket(leaf, treatment.bucket);
  const words = String(leaf).split(/\s+/);
  const letters = words.flatMap((word) => /\p{L}/u.exec(word)?.[0] ?? []).slice(0, 3);
  return letters.length === 0 ? undefined : letters.map((letter) => letter.toUpperCase()).join('');
};
