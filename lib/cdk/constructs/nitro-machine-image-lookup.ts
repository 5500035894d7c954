import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { requestedArchitecture } from './instance-architecture';
import type { NitroLookupImageProps } from './nitro-machine-image-props';

export interface FoundImage {
  readonly architecture: ec2.InstanceArchitecture;
  readonly image: ec2.IMachineImage;
}

/** An image by DescribeImages. What EC2 cannot filter by, the NVMe driver, stays unproven. */
export function lookupImage({ name, owners, filters = {}, windows = false, userData, ...source }: NitroLookupImageProps): FoundImage {
  if (owners.length === 0) {
    throw new Error(`no owner is named for the image '${name}', and anybody may give an image that name: set owners, ['self'] for example`);
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
  if (filter === 'name') throw new Error(`filter 'name' is set besides the name of the image: set name alone`);
  if (filter === 'hypervisor') throw new Error("filter 'hypervisor' tells nothing, EC2 says xen of every image: leave the filter out");
  if (filter === 'platform' && needed === undefined) {
    throw new Error(
      `filter 'platform' is ${written(values)}: set windows to true for images of Windows, and leave the filter out for others`,
    );
  }
  if (needed === undefined || (values.length === 1 && values[0] === needed)) return;
  throw new Error(`filter '${filter}' is ${written(values)}, and only '${needed}' fits: leave the filter out`);
}

function written(values: readonly string[]): string {
  return values.length === 0 ? 'empty' : values.map((value) => `'${value}'`).join(', ');
}
