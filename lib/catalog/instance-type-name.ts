/** An instance type's name, split at its dot. */
export interface InstanceTypeName {
  /** The part before the dot: `m5`, `u7i-12tb`. */
  readonly family: string;
  /** The part after the dot: `large`, `metal-24xl`. */
  readonly size: string;
}

/**
 * Series, generation, attributes, and at most one suffix: `m5`, `im4gn`, `c7i-flex`, `p6-b200`, `u7i-12tb`, `mac2-m2pro`.
 * The `u` and `mac` series may carry the generation in the suffix alone: `u-6tb1`, `mac-m4`.
 * Every part is bounded, so that a long string is refused at once.
 */
const FAMILY = /^[a-z]{1,4}(?:\d{1,2}[a-z]{0,5}(?:-[a-z0-9]{1,8})?|-(?=[a-z]*\d)[a-z0-9]{1,8})$/;

/** `nano` to `xlarge`, `2xlarge` and up, `metal`, `metal-24xl`. */
const SIZE = /^(?:nano|micro|small|medium|large|xlarge|(?:[2-9]|[1-9]\d{1,2})xlarge|metal(?:-[1-9]\d{0,2}xl)?)$/;

/** Tells whether EC2 could give a family this name; the family need not exist. */
export function isFamilyName(text: string): boolean {
  return FAMILY.test(text);
}

/** Tells whether EC2 could give a size this name; no family need have it. */
export function isSizeName(text: string): boolean {
  return SIZE.test(text);
}

/** Tells whether a size is bare metal: `metal`, `metal-24xl`. */
export function isBareMetalSize(size: string): boolean {
  return isSizeName(size) && size.startsWith('metal');
}

/** Splits a well-formed name: lower case, one dot, no blanks. The type need not exist; undefined for any other text. */
export function parseInstanceTypeName(text: string): InstanceTypeName | undefined {
  const dot = text.indexOf('.');
  const family = text.slice(0, Math.max(dot, 0));
  const size = text.slice(dot + 1);
  return isFamilyName(family) && isSizeName(size) ? { family, size } : undefined;
}

/** The parts of a family's name. */
export interface FamilyParts {
  /** `m` of `m7gd`: the purpose of the family. */
  readonly series: string;
  /** The generation: 7 in `m7gd`. Families with only a suffix have it there: 1 in `u-6tb1`, 4 in `mac-m4pro`. 0 if the name has none. */
  readonly generation: number;
  readonly attributes: string;
  readonly suffix: string;
}

/** Series, generation, attributes, suffix: `m7gd`, `c7i-flex`, `u7i-12tb`. Families of `u` and `mac` may have a suffix alone. */
const FAMILY_PARTS = /^(?<series>[a-z]+)(?<generation>\d*)(?<attributes>[a-z]*)(?:-(?<suffix>.+))?$/;

/** Splits a family's name into its parts; a name of another form is all series. */
export function partsOfFamily(family: string): FamilyParts {
  const { series = family, generation = '', attributes = '', suffix = '' } = FAMILY_PARTS.exec(family)?.groups ?? {};
  const [, inSuffix = '0'] = /(\d+)[a-z]*$/.exec(suffix) ?? [];
  return { series, generation: Number(generation === '' ? inSuffix : generation), attributes, suffix };
}
