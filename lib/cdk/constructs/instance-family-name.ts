import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';

/** Series, generation, attributes and suffix: `m7gd`, `c7i-flex`, `u7i-12tb`. Families of `u` and `mac` may have only a suffix. */
const FAMILY = /^(?<series>[a-z]+)(?<generation>\d*)(?<attributes>[a-z]*)(?:-(?<suffix>.+))?$/;

interface FamilyName {
  readonly series: string;
  /** 0 where the name has none. */
  readonly generation: number;
  readonly attributes: string;
  readonly suffix: string;
}

/** Returns the part of an instance type's name before the dot. */
export function familyOf(name: string): string {
  const dot = name.indexOf('.');
  return dot === -1 ? name : name.slice(0, dot);
}

/** Splits a family's name. */
export function partsOf(family: string): FamilyName {
  const { series = family, generation = '', attributes = '', suffix = '' } = FAMILY.exec(family)?.groups ?? {};
  return { series, generation: Number(generation), attributes, suffix };
}

/**
 * Derives the architecture from a family's name, for families that the catalog does not describe.
 * Source: EC2's naming conventions. `g` among the attributes is Graviton; A1 and all Macs except mac1 are arm64; GB200 and GB300 have Grace.
 */
export function architectureByName(family: string): 'x86_64' | 'arm64' {
  const { series, generation, attributes, suffix } = partsOf(family);
  const isMac = series === 'mac' && !(generation === 1 && suffix === '');
  const isArm = attributes.includes('g') || series === 'a' || isMac || /^gb\d/.test(suffix);
  return isArm ? 'arm64' : 'x86_64';
}

/** Whether a type is arm64, by the catalog if that describes it, otherwise by the family's name. */
export function isArm64(family: string, facts: InstanceTypeFacts | undefined): boolean {
  if (facts?.described !== true) return architectureByName(family) === 'arm64';
  return facts.architectures.every((architecture) => architecture === 'arm64' || architecture === 'arm64_mac');
}

/** Whether a family that the catalog does not describe is burstable, by its name. */
export function isBurstableFamily(family: string): boolean {
  return partsOf(family).series === 't';
}
