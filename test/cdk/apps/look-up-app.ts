import { App, Stack } from 'aws-cdk-lib/core';
import { Instance, InstanceType, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { NitroMachineImage, NitroStandard } from '../../../lib';

/** Looks an image up by owner and name. */
const app = new App();
NitroStandard.enforce(app);
const stack = new Stack(app, 'Web', { env: { account: '123456789012', region: 'eu-west-1' } });
new Instance(stack, 'Instance', {
  vpc: Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-west-1a'], publicSubnetIds: ['subnet-1'] }),
  vpcSubnets: { subnetType: SubnetType.PUBLIC },
  instanceType: new InstanceType('m7i.large'),
  machineImage: NitroMachineImage.lookup({ name: 'golden-*', owners: ['self'] }),
});
app.synth();
