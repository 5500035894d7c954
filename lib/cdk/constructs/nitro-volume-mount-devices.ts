import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Stack, Token } from 'aws-cdk-lib/core';

/**
 * The device names that EC2 recommends for EBS volumes, that no kernel restricts, and that no instance store volume usually has. Source:
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html
 */
const DEVICE_NAMES = 'f g h i j k l m n o p'.split(' ').map((letter) => `/dev/sd${letter}`);

/** The mount points taken on each instance, by device name. */
const taken = new WeakMap<ec2.Instance, Map<string, string>>();

/**
 * Takes a device name for a mount point: the wanted one, or the first that is free.
 *
 * @throws if no name is free, or the wanted name or the mount point is taken
 */
export function takeDeviceName(instance: ec2.Instance, mountPoint: string, wanted: string | undefined): string {
  const mounts = taken.get(instance) ?? new Map<string, string>();
  const { path } = instance.node;
  if ([...mounts.values()].includes(mountPoint))
    throw new Error(`'${path}' already has a volume at '${mountPoint}': use another mount point`);
  const names = new Set([...mounts.keys(), ...mappedNames(instance.instance)]);
  const name = wanted ?? DEVICE_NAMES.find((each) => !names.has(each));
  if (name === undefined) throw new Error(`'${path}' has no free device name from /dev/sdf to /dev/sdp: mount fewer volumes on it`);
  if (!DEVICE_NAMES.includes(name)) throw new Error(`device name '${name}' is not valid: use one from /dev/sdf to /dev/sdp`);
  if (names.has(name)) throw new Error(`device name '${name}' is taken on '${path}': omit deviceName, or use another`);
  taken.set(instance, mounts.set(name, mountPoint));
  return name;
}

/** Lists the device names in the block device mappings that the instance has so far. */
function mappedNames(instance: ec2.CfnInstance): readonly string[] {
  const mappings: unknown = Stack.of(instance).resolve(instance.blockDeviceMappings);
  if (!Array.isArray(mappings)) return [];
  return (mappings as readonly { readonly deviceName?: unknown }[]).flatMap(({ deviceName }) =>
    typeof deviceName === 'string' && !Token.isUnresolved(deviceName) ? [deviceName.replace(/^(?:\/dev\/)?(?:xvd|sd)/, '/dev/sd')] : [],
  );
}
