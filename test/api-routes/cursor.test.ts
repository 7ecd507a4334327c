import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { CURSOR_AGE, openCursor, sealCursor } from '../../src/api-routes/cursor';
import type { Binding } from '../../src/api-routes/cursor';
import { START } from '../../src/focus/walk/position/position';
import type { Position } from '../../src/focus/walk/position/position';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const BINDING: Binding = {
  key: randomBytes(32).toString('base64'),
  cloudId: 'cloud-1',
  route: 'focus-areas-list',
  asked: 'id,name',
  digest: 'digest-1',
};
const AT: Position = { ...START, cursor: 'upstream-secret', passed: 'AAAAAAAABBBBBBBB', pages: 1, first: 'CCCCCCCC', mark: 'DDDDDDDD' };
const SEALED = sealCursor(BINDING, AT, NOW);

describe('a cursor', () => {
  test('gives back its position where it was sealed', () => {
    expect(openCursor(BINDING, SEALED, NOW + 1000)).toEqual({ ok: true, position: AT });
  });

  test('shows nothing of what it holds, and is never the same twice', () => {
    for (const text of [SEALED, Buffer.from(SEALED, 'base64url').toString('latin1')])
      expect(text).not.toMatch(/upstream|secret|offset|digest/);
    expect(sealCursor(BINDING, AT, NOW)).not.toBe(SEALED);
    expect(SEALED).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  test.each<[what: string, binding: Partial<Binding>, code: string]>([
    ['another site', { cloudId: 'cloud-2' }, 'cursor_invalid'],
    ['another route', { route: 'focus-areas-get' }, 'cursor_invalid'],
    ['another key', { key: randomBytes(32).toString('base64') }, 'cursor_invalid'],
    ['other fields', { asked: '*' }, 'cursor_invalid'],
    ["another state of the audience's part", { digest: 'digest-2' }, 'cursor_stale'],
  ])('is refused at %s', (_what, other, code) => {
    expect(openCursor({ ...BINDING, ...other }, SEALED, NOW)).toEqual({ ok: false, code });
  });

  test('lives for a day', () => {
    expect(openCursor(BINDING, SEALED, NOW + CURSOR_AGE - 1).ok).toBe(true);
    expect(openCursor(BINDING, SEALED, NOW + CURSOR_AGE)).toEqual({ ok: false, code: 'cursor_stale' });
    expect(openCursor(BINDING, SEALED, NOW - CURSOR_AGE)).toEqual({ ok: false, code: 'cursor_stale' });
  });

  test('is refused after any change of any character', () => {
    for (let at = 0; at < SEALED.length; at++) {
      const changed = SEALED.slice(0, at) + (SEALED[at] === 'A' ? 'B' : 'A') + SEALED.slice(at + 1);
      expect(openCursor(BINDING, changed, NOW)).toEqual({ ok: false, code: 'cursor_invalid' });
    }
  });

  test('is refused when it was never sealed', () => {
    const refused = (cursor: string): void => expect(openCursor(BINDING, cursor, NOW)).toEqual({ ok: false, code: 'cursor_invalid' });
    for (const cursor of ['', ' ', 'null', '0', `${SEALED}A`, `${SEALED}=`, SEALED.slice(1), SEALED.slice(0, -1), 'A'.repeat(1_000_000)])
      refused(cursor);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
        ),
        refused,
      ),
    );
  });
});
