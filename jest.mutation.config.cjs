const base = require('./jest.config.cjs');

// What `npm run mutate` runs for each mutant: the core's own tests, and a short stretch of the proof. Nothing that starts a process.
/** @type {import('jest').Config} */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/exposure', '<rootDir>/test/proof'],
  testPathIgnorePatterns: [...base.testPathIgnorePatterns, 'prove-command\\.test\\.ts$'],
  runner: '<rootDir>/tools/mutate/first-failure-runner.cjs',
  // Stryker wraps it, and knows no <rootDir> there.
  testEnvironment: require.resolve('./tools/mutate/first-failure-environment.cjs'),
  moduleNameMapper: { '^fast-check$': '<rootDir>/tools/mutate/steady-fast-check.cjs' },
  watchman: false,
  globals: { proofCases: 1_000, propertyShare: 0.05 },
};
