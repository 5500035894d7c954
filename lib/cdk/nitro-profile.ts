/** Predefined settings for a standard. */
export enum NitroProfile {
  /** Instance types must be built on Nitro, images must boot on it, and boot scripts must not rely on Xen. */
  NITRO = 'nitro',
  /** Every instance type must encrypt the traffic between instances in hardware. */
  ENCRYPTED_IN_TRANSIT = 'encrypted-in-transit',
  /** Every instance type must support AWS Nitro Enclaves. */
  ENCLAVES = 'enclaves',
  /** Every instance type must support AMD SEV-SNP and NitroTPM. */
  CONFIDENTIAL = 'confidential',
  /** For Amazon EKS clusters with prefix delegation or IPv6: a delegated choice that may end on Xen is an error, not a warning. */
  EKS = 'eks',
  /** Findings are reported, and none fails synthesis. */
  OBSERVE = 'observe',
}
