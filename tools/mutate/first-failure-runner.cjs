// Jest's runner for `npm run mutate`. Stryker gives jest the names of the tests that reach a mutant, but lets it load every file, and run on after
// the first failure (stryker-mutator/stryker-js, `bail: false`). One failure kills a mutant, so here the likeliest file comes first, and is the last.
const { mkdirSync, readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');
const { default: TestRunner } = require('jest-runner');
const FirstFailureEnvironment = require('./first-failure-environment.cjs');

// Of files that take equally long, one beside the changed source is the likeliest to fail.
const TWIN = 0.05;
const SAME_ROOM = 0.3;
// What loading a file costs beside its tests, in ms.
const LOAD = 40;

/** Milliseconds of each test of each file, by path and full name, as the run without a mutant took them. */
const timesFile = (rootDir) => join(rootDir, 'reports', 'mutation-test-times.json');

const writeTimes = (rootDir, results) => {
  const times = results.map(({ testFilePath, testResults }) => [
    testFilePath,
    Object.fromEntries(testResults.map(({ fullName, duration }) => [fullName, duration ?? 0])),
  ]);
  mkdirSync(dirname(timesFile(rootDir)), { recursive: true });
  writeFileSync(timesFile(rootDir), JSON.stringify(Object.fromEntries(times)));
};

let times;
const timesOf = (rootDir) => (times ??= JSON.parse(readFileSync(timesFile(rootDir), 'utf8')));

const sourcesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sourcesBelow(path) : [path];
  });

/** From a mutant's number to the source file that holds it: in the sandbox each is a call that names it. */
let homes;
const homeOf = (rootDir, mutant) => {
  homes ??= new Map(
    sourcesBelow(join(rootDir, 'src', 'exposure')).flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/stryMutAct_\w+\("(\d+)"\)/g)].map(([, id]) => [id, relative(join(rootDir, 'src'), path)]),
    ),
  );
  return homes.get(mutant) ?? '';
};

const closeness = (home, path) => {
  if (path === home.replace(/\.ts$/, '.test.ts')) return TWIN;
  return dirname(path) === dirname(home) ? SAME_ROOM : 1;
};

/**
 * The tests that reach a mutant, as Stryker asks jest for them: their escaped names in brackets, one beside the other. A pattern of a thousand
 * names takes longer to try on every name than the tests take to run.
 */
const namesIn = (pattern) =>
  new Set(
    pattern
      .slice(1, -1)
      .split(')|(')
      .map((name) => name.replaceAll(/\\(.)/gs, '$1')),
  );

/** Files with a test that is wanted (all are without `wanted`), those first that are likely to fail soon. */
const likeliestFirst = (tests, rootDir, wanted, mutant) => {
  const home = homeOf(rootDir, mutant);
  const known = new Set(Object.values(timesOf(rootDir)).flatMap(Object.keys));
  for (const name of wanted ?? []) if (!known.has(name)) throw new Error(`No test is called ${name}`);
  const costs = tests.flatMap((test) => {
    const named = Object.entries(timesOf(rootDir)[test.path] ?? {}).filter(([name]) => !wanted || wanted.has(name));
    if (named.length === 0) return [];
    const ms = named.reduce((sum, [, duration]) => sum + duration, LOAD);
    return [{ test, cost: ms * closeness(home, relative(join(rootDir, 'test'), test.path)) }];
  });
  return costs.sort((one, other) => one.cost - other.cost).map(({ test }) => test);
};

module.exports = class FirstFailureRunner extends TestRunner {
  async runTests(tests, watcher, options) {
    const { testNamePattern, rootDir } = this._globalConfig;
    const mutant = process.env.__STRYKER_ACTIVE_MUTANT__;
    const results = [];
    let failed = false;
    const heard = [
      this.on('test-file-success', ([, result]) => {
        results.push(result);
        failed ||= result.numFailingTests > 0 || result.testExecError !== undefined;
      }),
      this.on('test-file-failure', () => {
        failed = true;
      }),
    ];
    const wanted = mutant !== undefined && testNamePattern ? namesIn(testNamePattern) : undefined;
    if (wanted) this._globalConfig = { ...this._globalConfig, testNamePattern: undefined };
    FirstFailureEnvironment.wanted = wanted;
    for (const test of mutant === undefined ? tests : likeliestFirst(tests, rootDir, wanted, mutant)) {
      await super.runTests([test], watcher, options);
      if (failed && mutant !== undefined) break;
    }
    heard.forEach((stop) => stop());
    if (mutant === undefined && !testNamePattern) writeTimes(rootDir, results);
  }
};
