import fc from 'fast-check';
import { parseQuery } from '../../src/api-routes/query';

type Values = readonly string[] | 'malformed';
const ALL = new Set(['name', 'externalId', 'parentId', 'status']);
const list = (query: Record<string, Values>, pageSize = 50, shown: ReadonlySet<string> = ALL) =>
  parseQuery(new Map(Object.entries(query)), 'list', { pageSize, shown });
const problems = (query: Record<string, Values>, action: 'list' | 'get' = 'list'): string[] => {
  const result = parseQuery(new Map(Object.entries(query)), action, { pageSize: 50, shown: ALL });
  return result.ok ? [] : result.problems.map((problem) => `${problem.path} ${problem.code}`);
};

describe('the query of a list', () => {
  test('asks for 25 records with every granted field when it says nothing', () => {
    expect(list({})).toEqual({ ok: true, value: { limit: 25, asked: '["*"]' } });
    expect(list({}, 10)).toEqual({ ok: true, value: { limit: 10, asked: '["*"]' } });
  });

  test.each([
    ['1', 1],
    ['50', 50],
    ['51', 50],
    ['0', 1],
    ['-7', 1],
    ['007', 7],
    ['99999999999999999999', 50],
  ])('a limit of %s becomes %i', (sent, limit) => {
    expect(list({ limit: [sent] })).toMatchObject({ ok: true, value: { limit } });
  });

  test.each(['', 'ten', '1.5', '1e3', ' 5', '5;', '0x10', 'NaN', 'Infinity', '９', '9'.repeat(1_000_000)])(
    'a limit of %.20j is no number',
    (sent) => {
      expect(problems({ limit: [sent] })).toEqual(['/query/limit not_a_number']);
    },
  );

  test('fields come in one value or in several, in any order', () => {
    const expected = { ok: true, value: { asked: '[["id","name","owner.id"]]', fields: new Set(['id', 'name', 'owner.id']) } };
    for (const fields of [['name,id,owner.id'], ['name', 'id', 'owner.id'], ['name, id', 'owner.id', 'name']]) {
      expect(list({ fields })).toMatchObject(expected);
    }
  });

  test('a field that nobody knows is asked for like a hidden one', () => {
    expect(list({ fields: ['budget'] })).toMatchObject({ ok: true, value: { fields: new Set(['budget']) } });
  });

  test('names every problem with its place', () => {
    expect(problems({ Limit: ['1'], limit: ['x'], fields: ['a b'], cursor: ['a', 'b'], 'a/b~': ['1'] })).toEqual([
      '/query/Limit unknown_parameter',
      '/query/a~1b~0 unknown_parameter',
      '/query/limit not_a_number',
      '/query/fields not_a_field_name',
      '/query/cursor repeated',
    ]);
  });

  test.each<[what: string, query: Record<string, Values>, expected: string]>([
    ['a limit twice', { limit: ['1', '2'] }, '/query/limit repeated'],
    ['values that are no text', { limit: 'malformed' }, '/query/limit wrong_type'],
    ['fields that are no text', { fields: 'malformed' }, '/query/fields wrong_type'],
    ['no value at all', { cursor: [] }, '/query/cursor wrong_type'],
    ['an empty list of fields', { fields: [''] }, '/query/fields not_a_field_name'],
    ['101 fields', { fields: [Array.from({ length: 101 }, (_, at) => `f${at}`).join(',')] }, '/query/fields too_many'],
    ['a megabyte of fields', { fields: ['a,'.repeat(500_000)] }, '/query/fields too_long'],
    ['a prototype for a field', { fields: ['__proto__'] }, '/query/fields not_a_field_name'],
  ])('refuses %s', (_what, query, expected) => {
    expect(problems(query)).toEqual([expected]);
  });

  test('looks for what it is asked, in the asked order, and a cursor is bound to all of it', () => {
    const query = { sort: ['-name'], nameContains: ['Plat form'], externalId: ['X/1'], parentId: ['fa-1'], fields: ['name'] };
    const search = { sort: '-name', nameContains: 'Plat form', externalId: 'X/1', parentId: 'fa-1' };
    const result = list(query);
    expect(result).toMatchObject({ ok: true, value: { search } });
    const asked = result.ok ? result.value.asked : '';
    for (const [name, value] of Object.entries({ sort: 'name', nameContains: 'plat', externalId: 'X/2', parentId: 'fa-2', fields: 'id' })) {
      const other = list({ ...query, [name]: [value] });
      expect(other.ok ? other.value.asked : asked).not.toBe(asked);
    }
    expect(list({})).not.toHaveProperty('value.search');
  });

  test.each([
    ['name', ['sort', 'nameContains']],
    ['externalId', ['externalId']],
    ['parentId', ['parentId']],
  ])('with %s shown the parameters %j exist, without it they are as unknown as any other', (field, names) => {
    for (const name of ['sort', 'nameContains', 'externalId', 'parentId', 'filter', '__proto__']) {
      const query = new Map([[name, [name === 'sort' ? 'name' : 'x']]]);
      const known = ['limit', 'fields', 'cursor', ...names];
      const result = parseQuery(query, 'list', { pageSize: 50, shown: new Set([field]) });
      if (names.includes(name)) expect(result.ok).toBe(true);
      else expect(result).toEqual({ ok: false, problems: [{ path: `/query/${name}`, code: 'unknown_parameter', params: { known } }] });
    }
  });

  test.each<[what: string, query: Record<string, Values>, expected: string]>([
    ['an order by another field', { sort: ['status'] }, '/query/sort not_a_sort'],
    ['two orders', { sort: ['name', '-name'] }, '/query/sort repeated'],
    ['a blank part of a name', { nameContains: [' '] }, '/query/nameContains empty'],
    ['a name that came in pieces', { nameContains: ['a', 'b'] }, '/query/nameContains repeated'],
    ['a very long part of a name', { nameContains: ['x'.repeat(256)] }, '/query/nameContains too_long'],
    ['a very long external id', { externalId: ['x'.repeat(1_000_000)] }, '/query/externalId too_long'],
    ['a parent that climbs', { parentId: ['../x'] }, '/query/parentId not_an_id'],
    ['a parent that climbs in disguise', { parentId: ['%2e%2e%2f'] }, '/query/parentId not_an_id'],
    ['an ARI for a parent', { parentId: ['ari:cloud:mercury:x:focus-area/workspace/w/1'] }, '/query/parentId not_an_id'],
    ['no parent', { parentId: [''] }, '/query/parentId not_an_id'],
    ['a parent that is no text', { parentId: 'malformed' }, '/query/parentId wrong_type'],
  ])('refuses %s', (_what, query, expected) => {
    expect(problems(query)).toEqual([expected]);
  });

  test('one record takes nothing of a list', () => {
    expect(problems({ limit: ['1'], cursor: ['c'], fields: ['id'], sort: ['name'], parentId: ['x'] }, 'get')).toEqual([
      '/query/limit unknown_parameter',
      '/query/cursor unknown_parameter',
      '/query/sort unknown_parameter',
      '/query/parentId unknown_parameter',
    ]);
  });

  test('whatever comes, the limit lies within the page and no answer repeats much of it', () => {
    const values = fc.oneof(fc.array(fc.string()), fc.constant('malformed' as const));
    fc.assert(
      fc.property(
        fc.dictionary(fc.oneof(fc.constantFrom('limit', 'fields', 'cursor', '__proto__'), fc.string()), values),
        fc.integer({ min: 1, max: 100 }),
        (query, pageSize) => {
          const result = list(query, pageSize);
          if (result.ok) expect(result.value.limit >= 1 && result.value.limit <= pageSize).toBe(true);
          else expect(result.problems.length).toBeGreaterThan(0);
        },
      ),
    );
    const many = problems(Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`${at}${'x'.repeat(200)}`, ['1']])));
    expect(many).toHaveLength(100);
    expect(Math.max(...many.map((text) => text.length))).toBeLessThan(120);
  });
});
