import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/** The values that `NitroDefaults` fills in for properties that a team leaves out. */
export interface NitroDefaultsProps {
  /**
   * The instance type of launches that have neither a type nor a machine image.
   *
   * It also replaces the CDK's own choice for bastion hosts and EKS node groups, although that is built on Nitro. If these are already
   * deployed with the CDK's choice, the change of type stops or replaces them; `dryRun` lists them.
   *
   * @default - `t3.micro`, or `t4g.micro` for arm64; constructs for which the CDK itself chooses a type keep that type
   */
  readonly instanceType?: ec2.InstanceType;

  /**
   * The architecture of launches that have neither an instance type nor a machine image.
   *
   * @default - the architecture of `instanceType`; x86_64 without an instance type
   */
  readonly architecture?: ec2.InstanceArchitecture;

  /**
   * Whether launch templates that have neither an instance type nor a machine image get an instance type.
   *
   * An EKS node group that names instance types cannot use a launch template that names one too. Do not set this option in apps with
   * such node groups.
   *
   * @default false
   */
  readonly launchTemplates?: boolean;

  /**
   * Whether to change nothing, and list what would change instead.
   *
   * The CDK's validation report has a note on each construct that the defaults would change, with the properties and the effect of a
   * deployment. A line on standard error names the constructs whose resources a deployment would replace.
   *
   * @default false
   */
  readonly dryRun?: boolean;
}
