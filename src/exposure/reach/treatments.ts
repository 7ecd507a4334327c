import type { LeafShape, Treatment } from '../policy/policy';
import { decimalOf, decimalText, isAtMost, roundDecimal } from './leaves/decimal';
import { FITS, wellFormed } from './leaves/leaf-shape';

/** The keyed function that makes a pseudonym; made at the door, per site and audience. */
export type Pseudonym = (text: string) => string;

/** What leaves of a value, or undefined: hidden, absent, wrong-shaped and what can't be treated look the same. */
export type Treat = (value: unknown, pseudonym?: Pseudonym) => unknown;

/** Longest text that is masked, in UTF-16 units; a longer one is no name of anything, and is left out. */
export const LONGEST_MASKED = 4_096;
const MOST_INITIALS = 3;
const MOST_EDGES = 20;

const maskable = (value: unknown): value is string => FITS.text(value) && value.length <= LONGEST_MASKED;

// First letters of words: what stands between the start of a word and its first letter is no letter.
const INITIAL = /(?:^|\s)[^\p{L}\s]*(\p{L})/gu;

const initials: Treat = (value) => {
  if (!maskable(value)) return undefined;
  let out = '';
  let count = 0;
  for (const [, letter = ''] of value.matchAll(INITIAL)) {
    // Some letters become two in upper case (`ß`): one stays.
    out += String.fromCodePoint(letter.toUpperCase().codePointAt(0) ?? 0);
    if (++count === MOST_INITIALS) break;
  }
  return count === 0 ? undefined : out;
};

const pseudonymised: Treat = (value, pseudonym) => (pseudonym && maskable(value) ? pseudonym(wellFormed(value)) : undefined);

/** As written: the year of an instant is not moved to UTC. */
const year: Treat = (value) => (FITS.date(value) ? value.slice(0, 4) : undefined);

/** Decimal text up to this long names as many different numbers as it has spellings, in the same order. */
const EXACT_TEXT = 15;

/** The number that an amount is, where floating point can tell it from its neighbours; else undefined. */
const exactly = (amount: number | string): number | undefined =>
  typeof amount === 'number' ? amount : amount.length <= EXACT_TEXT ? Number(amount) : undefined;

/** Steps up to here, and so many of them, make sums that floating point holds whole. */
const QUICK = { step: 1_000_000, steps: 2 ** 31 } as const;

/**
 * Rounds to a whole step where floating point can't be wrong. Undefined = it takes decimals. Half a step is held whole too, and what lies
 * next to it is never divided into it: the quotients are more than half of their own spacing apart.
 * A page of series is tens of thousands of amounts, and decimals take a hundred times as long.
 */
const roundQuickly = (amount: number | undefined, step: number): number | undefined => {
  if (amount === undefined || !Number.isInteger(step) || step > QUICK.step) return undefined;
  const steps = Math.abs(amount) / step;
  const whole = Math.floor(steps);
  const rest = steps - whole;
  if (steps > QUICK.steps) return undefined;
  const rounded = (rest < 0.5 ? whole : whole + 1) * step;
  // Never -0.
  return Math.sign(amount) * rounded + 0;
};

/** What becomes of one amount, which is one: a finite number or decimal text. */
type TreatAmount = (amount: number | string) => unknown;

/** Rounds to the nearest multiple, half away from zero: in decimals, so that 0.35 to 0.1 is 0.4. A number stays one, text stays text. */
const rounding = (step: number): TreatAmount | undefined => {
  const size = step > 0 ? decimalOf(step) : undefined;
  if (!size) return undefined;
  return (value) => {
    const quick = roundQuickly(exactly(value), step);
    if (quick !== undefined) return typeof value === 'string' ? String(quick) : quick;
    const decimal = decimalOf(value);
    if (!decimal) return undefined;
    const text = decimalText(roundDecimal(decimal, size));
    if (typeof value === 'string') return text;
    const rounded = Number(text);
    return Number.isFinite(rounded) ? rounded : undefined;
  };
};

/** Names the range: below the first edge, from one edge to under the next, from the last one up. */
const bucketing = (edges: readonly number[]): TreatAmount | undefined => {
  const steps = edges.flatMap((edge) => decimalOf(edge) ?? []);
  const ascending = edges.every((edge, at) => at === 0 || edge > (edges[at - 1] ?? edge));
  if (!ascending || steps.length !== edges.length || steps.length === 0 || steps.length > MOST_EDGES) return undefined;
  const labels = [`<${edges[0]}`, ...edges.map((edge, at) => (at + 1 < edges.length ? `${edge}-${edges[at + 1]}` : `>=${edge}`))];
  return (value) => {
    const amount = exactly(value);
    // The order of numbers is that of the shortest texts that name them.
    if (amount !== undefined) return labels[edges.filter((edge) => edge <= amount).length];
    const decimal = decimalOf(value);
    return decimal && labels[steps.filter((step) => isAtMost(step, decimal)).length];
  };
};

/** One month that can't be treated leaves the whole series out: a gap would tell which. */
const overSeries =
  (amount: TreatAmount): Treat =>
  (value) => {
    if (!FITS.series(value)) return undefined;
    const out: Record<string, unknown> = {};
    for (const [month, told] of Object.entries(value)) {
      const treated = amount(told);
      if (treated === undefined) return undefined;
      out[month] = treated;
    }
    return out;
  };

const overNumber =
  (amount: TreatAmount): Treat =>
  (value) =>
    FITS.number(value) ? amount(value) : undefined;

const asItIs =
  (fits: (value: unknown) => boolean): Treat =>
  (value) =>
    fits(value) ? value : undefined;

const text: Treat = (value) => (FITS.text(value) ? wellFormed(value) : undefined);
const texts: Treat = (value) => (FITS.texts(value) ? value.map(wellFormed) : undefined);

const NAMED: Readonly<Record<Extract<Treatment, string>, Partial<Record<LeafShape, Treat>>>> = {
  show: {
    text,
    number: asItIs(FITS.number),
    flag: asItIs(FITS.flag),
    date: asItIs(FITS.date),
    id: text,
    ids: texts,
    texts,
    series: asItIs(FITS.series),
  },
  year: { date: year },
  initials: { text: initials },
  pseudonym: { text: pseudonymised },
};

/** The function that treats a leaf of this shape; undefined when the treatment isn't for the shape or says nothing usable. */
export const compileTreatment = (shape: LeafShape, treatment: Treatment): Treat | undefined => {
  if (typeof treatment === 'string') return Object.hasOwn(NAMED, treatment) ? NAMED[treatment][shape] : undefined;
  const over = { number: overNumber, series: overSeries }[shape as 'number' | 'series'];
  const amount = 'round' in treatment ? rounding(treatment.round) : bucketing(treatment.bucket);
  return over && amount && over(amount);
};
