import type { InstanceTypeFacts } from './instance-type-facts';

/**
 * Families that EC2 no longer describes, and whose types have EBS volumes only.
 * Sources: https://docs.aws.amazon.com/ec2/latest/instancetypes/pg.html for G3 and P3, and for G3s and P2 the guide of 2019
 * https://github.com/awsdocs/amazon-ec2-user-guide/blob/00f196538ffa2ac7954fd8b02a4ab143a4e06c4f/doc_source/accelerated-computing-instances.md
 */
const EBS_ONLY: ReadonlySet<string> = new Set(['g3', 'g3s', 'p2', 'p3']);

/** Tells whether a type may have an instance store. True for an unknown type: callers warn more, never less. */
export function mayHaveInstanceStore(type: InstanceTypeFacts | undefined): boolean {
  if (type === undefined) return true;
  return !EBS_ONLY.has(type.family) && (!type.described || type.localStorageGB > 0);
}
