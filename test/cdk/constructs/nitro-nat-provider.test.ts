import { Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { NitroInstanceTypeParameter, NitroMachineImage, NitroNatProvider, type NitroNatProviderProps } from '../../../lib';
import { CheckedStack } from './checked-stack';
import { expectGolden, templateDiff } from './template-diff';

const INSTANCE = 'AWS::EC2::Instance';
const type = (name: string): ec2.InstanceType => new ec2.InstanceType(name);

function vpcWith(natGatewayProvider: ec2.NatProvider, stack = new CheckedStack()): CheckedStack {
  new ec2.Vpc(stack, 'Network', { natGatewayProvider, natGateways: 1, maxAzs: 2 });
  return stack;
}

const imagePaths = (stack: CheckedStack): readonly unknown[] =>
  Object.values(stack.written.findParameters('*', { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>' })).map(
    (parameter) => parameter['Default'] as unknown,
  );

test.each([
  [undefined, 't4g.micro', 'arm64'],
  ['t3.small', 't3.small', 'x86_64'],
  ['c7gn.medium', 'c7gn.medium', 'arm64'],
])('%s: %s with an image for %s', (name, written, architecture) => {
  const stack = vpcWith(new NitroNatProvider(name === undefined ? {} : { instanceType: type(name) }));
  stack.written.hasResourceProperties(INSTANCE, {
    InstanceType: written,
    SourceDestCheck: false,
    UserData: { 'Fn::Base64': Match.stringLikeRegexp('MASQUERADE') },
  });
  expect(imagePaths(stack)).toEqual([`/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`]);
  expect(stack.findings).toEqual([]);
});

test('routes lead to the instance, and its security group is at hand', () => {
  const provider = new NitroNatProvider();
  const stack = vpcWith(provider);
  provider.connections.allowFromAnyIpv4(ec2.Port.tcp(22));
  expect(provider.gatewayInstances).toHaveLength(1);
  stack.written.hasResourceProperties('AWS::EC2::Route', { InstanceId: Match.anyValue(), DestinationCidrBlock: '0.0.0.0/0' });
});

test('a parameter and everything else', () => {
  const stack = new CheckedStack();
  const { instanceType } = new NitroInstanceTypeParameter(stack, 'Type', { families: ['t4g'] });
  const userData = ec2.UserData.forLinux();
  userData.addCommands('echo mine');
  vpcWith(
    new NitroNatProvider({
      instanceType,
      userData,
      associatePublicIpAddress: true,
      defaultAllowedTraffic: ec2.NatTrafficDirection.OUTBOUND_ONLY,
    }),
    stack,
  );
  stack.written.hasResourceProperties(INSTANCE, { InstanceType: { Ref: 'Type' }, UserData: { 'Fn::Base64': '#!/bin/bash\necho mine' } });
  stack.written.hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: Match.absent() });
  expect(imagePaths(stack)).toEqual([expect.stringMatching(/arm64$/)]);
  expect(stack.findings).toEqual([]);
});

test('an image that stays the same', () => {
  const stack = new CheckedStack({}, { env: { account: '123456789012', region: 'eu-west-1' } });
  const instanceType = type('t4g.micro');
  vpcWith(new NitroNatProvider({ instanceType, machineImage: NitroMachineImage.nat({ instanceType, cachedInContext: true }) }), stack);
  expect(imagePaths(stack)).toEqual([]);
});

test.each<[string, NitroNatProviderProps, string]>([
  ['a Xen type', { instanceType: type('t2.micro') }, "'t2.micro' runs on the Xen hypervisor: use 't3.micro'"],
  [
    'an image of another architecture',
    { instanceType: type('t3.micro'), machineImage: NitroMachineImage.nat({ architecture: ec2.InstanceArchitecture.ARM_64 }) },
    "the machine image is arm64 but 't3.micro' is x86_64: use an image of that architecture",
  ],
  [
    'an image with drivers',
    { instanceType: type('t3.micro'), machineImage: NitroMachineImage.ecsOptimized({ instanceType: type('g6.xlarge') }) },
    "'t3.micro' has no NVIDIA GPU",
  ],
])('%s is refused at once', (_, props, message) => {
  expect(() => new NitroNatProvider(props)).toThrow(message);
});

test('an image of the CDK with another architecture is refused with the VPC', () => {
  const machineImage = ec2.MachineImage.latestAmazonLinux2023();
  expect(() => vpcWith(new NitroNatProvider({ machineImage }))).toThrow("the machine image is x86_64 but 't4g.micro' is arm64");
});

test('in place of the CDK s own provider', () => {
  const instanceType = type('t4g.micro');
  const before = vpcWith(ec2.NatProvider.instanceV2({ instanceType }));
  expectGolden(__filename, 'nitro-nat-provider', templateDiff(before, vpcWith(new NitroNatProvider({ instanceType }))));
});
