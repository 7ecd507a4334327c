import fc from 'fast-check';
import { decide } from '../../../src/exposure/reach/decide';
import type { PartState } from '../../../src/exposure/reach/decide';
import type { AudiencePart, Grant } from '../../../src/exposure/policy/policy';
import { runs } from '../runs';
import { MOMENTS, arbitraryPart } from './arbitrary-forests';

const GRANT: Grant = { actions: ['list', 'get'], fields: { id: 'show', name: 'show' }, records: 'all' };
const part = (overrides: Partial<AudiencePart> = {}): AudiencePart => ({ enabled: true, grants: { focusArea: GRANT }, ...overrides });
const read = (one: AudiencePart, serving = true): PartState => ({ state: 'read', part: { revision: 4, serving, digest: 'd', part: one } });
const question = { audience: 'read:focus-area:custom', resource: 'focusArea', action: 'list' } as const;
const NOW = Date.parse('2026-06-01T00:00:00Z');
const decideNow = (state: PartState) => decide(state, question, NOW);
const without = (overrides: Partial<Grant>) => read(part({ grants: { focusArea: { ...GRANT, ...overrides } } }));

describe('decide', () => {
  test('allows with the compiled reach, the revision and the largest page', () => {
    const decision = decideNow(read(part()));
    expect(decision).toMatchObject({
      allow: true,
      revision: 4,
      digest: 'd',
      pageSize: 100,
      resource: 'focusArea',
      reach: { audience: 'read:focus-area:custom' },
    });
    expect(decision.allow && decision.reach.grants.get('focusArea')?.roots).toBe('all');
    expect(decideNow(without({ pageSize: 7 }))).toMatchObject({ allow: true, pageSize: 7 });
  });

  test('compiles a field that is shown as it is once for all, and tells whether places must be live', () => {
    const grantOf = (state: PartState) => {
      const decision = decideNow(state);
      return decision.allow ? decision.reach.grants.get('focusArea') : undefined;
    };
    const [one, other] = [grantOf(read(part())), grantOf(without({ placeAge: 'live' }))];
    expect(one?.fields.map(({ name }) => name)).toEqual(['id', 'name']);
    one?.fields.forEach((field, at) => expect(other?.fields[at]).toBe(field));
    expect([one?.placeAge, other?.placeAge]).toEqual([3_600_000, 'live']);
  });

  test.each<[what: string, state: PartState, code: string]>([
    ['there is no part', { state: 'absent' }, 'not_exposed'],
    ['the part is not understood', { state: 'unreadable', problems: [] }, 'policy_unreadable'],
    ['storage does not answer', { state: 'failed' }, 'policy_unreadable'],
    ['the master switch is off', read(part(), false), 'exposure_off'],
    ['the audience is disabled', read(part({ enabled: false })), 'not_exposed'],
    ['the resource is not granted', read(part({ grants: {} })), 'not_exposed'],
    ['the action is not granted', without({ actions: ['get'] }), 'not_exposed'],
    ['no action is granted', without({ actions: [] }), 'not_exposed'],
    ['no field is granted', without({ fields: {} }), 'not_exposed'],
    ['no root is named', without({ records: { under: [] } }), 'not_exposed'],
    ['the part ended long ago', read(part({ expiresAt: '2020-01-01T00:00:00Z' })), 'not_exposed'],
    ['the end is not a date', read(part({ expiresAt: 'soon' })), 'not_exposed'],
  ])('denies when %s', (_what, state, code) => {
    expect(decideNow(state)).toMatchObject({ allow: false, code });
  });

  test('a part has ended at the very millisecond of its end', () => {
    const state = read(part({ expiresAt: '2026-06-01T00:00:00.500Z' }));
    expect(decide(state, question, NOW + 499).allow).toBe(true);
    expect(decide(state, question, NOW + 500).allow).toBe(false);
    expect(decide(state, question, NOW + 501).allow).toBe(false);
    expect(decide(state, question, Number.NaN).allow).toBe(false);
  });

  test('a grant that is only inherited is none', () => {
    expect(decideNow(read(part({ grants: Object.create({ focusArea: GRANT }) as AudiencePart['grants'] }))).allow).toBe(false);
    expect(decideNow(without({ fields: Object.create({ id: 'show' }) as Grant['fields'] })).allow).toBe(false);
  });

  test('allows only what every clause of the part allows', () => {
    fc.assert(
      fc.property(
        arbitraryPart,
        fc.boolean(),
        fc.constantFrom('list' as const, 'get' as const),
        fc.constantFrom(...MOMENTS),
        fc.integer({ min: -1, max: 1 }),
        (one, serving, action, at, ms) => {
          const now = Date.parse(at) + ms;
          const grant = one.grants.focusArea;
          const expected =
            serving &&
            one.enabled &&
            (one.expiresAt === undefined || Date.parse(one.expiresAt) > now) &&
            grant !== undefined &&
            grant.actions.includes(action) &&
            Object.keys(grant.fields).length > 0 &&
            (grant.records === 'all' || grant.records.under?.length !== 0);
          expect(decide(read(one, serving), { ...question, action }, now).allow).toBe(expected);
        },
      ),
      { numRuns: runs(500) },
    );
  });
});
