import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Size } from 'aws-cdk-lib/core';

/**
 * Requirements that an instance type must meet to be chosen.
 *
 * Names and defaults are those of EC2's attribute-based instance type selection, for the attributes that it has.
 */
export interface NitroInstanceTypeRequirements {
  /**
   * The minimum number of vCPUs.
   *
   * @default 1
   */
  readonly vCpuCountMin?: number;

  /**
   * The maximum number of vCPUs.
   *
   * @default - no maximum
   */
  readonly vCpuCountMax?: number;

  /**
   * The minimum amount of memory.
   *
   * @default - no minimum
   */
  readonly memoryMin?: Size;

  /**
   * The maximum amount of memory.
   *
   * @default - no maximum
   */
  readonly memoryMax?: Size;

  /**
   * The processor architecture.
   *
   * Mac instance types are never chosen: EC2 gives them architectures of their own, and they need a Dedicated Host.
   *
   * @default InstanceArchitecture.X86_64 - the architecture of every Xen type
   */
  readonly architecture?: ec2.InstanceArchitecture;

  /**
   * The families to choose from: `['m7i', 'm6i']`. A family that has only Xen types is an error.
   *
   * @default - all families
   */
  readonly families?: string[];

  /**
   * The instance type generations to choose from, as EC2 classifies them.
   *
   * @default [InstanceGeneration.CURRENT]
   */
  readonly instanceGenerations?: ec2.InstanceGeneration[];

  /**
   * Whether bare metal types are included, required or excluded.
   *
   * @default BareMetal.EXCLUDED
   */
  readonly bareMetal?: ec2.BareMetal;

  /**
   * Whether burstable types are included, required or excluded: the T families, whose CPU performance depends on credits.
   *
   * @default BurstablePerformance.EXCLUDED
   */
  readonly burstablePerformance?: ec2.BurstablePerformance;

  /**
   * Whether types with instance store volumes are included, required or excluded.
   *
   * @default LocalStorage.INCLUDED
   */
  readonly localStorage?: ec2.LocalStorage;

  /**
   * The kinds of accelerator to choose from. A type needs an accelerator of one of these kinds.
   *
   * @default - only types without accelerators
   */
  readonly acceleratorTypes?: ec2.AcceleratorType[];

  /**
   * Whether the type must be able to be the parent instance of an enclave (AWS Nitro Enclaves).
   *
   * @default false - no requirement
   */
  readonly enclaves?: boolean;

  /**
   * Whether the type must support NitroTPM.
   *
   * @default false - no requirement
   */
  readonly nitroTpm?: boolean;

  /**
   * Whether the type must support AMD SEV-SNP.
   *
   * @default false - no requirement
   */
  readonly amdSevSnp?: boolean;

  /**
   * Whether the type must support nested virtualization.
   *
   * @default false - no requirement
   */
  readonly nestedVirtualization?: boolean;

  /**
   * Whether the type must support Elastic Fabric Adapter.
   *
   * @default false - no requirement
   */
  readonly efa?: boolean;

  /**
   * Whether the type must support ENA Express.
   *
   * @default false - no requirement
   */
  readonly enaExpress?: boolean;

  /**
   * Whether the type must support hibernation.
   *
   * @default false - no requirement
   */
  readonly hibernation?: boolean;

  /**
   * Whether the type must encrypt traffic to other such instances in hardware.
   *
   * @default false - no requirement
   */
  readonly encryptionInTransit?: boolean;
}
