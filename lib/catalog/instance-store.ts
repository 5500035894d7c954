import type { InstanceTypeFacts } from './instance-type-facts';

/**
 * Families that EC2 no longer describes, and whose types have EBS volumes only.
 * Source: https://docs.aws.amazon.com/ec2/latest/instancetypes/pg.html and https://docs.aws.amazon.com/ec2/latest/instancetypes/ac.html
 */
const EBS_ONLY: ReadonlySet<string> = new Set(['g3', 'g3s', 'p2', 'p3']);

/** Tells whether a type may have an instance store. True for a type of which nothing is known, so callers warn more, never less. */
export function mayHaveInstanceStore(type: InstanceTypeFacts | undefined): boolean {
  if (type === undefined) return true;
  return !EBS_ONLY.has(type.family) && (!type.described || type.localStorageGB > 0);
}
