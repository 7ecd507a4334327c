import { parentPort, workerData } from 'node:worker_threads';
import { interleave } from './interleave';
import type { Guard } from './stage';

interface Stretch {
  readonly seed: number;
  readonly from: number;
  /** Not run any more. */
  readonly to: number;
  readonly missing?: Guard;
}

// Every refusal leaves a line.
console.warn = () => undefined;

const { appRoot } = workerData as { readonly appRoot: string };

parentPort?.on('message', ({ seed, from, to, missing }: Stretch) => {
  void interleave(appRoot, seed, from, to, missing).then((shown) => parentPort?.postMessage(shown));
});
