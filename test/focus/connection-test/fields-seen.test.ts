import { fieldsSeen } from '../../../src/focus/connection-test/fields-seen';

const words = (body: unknown): readonly string[] => fieldsSeen(body).map(({ path, shape }) => `${path} ${shape}`);

describe('fields seen', () => {
  test.each<[string, unknown, readonly string[]]>([
    [
      'leaves by their path',
      { values: [{ id: 'a', owner: { id: 'x', name: { first: 'y' } } }] },
      ['id text', 'owner.id text', 'owner.name.first text'],
    ],
    ['those of all records', [{ a: 1 }, { b: true }], ['a number', 'b flag']],
    [
      'members of objects in a list, which no grant could name',
      [{ path: [{ id: 'a' }, { name: 'b' }], tags: ['x'] }],
      ['path.id unknown', 'path.name unknown', 'tags texts'],
    ],
    ['a series as one leaf', [{ amounts: { '2026-01': 1, '2026-02': '2.5' } }], ['amounts series']],
    ['at most four deep', [{ a: { b: { c: { d: { e: 1 } } } } }], ['a.b.c.d unknown']],
    [
      'no names that are none',
      JSON.parse('[{"__proto__":{"x":1},"constructor":1,"a b":1,"1a":1,"ü":1,"ok_1":1}]'),
      ['constructor number', 'ok_1 number'],
    ],
    ['no name of 65 characters', [{ [`a${'b'.repeat(64)}`]: 1, c: 1 }], ['c number']],
    ['an empty object as a leaf', [{ owner: {} }], ['owner unknown']],
    ['nothing of what is no list', { message: 'hello' }, []],
  ])('%s', (_what, body, fields) => {
    expect(words(body)).toEqual(fields);
  });

  test.each<[string, readonly unknown[], string]>([
    ['a date, every time', ['2026-11-21', null, '2026-12-01'], 'date'],
    ['a date once, text another time', ['2026-11-21', 'soon'], 'text'],
    ['text, then a date', ['soon', '2026-11-21'], 'text'],
    ['text and number', ['7', 7], 'unknown'],
    ['two, then a third', [1, 'a', 1], 'unknown'],
    ['nothing but null', [null, null], 'unknown'],
    ['nothing but empty lists', [[], []], 'unknown'],
    ['an empty list, then texts', [[], ['x']], 'texts'],
    ['a list of numbers', [[1, 2]], 'unknown'],
    ['a list of lists', [[['x']]], 'unknown'],
  ])('%s has a shape of its own or none', (_what, values, shape) => {
    expect(fieldsSeen(values.map((x) => ({ x })))).toEqual([{ path: 'x', shape }]);
  });

  test('never more than two hundred', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`f${String(index)}`, 1]));
    expect(fieldsSeen([many, many])).toHaveLength(200);
  });

  test('of a list that comes whole, the first hundred records tell', () => {
    const list = Array.from({ length: 101 }, (_, index) => (index < 100 ? { a: 1 } : { late: 1 }));
    expect(words(list)).toEqual(['a number']);
  });

  test('never a value', () => {
    const body = { values: [{ name: 'canary-one', list: ['canary-two'], deep: { a: { b: { c: { d: 'canary-three' } } } } }] };
    expect(JSON.stringify(fieldsSeen(body))).not.toContain('canary');
  });
});
