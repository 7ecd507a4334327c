import { parentPort } from 'node:worker_threads';
import { prove } from '../prove';

/** A stretch of cases; `from` counts, `to` doesn't. */
interface Stretch {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

parentPort?.on('message', ({ seed, from, to }: Stretch) => parentPort?.postMessage(prove(seed, from, to)));
