import type { Grant, ResourceName } from '../../../src/exposure/policy/policy';
import type { Known } from '../../../src/exposure/reach/references';
import type { FocusRecord } from '../../../src/exposure/reach/record';
import { shape } from '../../../src/exposure/reach/shape';
import { MINUTE, NOW, grant, reachOf, record } from './grants';

const links = { parentId: 'show', path: 'show' } as const;
const area = (overrides: Partial<Grant> = {}): Grant => grant({ fields: links, ...overrides });
const item = (overrides: Partial<Grant> = {}): Grant => grant({ fields: { focusAreaId: 'show' }, ...overrides });
const named = (...ids: readonly string[]): Grant['records'] => ({ where: ids.length === 0 ? [] : [{ field: 'id', in: ids }] });
const knows =
  (...ids: readonly string[]): Known =>
  (_resource, id) =>
    ids.includes(id);

const shaped = (
  grants: Partial<Record<ResourceName, Grant>>,
  resource: ResourceName,
  one: Partial<FocusRecord>,
  known?: Known,
): Record<string, unknown> => shape(reachOf(grants), resource, record(one), { now: NOW, ...(known ? { known } : {}) });

const deep: Partial<FocusRecord> = { id: 'x', parentId: 'c', ancestors: ['a', 'b', 'c'] };

describe('parent and path', () => {
  test.each<[what: string, records: Grant['records'], known: Known | undefined, answer: Record<string, unknown>]>([
    ['all reached', 'all', undefined, { parentId: 'c', path: ['a', 'b', 'c'] }],
    ['from the first root on', { under: ['b'] }, undefined, { parentId: 'c', path: ['b', 'c'] }],
    ['from the upper one of two roots', { under: ['c', 'b'] }, undefined, { parentId: 'c', path: ['b', 'c'] }],
    ['a root itself', { under: ['x'] }, undefined, {}],
    ['conditions and nothing read', named('x'), undefined, {}],
    ['conditions, all read and met', named('x'), knows('a', 'b', 'c'), { parentId: 'c', path: ['a', 'b', 'c'] }],
    ['conditions, the top hidden', named('x'), knows('b', 'c'), { parentId: 'c', path: ['b', 'c'] }],
    ['conditions, one in between hidden', named('x'), knows('a', 'c'), { parentId: 'c', path: ['c'] }],
    ['conditions, the parent hidden', named('x'), knows('a', 'b'), {}],
    [
      'roots and conditions',
      { under: ['b'], where: [{ field: 'name', isSet: true }] },
      knows('a', 'b', 'c'),
      { parentId: 'c', path: ['b', 'c'] },
    ],
    ['an empty list of conditions', named(), undefined, { parentId: 'c', path: ['a', 'b', 'c'] }],
  ])('%s', (_what, records, known, answer) => {
    expect(shaped({ focusArea: area({ records }) }, 'focusArea', deep, known)).toEqual(answer);
  });

  test('without conditions nobody is asked what was read', () => {
    expect(shaped({ focusArea: area() }, 'focusArea', deep, () => false)).toEqual({ parentId: 'c', path: ['a', 'b', 'c'] });
  });

  test('known means true, not merely read', () => {
    const given = { focusArea: area({ records: named('x') }) };
    for (const value of [false, undefined]) expect(shaped(given, 'focusArea', deep, () => value)).toEqual({});
  });

  test('a root and a record whose parent is hidden look the same', () => {
    const given = { focusArea: area({ records: { under: ['x', 'c'], where: [{ field: 'name', isSet: true }] } }) };
    const root = shaped(given, 'focusArea', { ...deep, parentId: 'b', ancestors: ['a', 'b'] }, knows('a', 'b'));
    expect(root).toEqual({});
    expect(shaped(given, 'focusArea', deep, knows('a', 'b'))).toEqual(root);
    expect(shaped(given, 'focusArea', { id: 'x', ancestors: [] })).toEqual(root);
  });

  test.each<[what: string, one: Partial<FocusRecord>, answer: Record<string, unknown>]>([
    ['the parent alone', { parentId: 'p' }, { parentId: 'p' }],
    ['a chain without the parent beside it', { ancestors: ['a', 'p'] }, { path: ['a', 'p'] }],
    ['nothing', {}, {}],
    ['the top', { ancestors: [] }, {}],
    ['a chain beside the parent', { parentId: 'p', ancestors: ['a'] }, {}],
    ['a chain that holds the record', { parentId: 'p', ancestors: ['x', 'p'] }, {}],
    ['a place of just the right age', { parentId: 'p', ancestors: ['p'], placeReadAt: NOW - 60 * MINUTE }, { parentId: 'p', path: ['p'] }],
    ['a place too old', { parentId: 'p', ancestors: ['p'], placeReadAt: NOW - 60 * MINUTE - 1 }, {}],
  ])('of a record that tells %s', (_what, one, answer) => {
    expect(shaped({ focusArea: area() }, 'focusArea', one)).toEqual(answer);
  });

  test('each record of a page gets its own', () => {
    const given = reachOf({ focusArea: area() });
    const one = record({ id: 'x', parentId: 'p' });
    const other = record({ id: 'y', parentId: 'q' });
    expect([one, other, one].map((each) => shape(given, 'focusArea', each, { now: NOW }).parentId)).toEqual(['p', 'q', 'p']);
  });

  test('the record is not changed by what becomes of its answer', () => {
    const ancestors = ['a', 'p'];
    const answer = shaped({ focusArea: area({ records: { under: ['p'] } }) }, 'focusArea', { parentId: 'p', ancestors });
    (answer['path'] as string[]).push('more');
    const whole = shaped({ focusArea: area() }, 'focusArea', { parentId: 'p', ancestors });
    (whole['path'] as string[]).push('more');
    expect(ancestors).toEqual(['a', 'p']);
  });

  test('an organization’s parent is judged by the organizations’ grant', () => {
    const organization = (records: Grant['records']) => ({ organization: grant({ fields: { parentId: 'show' }, records }) });
    expect(shaped(organization('all'), 'organization', { parentId: 'o' })).toEqual({ parentId: 'o' });
    expect(shaped(organization(named('x')), 'organization', { parentId: 'o' })).toEqual({});
    expect(shaped(organization(named('x')), 'organization', { parentId: 'o' }, knows('o'))).toEqual({ parentId: 'o' });
  });
});

describe('the focus area that an item hangs on', () => {
  const hung: Partial<FocusRecord> = { id: 'i', parentId: 'p', ancestors: ['r', 'p'] };

  test.each<[what: string, grants: Partial<Record<ResourceName, Grant>>, known: Known | undefined, kept: boolean]>([
    ['no grant for focus areas, all items', { costItem: item() }, undefined, true],
    ['no grant for focus areas, items below its root', { costItem: item({ records: { under: ['r'] } }) }, undefined, true],
    ['no grant for focus areas, items elsewhere', { costItem: item({ records: { under: ['s'] } }) }, undefined, false],
    ['no grant for focus areas, conditions on items', { costItem: item({ records: named('i') }) }, undefined, true],
    ['all focus areas', { costItem: item(), focusArea: area() }, undefined, true],
    ['focus areas below its root', { costItem: item(), focusArea: area({ records: { under: ['r'] } }) }, undefined, true],
    ['it is the root of the focus areas', { costItem: item(), focusArea: area({ records: { under: ['p'] } }) }, undefined, true],
    ['focus areas elsewhere', { costItem: item(), focusArea: area({ records: { under: ['s'] } }) }, undefined, false],
    ['focus areas by a condition, not read', { costItem: item(), focusArea: area({ records: named('p') }) }, undefined, false],
    ['focus areas by a condition, met', { costItem: item(), focusArea: area({ records: named('p') }) }, knows('p'), true],
    ['an empty grant for focus areas: no field', { costItem: item(), focusArea: area({ fields: {} }) }, undefined, false],
    ['an empty grant for focus areas: no action', { costItem: item(), focusArea: area({ actions: [] }) }, undefined, false],
    ['an empty grant for focus areas: no root', { costItem: item(), focusArea: area({ records: { under: [] } }) }, undefined, false],
  ])('%s', (_what, grants, known, kept) => {
    expect(shaped(grants, 'costItem', hung, known)).toEqual(kept ? { focusAreaId: 'p' } : {});
  });

  test('is asked for by its resource', () => {
    const asked: string[] = [];
    const grants = { costItem: item(), focusArea: area({ records: named('p') }) };
    shaped(grants, 'costItem', hung, (resource, id) => (asked.push(`${resource} ${id}`), true));
    expect(asked).toEqual(['focusArea p', 'focusArea r']);
    shaped(grants, 'costItem', { id: 'i' }, (resource, id) => (asked.push(`${resource} ${id}`), true));
    expect(asked).toHaveLength(2);
  });

  test('its place is as old as the deciding grant allows', () => {
    const stored = { ...hung, placeReadAt: NOW - 2 * MINUTE };
    const young = area({ placeAge: 1 });
    expect(shaped({ costItem: item({ placeAge: 'live' }), focusArea: area() }, 'costItem', stored)).toEqual({ focusAreaId: 'p' });
    expect(shaped({ costItem: item(), focusArea: young }, 'costItem', stored)).toEqual({});
    expect(shaped({ costItem: item({ placeAge: 'live' }) }, 'costItem', stored)).toEqual({});
    expect(shaped({ costItem: item() }, 'costItem', stored)).toEqual({ focusAreaId: 'p' });
  });

  test('may share its id with the item', () => {
    expect(shaped({ costItem: item() }, 'costItem', { id: 'p', parentId: 'p', ancestors: ['p'] })).toEqual({ focusAreaId: 'p' });
  });
});

describe('classifications', () => {
  const classified = grant({ fields: { costSubtypeId: 'show' } });
  const one = { fields: { costSubtypeId: 's1' } };

  test.each<[what: string, costSubtype: Grant | undefined, known: Known | undefined, kept: boolean]>([
    ['without a grant of their own leave as plain values', undefined, undefined, true],
    ['with a grant for all of them leave', grant(), undefined, true],
    ['with conditions leave only when met', grant({ records: named('s1') }), knows('s1'), true],
    ['with conditions do not leave unread', grant({ records: named('s1') }), undefined, false],
    ['with conditions do not leave when unmet', grant({ records: named('s1') }), knows('s2'), false],
    ['with an empty grant do not leave', grant({ fields: {} }), knows('s1'), false],
    ['with roots, which they can not lie under, do not leave', grant({ records: { under: ['s1'] } }), knows('s1'), false],
  ])('%s', (_what, costSubtype, known, kept) => {
    const grants = { costItem: classified, ...(costSubtype ? { costSubtype } : {}) };
    expect(shaped(grants, 'costItem', one, known)).toEqual(kept ? one.fields : {});
  });

  test('of another shape are left out', () => {
    for (const costSubtypeId of [null, 7, ['s1'], { id: 's1' }])
      expect(shaped({ costItem: classified }, 'costItem', { fields: { costSubtypeId } })).toEqual({});
  });

  test('are asked for by their resource', () => {
    const asked: string[] = [];
    const grants = { costItem: classified, costSubtype: grant({ records: named('s1') }) };
    shaped(grants, 'costItem', one, (resource, id) => (asked.push(`${resource} ${id}`), true));
    expect(asked).toEqual(['costSubtype s1']);
    shaped(grants, 'costItem', {}, (resource, id) => (asked.push(`${resource} ${id}`), true));
    expect(asked).toHaveLength(1);
  });
});
