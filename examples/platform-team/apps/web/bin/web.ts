import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App, Stack } from 'aws-cdk-lib/core';
import { NitroMachineImage, NitroStandard } from 'cdk-nitro';

const app = new App();
NitroStandard.enforce(app);

const stack = new Stack(app, 'Web');
const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });

new ec2.Instance(stack, 'Server', {
  vpc,
  instanceType: new ec2.InstanceType('m7i.large'),
  // The standard vouches for the images in /acme/ami.
  machineImage: ec2.MachineImage.fromSsmParameter('/acme/ami/web'),
});

const bastionType = new ec2.InstanceType('t3.micro');
new ec2.BastionHostLinux(stack, 'Bastion', {
  vpc,
  instanceType: bastionType,
  machineImage: NitroMachineImage.amazonLinux2023({ instanceType: bastionType }),
});
