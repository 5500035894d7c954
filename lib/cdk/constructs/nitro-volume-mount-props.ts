import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Duration } from 'aws-cdk-lib/core';

/** A file system that a volume is formatted with. */
export enum NitroFileSystem {
  /** XFS. Needs `mkfs.xfs` (package xfsprogs) in the image, which those of Debian lack. */
  XFS = 'xfs',
  /** ext4. */
  EXT4 = 'ext4',
}

/** How a volume is mounted. */
export interface NitroVolumeMountOptions {
  /** Where the volume is mounted: an absolute path of letters, digits and `. _ @ + -`, which is made if it does not exist. */
  readonly mountPoint: string;

  /**
   * The file system of the volume. An empty volume is formatted with it; one that holds anything else is left alone, and the
   * script fails.
   *
   * @default NitroFileSystem.XFS
   */
  readonly fileSystem?: NitroFileSystem;

  /**
   * Label of the file system, given when it is made: up to 12 characters for XFS, 16 for ext4.
   *
   * @default - no label
   */
  readonly label?: string;

  /**
   * Mount options, one each: `noatime`. The option `nofail` is always set, so that the instance boots without the volume too.
   *
   * @default - `defaults`
   */
  readonly mountOptions?: string[];

  /**
   * User, or user and group, who shall own the root of the file system: `app`, `app:app`, `1000:1000`. Must exist by then.
   *
   * @default - root, or whoever owns it already
   */
  readonly owner?: string;

  /**
   * Permissions of the root of the file system, octal: `0750`.
   *
   * @default - 0755, or what it has already
   */
  readonly permissions?: string;

  /**
   * How long the instance waits for the volume, which is attached after the instance has started. Whole seconds.
   *
   * @default Duration.minutes(5)
   */
  readonly timeout?: Duration;
}

/** What is mounted, and where. */
export interface NitroVolumeMountProps extends NitroVolumeMountOptions {
  /** The instance: Linux, with a shell script as user data. */
  readonly instance: ec2.Instance;

  /** The volume, in the same Availability Zone. */
  readonly volume: ec2.IVolume;

  /**
   * The name that EC2 attaches the volume under: `/dev/sdf` to `/dev/sdp`. On the instance nothing has this name.
   *
   * Changing it detaches the volume and attaches it again. Set it where several volumes are mounted and their order may change.
   *
   * @default - the first that the instance has free
   */
  readonly deviceName?: string;
}
