import { access, colourOf, cssColour, pivot, slices } from '../../../../local/page/forge-doc/chart-data';

describe('chart data', () => {
  it.each([
    [['Theme', 3], 1, 3],
    [['Theme', 3], '1', 3],
    [{ count: 3 }, 'count', 3],
    [{ 0: 'a' }, 0, 'a'],
    [{ count: 3 }, 'toString', undefined],
    [{ count: 3 }, '__proto__', undefined],
    [['a'], 'length', undefined],
    [null, 0, undefined],
    ['text', 0, undefined],
  ])('of the row %j finds by %j: %j', (row, accessor, expected) => {
    expect(access(row, accessor)).toEqual(expected);
  });

  it('has one row per x and one series per colour, in order of appearance', () => {
    const data = [
      { type: 'Theme', status: 'On track', count: 2 },
      { type: 'Project', status: 'At risk', count: 5 },
      { type: 'Theme', status: 'At risk', count: 1 },
    ];
    expect(pivot(data, 'type', 'count', 'status')).toEqual({
      series: ['On track', 'At risk'],
      rows: [
        { x: 'Theme', s0: 2, s1: 1 },
        { x: 'Project', s1: 5 },
      ],
    });
  });

  it('has a single series without a colour, and leaves out what is no number', () => {
    expect(pivot([['a', '7'], ['b', 'many'], ['c']], 0, 1, undefined)).toEqual({
      series: [''],
      rows: [{ x: 'a', s0: 7 }, { x: 'b' }, { x: 'c' }],
    });
    expect(pivot(undefined, 0, 1, undefined)).toEqual({ series: [], rows: [] });
  });

  it('makes slices whose label falls back to the colour', () => {
    expect(
      slices(
        [
          { s: 'Open', n: 4 },
          { s: 'Closed', l: 'Closed 2', n: 2 },
        ],
        's',
        'n',
        'l',
      ),
    ).toEqual([
      { colour: 'Open', label: 'Open', value: 4 },
      { colour: 'Closed', label: 'Closed 2', value: 2 },
    ]);
  });

  it('takes colours from pairs by name, from lists by turns, else from the design system', () => {
    expect(colourOf([{ key: 'Open', value: 'color.chart.success' }], 'Open', 4)).toBe('var(--ds-chart-success)');
    expect(colourOf(['red', 'blue'], 'x', 3)).toBe('blue');
    expect(colourOf(undefined, 'x', 9)).toBe('var(--ds-chart-categorical-2)');
    expect(colourOf([{ key: 'Other', value: 'red' }], 'x', 0)).toBe('var(--ds-chart-categorical-1)');
    expect(cssColour('color.icon.success')).toBe('var(--ds-icon-success)');
    expect(cssColour('#123456')).toBe('#123456');
  });
});
