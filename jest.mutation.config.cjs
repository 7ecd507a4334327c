const base = require('./jest.config.cjs');

// What `npm run mutate` runs for each mutant: the core's own tests, and a short stretch of the proof. Nothing that starts a process.
/** @type {import('jest').Config} */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/exposure', '<rootDir>/test/proof'],
  testPathIgnorePatterns: [...base.testPathIgnorePatterns, 'prove-command\\.test\\.ts$'],
  testSequencer: '<rootDir>/tools/mutate/quick-tests-first.cjs',
  globals: { proofCases: 2_000 },
};
