import type { LeafShape } from '../../../src/exposure/policy/policy';

/** Leaves of the right shape. The lists are short, so that a condition drawn from the same list holds often. */
export const LEAVES: Readonly<Record<LeafShape, readonly unknown[]>> = {
  text: [
    '',
    'Payments',
    'payments team',
    'IN_PROGRESS',
    'PENDING',
    'Ada Lovelace',
    ' ada  maria  king ',
    'Éva Őry',
    'maria de la cruz ost',
    '\ud800 lone',
    '×',
  ],
  number: [0, 1, -1, 499, 500, 999.5, 1000, 1500, -1500, 2500, 12_345.678, 5000, 1e15, 0.1, 0.35, 1e21, 1e-7, -0.25],
  flag: [true, false],
  date: [
    '2025-12-31',
    '2026-02-28',
    '2024-02-29',
    '2026-06-01',
    '2026-06-01T00:00:00Z',
    '2026-06-01T00:00:00.500Z',
    '2026-06-01T12:00:00Z',
    '2026-06-01T02:00:00+02:00',
    '2026-05-31T23:30:00-01:00',
    '2027-01-01T00:00:00Z',
  ],
  id: ['t-1', 't-2', 't-3', 't-4'],
  ids: [[], ['t-1'], ['t-1', 't-2'], ['t-3', 't-4', 't-2']],
  texts: [[], ['Alpha'], ['alpha', 'Beta'], ['Beta', 'Gamma', 'x']],
  series: [
    {},
    { '2026-01': 1499.5 },
    { '2026-01': '1000.00', '2026-02': '-250.5' },
    { '2026-03': 500, '2026-04': '12345678901234567890.75', '2026-05': 0 },
    { '2026-06': '5000', '2026-07': '4999.995', '2026-08': '-0.4' },
    { '2027-01': '1000.000000000000000000', '2027-02': '499.9999999999999999999999', '2027-03': '-0', '2027-04': '007.50' },
    { '2027-05': '1500.0000000000000000000000000000000000', '2027-06': '0.49999999999999999', '2027-07': '1499.99999999' },
    { '2026-09': '1500', '2026-10': '-1500', '2026-11': '-500.0', '2026-12': 2500 },
  ],
};

/** Leaves that are of no shape, or of one that looks nearly right. */
export const CROOKED_LEAVES: readonly unknown[] = [
  null,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  'true',
  '12',
  '2026-02-29',
  '2026-02-30',
  '2026-13-01',
  '20260601',
  'soon',
  ['x', 1],
  [['x']],
  [null],
  {},
  { id: 7 },
  { name: 'hidden' },
  { '2026-13': 1 },
  { '2026-1': 1, '2026-02': '7' },
  { '2026-01': 'many', '2026-02': '1e3' },
  { '2026-01': `1${'0'.repeat(40)}` },
  { '2026-01': `0.${'1'.repeat(41)}` },
  { '2026-01': '.5', '2026-02': '+5' },
  { '2026-01': null, '2026-02': 5 },
  JSON.parse('{"__proto__":{"id":"inherited"},"constructor":"hidden"}'),
  '2026-06-01T25:00:00Z',
];

/** What a condition compares text, dates and lists with, beside the leaves themselves. */
export const NEEDLES: readonly string[] = ['pay', 'PAY', 'a', 'alpha', 'BETA', 'zzz', 'őr', ' '];
