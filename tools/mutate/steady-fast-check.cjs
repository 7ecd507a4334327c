// What `fast-check` is for `npm run mutate`: it draws the same inputs each time, so that a mutant is killed every time or never, and doesn't shrink.
const fastCheck = require('../../node_modules/fast-check/lib/cjs/fast-check.js');

fastCheck.configureGlobal({ seed: 20_260_601, endOnFailure: true });

module.exports = fastCheck;
