import { Match } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancing';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Aspects, type IPropertyInjector, PropertyInjectors, Tags, Validations } from 'aws-cdk-lib/core';
import {
  NitroAutoScalingGroup,
  type NitroAutoScalingGroupProps,
  NitroDefaults,
  NitroInstanceType,
  NitroLaunchTemplate,
  NitroMachineImage,
} from '../../../lib';
import { CheckedStack } from './checked-stack';
import { expectGolden, templateDiff } from './template-diff';

const LAUNCH_TEMPLATE_FLAG = '@aws-cdk/aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig';
const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const LAUNCH_TEMPLATE = 'AWS::EC2::LaunchTemplate';
const instanceType = NitroInstanceType.parse('m7i.large');
const image = (): ec2.IMachineImage => ec2.MachineImage.latestAmazonLinux2023();

type MakeGroup = (stack: CheckedStack, props?: Partial<NitroAutoScalingGroupProps>) => autoscaling.AutoScalingGroup;

const groupOfTheCdk: MakeGroup = (stack, props) =>
  new autoscaling.AutoScalingGroup(stack, 'Group', {
    vpc: stack.vpc,
    instanceType,
    machineImage: image(),
    ...(props as Partial<autoscaling.AutoScalingGroupProps>),
  });
const ourGroup: MakeGroup = (stack, props) =>
  new NitroAutoScalingGroup(stack, 'Group', { vpc: stack.vpc, instanceTypes: [instanceType], machineImage: image(), ...props });
const withBareTemplate: MakeGroup = (stack) =>
  new NitroAutoScalingGroup(stack, 'Group', { vpc: stack.vpc, launchTemplate: new NitroLaunchTemplate(stack, 'Own', { instanceType }) });

type Use = (stack: CheckedStack, group: autoscaling.AutoScalingGroup) => void;

/** Uses of a group in apps. */
const USES: Readonly<Record<string, Use>> = {
  'stands alone': () => undefined,
  'is an ECS capacity provider': (stack, autoScalingGroup) => {
    const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: stack.vpc });
    cluster.addAsgCapacityProvider(new ecs.AsgCapacityProvider(stack, 'Provider', { autoScalingGroup }), { spotInstanceDraining: true });
  },
  'joins an EKS cluster': (stack, group) => {
    const cluster = eks.Cluster.fromClusterAttributes(stack, 'Cluster', {
      clusterName: 'cluster',
      vpc: stack.vpc,
      clusterEndpoint: 'https://example.com',
      clusterCertificateAuthorityData: 'data',
      clusterSecurityGroupId: 'sg-1',
      securityGroupIds: ['sg-2'],
    });
    cluster.connectAutoScalingGroupCapacity(group, {});
  },
  'is a target of an ALB': (stack, group) => {
    const balancer = new elbv2.ApplicationLoadBalancer(stack, 'Balancer', { vpc: stack.vpc, internetFacing: true });
    balancer.addListener('Http', { port: 80 }).addTargets('Web', { port: 80, targets: [group] });
    group.scaleOnRequestCount('Requests', { targetRequestsPerMinute: 60 });
  },
  'is a target of an NLB': (stack, group) => {
    const balancer = new elbv2.NetworkLoadBalancer(stack, 'Balancer', { vpc: stack.vpc });
    balancer.addListener('Tcp', { port: 80 }).addTargets('Web', { port: 80, targets: [group] });
  },
  'is a target of a CLB': (stack, group) => {
    const balancer = new elb.LoadBalancer(stack, 'Balancer', { vpc: stack.vpc });
    balancer.addTarget(group);
    balancer.addListener({ externalPort: 80 });
  },
  'gets a security group': (stack, group) => {
    group.addSecurityGroup(ec2.SecurityGroup.fromSecurityGroupId(stack, 'More', 'sg-3'));
  },
  'is granted something': (stack, group) => {
    new s3.Bucket(stack, 'Bucket').grantRead(group);
  },
  'is deployed to': (stack, group) => {
    new codedeploy.ServerDeploymentGroup(stack, 'Deployments', { autoScalingGroups: [group] });
  },
  'has hooks, alarms and tags': (_stack, group) => {
    group.addLifecycleHook('Hook', { lifecycleTransition: autoscaling.LifecycleTransition.INSTANCE_TERMINATING });
    group.addWarmPool();
    group.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 50 });
    Tags.of(group).add('team', 'web');
  },
};

const built = (make: MakeGroup, use: Use, flag: boolean): CheckedStack => {
  const stack = new CheckedStack({ context: { [LAUNCH_TEMPLATE_FLAG]: flag } });
  use(stack, make(stack));
  return stack;
};

const idsOf = (stack: CheckedStack): readonly string[] =>
  Object.entries(stack.written.toJSON()['Resources'] as Record<string, { Type: string }>).map(([id, { Type }]) => `${Type} ${id}`);

describe.each(Object.entries(USES).filter(([name]) => name !== 'gets a security group'))('a group that %s', (_, use) => {
  test('has the resources of the CDK s own group, under the same logical ids', () => {
    expect(idsOf(built(ourGroup, use, true))).toEqual(expect.arrayContaining([...idsOf(built(groupOfTheCdk, use, true))]));
    expect(idsOf(built(ourGroup, use, true))).toHaveLength(idsOf(built(groupOfTheCdk, use, true)).length);
  });

  test('keeps the logical ids of a group with a launch configuration, except that', () => {
    const before = idsOf(built(groupOfTheCdk, use, false)).filter((id) => !id.startsWith('AWS::AutoScaling::LaunchConfiguration'));
    expect(idsOf(built(ourGroup, use, false))).toEqual(expect.arrayContaining(before));
  });

  test('passes the check, and works with a launch template that has neither role nor security group', () => {
    expect(built(ourGroup, use, false).findings).toEqual([]);
    expect(built(withBareTemplate, use, false).findings).toEqual([]);
  });
});

test('in place of the CDK s own group', () => {
  const use: Use = (stack, group) => {
    for (const each of Object.values(USES).slice(3, 4)) each(stack, group);
    USES['is granted something']?.(stack, group);
    USES['gets a security group']?.(stack, group);
  };
  expectGolden(__filename, 'nitro-auto-scaling-group', templateDiff(built(groupOfTheCdk, use, true), built(ourGroup, use, true)));
  expectGolden(
    __filename,
    'nitro-auto-scaling-group-from-launch-configuration',
    templateDiff(built(groupOfTheCdk, USES['stands alone']!, false), built(ourGroup, USES['stands alone']!, false)),
  );
});

describe('several types', () => {
  test('keep the logical ids as well', () => {
    const make: MakeGroup = (stack) => ourGroup(stack, { instanceTypes: [instanceType, NitroInstanceType.parse('m6i.large')] });
    const use = USES['is a target of an ALB']!;
    expect(idsOf(built(make, use, true))).toEqual(expect.arrayContaining([...idsOf(built(groupOfTheCdk, use, true))]));
  });
});

describe('Spot', () => {
  test('is seen by ECS', () => {
    const stack = new CheckedStack();
    const group = ourGroup(stack, { spotPrice: '0.05' });
    expect(group.spotPrice).toBe('0.05');
    USES['is an ECS capacity provider']?.(stack, group);
    stack.written.hasResourceProperties(LAUNCH_TEMPLATE, {
      LaunchTemplateData: {
        UserData: { 'Fn::Base64': { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('SPOT_INSTANCE_DRAINING')])] } },
      },
    });
  });

  test('is seen by EKS', () => {
    const stack = new CheckedStack();
    USES['joins an EKS cluster']?.(stack, ourGroup(stack, { spotPrice: '0.05' }));
    expect(JSON.stringify(stack.written.toJSON())).toContain('lifecycle=Ec2Spot');
  });
});

describe('a launch template without role and security group', () => {
  test('stays without them until they are needed', () => {
    const stack = built(withBareTemplate, () => undefined, false);
    stack.written.hasResourceProperties(LAUNCH_TEMPLATE, {
      LaunchTemplateData: { IamInstanceProfile: Match.absent(), SecurityGroupIds: Match.absent() },
    });
  });

  test.each<[string, Partial<NitroAutoScalingGroupProps>, string]>([
    ['signals', { signals: autoscaling.Signals.waitForAll() }, 'AWS::IAM::Policy'],
    ['ssmSessionPermissions', { ssmSessionPermissions: true }, 'AWS::IAM::Role'],
  ])('gets a role for %s', (_, props, resource) => {
    const stack = new CheckedStack();
    const launchTemplate = new NitroLaunchTemplate(stack, 'Own', { instanceType });
    new NitroAutoScalingGroup(stack, 'Group', { vpc: stack.vpc, launchTemplate, ...props });
    stack.written.resourceCountIs(resource, 1);
    stack.written.hasResourceProperties(LAUNCH_TEMPLATE, { LaunchTemplateData: { IamInstanceProfile: Match.anyValue() } });
  });
});

describe('settings of the group reach its launch template', () => {
  test('tags', () => {
    const stack = new CheckedStack();
    Tags.of(ourGroup(stack)).add('team', 'web');
    stack.written.hasResourceProperties(LAUNCH_TEMPLATE, {
      LaunchTemplateData: {
        TagSpecifications: Match.arrayWith([Match.objectLike({ Tags: Match.arrayWith([{ Key: 'team', Value: 'web' }]) })]),
      },
    });
  });

  test('acknowledgements and aspects', () => {
    const stack = new CheckedStack({ context: { [LAUNCH_TEMPLATE_FLAG]: true } });
    const group = ourGroup(stack);
    Validations.of(group).acknowledge({ id: 'Nitro::image-ready', reason: 'tested' });
    Aspects.of(group).add(new autoscaling.AutoScalingGroupRequireImdsv2Aspect());
    expect(group.node.findAll().some((each) => each instanceof NitroLaunchTemplate)).toBe(true);
    stack.written.hasResourceProperties(LAUNCH_TEMPLATE, { LaunchTemplateData: { MetadataOptions: { HttpTokens: 'required' } } });
  });
});

describe('property injectors', () => {
  test('of NitroDefaults leave the group alone', () => {
    const stack = new CheckedStack();
    NitroDefaults.apply(stack, { instanceType: NitroInstanceType.parse('t3.micro'), launchTemplates: true });
    ourGroup(stack);
    stack.written.hasResourceProperties(LAUNCH_TEMPLATE, { LaunchTemplateData: { InstanceType: 'm7i.large' } });
  });

  test('of a team may look at the launch template, and copy the properties', () => {
    const seen: unknown[] = [];
    const injector: IPropertyInjector = {
      constructUniqueId: autoscaling.AutoScalingGroup.PROPERTY_INJECTION_ID,
      inject: (props: autoscaling.AutoScalingGroupProps) => {
        seen.push(props.launchTemplate instanceof ec2.LaunchTemplate, props.launchTemplate?.launchTemplateName);
        return { ...props, cooldown: undefined, maxCapacity: 7 };
      },
    };
    const stack = new CheckedStack();
    PropertyInjectors.of(stack).add(injector);
    ourGroup(stack);
    expect(seen).toEqual([true, undefined]);
    stack.written.hasResourceProperties(GROUP, { MaxSize: '7' });
    stack.written.resourceCountIs(LAUNCH_TEMPLATE, 1);
  });
});

describe('creditSpecification', () => {
  test('is in the launch template', () => {
    const stack = new CheckedStack();
    ourGroup(stack, { instanceTypes: [NitroInstanceType.parse('t3.large')], creditSpecification: ec2.CpuCredits.STANDARD });
    stack.written.hasResourceProperties(LAUNCH_TEMPLATE, { LaunchTemplateData: { CreditSpecification: { CpuCredits: 'standard' } } });
  });

  test.each<[string, Partial<NitroAutoScalingGroupProps>, string]>([
    ['a type', { instanceTypes: [instanceType] }, "applies to burstable types only, and 'm7i.large' is not"],
    ['one of the types', { instanceTypes: [NitroInstanceType.parse('t3.large'), instanceType] }, "and 'm7i.large' is not"],
  ])('is refused for %s that is not burstable', (_, props, message) => {
    expect(() => ourGroup(new CheckedStack(), { ...props, creditSpecification: ec2.CpuCredits.STANDARD })).toThrow(message);
  });

  test.each([
    [undefined, true],
    ['included', true],
    ['required', false],
  ])('with burstablePerformance %s is refused: %s', (burstablePerformance, isRefused) => {
    const stack = new CheckedStack();
    const make = (): unknown =>
      new NitroAutoScalingGroup(stack, 'Group', {
        vpc: stack.vpc,
        instanceRequirements: {
          vCpuCount: { min: 2 },
          memoryMiB: { min: 0 },
          allowedInstanceTypes: ['t3.*'],
          ...(burstablePerformance === undefined ? {} : { burstablePerformance }),
        },
        creditSpecification: ec2.CpuCredits.STANDARD,
      });
    if (isRefused) expect(make).toThrow("set burstablePerformance to 'required', or remove creditSpecification");
    else expect(make).not.toThrow();
  });
});

describe('an image that does not fit', () => {
  const arm = ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 });
  test.each<[string, () => ec2.IMachineImage, string]>([
    ['of the CDK', () => arm, "the machine image is arm64 but 'm7i.large' is x86_64: use an image of that architecture"],
    ['of ours', () => NitroMachineImage.amazonLinux2023({ architecture: ec2.InstanceArchitecture.ARM_64 }), "but 'm7i.large' is x86_64"],
    ['with drivers for GPUs', () => ecs.EcsOptimizedImage.amazonLinux2023(ecs.AmiHardwareType.GPU), "'m7i.large' has no NVIDIA GPU"],
    [
      'that is looked up',
      () => ec2.MachineImage.lookup({ name: 'golden', owners: ['self'], filters: { architecture: ['arm64'] } }),
      "but 'm7i.large' is x86_64",
    ],
  ])('%s is refused', (_, machineImage, message) => {
    const stack = new CheckedStack({}, { env: { account: '123456789012', region: 'eu-west-1' } });
    expect(() => ourGroup(stack, { machineImage: machineImage() })).toThrow(message);
    expect(() => new NitroLaunchTemplate(stack, 'Own', { instanceType, machineImage: machineImage() })).toThrow(message);
  });

  test('of a given launch template is refused', () => {
    const stack = new CheckedStack();
    const launchTemplate = new NitroLaunchTemplate(stack, 'Own');
    expect(
      () =>
        new NitroAutoScalingGroup(stack, 'Group', {
          vpc: stack.vpc,
          launchTemplate,
          instanceTypes: [NitroInstanceType.parse('m7g.large')],
        }),
    ).toThrow("the machine image is x86_64 but 'm7g.large' is arm64");
  });

  test.each(['m7i.large', 'g6.xlarge'])('is not one without drivers for %s', (name) => {
    expect(() => ourGroup(new CheckedStack(), { instanceTypes: [NitroInstanceType.parse(name)] })).not.toThrow();
  });

  test('is not one of which nothing is known', () => {
    const machineImage = ec2.MachineImage.genericLinux({ 'eu-west-1': 'ami-0123456789abcdef0' });
    const stack = new CheckedStack({}, { env: { account: '123456789012', region: 'eu-west-1' } });
    expect(() => ourGroup(stack, { machineImage })).not.toThrow();
  });
});
