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
 * On Nitro a volume appears as /dev/nvme1n1, or with another number, regardless of its device name in EC2. The user data therefore
 * find the volume by its id. They wait for it, format it if it is empty, and mount it by UUID. An entry in /etc/fstab mounts it again
 * at every boot. If the volume cannot be mounted, the script ends with status 1 and prints the reason to
 * /var/log/cloud-init-output.log.
 *
 * Add commands that use the volume to the user data after creating this construct.
 *
 * @example
 * import { Instance, IVolume } from 'aws-cdk-lib/aws-ec2';
 * import { NitroVolumeMount } from 'cdk-nitro';
 *
 * declare const instance: Instance;
 * declare const volume: IVolume;
 * new NitroVolumeMount(stack, 'DataMount', { instance, volume, mountPoint: '/data' });
 */
export class NitroVolumeMount extends Construct {
  /**
   * Returns the commands that wait for a volume, format it if it is empty, and mount it. Use them in user data of your own, if something
   * other than this construct attaches the volume.
   *
   * The commands are lines of a shell script. They end the script with status 1 if the volume cannot be mounted.
   *
   * @param volumeId the id of the volume, which may be a token
   * @param options the options for mounting the volume
   * @throws if an option is not valid or is known only at deployment
   */
  public static commands(volumeId: string, options: NitroVolumeMountOptions): string[] {
    return [...mountFunction(), mountCall(mountCallFor(volumeId, options))];
  }

  /** The resource that attaches the volume to the instance. */
  public readonly attachment: ec2.CfnVolumeAttachment;

  /** The device name under which EC2 attaches the volume. No device has this name inside the instance. */
  public readonly deviceName: string;

  /** The path where the volume is mounted. */
  public readonly mountPoint: string;

  /**
   * Attaches the volume, and adds the commands that mount it to the user data of the instance.
   *
   * @param scope the parent of the construct
   * @param id the id of the construct within its parent
   * @param props the volume, the instance and the options for mounting
   * @throws if the instance runs Windows, runs Bottlerocket or another image whose user data are not a shell script, or is of a Xen type;
   * if the volume is in another Availability Zone or is already mounted; if the mount point or the device name is taken or not valid
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

/** The instance that each volume is mounted on. */
const mounted = new WeakMap<ec2.IVolume, ec2.Instance>();

/** Refuses to mount a volume twice: XFS and ext4 are damaged if several instances write to them (Multi-Attach). */
function refuseSecondMount(instance: ec2.Instance, volume: ec2.IVolume): void {
  const other = mounted.get(volume);
  if (other === undefined) return;
  const { path } = other.node;
  if (other === instance) throw new Error(`the volume is already mounted on '${path}': create a volume for each mount point`);
  throw new Error(
    `the volume is already mounted on '${path}', and XFS and ext4 support only one instance at a time: create a volume for '${instance.node.path}', or use Amazon EFS to share files`,
  );
}

/** The instances whose user data have the shell function. */
const prepared = new WeakMap<ec2.UserData, ec2.Instance>();

/** Adds the shell function to the user data once for all volumes, because user data are limited to 16 KB. */
function prepare(instance: ec2.Instance): void {
  const { userData } = instance;
  const other = prepared.get(userData);
  if (other === instance) return;
  if (other !== undefined) {
    throw new Error(
      `'${instance.node.path}' shares its user data with '${other.node.path}', so it would wait for the volumes of that instance: give each instance its own user data`,
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
      `'${path}' runs Windows, which this construct does not support: find the disk by its serial number and initialize it with PowerShell`,
    );
  }
  const userData = beginningOf(Stack.of(instance).resolve(instance.userData.render()));
  if (!SHELL.test(userData) && !MULTIPART.test(userData)) {
    throw new Error(
      `the user data of '${path}' are not a shell script (for example, it runs Bottlerocket), so they cannot mount a volume: use a Linux image that runs scripts, for example NitroMachineImage.amazonLinux2023()`,
    );
  }
  // Only NVMe shows the id of a volume as its serial number, so a Xen type cannot find the volume.
  const type = instance.instance.instanceType;
  if (type !== undefined && !Token.isUnresolved(type)) nitroFacts(type);
}

/** Finds the literal beginning of a text, also in `Fn::Sub` and `Fn::Join`. */
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
      `the volume refers to the Availability Zone of '${path}', and the instance's user data refer to the volume, which is circular: use the zone of the subnet, for example vpc.privateSubnets[0].availabilityZone`,
    );
  }
  const zone = instance.availabilityZone;
  if (zone === undefined || zone === availabilityZone || !isKnown(zone) || !isKnown(availabilityZone)) return;
  throw new Error(`the volume is in ${availabilityZone} and '${path}' in ${zone}: create them in the same Availability Zone`);
}

/**
 * The Availability Zones that the CDK fills in before it has looked up a VPC, or if it found no subnet, which it reports itself. An
 * error on them would keep the CDK from the lookup.
 */
const PLACEHOLDER = /^(?:dummy\d\w*|az-notfound)$/;

function isKnown(zone: string): boolean {
  return !Token.isUnresolved(zone) && !PLACEHOLDER.test(zone);
}

/** Finds a deadlock: CloudFormation attaches the volume once the instance is complete, and it never is if its signal follows the mount. */
function deadlocks({ instance, userData, node: { path } }: ec2.Instance, command: string, mountPoint: string): string[] {
  if (instance.cfnOptions.creationPolicy?.resourceSignal === undefined) return [];
  const body = userData.render().replace(/^function exitTrap\(\)\{$[^]*?^\}$/m, '');
  const signal = body.indexOf('cfn-signal');
  if (signal >= 0 && signal < body.indexOf(command)) return [];
  return [
    `'${path}' sends its signal after it mounts the volume at '${mountPoint}', but CloudFormation attaches the volume only after the signal: send the signal before the mount, or remove the creation policy`,
  ];
}
