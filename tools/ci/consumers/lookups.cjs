// An image by its id that the context answers for, and one that it does not: the first passes, and the second is asked for.
const { strict: assert } = require('node:assert');
const { CfnInstance } = require('aws-cdk-lib/aws-ec2');
const { App, Stack } = require('aws-cdk-lib/core');
const { NitroStandard } = require('cdk-nitro');

const env = { account: '123456789012', region: 'eu-west-1' };

/** Synthesizes, and returns what the command line is asked. */
function questions(context) {
  const app = new App({ context });
  NitroStandard.enforce(app, { imageLookups: true });
  new CfnInstance(new Stack(app, 'Web', { env }), 'Server', { imageId: 'ami-0123456789abcdef0', instanceType: 'm7i.large' });
  return app.synth().manifest.missing ?? [];
}

const [question, ...others] = questions({});
assert.deepEqual(question.props.filters['image-id'], ['ami-0123456789abcdef0']);
assert.deepEqual(others, []);
assert.deepEqual(questions({ [question.key]: 'ami-0123456789abcdef0' }), []);
