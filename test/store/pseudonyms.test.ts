import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { pseudonymsFor } from '../../src/store/pseudonyms';

const KEY = Buffer.alloc(32, 7).toString('base64');
const HERE = { cloudId: 'cloud-1', audience: 'read:focus-area:custom' };

/** Written apart from the code: HMAC-SHA-256 of Node, bit by bit into RFC 4648's alphabet. */
const expected = (text: string, { cloudId, audience } = HERE): string => {
  const context = JSON.stringify(['aperture-pseudonym', 1, cloudId, audience]);
  const bound = createHmac('sha256', Buffer.from(KEY, 'base64')).update(context).digest();
  const bits = [...createHmac('sha256', bound).update(text, 'utf8').digest()].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = Array.from({ length: 20 }, (_, at) => 'abcdefghijklmnopqrstuvwxyz234567'[parseInt(bits.slice(at * 5, at * 5 + 5), 2)]);
  return `p-${letters.join('')}`;
};

describe('pseudonyms', () => {
  it('are HMAC-SHA-256 under a key of their site and audience, whether or not Node has a one-shot hash', () => {
    const fast = pseudonymsFor(KEY, HERE);
    const plain = pseudonymsFor(KEY, HERE, null);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        expect([fast(text), plain(text)]).toEqual([expected(text), expected(text)]);
      }),
    );
  });

  it('take text of any length, at the edges of the room that is kept for it and far beyond', () => {
    const fast = pseudonymsFor(KEY, HERE);
    for (const length of [0, 1, 55, 56, 64, 1_023, 1_024, 1_025, 100_000]) {
      for (const letter of ['x', '€', '😀']) {
        const text = letter.repeat(length);
        expect(fast(text)).toBe(expected(text));
      }
    }
    // A long text before a short one leaves nothing of itself behind.
    expect(fast('short')).toBe(expected('short'));
  });

  it('stay text where a lone surrogate was sent', () => {
    expect(pseudonymsFor(KEY, HERE)('\ud800')).toMatch(/^p-[a-z2-7]{20}$/);
  });

  it('are the same for the same text, and differ by text, by audience, by site and by key', () => {
    const other = Buffer.alloc(32, 8).toString('base64');
    const all = [
      pseudonymsFor(KEY, HERE)('Ada'),
      pseudonymsFor(KEY, HERE)('Bob'),
      pseudonymsFor(KEY, { ...HERE, audience: 'app-users' })('Ada'),
      pseudonymsFor(KEY, { ...HERE, cloudId: 'cloud-2' })('Ada'),
      pseudonymsFor(other, HERE)('Ada'),
    ];
    expect(new Set(all).size).toBe(all.length);
    const again = pseudonymsFor(KEY, HERE);
    expect([again('Ada'), again('Bob'), again('Ada')]).toEqual([all[0], all[1], all[0]]);
  });

  it("can't be confused by moving letters between site and audience", () => {
    const one = pseudonymsFor(KEY, { cloudId: 'a', audience: 'b","c' })('Ada');
    const two = pseudonymsFor(KEY, { cloudId: 'a","b', audience: 'c' })('Ada');
    expect(one).not.toBe(two);
  });
});
