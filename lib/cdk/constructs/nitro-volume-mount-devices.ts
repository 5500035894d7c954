import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Stack, Token } from 'aws-cdk-lib/core';

/** EC2 recommends these for volumes: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html */
const DEVICE_NAMES = 'f g h i j k l m n o p'.split(' ').map((letter) => `/dev/sd${letter}`);

/** What is mounted on an instance so far, mount points by device name. */
const taken = new WeakMap<ec2.Instance, Map<string, string>>();

/** Takes a device name for a mount point: the wanted, or the first that is free. Throws where there is none, or either is taken. */
export function takeDeviceName(instance: ec2.Instance, mountPoint: string, wanted: string | undefined): string {
  const mounts = taken.get(instance) ?? new Map<string, string>();
  const { path } = instance.node;
  if ([...mounts.values()].includes(mountPoint))
    throw new Error(`'${path}' already has a volume at '${mountPoint}': use another mount point`);
  const names = new Set([...mounts.keys(), ...mappedNames(instance.instance)]);
  const name = wanted ?? DEVICE_NAMES.find((each) => !names.has(each));
  if (name === undefined) throw new Error(`'${path}' has no device name left of /dev/sdf to /dev/sdp: mount fewer volumes on it`);
  if (!DEVICE_NAMES.includes(name)) throw new Error(`device name '${name}' does not fit: use one of /dev/sdf to /dev/sdp`);
  if (names.has(name)) throw new Error(`device name '${name}' is taken on '${path}': leave deviceName out, or use another`);
  taken.set(instance, mounts.set(name, mountPoint));
  return name;
}

/** What the instance is launched with: what is known of it now. */
function mappedNames(instance: ec2.CfnInstance): readonly string[] {
  const mappings: unknown = Stack.of(instance).resolve(instance.blockDeviceMappings);
  if (!Array.isArray(mappings)) return [];
  return (mappings as readonly { readonly deviceName?: unknown }[]).flatMap(({ deviceName }) =>
    typeof deviceName === 'string' && !Token.isUnresolved(deviceName) ? [deviceName.replace(/^(?:\/dev\/)?(?:xvd|sd)/, '/dev/sd')] : [],
  );
}
