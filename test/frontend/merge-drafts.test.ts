import './fake-bridge';
import fc from 'fast-check';
import { difference } from '../../src/exposure/words/difference';
import type { AudienceKey, AudiencePart, Policy, Treatment } from '../../src/exposure/policy/policy';
import { editedAudiences, mergeDrafts, withParts } from '../../src/frontend/admin/draft/merge-drafts';

const FIELDS = ['id', 'name', 'status'];
const KEYS: readonly AudienceKey[] = ['read:focus-area:custom', 'app-users'];

const part: fc.Arbitrary<AudiencePart> = fc.record({
  enabled: fc.boolean(),
  grants: fc.record({
    focusArea: fc.record({
      actions: fc.subarray(['list', 'get'] as const),
      fields: fc.subarray(FIELDS).map((names) => Object.fromEntries(names.map((name): [string, Treatment] => [name, 'show']))),
      records: fc.oneof(fc.constant('all' as const), fc.record({ under: fc.subarray(['a', 'b', 'c']) })),
    }),
  }),
});

const policy: fc.Arbitrary<Policy> = fc
  .dictionary(fc.constantFrom(...KEYS), part)
  .map((audiences) => ({ format: 1, serving: true, audiences }) as const);

const same = (a: Policy, b: Policy, key: AudienceKey): boolean => !difference(a, b).some(({ audience }) => audience === key);

describe('two edits of one draft', () => {
  it('lose nothing: each audience comes from whoever changed it, and one that both changed is named', () => {
    fc.assert(
      fc.property(policy, policy, policy, (base, mine, theirs) => {
        const merged = mergeDrafts(base, mine, theirs);
        for (const key of KEYS) {
          const [byMe, byThem] = [!same(base, mine, key), !same(base, theirs, key)];
          const collides = byMe && byThem && !same(mine, theirs, key);
          expect(merged.collisions.includes(key)).toBe(collides);
          if (!collides) expect(same(merged.policy, byMe ? mine : theirs, key)).toBe(true);
          expect(merged.theirsOnly.includes(key)).toBe(byThem && !byMe);
        }
      }),
    );
  });

  it('an edit that changes nothing yields the other', () => {
    fc.assert(fc.property(policy, policy, (base, theirs) => editedAudiences(theirs, mergeDrafts(base, base, theirs).policy).length === 0));
  });

  it('take the master switch from what is stored', () => {
    const off: Policy = { format: 1, serving: false, audiences: {} };
    const on: Policy = { format: 1, serving: true, audiences: { 'app-users': { enabled: true, grants: {} } } };
    expect(mergeDrafts(on, on, off).policy.serving).toBe(false);
  });

  it('parts that the other side has not got go', () => {
    const full: Policy = { format: 1, serving: true, audiences: { 'app-users': { enabled: true, grants: {} } } };
    expect(withParts(full, { format: 1, serving: true, audiences: {} }, ['app-users']).audiences).toEqual({});
  });
});
