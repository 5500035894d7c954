import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Size } from 'aws-cdk-lib/core';
import type { NitroInstanceTypeRequirements } from './nitro-instance-type-requirements';

/**
 * Attributes of the instance types that EC2 may choose from: those of NitroInstanceTypeRequirements, and those that EC2 has besides. Names
 * are those of `ec2.InstanceRequirementsConfig`.
 *
 * `families` and features such as `enclaves` are not attributes of EC2. They become a list of allowed instance types.
 */
export interface NitroInstanceRequirementsProps extends NitroInstanceTypeRequirements {
  /**
   * Instance types to exclude besides those on Xen: `['m7i-flex.*']`. Not together with `families` or a feature, which list the allowed types.
   *
   * @default - Xen types only
   */
  readonly excludedInstanceTypes?: string[];

  /**
   * The processor manufacturers to choose from.
   *
   * @default - the manufacturers of `architecture`: Intel and AMD for x86_64, AWS for arm64
   */
  readonly cpuManufacturers?: ec2.CpuManufacturer[];

  /**
   * The minimum amount of memory for each vCPU.
   *
   * @default - no minimum
   */
  readonly memoryPerVCpuMin?: Size;

  /**
   * The maximum amount of memory for each vCPU.
   *
   * @default - no maximum
   */
  readonly memoryPerVCpuMax?: Size;

  /**
   * The minimum network bandwidth in gigabits per second.
   *
   * @default - no minimum
   */
  readonly networkBandwidthGbpsMin?: number;

  /**
   * The maximum network bandwidth in gigabits per second.
   *
   * @default - no maximum
   */
  readonly networkBandwidthGbpsMax?: number;

  /**
   * The minimum number of network interfaces.
   *
   * @default - no minimum
   */
  readonly networkInterfaceCountMin?: number;

  /**
   * The maximum number of network interfaces.
   *
   * @default - no maximum
   */
  readonly networkInterfaceCountMax?: number;

  /**
   * The minimum baseline bandwidth to EBS in megabits per second.
   *
   * @default - no minimum
   */
  readonly baselineEbsBandwidthMbpsMin?: number;

  /**
   * The maximum baseline bandwidth to EBS in megabits per second.
   *
   * @default - no maximum
   */
  readonly baselineEbsBandwidthMbpsMax?: number;

  /**
   * The kinds of instance store volumes to choose from.
   *
   * @default - all kinds
   */
  readonly localStorageTypes?: ec2.LocalStorageType[];

  /**
   * The minimum total size of the instance store volumes in GB.
   *
   * @default - no minimum
   */
  readonly totalLocalStorageGBMin?: number;

  /**
   * The maximum total size of the instance store volumes in GB.
   *
   * @default - no maximum
   */
  readonly totalLocalStorageGBMax?: number;

  /**
   * The minimum number of accelerators. Needs `acceleratorTypes`.
   *
   * @default - no minimum
   */
  readonly acceleratorCountMin?: number;

  /**
   * The maximum number of accelerators. Needs `acceleratorTypes`.
   *
   * @default - no maximum; 0 without `acceleratorTypes`
   */
  readonly acceleratorCountMax?: number;

  /**
   * The accelerator manufacturers to choose from. Needs `acceleratorTypes`.
   *
   * @default - all manufacturers
   */
  readonly acceleratorManufacturers?: ec2.AcceleratorManufacturer[];

  /**
   * The accelerators to choose from. Needs `acceleratorTypes`.
   *
   * @default - all accelerators
   */
  readonly acceleratorNames?: ec2.AcceleratorName[];

  /**
   * The minimum total memory of the accelerators. Needs `acceleratorTypes`.
   *
   * @default - no minimum
   */
  readonly acceleratorTotalMemoryMin?: Size;

  /**
   * The maximum total memory of the accelerators. Needs `acceleratorTypes`.
   *
   * @default - no maximum
   */
  readonly acceleratorTotalMemoryMax?: Size;

  /**
   * The percentage by which the price of a type may exceed the price of the cheapest type, for On-Demand Instances.
   *
   * @default - EC2's own: 20
   */
  readonly onDemandMaxPricePercentageOverLowestPrice?: number;

  /**
   * The percentage by which the price of a type may exceed the price of the cheapest type, for Spot Instances.
   *
   * @default - EC2's own: 100
   */
  readonly spotMaxPricePercentageOverLowestPrice?: number;

  /**
   * The maximum price of a Spot Instance, in percent of the cheapest On-Demand Instance.
   *
   * @default - none
   */
  readonly maxSpotPriceAsPercentageOfOptimalOnDemandPrice?: number;
}
