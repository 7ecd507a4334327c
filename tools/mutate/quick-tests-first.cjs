// A mutant is done with at the first test that fails, and tables find most of them in milliseconds: what draws thousands of inputs comes last.
const SLOW = [/proof/, /walks/, /widening/, /hostile/, /nothing-more/];

const rank = ({ path }) => SLOW.findLastIndex((slow) => slow.test(path));

/** Jest's order of test files for `npm run mutate`. */
module.exports = class QuickTestsFirst {
  sort(tests) {
    return [...tests].sort((one, other) => rank(one) - rank(other) || (one.path < other.path ? -1 : 1));
  }

  shard(tests) {
    return tests;
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
};
