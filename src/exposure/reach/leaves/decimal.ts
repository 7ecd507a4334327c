/** A number as people write it: units × 10^-scale. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** Focus's amounts travel as text (facts: focus.md section 7); longer ones are no amounts. */
const DECIMAL_TEXT = /^-?\d{1,40}(?:\.\d{1,40})?$/;
const NUMBER_TEXT = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

/** True for decimal text without exponent or plus sign. */
export const isDecimalText = (text: string): boolean => DECIMAL_TEXT.test(text);

/** The decimal that text or a finite number shows; a number counts as the shortest text that names it. */
export const decimalOf = (value: number | string): Decimal | undefined => {
  const parts = NUMBER_TEXT.exec(String(value));
  if (!parts) return undefined;
  const [, sign, whole, fraction = '', exponent] = parts;
  const scale = fraction.length - Number(exponent ?? 0);
  const units = BigInt(`${sign}${whole}${fraction}`);
  const zeros = Math.max(-scale, 0);
  return { units: units * 10n ** BigInt(zeros), scale: scale + zeros };
};

const unitsAt = ({ units, scale }: Decimal, wanted: number): bigint => units * 10n ** BigInt(wanted - scale);

/** Whether `a` is at or below `b`. */
export const isAtMost = (a: Decimal, b: Decimal): boolean => {
  const scale = Math.max(a.scale, b.scale);
  return unitsAt(a, scale) <= unitsAt(b, scale);
};

/** The multiple of `step` (above 0) next to a decimal; halfway goes away from zero. */
export const roundDecimal = (value: Decimal, step: Decimal): Decimal => {
  const scale = Math.max(value.scale, step.scale);
  const units = unitsAt(value, scale);
  const size = unitsAt(step, scale);
  // Whole numbers are divided towards zero.
  const half = units < 0n ? -size : size;
  return { units: ((units * 2n + half) / (size * 2n)) * size, scale };
};

/** Decimal text without exponent or needless zeros, such as `-1.5`; never `-0`. */
export const decimalText = ({ units, scale }: Decimal): string => {
  const digits = String(units)
    .replace('-', '')
    .padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
};
