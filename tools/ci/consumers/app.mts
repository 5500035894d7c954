// An app as people write it. It is also compiled as CommonJS, and bundled.
import { App, Stack } from 'aws-cdk-lib/core';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { NitroSeverity, NitroStandard, type NitroStandardProps } from 'cdk-nitro';

const app = new App();
const policyFile = app.node.tryGetContext('policy') as string | undefined;
const props: NitroStandardProps = { rules: { 'instance-type': NitroSeverity.LOCKED }, policyFile };
NitroStandard.enforce(app, props);
const stack = new Stack(app, 'Web');
new ec2.CfnInstance(stack, 'Server', {
  imageId: ec2.MachineImage.latestAmazonLinux2023().getImage(stack).imageId,
  instanceType: String(app.node.getContext('type')),
  // Read as YAML.
  userData: Buffer.from('#cloud-config\npackages: [nginx]\n').toString('base64'),
});
app.synth();
