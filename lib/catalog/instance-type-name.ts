/** An instance type's name, taken apart at its dot. */
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

/** Whether EC2 could name a family so; it need not exist. */
export function isFamilyName(text: string): boolean {
  return FAMILY.test(text);
}

/** Whether EC2 could name a size so; no family need have it. */
export function isSizeName(text: string): boolean {
  return SIZE.test(text);
}

/** Bare metal sizes: `metal`, `metal-24xl`. */
export function isBareMetalSize(size: string): boolean {
  return isSizeName(size) && size.startsWith('metal');
}

/** Family and size of a well-formed name. Lower case, one dot, nothing around it; the type need not exist. */
export function parseInstanceTypeName(text: string): InstanceTypeName | undefined {
  const dot = text.indexOf('.');
  const family = text.slice(0, Math.max(dot, 0));
  const size = text.slice(dot + 1);
  return isFamilyName(family) && isSizeName(size) ? { family, size } : undefined;
}
