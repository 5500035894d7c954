import { UnknownObject, MalformedCatalogError } from './unknown-object';
import type {
  Accelerator,
  AcceleratorType,
  Architecture,
  BootMode,
  CpuManufacturer,
  DriverSupport,
  InstanceTypeFacts,
  LocalStorageType,
} from './instance-type-facts';
import { parseInstanceTypeName } from './instance-type-name';

/** EC2's spelling of CPU makers, and the one InstanceRequirements uses. */
const CPU_MANUFACTURERS: ReadonlyMap<string, CpuManufacturer> = new Map<string, CpuManufacturer>([
  ['Intel', 'intel'],
  ['AMD', 'amd'],
  ['AWS', 'amazon-web-services'],
  ['Apple', 'apple'],
]);

/**
 * Reads the output of EC2's DescribeInstanceTypes (`aws ec2 describe-instance-types`), parsed from JSON.
 * Throws MalformedCatalogError where it is something else, naming the type and the field.
 */
export function readDescribeInstanceTypes(output: unknown): InstanceTypeFacts[] {
  const types = new UnknownObject(output, 'DescribeInstanceTypes').objects('InstanceTypes');
  if (types.length === 0) {
    throw new MalformedCatalogError("not the output of 'aws ec2 describe-instance-types': it has no 'InstanceTypes'");
  }
  return types.map((type) => readInstanceType(type));
}

function readInstanceType(type: UnknownObject): InstanceTypeFacts {
  const name = type.text('InstanceType');
  const { family, size } = parseInstanceTypeName(name) ?? malformedName(name);
  const hypervisor = type.optionalText('Hypervisor') === 'nitro' ? 'nitro' : type.has('Hypervisor') ? 'xen' : undefined;
  const bareMetal = type.flag('BareMetal');

  const processor = type.object('ProcessorInfo');
  const network = type.object('NetworkInfo');
  const cards = network.objects('NetworkCards');
  const storage = type.object('InstanceStorageInfo');
  const ebs = type.object('EbsInfo');

  return {
    name,
    family,
    size,
    hypervisor,
    bareMetal,
    builtOnNitro: hypervisor === 'nitro' || bareMetal,
    offered: true,
    described: true,
    architectures: processor.texts('SupportedArchitectures').filter(isArchitecture),
    bootModes: type.texts('SupportedBootModes').filter(isBootMode),
    enaSupport: driverSupport(network.optionalText('EnaSupport')),
    nvmeSupport: driverSupport(ebs.optionalText('NvmeSupport')),
    vCpus: type.object('VCpuInfo').number('DefaultVCpus'),
    memoryMiB: type.object('MemoryInfo').number('SizeInMiB'),
    cpuManufacturer: CPU_MANUFACTURERS.get(processor.optionalText('Manufacturer') ?? ''),
    burstable: type.flag('BurstablePerformanceSupported'),
    currentGeneration: type.flag('CurrentGeneration'),
    localStorageGB: storage.optionalNumber('TotalSizeInGB') ?? 0,
    localStorageTypes: [...new Set(storage.objects('Disks').map((disk) => disk.text('Type')))].filter(isLocalStorageType).sort(),
    maximumNetworkInterfaces: network.optionalNumber('MaximumNetworkInterfaces') ?? 0,
    networkBandwidthGbps: total(cards, 'BaselineBandwidthInGbps'),
    peakNetworkBandwidthGbps: total(cards, 'PeakBandwidthInGbps'),
    baselineEbsBandwidthMbps: ebs.object('EbsOptimizedInfo').optionalNumber('BaselineBandwidthInMbps'),
    accelerators: readAccelerators(type),
    hibernation: type.flag('HibernationSupported'),
    enclaves: type.optionalText('NitroEnclavesSupport') === 'supported',
    nitroTpm: type.optionalText('NitroTpmSupport') === 'supported',
    amdSevSnp: processor.texts('SupportedFeatures').includes('amd-sev-snp'),
    efa: network.flag('EfaSupported'),
    enaExpress: network.flag('EnaSrdSupported'),
    encryptionInTransit: network.flag('EncryptionInTransitSupported'),
  };
}

/** Neuron devices take precedence: EC2 lists Inferentia chips there a second time, and Trainium chips there alone. */
function readAccelerators(type: UnknownObject): Accelerator[] {
  const neuron = type.object('NeuronInfo').objects('NeuronDevices');
  const inference = type.object('InferenceAcceleratorInfo').objects('Accelerators');
  return [
    ...type
      .object('GpuInfo')
      .objects('Gpus')
      .map((gpu) => readAccelerator('gpu', gpu)),
    ...type
      .object('FpgaInfo')
      .objects('Fpgas')
      .map((fpga) => readAccelerator('fpga', fpga)),
    ...(neuron.length > 0 ? neuron : inference).map((chip) => readAccelerator('inference', chip)),
    ...type
      .object('MediaAcceleratorInfo')
      .objects('Accelerators')
      .map((card) => readAccelerator('media', card)),
  ];
}

function readAccelerator(type: AcceleratorType, accelerator: UnknownObject): Accelerator {
  // A fraction of a GPU has Count 0, and MemoryInfo is then the fraction's.
  const count = Math.max(1, accelerator.optionalNumber('Count') ?? 1);
  return {
    type,
    manufacturer: requirementsManufacturer(accelerator.optionalText('Manufacturer') ?? 'AWS'),
    name: requirementsName(accelerator.text('Name')),
    count,
    totalMemoryMiB: count * (accelerator.object('MemoryInfo').optionalNumber('SizeInMiB') ?? 0),
  };
}

/** `AWS` has a spelling of its own in `AcceleratorManufacturers`; NeuronInfo names no maker at all. */
function requirementsManufacturer(manufacturer: string): string {
  return manufacturer === 'AWS' ? 'amazon-web-services' : kebabCase(manufacturer);
}

/** `Radeon Pro V520` is `radeon-pro-v520` in `AcceleratorNames`; of `Virtex UltraScale (VU9P)` only the part number counts. */
function requirementsName(name: string): string {
  return kebabCase(/\(([^()]+)\)/.exec(name)?.[1] ?? name);
}

function kebabCase(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, '-');
}

/** All network cards together; undefined where EC2 gives no figure for one of them. */
function total(cards: readonly UnknownObject[], field: string): number | undefined {
  const figures = cards.map((card) => card.optionalNumber(field)).filter((figure) => figure !== undefined);
  if (figures.length === 0 || figures.length < cards.length) return undefined;
  return Math.round(figures.reduce((sum, figure) => sum + figure, 0) * 1000) / 1000;
}

function driverSupport(word: string | undefined): DriverSupport {
  return word === 'required' || word === 'supported' ? word : 'unsupported';
}

function isArchitecture(word: string): word is Architecture {
  return ['i386', 'x86_64', 'arm64', 'x86_64_mac', 'arm64_mac'].includes(word);
}

function isBootMode(word: string): word is BootMode {
  return word === 'legacy-bios' || word === 'uefi';
}

function isLocalStorageType(word: string): word is LocalStorageType {
  return word === 'hdd' || word === 'ssd';
}

function malformedName(name: string): never {
  throw new MalformedCatalogError(`'${name}' is not an instance type name: expected a family, a dot and a size`);
}
