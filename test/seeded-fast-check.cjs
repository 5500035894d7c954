/**
 * fast-check with the same inputs in every run of `npm test`, so that its outcome depends on the sources alone. `npm run test:long` looks
 * further: it draws new inputs each time.
 */
// By its folder, as its name leads here.
const fastCheck = require('../node_modules/fast-check/lib/cjs/fast-check.js');

if (process.env.CDK_NITRO_TEST_RUNS === undefined) fastCheck.configureGlobal({ seed: 20261129 });

module.exports = fastCheck;
