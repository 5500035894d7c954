import { Duration, Token } from 'aws-cdk-lib/core';
import { NitroFileSystem, type NitroVolumeMountOptions } from './nitro-volume-mount-props';
import type { MountCall } from './nitro-volume-mount-script';

const MOUNT_POINT = /^(?:\/[\w.@+-]+)+$/;
/** Directories of the operating system. */
const SYSTEM =
  /^\/(?:etc|root|usr|var|var\/(?:cache|lib|run|tmp)|(?:usr\/)?(?:bin|lib|lib32|lib64|sbin)(?:\/.*)?|(?:boot|dev|proc|run|sys)(?:\/.*)?)$/;
const OPTION = /^[\w.:=@%/+-]+$/;
const OWNER = /^[A-Za-z0-9_][\w.-]*\$?(?::[A-Za-z0-9_][\w.-]*\$?)?$/;
const PERMISSIONS = /^[0-7]{3,4}$/;
const LABEL = /^\w[\w.-]*$/;
const LONGEST_LABEL = new Map<string, number>([
  [NitroFileSystem.XFS, 12],
  [NitroFileSystem.EXT4, 16],
]);
const VOLUME_ID = /^vol-(?:[\da-f]{8}|[\da-f]{17})$/;

/**
 * Checks the words of a mount call. Only the volume id may be known only at deployment.
 *
 * @throws if a word is not fit for the script
 */
export function mountCallFor(volumeId: string, options: NitroVolumeMountOptions): MountCall {
  const { mountPoint, fileSystem = NitroFileSystem.XFS, label = '', mountOptions = [], owner = '', permissions = '' } = options;
  const { timeout = Duration.minutes(5) } = options;
  const texts = { mountPoint, fileSystem, label, owner, permissions, mountOptions: mountOptions.join() };
  for (const [property, text] of Object.entries(texts)) {
    if (Token.isUnresolved(text)) throw new Error(`${property} is known only at deployment, so it cannot be checked: use a literal value`);
  }
  if (!Token.isUnresolved(volumeId) && !VOLUME_ID.test(volumeId)) {
    throw new Error(`'${volumeId}' is not a volume id: use one such as vol-0123456789abcdef0`);
  }
  refuseMountPoint(mountPoint);
  const longest = LONGEST_LABEL.get(fileSystem);
  if (longest === undefined) throw new Error(`file system '${fileSystem}' is not supported: use ${[...LONGEST_LABEL.keys()].join(' or ')}`);
  if (label !== '' && (!LABEL.test(label) || label.length > longest)) {
    throw new Error(`label '${label}' is not valid for ${fileSystem}: use up to ${longest} letters, digits and . _ -`);
  }
  for (const option of mountOptions) {
    if (!OPTION.test(option)) throw new Error(`'${option}' is not a mount option: use one list entry for each, without commas and spaces`);
  }
  if (owner !== '' && !OWNER.test(owner)) throw new Error(`owner '${owner}' is not valid: use a user, or user:group`);
  if (permissions !== '' && !PERMISSIONS.test(permissions)) {
    throw new Error(`permissions '${permissions}' are not valid: use octal digits, for example 0750`);
  }
  return { volumeId, mountPoint, fileSystem, label, mountOptions, owner, permissions, timeoutSeconds: secondsOf(timeout) };
}

function refuseMountPoint(mountPoint: string): void {
  if (!MOUNT_POINT.test(mountPoint) || mountPoint.split('/').some((part) => part === '.' || part === '..')) {
    throw new Error(`mount point '${mountPoint}' is not valid: use an absolute path of letters, digits and . _ @ + -, for example /data`);
  }
  if (SYSTEM.test(mountPoint)) {
    throw new Error(`mount point '${mountPoint}' is a system directory, which the volume would hide: use another, for example /data`);
  }
}

function secondsOf(timeout: Duration): number {
  if (timeout.isUnresolved()) throw new Error('timeout is known only at deployment: use a literal duration');
  const seconds = timeout.toSeconds({ integral: false });
  if (seconds >= 1 && Number.isInteger(seconds)) return seconds;
  throw new Error(`timeout is ${timeout.toString()}: use one or more whole seconds`);
}
