/** Entry of the process that runs the app: one invocation at a time, every request to the world through the parent. */
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { installGlobals } from './globals';
import type { CrossedAnswer, FromChild, ToChild } from './messages';
import type { PlatformLink, PlatformRequest } from './platform-link';
import { runInvocation } from './run-invocation';

const send = (message: FromChild): void => {
  process.send?.(message);
};

const crossing = (request: PlatformRequest): Extract<FromChild, { type: 'ask' }>['request'] => ({
  ...request,
  to: request.to === 'egress' ? request.to : { ...request.to },
  headers: { ...request.headers },
});

let clockShift = 0;

const waiting = new Map<number, (answer: CrossedAnswer) => void>();
let asks = 0;

const toResponse = (answer: CrossedAnswer): Response => {
  if (answer.ok) {
    const { status, statusText, headers, body } = answer;
    return new Response(body, { status, statusText, headers: headers.map(([name, value]): [string, string] => [name, value]) });
  }
  throw Object.assign(new Error(answer.message), { name: answer.name });
};

const link: PlatformLink = {
  ask: async (invocationId, request, signal) => {
    const ask = (asks += 1);
    signal.addEventListener(
      'abort',
      () => {
        waiting.delete(ask);
        send({ type: 'cancel', ask });
      },
      { once: true },
    );
    const answer = await new Promise<CrossedAnswer>((resolve) => {
      waiting.set(ask, resolve);
      send({ type: 'ask', ask, invocationId, request: crossing(request) });
    });
    return toResponse(answer);
  },
  log: (invocationId, level, text) => {
    send({ type: 'log', invocationId, level, text });
  },
  clockShift: () => clockShift,
};

const requireFrom = createRequire(__filename);

let loaded: Extract<ToChild, { type: 'load' }> | undefined;

const load = (handler: string): unknown => {
  const found = loaded?.handlers[handler];
  if (!loaded || !found) return undefined;
  // The app is built after this file is, so its path is known only now.
  const module = requireFrom(join(loaded.backendDir, found.file)) as Readonly<Record<string, unknown>>;
  return module[found.export];
};

const hear = (message: ToChild): void => {
  if (message.type === 'load') {
    loaded = message;
  } else if (message.type === 'answer') {
    waiting.get(message.ask)?.(message.answer);
    waiting.delete(message.ask);
  } else if (message.type === 'clock') {
    clockShift = message.shift;
  } else {
    const { start } = message;
    clockShift = start.clockShift;
    void runInvocation(start, load, link).then((outcome) => {
      send({ type: 'done', invocationId: start.id, outcome });
    });
  }
};

installGlobals('refuse', () => clockShift);
// On Forge the way out is `fetch`; a socket of the app's own would pass by the manifest's addresses.
Socket.prototype.connect = () => {
  throw new Error('The app can reach the network by fetch alone.');
};
process.on('message', hear);
process.on('disconnect', () => process.exit(0));

// A handler that never yields can't hear that its parent was killed; a thread beside it can.
const watchdog =
  "setInterval(() => { if (process.ppid !== require('node:worker_threads').workerData) process.kill(process.pid, 'SIGKILL'); }, 1000)";
new Worker(watchdog, { eval: true, workerData: process.ppid, stdin: false }).unref();
