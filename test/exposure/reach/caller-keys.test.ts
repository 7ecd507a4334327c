import { findCaller } from '../../../src/exposure/reach/caller-keys';
import type { CallerKey } from '../../../src/exposure/reach/caller-keys';

const NOW = Date.parse('2026-06-01T00:00:00.500Z');
const hash = (digit: string): string => digit.repeat(64);
const key = (id: string, digit: string, more: Partial<CallerKey> = {}): CallerKey => ({ id, hash: hash(digit), ...more });
const keys = [key('k1', 'a'), key('k2', 'b'), key('k3', 'c')];

describe('findCaller', () => {
  test('names the key whose hash was presented, wherever it stands', () => {
    expect(['a', 'b', 'c'].map((digit) => findCaller(keys, hash(digit), NOW))).toEqual(['k1', 'k2', 'k3']);
    expect(findCaller([], hash('a'), NOW)).toBeUndefined();
    expect(findCaller(keys, undefined, NOW)).toBeUndefined();
  });

  test('takes no hash that differs in a single digit, at any place', () => {
    for (let at = 0; at < 64; at++) {
      const near = `${hash('a').slice(0, at)}b${hash('a').slice(at + 1)}`;
      expect(findCaller(keys, near, NOW)).toBeUndefined();
      expect(findCaller([{ id: 'k', hash: near }], hash('a'), NOW)).toBeUndefined();
    }
  });

  test.each(['', 'a', 'a'.repeat(63), 'a'.repeat(65), 'A'.repeat(64), `${'a'.repeat(63)}\n`, `${'a'.repeat(64)}\n`, 'g'.repeat(64)])(
    'takes %j for no hash, presented or kept',
    (odd) => {
      expect(findCaller([...keys, { id: 'odd', hash: odd }], odd, NOW)).toBeUndefined();
      expect(findCaller([{ id: 'odd', hash: odd }], hash('a'), NOW)).toBeUndefined();
    },
  );

  test.each<[what: string, more: Partial<CallerKey>, found: boolean]>([
    ['a revoked key', { revoked: true }, false],
    ['a key that says it is not revoked', { revoked: false }, true],
    ['a key a millisecond before its end', { expiresAt: '2026-06-01T00:00:00.501Z' }, true],
    ['a key at its end', { expiresAt: '2026-06-01T00:00:00.500Z' }, false],
    ['a key after its end', { expiresAt: '2026-06-01T00:00:00.499Z' }, false],
    ['a key whose end is no date', { expiresAt: 'soon' }, false],
  ])('%s', (_what, more, found) => {
    expect(findCaller([key('k', 'a', more)], hash('a'), NOW)).toBe(found ? 'k' : undefined);
  });

  test('a dead key does not stand in front of a live one of the same hash, and of two live ones the first counts', () => {
    expect(findCaller([key('old', 'a', { revoked: true }), key('new', 'a')], hash('a'), NOW)).toBe('new');
    expect(findCaller([key('first', 'a'), key('second', 'a')], hash('a'), NOW)).toBe('first');
  });

  test('reads every key whole, whichever matches and whether any does', () => {
    const read = (presented: string): number => {
      let count = 0;
      const watched = keys.map(({ id, hash: kept }) => ({
        id,
        get hash() {
          // Counts the digits that are looked at.
          return { length: 64, charCodeAt: (at: number) => (count++, kept.charCodeAt(at)) } as unknown as string;
        },
      }));
      findCaller(watched, presented, NOW);
      return count;
    };
    expect(['a', 'b', 'c', 'd'].map((digit) => read(hash(digit)))).toEqual([192, 192, 192, 192]);
  });
});
