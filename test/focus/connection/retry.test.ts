import { CLOUD, inside, withTokens } from '../inside';
import type { Sent } from '../inside';

const AREA = { id: 'fa-1', name: 'Mobility' };

/** Answers the calls to Focus one after another, the last for ever. */
const inOrder = (...answers: readonly (() => Response)[]) => {
  let next = 0;
  return withTokens(() => {
    const answer = answers[Math.min(next, answers.length - 1)];
    next += 1;
    if (!answer) throw new Error('There is nothing to answer.');
    return answer();
  });
};
const good = (): Response => Response.json(AREA);
const status = (code: number, retryAfter?: string) => (): Response =>
  new Response(null, { status: code, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } });
const broken = (): Response => {
  throw new TypeError('fetch failed');
};
const calls = (sent: readonly Sent[]): number => sent.filter(({ url }) => url.includes(CLOUD)).length;

describe('a read is tried again', () => {
  test.each<[string, () => Response]>([
    ['the network fails', broken],
    ['Focus says 502', status(502)],
    ['Focus says 503', status(503)],
    ['Focus says 504', status(504)],
    ['Focus says 429', status(429)],
  ])('when %s, and goes through', async (_what, bad) => {
    const { value, sent } = await inside(inOrder(bad, bad, good), (focus) => focus.getFocusArea('fa-1'));
    expect(value.ok).toBe(true);
    expect(calls(sent)).toBe(3);
  });

  test('three times in all, each of them a call of the budget', async () => {
    const { value, sent } = await inside(inOrder(status(503)), async (focus, budget) => {
      const answer = await focus.getFocusArea('fa-1');
      return { answer, left: budget.callsLeft() };
    });
    expect(value).toEqual({ answer: { ok: false, failure: 'focus_failed' }, left: 17 });
    expect(calls(sent)).toBe(3);
  });

  test('never without a call left', async () => {
    const { value, sent } = await inside(inOrder(status(503)), async (focus, budget) => {
      while (budget.callsLeft() > 1) budget.takeCall();
      return focus.getFocusArea('fa-1');
    });
    expect(value).toEqual({ ok: false, failure: 'focus_failed' });
    expect(calls(sent)).toBe(1);
  });

  test('no sooner than Focus asks for', async () => {
    const times: number[] = [];
    const timed = (answer: () => Response) => (): Response => {
      times.push(Date.now());
      return answer();
    };
    const { value } = await inside(inOrder(timed(status(429, '1')), timed(good)), (focus) => focus.getFocusArea('fa-1'));
    expect(value.ok).toBe(true);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990);
  });

  test.each<[string, string]>([
    ['longer than a caller may be kept', '6'],
    ['an hour', '3600'],
  ])('not at all when Focus asks to wait for %s', async (_what, seconds) => {
    const { value, sent } = await inside(inOrder(status(429, seconds), good), (focus) => focus.getFocusArea('fa-1'));
    expect(value).toEqual({ ok: false, failure: 'too_many_requests', retryAfter: Number(seconds) });
    expect(calls(sent)).toBe(1);
  });

  test('once when twice would be longer than a caller may be kept', async () => {
    const { value, sent } = await inside(inOrder(status(429, '3'), status(429, '3'), good), (focus) => focus.getFocusArea('fa-1'));
    expect(value).toEqual({ ok: false, failure: 'too_many_requests', retryAfter: 3 });
    expect(calls(sent)).toBe(2);
  });

  test('not when the wait would take most of the time left', async () => {
    let at = 0;
    const upstream = inOrder(() => {
      at += 14_000;
      return status(429, '1')();
    }, good);
    const { value, sent } = await inside(upstream, (focus) => focus.getFocusArea('fa-1'), { now: () => at });
    expect(value).toMatchObject({ ok: false, failure: 'too_many_requests' });
    expect(calls(sent)).toBe(1);
  });

  test.each<[string, () => Response]>([
    ['500', status(500)],
    ['501', status(501)],
    ['400', status(400)],
    ['403', status(403)],
    ['404', status(404)],
    ['409', status(409)],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: 'https://api.atlassian.com/x' } })],
    ['nonsense', () => new Response('<html>')],
  ])('not after %s', async (_what, bad) => {
    const { value, sent } = await inside(inOrder(bad, good), (focus) => focus.getFocusArea('fa-1'));
    expect(value.ok).toBe(false);
    expect(calls(sent)).toBe(1);
  });

  test('but a bearer is not: asking for one is no read', async () => {
    let asked = 0;
    const { value } = await inside(
      () => {
        asked += 1;
        return status(503)();
      },
      (focus) => focus.getFocusArea('fa-1'),
    );
    expect(value).toEqual({ ok: false, failure: 'focus_failed' });
    expect(asked).toBe(1);
  });
});
