import type { AudienceKey, AudiencePart, Grant, ResourceName } from '../../../src/exposure/policy/policy';
import { AUDIENCES } from '../../../src/exposure/catalogue/audiences';
import type { CallerKey } from '../../../src/exposure/reach/caller-keys';
import { decide, hasExpired } from '../../../src/exposure/reach/decide';
import type { LivePart, PartState, Question } from '../../../src/exposure/reach/decide';
import { NOW, grant } from './grants';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const KEYS: readonly CallerKey[] = [
  { id: 'k1', hash: A },
  { id: 'k2', hash: B },
];

interface Asked {
  readonly callers?: AudiencePart['callers'];
  readonly part?: Partial<AudiencePart>;
  readonly live?: Partial<LivePart>;
  readonly question?: Partial<Question>;
}

const asks = (audience: AudienceKey, { callers, part, live, question }: Asked = {}) => {
  const [resource, actions] = Object.entries(AUDIENCES[audience as keyof typeof AUDIENCES]?.grantable ?? { focusArea: ['list'] })[0] ?? [];
  const one: AudiencePart = {
    enabled: true,
    ...(callers === undefined ? {} : { callers }),
    grants: { [String(resource)]: grant({ actions: actions as Grant['actions'] }) },
    ...part,
  };
  const state: PartState = { state: 'read', part: { revision: 3, serving: true, digest: 'd', part: one, keys: KEYS, ...live } };
  return decide(state, { audience, resource: resource as ResourceName, action: actions?.[0] ?? 'list', ...question }, NOW);
};
const outcome = (audience: AudienceKey, asked: Asked = {}): string => {
  const decision = asks(audience, asked);
  return decision.allow ? `allowed ${decision.caller ?? 'anybody'}` : decision.code;
};

describe('callers', () => {
  test.each<[audience: AudienceKey, unsaid: string, any: string, nobody: string, listed: string, denied: string]>([
    ['read:focus-area:custom', 'allowed anybody', 'allowed anybody', 'not_exposed', 'allowed k1', 'not_exposed'],
    ['write:focus-area:custom', 'not_exposed', 'allowed anybody', 'not_exposed', 'allowed k1', 'not_exposed'],
    ['delete:cost-item:custom', 'not_exposed', 'allowed anybody', 'not_exposed', 'allowed k1', 'not_exposed'],
    ['view:partnerx', 'not_found', 'not_found', 'not_found', 'allowed k1', 'not_found'],
    ['app-users', 'allowed anybody', 'not_exposed', 'not_exposed', 'not_exposed', 'not_exposed'],
  ])('of %s', (audience, unsaid, any, nobody, listed, denied) => {
    const withKey = { question: { callerHash: A } };
    expect(outcome(audience)).toBe(unsaid);
    expect(outcome(audience, { callers: 'any' })).toBe(any);
    expect(outcome(audience, { callers: [], ...withKey })).toBe(nobody);
    expect(outcome(audience, { callers: ['k1'], ...withKey })).toBe(listed);
    expect(outcome(audience, { callers: ['k1'] })).toBe(denied);
    expect(outcome(audience, { callers: ['k1'], question: { callerHash: B } })).toBe(denied);
    expect(outcome(audience, { callers: ['k1'], question: { callerHash: 'c'.repeat(64) } })).toBe(denied);
    expect(outcome(audience, { callers: ['k1'], live: { keys: [] }, ...withKey })).toBe(denied);
    expect(outcome(audience, { callers: ['k1'], live: { keys: [{ id: 'k1', hash: A, revoked: true }] }, ...withKey })).toBe(denied);
  });

  test('are named also where anybody may come, and never denied there for a wrong key', () => {
    expect(outcome('read:focus-area:custom', { callers: 'any', question: { callerHash: B } })).toBe('allowed k2');
    expect(outcome('read:focus-area:custom', { question: { callerHash: 'c'.repeat(64) } })).toBe('allowed anybody');
    expect(asks('read:focus-area:custom')).not.toHaveProperty('caller');
  });

  test('of a description of the API are those of a read scope', () => {
    const asked = (callers?: AudiencePart['callers']): Asked => ({
      ...(callers === undefined ? {} : { callers }),
      part: { grants: { focusArea: grant() } },
      question: { resource: 'focusArea', action: 'list' },
    });
    expect(outcome('read:api-description:custom', asked())).toBe('allowed anybody');
    expect(outcome('read:api-description:custom', asked('any'))).toBe('allowed anybody');
    expect(outcome('read:api-description:custom', asked([]))).toBe('not_exposed');
  });

  test('without keys kept beside the part nobody has one', () => {
    const part: AudiencePart = { enabled: true, callers: ['k1'], grants: { focusArea: grant() } };
    const state: PartState = { state: 'read', part: { revision: 3, serving: true, digest: 'd', part } };
    const question: Question = { audience: 'read:focus-area:custom', resource: 'focusArea', action: 'list', callerHash: A };
    expect(decide(state, question, NOW)).toEqual({ allow: false, code: 'not_exposed', revision: 3 });
  });
});

describe('groups', () => {
  test.each<[groups: readonly string[] | undefined, of: readonly string[] | undefined, code: string]>([
    [undefined, undefined, 'allowed anybody'],
    [undefined, ['g'], 'allowed anybody'],
    [['g', 'h'], ['x', 'h'], 'allowed anybody'],
    [['g'], ['x'], 'not_exposed'],
    [['g'], [], 'not_exposed'],
    [['g'], undefined, 'not_exposed'],
    [[], ['g'], 'not_exposed'],
    [[], undefined, 'not_exposed'],
  ])('%j asked by one in %j', (groups, of, code) => {
    const part = groups === undefined ? {} : { groups };
    expect(outcome('app-users', { part, question: of === undefined ? {} : { groups: of } })).toBe(code);
  });
});

describe('a view', () => {
  const key = { callers: ['k1'], question: { callerHash: A } } as const;
  const absent = () => decide({ state: 'absent' }, { audience: 'view:partnerx', resource: 'focusArea', action: 'list' }, NOW);

  test.each<[what: string, asked: Asked]>([
    ['without its key', { callers: ['k1'] }],
    ['with a wrong key', { callers: ['k1'], question: { callerHash: B } }],
    ['disabled', { ...key, part: { enabled: false } }],
    ['past its end', { ...key, part: { expiresAt: '2026-06-01T00:00:00Z' } }],
    ['without its key while exposure is off', { callers: ['k1'], live: { serving: false } }],
    ['disabled while exposure is off', { ...key, part: { enabled: false }, live: { serving: false } }],
  ])('%s answers like one that does not exist, in every member', (_what, asked) => {
    expect(asks('view:partnerx', asked)).toEqual(absent());
    expect(absent()).toEqual({ allow: false, code: 'not_found' });
  });

  test('that is unreadable answers so too; storage that fails says nothing of it', () => {
    const question: Question = { audience: 'view:partnerx', resource: 'focusArea', action: 'list' };
    expect(decide({ state: 'unreadable', problems: [] }, question, NOW)).toEqual(absent());
    expect(decide({ state: 'failed' }, question, NOW)).toEqual({ allow: false, code: 'policy_unreadable' });
  });

  test('tells its key holder what it tells of any audience', () => {
    expect(outcome('view:partnerx', key)).toBe('allowed k1');
    expect(asks('view:partnerx', { ...key, live: { serving: false } })).toEqual({ allow: false, code: 'exposure_off', revision: 3 });
    expect(asks('view:partnerx', { ...key, question: { callerHash: A, action: 'get' } })).toEqual({
      allow: false,
      code: 'not_exposed',
      revision: 3,
    });
  });
});

describe('every decision', () => {
  test('allows a delete without a field, and nothing else so', () => {
    const fieldless = (action: Grant['actions'][number], resource: ResourceName) => ({
      callers: 'any' as const,
      part: { grants: { [resource]: grant({ actions: [action], fields: {} }) } },
    });
    expect(outcome('delete:cost-item:custom', fieldless('delete', 'costItem'))).toBe('allowed anybody');
    expect(outcome('write:focus-area:custom', fieldless('create', 'focusArea'))).toBe('not_exposed');
  });

  test('masks are no fields of a write', () => {
    const part = { grants: { focusArea: grant({ actions: ['create'], fields: { name: 'initials' } }) } };
    expect(outcome('write:focus-area:custom', { callers: 'any', part })).toBe('not_exposed');
    expect(outcome('read:focus-area:custom', { part: { grants: { focusArea: grant({ fields: { name: 'initials' } }) } } })).toBe(
      'allowed anybody',
    );
  });

  test.each(['read:shared-view:custom', 'view:', 'view:Partner', 'nobody', 'toString'])('knows no audience %j', (audience) => {
    expect(outcome(audience as AudienceKey, { callers: 'any' })).toBe('not_exposed');
  });

  test('allows with what the door needs', () => {
    expect(asks('app-users', { part: { grants: { focusArea: grant({ pageSize: 7 }) } } })).toMatchObject({
      allow: true,
      resource: 'focusArea',
      revision: 3,
      digest: 'd',
      pageSize: 7,
      reach: { audience: 'app-users' },
    });
  });

  test('a part without an end never ends', () => {
    expect(hasExpired({}, Number.POSITIVE_INFINITY)).toBe(false);
    expect(hasExpired({ expiresAt: '2026-06-01T00:00:00Z' }, NOW)).toBe(true);
    expect(hasExpired({ expiresAt: '2026-06-01T00:00:00Z' }, NOW - 1)).toBe(false);
  });
});
