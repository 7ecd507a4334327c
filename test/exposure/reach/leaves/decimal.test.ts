import { decimalOf, decimalText, isAtMost, roundDecimal } from '../../../../src/exposure/reach/leaves/decimal';
import type { Decimal } from '../../../../src/exposure/reach/leaves/decimal';

const decimal = (value: number | string): Decimal => {
  const read = decimalOf(value);
  if (!read) throw new Error(`${value} is no decimal`);
  return read;
};

test.each<[value: number | string, text: string]>([
  [0, '0'],
  [-0, '0'],
  ['-0.00', '0'],
  [-1.5, '-1.5'],
  [1e21, '1000000000000000000000'],
  [-1.25e22, '-12500000000000000000000'],
  [1.5e-7, '0.00000015'],
  ['0012.3400', '12.34'],
])('%j is the decimal %s', (value, text) => {
  expect(decimalText(decimal(value))).toBe(text);
});

test.each(['', 'x', '1x', 'x1', '1.', '.5', '+1', '1e5', '1 ', Number.NaN, Number.POSITIVE_INFINITY])('%j is none', (value) => {
  expect(decimalOf(value)).toBeUndefined();
});

test.each<[a: number | string, b: number | string, atMost: boolean, atLeast: boolean]>([
  ['1.10', 1.1, true, true],
  [1, '1.0000000000000000000000001', true, false],
  ['-2', -1.5, true, false],
  ['3', '2.99', false, true],
])('%j beside %j', (a, b, atMost, atLeast) => {
  expect(isAtMost(decimal(a), decimal(b))).toBe(atMost);
  expect(isAtMost(decimal(b), decimal(a))).toBe(atLeast);
});

test.each<[value: number | string, step: number, rounded: string]>([
  ['0.5', 1, '1'],
  ['-0.5', 1, '-1'],
  ['0.49', 1, '0'],
  ['-0.49', 1, '0'],
  ['-1.5', 1, '-2'],
  [7, 5, '5'],
  ['7.5', 5, '10'],
])('%j rounded to %j is %s', (value, step, rounded) => {
  expect(decimalText(roundDecimal(decimal(value), decimal(step)))).toBe(rounded);
});
