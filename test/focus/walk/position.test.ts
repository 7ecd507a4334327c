import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { packPosition, unpackPosition } from '../../../src/focus/walk/position/pack';
import { LONGEST_CURSOR, MOST_PASSED, START, isRepeated, pageAfter, sampled, withPassed } from '../../../src/focus/walk/position/position';
import type { Position, ScanPosition } from '../../../src/focus/walk/position/position';

const records = (...ids: string[]) => ids.map((id) => ({ id }));

/** Pages walked by their names, until the list counts as ended. */
const pagesWalked = (after: (page: number) => number | undefined, most = 1_000): number => {
  let at: ScanPosition | undefined = START;
  let pages = 0;
  for (let page = 0; at && pages < most; pages++) {
    const next = after(page);
    at = pageAfter(at, { self: String(page), ...(next === undefined ? {} : { next: String(next) }) }, true);
    page = next ?? page;
  }
  return pages;
};

describe('a list that runs in a circle', () => {
  test.each<[what: string, back: number, length: number]>([
    ['its first page', 0, 90],
    ['its second page', 1, 90],
    ['a page in the middle', 40, 120],
    ['its last page but one', 118, 120],
  ])('from its end to %s ends there', (_what, back, length) => {
    expect(pagesWalked((page) => (page === length - 1 ? back : page + 1))).toBe(length);
  });

  test('longer than what is remembered ends too', () => {
    expect(pagesWalked((page) => (page === 399 ? 150 : page + 1))).toBeLessThan(1_000);
  });

  test('under ever new cursors is known by what its pages begin with; one id alone proves nothing', () => {
    const first = sampled(START, records('a', 'b', 'c'));
    expect(isRepeated(first, records('a', 'b', 'c'))).toBe(false);
    const second = pageAfter(first, { next: '2' }, true) ?? START;
    expect(isRepeated(second, records('d', 'a', 'e'))).toBe(false);
    expect(isRepeated(second, records('x', 'a', 'b'))).toBe(true);
    const third = pageAfter(sampled(second, records('d', 'e')), { next: '3' }, true) ?? START;
    expect(isRepeated(third, records('d', 'e'))).toBe(true);
    // Gone on with in another call, a page is not a repetition of itself.
    expect(isRepeated(sampled(third, records('f', 'g')), records('f', 'g'))).toBe(false);
  });
});

describe('a position', () => {
  const uuid = fc.uuid({ version: 4 });
  const chain = fc.array(fc.oneof(uuid, fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/)), { maxLength: 10 });
  const digests = fc
    .array(fc.uint8Array({ minLength: 6, maxLength: 6 }), { maxLength: 20 })
    .map((all) => all.map((one) => Buffer.from(one).toString('base64url')).join(''));

  test('is the same after it was packed and unpacked', () => {
    const scan: fc.Arbitrary<Position> = fc
      .record({
        cursor: fc.string(),
        passed: digests,
        first: digests,
        last: digests,
        samples: digests,
        from: chain,
        to: chain,
        name: fc.string(),
      })
      .map(({ cursor, from, to, name, ...rest }) => ({
        ...START,
        ...rest,
        cursor,
        segment: { from, to },
        after: { id: 'x', name },
        order: { last: name, orders: [0, 2] },
      }));
    const tree: fc.Arbitrary<Position> = fc.record({ kind: fc.constant('tree' as const), after: chain, loose: fc.string() });
    fc.assert(
      fc.property(fc.oneof(scan, tree), (position) => {
        expect(unpackPosition(packPosition(position, { digest: 'd', issuedAt: 7 }))).toEqual({
          position,
          beside: { digest: 'd', issuedAt: 7 },
        });
      }),
    );
  });

  test('remembers no more than what fits into an address, however long the walk', () => {
    let at: ScanPosition = START;
    for (let page = 0; page < 300; page++) {
      at = sampled(at, records(`${page}a`, `${page}b`));
      for (let record = 0; record < 100; record++) at = withPassed(at, `${page}-${record}`);
      at = pageAfter(at, { next: `${page}`.padEnd(LONGEST_CURSOR, 'x') }, true) ?? START;
    }
    expect(at.passed.length / 8).toBe(MOST_PASSED);
    const chain = Array.from({ length: 10 }, () => randomUUID());
    const name = 'ä'.repeat(60);
    const worst: ScanPosition = { ...at, segment: { from: chain, to: [...chain] } };
    const sorted: ScanPosition = { ...at, after: { id: randomUUID(), name }, order: { last: name, orders: [0, 1, 2, 3, 4] } };
    for (const position of [worst, sorted]) {
      const bytes = packPosition(position, { digest: 'd'.repeat(32), issuedAt: Date.now() }).length;
      // Form, nonce and tag go before it, and base64url takes four characters for three bytes.
      expect(Math.ceil(((bytes + 29) * 4) / 3)).toBeLessThanOrEqual(4_200);
    }
  });
});
