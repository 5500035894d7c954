import type { Architecture } from '../base/architecture';

/** EC2's `Hypervisor`. Bare metal has none; `bareMetal` makes it count as built on Nitro. */
export const HYPERVISORS = ['nitro', 'xen'] as const;
export type Hypervisor = (typeof HYPERVISORS)[number];

export const BOOT_MODES = ['legacy-bios', 'uefi'] as const;
export type BootMode = (typeof BOOT_MODES)[number];

/** In the words of InstanceRequirements. */
export const CPU_MANUFACTURERS = ['intel', 'amd', 'amazon-web-services', 'apple'] as const;
export type CpuManufacturer = (typeof CPU_MANUFACTURERS)[number];

export const LOCAL_STORAGE_TYPES = ['hdd', 'ssd'] as const;
export type LocalStorageType = (typeof LOCAL_STORAGE_TYPES)[number];

/** EC2's words for whether an instance type uses ENA or NVMe. */
export const DRIVER_SUPPORTS = ['unsupported', 'supported', 'required'] as const;
export type DriverSupport = (typeof DRIVER_SUPPORTS)[number];

export const ACCELERATOR_TYPES = ['gpu', 'fpga', 'inference', 'media'] as const;
export type AcceleratorType = (typeof ACCELERATOR_TYPES)[number];

/** An accelerator of an instance type, in the words of InstanceRequirements (lower case, hyphens). */
export interface Accelerator {
  readonly type: AcceleratorType;
  /** `nvidia`, `amd`, `amazon-web-services`, `xilinx`, `habana`; another maker's own name in the same spelling. */
  readonly manufacturer: string;
  /** For example `t4`, `a10g`, `inferentia`. */
  readonly name: string;
  /** How many the instance has. A fraction of a GPU counts as one. */
  readonly count: number;
  /** Total memory in MiB; 0 if EC2 gives none. */
  readonly totalMemoryMiB: number;
}

/**
 * The catalog's facts about one EC2 instance type.
 * Source: EC2 DescribeInstanceTypes, with the corrections in `tools/catalog/corrections.ts`.
 */
export interface InstanceTypeFacts {
  /** For example `m5.large`. */
  readonly name: string;
  /** The part before the dot: `m5`. */
  readonly family: string;
  /** The part after the dot: `large`. */
  readonly size: string;
  /** Undefined for bare metal, as in EC2's own answer; `builtOnNitro` covers both. */
  readonly hypervisor: Hypervisor | undefined;
  readonly bareMetal: boolean;
  /** The hypervisor is `nitro`, or the type is bare metal. Every rule uses this fact. */
  readonly builtOnNitro: boolean;
  /** EC2 returned the type when the catalog was recorded. Attribute-based selection cannot choose a type that is retired or only documented. */
  readonly offered: boolean;
  /**
   * False for a type that is retired or only documented: only its name, hypervisor, bare metal, ENA and NVMe are known, and a feature that
   * documentation names. In the facts below every number is then 0 or undefined, every list empty, every other flag false.
   */
  readonly described: boolean;
  readonly architectures: readonly Architecture[];
  readonly bootModes: readonly BootMode[];
  readonly enaSupport: DriverSupport;
  /** NVMe for EBS volumes (EC2's `EbsInfo.NvmeSupport`). */
  readonly nvmeSupport: DriverSupport;
  /** `DefaultVCpus`: with all cores and threads on. */
  readonly vCpus: number;
  readonly memoryMiB: number;
  /** Undefined for a manufacturer that is not in the list above. */
  readonly cpuManufacturer: CpuManufacturer | undefined;
  readonly burstable: boolean;
  readonly currentGeneration: boolean;
  /** Total size of the instance store volumes in GB; 0 without any. */
  readonly localStorageGB: number;
  readonly localStorageTypes: readonly LocalStorageType[];
  readonly maximumNetworkInterfaces: number;
  /** Baseline bandwidth of all network cards together; undefined if EC2 gives none. */
  readonly networkBandwidthGbps: number | undefined;
  /** Peak bandwidth of all network cards together; undefined if EC2 gives none. */
  readonly peakNetworkBandwidthGbps: number | undefined;
  /** Undefined for a type that cannot be EBS-optimized. */
  readonly baselineEbsBandwidthMbps: number | undefined;
  readonly accelerators: readonly Accelerator[];
  readonly hibernation: boolean;
  readonly enclaves: boolean;
  readonly nitroTpm: boolean;
  readonly amdSevSnp: boolean;
  /** A hypervisor can run inside the instance. */
  readonly nestedVirtualization: boolean;
  readonly efa: boolean;
  /** ENA Express (EC2 calls it ENA SRD). */
  readonly enaExpress: boolean;
  /** Traffic between instances is encrypted in hardware. */
  readonly encryptionInTransit: boolean;
}
