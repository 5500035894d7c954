import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks';
import * as eksV2 from 'aws-cdk-lib/aws-eks-v2';
import { Match } from 'aws-cdk-lib/assertions';
import {
  NitroInstanceType,
  NitroInstanceTypeParameter,
  NitroNodegroup,
  type NitroNodegroupProps,
  NitroNodegroupV2,
  type NitroNodegroupV2Props,
} from '../../../lib';
import { CheckedStack } from './checked-stack';
import { expectGolden, templateDiff } from './template-diff';

const { ARM_64 } = ec2.InstanceArchitecture;
const NODEGROUP = 'AWS::EKS::Nodegroup';

const of = (...names: string[]): { instanceTypes: ec2.InstanceType[] } => ({
  instanceTypes: names.map((name) => new ec2.InstanceType(name)),
});

const clusterOf = (stack: CheckedStack): eks.ICluster =>
  eks.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'cluster', vpc: stack.vpc });
const clusterV2Of = (stack: CheckedStack): eksV2.ICluster =>
  eksV2.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'cluster', vpc: stack.vpc });

type Props = Omit<NitroNodegroupProps, 'cluster' | 'amiType' | 'capacityType'>;

describe.each<[string, (stack: CheckedStack, props: Props) => void]>([
  ['NitroNodegroup', (stack, props) => new NitroNodegroup(stack, 'Nodes', { cluster: clusterOf(stack), ...props })],
  [
    'NitroNodegroupV2',
    (stack, props) => new NitroNodegroupV2(stack, 'Nodes', { cluster: clusterV2Of(stack), ...(props as Partial<NitroNodegroupV2Props>) }),
  ],
])('%s', (_, build) => {
  const written = (props: Props): CheckedStack => {
    const stack = new CheckedStack({ context: { '@aws-cdk/aws-eks:defaultToAL2023': true } });
    build(stack, props);
    return stack;
  };

  test.each([
    [['m7i.large', 'c7i.large'], 'AL2023_x86_64_STANDARD'],
    [['m7g.large'], 'AL2023_ARM_64_STANDARD'],
    [['g6.xlarge'], 'AL2023_x86_64_NVIDIA'],
    [['p5.48xlarge'], 'AL2023_x86_64_NVIDIA'],
    [['g5g.xlarge'], 'AL2023_ARM_64_NVIDIA'],
    [['inf2.xlarge'], 'AL2023_x86_64_NEURON'],
    [['trn1.2xlarge'], 'AL2023_x86_64_NEURON'],
    [['m99g.large'], 'AL2023_ARM_64_STANDARD'],
  ])('%p get the image %s', (names, amiType) => {
    const stack = written(names.includes('m99g.large') ? { ...of(...names), architecture: ARM_64 } : of(...names));
    stack.written.hasResourceProperties(NODEGROUP, { InstanceTypes: names, AmiType: amiType });
    expect(stack.findings.filter((finding) => !finding.includes('m99g'))).toEqual([]);
  });

  test.each<[string, Props, string, string]>([
    ['nothing', {}, 't3.medium', 'AL2023_x86_64_STANDARD'],
    ['an architecture', { architecture: ARM_64 }, 't4g.medium', 'AL2023_ARM_64_STANDARD'],
  ])('with %s gets the type that EKS takes, or its arm64 sibling', (_what, props, type, amiType) => {
    const stack = written(props);
    stack.written.hasResourceProperties(NODEGROUP, { InstanceTypes: [type], AmiType: amiType });
    expect(stack.findings).toEqual([]);
  });

  test('leaves types and image to a launch template', () => {
    const stack = written({ launchTemplateSpec: { id: 'lt-1' } });
    stack.written.hasResourceProperties(NODEGROUP, { InstanceTypes: Match.absent(), AmiType: Match.absent() });
    const typed = written({ launchTemplateSpec: { id: 'lt-1' }, ...of('m7g.large') });
    typed.written.hasResourceProperties(NODEGROUP, { InstanceTypes: ['m7g.large'], AmiType: Match.absent() });
  });

  test('takes the type of a parameter', () => {
    const stack = new CheckedStack();
    const { instanceType } = new NitroInstanceTypeParameter(stack, 'Type', { families: ['m7g'], sizes: ['large'] });
    build(stack, { instanceTypes: [instanceType] });
    stack.written.hasResourceProperties(NODEGROUP, { AmiType: 'AL2023_ARM_64_STANDARD' });
    expect(stack.findings).toEqual([]);
  });

  test.each<[string, Props, string]>([
    ['a Xen type', of('m4.large'), "'m4.large' runs on the Xen hypervisor: use 'm7i.large'"],
    ['a Xen type beside a launch template', { ...of('m4.large'), launchTemplateSpec: { id: 'lt-1' } }, 'runs on the Xen hypervisor'],
    ['an unknown type', of('m5.larg'), "'m5.larg' is not an instance type: did you mean 'm5.large'?"],
    ['no type in the list', of(), 'instanceTypes is empty'],
    ['types of two architectures', of('m7i.large', 'm7g.large'), 'create a node group for each'],
    ['types with and without GPUs', of('m7i.large', 'g6.xlarge'), 'create a node group for each'],
    ['GPUs without an image of EKS', of('g4ad.xlarge'), "EKS has no image with drivers for the accelerators of 'g4ad.xlarge': set amiType"],
    ['a type of another architecture', { ...of('m7i.large'), architecture: ARM_64 }, "architecture is 'arm64'"],
  ])('refuses %s', (_what, props, message) => {
    expect(() => written(props)).toThrow(message);
  });
});

test('a given image is kept, and its types are checked', () => {
  const stack = new CheckedStack();
  const cluster = clusterOf(stack);
  const { BOTTLEROCKET_ARM_64, AL2023_X86_64_NVIDIA } = eks.NodegroupAmiType;
  new NitroNodegroup(stack, 'Bottlerocket', { cluster, amiType: BOTTLEROCKET_ARM_64 });
  stack.written.hasResourceProperties(NODEGROUP, { InstanceTypes: ['t4g.medium'], AmiType: 'BOTTLEROCKET_ARM_64' });
  expect(stack.findings).toEqual([]);
  const other = new CheckedStack();
  const build = (props: Partial<NitroNodegroupProps>) => () => new NitroNodegroup(other, 'Nodes', { cluster: clusterOf(other), ...props });
  expect(build({ amiType: BOTTLEROCKET_ARM_64, ...of('m7i.large') })).toThrow("instance type 'm7i.large' is x86_64");
  expect(() => new NitroNodegroup(stack, 'Gpu', { cluster, amiType: AL2023_X86_64_NVIDIA })).toThrow('set instanceTypes');
  expect(
    () => new NitroNodegroup(stack, 'Both', { cluster, amiType: BOTTLEROCKET_ARM_64, architecture: ec2.InstanceArchitecture.X86_64 }),
  ).toThrow("amiType 'BOTTLEROCKET_ARM_64' is arm64 but architecture is 'x86_64'");
});

test('in place of eks.Nodegroup, the template differs in the image', () => {
  const [before, after] = [new CheckedStack(), new CheckedStack()];
  const instanceTypes = [NitroInstanceType.parse('g6.xlarge')];
  new eks.Nodegroup(before, 'Nodes', { cluster: clusterOf(before), instanceTypes });
  new NitroNodegroup(after, 'Nodes', { cluster: clusterOf(after), instanceTypes });
  expectGolden(__filename, 'nitro-nodegroup', templateDiff(before, after));
});
