import { Match } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnParameter, Size, Token } from 'aws-cdk-lib/core';
import {
  NitroAutoScalingGroup,
  type NitroAutoScalingGroupProps,
  NitroInstanceType,
  NitroInstanceTypeParameter,
  NitroLaunchTemplate,
} from '../../../lib';
import { Catalog } from '../../../lib/catalog/catalog';
import { typesSatisfying } from '../../../lib/catalog/instance-requirements';
import { CheckedStack } from './checked-stack';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const LAUNCH_TEMPLATE = 'AWS::EC2::LaunchTemplate';
const type = (name: string): NitroInstanceType => NitroInstanceType.parse(name);

function build(props: Omit<NitroAutoScalingGroupProps, 'vpc'>, stack = new CheckedStack()): CheckedStack {
  new NitroAutoScalingGroup(stack, 'Group', { vpc: stack.vpc, ...props });
  return stack;
}

test('one type: a launch template with everything set', () => {
  const stack = build({ instanceTypes: [type('m7g.large')], minCapacity: 2 });
  stack.written.hasResourceProperties(GROUP, { MinSize: '2', LaunchTemplate: Match.anyValue(), MixedInstancesPolicy: Match.absent() });
  stack.written.hasResourceProperties(LAUNCH_TEMPLATE, {
    LaunchTemplateData: {
      InstanceType: 'm7g.large',
      MetadataOptions: { HttpTokens: 'required' },
      BlockDeviceMappings: [{ Ebs: { Encrypted: true } }],
      IamInstanceProfile: Match.anyValue(),
      SecurityGroupIds: Match.anyValue(),
    },
  });
  expect(stack.findings).toEqual([]);
});

test('several types: overrides in order of preference', () => {
  const stack = build({
    instanceTypes: [type('m7i.large'), type('m6i.large'), type('m5.large')],
    instancesDistribution: { onDemandPercentageAboveBaseCapacity: 20 },
  });
  stack.written.hasResourceProperties(GROUP, {
    MixedInstancesPolicy: {
      InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 20 },
      LaunchTemplate: { Overrides: [{ InstanceType: 'm7i.large' }, { InstanceType: 'm6i.large' }, { InstanceType: 'm5.large' }] },
    },
  });
  expect(stack.findings).toEqual([]);
});

test('a parameter: the type and the image of its architecture', () => {
  const stack = new CheckedStack();
  const { instanceType } = new NitroInstanceTypeParameter(stack, 'Type', { families: ['m7g'] });
  build({ instanceTypes: [instanceType] }, stack);
  stack.written.hasResourceProperties(LAUNCH_TEMPLATE, { LaunchTemplateData: { InstanceType: { Ref: 'Type' } } });
  stack.written.hasParameter('*', { Default: Match.stringLikeRegexp('al2023-ami-.*arm64$') });
  expect(stack.findings).toEqual([]);
});

describe('instance requirements', () => {
  test.each<[string, autoscaling.CfnAutoScalingGroup.InstanceRequirementsProperty]>([
    ['of nothing but what has to be said', { vCpuCount: { min: 0 }, memoryMiB: { min: 0 } }],
    ['that many Xen types meet', { vCpuCount: { min: 2, max: 16 }, memoryMiB: { min: 4096 }, instanceGenerations: ['current'] }],
    [
      'that take in burstable and previous types',
      { vCpuCount: { min: 1 }, memoryMiB: { min: 512 }, burstablePerformance: 'included', bareMetal: 'included' },
    ],
    ['that exclude something already', { vCpuCount: { min: 2 }, memoryMiB: { min: 4096 }, excludedInstanceTypes: ['m5.*'] }],
  ])('%s leave no Xen type', (_, instanceRequirements) => {
    const stack = build({ instanceRequirements });
    expect(stack.findings).toEqual([]);
    const { MixedInstancesPolicy: policy } = Object.values(stack.written.findResources(GROUP))[0]?.['Properties'];
    const written = policy.LaunchTemplate.Overrides[0].InstanceRequirements;
    const excludedInstanceTypes = written.ExcludedInstanceTypes as string[];
    expect(excludedInstanceTypes).toEqual(expect.arrayContaining([...(instanceRequirements.excludedInstanceTypes ?? [])]));
    const left = typesSatisfying({ bareMetal: 'included', burstablePerformance: 'included', excludedInstanceTypes }, Catalog.bundled());
    expect(left.filter(({ builtOnNitro }) => !builtOnNitro)).toEqual([]);
    expect(left.map(({ name }) => name)).toEqual(expect.arrayContaining(['i3en.large', 'p3dn.24xlarge', 'c5.large', 'x2idn.metal']));
    stack.written.hasResourceProperties(LAUNCH_TEMPLATE, { LaunchTemplateData: { InstanceType: Match.absent() } });
  });

  test('that are known only at deployment leave no Xen type', () => {
    const stack = new CheckedStack();
    const least = new CfnParameter(stack, 'VCpus', { type: 'Number', default: 2 }).valueAsNumber;
    build({ instanceRequirements: { vCpuCount: { min: least }, memoryMiB: { min: 0 } } }, stack);
    expect(stack.findings).toEqual([]);
  });

  test('may allow types by name', () => {
    const stack = build({
      instanceRequirements: { vCpuCount: { min: 2 }, memoryMiB: { min: 0 }, allowedInstanceTypes: ['m7i.*', 'i3en.*'] },
    });
    stack.written.hasResourceProperties(GROUP, {
      MixedInstancesPolicy: {
        LaunchTemplate: {
          Overrides: [{ InstanceRequirements: { AllowedInstanceTypes: ['m7i.*', 'i3en.*'], ExcludedInstanceTypes: Match.absent() } }],
        },
      },
    });
    expect(stack.findings).toEqual([]);
  });

  test.each([
    [
      'm*',
      "entry 'm*' covers types that run on the Xen hypervisor, such as 'm1.small': use types built on Nitro instead, for example 'm7i.*'",
    ],
    ['t2.micro', "such as 't2.micro': use types built on Nitro instead, for example 't3.micro'"],
    ['i3.*', "for example 'i4i.*'"],
  ])('must not allow %s', (entry, message) => {
    const instanceRequirements = { vCpuCount: { min: 2 }, memoryMiB: { min: 0 }, allowedInstanceTypes: [entry] };
    expect(() => build({ instanceRequirements })).toThrow(message);
  });

  test.each(['allowedInstanceTypes', 'excludedInstanceTypes'])('must not leave %s to deployment', (name) => {
    const instanceRequirements = { vCpuCount: { min: 2 }, memoryMiB: { min: 0 }, [name]: Token.asList({ Ref: 'Types' }) };
    expect(() => build({ instanceRequirements })).toThrow(`${name} is known only at deployment: use literal types`);
  });

  test('take the image of an architecture', () => {
    const stack = build({
      instanceRequirements: { vCpuCount: { min: 2 }, memoryMiB: { min: 0 } },
      architecture: ec2.InstanceArchitecture.ARM_64,
    });
    stack.written.hasParameter('*', { Default: Match.stringLikeRegexp('al2023-ami-.*arm64$') });
  });
});

test('a launch template of one s own', () => {
  const stack = new CheckedStack();
  const launchTemplate = new NitroLaunchTemplate(stack, 'Own', { instanceType: type('m7i.large'), rootVolumeSize: Size.gibibytes(30) });
  build({ launchTemplate }, stack);
  stack.written.resourceCountIs(LAUNCH_TEMPLATE, 1);
  stack.written.hasResourceProperties(GROUP, { LaunchTemplate: { LaunchTemplateId: { Ref: Match.stringLikeRegexp('^Own') } } });
  expect(stack.findings).toEqual([]);
});

test('a launch template of one s own takes types as overrides', () => {
  const stack = new CheckedStack();
  build({ launchTemplate: new NitroLaunchTemplate(stack, 'Own'), instanceTypes: [type('m7i.large')] }, stack);
  stack.written.hasResourceProperties(GROUP, {
    MixedInstancesPolicy: { LaunchTemplate: { Overrides: [{ InstanceType: 'm7i.large' }] } },
  });
  expect(stack.findings).toEqual([]);
});

test('settings of the instance can be overridden', () => {
  const stack = new CheckedStack();
  const userData = ec2.UserData.forLinux();
  userData.addCommands('echo hello');
  const group = new NitroAutoScalingGroup(stack, 'Group', {
    vpc: stack.vpc,
    instanceTypes: [type('m7i.large')],
    userData,
    spotPrice: '0.05',
    instanceMonitoring: autoscaling.Monitoring.DETAILED,
    associatePublicIpAddress: false,
    blockDevices: [{ deviceName: '/dev/xvda', volume: autoscaling.BlockDeviceVolume.ebs(50) }],
    newInstancesProtectedFromScaleIn: true,
  });
  group.addUserData('echo world');
  group.connections.allowFromAnyIpv4(ec2.Port.tcp(443));
  stack.written.hasResourceProperties(LAUNCH_TEMPLATE, {
    LaunchTemplateData: {
      InstanceMarketOptions: { SpotOptions: { MaxPrice: '0.05' } },
      Monitoring: { Enabled: true },
      NetworkInterfaces: [{ AssociatePublicIpAddress: false }],
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 50 } }],
      UserData: { 'Fn::Base64': '#!/bin/bash\necho hello\necho world' },
    },
  });
  stack.written.hasResourceProperties(GROUP, { NewInstancesProtectedFromScaleIn: true });
});

test.each<[string, Omit<NitroAutoScalingGroupProps, 'vpc'>, string]>([
  ['a Xen type', { instanceTypes: [new ec2.InstanceType('m4.large')] }, "'m4.large' runs on the Xen hypervisor: use 'm7i.large'"],
  ['an empty list', { instanceTypes: [] }, 'instanceTypes is empty: name at least one'],
  ['nothing', {}, 'no instance type is given: set instanceTypes'],
  [
    'two architectures',
    { instanceTypes: [type('m7i.large'), type('m7g.large')] },
    "'m7i.large' is x86_64 and 'm7g.large' is arm64, and one image cannot boot both: create a group for each architecture",
  ],
  [
    'types and requirements',
    { instanceTypes: [type('m7i.large')], instanceRequirements: { vCpuCount: { min: 1 }, memoryMiB: { min: 1 } } },
    'instanceTypes and instanceRequirements exclude each other: remove one of them',
  ],
  [
    'a Spot price for several types',
    { instanceTypes: [type('m7i.large'), type('m6i.large')], spotPrice: '0.05' },
    'spotPrice works with a single instance type only: set instancesDistribution.spotMaxPrice instead',
  ],
])('%s is refused', (_, props, message) => {
  expect(() => build(props)).toThrow(message);
});

test('a setting of a given launch template is refused', () => {
  const stack = new CheckedStack();
  const launchTemplate = new NitroLaunchTemplate(stack, 'Own', { instanceType: type('m7i.large') });
  expect(() => build({ launchTemplate, userData: ec2.UserData.forLinux() }, stack)).toThrow(
    'userData belongs to the launch template, and launchTemplate is given: set it there',
  );
});
