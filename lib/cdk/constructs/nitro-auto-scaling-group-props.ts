import type * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { NitroLaunchTemplate } from './nitro-launch-template';

/** What a group takes: the options of every Auto Scaling group, which types it launches, and how. */
export interface NitroAutoScalingGroupProps extends autoscaling.CommonAutoScalingGroupProps {
  /** Where instances are launched. */
  readonly vpc: ec2.IVpc;

  /**
   * The instance types that may be launched, the preferred first. All of one architecture.
   *
   * @default - `instanceRequirements`, or the type of `launchTemplate`
   */
  readonly instanceTypes?: ec2.InstanceType[];

  /**
   * The attributes of the instance types that may be launched. EC2 has no attribute for the hypervisor: every Xen type is added to
   * ExcludedInstanceTypes. Where AllowedInstanceTypes is given, which excludes the other, it must not cover any.
   *
   * @default - `instanceTypes`, or the type of `launchTemplate`
   */
  readonly instanceRequirements?: autoscaling.CfnAutoScalingGroup.InstanceRequirementsProperty;

  /**
   * On-Demand and Spot capacity, with several instance types or instance requirements.
   *
   * @default - On-Demand Instances only
   */
  readonly instancesDistribution?: autoscaling.InstancesDistribution;

  /**
   * The launch template, for settings that the group has no property for.
   *
   * @default - one is made: Amazon Linux 2023, an encrypted root volume, IMDSv2; see NitroLaunchTemplate
   */
  readonly launchTemplate?: NitroLaunchTemplate;

  /**
   * The machine image.
   *
   * @default - the newest Amazon Linux 2023 of the types' architecture
   */
  readonly machineImage?: ec2.IMachineImage;

  /**
   * The architecture of the default machine image, for instance requirements: they have none of their own.
   *
   * @default - that of the instance types; x86_64 for instance requirements
   */
  readonly architecture?: ec2.InstanceArchitecture;

  /**
   * The security group.
   *
   * @default - one is made
   */
  readonly securityGroup?: ec2.ISecurityGroup;

  /**
   * The role of the instances.
   *
   * @default - one is made
   */
  readonly role?: iam.IRole;

  /**
   * The user data.
   *
   * @default - those of the machine image: an empty script, in most cases
   */
  readonly userData?: ec2.UserData;
}
