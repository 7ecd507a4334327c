// `npm run walks`: walks restricted lists of a large portfolio to their end, in every shape of Focus, and compares with a plain reading.
import { randomInt } from 'node:crypto';
import { createRequire } from 'node:module';
import { Command } from 'commander';
import { ROOT, bundleForRun, whole } from './run-in-project.mjs';

const options = new Command('walks')
  .option('--areas <number>', 'how many focus areas Focus has', whole, 10_000)
  .option('--limit <number>', 'how many areas a page of the app has at most', whole, 100)
  .option('--seed <number>', 'where the changes upstream come from (default: a new one)', whole)
  .option('--shapes <names...>', 'these shapes alone')
  .parse()
  .opts();

const bundle = await bundleForRun('test/whole/walks/run.ts');
const { run, SHAPES } = createRequire(import.meta.url)(bundle);

const seed = options.seed ?? randomInt(0xffff_ffff);
const { areas, limit } = options;
console.log(`seed ${seed}, ${areas.toLocaleString('en')} focus areas, limit ${limit}`);

const COLUMNS = [
  ['shape', -8],
  ['reach', -6],
  ['age', 4],
  ['hierarchy', -9],
  ['portfolio', -9],
  ['strategy', -26],
  ['pages', 5],
  ['calls', 5],
  ['most', 4],
  ['units', 5],
  ['get', 3],
  ['cursor', 6],
  ['s', 6],
  ['found/expected', -14],
];
const line = (cells) =>
  cells.map((cell, at) => (COLUMNS[at][1] < 0 ? String(cell).padEnd(-COLUMNS[at][1]) : String(cell).padStart(COLUMNS[at][1]))).join('  ');

console.log(line(COLUMNS.map(([name]) => name)));
let wrong = 0;
let cases = 0;
const heard = (one) => {
  cases += 1;
  const expected = one.hopeless ? 'none' : one.may === one.must ? one.must : `${one.must} to ${one.may}`;
  console.log(
    line([
      one.shape,
      one.reach,
      one.placeAge,
      one.hierarchy,
      one.moving ? 'changes' : 'still',
      one.way,
      one.spent.pages,
      one.spent.calls,
      one.spent.mostCalls,
      one.spent.mostUnits,
      one.getUnits,
      one.spent.longestCursor,
      one.seconds.toFixed(1),
      `${one.found}/${expected}`,
    ]),
  );
  for (const what of one.wrong) {
    wrong += 1;
    console.log(`  WRONG: ${what}`);
  }
};

const started = performance.now();
for (const shape of options.shapes ?? SHAPES) await run(shape, { areas, limit, seed, appRoot: ROOT, heard });
console.log(`${cases} walks, ${wrong} wrong, ${((performance.now() - started) / 1000).toFixed(0)} s`);
process.exitCode = wrong > 0 || cases === 0 ? 1 : 0;
