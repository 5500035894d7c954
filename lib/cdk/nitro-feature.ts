/** A feature that only some instance types built on Nitro support. */
export enum NitroFeature {
  /** AWS Nitro Enclaves. */
  ENCLAVES = 'enclaves',
  /** AMD SEV-SNP: encrypted memory that the host cannot read. */
  AMD_SEV_SNP = 'amd-sev-snp',
  /** Nested virtualization: a hypervisor inside the instance. */
  NESTED_VIRTUALIZATION = 'nested-virtualization',
  /** NitroTPM. */
  NITRO_TPM = 'nitro-tpm',
  /** Hibernation. */
  HIBERNATION = 'hibernation',
  /** Elastic Fabric Adapter. */
  EFA = 'efa',
  /** ENA Express. */
  ENA_EXPRESS = 'ena-express',
}
