import fc from 'fast-check';
import { endOf, isDate, isMonth, startOf } from '../../../../src/exposure/reach/leaves/calendar';
import { runs } from '../../runs';

describe('isDate', () => {
  test.each([
    '2027-03-31',
    '0000-01-01',
    '9999-12-31',
    '2024-02-29',
    '2000-02-29',
    '2027-04-30',
    '2027-03-31T00:00',
    '2027-03-31T23:59:59',
    '2027-03-31T23:59:59.123456789Z',
    '2027-03-31T10:00+0530',
    '2027-03-31T19:20-11:00',
  ])('takes %j', (text) => {
    expect(isDate(text)).toBe(true);
  });

  test.each([
    '',
    '2027',
    '2027-03',
    '2027-3-1',
    '20270331',
    '2027/03/31',
    '2027-03/31',
    '2027/03-31',
    '2027-00-10',
    '2027-13-01',
    '2027-01-00',
    '2027-01-32',
    '2027-02-29',
    '2024-02-30',
    '1900-02-29',
    '2027-04-31',
    '2027-06-31',
    '2027-09-31',
    '2027-11-31',
    'x027-03-31',
    '20x7-03-31',
    '2027-0x-31',
    '2027-x3-31',
    '2027-03-3x',
    '2027-03-:1',
    '2027-03-1:',
    '2027-03-1/',
    '20/9-03-31',
    '2027-03-3',
    '2027-03-31xT10:00',
    '2027-03-/1',
    '2027-03-31 ',
    ' 2027-03-31',
    '2027-03-31T',
    '2027-03-31T24:00',
    '2027-03-31T10',
    '2027-03-31T10:60',
    '2027-03-31T10:00:60',
    '2027-03-31T10:00:00.',
    '2027-03-31T10:00:00.1234567890',
    '2027-03-31T10:00+24:00',
    '2027-03-31T10:00+01:60',
    '2027-03-31T10:00z',
    '2027-03-31T10:00Z\n',
    '2027-03-31t10:00Z',
    '+02027-03-31',
    `2027-03-31T10:00${' '.repeat(50)}`,
  ])('refuses %j', (text) => {
    expect(isDate(text)).toBe(false);
  });

  test('takes every day there is, as the calendar of the platform has it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9999 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, day) => {
          const pad = (part: number, size: number): string => String(part).padStart(size, '0');
          const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
          const ms = Date.parse(`${text}T00:00:00Z`);
          expect(isDate(text)).toBe(!Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text));
        },
      ),
      { numRuns: runs(2_000) },
    );
  });
});

describe('instants', () => {
  test('a bare date is its whole day in UTC', () => {
    expect(startOf('2027-03-31')).toBe(Date.UTC(2027, 2, 31));
    expect(endOf('2027-03-31')).toBe(Date.UTC(2027, 2, 31, 23, 59, 59, 999));
    expect(startOf('0099-01-01')).toBe(Date.parse('0099-01-01T00:00:00Z'));
  });

  test.each([
    ['2027-03-31T12:34Z', '2027-03-31T12:34:00.000Z'],
    ['2027-03-31T12:34:56Z', '2027-03-31T12:34:56.000Z'],
    ['2027-03-31T12:34:56.7Z', '2027-03-31T12:34:56.700Z'],
    ['2027-03-31T12:34:56.78Z', '2027-03-31T12:34:56.780Z'],
    ['2027-03-31T12:34:56.789999Z', '2027-03-31T12:34:56.789Z'],
    ['2027-03-31T01:00:00+02:30', '2027-03-30T22:30:00.000Z'],
    ['2027-03-31T23:00:00-0130', '2027-04-01T00:30:00.000Z'],
  ])('%s is %s', (text, utc) => {
    expect(startOf(text)).toBe(Date.parse(utc));
    expect(endOf(text)).toBe(Date.parse(utc));
  });

  test.each(['2027-03-31T12:34', '2027-03-31T12:34:56.789', '2027-03-31x', '2027-02-30', '2027-02-30T00:00Z', 'soon', ''])(
    '%j names none',
    (text) => {
      expect(startOf(text)).toBeNaN();
      expect(endOf(text)).toBeNaN();
    },
  );
});

test('a month is a year and a month that exists', () => {
  expect(['2026-01', '2026-09', '2026-10', '0000-12'].filter(isMonth)).toHaveLength(4);
  expect(
    [
      '2026-00',
      '2026-13',
      '2026-1',
      '26-01',
      '2026-01-01',
      '2026-01 ',
      'x026-01',
      '20x6-01',
      '20/6-01',
      '',
      '2026_01',
      '__proto__',
      'toString',
    ].filter(isMonth),
  ).toEqual([]);
});
