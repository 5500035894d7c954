import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { requestedArchitecture } from './instance-architecture';
import type { NitroLookupImageProps } from './nitro-machine-image-props';

/** An image whose architecture is known. */
export interface FoundImage {
  readonly architecture: ec2.InstanceArchitecture;
  readonly image: ec2.IMachineImage;
}

/** Looks an image up with DescribeImages. EC2 has no filter for the NVMe driver, so that stays unproven. */
export function lookupImage({ name, owners, filters = {}, windows = false, userData, ...source }: NitroLookupImageProps): FoundImage {
  if (owners.length === 0) {
    throw new Error(`owners is empty for the image '${name}', but any account can use that name: name the owners, for example ['self']`);
  }
  const architecture = requestedArchitecture(source) ?? ec2.InstanceArchitecture.X86_64;
  const needed = new Map([
    ['ena-support', 'true'],
    ['virtualization-type', 'hvm'],
    ['root-device-type', 'ebs'],
    ['architecture', architecture],
    ['state', 'available'],
    ['image-type', 'machine'],
    ...(windows ? ([['platform', 'windows']] as const) : []),
  ]);
  for (const [filter, values] of Object.entries(filters)) {
    refuseContradiction(filter, values, needed.get(filter));
  }
  const wanted: Record<string, string[]> = Object.fromEntries([...needed].map(([filter, value]) => [filter, [value]]));
  return {
    architecture,
    image: ec2.MachineImage.lookup({ name, owners, windows, userData, filters: { ...filters, ...wanted } }),
  };
}

function refuseContradiction(filter: string, values: readonly string[], needed: string | undefined): void {
  if (filter === 'name') throw new Error(`filter 'name' is set in addition to the property name: remove the filter`);
  if (filter === 'hypervisor') throw new Error("filter 'hypervisor' has no effect, as EC2 returns xen for every image: remove the filter");
  if (filter === 'platform' && needed === undefined) {
    throw new Error(`filter 'platform' is ${written(values)}: set windows to true for Windows images, or remove the filter for others`);
  }
  if (needed === undefined || (values.length === 1 && values[0] === needed)) return;
  throw new Error(`filter '${filter}' is ${written(values)} and must be '${needed}': remove the filter`);
}

function written(values: readonly string[]): string {
  return values.length === 0 ? 'empty' : values.map((value) => `'${value}'`).join(', ');
}
