import fc from 'fast-check';
import { GRAMMAR_AUDIENCES } from '../../../src/exposure/catalogue/audiences';
import { parsePart, parsePolicy } from '../../../src/exposure/policy/parse-policy';
import type { Parsed } from '../../../src/exposure/policy/policy';
import { PROBLEM_CODES } from '../../../src/exposure/words/word-codes';
import { runs } from '../runs';
import { grant, problemsOf, problemsOfGrant } from './problems';
import { writtenPart, writtenPolicy } from './written-policies';

const part = (overrides: Record<string, unknown> = {}) => ({ enabled: true, grants: { focusArea: grant() }, ...overrides });
const policy = (audience: unknown) => ({ format: 1, serving: true, audiences: { 'app-users': audience } });
const withGrant = (overrides: Record<string, unknown>) => policy(part({ grants: { focusArea: grant(overrides) } }));
const GRANT = '/audiences/app-users/grants/focusArea';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Every place in a JSON value, as the keys that lead there. */
const placesIn = (value: unknown, here: readonly string[] = []): readonly (readonly string[])[] => [
  here,
  ...(isObject(value) ? Object.keys(value).flatMap((key) => placesIn(value[key], [...here, key])) : []),
];

const pointer = (keys: readonly string[]): string => keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The value with another one at the place; `undefined` takes the member away. */
const changed = (value: unknown, [key, ...rest]: readonly string[], other: unknown): unknown => {
  if (key === undefined || !isObject(value)) return other;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
  copy[key] = changed(value[key], rest, other);
  if (copy[key] === undefined) delete copy[key];
  return copy;
};

const at = (value: unknown, keys: readonly string[]): unknown =>
  keys.reduce<unknown>((inner, key) => (isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined), value);

/** Whether every problem points at a place that is there, or whose parent is. */
const pointsInto = (value: unknown, problems: readonly { readonly path: string }[]): boolean => {
  const places = placesIn(value).map(pointer);
  return problems.every(({ path }) => places.includes(path) || places.includes(path.slice(0, path.lastIndexOf('/'))));
};

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('what was written well', () => {
  test('is given back as it was written, for any policy', () => {
    fc.assert(
      fc.property(writtenPolicy, (written) => {
        const read = parsePolicy(plain(written));
        expect(read).toStrictEqual({ ok: true, value: plain(written) });
        expect(parsePolicy(read.ok ? read.value : undefined)).toStrictEqual(read);
      }),
      { numRuns: runs(100) },
    );
  });

  test.each([...GRAMMAR_AUDIENCES, 'view:a'] as const)('is given back as it was written, for any part of %s', (key) => {
    fc.assert(
      fc.property(writtenPart(key), (written) => expect(parsePart(plain(written), key)).toStrictEqual({ ok: true, value: plain(written) })),
      {
        numRuns: runs(30),
      },
    );
  });
});

describe('one change to a policy', () => {
  const somewhere = writtenPolicy.chain((written) =>
    fc.record({ written: fc.constant(plain(written)), keys: fc.constantFrom(...placesIn(plain(written))) }),
  );
  /** Values that stand nowhere in the grammar. */
  const misfit = fc.constantFrom<unknown>(null, [[]], { '?': 1 }, { __proto__: null, '?': [] });

  test('to a value that fits nowhere makes it unreadable, and a problem says where', () => {
    fc.assert(
      fc.property(somewhere, misfit, ({ written, keys }, other) => {
        const value = changed(written, keys, other);
        const read = parsePolicy(value);
        expect(read.ok).toBe(false);
        if (read.ok) return;
        expect(pointsInto(value, read.problems)).toBe(true);
        const parent = pointer(keys.slice(0, -1));
        expect(read.problems.some(({ path }) => path === parent || path.startsWith(pointer(keys)))).toBe(true);
      }),
      { numRuns: runs(300) },
    );
  });

  test('to the name of a member makes it unreadable, and a problem says where', () => {
    fc.assert(
      fc.property(somewhere, ({ written, keys }) => {
        const key = keys.at(-1);
        const parent = keys.slice(0, -1);
        const inner = at(written, parent);
        fc.pre(key !== undefined && isObject(inner) && !Array.isArray(inner));
        const value = changed(changed(written, keys, undefined), [...parent, `?${key}`], at(written, keys));
        const read = parsePolicy(value);
        expect(read.ok).toBe(false);
        if (read.ok) return;
        expect(pointsInto(value, read.problems)).toBe(true);
        expect(read.problems.some(({ path }) => path === pointer([...parent, `?${key}`]) || path === pointer(parent))).toBe(true);
      }),
      { numRuns: runs(300) },
    );
  });

  test('by one more member, of any value, makes it unreadable', () => {
    fc.assert(
      fc.property(somewhere, fc.jsonValue(), ({ written, keys }, more) => {
        const inner = at(written, keys);
        fc.pre(isObject(inner) && !Array.isArray(inner));
        expect(problemsOf(changed(written, [...keys, '?more'], more))).not.toEqual([]);
      }),
      { numRuns: runs(150) },
    );
  });
});

describe('names that objects inherit', () => {
  const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
  const own = (name: string, value: unknown): object => JSON.parse(`{${JSON.stringify(name)}: ${JSON.stringify(value)}}`) as object;
  /** A copy with one more own member, which a spread would not make of `__proto__`. */
  const joined = (value: object, name: string, more: unknown): object =>
    Object.defineProperty({ ...value }, name, { value: more, enumerable: true });

  test.each(NAMES)('%s is nothing but an unknown name, wherever it stands', (name) => {
    expect(problemsOf(joined(policy(part()), name, 1))).toEqual([`/${name} unknown_key key=${name}`]);
    expect(problemsOf({ ...policy(part()), audiences: own(name, part()) })).toEqual([
      `/audiences/${name} unknown_audience audience=${name}`,
    ]);
    expect(problemsOf(policy(joined(part(), name, 1)))).toEqual([`/audiences/app-users/${name} unknown_key key=${name}`]);
    expect(problemsOf(policy(part({ grants: own(name, grant()) })))).toEqual([
      `/audiences/app-users/grants/${name} unknown_resource resource=${name}`,
    ]);
    expect(problemsOf(withGrant({ fields: own(name, 'show') }))).toEqual([`${GRANT}/fields/${name} unknown_field field=${name}`]);
    expect(problemsOf(withGrant({ records: joined({ under: [] }, name, 1) }))).toEqual([
      `${GRANT}/records/${name} unknown_key key=${name}`,
    ]);
    expect(problemsOfGrant({ fields: { name: own(name, 1) } })).toEqual(['/fields/name unknown_treatment']);
    expect(problemsOfGrant({ records: { where: [joined({ field: 'id', isSet: true }, name, 1)] } })).toEqual([
      `/records/where/0/${name} unknown_key key=${name}`,
    ]);
  });

  test.each(['__proto__', 'constructor', 'prototype'])('%s is never observed', (name) => {
    expect(problemsOfGrant({ observed: own(name, 'text'), fields: own(name, 'show') })).toEqual([
      `/observed/${name} not_a_path`,
      `/fields/${name} unknown_field field=${name}`,
    ]);
    expect(problemsOfGrant({ observed: own(`a.${name}`, 'text') })).toEqual([`/observed/a.${name} not_a_path`]);
  });

  test('are left as they are', () => {
    parsePolicy(own('__proto__', { enabled: true }));
    parsePolicy(withGrant({ observed: own('__proto__', { enabled: 'text' }) }));
    expect(Object.hasOwn(Object.prototype, 'enabled')).toBe(false);
    expect(({} as Record<string, unknown>)['enabled']).toBeUndefined();
  });

  test('give nothing: what is inherited is not there', () => {
    expect(problemsOf(Object.create(policy(part())))).toEqual([' wrong_type expected=object']);
    expect(problemsOf(Object.create(Object.create(null, { format: { value: 1, enumerable: true } }) as object))).toEqual([
      ' missing key=format',
      ' missing key=serving',
      ' missing key=audiences',
    ]);
    expect(problemsOf(policy(JSON.parse('{"__proto__": {"enabled": true, "grants": {}}}')))).toEqual([
      '/audiences/app-users/__proto__ unknown_key key=__proto__',
      '/audiences/app-users missing key=enabled',
      '/audiences/app-users missing key=grants',
    ]);
  });

  test('an object without a prototype is as good as any', () => {
    const bare: unknown = Object.assign(Object.create(null) as object, policy(part()));
    expect(parsePolicy(bare)).toEqual({ ok: true, value: policy(part()) });
  });
});

describe('nothing', () => {
  const check = (result: Parsed<unknown>): void => {
    if (result.ok) return;
    expect(result.problems.length).toBeGreaterThan(0);
    expect(result.problems.length).toBeLessThanOrEqual(100);
    for (const { path, code, params } of result.problems) {
      const names: readonly string[] = PROBLEM_CODES[code as keyof typeof PROBLEM_CODES];
      expect(Object.keys(params)).toEqual([...names]);
      expect(Math.max(0, ...Object.values(params).map((value) => String(value).length))).toBeLessThanOrEqual(64);
      expect(/\p{Cs}/u.test(path) || path.length > 1_000 ? path : '').toBe('');
    }
  };
  const checkAll = (value: unknown): void => {
    check(parsePolicy(value));
    check(parsePolicy(policy(value)));
    check(parsePolicy(withGrant({ fields: value, records: value, observed: value, actions: value, placeAge: value })));
    check(parsePolicy(withGrant({ fields: { name: value }, records: { under: value, where: value }, observed: { seen: value } })));
    check(
      parsePolicy(
        withGrant({
          records: {
            where: [
              { field: value, equals: value },
              { field: 'name', in: value, contains: value },
            ],
          },
        }),
      ),
    );
    for (const key of ['view:a', 'read:api-description:custom', 'write:cost-item:custom'] as const) {
      check(parsePart(value, key));
      check(
        parsePart({ enabled: value, name: value, callers: value, describes: value, groups: value, expiresAt: value, grants: value }, key),
      );
    }
  };

  test('makes it throw, and no problem repeats much of the input', () => {
    fc.assert(fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withSparseArray: true, withDate: true }), checkAll), {
      numRuns: runs(50),
    });
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 8, stringUnit: 'binary' }), checkAll), { numRuns: runs(50) });
  });

  test.each<[what: string, value: unknown]>([
    ['text of a million characters', 'x'.repeat(1_000_000)],
    ['a name of a million characters', { ['x'.repeat(1_000_000)]: 1 }],
    ['a hundred thousand members', Object.fromEntries(Array.from({ length: runs(100_000) }, (_, index) => [`k${index}`, index]))],
    ['a hundred thousand entries', Array.from({ length: runs(100_000) }, (_, index) => index)],
    ['a list that is long and empty', new Array(2 ** 32 - 1)],
    ['half a character', '\ud800'],
    ['a name of half a character', { '\ud800': 1 }],
    ['names that are cut in the middle of a character', { [`${'x'.repeat(62)}💶💶`]: 1 }],
    ['NaN', Number.NaN],
    ['objects ten thousand deep', JSON.parse('{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000))],
    ['lists ten thousand deep', JSON.parse('['.repeat(10_000) + ']'.repeat(10_000))],
  ])('of the kind of %s does either', (_what, value) => {
    checkAll(value);
  });

  test('long or broken is told whole', () => {
    const shown = (key: string) => problemsOf({ ...policy(part()), [key]: 1 })[0];
    expect(shown('x'.repeat(64))).toBe(`/${'x'.repeat(64)} unknown_key key=${'x'.repeat(64)}`);
    expect(shown('x'.repeat(65))).toBe(`/${'x'.repeat(63)}… unknown_key key=${'x'.repeat(63)}…`);
    expect(shown('a\ud800b\udc00')).toBe('/a\ufffdb\ufffd unknown_key key=a\ufffdb\ufffd');
    expect(shown(`${'x'.repeat(62)}💶💶`)).toBe(`/${'x'.repeat(62)}\ufffd… unknown_key key=${'x'.repeat(62)}\ufffd…`);
  });
});
