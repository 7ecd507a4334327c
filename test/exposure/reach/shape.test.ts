import fc from 'fast-check';
import type { Grant } from '../../../src/exposure/policy/policy';
import { compileReach } from '../../../src/exposure/reach/compile';
import type { Reach } from '../../../src/exposure/reach/compile';
import { reaches as reachesResource } from '../../../src/exposure/reach/reaches';
import type { FocusRecord } from '../../../src/exposure/reach/record';
import { shape as shapeResource } from '../../../src/exposure/reach/shape';
import { AREA_IDS, FIELD_NAMES, ancestorsIn, arbitraryForest, arbitraryGrant, arbitraryRecords, leavesOf } from './arbitrary-forests';
import type { Area } from './arbitrary-forests';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const reachOf = (grant: Grant) => compileReach('read:focus-area:custom', { grants: { focusArea: grant } });
const reaches = (reach: Reach, record: FocusRecord): boolean => reachesResource(reach, 'focusArea', record, NOW);
const shape = (reach: Reach, record: FocusRecord, wanted?: ReadonlySet<string>): Record<string, unknown> =>
  shapeResource(reach, 'focusArea', record, { now: NOW, ...(wanted ? { wanted } : {}) });
const rootsOf = ({ records }: Grant): readonly string[] | undefined => (records === 'all' ? undefined : records.under);
const everything: Grant = { actions: ['list'], fields: Object.fromEntries(FIELD_NAMES.map((name) => [name, 'show'])), records: 'all' };
const under = (...roots: string[]): Grant => ({ ...everything, records: { under: roots } });

const full: FocusRecord = {
  id: 'fa-1',
  parentId: 'fa-0',
  ancestors: ['top', 'fa-0'],
  fields: {
    id: 'fa-1',
    name: 'Payments',
    status: 'IN_PROGRESS',
    description: '',
    externalId: 'X-1',
    focusAreaTypeId: 'type-2',
    owner: { id: 'someone', email: 'someone@example.com' },
    draft: false,
    targetDate: '2027-03-31',
    targetDateType: 'QUARTER',
    budget: 1_000_000,
  },
};
const withFields = (fields: Record<string, unknown>): FocusRecord => ({ ...full, fields: { ...full.fields, ...fields } });

const forestAndRecords = arbitraryForest.chain((forest) => fc.tuple(fc.constant(forest), arbitraryRecords(forest, 'whole')));

describe('shape', () => {
  test('gives every leaf of the catalogue, nested, in its order, and nothing else', () => {
    expect(JSON.stringify(shape(reachOf(everything), full))).toBe(
      JSON.stringify({
        id: 'fa-1',
        name: 'Payments',
        status: 'IN_PROGRESS',
        description: '',
        externalId: 'X-1',
        focusAreaTypeId: 'type-2',
        owner: { id: 'someone' },
        parentId: 'fa-0',
        path: ['top', 'fa-0'],
        draft: false,
        targetDate: '2027-03-31',
        targetDateType: 'QUARTER',
      }),
    );
  });

  test('asking for fields narrows, and never widens', () => {
    const grant: Grant = { ...everything, fields: { id: 'show', name: 'show' } };
    expect(shape(reachOf(grant), full, new Set(['name', 'owner.id', 'budget', '__proto__']))).toEqual({ name: 'Payments' });
    expect(shape(reachOf(grant), full, new Set())).toEqual({});
  });

  test.each<[name: string, values: unknown[]]>([
    ['name', [null, undefined, 7, true, ['Payments'], { text: 'Payments' }]],
    ['status', [null, 3, { key: 'IN_PROGRESS' }]],
    ['draft', [null, 'false', 0, {}]],
    ['targetDate', [null, 'soon', '2027-02-30', '2027-3-1', '20270331', 1_800_000_000_000, '2027-03-31<script>', '2027-03-31T00:00Zx']],
    ['owner', [null, undefined, 'someone', ['someone'], { id: null }, { id: { id: 'someone' } }, { name: 'Someone' }]],
  ])('leaves a %s out that is null, absent or of another shape', (name, values) => {
    const { [name]: _gone, ...rest } = full.fields;
    const expected = shape(reachOf(everything), { ...full, fields: rest });
    for (const value of values) expect(shape(reachOf(everything), withFields({ [name]: value }))).toEqual(expected);
    expect(Object.keys(expected)).not.toContain(name);
  });

  test('takes nothing inherited for a leaf', () => {
    const inherited = { ...full, fields: Object.create(full.fields) as Record<string, unknown> };
    expect(Object.keys(shape(reachOf(everything), inherited))).toEqual(['id', 'parentId', 'path']);
    const polluted = JSON.parse('{"id": "fa-1", "__proto__": {"name": "Payments"}, "owner": {"__proto__": {"id": "someone"}}}') as Record<
      string,
      unknown
    >;
    expect(shape(reachOf(everything), { id: 'fa-1', fields: polluted, ancestors: [] })).toEqual({ id: 'fa-1' });
  });

  test('references come from the place, never from leaves of the same name', () => {
    const lying = { ...full, fields: { ...full.fields, id: 'other', parentId: 'secret', path: ['secret'] } };
    expect(shape(reachOf(under('fa-0')), lying)).toMatchObject({ id: 'fa-1', parentId: 'fa-0', path: ['fa-0'] });
  });

  test('a root of the reach, a top-level record and one of unknown parents look the same', () => {
    const place = ({ ancestors, parentId }: Partial<FocusRecord>): unknown => {
      const { parentId: _parent, ancestors: _ancestors, ...bare } = full;
      const one = { ...bare, ...(ancestors ? { ancestors } : {}), ...(parentId === undefined ? {} : { parentId }) };
      return shape(reachOf(under('fa-1')), one);
    };
    const root = place({ ancestors: ['top', 'fa-0'], parentId: 'fa-0' });
    expect(root).not.toHaveProperty('parentId');
    expect(root).not.toHaveProperty('path');
    expect(place({ ancestors: [] })).toEqual(root);
    expect(place({})).toEqual(root);
    expect(place({ parentId: 'fa-0' })).toEqual(root);
  });

  test('a path begins at the first reached ancestor', () => {
    const deep = { ...full, parentId: 'c', ancestors: ['top', 'a', 'b', 'c'] };
    expect(shape(reachOf(under('a')), deep)).toMatchObject({ path: ['a', 'b', 'c'], parentId: 'c' });
    expect(shape(reachOf(under('b', 'fa-1')), deep)).toMatchObject({ path: ['b', 'c'], parentId: 'c' });
  });

  test('its fields are granted ones, its values are those of the record, its references lie in the reach', () => {
    fc.assert(
      fc.property(forestAndRecords, arbitraryGrant, ([, records], grant) => {
        const reach = reachOf(grant);
        const reached = records.filter((one) => reaches(reach, one));
        const inside = new Set(reached.map((one) => one.id));
        for (const one of reached) {
          const leaves = leavesOf(shape(reach, one));
          leaves.delete('');
          for (const [name, value] of leaves) {
            expect(grant.fields[name]).toBe('show');
            if (name === 'parentId' || name === 'path') for (const id of [value].flat()) expect(inside).toContain(id);
            else expect(name.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], one.fields)).toBe(value);
          }
        }
      }),
    );
  });

  test('widening takes no record and no field away, narrowing adds none', () => {
    const widened = (grant: Grant, fields: string[], roots: string[] | 'all'): Grant => ({
      ...grant,
      fields: { ...grant.fields, ...Object.fromEntries(fields.map((name) => [name, 'show' as const])) },
      records: roots === 'all' || grant.records === 'all' ? 'all' : { under: [...new Set([...(rootsOf(grant) ?? []), ...roots])] },
    });
    const roots = fc.oneof(fc.subarray(AREA_IDS), fc.constant('all' as const));
    fc.assert(
      fc.property(forestAndRecords, arbitraryGrant, fc.subarray(FIELD_NAMES), roots, ([, records], grant, fields, more) => {
        const [narrow, wide] = [reachOf(grant), reachOf(widened(grant, fields, more))];
        for (const one of records.filter((each) => reaches(narrow, each))) {
          expect(reaches(wide, one)).toBe(true);
          const [less, all] = [leavesOf(shape(narrow, one)), leavesOf(shape(wide, one))];
          for (const [name, value] of less) {
            // A path may grow at its top; what it showed stays.
            if (name === 'path') expect((all.get(name) as string[]).slice(-(value as string[]).length)).toEqual(value);
            else if (name !== '') expect(all.get(name)).toEqual(value);
          }
        }
      }),
    );
  });

  test('nothing outside the reach shows: other names, other parents, other leaves out there give the same answers', () => {
    const elsewhere = (forest: readonly Area[], roots: readonly string[], one: FocusRecord): FocusRecord => {
      const inside = (id: string): boolean => [...ancestorsIn(forest, id), id].some((each) => roots.includes(each));
      const ancestors = (one.ancestors ?? []).map((id, at) => (inside(id) ? id : `hidden-${at}`));
      const cut = ancestors[0]?.startsWith('hidden-') ? ['another-top', ...ancestors] : ancestors;
      const parentId = cut.at(-1);
      const { parentId: _parent, ...rest } = one;
      return { ...rest, ancestors: cut, ...(parentId === undefined ? {} : { parentId }), fields: { ...one.fields, parentId, path: cut } };
    };
    fc.assert(
      fc.property(forestAndRecords, fc.subarray(AREA_IDS, { minLength: 1 }), ([forest, records], roots) => {
        const reach = reachOf(under(...roots));
        for (const one of records.filter((each) => reaches(reach, each))) {
          expect(shape(reach, elsewhere(forest, roots, one))).toEqual(shape(reach, one));
        }
      }),
    );
  });
});
