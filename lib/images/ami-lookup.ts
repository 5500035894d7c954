import type { Architecture } from '../base/architecture';
import type { LookedUpImage } from './judge-image';

/** Whether an image has what Nitro needs, as the AMI context provider of the CDK is asked. */
export interface AmiLookup {
  readonly id: string;
  readonly region: string;
  readonly account: string;
  readonly architecture: Architecture;
}

/**
 * The filters of a lookup: an answer is a proof.
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

/** The key of a lookup in the context of the CDK, for who reads that without the CDK. None of its values has a character to escape. */
export function lookupKey(lookup: AmiLookup): string {
  const { account, region } = lookup;
  const filters = Object.entries(lookupFilters(lookup)).map(([name, values]) => `filters.${name}.0=${values.join()}`);
  return ['ami', ...[`account=${account}`, ...filters, `region=${region}`].sort()].join(':');
}

/** What images turned out to be, by Region, then by id. */
export class LookedUpImages {
  public readonly byRegion = new Map<string, Map<string, LookedUpImage>>();

  public add({ id, region }: AmiLookup, found: LookedUpImage): void {
    const ofRegion = this.byRegion.get(region) ?? new Map<string, LookedUpImage>();
    this.byRegion.set(region, ofRegion);
    // Launched on types of both architectures: with one of them it does not go, and another rule says so.
    if (ofRegion.get(id)?.state !== 'found') ofRegion.set(id, found);
  }
}
