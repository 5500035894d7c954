import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Size } from 'aws-cdk-lib/core';

/** What an instance type has to offer to be chosen. Names and defaults are those of EC2's attribute-based selection, where it has them. */
export interface NitroInstanceTypeRequirements {
  /**
   * The fewest vCPUs.
   *
   * @default 1
   */
  readonly vCpuCountMin?: number;

  /**
   * The most vCPUs.
   *
   * @default - any number
   */
  readonly vCpuCountMax?: number;

  /**
   * The least memory.
   *
   * @default - any amount
   */
  readonly memoryMin?: Size;

  /**
   * The most memory.
   *
   * @default - any amount
   */
  readonly memoryMax?: Size;

  /**
   * The architecture. Macs have none of these and are never chosen: they need a Dedicated Host.
   *
   * @default InstanceArchitecture.X86_64 - as every Xen type had
   */
  readonly architecture?: ec2.InstanceArchitecture;

  /**
   * The families to choose from: `['m7i', 'm6i']`. One with Xen types is an error.
   *
   * @default - all
   */
  readonly families?: string[];

  /**
   * Generations, as EC2 counts them.
   *
   * @default [InstanceGeneration.CURRENT]
   */
  readonly instanceGenerations?: ec2.InstanceGeneration[];

  /**
   * Bare metal types.
   *
   * @default BareMetal.EXCLUDED
   */
  readonly bareMetal?: ec2.BareMetal;

  /**
   * Types whose CPU performance depends on credits: the T families.
   *
   * @default BurstablePerformance.EXCLUDED
   */
  readonly burstablePerformance?: ec2.BurstablePerformance;

  /**
   * Types with instance store volumes.
   *
   * @default LocalStorage.INCLUDED
   */
  readonly localStorage?: ec2.LocalStorage;

  /**
   * Types with an accelerator of one of these kinds.
   *
   * @default - types without accelerators
   */
  readonly acceleratorTypes?: ec2.AcceleratorType[];

  /**
   * Can be parent to an enclave (AWS Nitro Enclaves).
   *
   * @default false - does not matter
   */
  readonly enclaves?: boolean;

  /**
   * Has a NitroTPM.
   *
   * @default false - does not matter
   */
  readonly nitroTpm?: boolean;

  /**
   * Offers AMD SEV-SNP.
   *
   * @default false - does not matter
   */
  readonly amdSevSnp?: boolean;

  /**
   * Has an Elastic Fabric Adapter.
   *
   * @default false - does not matter
   */
  readonly efa?: boolean;

  /**
   * Offers ENA Express.
   *
   * @default false - does not matter
   */
  readonly enaExpress?: boolean;

  /**
   * Can hibernate.
   *
   * @default false - does not matter
   */
  readonly hibernation?: boolean;

  /**
   * Encrypts traffic to other such instances in hardware.
   *
   * @default false - does not matter
   */
  readonly encryptionInTransit?: boolean;
}
