import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Duration } from 'aws-cdk-lib/core';

/** A file system for a volume. */
export enum NitroFileSystem {
  /** XFS. The image needs `mkfs.xfs` from the package xfsprogs, which Debian images lack. */
  XFS = 'xfs',
  /** ext4. */
  EXT4 = 'ext4',
}

/** Options for mounting a volume. */
export interface NitroVolumeMountOptions {
  /**
   * The mount point: an absolute path of letters, digits and `. _ @ + -`. The directory is created if it does not exist.
   */
  readonly mountPoint: string;

  /**
   * The file system of the volume. An empty volume is formatted with it. A volume that holds anything else is not changed, and the script
   * fails.
   *
   * @default NitroFileSystem.XFS
   */
  readonly fileSystem?: NitroFileSystem;

  /**
   * The label of the file system, set when the volume is formatted. It has up to 12 characters for XFS, and up to 16 for ext4.
   *
   * @default - no label
   */
  readonly label?: string;

  /**
   * The mount options, one entry for each: `noatime`. The option `nofail` is always set, so that the instance also boots without the
   * volume.
   *
   * @default - `defaults`
   */
  readonly mountOptions?: string[];

  /**
   * The user, or the user and group, that own the root directory of the file system: `app`, `app:app`, `1000:1000`. They must exist when
   * the script runs.
   *
   * @default - unchanged: root for a volume that is formatted, otherwise the present owner
   */
  readonly owner?: string;

  /**
   * The permissions of the root directory of the file system, in octal: `0750`.
   *
   * @default - unchanged: 0755 for a volume that is formatted, otherwise the present permissions
   */
  readonly permissions?: string;

  /**
   * The time that the instance waits for the volume, in whole seconds. CloudFormation attaches the volume after the instance has started.
   *
   * @default Duration.minutes(5)
   */
  readonly timeout?: Duration;
}

/** Properties of `NitroVolumeMount`. */
export interface NitroVolumeMountProps extends NitroVolumeMountOptions {
  /** The instance to mount the volume on. It must run Linux and have a shell script as user data. */
  readonly instance: ec2.Instance;

  /** The volume to mount. It must be in the Availability Zone of the instance. */
  readonly volume: ec2.IVolume;

  /**
   * The device name under which EC2 attaches the volume: `/dev/sdf` to `/dev/sdp`. No device has this name inside the instance.
   *
   * A change of the name detaches the volume and attaches it again. Set the name if you mount several volumes and their order may change.
   *
   * @default - the first name that is free on the instance
   */
  readonly deviceName?: string;
}
