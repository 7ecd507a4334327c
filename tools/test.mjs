// `npm test`: installs what is missing, then runs every check and every test, and closes with one line that counts them.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { installMissing } from '../local/install-missing.mjs';

const REPORTS = 'reports';
const bin = (name) => `node_modules/.bin/${name}`;
const jest = (config, report) => [
  process.execPath,
  ['node_modules/jest/bin/jest.js', '-c', config, '--json', `--outputFile=${REPORTS}/${report}`],
];

/** A check passes or fails as a whole; a suite counts its own tests in a report. */
const STEPS = [
  { name: 'format', command: [bin('prettier'), ['--check', '--log-level', 'warn', '.']] },
  { name: 'types', command: [bin('tsc'), ['-p', 'tsconfig.dev.json', '--noEmit']] },
  { name: 'types of what is deployed', command: [bin('tsc'), ['-p', 'tsconfig.json', '--noEmit']] },
  { name: 'lint', command: [bin('eslint'), ['--max-warnings', '0', '.']] },
  { name: 'unused code', command: [bin('knip'), ['--no-progress']] },
  { name: 'manifest', command: [process.execPath, ['tools/check-manifest.mjs']] },
  { name: 'tests', command: jest('jest.config.cjs', 'jest.json'), report: 'jest.json' },
  { name: 'bundle', command: [process.execPath, ['tools/forge-bundle/bundle.mjs']] },
  { name: 'browser tests', command: jest('jest.browser.config.cjs', 'browser.json'), report: 'browser.json' },
];

const run = ([command, args]) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' } });
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });

/** Counts of a jest report; a suite that could not start counts as one failure, and no test at all is a failure too. */
const countsOf = (file) => {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  const passed = report.numPassedTests;
  return { passed, failed: passed + failed === 0 ? 1 : failed, skipped: report.numPendingTests + report.numTodoTests };
};

await installMissing();
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

const wanted = process.argv.slice(2);
const results = [];
for (const step of STEPS.filter((each) => wanted.length === 0 || wanted.includes(each.name))) {
  console.log(`\n== ${step.name}`);
  const started = Date.now();
  const code = await run(step.command);
  const counts = step.report
    ? countsOf(`${REPORTS}/${step.report}`)
    : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  // A runner that ends badly without a failed test (a leak, a crash after the last test) is a failure all the same.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  results.push({ ...step, ...counts, seconds: (Date.now() - started) / 1000 });
}

console.log('');
for (const { name, passed, failed, skipped, seconds } of results) {
  const verdict = failed === 0 ? 'ok    ' : 'FAILED';
  console.log(
    `${verdict} ${name.padEnd(28)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${String(skipped).padStart(4)} skipped ${seconds.toFixed(1).padStart(7)} s`,
  );
}
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
const skipped = sum('skipped');
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(sum('failed') === 0 ? 0 : 1);
