import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** The props with which a launch template of this package was made. The CDK's own template does not keep them. */
interface Background {
  readonly image: ec2.IMachineImage;
  /** The VPC of the instances, for a security group. */
  readonly vpc: ec2.IVpc | undefined;
}

const backgrounds = new WeakMap<ec2.LaunchTemplate, Background>();

export function keepBackground(template: ec2.LaunchTemplate, background: Background): void {
  backgrounds.set(template, background);
}

export function imageOf(template: ec2.LaunchTemplate): ec2.IMachineImage | undefined {
  return backgrounds.get(template)?.image;
}

/** Tells a launch template the VPC that it is used in, unless it has one. */
export function offerVpc(template: ec2.LaunchTemplate, vpc: ec2.IVpc): void {
  const background = backgrounds.get(template);
  if (background !== undefined && background.vpc === undefined) backgrounds.set(template, { ...background, vpc });
}

/**
 * Makes the security group that a launch template lacks.
 *
 * @throws if the VPC is not known
 */
export function newSecurityGroup(template: ec2.LaunchTemplate): ec2.SecurityGroup {
  const vpc = backgrounds.get(template)?.vpc;
  if (vpc === undefined) {
    throw new Error(
      `launch template '${template.node.path}' has no security group, and no VPC to create one in: set vpc, or securityGroup, when it is created`,
    );
  }
  return new ec2.SecurityGroup(template, 'SecurityGroup', { vpc, allowAllOutbound: true });
}

/** Gives a launch template its first security group. The CDK's own template takes one in its constructor only. */
export function setSecurityGroup(template: ec2.LaunchTemplate, securityGroup: ec2.ISecurityGroup): void {
  // A protected member, from which the security groups of the template and of its network interface are rendered.
  Object.assign(template, { _connections: new ec2.Connections({ securityGroups: [securityGroup] }) });
}

/**
 * Returns the role of a launch template, and makes one with its instance profile if it has none.
 *
 * @throws if the template has an instance profile whose role is not known
 */
export function roleOf(template: ec2.LaunchTemplate): iam.IRole {
  if (template.role !== undefined) return template.role;
  const resource = template.node.defaultChild;
  const data = resource instanceof ec2.CfnLaunchTemplate ? resource.launchTemplateData : undefined;
  if (!(resource instanceof ec2.CfnLaunchTemplate) || data === undefined || 'resolve' in data || data.iamInstanceProfile !== undefined) {
    throw new Error(
      `launch template '${template.node.path}' has an instance profile whose role is not known: set role, or an instanceProfile that has its role`,
    );
  }
  const role = newInstanceRole(template, 'Role');
  const profile = new iam.CfnInstanceProfile(template, 'Profile', { roles: [role.roleName] });
  resource.launchTemplateData = { ...data, iamInstanceProfile: { arn: profile.attrArn } };
  resource.node.addDependency(role);
  Object.assign(template, { role, _grantPrincipal: role });
  return role;
}

export function newInstanceRole(scope: Construct, id: string, props: Omit<iam.RoleProps, 'assumedBy'> = {}): iam.Role {
  return new iam.Role(scope, id, { ...props, assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
}
