import { Match } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import {
  NitroEcsCapacity,
  type NitroEcsCapacityProps,
  NitroImageVariant,
  NitroInstanceType,
  NitroInstanceTypeParameter,
  NitroLaunchTemplate,
  NitroMachineImage,
} from '../../../lib';
import { CheckedStack } from './checked-stack';
import { expectGolden, templateDiff } from './template-diff';

const LAUNCH_TEMPLATE = 'AWS::EC2::LaunchTemplate';
const types = (...names: string[]): { instanceTypes: ec2.InstanceType[] } => ({
  instanceTypes: names.map((name) => NitroInstanceType.parse(name)),
});

function build(props: Omit<NitroEcsCapacityProps, 'cluster'>, stack = new CheckedStack()): CheckedStack {
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: stack.vpc });
  new NitroEcsCapacity(stack, 'Capacity', { cluster, ...props });
  return stack;
}

const requirements: autoscaling.CfnAutoScalingGroup.InstanceRequirementsProperty = {
  vCpuCount: { min: 2 },
  memoryMiB: { min: 0 },
  allowedInstanceTypes: ['m7g.*'],
};

test.each<[Omit<NitroEcsCapacityProps, 'cluster'>, string]>([
  [types('m7i.large'), 'recommended'],
  [types('m7g.large', 'm6g.large'), 'arm64/recommended'],
  [types('g6.xlarge', 'g5.xlarge'), 'gpu/recommended'],
  [types('trn1.2xlarge'), 'neuron/recommended'],
  [{ instanceRequirements: requirements, architecture: ec2.InstanceArchitecture.ARM_64 }, 'arm64/recommended'],
  [{ instanceRequirements: { ...requirements, allowedInstanceTypes: ['g6.*'] }, variant: NitroImageVariant.GPU }, 'gpu/recommended'],
  [{ ...types('g6.xlarge', 'm7i.large'), variant: NitroImageVariant.STANDARD }, 'recommended'],
])('%p: the image %s, an encrypted root volume, and the name of the cluster', (props, folder) => {
  const stack = build(props);
  stack.written.hasParameter('*', { Default: `/aws/service/ecs/optimized-ami/amazon-linux-2023/${folder}/image_id` });
  stack.written.hasResourceProperties(LAUNCH_TEMPLATE, {
    LaunchTemplateData: {
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { Encrypted: true, VolumeType: 'gp3', VolumeSize: Match.absent() } }],
      MetadataOptions: { HttpTokens: 'required' },
      UserData: { 'Fn::Base64': { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('ECS_CLUSTER=')])] } },
    },
  });
  stack.written.hasResourceProperties('AWS::ECS::ClusterCapacityProviderAssociations', {
    CapacityProviders: [{ Ref: Match.stringLikeRegexp('^CapacityProvider') }],
  });
  expect(stack.findings).toEqual([]);
});

test('a parameter: the image of its architecture', () => {
  const stack = new CheckedStack();
  build({ instanceTypes: [new NitroInstanceTypeParameter(stack, 'Type', { families: ['m7g'] }).instanceType] }, stack);
  stack.written.hasParameter('*', { Default: Match.stringLikeRegexp('/arm64/recommended/image_id$') });
  expect(stack.findings).toEqual([]);
});

test('the options of the group and of the provider', () => {
  const stack = build({
    ...types('m7i.large', 'm6i.large'),
    maxCapacity: 5,
    instancesDistribution: { onDemandPercentageAboveBaseCapacity: 0 },
    capacityProviderName: 'spot',
    targetCapacityPercent: 80,
    enableManagedTerminationProtection: false,
    enableManagedDraining: true,
    blockDevices: [{ deviceName: '/dev/xvda', volume: autoscaling.BlockDeviceVolume.ebs(100) }],
  });
  stack.written.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
    MaxSize: '5',
    MixedInstancesPolicy: { InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 0 } },
  });
  stack.written.hasResourceProperties('AWS::ECS::CapacityProvider', {
    Name: 'spot',
    AutoScalingGroupProvider: {
      ManagedScaling: { TargetCapacity: 80 },
      ManagedTerminationProtection: 'DISABLED',
      ManagedDraining: 'ENABLED',
    },
  });
  stack.written.hasResourceProperties(LAUNCH_TEMPLATE, {
    LaunchTemplateData: { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 100 } }] },
  });
});

test.each<[string, () => ec2.IMachineImage]>([
  ['ours', () => NitroMachineImage.bottlerocket({ variant: 'aws-ecs-2' })],
  ['of the CDK', () => new ecs.BottleRocketImage({ variant: ecs.BottlerocketEcsVariant.AWS_ECS_2 })],
])('Bottlerocket, %s, gets settings instead of a script', (_, machineImage) => {
  const stack = build({ ...types('m7i.large'), machineImage: machineImage() });
  stack.written.hasResourceProperties(LAUNCH_TEMPLATE, {
    LaunchTemplateData: {
      UserData: { 'Fn::Base64': { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('\\[settings.ecs\\]')])] } },
    },
  });
});

test('a launch template of one s own', () => {
  const stack = new CheckedStack();
  const machineImage = NitroMachineImage.ecsOptimized();
  build(
    { launchTemplate: new NitroLaunchTemplate(stack, 'Own', { machineImage, instanceType: NitroInstanceType.parse('m7i.large') }) },
    stack,
  );
  stack.written.resourceCountIs(LAUNCH_TEMPLATE, 1);
  expect(stack.findings).toEqual([]);
});

test('services run on it', () => {
  const stack = new CheckedStack();
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: stack.vpc });
  const { capacityProvider } = new NitroEcsCapacity(stack, 'Capacity', { cluster, ...types('m7g.large') });
  const taskDefinition = new ecs.Ec2TaskDefinition(stack, 'Task');
  taskDefinition.addContainer('Web', { image: ecs.ContainerImage.fromRegistry('nginx'), memoryLimitMiB: 256 });
  new ecs.Ec2Service(stack, 'Service', {
    cluster,
    taskDefinition,
    capacityProviderStrategies: [{ capacityProvider: capacityProvider.capacityProviderName, weight: 1 }],
  });
  expect(stack.findings).toEqual([]);
});

test.each<[string, Omit<NitroEcsCapacityProps, 'cluster'>, string]>([
  ['a Xen type', { instanceTypes: [new ec2.InstanceType('m4.large')] }, "'m4.large' runs on the Xen hypervisor: use 'm7i.large'"],
  [
    'types that need different images',
    types('g6.xlarge', 'm7i.large'),
    "'g6.xlarge' and 'm7i.large' need images with different drivers: create capacity for each, or set variant to NitroImageVariant.STANDARD",
  ],
  ['an image for GPUs without one', { ...types('m7i.large'), variant: NitroImageVariant.GPU }, "'m7i.large' has no NVIDIA GPU"],
  [
    'an image of another architecture',
    { ...types('m7i.large'), machineImage: ecs.EcsOptimizedImage.amazonLinux2023(ecs.AmiHardwareType.ARM) },
    "the machine image is arm64 but 'm7i.large' is x86_64",
  ],
  [
    'a variant beside an image',
    { ...types('m7i.large'), machineImage: ecs.EcsOptimizedImage.amazonLinux2023(), variant: NitroImageVariant.STANDARD },
    'variant chooses the default machine image, but an image is given: remove variant',
  ],
  ['nothing', {}, 'no instance type is given: set instanceTypes'],
])('%s is refused', (_, props, message) => {
  expect(() => build(props)).toThrow(message);
});

test('in place of what the CDK takes for it', () => {
  const instanceType = NitroInstanceType.parse('m7i.large');
  const before = new CheckedStack({ context: { '@aws-cdk/aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig': true } });
  const cluster = new ecs.Cluster(before, 'Cluster', { vpc: before.vpc });
  // Under the ids that our construct has, so that the rest is compared.
  const scope = new Construct(before, 'Capacity');
  const autoScalingGroup = new autoscaling.AutoScalingGroup(scope, 'Group', {
    vpc: before.vpc,
    instanceType,
    machineImage: ecs.EcsOptimizedImage.amazonLinux2(),
  });
  cluster.addAsgCapacityProvider(new ecs.AsgCapacityProvider(scope, 'Provider', { autoScalingGroup }));
  expectGolden(__filename, 'nitro-ecs-capacity', templateDiff(before, build({ instanceTypes: [instanceType] })));
});
