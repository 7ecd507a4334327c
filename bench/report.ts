import type { Figure } from './measure';

/** What one part of the bench has to say, in Markdown. */
export interface Chapter {
  readonly title: string;
  readonly text: string;
}

const digits = (value: number): string =>
  value.toLocaleString('en-US', value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 });

/** Microseconds in words. */
export const inMicros = (value: number): string => `${digits(value)} µs`;

export const times = (value: number): string => `${value.toLocaleString('en-US', { maximumSignificantDigits: value < 1 ? 2 : 3 })} ×`;

/** Rows of a Markdown table; the first row is the head. */
const table = (rows: readonly (readonly string[])[]): string => {
  const [head = [], ...body] = rows;
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '--:'))), ...body.map(line)].join('\n');
};

/** Figures beside a floor, which is the first of them: median, spread, and how many times the floor. */
export const figureTable = (what: string, figures: readonly Figure[]): string => {
  const floor = figures[0]?.median ?? Number.NaN;
  return table([
    [what, 'median', '10th to 90th of 100', '× floor'],
    ...figures.map(({ name, median, low, high }) => [name, inMicros(median), `${digits(low)} to ${inMicros(high)}`, times(median / floor)]),
  ]);
};

/** A target and whether this run met it. Never fails anything: another machine, another day. */
export const verdict = (target: string, met: boolean, measured: string): string => `- ${met ? 'met' : 'MISSED'}: ${target} (${measured})`;
