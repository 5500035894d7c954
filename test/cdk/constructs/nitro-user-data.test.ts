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
import { CheckedStack } from './checked-stack';

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
      instanceRequirements: { vCpuCount: { min: 2 }, memoryMiB: { min: 0 } },
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

describe.each(CONTEXTS)('%s', (_, context) => {
  /** What the group of the CDK has for user data, after the same has been done to it. */
  function expected(image: () => ec2.IMachineImage, use: (stack: CheckedStack, group: autoscaling.AutoScalingGroup) => void): unknown {
    const stack = stackWith(context);
    use(stack, groupOfTheCdk(stack, image()));
    return userDataIn(stack);
  }

  function actual(
    group: Group,
    image: () => ec2.IMachineImage,
    use: (stack: CheckedStack, group: autoscaling.AutoScalingGroup) => void,
  ): unknown {
    const stack = stackWith(context);
    use(stack, group(stack, image()));
    return userDataIn(stack);
  }

  describe.each(Object.entries(GROUPS))('%s', (_group, group) => {
    test.each(Object.entries(IMAGES))('%s: is a capacity provider of an ECS cluster, with the user data of the CDK', (name, image) => {
      const use = (stack: CheckedStack, autoScalingGroup: autoscaling.AutoScalingGroup): void => {
        const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: stack.vpc });
        const machineImageType = name.startsWith('Bottlerocket') ? ecs.MachineImageType.BOTTLEROCKET : ecs.MachineImageType.AMAZON_LINUX_2;
        cluster.addAsgCapacityProvider(new ecs.AsgCapacityProvider(stack, 'Provider', { autoScalingGroup, machineImageType }));
      };
      const written = actual(group, image, use);
      expect(written).toEqual(expected(image, use));
      expect(JSON.stringify(written)).toMatch(/ecs/i);
    });

    test.each(Object.entries(IMAGES))('%s: takes commands', (_name, image) => {
      const use = (_stack: CheckedStack, autoScalingGroup: autoscaling.AutoScalingGroup): void =>
        autoScalingGroup.addUserData('one', 'two');
      const written = actual(group, image, use);
      expect(written).toEqual(expected(image, use));
      expect(JSON.stringify(written)).toContain('one\\ntwo');
    });

    test.each(Object.entries(IMAGES).filter(([name]) => !name.startsWith('Bottlerocket')))('%s: takes cfn-init', (_name, image) => {
      const use = (_stack: CheckedStack, autoScalingGroup: autoscaling.AutoScalingGroup): void =>
        autoScalingGroup.applyCloudFormationInit(ec2.CloudFormationInit.fromElements(ec2.InitCommand.shellCommand('echo hello')));
      const written = actual(group, image, use);
      expect(written).toEqual(expected(image, use));
      expect(JSON.stringify(written)).toContain('cfn-init');
    });

    test('has connections, and a security group for them', () => {
      const stack = stackWith(context);
      group(stack, ec2.MachineImage.latestAmazonLinux2023()).connections.allowFromAnyIpv4(ec2.Port.tcp(443));
      stack.written.hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: [Match.objectLike({ FromPort: 443 })] });
    });
  });

  test.each(Object.entries(IMAGES))('%s: a group is written with the user data of its image, as that of the CDK is', (_name, image) => {
    expect(actual(groupOfAType, image, () => undefined)).toEqual(expected(image, () => undefined));
  });

  test('user data that an image was made with are kept', () => {
    const image = (): ec2.IMachineImage => {
      const userData = ec2.UserData.forLinux();
      userData.addCommands('echo mine');
      return ec2.MachineImage.latestAmazonLinux2023({ userData });
    };
    for (const group of Object.values(GROUPS))
      expect(actual(group, image, () => undefined)).toEqual({ 'Fn::Base64': '#!/bin/bash\necho mine' });
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
    const use = (stack: CheckedStack, group: autoscaling.AutoScalingGroup): void => {
      const cluster = new eks.Cluster(stack, 'Cluster', {
        vpc: stack.vpc,
        version: eks.KubernetesVersion.V1_33,
        defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
        defaultCapacity: 0,
      });
      cluster.connectAutoScalingGroupCapacity(group, {});
    };
    const image = (): ec2.IMachineImage => new eks.EksOptimizedImage({ kubernetesVersion: '1.33' });
    const ours = Object.entries(GROUPS).filter(([name]) => !name.startsWith('a group of the CDK'));
    for (const [, group] of ours) {
      const written = actual(group, image, use);
      expect(written).toEqual(expected(image, use));
      expect(JSON.stringify(written)).toContain('/etc/eks/bootstrap.sh');
    }
  });
});

test('a launch template to which nothing is added has no user data: Batch and EKS would have to merge them with theirs', () => {
  for (const machineImage of [undefined, ...Object.values(IMAGES).map((image) => image())]) {
    const stack = stackWith({});
    ownTemplate(stack, machineImage);
    expect(userDataIn(stack)).toBeUndefined();
  }
});
