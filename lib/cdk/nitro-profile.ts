/** Ready-made settings. */
export enum NitroProfile {
  /** Instance types built on Nitro, images that boot on it, and no Xen-only habits. */
  NITRO = 'nitro',
  /** Every type encrypts the traffic between instances in hardware. */
  ENCRYPTED_IN_TRANSIT = 'encrypted-in-transit',
  /** Every type supports AWS Nitro Enclaves. */
  ENCLAVES = 'enclaves',
  /** Every type supports AMD SEV-SNP and NitroTPM. */
  CONFIDENTIAL = 'confidential',
  /** For clusters of Amazon EKS with prefix delegation or IPv6: what may end on Xen is an error, not a warning. */
  EKS = 'eks',
  /** Everything is reported, nothing fails. */
  OBSERVE = 'observe',
}
