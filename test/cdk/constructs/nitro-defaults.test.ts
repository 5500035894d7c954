import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Match } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as batch from 'aws-cdk-lib/aws-batch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as eks from 'aws-cdk-lib/aws-eks';
import * as eks2 from 'aws-cdk-lib/aws-eks-v2';
import { App, type IPropertyInjector, PropertyInjectors, Size, type Stack } from 'aws-cdk-lib/core';
import { NitroDefaults, type NitroDefaultsProps, NitroInstanceType } from '../../../lib';
import { DECLINED_DEFAULTS } from '../../../lib/cdk/constructs/declined-defaults';
import { FILLERS } from '../../../lib/cdk/constructs/default-fillers';
import { CheckedStack } from './checked-stack';

const { ARM_64 } = ec2.InstanceArchitecture;
const XEN = new ec2.InstanceType('t2.micro');

/** JavaScript leaves out what TypeScript insists on. */
const nothing = {} as { instanceType: ec2.InstanceType; machineImage: ec2.IMachineImage };

function withDefaults(props: NitroDefaultsProps = {}): CheckedStack {
  const stack = new CheckedStack({ context: { '@aws-cdk/aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig': true } });
  NitroDefaults.apply(stack.node.root, props);
  return stack;
}

function expectImage(stack: CheckedStack, architecture: string): void {
  stack.written.hasParameter('*', { Default: Match.stringLikeRegexp(`al2023-ami-.*${architecture}$`) });
}

describe('ec2.Instance', () => {
  test('gets a type and its image', () => {
    const stack = withDefaults();
    new ec2.Instance(stack, 'Instance', { ...nothing, vpc: stack.vpc });
    stack.written.hasResourceProperties('AWS::EC2::Instance', { InstanceType: 't3.micro' });
    expectImage(stack, 'x86_64');
    expect(stack.findings).toEqual([]);
  });

  test('gets the type of choice', () => {
    const stack = withDefaults({ instanceType: NitroInstanceType.parse('m7g.large') });
    new ec2.Instance(stack, 'Instance', { ...nothing, vpc: stack.vpc });
    stack.written.hasResourceProperties('AWS::EC2::Instance', { InstanceType: 'm7g.large' });
    expectImage(stack, 'arm64');
  });

  test('keeps a Xen type, for the validator to reject', () => {
    const stack = withDefaults();
    new ec2.Instance(stack, 'Instance', { vpc: stack.vpc, instanceType: XEN, machineImage: ec2.MachineImage.latestAmazonLinux2023() });
    expect(stack.findings).toEqual([expect.stringContaining("instance-type: 't2.micro' runs on the Xen hypervisor")]);
  });
});

describe('ec2.LaunchTemplate', () => {
  test('gets a type where that is wanted', () => {
    const stack = withDefaults({ launchTemplates: true });
    new ec2.LaunchTemplate(stack, 'Template');
    new ec2.LaunchTemplate(stack, 'Own', { instanceType: new ec2.InstanceType('m7i.large') });
    stack.written.hasResourceProperties('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { InstanceType: 't3.micro' } });
    stack.written.hasResourceProperties('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { InstanceType: 'm7i.large' } });
  });

  test('is left alone otherwise: an EKS node group may name the types', () => {
    const stack = withDefaults({ instanceType: NitroInstanceType.parse('m7i.large') });
    new ec2.LaunchTemplate(stack, 'Template');
    stack.written.hasResourceProperties('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { InstanceType: Match.absent() } });
  });
});

describe('ec2.BastionHostLinux', () => {
  test('gets the type of choice', () => {
    const stack = withDefaults({ instanceType: NitroInstanceType.parse('t4g.micro') });
    new ec2.BastionHostLinux(stack, 'Bastion', { vpc: stack.vpc });
    stack.written.hasResourceProperties('AWS::EC2::Instance', { InstanceType: 't4g.micro' });
    expect(stack.findings.filter((finding) => finding.startsWith('instance-type'))).toEqual([]);
  });

  test('keeps what the CDK chooses, which is built on Nitro, where there is no choice', () => {
    const stack = withDefaults();
    new ec2.BastionHostLinux(stack, 'Bastion', { vpc: stack.vpc });
    stack.written.hasResourceProperties('AWS::EC2::Instance', { InstanceType: 't3.nano' });
  });

  test('keeps the type that suits its image', () => {
    const stack = withDefaults({ instanceType: NitroInstanceType.parse('t4g.micro') });
    new ec2.BastionHostLinux(stack, 'Bastion', { vpc: stack.vpc, machineImage: ec2.MachineImage.latestAmazonLinux2023() });
    stack.written.hasResourceProperties('AWS::EC2::Instance', { InstanceType: 't3.nano' });
  });
});

describe('autoscaling.AutoScalingGroup', () => {
  const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
  const vCpuCount = { min: 2 };
  const memoryMiB = { min: 0 };

  function mixed(stack: CheckedStack, requirements: autoscaling.CfnAutoScalingGroup.InstanceRequirementsProperty): void {
    const launchTemplate = new ec2.LaunchTemplate(stack, 'Template', { machineImage: ec2.MachineImage.latestAmazonLinux2023() });
    new autoscaling.AutoScalingGroup(stack, 'Group', {
      vpc: stack.vpc,
      mixedInstancesPolicy: {
        launchTemplate,
        launchTemplateOverrides: [{ instanceRequirements: requirements, weightedCapacity: 3 }],
      },
    });
  }

  test('gets a type and its image', () => {
    const stack = withDefaults();
    new autoscaling.AutoScalingGroup(stack, 'Group', { vpc: stack.vpc });
    stack.written.hasResourceProperties('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { InstanceType: 't3.micro' } });
    expectImage(stack, 'x86_64');
    expect(stack.findings).toEqual([]);
  });

  test('keeps its launch template', () => {
    const stack = withDefaults();
    const launchTemplate = new ec2.LaunchTemplate(stack, 'Template', {
      instanceType: new ec2.InstanceType('m7i.large'),
      machineImage: ec2.MachineImage.latestAmazonLinux2023(),
    });
    new autoscaling.AutoScalingGroup(stack, 'Group', { vpc: stack.vpc, launchTemplate });
    stack.written.resourceCountIs('AWS::EC2::LaunchTemplate', 1);
    expect(stack.findings).toEqual([]);
  });

  test('has its requirements exclude all Xen types', () => {
    const without = new CheckedStack();
    mixed(without, { vCpuCount, memoryMiB });
    expect(without.findings).toEqual([expect.stringContaining('instance-requirements: ')]);

    const stack = withDefaults();
    mixed(stack, { vCpuCount, memoryMiB });
    stack.written.hasResourceProperties(GROUP, {
      MixedInstancesPolicy: { LaunchTemplate: { Overrides: [{ WeightedCapacity: '3', InstanceRequirements: { VCpuCount: { Min: 2 } } }] } },
    });
    expect(stack.findings).toEqual([]);
  });

  test.each([{ excludedInstanceTypes: ['m4.*'] }, { allowedInstanceTypes: ['m4.*'] }])('keeps %p as it is written', (written) => {
    const stack = withDefaults();
    mixed(stack, { vCpuCount, memoryMiB, ...written });
    const list = Object.fromEntries(Object.entries(written).map(([name, types]) => [name.charAt(0).toUpperCase() + name.slice(1), types]));
    stack.written.hasResourceProperties(GROUP, {
      MixedInstancesPolicy: { LaunchTemplate: { Overrides: [{ InstanceRequirements: list }] } },
    });
    expect(stack.findings).toEqual([expect.stringContaining('instance-requirements: ')]);
  });
});

describe.each<[string, (stack: CheckedStack, props: Partial<batch.ManagedEc2EcsComputeEnvironmentProps>) => void]>([
  [
    'batch.ManagedEc2EcsComputeEnvironment',
    (stack, props) => new batch.ManagedEc2EcsComputeEnvironment(stack, 'Environment', { vpc: stack.vpc, ...props }),
  ],
  [
    'batch.ManagedEc2EksComputeEnvironment',
    (stack, { images, ...props }) => {
      const eksCluster = eks2.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'cluster', vpc: stack.vpc });
      new batch.ManagedEc2EksComputeEnvironment(stack, 'Environment', {
        vpc: stack.vpc,
        kubernetesNamespace: 'batch',
        eksCluster: eksCluster as unknown as eks.ICluster,
        ...props,
      });
    },
  ],
])('%s', (_, build) => {
  const types = (stack: CheckedStack): unknown =>
    Object.values(stack.written.findResources('AWS::Batch::ComputeEnvironment'))[0]?.['Properties'].ComputeResources.InstanceTypes;

  test.each<[NitroDefaultsProps, string]>([
    [{}, 'default_x86_64'],
    [{ architecture: ARM_64 }, 'default_arm64'],
  ])('%p: gets %s', (props, expected) => {
    const stack = withDefaults(props);
    build(stack, {});
    expect(types(stack)).toEqual([expected]);
    expect(stack.findings.filter((finding) => finding.startsWith('instance-type'))).toEqual([]);
  });

  test('is left alone where classes or types are given', () => {
    const stack = withDefaults();
    build(stack, { instanceClasses: [ec2.InstanceClass.M6I], instanceTypes: [new ec2.InstanceType('c7i.large')] });
    expect(types(stack)).toEqual(['c7i.large', 'm6i', 'optimal']);
  });

  test('keeps optimal where it is asked for', () => {
    const stack = withDefaults();
    build(stack, { useOptimalInstanceClasses: true });
    expect(types(stack)).toEqual(['optimal']);
    expect(stack.findings).toContainEqual(expect.stringContaining('instance-type-indirect: '));
  });
});

test('ecs.ManagedInstancesCapacityProvider has its requirements exclude all Xen types, though ECS has none', () => {
  const build = (stack: CheckedStack): CheckedStack => {
    const provider = new ecs.ManagedInstancesCapacityProvider(stack, 'Provider', {
      subnets: stack.vpc.privateSubnets,
      securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1')],
      instanceRequirements: { vCpuCountMin: 2, memoryMin: Size.gibibytes(4) },
    });
    new ecs.Cluster(stack, 'Cluster', { vpc: stack.vpc }).addManagedInstancesCapacityProvider(provider);
    return stack;
  };
  const excluding = (ExcludedInstanceTypes: unknown) => ({
    ManagedInstancesProvider: { InstanceLaunchTemplate: { InstanceRequirements: { ExcludedInstanceTypes } } },
  });
  for (const [stack, expected] of [
    [build(new CheckedStack()), Match.absent()],
    [build(withDefaults()), Match.arrayWith(['m4.*'])],
  ] as const) {
    stack.written.hasResourceProperties('AWS::ECS::CapacityProvider', excluding(expected));
    expect(stack.findings.filter((finding) => finding.startsWith('instance-'))).toEqual([]);
  }
});

describe('eks.Nodegroup', () => {
  function nodegroup(stack: CheckedStack, props: Partial<eks2.NodegroupProps> = {}): void {
    const cluster = eks2.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'cluster', vpc: stack.vpc });
    new eks2.Nodegroup(stack, 'Nodes', { cluster, ...props });
  }
  const expectTypes = (stack: CheckedStack, types: unknown): void =>
    stack.written.hasResourceProperties('AWS::EKS::Nodegroup', { InstanceTypes: types });

  test('of aws-eks-v2 gets the type of choice', () => {
    const stack = withDefaults({ instanceType: NitroInstanceType.parse('m7i.large') });
    nodegroup(stack);
    expectTypes(stack, ['m7i.large']);
  });

  test('of aws-eks gets the type of choice', () => {
    const stack = withDefaults({ instanceType: NitroInstanceType.parse('m7i.large') });
    const cluster = eks.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'cluster', vpc: stack.vpc });
    new eks.Nodegroup(stack, 'Nodes', { cluster });
    expectTypes(stack, ['m7i.large']);
  });

  test('keeps what EKS chooses, which is built on Nitro, where there is no choice', () => {
    const stack = withDefaults();
    nodegroup(stack);
    expectTypes(stack, Match.absent());
  });

  test('keeps its types, its launch template and its AMI type', () => {
    const chosen = { instanceType: NitroInstanceType.parse('m7i.large') };
    const typed = withDefaults(chosen);
    nodegroup(typed, { instanceTypes: [new ec2.InstanceType('c7g.large')] });
    expectTypes(typed, ['c7g.large']);
    const templated = withDefaults(chosen);
    nodegroup(templated, { launchTemplateSpec: { id: 'lt-1' } });
    expectTypes(templated, Match.absent());
    const arm = withDefaults(chosen);
    nodegroup(arm, { amiType: eks2.NodegroupAmiType.AL2023_ARM_64_STANDARD });
    expectTypes(arm, Match.absent());
  });
});

describe('their scope', () => {
  const typeIn = (stack: CheckedStack): void => {
    new ec2.Instance(stack, 'Instance', { ...nothing, vpc: stack.vpc });
  };
  const expectType = (stack: CheckedStack, type: string): void =>
    stack.written.hasResourceProperties('AWS::EC2::Instance', { InstanceType: type });

  test('the closest call counts', () => {
    const stack = withDefaults();
    NitroDefaults.apply(stack, { architecture: ARM_64 });
    typeIn(stack);
    expectType(stack, 't4g.micro');
  });

  test('the last call counts', () => {
    const stack = withDefaults();
    NitroDefaults.apply(stack.node.root, { architecture: ARM_64 });
    typeIn(stack);
    expectType(stack, 't4g.micro');
  });

  test('as injectors of an App', () => {
    const stack = new CheckedStack({ propertyInjectors: NitroDefaults.injectors({ architecture: ARM_64 }) });
    typeIn(stack);
    expectType(stack, 't4g.micro');
  });

  test.each<[string, (stack: Stack) => void]>([
    ['further up', (stack) => NitroDefaults.apply(stack)],
    ['in the same place', (stack) => NitroDefaults.apply(stack.node.root)],
    ['in the same place, twice', (stack) => [1, 2].forEach(() => NitroDefaults.apply(stack.node.root))],
    ['further up, as injectors', (stack) => PropertyInjectors.of(stack).add(...NitroDefaults.injectors())],
  ])('a foreign injector stays in effect: %s', (_, apply) => {
    const theirs: IPropertyInjector = {
      constructUniqueId: ec2.Instance.PROPERTY_INJECTION_ID,
      inject: (props) => ({
        instanceType: new ec2.InstanceType('m7g.large'),
        machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
        ...props,
        detailedMonitoring: true,
      }),
    };
    const stack = new CheckedStack({ propertyInjectors: [theirs] });
    apply(stack);
    typeIn(stack);
    stack.written.hasResourceProperties('AWS::EC2::Instance', { InstanceType: 'm7g.large', Monitoring: true });
  });

  test('not before the call', () => {
    const stack = new CheckedStack();
    expect(() => typeIn(stack)).toThrow();
  });
});

test.each<[NitroDefaultsProps, string]>([
  [{ instanceType: XEN }, "'t2.micro' runs on the Xen hypervisor: use 't3.micro'"],
  [
    { instanceType: NitroInstanceType.parse('m7i.large'), architecture: ARM_64 },
    "instance type 'm7i.large' is x86_64 but architecture is 'arm64'",
  ],
])('%p is refused', (props, message) => {
  expect(() => NitroDefaults.apply(new App(), props)).toThrow(message);
  expect(() => NitroDefaults.injectors(props)).toThrow(message);
});

describe('the constructs of aws-cdk-lib', () => {
  interface TypeReference {
    readonly fqn?: string;
    readonly collection?: { readonly elementtype: TypeReference };
    readonly union?: { readonly types: readonly TypeReference[] };
  }
  interface ApiType {
    readonly kind: string;
    readonly base?: string;
    readonly datatype?: boolean;
    readonly interfaces?: readonly string[];
    readonly initializer?: { readonly parameters?: readonly { readonly type: TypeReference }[] };
    readonly properties?: readonly { readonly name: string; readonly type: TypeReference }[];
    readonly assembly: string;
  }

  const library = dirname(require.resolve('aws-cdk-lib/package.json'));
  const { types } = JSON.parse(gunzipSync(readFileSync(join(library, '.jsii.gz'))).toString('utf8')) as { types: Record<string, ApiType> };

  const TELLING_TYPES = ['InstanceType', 'InstanceClass', 'InstanceRequirementsConfig'].map((name) => `aws-cdk-lib.aws_ec2.${name}`);
  const TELLING_NAMES = /instance_?(type|class|requirements)/i;

  function namesOf({ fqn, collection, union }: TypeReference): string[] {
    const inner = [...(collection === undefined ? [] : [collection.elementtype]), ...(union?.types ?? [])];
    return [...(fqn === undefined ? [] : [fqn]), ...inner.flatMap(namesOf)];
  }

  /** Whether properties, or properties of properties, say what is launched. */
  function saysTypes(name: string, seen = new Set<string>()): boolean {
    if (TELLING_TYPES.includes(name)) return true;
    const type = types[name];
    if (type?.datatype !== true || seen.has(name)) return false;
    seen.add(name);
    const isTold = (type.properties ?? []).some(
      (each) => TELLING_NAMES.test(each.name) || namesOf(each.type).some((inner) => saysTypes(inner, seen)),
    );
    return isTold || (type.interfaces ?? []).some((base) => saysTypes(base, seen));
  }

  function initializerOf(type: ApiType | undefined): ApiType['initializer'] {
    return type === undefined ? undefined : (type.initializer ?? initializerOf(types[type.base ?? '']));
  }

  const injectable = Object.entries(types).filter(
    ([, type]) => type.kind === 'class' && type.properties?.some(({ name }) => name === 'PROPERTY_INJECTION_ID') === true,
  );
  const launching = injectable
    .filter(([, type]) => (initializerOf(type)?.parameters ?? []).flatMap((each) => namesOf(each.type)).some((name) => saysTypes(name)))
    .map(([name]) => {
      const [, module = '', construct = ''] = name.split('.');
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- which module that is, is known only now
      const loaded = require(`aws-cdk-lib/${module.replaceAll('_', '-')}`) as Record<string, { PROPERTY_INJECTION_ID: string }>;
      return loaded[construct]?.PROPERTY_INJECTION_ID;
    });

  test('that name instance types get defaults, or are declined with a reason', () => {
    const decided = [...FILLERS.map(([id]) => id), ...DECLINED_DEFAULTS.flatMap(([, ids]) => ids)];
    expect(launching.sort()).toEqual(decided.sort());
  });
});
