import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/** The values that `NitroDefaults` fills in for properties that a team leaves out. */
export interface NitroDefaultsProps {
  /**
   * The instance type of launches that have none. It is used only beside a machine image of its own architecture.
   *
   * It also replaces the CDK's own choice for bastion hosts and EKS node groups, although that is built on Nitro. If these are already
   * deployed with the CDK's choice, the change of type replaces them.
   *
   * @default - `t3.micro`, or `t4g.micro` for arm64; constructs for which the CDK itself chooses a type keep that type
   */
  readonly instanceType?: ec2.InstanceType;

  /**
   * The architecture of launches that have neither an instance type nor a machine image. A machine image that is given determines the
   * architecture itself.
   *
   * @default - the architecture of `instanceType`; x86_64 without an instance type
   */
  readonly architecture?: ec2.InstanceArchitecture;

  /**
   * Whether launch templates without an instance type get one, of the architecture of their machine image.
   *
   * An EKS node group that names instance types cannot use a launch template that names one too. Do not set this option in apps with
   * such node groups.
   *
   * @default false
   */
  readonly launchTemplates?: boolean;
}
