import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/** What is filled in where a team says nothing. */
export interface NitroDefaultsProps {
  /**
   * The instance type to launch where none is given, and where a machine image that is given is of its architecture. Also replaces
   * the CDK's own choice where that is built on Nitro already: bastion hosts and EKS node groups. Those that are deployed with the
   * CDK's choice are replaced by that.
   *
   * @default - `t3.micro`, for arm64 `t4g.micro`, where the CDK has no choice of its own
   */
  readonly instanceType?: ec2.InstanceType;

  /**
   * The architecture to launch where neither an instance type nor a machine image is given. An image that is given decides by itself.
   *
   * @default - that of `instanceType`; x86_64 without one
   */
  readonly architecture?: ec2.InstanceArchitecture;

  /**
   * Whether launch templates without an instance type get one, of the architecture of their machine image.
   *
   * A template that names a type cannot be used by an EKS node group that names types as well, so it is for apps without such.
   *
   * @default false
   */
  readonly launchTemplates?: boolean;
}
