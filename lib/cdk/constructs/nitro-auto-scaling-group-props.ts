import type * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { NitroLaunchTemplate } from './nitro-launch-template';

/** The options of every Auto Scaling group, and the instance types to launch. */
export interface NitroAutoScalingGroupOptions extends autoscaling.CommonAutoScalingGroupProps {
  /**
   * The instance types that may be launched, the preferred one first. All must have the same architecture.
   *
   * @default - `instanceRequirements`, or the type of `launchTemplate`
   */
  readonly instanceTypes?: ec2.InstanceType[];

  /**
   * The attributes of the instance types that may be launched.
   *
   * EC2 has no attribute for the hypervisor, so every Xen type is added to `excludedInstanceTypes`. EC2 accepts only one of
   * `excludedInstanceTypes` and `allowedInstanceTypes`. If `allowedInstanceTypes` is given, it must not cover a Xen type.
   *
   * @default - `instanceTypes`, or the type of `launchTemplate`
   */
  readonly instanceRequirements?: autoscaling.CfnAutoScalingGroup.InstanceRequirementsProperty;

  /**
   * The distribution of On-Demand and Spot capacity, for several instance types or instance requirements.
   *
   * @default - On-Demand Instances only
   */
  readonly instancesDistribution?: autoscaling.InstancesDistribution;

  /**
   * The launch template, for settings for which the group has no property.
   *
   * @default - a new NitroLaunchTemplate: Amazon Linux 2023, an encrypted root volume, IMDSv2
   */
  readonly launchTemplate?: NitroLaunchTemplate;

  /**
   * The machine image.
   *
   * @default - the newest Amazon Linux 2023 for the architecture of the instance types
   */
  readonly machineImage?: ec2.IMachineImage;

  /**
   * The architecture of the default machine image, for groups with instance requirements.
   *
   * @default - the architecture of the instance types; x86_64 with instance requirements, which have no architecture of their own
   */
  readonly architecture?: ec2.InstanceArchitecture;

  /**
   * The credit option of burstable instances, the types of the T families.
   *
   * @default - the default of the account for the type: unlimited for T3, T3a and T4g unless it is changed
   */
  readonly creditSpecification?: ec2.CpuCredits;

  /**
   * The security group of the instances.
   *
   * @default - a new security group
   */
  readonly securityGroup?: ec2.ISecurityGroup;

  /**
   * The IAM role of the instances.
   *
   * @default - a new role
   */
  readonly role?: iam.IRole;

  /**
   * The user data of the instances.
   *
   * @default - the user data of the machine image, for most images an empty script
   */
  readonly userData?: ec2.UserData;
}

/** Properties of `NitroAutoScalingGroup`. */
export interface NitroAutoScalingGroupProps extends NitroAutoScalingGroupOptions {
  /** The VPC to launch instances in. */
  readonly vpc: ec2.IVpc;
}
