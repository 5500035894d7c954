import { Template } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as batch from 'aws-cdk-lib/aws-batch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as eks from 'aws-cdk-lib/aws-eks';
import * as eks2 from 'aws-cdk-lib/aws-eks-v2';
import { CfnParameter } from 'aws-cdk-lib/core';
import {
  NitroDefaults,
  type NitroDefaultsProps,
  NitroInstanceType,
  NitroLaunchTemplate,
  NitroMachineImage,
  NitroWindowsVersion,
} from '../../../lib';
import { appWith, CheckedStack } from './checked-stack';

const { ARM_64, X86_64 } = ec2.InstanceArchitecture;
const named = (name: string): NitroDefaultsProps => ({ instanceType: NitroInstanceType.parse(name) });

const CONTEXT = { '@aws-cdk/aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig': true };

/** A stack that knows where it is, for images that are kept in the context. */
const PLACE = { env: { account: '123456789012', region: 'eu-west-1' } };

function withDefaults(props: NitroDefaultsProps): CheckedStack {
  const stack = new CheckedStack({ context: CONTEXT }, PLACE);
  NitroDefaults.apply(stack.node.root, props);
  return stack;
}

/** The results of building each in a stack of its own, by name. All stacks are in one app, and written at once. */
function allWithDefaults(
  props: NitroDefaultsProps,
  builds: Iterable<readonly [name: string, build: (stack: CheckedStack) => void]>,
): ReadonlyMap<string, CheckedStack | 'refused'> {
  const app = appWith({ context: CONTEXT });
  NitroDefaults.apply(app, props);
  return new Map(
    [...builds].map(([name, build], index): [string, CheckedStack | 'refused'] => {
      const stack = new CheckedStack(app, { ...PLACE, stackName: 'Stack' }, `Stack${String(index)}`);
      try {
        build(stack);
        return [name, stack];
      } catch {
        app.node.tryRemoveChild(stack.node.id);
        return [name, 'refused'];
      }
    }),
  );
}

function stackAmong(stacks: ReadonlyMap<string, CheckedStack | 'refused'>, name: string): CheckedStack {
  const stack = stacks.get(name);
  if (!(stack instanceof CheckedStack)) throw new Error(`'${name}' is refused`);
  return stack;
}

const DEFAULTS: readonly (readonly [string, NitroDefaultsProps])[] = [
  ['no props', {}],
  ['arm64', { architecture: ARM_64 }],
  ['x86_64', { architecture: X86_64 }],
  ['m7g.large', named('m7g.large')],
  ['m7i.large', named('m7i.large')],
];

/** Images of a team's, and their architecture where the image tells. */
const IMAGES: readonly (readonly [string, 'x86_64' | 'arm64' | undefined, () => ec2.IMachineImage])[] = [
  ['Amazon Linux 2023', 'x86_64', () => ec2.MachineImage.latestAmazonLinux2023()],
  ['Amazon Linux 2023 for arm64', 'arm64', () => ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 })],
  ['Amazon Linux 2', 'x86_64', () => ec2.MachineImage.latestAmazonLinux2()],
  [
    'Amazon Linux 2, in context',
    'arm64',
    () => ec2.MachineImage.latestAmazonLinux2({ cpuType: ec2.AmazonLinuxCpuType.ARM_64, cachedInContext: true }),
  ],
  ['Windows', 'x86_64', () => ec2.MachineImage.latestWindows(ec2.WindowsVersion.WINDOWS_SERVER_2022_ENGLISH_FULL_BASE)],
  ['ours', 'arm64', () => NitroMachineImage.amazonLinux2023({ architecture: ARM_64 })],
  ['ours for Windows', 'x86_64', () => NitroMachineImage.windows({ version: NitroWindowsVersion.SERVER_2022 })],
  ['a lookup for arm64', 'arm64', () => ec2.MachineImage.lookup({ name: 'golden-*', filters: { architecture: ['arm64'] } })],
  ['ECS', 'x86_64', () => ecs.EcsOptimizedImage.amazonLinux2023()],
  ['ECS for arm64', 'arm64', () => ecs.EcsOptimizedImage.amazonLinux2023(ecs.AmiHardwareType.ARM)],
  ['Bottlerocket for arm64', 'arm64', () => new ecs.BottleRocketImage({ architecture: ARM_64 })],
  [
    'a parameter that EC2 resolves',
    'arm64',
    () => ec2.MachineImage.resolveSsmParameterAtLaunch('/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64'),
  ],
  ['an id', undefined, () => ec2.MachineImage.genericLinux({ 'eu-west-1': 'ami-0123456789abcdef0' })],
  ['a parameter of one s own', undefined, () => ec2.MachineImage.fromSsmParameter('/golden/image')],
  ['a Mac', undefined, () => ec2.MachineImage.fromSsmParameter('/aws/service/ec2-macos/sonoma/arm64_mac/latest/image_id')],
  [
    'an image that is made from constructs',
    undefined,
    () => ({
      getImage: (scope) => ({
        imageId: new CfnParameter(scope, 'Image', { type: 'String' }).valueAsString,
        osType: ec2.OperatingSystemType.LINUX,
        userData: ec2.UserData.forLinux(),
      }),
    }),
  ],
];

type Build = (stack: CheckedStack, machineImage: ec2.IMachineImage) => void;

const MISSING_TYPE = {} as { instanceType: ec2.InstanceType };
const MISSING_IMAGE = {} as { machineImage: ec2.IMachineImage };

const LAUNCHES: Readonly<Record<string, Build>> = {
  'ec2.Instance': (stack, machineImage) => new ec2.Instance(stack, 'Instance', { vpc: stack.vpc, machineImage, ...MISSING_TYPE }),
  'autoscaling.AutoScalingGroup': (stack, machineImage) =>
    new autoscaling.AutoScalingGroup(stack, 'Group', { vpc: stack.vpc, machineImage }),
};

function typesIn(stack: CheckedStack): string[] {
  return [...JSON.stringify(Template.fromStack(stack).toJSON()).matchAll(/"InstanceType":"([^"]*)"/g)].map(([, type = '']) => type);
}

test.each([
  ['an image by id', {}, () => ec2.MachineImage.genericLinux({ 'eu-west-1': 'ami-0123456789abcdef0' })],
  ['an image of another architecture than the type that is named', named('m7g.large'), () => ec2.MachineImage.latestAmazonLinux2023()],
] as const)('an Instance without a type, beside %s, says what is to be set', (_what, props, image) => {
  const stack = withDefaults(props);
  const written = { vpc: new ec2.Vpc(stack, 'Network'), machineImage: image() } as unknown as ec2.InstanceProps;
  expect(() => new ec2.Instance(stack, 'Instance', written)).toThrow(/instanceType is not, so no default applies: set instanceType/);
});

describe.each(DEFAULTS)('defaults of %s', (_, props) => {
  describe.each(Object.entries(LAUNCHES))('%s without a type', (_name, build) => {
    let stacks: ReturnType<typeof allWithDefaults>;
    beforeAll(() => {
      stacks = allWithDefaults(
        props,
        IMAGES.map(([name, , image]) => [
          name,
          (stack) => {
            build(stack, image());
          },
        ]),
      );
    });

    test.each(IMAGES)('with %s (%s) is left to the CDK, which asks for one', (image) => {
      expect(stacks.get(image)).toBe('refused');
    });
  });

  describe('ec2.LaunchTemplate, with launchTemplates', () => {
    let stacks: ReturnType<typeof allWithDefaults>;
    beforeAll(() => {
      stacks = allWithDefaults(
        { ...props, launchTemplates: true },
        IMAGES.map(([name, , image]) => [name, (stack) => new ec2.LaunchTemplate(stack, 'Template', { machineImage: image() })]),
      );
    });

    test.each(IMAGES)('with %s (%s) keeps its lack of a type', (image) => {
      expect(typesIn(stackAmong(stacks, image))).toEqual([]);
    });

    test('without an image gets the type of choice', () => {
      const stack = withDefaults({ ...props, launchTemplates: true });
      new ec2.LaunchTemplate(stack, 'Template');
      expect(typesIn(stack)).toEqual([props.instanceType?.toString() ?? (props.architecture === ARM_64 ? 't4g.micro' : 't3.micro')]);
    });

    test('our own launch template, which has an image, keeps its lack of a type', () => {
      const stack = withDefaults({ ...props, launchTemplates: true });
      new NitroLaunchTemplate(stack, 'Template', { architecture: ARM_64 });
      expect(typesIn(stack)).toEqual([]);
    });
  });

  describe.each<[string, (stack: CheckedStack) => void]>([
    ['ec2.Instance', (stack) => new ec2.Instance(stack, 'Instance', { vpc: stack.vpc, ...MISSING_TYPE, ...MISSING_IMAGE })],
    ['autoscaling.AutoScalingGroup', (stack) => new autoscaling.AutoScalingGroup(stack, 'Group', { vpc: stack.vpc })],
  ])('%s without a type and without an image', (_name, build) => {
    test('gets both, of the architecture of choice', () => {
      const stack = withDefaults(props);
      build(stack);
      expect(typesIn(stack)).toEqual([props.instanceType?.toString() ?? (props.architecture === ARM_64 ? 't4g.micro' : 't3.micro')]);
      expect(stack.findings).toEqual([]);
    });
  });

  describe('ec2.Instance without an image', () => {
    const build = (stack: CheckedStack, instanceType: ec2.InstanceType): unknown =>
      new ec2.Instance(stack, 'Instance', { vpc: stack.vpc, instanceType, ...MISSING_IMAGE });

    test.each(['c7g.large', 'c7i.large', 'x99g.large', 'mac2.metal', 'a1.large', 'm4.large'])('%s is left to the team', (name) => {
      const stack = withDefaults(props);
      expect(() => build(stack, new ec2.InstanceType(name))).toThrow('machineImage is not, so no default applies: set machineImage');
    });

    test('a type that deployment decides is left to the CDK: its architecture is anybody s guess', () => {
      const stack = withDefaults(props);
      const { valueAsString } = new CfnParameter(stack, 'Type', { default: 'm7i.large' });
      expect(() => build(stack, new ec2.InstanceType(valueAsString))).toThrow();
    });
  });

  test('ecs.Cluster: capacity has an image of the cluster, so its type is left to the team', () => {
    const stack = withDefaults(props);
    const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: stack.vpc });
    expect(() => cluster.addCapacity('Capacity', MISSING_TYPE)).toThrow("Setting 'instanceType' is required");
  });
});

const BATCH: Readonly<Record<string, (stack: CheckedStack, props: Partial<batch.ManagedEc2EcsComputeEnvironmentProps>) => void>> = {
  'batch.ManagedEc2EcsComputeEnvironment': (stack, props) =>
    new batch.ManagedEc2EcsComputeEnvironment(stack, 'Environment', { vpc: stack.vpc, ...props }),
  'batch.ManagedEc2EksComputeEnvironment': (stack, { images = [], ...props }) => {
    const eksCluster = eks2.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'cluster', vpc: stack.vpc });
    new batch.ManagedEc2EksComputeEnvironment(stack, 'Environment', {
      vpc: stack.vpc,
      kubernetesNamespace: 'batch',
      eksCluster: eksCluster as unknown as eks.ICluster,
      images: images.map(({ image, imageType }) => ({
        ...(image === undefined ? {} : { image }),
        ...(imageType === batch.EcsMachineImageType.ECS_AL2023 ? { imageType: batch.EksMachineImageType.EKS_AL2023 } : {}),
        ...(imageType === batch.EcsMachineImageType.ECS_AL2023_NVIDIA ? { imageType: batch.EksMachineImageType.EKS_AL2023_NVIDIA } : {}),
      })),
      ...props,
    });
  },
};

describe.each(Object.entries(BATCH))('%s', (_, build) => {
  describe.each(DEFAULTS)('defaults of %s', (_name, props) => {
    const own = props.instanceType?.architecture ?? props.architecture ?? X86_64;
    const classes = (stack: CheckedStack): unknown =>
      Object.values(Template.fromStack(stack).findResources('AWS::Batch::ComputeEnvironment'))[0]?.['Properties'].ComputeResources
        .InstanceTypes;

    test('gets the classes of the architecture of choice', () => {
      const stack = withDefaults(props);
      build(stack, {});
      expect(classes(stack)).toEqual([`default_${own}`]);
    });

    let stacks: ReturnType<typeof allWithDefaults>;
    beforeAll(() => {
      stacks = allWithDefaults(
        props,
        IMAGES.map(([name, , image]) => [
          name,
          (stack) => {
            build(stack, { images: [{ image: image() }] });
          },
        ]),
      );
    });

    test.each(IMAGES)('with %s (%s) is left as the CDK makes it', (image) => {
      expect(classes(stackAmong(stacks, image))).toEqual(['optimal']);
    });

    test('with the image type alone is left as the CDK makes it', () => {
      const stack = withDefaults(props);
      build(stack, { images: [{ imageType: batch.EcsMachineImageType.ECS_AL2023 }] });
      expect(classes(stack)).toEqual(['optimal']);
    });

    test('with types or classes is left as the CDK makes it', () => {
      const stack = withDefaults(props);
      build(stack, { instanceClasses: [ec2.InstanceClass.M7I] });
      expect(classes(stack)).toEqual(['m7i', 'optimal']);
    });

    test.each<[string, string, (stack: CheckedStack) => ec2.ILaunchTemplate]>([
      [
        'an image for arm64',
        'optimal',
        (stack) =>
          new ec2.LaunchTemplate(stack, 'Template', {
            machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
          }),
      ],
      [
        'an image for x86_64',
        'optimal',
        (stack) => new ec2.LaunchTemplate(stack, 'Template', { machineImage: ec2.MachineImage.latestAmazonLinux2023() }),
      ],
      [
        'an image of which nothing is known',
        'optimal',
        (stack) =>
          new ec2.LaunchTemplate(stack, 'Template', {
            machineImage: ec2.MachineImage.genericLinux({ 'eu-west-1': 'ami-0123456789abcdef0' }),
          }),
      ],
      ['no image', `default_${own}`, (stack) => new ec2.LaunchTemplate(stack, 'Template')],
      [
        'whatever it has, being from elsewhere',
        'optimal',
        (stack) => ec2.LaunchTemplate.fromLaunchTemplateAttributes(stack, 'Template', { launchTemplateId: 'lt-1' }),
      ],
    ])('with a launch template that has %s gets %s', (_template, expected, template) => {
      const stack = withDefaults(props);
      build(stack, { launchTemplate: template(stack) });
      expect(classes(stack)).toEqual([expected]);
    });
  });
});

describe('resources that would be replaced', () => {
  /** The template of the same constructs, with and without defaults. */
  function templates(props: NitroDefaultsProps, build: (stack: CheckedStack) => void): readonly [without: unknown, withDefaults: unknown] {
    const stacks = [new CheckedStack({ context: CONTEXT }, PLACE), withDefaults(props)] as const;
    for (const stack of stacks) build(stack);
    return [Template.fromStack(stacks[0]).toJSON(), Template.fromStack(stacks[1]).toJSON()];
  }

  /** A deployed configuration of a team, in full, because TypeScript requires it. */
  const DEPLOYED: Readonly<Record<string, (stack: CheckedStack) => void>> = {
    'ec2.BastionHostLinux': (stack) => new ec2.BastionHostLinux(stack, 'Bastion', { vpc: stack.vpc }),
    'ec2.BastionHostLinux with a type': (stack) =>
      new ec2.BastionHostLinux(stack, 'Bastion', { vpc: stack.vpc, instanceType: new ec2.InstanceType('t3.small') }),
    'ec2.BastionHostLinux with an image': (stack) =>
      new ec2.BastionHostLinux(stack, 'Bastion', { vpc: stack.vpc, machineImage: ec2.MachineImage.latestAmazonLinux2023() }),
    'eks.Nodegroup': (stack) =>
      new eks.Nodegroup(stack, 'Nodes', {
        cluster: eks.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'cluster', vpc: stack.vpc }),
      }),
    'eks.Nodegroup of aws-eks-v2': (stack) =>
      new eks2.Nodegroup(stack, 'Nodes', {
        cluster: eks2.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'cluster', vpc: stack.vpc }),
      }),
    'eks.Nodegroup with an AMI type': (stack) =>
      new eks2.Nodegroup(stack, 'Nodes', {
        cluster: eks2.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'cluster', vpc: stack.vpc }),
        amiType: eks2.NodegroupAmiType.BOTTLEROCKET_X86_64,
      }),
    'ec2.Instance': (stack) =>
      new ec2.Instance(stack, 'Instance', {
        vpc: stack.vpc,
        instanceType: new ec2.InstanceType('m7i.large'),
        machineImage: ec2.MachineImage.latestAmazonLinux2023(),
      }),
    'autoscaling.AutoScalingGroup': (stack) =>
      new autoscaling.AutoScalingGroup(stack, 'Group', {
        vpc: stack.vpc,
        instanceType: new ec2.InstanceType('m7i.large'),
        machineImage: ec2.MachineImage.latestAmazonLinux2023(),
      }),
    'ec2.LaunchTemplate': (stack) => new ec2.LaunchTemplate(stack, 'Template', { machineImage: ec2.MachineImage.latestAmazonLinux2023() }),
    'ecs.Cluster with capacity': (stack) =>
      new ecs.Cluster(stack, 'Cluster', { vpc: stack.vpc, capacity: { instanceType: new ec2.InstanceType('m7i.large') } }),
  };

  test.each(Object.entries(DEPLOYED))('%s stays what it is, whatever the architecture of choice', (_name, build) => {
    for (const architecture of [undefined, X86_64, ARM_64]) {
      const [before, after] = templates(architecture === undefined ? {} : { architecture }, build);
      expect(after).toEqual(before);
    }
  });

  test.each(['ec2.BastionHostLinux', 'eks.Nodegroup', 'eks.Nodegroup of aws-eks-v2'])('%s gets the type that the props name', (name) => {
    const [, after] = templates(named('m7g.large'), (stack) => DEPLOYED[name]?.(stack));
    expect(JSON.stringify(after)).toMatch(/"InstanceTypes?":\[?"m7g\.large"/);
  });

  test.each(['ec2.BastionHostLinux with a type', 'ec2.BastionHostLinux with an image', 'eks.Nodegroup with an AMI type', 'ec2.Instance'])(
    '%s stays what it is, even where the props name a type',
    (name) => {
      const [before, after] = templates(named('m7g.large'), (stack) => DEPLOYED[name]?.(stack));
      expect(after).toEqual(before);
    },
  );
});
