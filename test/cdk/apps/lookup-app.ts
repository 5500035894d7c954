import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib/core';
import { CfnInstance } from 'aws-cdk-lib/aws-ec2';
import { NitroStandard } from '../../../lib';

/** Names images by id in stacks of every kind: `node lookup-app.js [IMAGE]`, with one more in the top-level stack. */
const [, , another] = process.argv;
const env = { account: '123456789012', region: 'eu-west-1' };
const app = new App();
NitroStandard.enforce(app);
const stack = new Stack(app, 'Web', { env });
new CfnInstance(stack, 'Instance', { instanceType: 'm7i.large', imageId: 'ami-0aaaaaaaaaaaaaaaa' });
new CfnInstance(new NestedStack(stack, 'Nested'), 'Instance', { instanceType: 'm7g.large', imageId: 'ami-0bbbbbbbbbbbbbbbb' });
new CfnInstance(new Stack(new Stage(app, 'Prod', { env }), 'Web'), 'Instance', {
  instanceType: 'm7i.large',
  imageId: 'ami-0cccccccccccccccc',
});
if (another !== undefined) new CfnInstance(stack, 'Another', { instanceType: 'm7i.large', imageId: another });
app.synth();
