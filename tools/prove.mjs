// `npm run prove`: reads generated policies, trees, records and requests with the engine and with the naive reading, and compares.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomInt } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';
import { bundleProof } from './prove/bundle-proof.mjs';
import { runProof } from './prove/run-proof.mjs';

const PLANTED_CASES = 100_000;
const STRETCH = 20_000;
// Most planted bugs are found among the first hundred cases.
const PLANTED_STRETCH = 1_000;

const whole = (least, most) => (text) => {
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isSafeInteger(value) || value < least || value > most)
    throw new InvalidArgumentError(`a whole number from ${least} to ${most}`);
  return value;
};

const options = new Command('prove')
  .option('--cases <number>', 'how many cases to read (default: 1000000; at most 100000 for each planted bug)', whole(1, 1e12))
  .option('--seed <number>', 'where the cases come from (default: a new one)', whole(0, 0xffff_ffff))
  .option('--threads <number>', 'how many threads', whole(1, 64), Math.min(2, availableParallelism()))
  .option('--planted', 'plant every bug of test/proof/planted-bugs.ts in turn, and tell after how many cases it is found')
  .option('--only <ids...>', 'with --planted: these bugs alone')
  .option('--plant <id>', 'plant one bug and run as ever: shows a mismatch made small')
  .parse()
  .opts();

const seed = options.seed ?? randomInt(0xffff_ffff);
const folder = mkdtempSync(join(tmpdir(), 'aperture-prove-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const load = async (entry) => {
  const file = join(folder, `${entry.replaceAll('/', '-')}.cjs`);
  await bundleProof(`${entry}.ts`, file);
  return createRequire(import.meta.url)(file);
};

// JSON has no word for these; a case that holds one must still be readable.
const readable = (_key, value) => (typeof value === 'number' && !Number.isFinite(value) ? `(${value})` : value);

const bugsNamed = (bugs, ids) => {
  const unknown = ids.filter((id) => !bugs.some((bug) => bug.id === id));
  if (unknown.length > 0) throw new Error(`No planted bug is called ${unknown.join(', ')}`);
  return bugs.filter((bug) => ids.includes(bug.id));
};

const proveAll = async (bug) => {
  const bundle = join(folder, 'worker.cjs');
  await bundleProof('run/worker.ts', bundle, bug);
  const { addHits, tableOf } = await load('run/hits');
  const cases = options.cases ?? 1_000_000;
  const hits = {};
  const started = performance.now();
  let read = 0;
  let told = started;
  const { mismatch } = await runProof(bundle, {
    seed,
    cases,
    stretch: STRETCH,
    threads: options.threads,
    heard: (proof) => {
      read += proof.cases;
      addHits(hits, proof.hits);
      if (performance.now() - told < 10_000) return;
      told = performance.now();
      console.log(`  ${read.toLocaleString('en')} cases`);
    },
  });
  const seconds = (performance.now() - started) / 1000;
  if (mismatch) {
    console.log(JSON.stringify(mismatch.smallest, readable, 2));
    console.log(`MISMATCH at case ${mismatch.index} of seed ${seed}: ${mismatch.what}`);
    return 1;
  }
  const { lines, thin } = tableOf(hits);
  lines.forEach((line) => console.log(line));
  console.log(
    `${read.toLocaleString('en')} cases, 0 mismatches, ${seconds.toFixed(1)} s, ${Math.round(read / seconds).toLocaleString('en')} a second on ${options.threads} thread(s)`,
  );
  thin.forEach((line) => console.log(`TOO THIN: ${line}`));
  return thin.length > 0 ? 1 : 0;
};

const provePlanted = async () => {
  const { PLANTED_BUGS } = await load('planted-bugs');
  const bugs = options.only ? bugsNamed(PLANTED_BUGS, options.only) : PLANTED_BUGS;
  const cases = Math.min(options.cases ?? PLANTED_CASES, PLANTED_CASES);
  let missed = 0;
  for (const bug of bugs) {
    const bundle = join(folder, `${bug.id}.cjs`);
    await bundleProof('run/worker.ts', bundle, bug);
    const { mismatch } = await runProof(bundle, { seed, cases, stretch: PLANTED_STRETCH, threads: options.threads, heard: () => {} });
    missed += mismatch ? 0 : 1;
    console.log(`${mismatch ? `found after ${String(mismatch.index + 1).padStart(7)}` : 'NOT FOUND           '}  ${bug.id}: ${bug.clause}`);
  }
  console.log(`${bugs.length - missed} of ${bugs.length} planted bugs found within ${cases.toLocaleString('en')} cases`);
  return missed > 0 || bugs.length === 0 ? 1 : 0;
};

console.log(`seed ${seed}`);
try {
  const planted = options.plant ? bugsNamed((await load('planted-bugs')).PLANTED_BUGS, [options.plant])[0] : undefined;
  process.exitCode = await (options.planted ? provePlanted() : proveAll(planted));
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
