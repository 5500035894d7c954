import type { InstanceTypeFacts } from './instance-type-facts';

/**
 * Families that EC2 no longer describes and no longer names on its page of instance types. They count as retired. G3 and P3 are still on
 * the page, among the previous generation that EC2 "continues to support".
 *
 * Source: https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-types.html, August 2026.
 */
const RETIRED: ReadonlySet<string> = new Set('cc1 cc2 cg1 cr1 f1 g2 g3s hi1 hs1 p2'.split(' '));

/** Families of which EC2 launches no new instances. Source: the end of sale notice of the page above. */
const END_OF_SALE: ReadonlySet<string> = new Set('u-9tb1 u-12tb1 u-18tb1 u-24tb1'.split(' '));

/**
 * Describes the status of a type that EC2's answer lacks; undefined for a type in the answer. A missing type need not be retired: some
 * types are newer, or for a few customers.
 *
 * @param retrieved the day of the answer
 */
export function standingOf({ family, described, builtOnNitro }: InstanceTypeFacts, retrieved: string): string | undefined {
  if (described) return undefined;
  const notReturned = `EC2 did not return it on ${retrieved}`;
  if (RETIRED.has(family)) return `retired: ${notReturned}, and its page of instance types no longer lists it`;
  const known = `${notReturned}, and its documentation lists it among the types ${builtOnNitro ? 'built on Nitro' : 'on Xen'}`;
  return END_OF_SALE.has(family) ? `no new launches, use U7i: ${known}` : known;
}
