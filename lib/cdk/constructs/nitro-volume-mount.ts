import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Reference, Stack, Token, Tokenization } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { nitroFacts } from './instance-type-check';
import { mountCallFor } from './nitro-volume-mount-call';
import { takeDeviceName } from './nitro-volume-mount-devices';
import type { NitroVolumeMountOptions, NitroVolumeMountProps } from './nitro-volume-mount-props';
import { mountCall, mountFunction } from './nitro-volume-mount-script';

/**
 * Attaches an EBS volume to an instance and mounts it there.
 *
 * On Nitro a volume appears as /dev/nvme1n1 or under another number, whatever it is attached as. The user data find it by its id:
 * they wait for it, format it where it is empty, and mount it by UUID. The mount is in /etc/fstab, so that it is there again after
 * every boot. A script that cannot mount the volume ends with status 1 and says why in /var/log/cloud-init-output.log.
 *
 * Commands that use the volume go into the user data after this construct.
 */
export class NitroVolumeMount extends Construct {
  /**
   * The commands that wait for a volume, format it where it is empty, and mount it: for user data of your own, where something
   * else attaches the volume.
   *
   * They are lines of a shell script, and end it with status 1 where the volume cannot be mounted.
   *
   * @param volumeId id of the volume, which may be a token
   * @param options how it is mounted
   * @throws where an option is not fit for a script
   */
  public static commands(volumeId: string, options: NitroVolumeMountOptions): string[] {
    return [...mountFunction(), mountCall(mountCallFor(volumeId, options))];
  }

  /** What attaches the volume. */
  public readonly attachment: ec2.CfnVolumeAttachment;

  /** The name that EC2 attaches the volume under. On the instance nothing has this name. */
  public readonly deviceName: string;

  /** Where the volume is mounted. */
  public readonly mountPoint: string;

  /**
   * Attaches the volume, and adds to the user data of the instance.
   *
   * @param scope what the construct is part of
   * @param id its name there
   * @param props what is mounted, and where
   * @throws where the instance cannot mount it: Windows, Bottlerocket and other images whose user data are no shell script, Xen,
   * another Availability Zone, a volume that is mounted already, or a mount point or device name that is taken or not fit
   */
  public constructor(scope: Construct, id: string, { instance, volume, deviceName, ...options }: NitroVolumeMountProps) {
    super(scope, id);
    const call = mountCallFor(volume.volumeId, options);
    refuseInstance(instance);
    refuseZone(instance, volume);
    refuseSecondMount(instance, volume);
    this.mountPoint = options.mountPoint;
    this.deviceName = takeDeviceName(instance, options.mountPoint, deviceName);
    mounted.set(volume, instance);
    this.attachment = new ec2.CfnVolumeAttachment(this, 'Attachment', {
      instanceId: instance.instanceId,
      volumeId: volume.volumeId,
      device: this.deviceName,
    });
    prepare(instance);
    const command = mountCall(call);
    instance.userData.addCommands(command);
    this.node.addValidation({ validate: () => deadlocks(instance, command, this.mountPoint) });
  }
}

/** What each volume is mounted on. */
const mounted = new WeakMap<ec2.IVolume, ec2.Instance>();

/** Attached to several instances (Multi-Attach), XFS and ext4 would be damaged: each takes itself for the only one that writes. */
function refuseSecondMount(instance: ec2.Instance, volume: ec2.IVolume): void {
  const other = mounted.get(volume);
  if (other === undefined) return;
  const { path } = other.node;
  if (other === instance) throw new Error(`the volume is already mounted on '${path}': create a volume for each mount point`);
  throw new Error(
    `the volume is already mounted on '${path}', and XFS and ext4 stand one instance at a time: create a volume for '${instance.node.path}', or use Amazon EFS to share files`,
  );
}

/** Whose user data have the function. */
const prepared = new WeakMap<ec2.UserData, ec2.Instance>();

/** User data take 16 KB: the function is there once, however many volumes there are. */
function prepare(instance: ec2.Instance): void {
  const { userData } = instance;
  const other = prepared.get(userData);
  if (other === instance) return;
  if (other !== undefined) {
    throw new Error(
      `'${instance.node.path}' shares its user data with '${other.node.path}', and would wait for its volumes: give each instance user data of its own`,
    );
  }
  userData.addCommands(...mountFunction());
  prepared.set(userData, instance);
}

const SHELL = /^#!\s*(?:\S*\/env\s+(?:-\S+\s+)*)?(?:\S*\/)?(?:ba|da|k)?sh\b/;
const MULTIPART = /^(?:Content-Type:\s*multipart|MIME-Version:)/i;

function refuseInstance(instance: ec2.Instance): void {
  const { path } = instance.node;
  if (instance.osType === ec2.OperatingSystemType.WINDOWS) {
    throw new Error(
      `'${path}' runs Windows, where volumes are not mounted like this: initialize the disk with PowerShell, found by its serial number`,
    );
  }
  const userData = beginningOf(Stack.of(instance).resolve(instance.userData.render()));
  if (!SHELL.test(userData) && !MULTIPART.test(userData)) {
    throw new Error(
      `the user data of '${path}' are no shell script, as those of Bottlerocket, and cannot mount a volume: use a Linux image that runs scripts, NitroMachineImage.amazonLinux2023() for example`,
    );
  }
  // Volumes have their id for a serial number on NVMe alone.
  const type = instance.instance.instanceType;
  if (type !== undefined && !Token.isUnresolved(type)) nitroFacts(type);
}

/** What a text begins with, as far as it is written: in `Fn::Sub` and `Fn::Join` as well. */
function beginningOf(text: unknown): string {
  if (typeof text === 'string') return text;
  if (Array.isArray(text)) return beginningOf(text[0]);
  if (typeof text !== 'object' || text === null) return '';
  if ('Fn::Sub' in text) return beginningOf(text['Fn::Sub']);
  return 'Fn::Join' in text && Array.isArray(text['Fn::Join']) ? beginningOf(text['Fn::Join'][1]) : '';
}

function refuseZone({ instance, node: { path } }: ec2.Instance, { availabilityZone }: ec2.IVolume): void {
  const tokens = Tokenization.reverseString(availabilityZone).tokens;
  if (tokens.some((token) => Reference.isReference(token) && token.target === instance)) {
    throw new Error(
      `the volume takes its Availability Zone from '${path}', whose user data take the id of the volume, which is a circle: take the zone from the subnet, vpc.privateSubnets[0].availabilityZone for example`,
    );
  }
  const zone = instance.availabilityZone;
  if (zone === undefined || zone === availabilityZone || !isKnown(zone) || !isKnown(availabilityZone)) return;
  throw new Error(`the volume is in ${availabilityZone} and '${path}' in ${zone}: create them in the same Availability Zone`);
}

/**
 * What the CDK writes before it has looked up a VPC, or where it found no subnet, which it reports itself. To refuse it would keep the
 * CDK from looking it up.
 */
const PLACEHOLDER = /^(?:dummy\d\w*|az-notfound)$/;

function isKnown(zone: string): boolean {
  return !Token.isUnresolved(zone) && !PLACEHOLDER.test(zone);
}

/** The volume is attached when the instance is complete: it never is while it waits for a signal that comes after the mount. */
function deadlocks({ instance, userData, node: { path } }: ec2.Instance, command: string, mountPoint: string): string[] {
  if (instance.cfnOptions.creationPolicy?.resourceSignal === undefined) return [];
  const body = userData.render().replace(/^function exitTrap\(\)\{$[^]*?^\}$/m, '');
  const signal = body.indexOf('cfn-signal');
  if (signal >= 0 && signal < body.indexOf(command)) return [];
  return [
    `'${path}' waits for a signal that is sent after the volume at '${mountPoint}' is mounted, and the volume is attached after the signal: send the signal before, or do not wait for one`,
  ];
}
