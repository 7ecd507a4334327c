// Jest's environment for `npm run mutate`: of each file the wanted tests alone are run, and none after the first that fails.
const { TestEnvironment } = require('jest-environment-node');

const nameOf = ({ name, parent }) => (parent ? `${nameOf(parent)} ${name}`.trimStart() : '');

module.exports = class FirstFailureEnvironment extends TestEnvironment {
  /** Full names of the tests that reach the mutant; undefined = all of them. */
  static wanted = undefined;

  failed = false;

  handleTestEvent({ name, test }) {
    if (name === 'test_done' && test.errors.length > 0) this.failed = true;
    if (name !== 'test_start') return;
    const { wanted } = FirstFailureEnvironment;
    if (this.failed || (wanted && !wanted.has(nameOf(test)))) test.mode = 'skip';
  }
};
