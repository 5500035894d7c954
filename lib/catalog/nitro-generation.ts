/*
 * The generations of the Nitro System, of which the fifth and later attach network interfaces to recent ENA drivers only. EC2's API does not
 * tell the generation; the page lists the families of each: https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-nitro-instances.html
 */
const FIFTH: ReadonlySet<string> = new Set([
  ...['c7gn', 'c8g', 'c8gd', 'hpc7g', 'i7ie', 'i8g', 'm8g', 'm8gd', 'mac-m4', 'mac-m4pro'],
  ...['p5en', 'p6e-gb200', 'r8g', 'r8gd', 'trn2', 'trn2u', 'x8g'],
]);

/** All other families whose name has the generation 8 or 9, G7 with its variants, and the P6 families with an Intel processor. */
const SIXTH = /^(?:[a-z]+[89](?!\d)|g7(?!\d)|p6-b[23]00$)/;

/**
 * Returns the generation of the Nitro System of a family: the fifth or the sixth. Undefined for a family that the page puts in an earlier
 * generation or does not list.
 */
export function lateGenerationOf(family: string): 5 | 6 | undefined {
  if (FIFTH.has(family)) return 5;
  return SIXTH.test(family) ? 6 : undefined;
}
