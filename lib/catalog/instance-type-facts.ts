/** EC2's `Hypervisor`. Bare metal has none; it counts as built on Nitro by `bareMetal`. */
export type Hypervisor = 'nitro' | 'xen';

export type Architecture = 'i386' | 'x86_64' | 'arm64' | 'x86_64_mac' | 'arm64_mac';

export type BootMode = 'legacy-bios' | 'uefi';

export type CpuManufacturer = 'intel' | 'amd' | 'amazon-web-services' | 'apple';

export type LocalStorageType = 'hdd' | 'ssd';

/** How an instance type takes to ENA or NVMe: EC2's words. */
export type DriverSupport = 'unsupported' | 'supported' | 'required';

export type AcceleratorType = 'gpu' | 'fpga' | 'inference' | 'media';

/** An accelerator of an instance type, in the words InstanceRequirements uses (lower case, hyphens). */
export interface Accelerator {
  readonly type: AcceleratorType;
  /** `nvidia`, `amd`, `amazon-web-services`, `xilinx`, `habana`; another maker's own name in the same spelling. */
  readonly manufacturer: string;
  /** For example `t4`, `a10g`, `inferentia`. */
  readonly name: string;
  /** How many the instance has; a fraction of a GPU counts as one. */
  readonly count: number;
  /** Memory of all of them together, in MiB; 0 where EC2 does not say. */
  readonly totalMemoryMiB: number;
}

/**
 * What the catalog knows of one EC2 instance type.
 * Source: EC2 DescribeInstanceTypes, corrected as `tools/catalog/corrections.ts` says.
 */
export interface InstanceTypeFacts {
  /** For example `m5.large`. */
  readonly name: string;
  /** The part before the dot: `m5`. */
  readonly family: string;
  /** The part after the dot: `large`. */
  readonly size: string;
  /** Undefined for bare metal, as in EC2's own answer: ask `builtOnNitro`. */
  readonly hypervisor: Hypervisor | undefined;
  readonly bareMetal: boolean;
  /** Hypervisor is `nitro`, or bare metal: what every rule asks. */
  readonly builtOnNitro: boolean;
  /** EC2 returned the type when the catalog was made. A retired or merely documented type cannot be chosen by attribute-based selection. */
  readonly offered: boolean;
  /**
   * False for a retired or merely documented type, of which only name, hypervisor, bare metal, ENA and NVMe are known.
   * Of what follows every number is then 0 or undefined, every list empty, every flag false.
   */
  readonly described: boolean;
  readonly architectures: readonly Architecture[];
  readonly bootModes: readonly BootMode[];
  readonly enaSupport: DriverSupport;
  /** NVMe for EBS volumes (EC2's `EbsInfo.NvmeSupport`). */
  readonly nvmeSupport: DriverSupport;
  /** `DefaultVCpus`: with every core and thread switched on. */
  readonly vCpus: number;
  readonly memoryMiB: number;
  /** Undefined where EC2 names one we have no word for. */
  readonly cpuManufacturer: CpuManufacturer | undefined;
  readonly burstable: boolean;
  readonly currentGeneration: boolean;
  /** All instance store volumes together, in GB; 0 where there is none. */
  readonly localStorageGB: number;
  readonly localStorageTypes: readonly LocalStorageType[];
  readonly maximumNetworkInterfaces: number;
  /** Baseline, all network cards together; undefined where EC2 does not say. */
  readonly networkBandwidthGbps: number | undefined;
  /** What the instance can burst to, all network cards together; undefined where EC2 does not say. */
  readonly peakNetworkBandwidthGbps: number | undefined;
  /** Undefined for a type that cannot be EBS-optimized. */
  readonly baselineEbsBandwidthMbps: number | undefined;
  readonly accelerators: readonly Accelerator[];
  readonly hibernation: boolean;
  readonly enclaves: boolean;
  readonly nitroTpm: boolean;
  readonly amdSevSnp: boolean;
  readonly efa: boolean;
  /** ENA Express (EC2 calls it ENA SRD). */
  readonly enaExpress: boolean;
  /** Traffic between instances is encrypted in hardware. */
  readonly encryptionInTransit: boolean;
}
