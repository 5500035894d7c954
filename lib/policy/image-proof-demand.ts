/**
 * The possible proofs that one's own image is ready. `provenance`: a probe, or the word of a person or publisher. `probe`: only a ready
 * probe. The later one demands more.
 */
export const IMAGE_PROOF_DEMANDS = ['provenance', 'probe'] as const;
export type ImageProofDemand = (typeof IMAGE_PROOF_DEMANDS)[number];
