import type { CatalogFile } from './catalog-file';
import type { InstanceTypeFacts } from './instance-type-facts';
import type { InstanceTypeIndex } from './instance-type-index';
import { XEN_FAMILIES } from './successor-families';

/**
 * Returns the reason why recorded facts of a type are impossible; undefined if they are possible. The set of Xen types is closed: no answer
 * of EC2 and no file removes a type from it. In a Xen family, only types such as i3.metal are built on Nitro: those that are so in the
 * package.
 *
 * @param bundled the catalog in the package
 */
export function contradictionOf(
  { name, family, hypervisor, bareMetal, builtOnNitro }: InstanceTypeFacts,
  bundled: InstanceTypeIndex,
): string | undefined {
  if (!builtOnNitro) return undefined;
  const known = bundled.find(name);
  if (known?.builtOnNitro === false) return `'${name}' cannot be built on Nitro, since it runs on the Xen hypervisor`;
  if (known === undefined && XEN_FAMILIES.has(family))
    return `'${name}' cannot be built on Nitro, since '${family}' is one of the Xen families, which are a closed set`;
  return bareMetal && hypervisor === 'xen' ? `'${name}' cannot be bare metal and run on the Xen hypervisor` : undefined;
}

/**
 * Returns a recorded catalog without the Xen types that the package describes. These types no longer change, and different figures
 * in a file, or `offered: false`, could only hide them from attribute-based selection.
 */
export function withoutDescribedXen(recorded: CatalogFile, bundled: InstanceTypeIndex): CatalogFile {
  const isDescribedXen = (name: string): boolean => {
    const known = bundled.find(name);
    return known !== undefined && known.described && !known.builtOnNitro;
  };
  const families = [...recorded.families].map(([family, { all, sizes }]) => {
    const others = XEN_FAMILIES.has(family) ? [...sizes].filter(([size]) => !isDescribedXen(`${family}.${size}`)) : sizes;
    return [family, { all, sizes: new Map(others) }] as const;
  });
  return { ...recorded, families: new Map(families) };
}
