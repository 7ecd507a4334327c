import { fork } from 'node:child_process';
import { join } from 'node:path';
import * as v from 'valibot';
import type { AppBundle } from './app-bundle';
import { fromChild } from '../inside/messages';
import type { CrossedAnswer, FromChild, ToChild } from '../inside/messages';
import type { InvocationOutcome } from '../inside/invocation-start';
import { LIMITS } from '../limits';
import type { Invocation, Platform } from '../platform/open-platform';
import type { InvocationResult } from '../runtime';

/** A process of the app: warm, and busy with at most one invocation. */
export interface AppProcess {
  readonly pid: number | undefined;
  /** Never rejects. After a timeout or an exit the process is gone. */
  run(invocation: Invocation): Promise<InvocationResult>;
  isGone(): boolean;
  kill(): void;
}

const crossed = async (answering: Promise<Response>): Promise<CrossedAnswer> => {
  try {
    const answer = await answering;
    const body = answer.body === null ? null : new Uint8Array(await answer.arrayBuffer());
    return { ok: true, status: answer.status, statusText: answer.statusText, headers: [...answer.headers], body };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error('fetch failed');
    return { ok: false, name, message };
  }
};

const resultOf = (outcome: InvocationOutcome): InvocationResult => {
  if (!outcome.ok) return { ok: false, error: { kind: outcome.kind, message: outcome.message } };
  return { ok: true, result: outcome.json === undefined ? undefined : (JSON.parse(outcome.json) as unknown) };
};

interface Running {
  readonly invocation: Invocation;
  readonly asks: Map<number, AbortController>;
  settle(result: InvocationResult): void;
}

/**
 * Starts a process of the app. It inherits nothing of this process's environment (credentials are there), gets Forge's memory limit, and
 * asks the platform over its own channel: which invocation it acts for is known here and not what it says.
 */
export const startAppProcess = (childFile: string, bundle: AppBundle, platform: Platform): AppProcess => {
  const child = fork(childFile, [], {
    env: { NODE_ENV: 'production', TZ: 'UTC' },
    execArgv: ['--enable-source-maps', `--max-old-space-size=${String(LIMITS.memoryMB)}`],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let running: Running | undefined;
  let gone = false;
  let lastWords = '';
  const note = (chunk: Buffer): void => {
    lastWords = `${lastWords}${chunk.toString()}`.slice(-2_000);
  };
  child.stdout?.on('data', note);
  child.stderr?.on('data', note);

  const tell = (message: ToChild): void => {
    if (child.connected) child.send(message, () => undefined);
  };

  const answer = async (from: Running, said: Extract<FromChild, { type: 'ask' }>): Promise<void> => {
    const abort = new AbortController();
    from.asks.set(said.ask, abort);
    const { invocation } = from;
    // An ask that names another invocation comes from a promise left running by one that has ended.
    const asked =
      said.invocationId === invocation.start.id
        ? platform.answer(invocation, said.request, abort.signal)
        : Promise.reject(new Error('The invocation has ended.'));
    tell({ type: 'answer', ask: said.ask, answer: await crossed(asked) });
    from.asks.delete(said.ask);
  };

  const hear = (message: unknown): void => {
    const parsed = v.safeParse(fromChild, message);
    if (!parsed.success) return;
    const said = parsed.output;
    if (!running) {
      if (said.type === 'ask')
        tell({ type: 'answer', ask: said.ask, answer: { ok: false, name: 'Error', message: 'The invocation has ended.' } });
      return;
    }
    if (said.type === 'ask') void answer(running, said);
    else if (said.type === 'cancel') running.asks.get(said.ask)?.abort();
    else if (said.invocationId !== running.invocation.start.id) return;
    else if (said.type === 'log') platform.log(running.invocation, said.level, said.text);
    else running.settle(resultOf(said.outcome));
  };

  child.on('message', hear);
  const stopHearing = platform.clock.onMove(() => {
    tell({ type: 'clock', shift: platform.clock.shift() });
  });
  const lost = (how: string): void => {
    gone = true;
    stopHearing();
    if (!running) return;
    if (lastWords.trim() !== '') platform.log(running.invocation, 'error', lastWords.trim());
    running.settle({ ok: false, error: { kind: 'exited', message: `The function's process ended (${how}).` } });
  };
  child.on('error', (error) => {
    lost(error.message);
  });
  child.on('exit', (code, signal) => {
    lost(String(signal ?? code));
  });
  tell({ type: 'load', backendDir: join(bundle.dir, 'backend'), handlers: bundle.handlers });

  return {
    pid: child.pid,
    isGone: () => gone,
    kill: () => {
      gone = true;
      child.kill('SIGKILL');
    },
    run: async (invocation) => {
      const asks: Running['asks'] = new Map();
      const result = await new Promise<InvocationResult>((resolve) => {
        const timer = setTimeout(() => {
          gone = true;
          running = undefined;
          child.kill('SIGKILL');
          resolve({
            ok: false,
            error: { kind: 'timeout', message: `The function ran longer than ${String(invocation.limitMs / 1000)} s.` },
          });
        }, invocation.limitMs);
        running = {
          invocation,
          asks,
          settle: (settled) => {
            clearTimeout(timer);
            resolve(settled);
          },
        };
        tell({ type: 'invoke', start: invocation.start });
      });
      for (const abort of asks.values()) abort.abort();
      running = undefined;
      return result;
    },
  };
};
