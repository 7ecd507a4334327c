import fc from 'fast-check';
import { CATALOGUE } from '../../src/exposure/catalogue/catalogue';
import { parsePart, parsePolicy } from '../../src/exposure/policy/parse-policy';
import { PROBLEM_CODES } from '../../src/exposure/words/word-codes';
import { arbitraryPolicy } from './arbitrary-policies';

const grant = (overrides: Record<string, unknown> = {}) => ({ actions: ['list'], fields: { id: 'show' }, records: 'all', ...overrides });
const part = (overrides: Record<string, unknown> = {}) => ({ enabled: true, grants: { focusArea: grant() }, ...overrides });
const policy = (audience: unknown, overrides: Record<string, unknown> = {}) => ({
  format: 1,
  serving: true,
  audiences: { 'app-users': audience },
  ...overrides,
});
const withGrant = (overrides: Record<string, unknown>) => policy(part({ grants: { focusArea: grant(overrides) } }));
const GRANT = '/audiences/app-users/grants/focusArea';

const found = (value: unknown): string[] => {
  const result = parsePolicy(value);
  return result.ok ? [] : result.problems.map((problem) => `${problem.path} ${problem.code}`);
};

describe('parsePolicy', () => {
  test('gives back every well-formed policy as it was written', () => {
    fc.assert(
      fc.property(arbitraryPolicy, (written) => {
        expect(parsePolicy(JSON.parse(JSON.stringify(written)))).toEqual({ ok: true, value: written });
      }),
    );
  });

  test('takes everything the grammar has', () => {
    const fields = Object.fromEntries(CATALOGUE.focusArea.fields.map((field) => [field.name, 'show']));
    const all = part({
      expiresAt: '2027-03-31T00:00:00.250Z',
      grants: { focusArea: { actions: ['list', 'get'], fields, records: { under: ['a', 'B_9-'] }, pageSize: 100 } },
    });
    expect(parsePolicy(policy(all))).toEqual({ ok: true, value: policy(all) });
  });

  test.each<[what: string, value: unknown, problems: string[]]>([
    ['nothing', undefined, [' wrong_type']],
    ['null', null, [' wrong_type']],
    ['a list', [], [' wrong_type']],
    ['text', '{}', [' wrong_type']],
    ['an instance of something', new Map(), [' wrong_type']],
    ['an empty object', {}, [' missing', ' missing', ' missing']],
    ['a later format', policy(part(), { format: 2 }), ['/format unknown_format']],
    ['a format as text', policy(part(), { format: '1' }), ['/format unknown_format']],
    ['serving as a number', policy(part(), { serving: 1 }), ['/serving wrong_type']],
    ['audiences as a list', policy(part(), { audiences: [] }), ['/audiences wrong_type']],
    ['an unknown key at the top', policy(part(), { note: '' }), ['/note unknown_key']],
    [
      'an unknown audience',
      policy(part(), { audiences: { 'read:cost-item:custom': part() } }),
      ['/audiences/read:cost-item:custom unknown_audience'],
    ],
    ['a key with a slash and a tilde', policy(part(), { 'a/b~c': 1 }), ['/a~1b~0c unknown_key']],
    ['null for a part', policy(null), ['/audiences/app-users wrong_type']],
    ['a part without anything', policy({}), ['/audiences/app-users missing', '/audiences/app-users missing']],
    ['an unknown key in a part', policy(part({ callers: 'any' })), ['/audiences/app-users/callers unknown_key']],
    ['an unknown resource', policy(part({ grants: { costItem: grant() } })), ['/audiences/app-users/grants/costItem unknown_resource']],
    ['a grant that is a list', policy(part({ grants: { focusArea: [] } })), [`${GRANT} wrong_type`]],
    ['a grant without anything', policy(part({ grants: { focusArea: {} } })), [`${GRANT} missing`, `${GRANT} missing`, `${GRANT} missing`]],
    [
      'an unknown action',
      withGrant({ actions: ['list', 'delete', 7] }),
      [`${GRANT}/actions/1 unknown_action`, `${GRANT}/actions/2 unknown_action`],
    ],
    ['an action twice', withGrant({ actions: ['list', 'list'] }), [`${GRANT}/actions/1 duplicate`]],
    ['actions as text', withGrant({ actions: 'list' }), [`${GRANT}/actions wrong_type`]],
    ['an unknown field', withGrant({ fields: { budget: 'show' } }), [`${GRANT}/fields/budget unknown_field`]],
    ['a field of a group instead of its leaf', withGrant({ fields: { owner: 'show' } }), [`${GRANT}/fields/owner unknown_field`]],
    [
      'an unknown treatment',
      withGrant({ fields: { id: 'hide', name: true } }),
      [`${GRANT}/fields/id unknown_treatment`, `${GRANT}/fields/name unknown_treatment`],
    ],
    ['fields as a list', withGrant({ fields: ['id'] }), [`${GRANT}/fields wrong_type`]],
    ['another word for records', withGrant({ records: 'some' }), [`${GRANT}/records unknown_records`]],
    ['records without under', withGrant({ records: {} }), [`${GRANT}/records missing`]],
    ['records with where', withGrant({ records: { under: [], where: [] } }), [`${GRANT}/records/where unknown_key`]],
    ['a root twice', withGrant({ records: { under: ['a', 'a'] } }), [`${GRANT}/records/under/1 duplicate`]],
    [
      'a root that is no id',
      withGrant({ records: { under: ['a/b', '', 'x'.repeat(65), 7] } }),
      [0, 1, 2].map((at) => `${GRANT}/records/under/${at} not_an_id`).concat(`${GRANT}/records/under/3 wrong_type`),
    ],
    ['21 roots', withGrant({ records: { under: Array.from({ length: 21 }, (_, at) => `r${at}`) } }), [`${GRANT}/records/under too_many`]],
    [
      'a list with holes',
      withGrant({ records: { under: new Array(2) } }),
      [`${GRANT}/records/under/0 wrong_type`, `${GRANT}/records/under/1 wrong_type`],
    ],
    ['pages of none', withGrant({ pageSize: 0 }), [`${GRANT}/pageSize out_of_range`]],
    ['pages of 101', withGrant({ pageSize: 101 }), [`${GRANT}/pageSize out_of_range`]],
    ['pages of one and a half', withGrant({ pageSize: 1.5 }), [`${GRANT}/pageSize out_of_range`]],
    ['pages of NaN', withGrant({ pageSize: Number.NaN }), [`${GRANT}/pageSize out_of_range`]],
    ['pages of null', withGrant({ pageSize: null }), [`${GRANT}/pageSize out_of_range`]],
  ])('refuses %s, naming the place', (_what, value, problems) => {
    expect(found(value)).toEqual(problems);
  });

  test.each([
    '2027-03-31',
    '2027-03-31T00:00:00',
    '2027-03-31T00:00:00+00:00',
    '2027-02-30T00:00:00Z',
    '2027-03-31T24:00:00Z',
    '2027-03-31T00:00:00.1234Z',
    '+012027-03-31T00:00:00Z',
    ' 2027-03-31T00:00:00Z',
    '2027-03-31T00:00:00Z\n',
    '',
  ])('refuses %j as the end of a part', (expiresAt) => {
    expect(found(policy(part({ expiresAt })))).toEqual(['/audiences/app-users/expiresAt not_a_date']);
  });

  test('names all that is wrong at once', () => {
    const value = {
      format: 3,
      serving: 'yes',
      audiences: { 'app-users': { enabled: 0, grants: { focusArea: grant({ fields: { nope: 'show' } }) } } },
      more: 1,
    };
    expect(found(value)).toEqual([
      '/more unknown_key',
      '/format unknown_format',
      '/serving wrong_type',
      '/audiences/app-users/enabled wrong_type',
      `${GRANT}/fields/nope unknown_field`,
    ]);
  });

  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'takes the name %s for nothing but an unknown one, wherever it stands',
    (name) => {
      const own = (value: unknown): unknown => JSON.parse(`{"${name}": ${JSON.stringify(value)}}`);
      const spread = (value: object, more: unknown): unknown => {
        const copy: object = structuredClone(value);
        for (const [key, member] of Object.entries(more as object)) Object.defineProperty(copy, key, { value: member, enumerable: true });
        return copy;
      };
      const hostile = own(part());
      expect(found(spread(policy(part()), hostile))).toEqual([`/${name} unknown_key`]);
      expect(found({ ...policy(part()), audiences: hostile })).toEqual([`/audiences/${name} unknown_audience`]);
      expect(found(policy(spread(part(), hostile)))).toEqual([`/audiences/app-users/${name} unknown_key`]);
      expect(found(policy(part({ grants: own(grant()) })))).toEqual([`/audiences/app-users/grants/${name} unknown_resource`]);
      expect(found(withGrant({ fields: own('show') }))).toEqual([`${GRANT}/fields/${name} unknown_field`]);
      expect(found(withGrant({ records: spread({ under: [] }, own([])) }))).toEqual([`${GRANT}/records/${name} unknown_key`]);
      expect(Object.hasOwn(Object.prototype, 'enabled')).toBe(false);
    },
  );

  test('what is inherited is not there', () => {
    const inheriting: unknown = Object.create(policy(part()));
    expect(found(inheriting)).toEqual([' wrong_type']);
    expect(found(policy(JSON.parse('{"__proto__": {"enabled": true, "grants": {}}}')))).toEqual([
      '/audiences/app-users/__proto__ unknown_key',
      '/audiences/app-users missing',
      '/audiences/app-users missing',
    ]);
  });

  test('any unknown member at any place makes a policy unreadable', () => {
    const places = (value: unknown): object[] =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? [value, ...Object.values(value).flatMap(places)] : [];
    fc.assert(
      fc.property(arbitraryPolicy, fc.nat(), fc.stringMatching(/^x[a-z]{1,8}$/), fc.jsonValue(), (written, at, name, value) => {
        const copy: unknown = JSON.parse(JSON.stringify(written));
        const all = places(copy);
        Object.assign(all[at % all.length] ?? {}, { [name]: value });
        expect(parsePolicy(copy).ok).toBe(false);
      }),
    );
  });

  test('nothing makes it throw, and no problem repeats much of the input', () => {
    const check = (value: unknown): void => {
      const result = parsePolicy(value);
      if (result.ok) return;
      expect(result.problems.length).toBeGreaterThan(0);
      expect(result.problems.length).toBeLessThanOrEqual(100);
      expect(JSON.stringify(result.problems).length).toBeLessThan(60_000);
      for (const problem of result.problems) {
        const params: readonly string[] = PROBLEM_CODES[problem.code as keyof typeof PROBLEM_CODES];
        expect(Object.keys(problem.params)).toEqual([...params]);
      }
    };
    fc.assert(fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withSparseArray: true }), check));
    const long = 'x'.repeat(1_000_000);
    check(long);
    check({ [long]: 1 });
    check(policy(part({ [long]: long })));
    check(withGrant({ actions: [long], fields: { [long]: 'show', id: long }, records: { under: [long] } }));
    check(Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`k${at}`, at])));
    const deep: unknown = JSON.parse('{"a":'.repeat(5_000) + '1' + '}'.repeat(5_000));
    check(policy(part({ grants: deep })));
  });
});

describe('parsePart', () => {
  test('reads one part, with places that start at it', () => {
    expect(parsePart(part(), 'app-users')).toEqual({ ok: true, value: part() });
    expect(parsePart(part({ enabled: 'yes' }), 'app-users')).toEqual({
      ok: false,
      problems: [{ path: '/enabled', code: 'wrong_type', params: { expected: 'boolean' } }],
    });
  });
});
