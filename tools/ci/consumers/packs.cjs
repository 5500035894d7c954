// The pack of this package beside those of cdk-nag, whichever version of that is installed, if any. Fails, and prints what all of them report.
const { strict: assert } = require('node:assert');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { CfnInstance } = require('aws-cdk-lib/aws-ec2');
const { App, Aspects, Stack, Validations } = require('aws-cdk-lib/core');
const { NitroChecks } = require('cdk-nitro');

const writeSuppressions = process.argv.includes('write-suppressions');
const app = new App();
const stack = new Stack(app, 'Web');
const server = new CfnInstance(stack, 'Server', { imageId: 'ami-0123456789abcdef0', instanceType: 't2.micro' });
Validations.of(server).acknowledge({ id: 'Nitro::image-ready', reason: 'is tried out' });
Validations.of(app).addPlugins(new NitroChecks(app, { writeSuppressionsToCloudFormation: writeSuppressions }));

const nag = installedNag();
if (nag !== undefined) {
  const pack = new nag.AwsSolutionsChecks(app);
  if (typeof pack.validate === 'function') Validations.of(app).addPlugins(pack);
  else Aspects.of(app).add(pack);
}
try {
  app.synth();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

const template = JSON.parse(readFileSync(join(app.outdir, 'Web.template.json'), 'utf8'));
const written = template.Resources.Server.Metadata?.cdk_nag?.rules_to_suppress ?? [];
assert.equal(
  written.some(({ id }) => id === 'Nitro::image-ready'),
  writeSuppressions,
);

function installedNag() {
  try {
    return require('cdk-nag');
  } catch (error) {
    assert.equal(error.code, 'MODULE_NOT_FOUND');
    return undefined;
  }
}
