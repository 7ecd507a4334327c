import fc from 'fast-check';
import { parsePolicy } from '../../../src/exposure/policy/parse-policy';
import { upgradePolicy } from '../../../src/exposure/policy/upgrade';
import type { Upgrades } from '../../../src/exposure/policy/upgrade';

test('what is in the present format, in none or in an unknown one comes back as it is', () => {
  const policy = { format: 1, serving: true, audiences: {} };
  expect(upgradePolicy(policy)).toBe(policy);
  fc.assert(fc.property(fc.anything(), (value) => expect(upgradePolicy(value)).toBe(value)));
  for (const format of [0, 2, '1', null, [1]]) {
    const other = { format };
    expect(upgradePolicy(other)).toBe(other);
    expect(parsePolicy({ ...policy, format })).toEqual({
      ok: false,
      problems: [{ path: '/format', code: 'unknown_format', params: { expected: 1 } }],
    });
  }
});

describe('upgrades', () => {
  const upgrades: Upgrades = new Map<number, (policy: Readonly<Record<string, unknown>>) => unknown>([
    [-1, (policy) => ({ ...policy, format: 0, first: true })],
    [0, (policy) => ({ ...policy, format: 1, second: true })],
    [7, (policy) => ({ ...policy, format: 7, stuck: true })],
    [8, (policy) => ({ ...policy, format: 0, back: true })],
    [9, () => 'broken'],
    [10, () => null],
    [11, () => ({ format: '12' })],
  ]);

  test('follow one another up to a format that has none', () => {
    expect(upgradePolicy({ format: -1, note: 'kept' }, upgrades)).toEqual({ format: 1, note: 'kept', first: true, second: true });
    expect(upgradePolicy({ format: 0 }, upgrades)).toEqual({ format: 1, second: true });
  });

  test('end where the format does not rise', () => {
    expect(upgradePolicy({ format: 7 }, upgrades)).toEqual({ format: 7, stuck: true });
    expect(upgradePolicy({ format: 8 }, upgrades)).toEqual({ format: 0, back: true });
    expect(upgradePolicy({ format: 9 }, upgrades)).toBe('broken');
    expect(upgradePolicy({ format: 10 }, upgrades)).toBeNull();
    expect(upgradePolicy({ format: 11 }, upgrades)).toEqual({ format: '12' });
  });

  test('look at a policy’s own format alone', () => {
    const list: unknown[] & { format?: number } = [];
    list.format = 0;
    expect(upgradePolicy(list, upgrades)).toBe(list);
    const inheriting: unknown = Object.create({ format: 0 });
    expect(upgradePolicy(inheriting, upgrades)).toBe(inheriting);
    for (const value of [undefined, null, 0, 'format', true]) expect(upgradePolicy(value, upgrades)).toBe(value);
  });
});
