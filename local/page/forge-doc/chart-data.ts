import { isRecord } from './forge-node';

/** What an accessor (an index into an array, or a property name) finds in one row of a chart's `data`; undefined when the row has no such member. */
export const access = (row: unknown, accessor: unknown): unknown => {
  if (Array.isArray(row) && (typeof accessor === 'number' || (typeof accessor === 'string' && /^\d+$/.test(accessor)))) {
    return (row as readonly unknown[])[Number(accessor)];
  }
  if (isRecord(row) && (typeof accessor === 'string' || typeof accessor === 'number')) {
    return Object.hasOwn(row, accessor) ? row[accessor] : undefined;
  }
  return undefined;
};

const label = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
const amount = (value: unknown): number => (typeof value === 'number' ? value : Number(label(value) || Number.NaN));

interface Pivot {
  readonly series: readonly string[];
  /** One row per x, in order of first appearance; `x` and one member `s<index of series>` each. */
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}

/** Turns rows into one row per x with a member per colour. Without a colour accessor there is one series, unnamed. */
export const pivot = (data: unknown, x: unknown, y: unknown, colour: unknown): Pivot => {
  const series: string[] = [];
  const rows = new Map<string, Record<string, string | number>>();
  for (const datum of Array.isArray(data) ? (data as readonly unknown[]) : []) {
    const at = label(access(datum, x));
    const name = colour === undefined ? '' : label(access(datum, colour));
    if (!series.includes(name)) series.push(name);
    const row = rows.get(at) ?? { x: at };
    const value = amount(access(datum, y));
    if (Number.isFinite(value)) row[`s${series.indexOf(name)}`] = value;
    rows.set(at, row);
  }
  return { series, rows: [...rows.values()] };
};

interface Slice {
  readonly colour: string;
  readonly label: string;
  readonly value: number;
}

/** The slices of a pie or a donut, one per row. */
export const slices = (data: unknown, colour: unknown, value: unknown, text: unknown): readonly Slice[] =>
  (Array.isArray(data) ? (data as readonly unknown[]) : []).map((row) => ({
    colour: label(access(row, colour)),
    label: label(access(row, text)) || label(access(row, colour)),
    value: amount(access(row, value)) || 0,
  }));

const CATEGORICAL = Array.from({ length: 8 }, (_, index) => `var(--ds-chart-categorical-${index + 1})`);

/** A design token's name as CSS (`color.chart.blue.bold`), or the colour itself. */
export const cssColour = (colour: string): string =>
  colour.startsWith('color.') ? `var(--ds-${colour.slice('color.'.length).replaceAll('.', '-')})` : colour;

/** The colour of category `name`, the `index`-th: from a palette of colours or of `{key, value}` pairs, else the design system's. */
export const colourOf = (palette: unknown, name: string, index: number): string => {
  const entries = Array.isArray(palette) ? (palette as readonly unknown[]) : [];
  const named = entries.find((entry) => isRecord(entry) && entry['key'] === name);
  if (isRecord(named) && typeof named['value'] === 'string') return cssColour(named['value']);
  const plain = entries.filter((entry) => typeof entry === 'string');
  return cssColour(plain[index % (plain.length || 1)] ?? CATEGORICAL[index % CATEGORICAL.length] ?? 'currentColor');
};
