import type { Fault } from '../../../local/focus/faults';
import { CLOUD_BASE, openFocusUnderTest } from './focus-site';

const PATH = '/v1/focus-areas';

describe('faults on demand', () => {
  const statuses = async (fault: Fault | readonly Fault[], calls: number, path = PATH): Promise<readonly number[]> => {
    const site = await openFocusUnderTest();
    await site.ask(path);
    site.focus.faults.set(fault);
    const found: number[] = [];
    for (let call = 0; call < calls; call += 1) found.push((await site.ask(path)).status);
    return found;
  };

  it('hit every call until they are taken away', async () => {
    expect(await statuses({ kind: 'status', status: 503 }, 3)).toEqual([503, 503, 503]);
    const site = await openFocusUnderTest();
    site.focus.faults.set({ kind: 'status', status: 500 });
    site.focus.faults.set(null);
    expect((await site.ask(PATH)).status).toBe(200);
  });

  it('hit the nth call, a number of calls, or one operation only', async () => {
    expect(await statuses({ kind: 'status', status: 500, nth: 2 }, 4)).toEqual([200, 500, 200, 200]);
    expect(await statuses({ kind: 'status', status: 500, times: 2 }, 4)).toEqual([500, 500, 200, 200]);
    expect(await statuses({ kind: 'status', status: 500, operation: 'listOrganizations' }, 2)).toEqual([200, 200]);
    expect(await statuses({ kind: 'status', status: 500, operation: 'listOrganizations', nth: 2 }, 2, '/v1/organizations')).toEqual([
      200, 500,
    ]);
  });

  it('may be several, each on its own calls', async () => {
    const faults: readonly Fault[] = [
      { kind: 'status', status: 500, nth: 1 },
      { kind: 'throttle', nth: 1 },
    ];
    // The second fault sees its first call when the first one lets it through.
    expect(await statuses(faults, 3)).toEqual([500, 429, 200]);
  });

  it('reach the token endpoint', async () => {
    const site = await openFocusUnderTest();
    site.focus.faults.set({ kind: 'status', status: 503, operation: 'issueToken' });
    await expect(site.token()).rejects.toThrow();
    expect(site.focus.counters().byOperation).toEqual({ issueToken: 1 });
  });

  it('throttle with Retry-After, in seconds, as a date by the stand-in’s clock, as any text, or without', async () => {
    const site = await openFocusUnderTest();
    await site.token();
    for (const [fault, status, retryAfter] of [
      [{}, 429, '1'],
      [{ retryAfter: 7 }, 429, '7'],
      [{ retryAfter: 30, form: 'date' }, 429, 'Sat, 21 Nov 2026 10:00:30 GMT'],
      [{ retryAfter: 'soon' }, 429, 'soon'],
      [{ retryAfter: null }, 429, null],
      [{ retryAfter: 2, status: 503 }, 503, '2'],
    ] as const) {
      site.focus.faults.set({ kind: 'throttle', ...fault, operation: 'listFocusAreas' });
      const { status: answered, headers } = await site.ask(PATH);
      expect([answered, headers.get('retry-after')]).toEqual([status, retryAfter]);
    }
  });

  const bare = async (fault: Fault, signal?: AbortSignal) => {
    const site = await openFocusUnderTest();
    const authorization = `Bearer ${await site.token()}`;
    site.focus.faults.set(fault);
    return site.focus.fetch(new Request(`${CLOUD_BASE}${PATH}`, { headers: { authorization }, ...(signal ? { signal } : {}) }));
  };

  it('answer nonsense: HTML, or whatever is given', async () => {
    const html = await bare({ kind: 'nonsense' });
    expect([html.status, html.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const broken = await bare({ kind: 'nonsense', body: '{"values":', contentType: 'application/json' });
    expect(await broken.text()).toBe('{"values":');
  });

  it('redirect to the same path on another site, or wherever is given', async () => {
    const away = await bare({ kind: 'redirect' });
    expect([away.status, away.headers.get('location')]).toEqual([
      302,
      `https://elsewhere.atlassian.net${new URL(CLOUD_BASE).pathname}${PATH}`,
    ]);
    const given = await bare({ kind: 'redirect', status: 308, location: 'https://example.invalid/x' });
    expect([given.status, given.headers.get('location')]).toEqual([308, 'https://example.invalid/x']);
  });

  it('break the connection', async () => {
    await expect(bare({ kind: 'disconnect' })).rejects.toThrow(TypeError);
  });

  it('answer late', async () => {
    const started = performance.now();
    expect((await bare({ kind: 'delay', milliseconds: 60 })).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(55);
  });

  it('never answer, until the caller gives up', async () => {
    const controller = new AbortController();
    const never = bare({ kind: 'never' }, controller.signal);
    const first = await Promise.race([never, new Promise((resolve) => setTimeout(() => resolve('still waiting'), 50))]);
    expect(first).toBe('still waiting');
    controller.abort();
    await expect(never).rejects.toThrow(/abort/i);
    await expect(bare({ kind: 'delay', milliseconds: 5000 }, AbortSignal.timeout(20))).rejects.toThrow(/timeout|timed out/i);
  });

  it('may lose the answer of a write that was carried out, or keep it from being carried out', async () => {
    for (const [when, expected] of [
      ['before', 12],
      ['after', 13],
    ] as const) {
      const site = await openFocusUnderTest();
      const organizationTypeId = site.focus.records('organization')[0]?.['organizationTypeId'];
      site.focus.faults.set({ kind: 'status', status: 502, operation: 'createOrganization', when });
      const answer = await site.ask('/v1/organizations', { method: 'POST', body: { name: 'New', organizationTypeId } });
      expect(answer.status).toBe(502);
      expect(site.focus.records('organization')).toHaveLength(expected);
    }
  });

  it.each([
    {},
    { kind: 'unknown' },
    { kind: 'throttle', form: 'week' },
    { kind: 'redirect', location: 'nowhere' },
    { kind: 'redirect', status: 304 },
    { kind: 'huge', megabytes: 0 },
    { kind: 'slow-body' },
    { kind: 'endless', records: 'some' },
    { kind: 'circle', to: 'nowhere' },
    { kind: 'status' },
    { kind: 'status', status: 200 },
    { kind: 'never', nth: 0 },
    { kind: 'never', typo: 1 },
    'never',
    5,
  ])('refuse %j as a fault, in one sentence', async (fault) => {
    const site = await openFocusUnderTest();
    expect(() => site.focus.faults.set(fault as Fault)).toThrow(/^That is no fault: /);
  });
});

describe('counters', () => {
  it('tell how many calls run at the same time, and hold each up by the latency', async () => {
    const site = await openFocusUnderTest();
    await site.ask(PATH);
    site.focus.latency = 40;
    const started = performance.now();
    const three = Promise.all([site.ask(PATH), site.ask(PATH), site.ask(PATH)]);
    expect(site.focus.inFlight()).toEqual({ now: 3, most: 3 });
    expect((await three).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(performance.now() - started).toBeGreaterThanOrEqual(38);
    expect(site.focus.inFlight()).toEqual({ now: 0, most: 3 });
    site.focus.resetCounters();
    expect(site.focus.inFlight()).toEqual({ now: 0, most: 0 });
    site.focus.latency = 5_000;
    await expect(site.focus.fetch(new Request(`${CLOUD_BASE}${PATH}`, { signal: AbortSignal.timeout(10) }))).rejects.toThrow(/timeout/i);
    expect(site.focus.inFlight().now).toBe(0);
    site.focus.reset();
    expect(site.focus.latency).toBe(0);
  });

  it('count calls by operation, refused ones and unknown addresses too', async () => {
    const site = await openFocusUnderTest();
    await site.ask(PATH);
    await site.ask(PATH, { authorization: null });
    await site.ask('/v1/goals');
    site.focus.records('focusArea');
    expect(site.focus.counters()).toEqual({ calls: 4, byOperation: { issueToken: 1, listFocusAreas: 2, none: 1 } });
    site.focus.resetCounters();
    expect(site.focus.counters()).toEqual({ calls: 0, byOperation: {} });
  });
});
