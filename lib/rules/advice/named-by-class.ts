import type { Catalog } from '../../catalog/catalog';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';

/** The instance type that a managed service's class is named after. */
export interface NamedByClass {
  readonly type: string;
  readonly family: string;
}

/**
 * Finds the instance type after which a service's class is named: `db.m4.large`, `m4.large.search`, `ml.p2.xlarge`. Sizes of the service's
 * own (`db.r3.8xlarge.tpc2.mem2x`, `db.cr1.8xl`) count by their family. Families of its own, such as Redshift's `ra3` and `dc2`, name no
 * EC2 family and are left alone.
 *
 * @param fits tells whether the type, or a type of the family, counts
 */
export function typeNamedBy(
  name: string,
  catalog: Catalog,
  fits: (facts: InstanceTypeFacts) => boolean = () => true,
): NamedByClass | undefined {
  const parts = name.split('.');
  const pairs = parts.slice(1).map((size, index) => ({ family: parts[index] ?? '', type: `${parts[index] ?? ''}.${size}` }));
  return pairs.find(({ family, type }) => [catalog.find(type) ?? catalog.family(family)].flat().some(fits));
}

/** Nitro-based families for which nearly every service has classes, by the series that they continue. Own suggestion. */
const OFFERED_EVERYWHERE: Readonly<Record<string, string>> = { t: 't3', m: 'm5', c: 'c5', r: 'r5' };

/** Returns a Nitro-based family to use instead of a family with Xen types in a service's class. */
export function nitroFamilyFor(family: string, catalog: Catalog): string {
  const series = family.replace(/\d.*$/, '');
  return OFFERED_EVERYWHERE[series] ?? catalog.successorFamily(family);
}
