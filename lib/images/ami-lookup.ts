import type { Architecture } from '../base/architecture';
import type { LookedUpImage } from './judge-image';

/** A question to the AMI context provider of the CDK: whether an image meets the requirements of Nitro. */
export interface AmiLookup {
  readonly id: string;
  readonly region: string;
  readonly account: string;
  readonly architecture: Architecture;
}

/**
 * Returns the filters of a lookup: an image that passes them meets the requirements that EC2's attributes can prove.
 *
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html
 */
export function lookupFilters({ id, architecture }: AmiLookup): Record<string, string[]> {
  return {
    'image-id': [id],
    architecture: [architecture],
    'ena-support': ['true'],
    'root-device-type': ['ebs'],
    'virtualization-type': ['hvm'],
  };
}

/** Returns the key of a lookup in the context of the CDK, for reading a context without the CDK. No value has a character to escape. */
export function lookupKey(lookup: AmiLookup): string {
  const { account, region } = lookup;
  const filters = Object.entries(lookupFilters(lookup)).map(([name, values]) => `filters.${name}.0=${values.join()}`);
  return ['ami', ...[`account=${account}`, ...filters, `region=${region}`].sort()].join(':');
}

/** Results of lookups, by Region, then by id. */
export class LookedUpImages {
  public readonly byRegion = new Map<string, Map<string, LookedUpImage>>();

  public add({ id, region }: AmiLookup, found: LookedUpImage): void {
    const ofRegion = this.byRegion.get(region) ?? new Map<string, LookedUpImage>();
    this.byRegion.set(region, ofRegion);
    // An image on types of both architectures is found for one of them only; another rule reports the other.
    if (ofRegion.get(id)?.state !== 'found') ofRegion.set(id, found);
  }
}
