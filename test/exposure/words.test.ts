import fc from 'fast-check';
import { AUDIENCE_KEYS } from '../../src/exposure/catalogue/catalogue';
import { decide } from '../../src/exposure/reach/decide';
import { describePart } from '../../src/exposure/words/describe';
import { difference } from '../../src/exposure/words/difference';
import { closedPolicy } from '../../src/exposure/policy/empty-policy';
import type { AudienceKey, AudiencePart, Grant, Policy } from '../../src/exposure/policy/policy';
import { reaches } from '../../src/exposure/reach/reach';
import { shape } from '../../src/exposure/reach/shape';
import { CHANGE_CODES, STATEMENT_CODES } from '../../src/exposure/words/word-codes';
import type { Statement } from '../../src/exposure/words/words';
import { AREA_IDS, MOMENTS, ancestorsIn, arbitraryForest, arbitraryPart, arbitraryPolicy, leavesOf } from './arbitrary-policies';

const SCOPE = 'read:focus-area:custom';
const NOW = Date.parse('2026-06-01T00:00:00Z');
const GRANT: Grant = { actions: ['list', 'get'], fields: { id: 'show', name: 'show' }, records: { under: ['a', 'b'] } };
const part = (grant: Partial<Grant> = {}, overrides: Partial<AudiencePart> = {}): AudiencePart => ({
  enabled: true,
  grants: { focusArea: { ...GRANT, ...grant } },
  ...overrides,
});
const policy = (one: AudiencePart | undefined, serving = true): Policy => ({ format: 1, serving, audiences: one ? { [SCOPE]: one } : {} });

const isDocumented = (codes: Readonly<Record<string, readonly string[]>>, { code, params }: Statement): void => {
  expect(Object.keys(params).sort()).toEqual([...(codes[code] ?? [`no row for ${code}`])].sort());
  for (const list of ['fields', 'roots', 'actions']) if (Array.isArray(params[list])) expect(params['count']).toBe(params[list].length);
};

describe('describePart', () => {
  const describeNow = (one: Parameters<typeof describePart>[1], audience: AudienceKey = SCOPE, serving = true) => {
    const { state, statements } = describePart(audience, one, serving, NOW);
    return [state, ...statements.map((statement) => statement.code)];
  };
  const open = ['lists_and_reads_fields', 'records_under'];

  test.each<[what: string, told: string[], expected: string[]]>([
    ['a part that is missing', describeNow(undefined), ['closed', 'closed', 'speaks_to_every_member']],
    ['a part that is disabled', describeNow(part({}, { enabled: false })), ['closed', 'closed', 'speaks_to_every_member']],
    ['a part that ended', describeNow(part({}, { expiresAt: MOMENTS[0] })), ['expired', 'expired', 'speaks_to_every_member']],
    ['any part while the master switch is off', describeNow(part(), SCOPE, false), ['off', 'off', 'speaks_to_every_member']],
    ['a part that is not understood', describeNow('unreadable', SCOPE, false), ['unreadable', 'unreadable', 'speaks_to_every_member']],
    ['an open part', describeNow(part()), ['open', ...open, 'no_end', 'speaks_to_every_member']],
    ['an open part for app users', describeNow(part(), 'app-users'), ['open', ...open, 'no_end', 'speaks_to_every_jira_user']],
    ['a part with an end', describeNow(part({}, { expiresAt: MOMENTS[2] })), ['open', ...open, 'ends_at', 'speaks_to_every_member']],
    [
      'all records, small pages',
      describeNow(part({ records: 'all', pageSize: 5 })),
      ['open', open[0] ?? '', 'records_all', 'page_size', 'no_end', 'speaks_to_every_member'],
    ],
    ['lists only', describeNow(part({ actions: ['list'] })), ['open', 'lists_fields', 'records_under', 'no_end', 'speaks_to_every_member']],
    ['reads only', describeNow(part({ actions: ['get'] })), ['open', 'reads_fields', 'records_under', 'no_end', 'speaks_to_every_member']],
    [
      'a field about a person',
      describeNow(part({ fields: { 'owner.id': 'show' } })),
      ['open', ...open, 'shows_personal', 'no_end', 'speaks_to_every_member'],
    ],
    ['no grant', describeNow({ enabled: true, grants: {} }), ['closed', 'nothing_granted', 'speaks_to_every_member']],
    ['no action', describeNow(part({ actions: [] })), ['closed', 'nothing_without_actions', 'speaks_to_every_member']],
    ['no field', describeNow(part({ fields: {} })), ['closed', 'nothing_without_fields', 'speaks_to_every_member']],
    ['no root', describeNow(part({ records: { under: [] } })), ['closed', 'nothing_without_roots', 'speaks_to_every_member']],
  ])('%s', (_what, told, expected) => {
    expect(told).toEqual(expected);
  });

  test('names the fields in the order of the catalogue, and the roots as written', () => {
    const [fields, records] = describePart(SCOPE, part({ fields: { name: 'show', id: 'show' } }), true, NOW).statements;
    expect(fields?.params).toEqual({ resource: 'focusArea', count: 2, fields: ['id', 'name'] });
    expect(records?.params).toEqual({ resource: 'focusArea', count: 2, roots: ['a', 'b'] });
  });

  test('says open exactly when something is allowed, and only in documented codes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...AUDIENCE_KEYS),
        fc.option(arbitraryPart, { nil: undefined }),
        fc.boolean(),
        fc.constantFrom(...MOMENTS),
        (audience, one, serving, at) => {
          const now = Date.parse(at);
          const told = describePart(audience, one, serving, now);
          for (const statement of told.statements) isDocumented(STATEMENT_CODES, statement);
          const state = one
            ? ({ state: 'read', part: { revision: 1, serving, digest: '', part: one } } as const)
            : ({ state: 'absent' } as const);
          const allowed = (['list', 'get'] as const).some(
            (action) => decide(state, { audience, resource: 'focusArea', action }, now).allow,
          );
          expect(told.state === 'open').toBe(allowed);
        },
      ),
    );
  });
});

describe('difference', () => {
  const change = (before: AudiencePart | undefined, after: AudiencePart | undefined) =>
    difference(policy(before), policy(after)).map(({ code, widens }) => `${code} ${widens ? 'widens' : 'does not widen'}`);

  test.each<[what: string, changes: string[], expected: string[]]>([
    ['nothing', change(part(), part()), []],
    ['an order of keys', change(part(), { grants: part().grants, enabled: true }), []],
    ['switching on', change(part({}, { enabled: false }), part()), ['audience_enabled widens']],
    ['switching off', change(part(), part({}, { enabled: false })), ['audience_disabled does not widen']],
    [
      'taking the audience out',
      change(part(), undefined),
      [
        'audience_disabled does not widen',
        'actions_removed does not widen',
        'fields_hidden does not widen',
        'roots_emptied does not widen',
      ],
    ],
    ['a first end', change(part(), part({}, { expiresAt: MOMENTS[1] })), ['expiry_set does not widen']],
    ['a later end', change(part({}, { expiresAt: MOMENTS[0] }), part({}, { expiresAt: MOMENTS[1] })), ['expiry_later widens']],
    ['an earlier end', change(part({}, { expiresAt: MOMENTS[1] }), part({}, { expiresAt: MOMENTS[0] })), ['expiry_earlier does not widen']],
    [
      'the same end in other words',
      change(part({}, { expiresAt: '2026-01-01T00:00:00Z' }), part({}, { expiresAt: '2026-01-01T00:00:00.000Z' })),
      [],
    ],
    ['no end any more', change(part({}, { expiresAt: MOMENTS[0] }), part()), ['expiry_removed widens']],
    [
      'another action',
      change(part({ actions: ['list'] }), part({ actions: ['get'] })),
      ['actions_added widens', 'actions_removed does not widen'],
    ],
    [
      'another field',
      change(part(), part({ fields: { id: 'show', status: 'show' } })),
      ['fields_shown widens', 'fields_hidden does not widen'],
    ],
    ['another root', change(part(), part({ records: { under: ['a', 'c'] } })), ['roots_added widens', 'roots_removed does not widen']],
    ['no root any more', change(part(), part({ records: { under: [] } })), ['roots_emptied does not widen']],
    ['from all records to roots', change(part({ records: 'all' }), part()), ['records_now_under does not widen']],
    ['from all records to none', change(part({ records: 'all' }), part({ records: { under: [] } })), ['roots_emptied does not widen']],
    ['from roots to all records', change(part(), part({ records: 'all' })), ['records_now_all widens']],
    ['larger pages', change(part({ pageSize: 5 }), part()), ['page_size does not widen']],
    [
      'more fields where the audience stays shut',
      change(part({}, { enabled: false }), part({ records: 'all' }, { enabled: false })),
      ['records_now_all does not widen'],
    ],
  ])('%s', (_what, changes, expected) => {
    expect(changes).toEqual(expected);
  });

  test('the master switch is a change of its own, and hides no widening behind it', () => {
    expect(difference(policy(part(), false), policy(part()))).toEqual([{ audience: '*', code: 'serving_on', widens: true, params: {} }]);
    const wider = { audience: SCOPE, code: 'records_now_all', widens: true, params: { resource: 'focusArea' } };
    expect(difference(policy(part()), policy(part({ records: 'all' }), false))).toEqual([
      { audience: '*', code: 'serving_off', widens: false, params: {} },
      wider,
    ]);
    expect(difference(policy(part(), false), policy(part({ records: 'all' }), false))).toEqual([wider]);
  });

  test('a first policy is compared with the closed one', () => {
    expect(difference(undefined, closedPolicy())).toEqual([]);
    expect(difference(undefined, policy(part()))).toEqual(difference(closedPolicy(), policy(part())));
    expect(difference(undefined, policy(part())).map(({ code }) => code)).toEqual([
      'audience_enabled',
      'actions_added',
      'fields_shown',
      'roots_added',
    ]);
  });

  test('speaks in documented codes, and says nothing only when nothing is different', () => {
    fc.assert(
      fc.property(arbitraryPolicy, arbitraryPolicy, (before, after) => {
        for (const statement of difference(before, after)) isDocumented(CHANGE_CODES, statement);
        expect(difference(after, after)).toEqual([]);
      }),
    );
  });

  test('when no change widens, nothing more leaves, at any moment', () => {
    const leaving = (
      one: Policy,
      audience: AudienceKey,
      action: 'list' | 'get',
      now: number,
      forest: Parameters<typeof ancestorsIn>[0],
    ) => {
      const held = one.audiences[audience];
      if (!held) return new Set<string>();
      const decision = decide(
        { state: 'read', part: { revision: 1, serving: one.serving, digest: '', part: held } },
        { audience, resource: 'focusArea', action },
        now,
      );
      if (!decision.allow) return new Set<string>();
      const records = AREA_IDS.map((id) => {
        const ancestors = ancestorsIn(forest, id);
        const parentId = ancestors.at(-1);
        return { id, fields: { name: id, status: 'x' }, ancestors, ...(parentId === undefined ? {} : { parentId }) };
      });
      const reached = records.filter((record) => reaches(decision.reach, record));
      return new Set(
        reached.flatMap((record) =>
          [...leavesOf(shape(decision.reach, record))].flatMap(([name, value]) =>
            [value].flat().map((leaf) => `${record.id} ${name} ${String(leaf)}`),
          ),
        ),
      );
    };
    // Policies next to each other: unrelated ones nearly always widen somewhere.
    const pairs = fc.tuple(arbitraryPolicy, arbitraryPolicy, fc.nat(7)).map(([before, other, take]): [Policy, Policy] => {
      const mixed = AUDIENCE_KEYS.flatMap((key, index) => {
        const held = ((take >> index) & 1 ? other : before).audiences[key];
        return held ? [[key, held] as const] : [];
      });
      return [before, { ...before, serving: take & 4 ? other.serving : before.serving, audiences: Object.fromEntries(mixed) }];
    });
    let calm = 0;
    fc.assert(
      fc.property(
        pairs,
        arbitraryForest,
        fc.constantFrom(...MOMENTS),
        fc.integer({ min: -1, max: 0 }),
        ([before, after], forest, at, ms) => {
          const changes = difference(before, after);
          for (const audience of AUDIENCE_KEYS) {
            if (changes.some((one) => one.widens && (one.audience === audience || one.audience === '*'))) continue;
            calm += changes.length > 0 ? 1 : 0;
            for (const action of ['list', 'get'] as const) {
              const now = Date.parse(at) + ms;
              const more = [...leaving(after, audience, action, now, forest)].filter(
                (leaf) => !leaving(before, audience, action, now, forest).has(leaf),
              );
              expect(more).toEqual([]);
            }
          }
        },
      ),
      { numRuns: 1_000 },
    );
    expect(calm).toBeGreaterThan(100);
  });
});
