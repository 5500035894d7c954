import { Match, Template } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  NitroAutoScalingGroup,
  NitroInstanceType,
  NitroLaunchTemplate,
  NitroMachineImage,
  NitroWindowsEdition,
  NitroWindowsVersion,
} from '../../../lib';
import { appWith, CheckedStack } from './checked-stack';

const LAUNCH_TEMPLATE = 'AWS::EC2::LaunchTemplate';
const instanceType = NitroInstanceType.parse('m7i.large');

type Context = Readonly<Record<string, boolean>>;
const CONTEXTS: readonly (readonly [string, Context])[] = [
  ['without feature flags', {}],
  ['with generateLaunchTemplateInsteadOfLaunchConfig', { '@aws-cdk/aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig': true }],
  ['with launchTemplateDefaultUserData', { '@aws-cdk/aws-ec2:launchTemplateDefaultUserData': true }],
];

/** Images as ECS, EKS and people bring them; a new one each time, because user data are added to it. */
const IMAGES: Readonly<Record<string, () => ec2.IMachineImage>> = {
  'Linux, optimized for ECS': () => ecs.EcsOptimizedImage.amazonLinux2023(),
  Linux: () => NitroMachineImage.amazonLinux2023({ instanceType }),
  'Linux of the CDK': () => ec2.MachineImage.latestAmazonLinux2023(),
  'Linux by id': () => ec2.MachineImage.genericLinux({ 'eu-west-1': 'ami-0123456789abcdef0' }),
  Bottlerocket: () => NitroMachineImage.bottlerocket({ variant: 'aws-ecs-2' }),
  'Bottlerocket of the CDK': () => new ecs.BottleRocketImage({ variant: ecs.BottlerocketEcsVariant.AWS_ECS_2 }),
  Windows: () => NitroMachineImage.windows({ version: NitroWindowsVersion.SERVER_2022, edition: NitroWindowsEdition.CORE }),
  'Windows, optimized for ECS': () => ecs.EcsOptimizedImage.windows(ecs.WindowsOptimizedVersion.SERVER_2022),
};

type Group = (stack: CheckedStack, machineImage: ec2.IMachineImage) => autoscaling.AutoScalingGroup;

const signals = autoscaling.Signals.waitForAll();
const groupOfTheCdk: Group = (stack, machineImage) =>
  new autoscaling.AutoScalingGroup(stack, 'Group', { vpc: stack.vpc, instanceType, machineImage, signals });

const groupOfAType: Group = (stack, machineImage) =>
  new NitroAutoScalingGroup(stack, 'Group', { vpc: stack.vpc, instanceTypes: [instanceType], machineImage, signals });

/** The ways to a group whose launch template is ours. */
const GROUPS: Readonly<Record<string, Group>> = {
  'a group of a type': groupOfAType,
  'a group of requirements': (stack, machineImage) =>
    new NitroAutoScalingGroup(stack, 'Group', {
      vpc: stack.vpc,
      // With types that are allowed by name, because finding the shortest exclusion of the Xen types takes most of the time of such a group.
      instanceRequirements: { vCpuCount: { min: 2 }, memoryMiB: { min: 0 }, allowedInstanceTypes: ['m7i.*'] },
      machineImage,
      signals,
    }),
  'a group with a launch template of one s own': (stack, machineImage) =>
    new NitroAutoScalingGroup(stack, 'Group', { vpc: stack.vpc, launchTemplate: ownTemplate(stack, machineImage), signals }),
  'a group of the CDK with our launch template': (stack, machineImage) =>
    new autoscaling.AutoScalingGroup(stack, 'Group', { vpc: stack.vpc, launchTemplate: ownTemplate(stack, machineImage), signals }),
};

function ownTemplate(stack: CheckedStack, machineImage?: ec2.IMachineImage): NitroLaunchTemplate {
  return new NitroLaunchTemplate(stack, 'Own', {
    instanceType,
    ...(machineImage === undefined ? {} : { machineImage }),
    role: new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }),
    securityGroup: new ec2.SecurityGroup(stack, 'SecurityGroup', { vpc: stack.vpc }),
  });
}

/** The user data of the one launch template or launch configuration. */
function userDataIn(stack: CheckedStack): unknown {
  const resources = Object.values(Template.fromStack(stack).toJSON()['Resources'] as Record<string, { Type: string; Properties: unknown }>);
  const [launch, ...others] = resources.filter(({ Type }) => Type === LAUNCH_TEMPLATE || Type === 'AWS::AutoScaling::LaunchConfiguration');
  expect(others).toEqual([]);
  const properties = launch?.Properties as { LaunchTemplateData?: { UserData?: unknown }; UserData?: unknown } | undefined;
  return (properties?.LaunchTemplateData ?? properties)?.UserData;
}

function stackWith(context: Context): CheckedStack {
  return new CheckedStack({ context });
}

/** User data contain the name of their stack. */
const SAME_NAME = { stackName: 'Stack' };

type Use = (stack: CheckedStack, group: autoscaling.AutoScalingGroup, image: string) => void;

const nothing: Use = () => undefined;

/** A change of a group, the resulting user data, and the images that take it. */
const USES: Readonly<Record<string, { readonly use: Use; readonly writes: RegExp; readonly images: readonly string[] }>> = {
  'is a capacity provider of an ECS cluster': {
    use: (stack, autoScalingGroup, image) => {
      const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: stack.vpc });
      const machineImageType = image.startsWith('Bottlerocket') ? ecs.MachineImageType.BOTTLEROCKET : ecs.MachineImageType.AMAZON_LINUX_2;
      cluster.addAsgCapacityProvider(new ecs.AsgCapacityProvider(stack, 'Provider', { autoScalingGroup, machineImageType }));
    },
    writes: /ecs/i,
    images: Object.keys(IMAGES),
  },
  'takes commands': {
    use: (_stack, autoScalingGroup) => {
      autoScalingGroup.addUserData('one', 'two');
    },
    writes: /one\\ntwo/,
    images: Object.keys(IMAGES),
  },
  'takes cfn-init': {
    use: (_stack, autoScalingGroup) => {
      autoScalingGroup.applyCloudFormationInit(ec2.CloudFormationInit.fromElements(ec2.InitCommand.shellCommand('echo hello')));
    },
    writes: /cfn-init/,
    images: Object.keys(IMAGES).filter((name) => !name.startsWith('Bottlerocket')),
  },
};

const CASES = Object.entries(USES).flatMap(([what, { use, writes, images }]) =>
  images.map((image) => ({ name: `${image} ${what}`, image, use, writes })),
);

/** The user data of a group in each case; all stacks are written at once. */
function userDataOf(context: Context, group: Group, cases: readonly { name: string; image: string; use: Use }[]): Record<string, unknown> {
  const app = appWith({ context });
  const stacks = cases.map(({ name, image, use }, index): [string, CheckedStack] => {
    const stack = new CheckedStack(app, SAME_NAME, `Stack${String(index)}`);
    use(stack, group(stack, IMAGES[image]!()), image);
    return [name, stack];
  });
  return Object.fromEntries(stacks.map(([name, stack]) => [name, userDataIn(stack)]));
}

describe.each(CONTEXTS)('%s', (_, context) => {
  let expected: Record<string, unknown>;
  beforeAll(() => {
    expected = userDataOf(context, groupOfTheCdk, CASES);
  });

  describe.each(Object.entries(GROUPS))('%s', (_group, group) => {
    test('has the user data of the CDK as capacity of ECS, with commands and with cfn-init, whatever its image', () => {
      const written = userDataOf(context, group, CASES);
      expect(written).toEqual(expected);
      for (const { name, writes } of CASES) expect([name, JSON.stringify(written[name])]).toEqual([name, expect.stringMatching(writes)]);
    });

    test('has connections, and a security group for them', () => {
      const stack = stackWith(context);
      group(stack, ec2.MachineImage.latestAmazonLinux2023()).connections.allowFromAnyIpv4(ec2.Port.tcp(443));
      stack.written.hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: [Match.objectLike({ FromPort: 443 })] });
    });
  });

  test('a group is written with the user data of its image, as that of the CDK is', () => {
    const untouched = Object.keys(IMAGES).map((image) => ({ name: image, image, use: nothing }));
    expect(userDataOf(context, groupOfAType, untouched)).toEqual(userDataOf(context, groupOfTheCdk, untouched));
  });

  test('user data that an image was made with are kept', () => {
    const image = (): ec2.IMachineImage => {
      const userData = ec2.UserData.forLinux();
      userData.addCommands('echo mine');
      return ec2.MachineImage.latestAmazonLinux2023({ userData });
    };
    const app = appWith({ context });
    const stacks = Object.entries(GROUPS).map(([name, group], index): [string, CheckedStack] => {
      const stack = new CheckedStack(app, SAME_NAME, `Stack${String(index)}`);
      group(stack, image());
      return [name, stack];
    });
    for (const [name, stack] of stacks) expect([name, userDataIn(stack)]).toEqual([name, { 'Fn::Base64': '#!/bin/bash\necho mine' }]);
  });

  test('user data that are given come before those of the image', () => {
    const stack = stackWith(context);
    const userData = ec2.UserData.forLinux();
    userData.addCommands('echo given');
    const group = new NitroAutoScalingGroup(stack, 'Group', {
      vpc: stack.vpc,
      instanceTypes: [instanceType],
      machineImage: ec2.MachineImage.latestAmazonLinux2023({ userData: ec2.UserData.custom('the image s') }),
      userData,
    });
    expect(group.userData).toBe(userData);
    expect(userDataIn(stack)).toEqual({ 'Fn::Base64': '#!/bin/bash\necho given' });
  });

  test('a launch template with the default image takes commands', () => {
    const stack = stackWith(context);
    ownTemplate(stack).userData?.addCommands('echo hello');
    expect(userDataIn(stack)).toEqual({ 'Fn::Base64': '#!/bin/bash\necho hello' });
  });

  test('EKS: nodes of a group join their cluster', () => {
    const app = appWith({ context });
    const ours = Object.entries(GROUPS).filter(([name]) => !name.startsWith('a group of the CDK'));
    const [first, ...others] = [['a group of the CDK', groupOfTheCdk] as const, ...ours].map(([name, group], index) => {
      const stack = new CheckedStack(app, SAME_NAME, `Stack${String(index)}`);
      const cluster = new eks.Cluster(stack, 'Cluster', {
        vpc: stack.vpc,
        version: eks.KubernetesVersion.V1_33,
        defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
        defaultCapacity: 0,
      });
      cluster.connectAutoScalingGroupCapacity(group(stack, new eks.EksOptimizedImage({ kubernetesVersion: '1.33' })), {});
      return { name, stack };
    });
    const expectedData = userDataIn(first!.stack);
    expect(JSON.stringify(expectedData)).toContain('/etc/eks/bootstrap.sh');
    expect(others).toHaveLength(3);
    for (const { name, stack } of others) expect([name, userDataIn(stack)]).toEqual([name, expectedData]);
  });
});

test('a launch template to which nothing is added has no user data: Batch and EKS would have to merge them with theirs', () => {
  const app = appWith({});
  const stacks = [undefined, ...Object.values(IMAGES).map((image) => image())].map((machineImage, index) => {
    const stack = new CheckedStack(app, SAME_NAME, `Stack${String(index)}`);
    ownTemplate(stack, machineImage);
    return stack;
  });
  expect(stacks.map(userDataIn)).toEqual(stacks.map(() => undefined));
});
