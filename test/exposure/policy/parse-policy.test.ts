import { GRAMMAR_AUDIENCES } from '../../../src/exposure/catalogue/audiences';
import { CATALOGUE, RESOURCE_NAMES } from '../../../src/exposure/catalogue/catalogue';
import { closedPolicy } from '../../../src/exposure/policy/empty-policy';
import { POLICY_LIMITS, parsePart, parsePolicy } from '../../../src/exposure/policy/parse-policy';
import type { AudienceKey } from '../../../src/exposure/policy/policy';
import { grant, problemsOf, problemsOfPart } from './problems';

const part = (overrides: Record<string, unknown> = {}) => ({ enabled: true, grants: { focusArea: grant() }, ...overrides });
const policy = (audience: unknown, overrides: Record<string, unknown> = {}) => ({
  format: 1,
  serving: true,
  audiences: { 'app-users': audience },
  ...overrides,
});
const many = (count: number): string[] => Array.from({ length: count }, (_, at) => `k${at}`);

describe('a policy', () => {
  test('of a site where nothing was published is one', () => {
    expect(closedPolicy()).toEqual({ format: 1, serving: true, audiences: {} });
    expect(parsePolicy(closedPolicy())).toEqual({ ok: true, value: closedPolicy() });
  });

  test('as the design writes it is read as it stands', () => {
    const example = {
      format: 1,
      serving: true,
      audiences: {
        'read:focus-area:custom': {
          enabled: true,
          expiresAt: '2027-03-31T00:00:00Z',
          callers: 'any',
          grants: {
            focusArea: {
              actions: ['list', 'get'],
              fields: { id: 'show', name: 'show', status: 'show', 'owner.id': 'pseudonym' },
              records: { under: ['fa-1'], where: [{ field: 'status', in: ['IN_PROGRESS', 'PENDING'] }] },
              placeAge: 60,
              pageSize: 100,
            },
          },
        },
        'read:api-description:custom': { enabled: true, describes: ['read:focus-area:custom'], grants: {} },
        'app-users': { enabled: true, groups: ['g-1'], grants: {} },
        'view:partnerx': { name: 'Partner X', enabled: true, callers: ['k1'], grants: {} },
      },
    };
    expect(parsePolicy(example)).toEqual({ ok: true, value: example });
  });

  test('takes every field of every resource in a view', () => {
    const grants = Object.fromEntries(
      RESOURCE_NAMES.map((name) => [
        name,
        grant({ actions: ['list'], fields: Object.fromEntries(CATALOGUE[name].fields.map((field) => [field.name, 'show'])) }),
      ]),
    );
    const view = { enabled: true, name: 'All', grants };
    expect(parsePart(view, 'view:all')).toEqual({ ok: true, value: view });
  });

  test.each<[what: string, value: unknown, problems: string[]]>([
    ['nothing', undefined, [' wrong_type expected=object']],
    ['null', null, [' wrong_type expected=object']],
    ['a list', [], [' wrong_type expected=object']],
    ['text', '{}', [' wrong_type expected=object']],
    ['an instance of something', new Map(), [' wrong_type expected=object']],
    ['an empty object', {}, [' missing key=format', ' missing key=serving', ' missing key=audiences']],
    ['a later format', policy(part(), { format: 2 }), ['/format unknown_format expected=1']],
    ['a format as text', policy(part(), { format: '1' }), ['/format unknown_format expected=1']],
    ['serving as a number', policy(part(), { serving: 1 }), ['/serving wrong_type expected=boolean']],
    ['audiences as a list', policy(part(), { audiences: [] }), ['/audiences wrong_type expected=object']],
    ['an unknown key at the top', policy(part(), { note: '' }), ['/note unknown_key key=note']],
    [
      'the scope that views are behind as an audience',
      policy(part(), { audiences: { 'read:shared-view:custom': part() } }),
      ['/audiences/read:shared-view:custom unknown_audience audience=read:shared-view:custom'],
    ],
    ['a key with a slash and a tilde', policy(part(), { '~a/b~1': 1 }), ['/~0a~1b~01 unknown_key key=~a/b~1']],
    ['null for a part', policy(null), ['/audiences/app-users wrong_type expected=object']],
    ['null for a part of a view', policy(null, { audiences: { 'view:b': null } }), ['/audiences/view:b wrong_type expected=object']],
    ['a part without anything', policy({}), ['/audiences/app-users missing key=enabled', '/audiences/app-users missing key=grants']],
    ['an unknown key in a part', policy(part({ note: 1 })), ['/audiences/app-users/note unknown_key key=note']],
    ['grants as a list', policy(part({ grants: [] })), ['/audiences/app-users/grants wrong_type expected=object']],
    [
      'an unknown resource',
      policy(part({ grants: { budget: grant() } })),
      ['/audiences/app-users/grants/budget unknown_resource resource=budget'],
    ],
    [
      'a grant that is a list',
      policy(part({ grants: { focusArea: [] } })),
      ['/audiences/app-users/grants/focusArea wrong_type expected=object'],
    ],
  ])('made of %s is refused, naming the place', (_what, value, problems) => {
    expect(problemsOf(value)).toEqual(problems);
  });

  test('names all that is wrong at once', () => {
    const value = {
      format: 3,
      serving: 'yes',
      audiences: { 'view:b': { enabled: 0, grants: { focusArea: grant({ fields: { nope: 'show' } }) } }, someone: {} },
      more: 1,
    };
    expect(problemsOf(value)).toEqual([
      '/more unknown_key key=more',
      '/format unknown_format expected=1',
      '/serving wrong_type expected=boolean',
      '/audiences/someone unknown_audience audience=someone',
      '/audiences/view:b/enabled wrong_type expected=boolean',
      '/audiences/view:b missing key=name',
      '/audiences/view:b/grants/focusArea/fields/nope unknown_field field=nope',
    ]);
  });

  test('names at most a hundred of its problems', () => {
    const value = Object.fromEntries(many(200).map((key) => [key, 1]));
    const problems = problemsOf(value);
    expect(problems).toHaveLength(POLICY_LIMITS.problems);
    expect(problems[99]).toBe('/k99 unknown_key key=k99');
  });

  test('has at most five views, whatever else it has', () => {
    const view = { enabled: true, name: 'V', grants: {} };
    const with_ = (count: number) => policy(part(), { audiences: Object.fromEntries(many(count).map((key) => [`view:${key}`, view])) });
    expect(problemsOf(with_(5))).toEqual([]);
    expect(problemsOf(with_(6))).toEqual(['/audiences too_many max=5']);
  });

  test('is given back in one order, however it was written', () => {
    const view = { enabled: true, name: 'V', grants: {} };
    const written = {
      audiences: { 'view:b': view, 'app-users': { grants: { organization: grant(), focusArea: grant() }, enabled: true }, 'view:a': view },
      serving: false,
      format: 1,
    };
    expect(JSON.stringify(parsePolicy(written))).toBe(
      JSON.stringify({
        ok: true,
        value: {
          format: 1,
          serving: false,
          audiences: {
            'app-users': { enabled: true, grants: { focusArea: grant(), organization: grant() } },
            'view:a': view,
            'view:b': view,
          },
        },
      }),
    );
  });

  test('may have an audience that is there and undefined, as if it were missing', () => {
    expect(parsePolicy(policy(undefined))).toEqual({ ok: true, value: closedPolicy() });
  });
});

describe('a part', () => {
  test('is read alone, with places that start at it', () => {
    expect(parsePart(part(), 'app-users')).toEqual({ ok: true, value: part() });
    expect(problemsOfPart(part({ enabled: 'yes' }), 'app-users')).toEqual(['/enabled wrong_type expected=boolean']);
    expect(problemsOfPart(7, 'app-users')).toEqual([' wrong_type expected=object']);
  });

  test('of nobody is nothing', () => {
    expect(problemsOfPart(part(), 'view:')).toEqual([' unknown_audience audience=view:']);
    expect(problemsOfPart(part(), 'constructor' as AudienceKey)).toEqual([' unknown_audience audience=constructor']);
  });

  const SPECIAL: Readonly<Record<string, readonly unknown[]>> = {
    callers: [['k1']],
    groups: [['g1']],
    name: ['Partner X'],
    describes: [['app-users']],
  };
  const KINDS: readonly (readonly [AudienceKey, readonly string[]])[] = [
    ...GRAMMAR_AUDIENCES.map((key): [AudienceKey, string[]] => {
      if (key === 'app-users') return [key, ['groups']];
      return [key, key === 'read:api-description:custom' ? ['callers', 'describes'] : ['callers']];
    }),
    ['view:a', ['callers', 'name']],
  ];

  test.each(KINDS)('of %s may have %j beside what all have', (key, allowed) => {
    const bare = { enabled: true, ...(key === 'view:a' ? { name: 'A view' } : {}), grants: {} };
    for (const [special, [value]] of Object.entries(SPECIAL)) {
      const result = problemsOfPart({ ...bare, [special]: value }, key);
      expect(result).toEqual(allowed.includes(special) ? [] : [`/${special} not_for_audience key=${special}`]);
    }
  });

  test.each(KINDS)('of %s is given back whole', (key, allowed) => {
    const special = Object.fromEntries(allowed.map((name) => [name, SPECIAL[name]?.[0]]));
    const whole = { enabled: false, expiresAt: '2027-03-31T00:00:00.250Z', ...special, grants: {} };
    expect(parsePart(whole, key)).toEqual({ ok: true, value: whole });
  });

  test('of a view needs its name and never speaks to any caller', () => {
    expect(problemsOfPart({ enabled: true, grants: {} }, 'view:a')).toEqual([' missing key=name']);
    expect(problemsOfPart({ enabled: true, name: 'V', callers: 'any', grants: {} }, 'view:a')).toEqual([
      '/callers not_for_audience key=any',
    ]);
    expect(problemsOfPart({ enabled: true, callers: 'any', grants: {} }, 'write:cost-item:custom')).toEqual([]);
  });

  test('needs to say whether it is enabled and what is granted, of every kind', () => {
    for (const [key] of KINDS) {
      const missing = [' missing key=enabled', ...(key === 'view:a' ? [' missing key=name'] : []), ' missing key=grants'];
      expect(problemsOfPart({}, key)).toEqual(missing);
    }
  });

  test.each<[what: string, callers: unknown, problems: string[]]>([
    ['a word', 'all', ['/callers wrong_type expected=list']],
    ['null', null, ['/callers wrong_type expected=list']],
    ['a number in the list', ['k1', 7], ['/callers/1 wrong_type expected=text']],
    ['what is no id', ['a b'], ['/callers/0 not_an_id']],
    ['one twice', ['k1', 'k2', 'k1'], ['/callers/2 duplicate value=k1']],
    ['holes', new Array(1), ['/callers/0 wrong_type expected=text']],
    ['51', many(51), ['/callers too_many max=50']],
    ['50', many(50), []],
    ['nobody', [], []],
  ])('with %s as its callers', (_what, callers, problems) => {
    expect(problemsOfPart({ enabled: true, callers, grants: {} }, 'read:focus-area:custom')).toEqual(problems);
  });

  test.each<[what: string, groups: unknown, problems: string[]]>([
    ['a word', 'any', ['/groups wrong_type expected=list']],
    ['what is no id', ['jira users'], ['/groups/0 not_an_id']],
    ['51', many(51), ['/groups too_many max=50']],
    ['50', many(50), []],
    ['nobody', [], []],
  ])('with %s as its groups', (_what, groups, problems) => {
    expect(problemsOfPart({ enabled: true, groups, grants: {} }, 'app-users')).toEqual(problems);
  });

  test.each<[what: string, describes: unknown, problems: string[]]>([
    ['a word', 'all', ['/describes wrong_type expected=list']],
    ['every audience but views', GRAMMAR_AUDIENCES, []],
    ['nobody', [], []],
    ['a view', ['app-users', 'view:a'], ['/describes/1 unknown_audience audience=view:a']],
    ['a number', [7], ['/describes/0 unknown_audience audience=number']],
    ['one twice', ['app-users', 'app-users'], ['/describes/1 duplicate value=app-users']],
    ['more than there are', many(GRAMMAR_AUDIENCES.length + 1), [`/describes too_many max=${GRAMMAR_AUDIENCES.length}`]],
  ])('that describes %s', (_what, describes, problems) => {
    expect(problemsOfPart({ enabled: true, describes, grants: {} }, 'read:api-description:custom')).toEqual(problems);
  });

  test.each<[what: string, name: unknown, problems: string[]]>([
    ['of 60 characters', 'x'.repeat(60), []],
    ['of one', 'x', []],
    ['in another script', 'Фінанси 💶', []],
    ['of 61 characters', 'x'.repeat(61), ['/name too_long max=60']],
    ['of none', '', ['/name empty']],
    ['of blanks', '  ', ['/name empty']],
    ['of two lines', 'a\nb', ['/name unusable_characters']],
    ['with half a character', 'a\ud800', ['/name unusable_characters']],
    ['that is a number', 7, ['/name wrong_type expected=text']],
  ])('of a view with a name %s', (_what, name, problems) => {
    expect(problemsOfPart({ enabled: true, name, grants: {} }, 'view:a')).toEqual(problems);
  });

  test.each([
    '2027-03-31',
    '2027-03-31T00:00:00',
    '2027-03-31T00:00:00+00:00',
    '2027-02-30T00:00:00Z',
    '2027-13-01T00:00:00Z',
    '2027-03-31T24:00:00Z',
    '2027-03-31T00:00:60Z',
    '2027-03-31T00:00:00.1234Z',
    '2027-03-31T00:00:00.Z',
    '+012027-03-31T00:00:00Z',
    'x2027-03-31T00:00:00Z',
    ' 2027-03-31T00:00:00Z',
    '2027-03-31T00:00:00Z\n',
    '2027-03-31T00:00:00Zx',
    '',
  ])('does not end at %j', (expiresAt) => {
    expect(problemsOfPart(part({ expiresAt }), 'app-users')).toEqual(['/expiresAt not_a_date']);
  });

  test.each([
    '2027-03-31T00:00:00Z',
    '2028-02-29T23:59:59.9Z',
    '2027-03-31T00:00:00.12Z',
    '2027-03-31T00:00:00.123Z',
    '0001-01-01T00:00:00Z',
  ])('may end at %j', (expiresAt) => {
    expect(parsePart(part({ expiresAt }), 'app-users')).toEqual({ ok: true, value: part({ expiresAt }) });
  });

  test('does not end at a number', () => {
    expect(problemsOfPart(part({ expiresAt: 1 }), 'app-users')).toEqual(['/expiresAt wrong_type expected=text']);
  });
});
