import type { Grant, ResourceName } from '../../../src/exposure/policy/policy';
import { placeIsOpen, reaches, standing } from '../../../src/exposure/reach/reaches';
import type { FocusRecord } from '../../../src/exposure/reach/record';
import { MINUTE, NOW, grant, reachOf, record } from './grants';

const under = (...roots: readonly string[]): Grant => grant({ records: { under: roots } });
const at = (one: Partial<FocusRecord>, resource: ResourceName = 'focusArea', given: Grant = under('r')) =>
  standing(reachOf({ [resource]: given }), resource, record(one), NOW);

describe('where a record stands', () => {
  test.each<[what: string, one: Partial<FocusRecord>, area: string, item: string]>([
    ['a record with a root’s id', { id: 'r', ancestors: [] }, 'in', 'out'],
    ['below a root by its parent alone', { parentId: 'r' }, 'in', 'in'],
    ['below a root by its chain', { parentId: 'p', ancestors: ['r', 'p'] }, 'in', 'in'],
    ['at the top', { ancestors: [] }, 'out', 'out'],
    ['elsewhere, whole chain told', { parentId: 'p', ancestors: ['t', 'p'] }, 'out', 'out'],
    ['elsewhere by its parent alone', { parentId: 'p' }, 'unknown', 'unknown'],
    ['nothing told', {}, 'unknown', 'unknown'],
    ['a chain that does not end at the parent', { parentId: 'p', ancestors: ['r', 'q'] }, 'unknown', 'unknown'],
    ['a parent and an empty chain', { parentId: 'r', ancestors: [] }, 'unknown', 'unknown'],
    ['a chain with one id twice', { parentId: 'r', ancestors: ['r', 'q', 'r'] }, 'unknown', 'unknown'],
    ['a chain that begins with one id twice', { parentId: 'r', ancestors: ['q', 'q', 'r'] }, 'unknown', 'unknown'],
    ['a chain without the parent beside it', { ancestors: ['r', 'q'] }, 'in', 'in'],
    ['its own parent', { id: 'r2', parentId: 'r2', ancestors: ['r', 'r2'] }, 'unknown', 'in'],
    ['its own ancestor', { id: 'x', parentId: 'p', ancestors: ['r', 'x', 'p'] }, 'unknown', 'in'],
  ])('%s', (_what, one, area, item) => {
    expect(at(one)).toBe(area);
    expect(at(one, 'costItem')).toBe(item);
    expect(at(one, 'benefitItem')).toBe(item);
  });

  test('a long chain is read as a short one is', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) => `a${index}`);
    const long = { parentId: 'a9999', ancestors: chain };
    expect(at(long)).toBe('out');
    expect(at(long, 'focusArea', under('a5000'))).toBe('in');
    expect(at({ ...long, ancestors: ['a9999', ...chain] }, 'focusArea', under('a5000'))).toBe('unknown');
    for (const size of [16, 17]) {
      const some = ['r', ...chain.slice(0, size - 1)];
      expect(at({ ancestors: some })).toBe('in');
      expect(at({ ancestors: [...some.slice(0, -1), 'r'] })).toBe('unknown');
    }
  });

  test.each<[placeAge: Grant['placeAge'] | undefined, inside: number]>([
    [undefined, 60 * MINUTE],
    [60, 60 * MINUTE],
    [1, MINUTE],
    [10_080, 10_080 * MINUTE],
  ])('a place of age %s counts to the very millisecond', (placeAge, inside) => {
    const given: Grant = { ...under('r'), ...(placeAge === undefined ? {} : { placeAge }) };
    const stored = (ms: number, place: Partial<FocusRecord>) => at({ ...place, placeReadAt: NOW - ms }, 'focusArea', given);
    for (const place of [{ parentId: 'r' }, { parentId: 'r', ancestors: ['r'] }]) {
      expect(stored(inside, place)).toBe('in');
      expect(stored(inside + 1, place)).toBe('unknown');
      expect(stored(-5, place)).toBe('in');
      expect(stored(Number.NaN, place)).toBe('unknown');
    }
    expect(stored(inside, { ancestors: [] })).toBe('out');
    expect(stored(inside + 1, { ancestors: [] })).toBe('unknown');
    // A root needs no place, nor does a reach of all records.
    expect(stored(inside + 1, { id: 'r' })).toBe('in');
    expect(at({ placeReadAt: 0 }, 'focusArea', grant())).toBe('in');
  });

  test('live means live: a place stored in this millisecond does not count', () => {
    const live: Grant = { ...under('r'), placeAge: 'live' };
    expect(at({ parentId: 'r', placeReadAt: NOW }, 'focusArea', live)).toBe('unknown');
    expect(at({ parentId: 'r' }, 'focusArea', live)).toBe('in');
  });

  test.each(['write:cost-item:custom', 'delete:cost-item:custom'] as const)(
    '%s knows live places only, whatever its grant says',
    (audience) => {
      const reach = reachOf({ costItem: { ...under('r'), placeAge: 10_080 } }, audience);
      expect(standing(reach, 'costItem', record({ parentId: 'r', placeReadAt: NOW }), NOW)).toBe('unknown');
      expect(standing(reach, 'costItem', record({ parentId: 'r' }), NOW)).toBe('in');
    },
  );

  test('no roots reach nothing, records without under are all, and a resource without a grant or a place reaches nothing by roots', () => {
    expect(at({ id: 'r', parentId: 'r' }, 'focusArea', under())).toBe('out');
    expect(at({}, 'focusArea', under())).toBe('out');
    expect(at({}, 'focusArea', grant({ records: {} }))).toBe('in');
    expect(at({ parentId: 'r' }, 'organization', under('r'))).toBe('out');
    expect(at({ id: 'r' }, 'costType', under('r'))).toBe('out');
    expect(at({}, 'costType', grant())).toBe('in');
    expect(standing(reachOf({}), 'focusArea', record(), NOW)).toBe('out');
    expect(reaches(reachOf({ costItem: grant() }), 'focusArea', record(), NOW)).toBe(false);
  });
});

describe('whether reading more could help', () => {
  const open = (one: Partial<FocusRecord>, given: Grant = under('r')): boolean[] => {
    const reach = reachOf({ focusArea: given });
    return [placeIsOpen(reach, 'focusArea', record(one)), placeIsOpen(reach, 'focusArea', record(one), NOW)];
  };

  test.each<[what: string, one: Partial<FocusRecord>, unasked: boolean, asked: boolean]>([
    ['nothing told', {}, true, true],
    ['a parent that is no root', { parentId: 'p' }, true, true],
    ['a parent that is a root', { parentId: 'r' }, false, false],
    ['a root', { id: 'r' }, false, false],
    ['a chain elsewhere', { ancestors: ['t'] }, false, false],
    ['a chain that contradicts itself', { parentId: 'p', ancestors: ['r', 'q'] }, false, false],
    ['its own parent', { parentId: 'x' }, true, true],
    ['a young stored chain elsewhere', { ancestors: ['t'], placeReadAt: NOW }, true, false],
    ['a young stored chain that contradicts itself', { parentId: 'p', ancestors: ['r', 'q'], placeReadAt: NOW }, true, false],
    ['an old stored chain', { parentId: 'r', ancestors: ['r'], placeReadAt: 0 }, true, true],
  ])('%s', (_what, one, unasked, asked) => {
    expect(open(one)).toEqual([unasked, asked]);
  });

  test('not where the leaves already rule the record out, nor without a grant', () => {
    expect(open({}, grant({ records: { under: ['r'], where: [{ field: 'name', isSet: true }] } }))).toEqual([false, false]);
    expect(placeIsOpen(reachOf({}), 'focusArea', record(), NOW)).toBe(false);
  });
});
