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
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const scale = fraction.length - Number(exponent);
  const units = BigInt(`${sign}${whole}${fraction}`);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
};

const unitsAt = ({ units, scale }: Decimal, wanted: number): bigint => units * 10n ** BigInt(wanted - scale);

/** Negative, zero or positive, as `a` is below, at or above `b`. */
export const compareDecimals = (a: Decimal, b: Decimal): number => {
  const scale = Math.max(a.scale, b.scale);
  const [left, right] = [unitsAt(a, scale), unitsAt(b, scale)];
  return left < right ? -1 : Number(left > right);
};

/** The multiple of `step` (above 0) next to a decimal; halfway goes away from zero. */
export const roundDecimal = (value: Decimal, step: Decimal): Decimal => {
  const scale = Math.max(value.scale, step.scale);
  const units = unitsAt(value, scale);
  const size = unitsAt(step, scale);
  const positive = units < 0n ? -units : units;
  const rounded = ((positive * 2n + size) / (size * 2n)) * size;
  return { units: units < 0n ? -rounded : rounded, scale };
};

/** Decimal text without exponent or needless zeros, such as `-1.5`; never `-0`. */
export const decimalText = ({ units, scale }: Decimal): string => {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
};
