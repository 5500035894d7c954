/**
 * What proves that a machine image of your own is ready for Nitro. It makes no difference for the images of known publishers and of public
 * parameters.
 */
export enum NitroImageProof {
  /** A probe of the image, a statement by a person, or a lookup by the CDK. A failed probe counts more than any statement. */
  PROVENANCE = 'provenance',
  /** Only a ready probe of the image, recorded with `cdk-nitro images prove`. */
  PROBE = 'probe',
}
