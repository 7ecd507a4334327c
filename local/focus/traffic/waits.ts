import { setTimeout } from 'node:timers/promises';

/** Waits in real time; rejects as fetch does, with the caller's own reason, when the caller gives up before. */
export async function late(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { signal });
  } catch {
    signal.throwIfAborted();
  }
}

/** Waits until the caller gives up, and rejects then. */
export async function untilAborted(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  signal.throwIfAborted();
  throw new DOMException('The caller gave up.', 'AbortError');
}
