import { Worker } from 'node:worker_threads';

/**
 * Reads cases 0 to `cases` of a seed both ways, on several threads, a `stretch` at a time. Ends at the first mismatch.
 * `heard` is told of each stretch that was read: { cases, hits, mismatch? }.
 */
export const runProof = (bundle, { seed, cases, stretch, threads, heard }) =>
  new Promise((resolve, reject) => {
    let next = 0;
    let open = 0;
    let mismatch;
    const workers = [];
    const end = () => Promise.all(workers.map((worker) => worker.terminate())).then(() => resolve({ mismatch }), reject);
    const feed = (worker) => {
      if (mismatch === undefined && next < cases) {
        const from = next;
        next = Math.min(cases, from + stretch);
        open += 1;
        worker.postMessage({ seed, from, to: next });
      } else if (open === 0) end();
    };
    for (let thread = 0; thread < threads; thread++) {
      const worker = new Worker(bundle);
      workers.push(worker);
      worker.on('error', (error) => Promise.all(workers.map((each) => each.terminate())).then(() => reject(error), reject));
      worker.on('message', (proof) => {
        open -= 1;
        // Two threads may each find one: the earlier is told, so that a seed always tells the same.
        if (proof.mismatch && (mismatch === undefined || proof.mismatch.index < mismatch.index)) mismatch = proof.mismatch;
        heard(proof);
        feed(worker);
      });
      feed(worker);
    }
  });
