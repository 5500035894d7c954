import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Size } from 'aws-cdk-lib/core';

/** Properties of `NitroLaunchTemplate`: those of `ec2.LaunchTemplate`, with other defaults, and those of the root volume. */
export interface NitroLaunchTemplateProps extends ec2.LaunchTemplateProps {
  /**
   * The VPC of the instances. The launch template then has a security group and a role of its own, unless it is given others.
   *
   * An EKS node group rejects a launch template with a role: omit this property there.
   *
   * @default - none: a role is created when something is granted to the launch template, and a security group when a
   * NitroAutoScalingGroup, which has a VPC, needs one
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The architecture of the default machine image.
   *
   * @default - the architecture of the instance type; x86_64 without an instance type
   */
  readonly architecture?: ec2.InstanceArchitecture;

  /**
   * The name of the root device of `machineImage`. Its volume is then an encrypted gp3 volume, unless `blockDevices` has a device of that
   * name.
   *
   * @default - '/dev/xvda' for the default machine image; for any other image none, and its root volume is left unchanged
   */
  readonly rootDeviceName?: string;

  /**
   * The size of the root volume.
   *
   * @default - the size of the root volume of the image
   */
  readonly rootVolumeSize?: Size;
}
