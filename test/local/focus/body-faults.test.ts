import type { Fault } from '../../../local/focus/faults';
import { CLOUD_BASE, json, openFocusUnderTest } from './focus-site';

const PATH = '/v1/focus-areas';

async function answerWith(fault: Fault, signal?: AbortSignal) {
  const site = await openFocusUnderTest();
  const authorization = `Bearer ${await site.token()}`;
  const ask = (given: AbortSignal | undefined) =>
    site.focus.fetch(new Request(`${CLOUD_BASE}${PATH}`, { headers: { authorization }, ...(given ? { signal: given } : {}) }));
  const whole = await (await ask(undefined)).text();
  site.focus.faults.set(fault);
  const started = performance.now();
  const answer = await ask(signal);
  return { answer, whole, headersAfter: performance.now() - started, since: () => performance.now() - started };
}

describe('faults of a body', () => {
  it('truncated: half of it, as if it were all', async () => {
    const { answer, whole } = await answerWith({ kind: 'truncated' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
    const half = await answer.text();
    expect(whole.startsWith(half)).toBe(true);
    expect(() => JSON.parse(half) as unknown).toThrow(SyntaxError);
  });

  it('slow-body: headers at once, every part of the body over the time given', async () => {
    const { answer, whole, headersAfter, since } = await answerWith({ kind: 'slow-body', milliseconds: 300 });
    expect(headersAfter).toBeLessThan(200);
    expect(await answer.text()).toBe(whole);
    expect(since()).toBeGreaterThanOrEqual(285);
  });

  it('slow-body: ends when the reader cancels or the caller gives up', async () => {
    const { answer } = await answerWith({ kind: 'slow-body', milliseconds: 60_000 });
    await answer.body?.cancel();
    const late = await answerWith({ kind: 'slow-body', milliseconds: 60_000 }, AbortSignal.timeout(300));
    await expect(late.answer.text()).rejects.toThrow(/timeout|abort/i);
  });

  it('stalled-body: half of it, then nothing until the caller gives up', async () => {
    const controller = new AbortController();
    const { answer, whole } = await answerWith({ kind: 'stalled-body' }, controller.signal);
    const reader = answer.body?.getReader();
    const first = await reader?.read();
    expect(first?.value?.length).toBe(Math.floor(Buffer.byteLength(whole) / 2));
    const rest = reader?.read();
    expect(await Promise.race([rest, new Promise((resolve) => setTimeout(() => resolve('still waiting'), 50))])).toBe('still waiting');
    controller.abort();
    await expect(rest).rejects.toThrow(/abort/i);
  });

  it('cut-body: half of it, then the connection breaks', async () => {
    const { answer } = await answerWith({ kind: 'cut-body' });
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow('terminated');
  });

  it('huge: a valid page of thirty megabytes without a length, made only as far as it is read', async () => {
    const { answer } = await answerWith({ kind: 'huge', megabytes: 3 });
    expect(answer.headers.get('content-length')).toBeNull();
    const text = await answer.text();
    expect(text.length).toBeGreaterThanOrEqual(3 * 1024 * 1024);
    expect(text.length).toBeLessThan(3.2 * 1024 * 1024);
    expect(json(JSON.parse(text))['last']).toBe(true);

    const thirty = await answerWith({ kind: 'huge' });
    const reader = thirty.answer.body?.getReader();
    let read = 0;
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) read += part.value.length;
    expect(read).toBeGreaterThanOrEqual(30 * 1024 * 1024);
    const stopped = await answerWith({ kind: 'huge' });
    const early = stopped.answer.body?.getReader();
    await early?.read();
    await early?.cancel();
    expect(await early?.read()).toEqual({ done: true, value: undefined });
  });

  it('leave an answer without a body without one', async () => {
    const site = await openFocusUnderTest();
    const [item] = site.focus.records('costItem');
    site.focus.faults.set({ kind: 'truncated', operation: 'deleteCostItem' });
    expect(await site.ask(`/v1/funds/cost-item/${String(item?.['costItemId'])}`, { method: 'DELETE' })).toMatchObject({ status: 204 });
  });
});
