import fc from 'fast-check';
import { TREATMENTS_FOR } from '../../../src/exposure/catalogue/catalogue';
import type { TreatmentKind } from '../../../src/exposure/catalogue/catalogue';
import type { LeafShape, Treatment } from '../../../src/exposure/policy/policy';
import { LONGEST_MASKED, compileTreatment } from '../../../src/exposure/reach/treatments';

const SHAPES: readonly LeafShape[] = ['text', 'number', 'flag', 'date', 'id', 'ids', 'texts', 'series'];
const treated = (shape: LeafShape, treatment: Treatment, value: unknown): unknown =>
  compileTreatment(shape, treatment)?.(value, (text) => `p:${text}`);
const series = (amount: unknown) => ({ '2026-01': amount });

describe('which treatments there are', () => {
  const KINDS: Readonly<Record<TreatmentKind, Treatment>> = {
    show: 'show',
    year: 'year',
    initials: 'initials',
    pseudonym: 'pseudonym',
    round: { round: 10 },
    bucket: { bucket: [10] },
  };

  test.each(SHAPES)('a %s takes those that the catalogue names, and no others', (shape) => {
    const taken = Object.entries(KINDS).flatMap(([kind, treatment]) => (compileTreatment(shape, treatment) ? [kind] : []));
    expect(taken.sort()).toEqual([...TREATMENTS_FOR[shape]].sort());
  });

  test.each([
    'hide',
    'constructor',
    '__proto__',
    { round: 0 },
    { round: -1 },
    { round: Number.NaN },
    { round: Number.POSITIVE_INFINITY },
    { bucket: [] },
    { bucket: [1, 1] },
    { bucket: [2, 1] },
    { bucket: [1, Number.NaN] },
    { bucket: [Number.NEGATIVE_INFINITY, 0] },
    { bucket: Array.from({ length: 21 }, (_, at) => at) },
  ])('%j is none', (treatment) => {
    for (const shape of SHAPES) expect(compileTreatment(shape, treatment as Treatment)).toBeUndefined();
  });

  test('20 edges are not too many', () => {
    expect(treated('number', { bucket: Array.from({ length: 20 }, (_, at) => at) }, 18.5)).toBe('18-19');
  });
});

describe('show', () => {
  test.each<[shape: LeafShape, leaves: unknown[], others: unknown[]]>([
    ['text', ['', 'x', 'é✓'], [null, undefined, 1, true, ['x'], { a: 'x' }]],
    ['number', [0, -1.5, 1e300], ['1', Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, null, true, [1]]],
    ['flag', [true, false], ['true', 0, 1, null]],
    ['date', ['2026-02-28', '2026-02-28T10:00:00Z'], ['2026-02-30', 20260228, null, ['2026-02-28']]],
    ['id', ['a-1'], [7, null, { id: 'a-1' }]],
    ['texts', [[], ['a'], ['a', 'b']], ['a', [1], ['a', null], ['a', ['b']], { 0: 'a', length: 1 }, new Array(1), null]],
    ['ids', [[], ['a']], ['a', [1], [undefined]]],
    [
      'series',
      [{}, { '2026-01': 1, '2026-02': '-2.50' }, Object.assign(Object.create(null) as object, { '2026-01': 0 })],
      [
        [],
        null,
        'x',
        { '2026-13': 1 },
        { '2026-01': null },
        { '2026-01': '1e3' },
        { '2026-01': ' 1' },
        { '2026-01': '' },
        { '2026-01': '+1' },
        { '2026-01': '.5' },
        { '2026-01': '5.' },
        { '2026-01': '9'.repeat(41) },
        { '2026-01': `0.${'9'.repeat(41)}` },
        { '2026-01': Number.NaN },
        { '2026-01': ['5'] },
        { '2026-01': 1, total: 1 },
        new Date(0),
        new Map(),
        JSON.parse('{"__proto__": 1}'),
      ],
    ],
  ])('passes a %s as it is, and leaves everything else out', (shape, leaves, others) => {
    for (const leaf of leaves) expect(treated(shape, 'show', leaf)).toEqual(leaf);
    for (const other of others) expect(treated(shape, 'show', other)).toBeUndefined();
  });

  test('half of a pair of surrogates becomes U+FFFD, a whole pair stays', () => {
    expect(treated('text', 'show', 'a\ud800b')).toBe('a\ufffdb');
    expect(treated('text', 'show', '\udc00')).toBe('\ufffd');
    expect(treated('text', 'show', '😀')).toBe('😀');
    expect(treated('texts', 'show', ['a', '\ud800'])).toEqual(['a', '\ufffd']);
    expect(treated('text', 'pseudonym', '\ud800')).toBe('p:\ufffd');
  });
});

describe('year', () => {
  test.each([
    ['2026-12-31', '2026'],
    ['2026-12-31T23:30:00-05:00', '2026'],
    ['0001-01-01', '0001'],
    ['2026-02-30', undefined],
    ['2026', undefined],
    [2026, undefined],
    [null, undefined],
  ])('of %j is %j, as written', (date, year) => {
    expect(treated('date', 'year', date)).toBe(year);
  });
});

describe('initials', () => {
  test.each([
    ['Ada Lovelace', 'AL'],
    [' ada  maria  king noel ', 'AMK'],
    ['jean-luc picard', 'JP'],
    ['"(éva" 3őry', 'ÉŐ'],
    ['straße ßeta', 'SS'],
    ['ada\u00a0lovelace\nking', 'ALK'],
    ['x', 'X'],
    ['李 小龍', '李小'],
    ['𐐨lpha', '𐐀'],
    ['', undefined],
    ['  ', undefined],
    ['123 45', undefined],
    ['12 b', 'B'],
    [7, undefined],
    [null, undefined],
    ['\ud800 \ud800a', 'A'],
  ])('of %j are %j', (name, initials) => {
    expect(treated('text', 'initials', name)).toBe(initials);
  });

  test('of a text too long are none', () => {
    expect(treated('text', 'initials', 'a'.repeat(LONGEST_MASKED))).toBe('A');
    expect(treated('text', 'initials', 'a'.repeat(LONGEST_MASKED + 1))).toBeUndefined();
  });
});

describe('pseudonym', () => {
  test('is what the given function makes of the text; without one the leaf is left out', () => {
    expect(treated('text', 'pseudonym', 'someone')).toBe('p:someone');
    expect(treated('text', 'pseudonym', '')).toBe('p:');
    expect(compileTreatment('text', 'pseudonym')?.('someone')).toBeUndefined();
  });

  test.each([null, 7, true, ['someone'], 'a'.repeat(LONGEST_MASKED + 1)])('of %j is none', (value) => {
    expect(treated('text', 'pseudonym', value)).toBeUndefined();
  });
});

describe('round', () => {
  test.each<[value: number | string, step: number, rounded: number | string]>([
    [1499, 1000, 1000],
    [1500, 1000, 2000],
    [-1499, 1000, -1000],
    [-1500, 1000, -2000],
    [-499, 1000, 0],
    [0, 1000, 0],
    [499.99, 1000, 0],
    [0.35, 0.1, 0.4],
    [1.005, 0.01, 1.01],
    [0.25, 0.5, 0.5],
    [7, 3, 6],
    [1e21, 1e6, 1e21],
    [207_516_072_085_625_500, 5, 207_516_072_085_625_500],
    [1.5e-7, 1e-7, 2e-7],
    [12, 1e22, 0],
    ['1499.999', 1000, '1000'],
    ['1500', 1000, '2000'],
    ['-1500.0', 1000, '-2000'],
    ['-499.9', 1000, '0'],
    ['12345678901234567890.75', 1000, '12345678901234568000'],
    ['0.25', 0.5, '0.5'],
    ['1.74', 0.5, '1.5'],
    ['9.96', 0.1, '10'],
    ['0.05', 0.1, '0.1'],
    ['-0.06', 0.1, '-0.1'],
    ['007', 5, '5'],
  ])('%j to %j is %j', (value, step, rounded) => {
    expect(treated('series', { round: step }, series(value))).toEqual(series(rounded));
    expect(treated('number', { round: step }, value)).toBe(typeof value === 'number' ? rounded : undefined);
  });

  test('never gives -0', () => {
    expect(Object.is(treated('number', { round: 10 }, -3), 0)).toBe(true);
    expect(Object.is(treated('number', { round: 10 }, -0), 0)).toBe(true);
  });

  test('what can not be rounded is left out: a number beyond all numbers, what is no amount, a whole series for one of its months', () => {
    expect(treated('number', { round: 1e308 }, 1.7e308)).toBeUndefined();
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, null, true, '1', [1]]) {
      expect(treated('number', { round: 10 }, value)).toBeUndefined();
    }
    expect(treated('series', { round: 1e308 }, { '2026-01': 1, '2026-02': 1.7e308 })).toBeUndefined();
    expect(treated('series', { round: 10 }, { '2026-01': 1, '2026-02': null })).toBeUndefined();
    expect(treated('series', { round: 10 }, [1])).toBeUndefined();
  });

  test('of a series keeps its months', () => {
    expect(treated('series', { round: 10 }, { '2026-01': 14, '2026-02': '15' })).toEqual({ '2026-01': 10, '2026-02': '20' });
    expect(treated('series', { round: 10 }, {})).toEqual({});
  });

  test('gives the multiple next to a whole number', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 1_000_000 }), (value, step) => {
        const rounded = treated('number', { round: step }, value) as number;
        const near = BigInt(rounded) - BigInt(value);
        expect((near < 0n ? -near : near) * 2n <= BigInt(step) || Math.abs(rounded) > Number.MAX_SAFE_INTEGER).toBe(true);
        if (Number.isSafeInteger(rounded)) expect(Math.abs(rounded % step)).toBe(0);
      }),
    );
  });
});

describe('bucket', () => {
  const edges = { bucket: [1000, 5000, 10_000.5] };

  test.each<[value: number | string, range: string]>([
    [-1, '<1000'],
    [999.99, '<1000'],
    [1000, '1000-5000'],
    [4999, '1000-5000'],
    [5000, '5000-10000.5'],
    [10_000.5, '>=10000.5'],
    [1e30, '>=10000.5'],
    ['999.9999999999999999999', '<1000'],
    ['1000.00', '1000-5000'],
    ['4999.99999999999999999999', '1000-5000'],
    ['10000.49', '5000-10000.5'],
    ['99999999999999999999999999', '>=10000.5'],
    ['-5', '<1000'],
  ])('of %j is %j', (value, range) => {
    expect(treated('series', edges, series(value))).toEqual(series(range));
    expect(treated('number', edges, value)).toBe(typeof value === 'number' ? range : undefined);
  });

  test('one edge makes two ranges', () => {
    expect(treated('number', { bucket: [0] }, -1)).toBe('<0');
    expect(treated('number', { bucket: [0] }, 0)).toBe('>=0');
  });

  test('of what is no amount is none', () => {
    for (const value of [Number.NaN, Number.NEGATIVE_INFINITY, null, 'many', {}]) expect(treated('number', edges, value)).toBeUndefined();
  });
});
