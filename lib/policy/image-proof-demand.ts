/**
 * What counts as proof that an image of one's own is ready: `provenance`, a probe or the word of a person or publisher; `probe`, a ready probe
 * only. The later one demands more.
 */
export const IMAGE_PROOF_DEMANDS = ['provenance', 'probe'] as const;
export type ImageProofDemand = (typeof IMAGE_PROOF_DEMANDS)[number];
