// `npm run interleave`: publishes, switches, ends and calls in drawn orders over a storage as slow as it may be; looks for stale answers.
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Command } from 'commander';
import { ROOT, bundleForRun, whole } from './run-in-project.mjs';

const STRETCH = 500;

const options = new Command('interleave')
  .option('--schedules <number>', 'how many schedules to run', whole, 100_000)
  .option('--seed <number>', 'where the schedules come from (default: a new one)', whole)
  .option('--threads <number>', 'how many threads', whole, Math.min(2, availableParallelism()))
  .option('--without <guard>', 'take a guard away: conditions, or strict reads; then a stale answer must show')
  .parse()
  .opts();

const bundle = await bundleForRun('test/interleavings/worker.ts');

const seed = options.seed ?? randomInt(0xffff_ffff);
console.log(`seed ${seed}${options.without ? `, without ${options.without}` : ''}`);

const outcomes = {};
let next = 0;
let schedules = 0;
let steps = 0;
let bad;
let told = performance.now();
const started = told;

const runOne = () =>
  new Promise((finish, fail) => {
    const worker = new Worker(bundle, { workerData: { appRoot: ROOT } });
    const feed = () => {
      if (bad || next >= options.schedules) {
        worker.terminate().then(finish, fail);
        return;
      }
      const from = next;
      next = Math.min(options.schedules, from + STRETCH);
      worker.postMessage({ seed, from, to: next, missing: options.without });
    };
    worker.on('error', fail);
    worker.on('message', (heard) => {
      schedules += heard.schedules;
      steps += heard.steps;
      for (const [outcome, count] of Object.entries(heard.outcomes)) outcomes[outcome] = (outcomes[outcome] ?? 0) + count;
      if (heard.bad && (!bad || heard.bad.index < bad.index)) bad = heard.bad;
      if (performance.now() - told > 10_000) {
        told = performance.now();
        console.log(`  ${schedules.toLocaleString('en')} schedules`);
      }
      feed();
    });
    feed();
  });

await Promise.all(Array.from({ length: options.threads }, runOne));
const seconds = (performance.now() - started) / 1000;
for (const [outcome, count] of Object.entries(outcomes).sort(([, a], [, b]) => b - a)) {
  console.log(`${String(count.toLocaleString('en')).padStart(12)}  ${outcome}`);
}
if (bad) {
  console.log(JSON.stringify(bad.trace, null, 1));
  console.log(`WRONG in schedule ${bad.index} of seed ${seed}: ${[...bad.stale, ...bad.refused, ...bad.lost].join('; ')}`);
}
console.log(
  `${schedules.toLocaleString('en')} schedules, ${steps.toLocaleString('en')} steps, ${bad ? 'the last one wrong' : '0 stale answers, 0 wrong refusals, 0 lost acts'}, ${seconds.toFixed(0)} s`,
);
process.exitCode = bad ? 1 : 0;
