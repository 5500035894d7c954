import { Match } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { NitroInstanceType, NitroLaunchTemplate, type NitroLaunchTemplateProps } from '../../../lib';
import { CheckedStack } from './checked-stack';
import { expectGolden, templateDiff } from './template-diff';

const LAUNCH_TEMPLATE = 'AWS::EC2::LaunchTemplate';
const instanceType = NitroInstanceType.parse('m7i.large');

type MakeProps = (stack: CheckedStack) => NitroLaunchTemplateProps;

function build(makeProps: MakeProps = () => ({})): { readonly stack: CheckedStack; readonly template: NitroLaunchTemplate } {
  const stack = new CheckedStack();
  return { stack, template: new NitroLaunchTemplate(stack, 'Template', { instanceType, ...makeProps(stack) }) };
}

/** Asserts on what the launch template says of instances. */
function expectData(stack: CheckedStack, data: object): void {
  stack.written.hasResourceProperties(LAUNCH_TEMPLATE, { LaunchTemplateData: data });
}

test('without a VPC it has neither role nor security group', () => {
  const { stack } = build();
  expectData(stack, { IamInstanceProfile: Match.absent(), SecurityGroupIds: Match.absent() });
  stack.written.resourceCountIs('AWS::IAM::Role', 0);
  stack.written.resourceCountIs('AWS::EC2::SecurityGroup', 0);
});

describe('with a VPC', () => {
  test('it has both', () => {
    const { stack } = build(({ vpc }) => ({ vpc }));
    expectData(stack, { IamInstanceProfile: { Arn: Match.anyValue() }, SecurityGroupIds: [Match.anyValue()] });
    expect(stack.findings).toEqual([]);
  });

  test('those that are given stay', () => {
    const { stack } = build((within) => ({
      vpc: within.vpc,
      role: iam.Role.fromRoleArn(within, 'Given', 'arn:aws:iam::123456789012:role/given'),
      securityGroup: ec2.SecurityGroup.fromSecurityGroupId(within, 'Group', 'sg-1'),
    }));
    expectData(stack, { SecurityGroupIds: ['sg-1'] });
    stack.written.resourceCountIs('AWS::IAM::Role', 0);
    stack.written.resourceCountIs('AWS::EC2::SecurityGroup', 0);
  });

  test('an instance profile that is given stays', () => {
    const { stack } = build((within) => ({
      vpc: within.vpc,
      instanceProfile: iam.InstanceProfile.fromInstanceProfileArn(within, 'Given', 'arn:aws:iam::123456789012:instance-profile/given'),
    }));
    stack.written.resourceCountIs('AWS::IAM::Role', 0);
  });

  test('the security group is that of the network interface, if there is one', () => {
    const { stack } = build(({ vpc }) => ({ vpc, associatePublicIpAddress: true }));
    expectData(stack, { SecurityGroupIds: Match.absent(), NetworkInterfaces: [{ Groups: [Match.anyValue()] }] });
  });

  test.each<[string, (stack: CheckedStack, group: autoscaling.AutoScalingGroup) => void]>([
    [
      'a target of a load balancer',
      (stack, group) => {
        const balancer = new elbv2.ApplicationLoadBalancer(stack, 'Balancer', { vpc: stack.vpc });
        balancer.addListener('Http', { port: 80, open: false }).addTargets('Web', { port: 80, targets: [group] });
        stack.written.resourceCountIs('AWS::EC2::SecurityGroupIngress', 1);
      },
    ],
    [
      'capacity of an ECS cluster',
      (stack, autoScalingGroup) => {
        const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: stack.vpc });
        cluster.addAsgCapacityProvider(new ecs.AsgCapacityProvider(stack, 'Provider', { autoScalingGroup }));
      },
    ],
  ])('a group of the CDK made from it is %s', (_, use) => {
    const { stack, template } = build(({ vpc }) => ({ vpc }));
    use(stack, new autoscaling.AutoScalingGroup(stack, 'Group', { vpc: stack.vpc, launchTemplate: template }));
    expect(stack.findings).toEqual([]);
  });
});

describe('something granted', () => {
  test('makes a role, once', () => {
    const { stack, template } = build();
    new s3.Bucket(stack, 'Bucket').grantRead(template);
    expect(template.grantPrincipal).toBe(template.grantPrincipal);
    expect(template.role).toBeDefined();
    stack.written.resourceCountIs('AWS::IAM::Role', 1);
    stack.written.hasResourceProperties('AWS::IAM::Policy', { Roles: [{ Ref: Match.stringLikeRegexp('^TemplateRole') }] });
    expectData(stack, { IamInstanceProfile: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^TemplateProfile'), 'Arn'] } } });
  });

  test('goes to the role that is given', () => {
    const { stack, template } = build((within) => ({
      role: new iam.Role(within, 'Given', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }),
    }));
    new s3.Bucket(stack, 'Bucket').grantRead(template);
    stack.written.resourceCountIs('AWS::IAM::Role', 1);
  });

  test('cannot go to an instance profile without a known role', () => {
    const { template } = build((within) => ({
      instanceProfile: iam.InstanceProfile.fromInstanceProfileArn(within, 'Given', 'arn:aws:iam::123456789012:instance-profile/given'),
    }));
    expect(() => template.grantPrincipal).toThrow(
      "launch template 'Stack/Template' has an instance profile whose role is not known: set role, or an instanceProfile that has its role",
    );
  });
});

describe('connections', () => {
  test('without a VPC are refused', () => {
    expect(() => build().template.connections).toThrow(
      "launch template 'Stack/Template' has no security group, and no VPC to create one in: set vpc, or securityGroup, when it is created",
    );
  });

  test('are those of the first security group that is added', () => {
    const { stack, template } = build();
    template.addSecurityGroup(ec2.SecurityGroup.fromSecurityGroupId(stack, 'First', 'sg-1'));
    template.addSecurityGroup(ec2.SecurityGroup.fromSecurityGroupId(stack, 'Second', 'sg-2'));
    template.connections.allowFromAnyIpv4(ec2.Port.tcp(443));
    expectData(stack, { SecurityGroupIds: ['sg-1', 'sg-2'] });
  });
});

test('in place of the CDK s own launch template', () => {
  const [before, after] = [ec2.LaunchTemplate, NitroLaunchTemplate].map((Template) => {
    const stack = new CheckedStack();
    const template = new Template(stack, 'Template', {
      instanceType,
      machineImage: ec2.MachineImage.latestAmazonLinux2023(),
      role: new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }),
      securityGroup: new ec2.SecurityGroup(stack, 'SecurityGroup', { vpc: stack.vpc }),
    });
    template.connections.allowFromAnyIpv4(ec2.Port.tcp(443));
    return stack;
  });
  expectGolden(__filename, 'nitro-launch-template', templateDiff(before!, after!));
});
