import type { SelectableArchitecture } from '../../base/architecture';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import { partsOfFamily } from '../../catalog/instance-type-name';

/** Returns the part of an instance type's name before the dot. */
export function familyOf(name: string): string {
  const dot = name.indexOf('.');
  return dot === -1 ? name : name.slice(0, dot);
}

/**
 * Derives the architecture from a family's name, for families that the catalog does not describe.
 * Source: EC2's naming conventions. `g` among the attributes is Graviton; A1 and all Macs except mac1 are arm64; GB200 and GB300 have
 * Grace.
 */
export function architectureByName(family: string): SelectableArchitecture {
  const { series, generation, attributes, suffix } = partsOfFamily(family);
  const isMac = series === 'mac' && !(generation === 1 && suffix === '');
  const isArm = attributes.includes('g') || series === 'a' || isMac || /^gb\d/.test(suffix);
  return isArm ? 'arm64' : 'x86_64';
}

/** Tells whether a type is arm64, by the catalog if that describes it, otherwise by the family's name. */
export function isArm64(family: string, facts: InstanceTypeFacts | undefined): boolean {
  if (facts?.described !== true) return architectureByName(family) === 'arm64';
  return facts.architectures.every((architecture) => architecture === 'arm64' || architecture === 'arm64_mac');
}

/** Tells whether a family that the catalog does not describe is burstable, by its name. */
export function isBurstableFamily(family: string): boolean {
  return partsOfFamily(family).series === 't';
}
