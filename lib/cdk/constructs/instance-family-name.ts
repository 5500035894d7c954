import type { SelectableArchitecture } from '../../base/architecture';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import { partsOfFamily } from '../../catalog/instance-type-name';

/** The part of an instance type's name before its dot. */
export function familyOf(name: string): string {
  const dot = name.indexOf('.');
  return dot === -1 ? name : name.slice(0, dot);
}

/**
 * The architecture that a family's name stands for, for families the catalog does not describe.
 * Source: EC2's naming conventions: `g` among the attributes is Graviton; A1, and Macs but mac1, are arm64; GB200 and GB300 have Grace.
 */
export function architectureByName(family: string): SelectableArchitecture {
  const { series, generation, attributes, suffix } = partsOfFamily(family);
  const isMac = series === 'mac' && !(generation === 1 && suffix === '');
  const isArm = attributes.includes('g') || series === 'a' || isMac || /^gb\d/.test(suffix);
  return isArm ? 'arm64' : 'x86_64';
}

/** The architecture of a type: by the catalog, where that describes it, else by its family's name. */
export function isArm64(family: string, facts: InstanceTypeFacts | undefined): boolean {
  if (facts?.described !== true) return architectureByName(family) === 'arm64';
  return facts.architectures.every((architecture) => architecture === 'arm64' || architecture === 'arm64_mac');
}

/** Whether a family the catalog does not describe is one of the burstable ones. */
export function isBurstableFamily(family: string): boolean {
  return partsOfFamily(family).series === 't';
}
