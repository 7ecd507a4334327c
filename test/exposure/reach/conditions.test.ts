import type { Condition, Grant, ResourceName } from '../../../src/exposure/policy/policy';
import { reaches, standing } from '../../../src/exposure/reach/reaches';
import type { FocusRecord } from '../../../src/exposure/reach/record';
import { MINUTE, NOW, grant, reachOf, record, where } from './grants';

type Asked = Condition extends infer C ? (C extends Condition ? Omit<C, 'field'> : never) : never;

const observed = { seen: 'text', count: 'number', tags: 'texts', months: 'series', on: 'flag', when: 'date', 'a.b': 'text' } as const;

const holds = (field: string, asked: Asked, leaf: unknown, resource: ResourceName = 'focusArea'): boolean => {
  const one: Grant = { ...where({ field, ...asked }), observed };
  const path = field.split('.');
  const fields = path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), leaf) as Record<string, unknown>;
  return reaches(reachOf({ [resource]: one }), resource, record({ fields }), NOW);
};

const EVERY: readonly Asked[] = [
  { equals: 'x' },
  { equals: 1 },
  { equals: true },
  { in: ['x', 1, true] },
  { notIn: [] },
  { notIn: ['y', 2, false] },
  { before: '9999-12-31' },
  { after: '0001-01-01' },
  { contains: '' },
  { contains: 'x' },
  { isSet: true },
];

describe('a condition', () => {
  test.each<[field: string, unreadable: unknown[]]>([
    ['name', [null, undefined, 1, true, ['x'], { x: 'x' }]],
    ['count', [null, undefined, '1', Number.NaN, Number.POSITIVE_INFINITY, [1]]],
    ['on', [null, undefined, 'true', 1]],
    ['when', [null, undefined, '2026-02-30', 'soon', 20260101, '']],
    ['tags', [null, undefined, 'x', [1], ['x', null], { x: 'x' }]],
    ['months', [null, undefined, [], { 'x-1': 1 }, { '2026-01': null }, 'x']],
    ['a.b', [null, undefined, 1, { c: 'x' }]],
  ])('on %s never holds where the leaf is absent, null, mistyped or unreadable, whatever it asks', (field, unreadable) => {
    for (const leaf of unreadable) for (const asked of EVERY) expect([asked, holds(field, asked, leaf)]).toEqual([asked, false]);
  });

  test('on a field that nobody knows, or that only a prototype has, never holds', () => {
    for (const asked of EVERY) {
      for (const field of ['unknown', 'constructor', '__proto__', 'toString', 'name.length', 'owner'])
        expect(holds(field, asked, 'x')).toBe(false);
    }
    const inherited = record({ fields: Object.create({ name: 'x' }) as Record<string, unknown> });
    expect(reaches(reachOf({ focusArea: where({ field: 'name', isSet: true }) }), 'focusArea', inherited, NOW)).toBe(false);
  });

  test('on a field that is observed elsewhere, but not declared here, never holds', () => {
    const one = reachOf({ focusArea: where({ field: 'seen', isSet: true }) });
    expect(reaches(one, 'focusArea', record({ fields: { seen: 'x' } }), NOW)).toBe(false);
    expect(holds('seen', { isSet: true }, 'x')).toBe(true);
  });

  test.each<[field: string, asked: Asked, leaf: unknown, holds: boolean]>([
    ['name', { equals: 'x' }, 'x', true],
    ['name', { equals: 'x' }, 'X', false],
    ['name', { equals: '' }, '', true],
    ['name', { equals: 1 }, '1', false],
    ['count', { equals: 1 }, 1, true],
    ['count', { equals: '1' }, 1, false],
    ['count', { equals: 0 }, -0, true],
    ['count', { equals: true }, 1, false],
    ['on', { equals: true }, true, true],
    ['on', { equals: false }, false, true],
    ['on', { equals: 'true' }, true, false],
    ['when', { equals: '2026-01-01' }, '2026-01-01', true],
    ['when', { equals: '2026-01-01T00:00:00Z' }, '2026-01-01', false],
    ['name', { in: ['x', 'y'] }, 'y', true],
    ['name', { in: ['x', 'y'] }, 'z', false],
    ['name', { in: [] }, 'x', false],
    ['count', { in: ['1', true] }, 1, false],
    ['name', { notIn: ['x', 'y'] }, 'z', true],
    ['name', { notIn: ['x', 'y'] }, 'x', false],
    ['name', { notIn: [] }, 'x', true],
    ['count', { notIn: ['1'] }, 1, true],
    ['count', { notIn: [1] }, 1, false],
    ['name', { contains: 'PAY' }, 'prepayment', true],
    ['name', { contains: 'őr' }, 'ŐRY', true],
    ['name', { contains: 'pays' }, 'pay', false],
    ['name', { contains: '' }, '', true],
    ['tags', { contains: 'a' }, ['b', 'a'], true],
    ['tags', { contains: 'a' }, ['A', 'ab'], false],
    ['tags', { contains: '' }, ['a'], false],
    ['name', { isSet: true }, '', true],
    ['on', { isSet: true }, false, true],
    ['count', { isSet: true }, 0, true],
    ['tags', { isSet: true }, [], true],
    ['months', { isSet: true }, {}, true],
    ['when', { isSet: true }, '2026-01-01', true],
    ['a.b', { equals: 'x' }, 'x', true],
  ])('on %s that asks %j holds of %j: %s', (field, asked, leaf, expected) => {
    expect(holds(field, asked, leaf)).toBe(expected);
  });

  test.each<[field: string, leaf: unknown, asked: readonly Asked[]]>([
    ['name', '2026-01-01', [{ before: '9999-01-01' }, { after: '0001-01-01' }]],
    ['count', 5, [{ contains: '5' }, { before: '9999-01-01' }]],
    ['on', true, [{ contains: 'true' }, { after: '0001-01-01' }]],
    ['when', '2026-01-01', [{ contains: '2026' }]],
    ['tags', ['a'], [{ equals: 'a' }, { in: ['a'] }, { notIn: ['b'] }, { before: '9999-01-01' }]],
    ['months', { '2026-01': 1 }, [{ equals: 1 }, { in: [1] }, { notIn: [2] }, { contains: '2026-01' }, { after: '0001-01-01' }]],
  ])('on %s never holds when its shape can not be asked so', (field, leaf, asked) => {
    expect(holds(field, { isSet: true }, leaf)).toBe(true);
    for (const one of asked) expect([one, holds(field, one, leaf)]).toEqual([one, false]);
  });

  test.each<[leaf: string, asked: string, before: boolean, after: boolean]>([
    ['2026-05-31', '2026-06-01', true, false],
    ['2026-06-01', '2026-06-01', false, false],
    ['2026-06-02', '2026-06-01', false, true],
    ['2026-05-31T23:59:59.999Z', '2026-06-01', true, false],
    ['2026-06-01T00:00:00Z', '2026-06-01', false, false],
    ['2026-06-01T23:59:59.999Z', '2026-06-01', false, false],
    ['2026-06-02T00:00:00Z', '2026-06-01', false, true],
    ['2026-06-01T01:00:00+02:00', '2026-06-01', true, false],
    ['2026-06-01T23:00:00-02:00', '2026-06-01', false, true],
    ['2026-05-31', '2026-06-01T00:00:00Z', true, false],
    ['2026-05-31', '2026-05-31T23:59:59.999Z', false, false],
    ['2026-06-01', '2026-06-01T00:00:00Z', false, false],
    ['2026-06-01', '2026-05-31T23:59:59.999Z', false, true],
    ['2026-06-01T00:00:00Z', '2026-06-01T00:00:00.001Z', true, false],
    ['2026-06-01T00:00:00Z', '2026-06-01T02:00:00+02:00', false, false],
    ['2026-06-01T00:00:00.001Z', '2026-06-01T00:00:00Z', false, true],
    ['2026-06-01T00:00:00', '2030-01-01', false, false],
    ['2026-06-01T00:00:00', '2020-01-01', false, false],
    ['2026-06-01', 'soon', false, false],
    ['2026-06-01', '2026-02-30', false, false],
  ])('%s is before %s: %s, after it: %s', (leaf, asked, before, after) => {
    expect(holds('targetDate', { before: asked }, leaf)).toBe(before);
    expect(holds('targetDate', { after: asked }, leaf)).toBe(after);
  });

  test('looks at the record id and at its place, never at leaves that pretend to be them', () => {
    const at = (condition: Condition, one: FocusRecord): boolean =>
      reaches(reachOf({ focusArea: where(condition) }), 'focusArea', one, NOW);
    const one = record({ id: 'x', parentId: 'p', ancestors: ['t', 'p'], fields: { id: 'y', parentId: 'q', path: ['q'] } });
    expect(at({ field: 'id', equals: 'x' }, one)).toBe(true);
    expect(at({ field: 'id', equals: 'y' }, one)).toBe(false);
    expect(at({ field: 'parentId', equals: 'p' }, one)).toBe(true);
    expect(at({ field: 'parentId', equals: 'q' }, one)).toBe(false);
    expect(at({ field: 'path', contains: 't' }, one)).toBe(true);
    expect(at({ field: 'path', contains: 'q' }, one)).toBe(false);
    expect(at({ field: 'parentId', isSet: true }, record({ ancestors: [], fields: { parentId: 'q' } }))).toBe(false);
    expect(at({ field: 'parentId', isSet: true }, record({ parentId: 'p' }))).toBe(true);
    expect(at({ field: 'parentId', isSet: true }, record({ parentId: 'p', ancestors: ['q'] }))).toBe(false);
    expect(at({ field: 'path', isSet: true }, record({ parentId: 'p' }))).toBe(false);
    expect(at({ field: 'path', isSet: true }, record({ ancestors: [] }))).toBe(true);
    expect(at({ field: 'path', contains: 'p' }, record({ parentId: 'p', ancestors: ['p', 'p'] }))).toBe(false);
  });

  test('looks at a stored place only while it is young enough', () => {
    const aged = (ms: number) => record({ parentId: 'p', ancestors: ['p'], placeReadAt: NOW - ms });
    const one = reachOf({ focusArea: where({ field: 'parentId', equals: 'p' }, { field: 'path', contains: 'p' }) });
    expect(reaches(one, 'focusArea', aged(60 * MINUTE), NOW)).toBe(true);
    expect(reaches(one, 'focusArea', aged(60 * MINUTE + 1), NOW)).toBe(false);
  });

  test('on a classification looks at the plain value', () => {
    const one = reachOf({ costItem: where({ field: 'costSubtypeId', in: ['s1'] }) });
    expect(reaches(one, 'costItem', record({ fields: { costSubtypeId: 's1' } }), NOW)).toBe(true);
    expect(reaches(one, 'costItem', record({ fields: { costSubtypeId: 's2' } }), NOW)).toBe(false);
  });

  test('all of them must hold, besides the place; none at all ask nothing', () => {
    const both = grant({
      records: {
        under: ['r'],
        where: [
          { field: 'name', isSet: true },
          { field: 'status', equals: 'ON' },
        ],
      },
    });
    const at = (one: Partial<FocusRecord>) => standing(reachOf({ focusArea: both }), 'focusArea', record(one), NOW);
    const fields = { name: 'x', status: 'ON' };
    expect(at({ parentId: 'r', fields })).toBe('in');
    expect(at({ parentId: 'r', fields: { ...fields, status: 'OFF' } })).toBe('out');
    expect(at({ parentId: 'r', fields: { status: 'ON' } })).toBe('out');
    expect(at({ ancestors: [], fields })).toBe('out');
    expect(at({ fields })).toBe('unknown');
    expect(at({ fields: {} })).toBe('out');
    expect(reaches(reachOf({ focusArea: where() }), 'focusArea', record(), NOW)).toBe(true);
  });
});
