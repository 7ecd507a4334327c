// What `fast-check` is for `npm run mutate`: the same inputs each time, so that a mutant is killed every time or never,
// fewer of them where a test doesn't say how many, and no shrinking.
const fastCheck = require('../../node_modules/fast-check/lib/cjs/fast-check.js');

fastCheck.configureGlobal({ seed: 20_260_601, numRuns: 30, endOnFailure: true });

module.exports = fastCheck;
