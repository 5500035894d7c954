import type { InstanceTypeFacts } from './instance-type-facts';

/**
 * Families whose types AWS no longer launches. Source: EC2's page on previous generation instances, and the one on memory optimized
 * instances for U-9tb1 to U-24tb1.
 */
const ENDED: ReadonlyMap<string, string> = new Map(
  [
    ['retired', 'cc1 cc2 cg1 cr1 g2 g3 g3s hi1 hs1 p2'],
    ['no new launches, use U7i', 'u-9tb1 u-12tb1 u-18tb1 u-24tb1'],
  ].flatMap(([standing = '', families = '']) => families.split(' ').map((family) => [family, standing] as const)),
);

/**
 * Describes how EC2 stands to a type that its answer does not hold. That EC2 did not return a type does not mean that it is retired: some are
 * newer, or for a few customers. Undefined for a type that it returned.
 *
 * @param retrieved the day of the answer
 */
export function standingOf({ family, described, builtOnNitro }: InstanceTypeFacts, retrieved: string): string | undefined {
  if (described) return undefined;
  const standing = ENDED.get(family);
  const known = `EC2 did not return it on ${retrieved}, and its documentation lists it among the types ${builtOnNitro ? 'built on Nitro' : 'on Xen'}`;
  return standing === undefined ? known : `${standing}: ${known}`;
}
