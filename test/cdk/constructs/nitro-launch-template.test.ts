import { Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Aws, Size } from 'aws-cdk-lib/core';
import { NitroInstanceType, NitroInstanceTypeParameter, NitroLaunchTemplate, type NitroLaunchTemplateProps } from '../../../lib';
import { CheckedStack } from './checked-stack';

const LAUNCH_TEMPLATE = 'AWS::EC2::LaunchTemplate';

function build(props: NitroLaunchTemplateProps): CheckedStack {
  const stack = new CheckedStack();
  new NitroLaunchTemplate(stack, 'Template', props);
  return stack;
}

/** Asserts on what the template says of instances. */
function expectData(stack: CheckedStack, data: object): void {
  stack.written.hasResourceProperties(LAUNCH_TEMPLATE, { LaunchTemplateData: data });
}

function imagePath(stack: CheckedStack): unknown {
  const [image] = Object.values(stack.written.findParameters('*', { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>' }));
  return image?.['Default'];
}

test.each([
  ['m7i.large', /al2023-ami-.*-x86_64$/],
  ['m7g.large', /al2023-ami-.*-arm64$/],
])('%s gets its image, IMDSv2 alone, and an encrypted root volume', (name, path) => {
  const stack = build({ instanceType: NitroInstanceType.parse(name) });
  expectData(stack, {
    InstanceType: name,
    MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
    BlockDeviceMappings: [
      { DeviceName: '/dev/xvda', Ebs: { Encrypted: true, VolumeType: 'gp3', DeleteOnTermination: true, VolumeSize: Match.absent() } },
    ],
  });
  expect(imagePath(stack)).toMatch(path);
  expect(stack.findings).toEqual([]);
});

test('an ordinary type of the CDK is taken as well', () => {
  expectData(build({ instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7I, ec2.InstanceSize.LARGE) }), { InstanceType: 'm7i.large' });
});

test('a parameter is taken, with the image of its architecture', () => {
  const stack = new CheckedStack();
  const { instanceType } = new NitroInstanceTypeParameter(stack, 'Type', { architecture: ec2.InstanceArchitecture.ARM_64 });
  new NitroLaunchTemplate(stack, 'Template', { instanceType });
  expect(imagePath(stack)).toMatch(/arm64$/);
  expect(stack.findings).toEqual([]);
});

test('without a type the architecture decides the image', () => {
  const stack = build({ architecture: ec2.InstanceArchitecture.ARM_64 });
  expectData(stack, { InstanceType: Match.absent() });
  expect(imagePath(stack)).toMatch(/arm64$/);
});

test('everything else can be overridden', () => {
  const stack = build({
    instanceType: NitroInstanceType.parse('m7i.large'),
    requireImdsv2: false,
    httpPutResponseHopLimit: 2,
    rootVolumeSize: Size.gibibytes(20),
    blockDevices: [{ deviceName: '/dev/sdf', volume: ec2.BlockDeviceVolume.ebs(100) }],
    detailedMonitoring: true,
  });
  expectData(stack, {
    MetadataOptions: { HttpTokens: Match.absent(), HttpPutResponseHopLimit: 2 },
    BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 20 } }, { DeviceName: '/dev/sdf' }],
    Monitoring: { Enabled: true },
  });
});

test('tokens that are optional stay optional', () => {
  const stack = build({ instanceType: NitroInstanceType.parse('m7i.large'), httpTokens: ec2.LaunchTemplateHttpTokens.OPTIONAL });
  expectData(stack, { MetadataOptions: { HttpTokens: 'optional' } });
});

describe('the root volume', () => {
  const instanceType = NitroInstanceType.parse('m7i.large');
  const machineImage = ec2.MachineImage.genericLinux({ 'eu-west-1': 'ami-0123456789abcdef0' });

  test('of an image that is given is left as it is', () => {
    const stack = new CheckedStack();
    new NitroLaunchTemplate(stack, 'Template', { instanceType, machineImage: ec2.MachineImage.latestAmazonLinux2() });
    expectData(stack, { BlockDeviceMappings: Match.absent() });
  });

  test('is encrypted where its device is named', () => {
    const stack = new CheckedStack();
    new NitroLaunchTemplate(stack, 'Template', {
      instanceType,
      machineImage: ec2.MachineImage.latestAmazonLinux2(),
      rootDeviceName: '/dev/sda1',
    });
    expectData(stack, { BlockDeviceMappings: [{ DeviceName: '/dev/sda1', Ebs: { Encrypted: true } }] });
  });

  test('that is given stays as it is', () => {
    const root = { deviceName: '/dev/xvda', volume: ec2.BlockDeviceVolume.ebs(8, { volumeType: ec2.EbsDeviceVolumeType.IO2, iops: 3000 }) };
    expectData(build({ instanceType, blockDevices: [root] }), {
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeType: 'io2' } }],
    });
  });

  test('of a size needs a device', () => {
    expect(() => build({ instanceType, machineImage, rootVolumeSize: Size.gibibytes(20) })).toThrow(
      "set rootDeviceName, for example to '/dev/sda1'",
    );
  });
});

test.each([
  ['m4.large', "'m4.large' runs on the Xen hypervisor: use 'm7i.large'"],
  ['m7i.larg', "'m7i.larg' is not an instance type: did you mean 'm7i.large'?"],
  [Aws.REGION, 'the instance type is known only at deployment'],
])('%s is refused', (name, message) => {
  expect(() => build({ instanceType: new ec2.InstanceType(name) })).toThrow(message);
});
