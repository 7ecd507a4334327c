import { CATALOGUE, OPERATORS_FOR, RESOURCE_NAMES } from '../../../src/exposure/catalogue/catalogue';
import type { Operator } from '../../../src/exposure/catalogue/catalogue';
import { parsePart } from '../../../src/exposure/policy/parse-policy';
import type { LeafShape } from '../../../src/exposure/policy/policy';
import { grant, problemsOfGrant } from './problems';

const OBSERVED = { seenText: 'text', seenNumber: 'number', seenFlag: 'flag', seenDate: 'date', seenTexts: 'texts', seenSeries: 'series' };
const where = (...conditions: readonly unknown[]) => problemsOfGrant({ observed: OBSERVED, records: { where: conditions } });

test.each<[what: string, records: unknown, problems: string[]]>([
  ['all', 'all', []],
  ['another word', 'some', ['/records unknown_records']],
  ['null', null, ['/records wrong_type expected=object']],
  ['a list', ['fa-1'], ['/records wrong_type expected=object']],
  ['an empty object', {}, ['/records missing key=under']],
  ['under nothing', { under: [] }, []],
  ['under nothing, and conditions', { under: [], where: [{ field: 'id', isSet: true }] }, []],
  ['under text', { under: 'fa-1' }, ['/records/under wrong_type expected=list']],
  ['under null', { under: null }, ['/records/under wrong_type expected=list']],
  ['an unknown key', { under: ['a'], over: ['b'] }, ['/records/over unknown_key key=over']],
  ['an unknown key alone', { over: ['b'] }, ['/records/over unknown_key key=over', '/records missing key=under']],
  ['a root twice', { under: ['a', 'a'] }, ['/records/under/1 duplicate value=a']],
  [
    'roots that are no ids',
    { under: ['a/b', '', 'x'.repeat(65), 7] },
    ['/records/under/0 not_an_id', '/records/under/1 not_an_id', '/records/under/2 not_an_id', '/records/under/3 wrong_type expected=text'],
  ],
  ['20 roots', { under: Array.from({ length: 20 }, (_, at) => `r${at}`) }, []],
  ['21 roots', { under: Array.from({ length: 21 }, (_, at) => `r${at}`) }, ['/records/under too_many max=20']],
  ['holes', { under: new Array(2) }, ['/records/under/0 wrong_type expected=text', '/records/under/1 wrong_type expected=text']],
  ['where as an object', { where: {} }, ['/records/where wrong_type expected=list']],
  ['no conditions', { where: [] }, ['/records/where empty']],
  ['no conditions beside roots', { under: ['a'], where: [] }, ['/records/where empty']],
  ['20 conditions', { where: Array.from({ length: 20 }, () => ({ field: 'id', isSet: true })) }, []],
  ['21 conditions', { where: Array.from({ length: 21 }, () => ({ field: 'id', isSet: true })) }, ['/records/where too_many max=20']],
  ['a hole for a condition', { where: new Array(1) }, ['/records/where/0 wrong_type expected=object']],
])('records: %s', (_what, records, problems) => {
  expect(problemsOfGrant({ records })).toEqual(problems);
});

test.each(RESOURCE_NAMES)('%s has subtrees only where it has a place', (resource) => {
  const { placed } = CATALOGUE[resource];
  expect(problemsOfGrant({ records: { under: ['a'] } }, resource)).toEqual(
    placed ? [] : [`/records/under not_placed resource=${resource}`],
  );
  expect(problemsOfGrant({ records: {} }, resource)).toEqual([`/records missing key=${placed ? 'under' : 'where'}`]);
  expect(problemsOfGrant({ records: { where: [{ field: 'id', isSet: true }] } }, resource)).toEqual([]);
});

const FIELD_OF: Readonly<Record<LeafShape, string>> = {
  text: 'seenText',
  number: 'seenNumber',
  flag: 'seenFlag',
  date: 'seenDate',
  texts: 'seenTexts',
  series: 'seenSeries',
  id: 'parentId',
  ids: 'path',
};
const VALUE_OF: Readonly<Record<LeafShape, unknown>> = {
  text: 'x',
  number: 1,
  flag: true,
  date: '2027-03-31',
  texts: 'x',
  series: 'x',
  id: 'fa-1',
  ids: 'fa-1',
};
const SHAPES = Object.keys(FIELD_OF) as readonly LeafShape[];

test.each(SHAPES)('a %s takes the operators of its shape and no other', (shape) => {
  const value = VALUE_OF[shape];
  const field = FIELD_OF[shape];
  const operators: Readonly<Record<Operator, unknown>> = {
    equals: value,
    in: [value],
    notIn: [value],
    before: '2027-03-31',
    after: '2027-03-31T00:00:00Z',
    contains: value,
    isSet: true,
  };
  for (const [operator, written] of Object.entries(operators)) {
    const fits = OPERATORS_FOR[shape].some((one) => one === operator);
    const problem = `/records/where/0/${operator} condition_not_for_shape field=${field} shape=${shape}`;
    expect(where({ field, [operator]: written })).toEqual(fits ? [] : [problem]);
  }
});

test('conditions are given back as they were written', () => {
  const conditions = [
    { field: 'seenText', equals: '' },
    { field: 'seenText', in: ['a', 'b'] },
    { field: 'seenNumber', notIn: [1, 2.5] },
    { field: 'seenFlag', equals: false },
    { field: 'seenDate', before: '2027-03-31' },
    { field: 'seenDate', after: '2027-03-31T10:00:00Z' },
    { field: 'seenTexts', contains: 'a' },
    { field: 'seenSeries', isSet: true },
    { field: 'owner.id', equals: 'someone' },
  ];
  const part = { enabled: true, grants: { focusArea: grant({ observed: OBSERVED, records: { where: conditions } }) } };
  expect(parsePart(part, 'read:focus-area:custom')).toStrictEqual({ ok: true, value: part });
});

test.each<[what: string, condition: unknown, problems: string[]]>([
  ['null', null, [' wrong_type expected=object']],
  ['a list', ['status', 'x'], [' wrong_type expected=object']],
  ['an empty object', {}, [' missing key=field', ' unknown_condition']],
  ['no operator', { field: 'status' }, [' unknown_condition']],
  ['two operators', { field: 'status', equals: 'a', isSet: true }, [' unknown_condition']],
  ['an unknown operator', { field: 'status', like: 'a' }, ['/like unknown_key key=like', ' unknown_condition']],
  ['an unknown key beside', { field: 'status', equals: 'a', not: true }, ['/not unknown_key key=not']],
  ['no field', { equals: 'a' }, [' missing key=field']],
  ['a field that is a number', { field: 7, equals: 'a' }, ['/field wrong_type expected=text']],
  ['an unknown field', { field: 'budget', equals: 'a' }, ['/field unknown_field field=budget']],
  ['what objects inherit', { field: 'toString', equals: 'a' }, ['/field unknown_field field=toString']],
  ['an operator that objects inherit', { field: 'status', toString: 'a' }, ['/toString unknown_key key=toString', ' unknown_condition']],
  ['a group', { field: 'owner', isSet: true }, ['/field unknown_field field=owner']],
  ['text and a number', { field: 'seenText', equals: 1 }, ['/equals wrong_type expected=text']],
  ['text and null', { field: 'seenText', equals: null }, ['/equals wrong_type expected=text']],
  ['a number and text', { field: 'seenNumber', equals: '1' }, ['/equals wrong_type expected=number']],
  ['a number and NaN', { field: 'seenNumber', equals: Number.NaN }, ['/equals wrong_type expected=number']],
  ['a number and infinity', { field: 'seenNumber', in: [1, Number.POSITIVE_INFINITY] }, ['/in/1 wrong_type expected=number']],
  ['a flag and text', { field: 'seenFlag', equals: 'true' }, ['/equals wrong_type expected=boolean']],
  ['an id and what is none', { field: 'parentId', equals: 'a/b' }, ['/equals not_an_id']],
  ['ids and what is none', { field: 'path', contains: 'a/b' }, ['/contains not_an_id']],
  ['ids and a number', { field: 'path', contains: 7 }, ['/contains wrong_type expected=text']],
  ['the longest text', { field: 'seenText', equals: 'x'.repeat(200) }, []],
  ['longer text', { field: 'seenText', equals: 'x'.repeat(201) }, ['/equals too_long max=200']],
  ['half a character', { field: 'seenText', equals: 'a\udc00b' }, ['/equals unusable_characters']],
  ['a whole one', { field: 'seenText', equals: '💶' }, []],
  ['a line break', { field: 'seenText', equals: 'a\nb' }, []],
  ['an empty list', { field: 'seenText', in: [] }, ['/in empty']],
  ['an empty list to be out of', { field: 'seenText', notIn: [] }, ['/notIn empty']],
  ['empty text for a list', { field: 'seenText', in: '' }, ['/in wrong_type expected=list']],
  ['no list', { field: 'seenText', in: 'a' }, ['/in wrong_type expected=list']],
  ['a list with a duplicate', { field: 'seenText', notIn: ['a', 'b', 'a'] }, ['/notIn/2 duplicate value=a']],
  ['a list with a number twice', { field: 'seenNumber', in: [1, 1] }, ['/in/1 duplicate value=1']],
  ['a list of 50', { field: 'seenNumber', in: Array.from({ length: 50 }, (_, at) => at) }, []],
  ['a list of 51', { field: 'seenNumber', in: Array.from({ length: 51 }, (_, at) => at) }, ['/in too_many max=50']],
  ['a list with a hole', { field: 'seenText', in: new Array(1) }, ['/in/0 wrong_type expected=text']],
  ['empty text to find', { field: 'seenText', contains: '' }, ['/contains empty']],
  ['an empty entry to find', { field: 'seenTexts', contains: '' }, ['/contains empty']],
  ['a number to find', { field: 'seenText', contains: 1 }, ['/contains wrong_type expected=text']],
  ['set as text', { field: 'seenText', isSet: 'true' }, ['/isSet wrong_type expected=true']],
  ['not set', { field: 'seenText', isSet: false }, ['/isSet wrong_type expected=true']],
  ['a day', { field: 'seenDate', before: '2028-02-29' }, []],
  ['an instant', { field: 'seenDate', after: '2028-02-29T23:59:59.999Z' }, []],
  ['a day that is none', { field: 'seenDate', before: '2027-02-29' }, ['/before not_a_date']],
  ['a month that is none', { field: 'seenDate', after: '2027-13-01' }, ['/after not_a_date']],
  ['an instant without its zone', { field: 'seenDate', equals: '2027-01-01T00:00:00' }, ['/equals not_a_date']],
  ['a day and more', { field: 'seenDate', in: ['2027-01-01', '2027-01-01x', 'x2027-01-01'] }, ['/in/1 not_a_date', '/in/2 not_a_date']],
  ['a year', { field: 'seenDate', before: '2027' }, ['/before not_a_date']],
  ['a list for a date', { field: 'seenDate', before: ['2027-01-01'] }, ['/before wrong_type expected=text']],
  ['a number for a date', { field: 'seenDate', before: 2027 }, ['/before wrong_type expected=text']],
])('a condition of %s', (_what, condition, problems) => {
  expect(where(condition)).toEqual(problems.map((problem) => `/records/where/0${problem}`));
});

test('every condition is looked at', () => {
  expect(where({ field: 'id', isSet: true }, { field: 'nope', isSet: true }, null)).toEqual([
    '/records/where/1/field unknown_field field=nope',
    '/records/where/2 wrong_type expected=object',
  ]);
});

test('a condition may look at a field that is hidden', () => {
  expect(problemsOfGrant({ fields: {}, records: { where: [{ field: 'owner.id', equals: 'someone' }] } })).toEqual([]);
});
