import { Template } from 'aws-cdk-lib/assertions';
import * as batch from 'aws-cdk-lib/aws-batch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { NitroImageVariant, NitroInstanceTypeParameter, NitroMachineImage, type NitroVariantImageProps } from '../../../lib';
import { CheckedStack } from './checked-stack';
import { expectGolden, templateDiff } from './template-diff';

const { ARM_64, X86_64 } = ec2.InstanceArchitecture;
const { STANDARD, GPU, NEURON } = NitroImageVariant;
const type = (name: string): ec2.InstanceType => new ec2.InstanceType(name);
const kubernetesVersion = '1.33';

const ECS = '/aws/service/ecs/optimized-ami/amazon-linux-2023';
const EKS = '/aws/service/eks/optimized-ami/1.33/amazon-linux-2023';
const NEURON_DLAMI = '/aws/service/neuron/dlami/base/amazon-linux-2023/latest/image_id';
const dlami = (architecture: string): string =>
  `/aws/service/deeplearning/ami/${architecture}/base-oss-nvidia-driver-gpu-amazon-linux-2023/latest/ami-id`;

const ecsOptimized = (props: NitroVariantImageProps): NitroMachineImage => NitroMachineImage.ecsOptimized(props);
const batchOptimized = (props: NitroVariantImageProps): NitroMachineImage => NitroMachineImage.batchOptimized(props);
const eksOptimized = (props: NitroVariantImageProps): NitroMachineImage => NitroMachineImage.eksOptimized({ ...props, kubernetesVersion });
const deepLearning = (props: NitroVariantImageProps): NitroMachineImage => NitroMachineImage.deepLearning(props);

type Make = (props: NitroVariantImageProps) => NitroMachineImage;

/** The image, the type it is for, and its parameter. */
const BY_TYPE: readonly (readonly [Make, string, string])[] = [
  [ecsOptimized, 'm7i.large', `${ECS}/recommended/image_id`],
  [ecsOptimized, 'm7g.large', `${ECS}/arm64/recommended/image_id`],
  [ecsOptimized, 'g6.xlarge', `${ECS}/gpu/recommended/image_id`],
  [ecsOptimized, 'p5.48xlarge', `${ECS}/gpu/recommended/image_id`],
  [ecsOptimized, 'gr6.4xlarge', `${ECS}/gpu/recommended/image_id`],
  [ecsOptimized, 'inf1.xlarge', `${ECS}/neuron/recommended/image_id`],
  [ecsOptimized, 'trn1.2xlarge', `${ECS}/neuron/recommended/image_id`],
  // GPUs of AMD, FPGAs, media accelerators: no image has their drivers.
  [ecsOptimized, 'g4ad.xlarge', `${ECS}/recommended/image_id`],
  [ecsOptimized, 'vt1.3xlarge', `${ECS}/recommended/image_id`],
  [batchOptimized, 'm7g.large', `${ECS}/arm64/recommended/image_id`],
  [batchOptimized, 'g5.xlarge', `${ECS}/gpu/recommended/image_id`],
  [eksOptimized, 'm7i.large', `${EKS}/x86_64/standard/recommended/image_id`],
  [eksOptimized, 'm7g.large', `${EKS}/arm64/standard/recommended/image_id`],
  [eksOptimized, 'g6.xlarge', `${EKS}/x86_64/nvidia/recommended/image_id`],
  [eksOptimized, 'g5g.xlarge', `${EKS}/arm64/nvidia/recommended/image_id`],
  [eksOptimized, 'trn1.2xlarge', `${EKS}/x86_64/neuron/recommended/image_id`],
  [deepLearning, 'g6.xlarge', dlami('x86_64')],
  [deepLearning, 'g5g.xlarge', dlami('arm64')],
  [deepLearning, 'inf2.xlarge', NEURON_DLAMI],
];

test.each(BY_TYPE)('%p for %s', (make, name, parameterName) => {
  const image = make({ instanceType: type(name) });
  expect(image.parameterName).toBe(parameterName);
  const stack = new CheckedStack();
  new ec2.Instance(stack, 'Instance', { vpc: stack.vpc, instanceType: type(name), machineImage: image });
  expect(stack.findings).toEqual([]);
});

test.each<[Make, NitroVariantImageProps, string]>([
  [ecsOptimized, {}, `${ECS}/recommended/image_id`],
  [ecsOptimized, { architecture: ARM_64 }, `${ECS}/arm64/recommended/image_id`],
  [ecsOptimized, { variant: GPU }, `${ECS}/gpu/recommended/image_id`],
  [ecsOptimized, { variant: STANDARD, instanceType: type('g6.xlarge') }, `${ECS}/recommended/image_id`],
  // Newer than the catalog: by its name, and by the architecture that is given.
  [ecsOptimized, { instanceType: type('g99.xlarge'), architecture: X86_64 }, `${ECS}/gpu/recommended/image_id`],
  [ecsOptimized, { instanceType: type('trn99.xlarge'), architecture: X86_64 }, `${ECS}/neuron/recommended/image_id`],
  [ecsOptimized, { instanceType: type('m99.xlarge'), architecture: X86_64 }, `${ECS}/recommended/image_id`],
  [eksOptimized, { variant: GPU, architecture: ARM_64 }, `${EKS}/arm64/nvidia/recommended/image_id`],
  [deepLearning, { variant: NEURON }, NEURON_DLAMI],
  [deepLearning, { variant: GPU, architecture: ARM_64 }, dlami('arm64')],
])('%p with %p', (make, props, parameterName) => {
  expect(make(props).parameterName).toBe(parameterName);
});

test('a type that only the deployment knows gets the image of the architecture without drivers', () => {
  const { instanceType } = new NitroInstanceTypeParameter(new CheckedStack(), 'Type', { families: ['m7g'] });
  expect(ecsOptimized({ instanceType, architecture: ARM_64 }).parameterName).toBe(`${ECS}/arm64/recommended/image_id`);
});

describe.each<[string, Make]>([
  ['ECS', ecsOptimized],
  ['Batch', batchOptimized],
  ['EKS', eksOptimized],
  ['deep learning', deepLearning],
])('an image for %s', (_, make) => {
  test.each<[NitroVariantImageProps, string]>([
    [{ instanceType: type('g3.4xlarge') }, "'g3.4xlarge' runs on the Xen hypervisor: use"],
    [{ instanceType: type('m7i.large'), architecture: ARM_64 }, "'m7i.large' is x86_64 but architecture is 'arm64'"],
    [
      { instanceType: type('m7i.large'), variant: GPU },
      "'m7i.large' has no NVIDIA GPU, which the image has drivers for: use a type that has one, for example 'g6.xlarge', or an image without these drivers (NitroImageVariant.STANDARD)",
    ],
    [{ instanceType: type('g4ad.xlarge'), variant: GPU }, "'g4ad.xlarge' has no NVIDIA GPU"],
    [{ instanceType: type('g6.xlarge'), variant: NEURON }, "'g6.xlarge' has no AWS Inferentia or Trainium chip"],
    [{ architecture: ARM_64, variant: NEURON }, 'there is no image for Neuron and arm64'],
    [{ variant: 'nvidia' as never }, "variant is 'nvidia': use one of standard, gpu, neuron"],
  ])('refuses %p', (props, message) => {
    expect(() => make(props)).toThrow(message);
  });
});

test.each<[() => NitroMachineImage, string]>([
  [
    () => ecsOptimized({ instanceType: type('g5g.xlarge') }),
    "Amazon ECS has no optimized image for GPUs and arm64, which 'g5g.xlarge' is: use NitroMachineImage.bottlerocket({ variant: 'aws-ecs-2-nvidia' })",
  ],
  [() => NitroMachineImage.eksOptimized({ kubernetesVersion: 'v1.33' }), "'v1.33' is not a Kubernetes version of Amazon EKS"],
  [() => deepLearning({}), 'set instanceType, or variant to NitroImageVariant.GPU or NitroImageVariant.NEURON'],
  [() => deepLearning({ instanceType: type('m7i.large') }), "'m7i.large' has neither an NVIDIA GPU nor"],
  [() => deepLearning({ instanceType: type('p3dn.24xlarge') }), "use another type, for example 'p4d.24xlarge'"],
  [() => deepLearning({ instanceType: type('inf1.xlarge') }), "use another type, for example 'inf2.xlarge'"],
  [
    () => NitroMachineImage.bottlerocket({ variant: 'aws-ecs-2-nvidia', instanceType: type('m7i.large') }),
    "'m7i.large' has no NVIDIA GPU, which the image has drivers for",
  ],
])('%p is refused', (make, message) => {
  expect(make).toThrow(message);
});

describe('a NAT image', () => {
  const userDataOf = (image: ec2.IMachineImage): string => image.getImage(new CheckedStack()).userData.render();
  const commands = ec2.NatInstanceProviderV2.DEFAULT_USER_DATA_COMMANDS;

  test.each(['t3.micro', 't4g.micro'])('for %s is ready, and has the commands of the CDK', (name) => {
    const stack = new CheckedStack();
    const instanceType = type(name);
    const machineImage = NitroMachineImage.nat({ instanceType });
    new ec2.Instance(stack, 'Nat', { vpc: stack.vpc, instanceType, machineImage, sourceDestCheck: false });
    expect(stack.findings).toEqual([]);
    expect(userDataOf(machineImage)).toBe(['#!/bin/bash', ...commands].join('\n'));
  });

  test('has the commands once, after those that are given', () => {
    const userData = ec2.UserData.forLinux();
    userData.addCommands('echo first');
    const image = NitroMachineImage.nat({ userData });
    userDataOf(image);
    expect(userDataOf(image)).toBe(['#!/bin/bash', 'echo first', ...commands].join('\n'));
  });
});

test('in place of the images of the CDK', () => {
  const stacks = [
    () => ecs.EcsOptimizedImage.amazonLinux2(),
    (instanceType: ec2.InstanceType) => NitroMachineImage.ecsOptimized({ instanceType }),
  ].map((image) => {
    const stack = new CheckedStack();
    for (const name of ['m7g.large', 'g6.xlarge']) {
      const instanceType = type(name);
      const [id] = name.split('.');
      new ec2.Instance(stack, String(id), { vpc: stack.vpc, instanceType, machineImage: image(instanceType) });
    }
    return stack;
  });
  expectGolden(__filename, 'nitro-machine-image', templateDiff(stacks[0]!, stacks[1]!));
});

test('the image of a compute environment of Batch', () => {
  const stack = new CheckedStack();
  const instanceType = type('g6.xlarge');
  new batch.ManagedEc2EcsComputeEnvironment(stack, 'Jobs', {
    vpc: stack.vpc,
    instanceTypes: [instanceType],
    useOptimalInstanceClasses: false,
    images: [{ image: NitroMachineImage.batchOptimized({ instanceType }), imageType: batch.EcsMachineImageType.ECS_AL2_NVIDIA }],
  });
  expect(stack.findings).toEqual([]);
  Template.fromStack(stack).hasParameter('*', { Default: `${ECS}/gpu/recommended/image_id` });
});
