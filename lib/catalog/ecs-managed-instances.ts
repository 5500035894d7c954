import type { InstanceTypeFacts } from './instance-type-facts';
import type { InstanceTypeIndex } from './instance-type-index';

/**
 * The families from which Amazon ECS Managed Instances chooses, for capacity providers and for compute environments of Batch.
 * Every type in them is built on Nitro.
 *
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-instance-types.html, August 2026.
 */
export const ECS_MANAGED_FAMILIES: ReadonlySet<string> = new Set(
  [
    // General purpose
    'm5 m5a m5ad m5d m5dn m5n m5zn m6a m6g m6gd m6i m6id m6idn m6in m7a m7g m7gd m7i m7i-flex',
    'm8a m8azn m8g m8gb m8gd m8gn m8i m8ib m8id m8idb m8idn m8i-flex m8in m8ine m9g m9gd t3 t3a t4g',
    // Compute optimized
    'c5 c5a c5ad c5d c5n c6a c6g c6gd c6i c6id c6in c7a c7g c7gd c7gn c7i c7i-flex',
    'c8a c8g c8gb c8gd c8gn c8i c8ib c8id c8i-flex c8in c8ine',
    // Memory optimized
    'r5 r5a r5ad r5b r5d r5dn r5n r6a r6g r6gd r6i r6id r6idn r6in r7a r7g r7gd r7i r7iz r8a r8g r8gb r8gd r8gn',
    'u-3tb1 u7i-6tb u7i-8tb u7i-12tb u7in-24tb u7in-32tb x2gd x2idn x2iedn x2iezn x8g z1d',
    // Storage optimized
    'd3 d3en i3en i4g i4i i7i i7ie i8g i8ge im4gn is4gen',
    // Accelerated computing
    'dl1 g4ad g4dn g5 g5g g6 g6e g6f g7e gr6 gr6f inf1 inf2 p3dn p4d p4de p5 p5en p6-b200 p6-b300 trn1',
    // High performance computing
    'hpc6a hpc6id hpc7a hpc7g',
  ].flatMap((families) => families.split(' ')),
);

/** Sizes that ECS Managed Instances does not support, nor types with one vCPU. Source: the page above. */
const UNSUPPORTED_SIZES: ReadonlySet<string> = new Set(['nano', 'micro']);

const managedOf = new WeakMap<InstanceTypeIndex, readonly InstanceTypeFacts[]>();

/** Lists the types from which Amazon ECS Managed Instances chooses. */
export function ecsManagedTypes(catalog: InstanceTypeIndex): readonly InstanceTypeFacts[] {
  const known = managedOf.get(catalog);
  if (known !== undefined) return known;
  const types = catalog.types.filter(
    ({ family, size, vCpus }) => ECS_MANAGED_FAMILIES.has(family) && vCpus > 1 && !UNSUPPORTED_SIZES.has(size),
  );
  managedOf.set(catalog, types);
  return types;
}
