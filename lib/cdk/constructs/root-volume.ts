import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** The root device of Amazon Linux 2023. Source: DescribeImages, `RootDeviceName`. */
export const AMAZON_LINUX_2023_ROOT = '/dev/xvda';

/** An encrypted gp3 root volume, by default of the image's own size. The CDK's own factory requires a size. */
class RootVolume extends ec2.BlockDeviceVolume {
  public constructor(volumeSize: number | undefined) {
    super({
      encrypted: true,
      volumeType: ec2.EbsDeviceVolumeType.GP3,
      deleteOnTermination: true,
      ...(volumeSize === undefined ? {} : { volumeSize }),
    });
  }
}

/** Builds the device mapping of an encrypted gp3 root volume. */
export function rootDevice(deviceName: string, volumeSizeGiB: number | undefined): ec2.BlockDevice {
  return { deviceName, volume: new RootVolume(volumeSizeGiB) };
}

/** The same volume in the form of an Auto Scaling group. */
class GroupRootVolume extends autoscaling.BlockDeviceVolume {
  public constructor() {
    const options: autoscaling.EbsDeviceOptions = {
      encrypted: true,
      volumeType: autoscaling.EbsDeviceVolumeType.GP3,
      deleteOnTermination: true,
    };
    super(options);
  }
}

/** Builds the device mapping of a group for an encrypted gp3 root volume of the image's own size. */
export function groupRootDevice(deviceName: string): autoscaling.BlockDevice {
  return { deviceName, volume: new GroupRootVolume() };
}
