/**
 * The proof that a machine image of your own needs to count as ready for Nitro. It makes no difference for images of known publishers and of public
 * parameters.
 */
export enum NitroImageProof {
  /** A probe of the image, a statement by a person, or a lookup by the CDK. A failed probe counts more than any statement. */
  PROVENANCE = 'provenance',
  /** Only a ready probe of the image, recorded with `cdk-nitro images prove`. */
  PROBE = 'probe',
}
