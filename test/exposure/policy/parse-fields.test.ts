import { CATALOGUE, RESOURCE_NAMES, TREATMENTS_FOR } from '../../../src/exposure/catalogue/catalogue';
import { grant, problemsOfGrant, problemsOfPart } from './problems';

const fields = (members: Record<string, unknown>, more: Record<string, unknown> = {}) => problemsOfGrant({ fields: members, ...more });

const EXAMPLES: Readonly<Record<string, unknown>> = {
  show: 'show',
  year: 'year',
  initials: 'initials',
  pseudonym: 'pseudonym',
  round: { round: 10 },
  bucket: { bucket: [10] },
};

test.each(RESOURCE_NAMES)('each field of %s takes the treatments of its shape and no other', (resource) => {
  for (const { name, shape } of CATALOGUE[resource].fields) {
    for (const [kind, treatment] of Object.entries(EXAMPLES)) {
      const fits = TREATMENTS_FOR[shape].some((one) => one === kind);
      expect(problemsOfGrant({ fields: { [name]: treatment } }, resource)).toEqual(
        fits ? [] : [`/fields/${name} treatment_not_for_shape field=${name} shape=${shape}`],
      );
    }
  }
});

test.each<[what: string, treatment: unknown, problems: string[]]>([
  ['null', null, ['/fields/seen unknown_treatment']],
  ['a flag', true, ['/fields/seen unknown_treatment']],
  ['another word', 'hide', ['/fields/seen unknown_treatment']],
  ['a word that has parameters', 'round', ['/fields/seen unknown_treatment']],
  ['a list', ['show'], ['/fields/seen unknown_treatment']],
  ['a list that could be a bucket', [1, 2], ['/fields/seen unknown_treatment']],
  ['an empty object', {}, ['/fields/seen unknown_treatment']],
  ['a word with a parameter', { show: true }, ['/fields/seen unknown_treatment']],
  ['two treatments', { round: 1, bucket: [1] }, ['/fields/seen unknown_treatment']],
  ['what every object has', { toString: 1 }, ['/fields/seen unknown_treatment']],
  ['nothing', undefined, ['/fields/seen unknown_treatment']],
  ['rounding to a little', { round: 0.01 }, []],
  ['rounding to nothing', { round: 0 }, ['/fields/seen/round not_positive']],
  ['rounding to less', { round: -1 }, ['/fields/seen/round not_positive']],
  ['rounding to text', { round: '10' }, ['/fields/seen/round wrong_type expected=number']],
  ['rounding to NaN', { round: Number.NaN }, ['/fields/seen/round wrong_type expected=number']],
  ['rounding to infinity', { round: Number.POSITIVE_INFINITY }, ['/fields/seen/round wrong_type expected=number']],
  ['one bucket edge', { bucket: [0] }, []],
  ['twenty bucket edges', { bucket: Array.from({ length: 20 }, (_, at) => at - 10) }, []],
  ['twenty-one bucket edges', { bucket: Array.from({ length: 21 }, (_, at) => at) }, ['/fields/seen/bucket too_many max=20']],
  ['no bucket edge', { bucket: [] }, ['/fields/seen/bucket empty']],
  ['an edge alone', { bucket: 5 }, ['/fields/seen/bucket wrong_type expected=list']],
  ['an edge twice', { bucket: [1, 1] }, ['/fields/seen/bucket/1 not_ascending']],
  ['edges that fall', { bucket: [3, 1, 2, 4] }, ['/fields/seen/bucket/1 not_ascending', '/fields/seen/bucket/2 not_ascending']],
  ['an edge of text', { bucket: [1, '2', 3] }, ['/fields/seen/bucket/1 wrong_type expected=number']],
  ['an infinite edge', { bucket: [Number.NEGATIVE_INFINITY, 1] }, ['/fields/seen/bucket/0 wrong_type expected=number']],
  ['edges with a hole', { bucket: new Array(1) }, ['/fields/seen/bucket/0 wrong_type expected=number']],
])('a number treated with %s', (_what, treatment, problems) => {
  expect(fields({ seen: treatment }, { observed: { seen: 'number' } })).toEqual(problems);
});

test.each<[what: string, members: unknown, problems: string[]]>([
  ['a list', ['id'], ['/fields wrong_type expected=object']],
  ['all', 'all', ['/fields wrong_type expected=object']],
  ['none', {}, []],
  ['an unknown one', { budget: 'show' }, ['/fields/budget unknown_field field=budget']],
  ['a group instead of its leaf', { owner: 'show' }, ['/fields/owner unknown_field field=owner']],
  ['what lies below a leaf', { 'name.first': 'show' }, ['/fields/name.first unknown_field field=name.first']],
  ['two wrong ones', { no: 'show', id: 'hide' }, ['/fields/no unknown_field field=no', '/fields/id unknown_treatment']],
])('fields that are %s', (_what, members, problems) => {
  expect(problemsOfGrant({ fields: members })).toEqual(problems);
});

describe('observed fields', () => {
  const observed = (shapes: unknown, more: Record<string, unknown> = {}) => problemsOfGrant({ observed: shapes, ...more });

  test.each<[what: string, shapes: unknown, problems: string[]]>([
    ['as a list', ['budget'], ['/observed wrong_type expected=object']],
    ['none', {}, []],
    ['one of each shape', { a: 'text', b: 'number', c: 'flag', d: 'date', e: 'texts', f: 'series' }, []],
    ['side by side in a group', { 'a.b': 'text', 'a.c.d': 'text', 'owner.email': 'text' }, []],
    ['with the shape of a reference', { a: 'id', b: 'ids' }, ['/observed/a unknown_shape', '/observed/b unknown_shape']],
    [
      'with no shape',
      { a: null, b: 7, c: undefined },
      ['/observed/a unknown_shape', '/observed/b unknown_shape', '/observed/c unknown_shape'],
    ],
    ['with a name that is none', { 'a-b': 'text' }, ['/observed/a-b not_a_path']],
    ['with a name that is none and a shape that is none', { 'a-b': 'id' }, ['/observed/a-b not_a_path', '/observed/a-b unknown_shape']],
    ['with no name, beside a good one', { '': 'text', a: 'text' }, ['/observed/ not_a_path']],
    ['too deep', { 'a.b.c.d': 'text', 'b.b.c.d.e': 'text' }, ['/observed/b.b.c.d.e not_a_path']],
    ['that are called as what objects inherit by', { 'a.constructor': 'text' }, ['/observed/a.constructor not_a_path']],
    ['that are ours', { name: 'text' }, ['/observed/name known_field field=name']],
    ['below one of ours', { 'name.first': 'text' }, ['/observed/name.first known_field field=name']],
    ['that are a group of ours', { owner: 'text' }, ['/observed/owner known_field field=owner.id']],
    ['under another name of a reference', { parentFocusAreaId: 'text' }, ['/observed/parentFocusAreaId known_field field=parentId']],
    ['in one another', { 'a.b': 'text', a: 'text' }, ['/observed/a.b known_field field=a']],
    ['in one another, far', { 'a.b.c': 'text', 'a.b': 'text' }, ['/observed/a.b.c known_field field=a.b']],
    ['ours, with no shape', { name: 'id' }, ['/observed/name known_field field=name', '/observed/name unknown_shape']],
  ])('%s', (_what, shapes, problems) => {
    expect(observed(shapes)).toEqual(problems);
  });

  test('may be a hundred, and no more', () => {
    const shapes = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`seen${at}`, 'text']));
    expect(observed(shapes(100))).toEqual([]);
    expect(observed(shapes(101))).toEqual(['/observed too_many max=100']);
  });

  test('can be shown, treated by their shape, and asked for', () => {
    const shapes = { health: 'text', score: 'number' };
    expect(
      observed(shapes, { fields: { health: 'pseudonym', score: { round: 5 } }, records: { where: [{ field: 'health', equals: 'OK' }] } }),
    ).toEqual([]);
    expect(observed(shapes, { fields: { health: 'year' } })).toEqual(['/fields/health treatment_not_for_shape field=health shape=text']);
  });

  test('that may not be are no fields either', () => {
    expect(observed({ owner: 'text', bad: 'id' }, { fields: { owner: 'show', bad: 'show' } })).toEqual([
      '/observed/owner known_field field=owner.id',
      '/observed/bad unknown_shape',
      '/fields/owner unknown_field field=owner',
      '/fields/bad unknown_field field=bad',
    ]);
  });

  test('of one resource are none of another', () => {
    const part = {
      enabled: true,
      name: 'V',
      grants: { focusArea: grant({ observed: { seen: 'text' } }), costItem: grant({ fields: { seen: 'show' } }) },
    };
    expect(problemsOfPart(part, 'view:a')).toEqual(['/grants/costItem/fields/seen unknown_field field=seen']);
  });
});

describe('what may be written', () => {
  const writing = (key: 'write:cost-item:custom' | 'delete:cost-item:custom', overrides: Record<string, unknown>) =>
    problemsOfPart({ enabled: true, grants: { costItem: grant(overrides) } }, key).map((line) => line.replace('/grants/costItem', ''));

  test('is what Focus takes, as it comes', () => {
    const all = Object.fromEntries(CATALOGUE.costItem.fields.map(({ name }) => [name, 'show']));
    expect(writing('write:cost-item:custom', { fields: all })).toEqual([]);
    expect(writing('write:cost-item:custom', { fields: { name: 'pseudonym', actual: { round: 10 } } })).toEqual([
      '/fields/name show_only field=name',
      '/fields/actual show_only field=actual',
    ]);
    expect(writing('write:cost-item:custom', { fields: { name: 'year' } })).toEqual([
      '/fields/name treatment_not_for_shape field=name shape=text',
    ]);
    expect(writing('write:cost-item:custom', { fields: { nope: 'show' } })).toEqual(['/fields/nope unknown_field field=nope']);
  });

  test('is never what Focus only tells', () => {
    const part = {
      enabled: true,
      grants: { focusArea: grant({ fields: { name: 'show', id: 'show', status: 'initials', path: 'show' } }) },
    };
    expect(problemsOfPart(part, 'write:focus-area:custom')).toEqual([
      '/grants/focusArea/fields/id not_writable field=id',
      '/grants/focusArea/fields/status not_writable field=status',
      '/grants/focusArea/fields/path not_writable field=path',
    ]);
  });

  test('is never an observed field, though a condition may look at one', () => {
    const observed = { seen: 'text' };
    expect(writing('write:cost-item:custom', { observed, fields: { seen: 'show' } })).toEqual(['/fields/seen not_writable field=seen']);
    expect(writing('write:cost-item:custom', { observed, records: { where: [{ field: 'seen', isSet: true }] } })).toEqual([]);
  });

  test('of a deletion is the id at most', () => {
    expect(writing('delete:cost-item:custom', { fields: {} })).toEqual([]);
    expect(writing('delete:cost-item:custom', { fields: { id: 'show' } })).toEqual([]);
    expect(writing('delete:cost-item:custom', { fields: { id: 'show', name: 'show' } })).toEqual(['/fields/name not_writable field=name']);
  });
});
