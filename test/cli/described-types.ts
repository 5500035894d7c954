/** An instance type as the AWS CLI prints it. */
export function described(name: string, said: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    InstanceType: name,
    CurrentGeneration: true,
    BareMetal: false,
    Hypervisor: 'nitro',
    BurstablePerformanceSupported: false,
    HibernationSupported: false,
    NitroEnclavesSupport: 'supported',
    NitroTpmSupport: 'supported',
    SupportedBootModes: ['legacy-bios', 'uefi'],
    ProcessorInfo: { SupportedArchitectures: ['x86_64'], Manufacturer: 'Intel' },
    VCpuInfo: { DefaultVCpus: 2 },
    MemoryInfo: { SizeInMiB: 8192 },
    NetworkInfo: {
      EnaSupport: 'required',
      EfaSupported: false,
      EnaSrdSupported: false,
      EncryptionInTransitSupported: true,
      MaximumNetworkInterfaces: 3,
    },
    EbsInfo: { NvmeSupport: 'required' },
    ...said,
  };
}
