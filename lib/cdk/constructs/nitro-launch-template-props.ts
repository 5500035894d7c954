import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Size } from 'aws-cdk-lib/core';

/** What a launch template takes: everything `ec2.LaunchTemplate` does, with other defaults, and what its root volume is like. */
export interface NitroLaunchTemplateProps extends ec2.LaunchTemplateProps {
  /**
   * The architecture of the machine image, where the template makes it.
   *
   * @default - that of the instance type; x86_64 without one
   */
  readonly architecture?: ec2.InstanceArchitecture;

  /**
   * The root device of `machineImage`. Its volume is then an encrypted gp3 volume, unless `blockDevices` has one of that name.
   *
   * @default '/dev/xvda' for the default machine image; without a name the root volume of any other image is left as it is
   */
  readonly rootDeviceName?: string;

  /**
   * The size of the root volume.
   *
   * @default - as large as the image's
   */
  readonly rootVolumeSize?: Size;
}
