/** Gives all test files of a run one folder, for what each would otherwise make anew. */
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { compileSources } = require('./compiled-sources.cjs');

module.exports = () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-tests-'));
  process.env.CDK_NITRO_TEST_FOLDER = folder;
  compileSources();
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
};
