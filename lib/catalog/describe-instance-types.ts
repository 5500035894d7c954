import { ARCHITECTURES } from '../base/architecture';
import type { ForeignObject } from '../base/foreign-object';
import { catalogObject, MalformedCatalogError } from './malformed-catalog-error';
import {
  type Accelerator,
  type AcceleratorType,
  BOOT_MODES,
  type CpuManufacturer,
  type DriverSupport,
  DRIVER_SUPPORTS,
  type InstanceTypeFacts,
  LOCAL_STORAGE_TYPES,
} from './instance-type-facts';
import { parseInstanceTypeName } from './instance-type-name';

/** EC2's spelling of CPU manufacturers, and the spelling in InstanceRequirements. */
const CPU_MANUFACTURER_WORDS: ReadonlyMap<string, CpuManufacturer> = new Map<string, CpuManufacturer>([
  ['Intel', 'intel'],
  ['AMD', 'amd'],
  ['AWS', 'amazon-web-services'],
  ['Apple', 'apple'],
]);

/**
 * Reads the output of EC2's DescribeInstanceTypes (`aws ec2 describe-instance-types`), parsed from JSON.
 *
 * @throws MalformedCatalogError that names the type and the field, for any other object
 */
export function readDescribeInstanceTypes(output: unknown): InstanceTypeFacts[] {
  const types = catalogObject(output, 'DescribeInstanceTypes').objects('InstanceTypes');
  if (types.length === 0) {
    throw new MalformedCatalogError("not the output of 'aws ec2 describe-instance-types': it has no 'InstanceTypes'");
  }
  return types.map((type) => readInstanceType(type));
}

function readInstanceType(type: ForeignObject): InstanceTypeFacts {
  const name = type.text('InstanceType');
  const { family, size } = parseInstanceTypeName(name) ?? malformedName(name);
  const hypervisor = type.optionalText('Hypervisor') === 'nitro' ? 'nitro' : type.has('Hypervisor') ? 'xen' : undefined;
  const bareMetal = type.flag('BareMetal', false);

  const processor = type.object('ProcessorInfo', {});
  const network = type.object('NetworkInfo', {});
  const cards = network.objects('NetworkCards');
  const storage = type.object('InstanceStorageInfo', {});
  const ebs = type.object('EbsInfo', {});

  return {
    name,
    family,
    size,
    hypervisor,
    bareMetal,
    builtOnNitro: hypervisor === 'nitro' || bareMetal,
    offered: true,
    described: true,
    architectures: processor.texts('SupportedArchitectures').filter(isOneOf(ARCHITECTURES)),
    bootModes: type.texts('SupportedBootModes').filter(isOneOf(BOOT_MODES)),
    enaSupport: driverSupport(network, 'EnaSupport'),
    nvmeSupport: driverSupport(ebs, 'NvmeSupport'),
    vCpus: type.object('VCpuInfo', {}).number('DefaultVCpus'),
    memoryMiB: type.object('MemoryInfo', {}).number('SizeInMiB'),
    cpuManufacturer: CPU_MANUFACTURER_WORDS.get(processor.optionalText('Manufacturer') ?? ''),
    burstable: type.flag('BurstablePerformanceSupported', false),
    currentGeneration: type.flag('CurrentGeneration', false),
    localStorageGB: storage.optionalNumber('TotalSizeInGB') ?? 0,
    localStorageTypes: [...new Set(storage.objects('Disks').map((disk) => disk.text('Type')))].filter(isOneOf(LOCAL_STORAGE_TYPES)).sort(),
    maximumNetworkInterfaces: network.optionalNumber('MaximumNetworkInterfaces') ?? 0,
    networkBandwidthGbps: total(cards, 'BaselineBandwidthInGbps'),
    peakNetworkBandwidthGbps: total(cards, 'PeakBandwidthInGbps'),
    baselineEbsBandwidthMbps: ebs.object('EbsOptimizedInfo', {}).optionalNumber('BaselineBandwidthInMbps'),
    accelerators: readAccelerators(type),
    hibernation: type.flag('HibernationSupported', false),
    enclaves: type.optionalText('NitroEnclavesSupport') === 'supported',
    nitroTpm: type.optionalText('NitroTpmSupport') === 'supported',
    amdSevSnp: processor.texts('SupportedFeatures').includes('amd-sev-snp'),
    nestedVirtualization: processor.texts('SupportedFeatures').includes('nested-virtualization'),
    efa: network.flag('EfaSupported', false),
    enaExpress: network.flag('EnaSrdSupported', false),
    encryptionInTransit: network.flag('EncryptionInTransitSupported', false),
  };
}

/** Reads all accelerators. Neuron devices take precedence: EC2 lists Inferentia chips a second time there, and Trainium chips only there. */
function readAccelerators(type: ForeignObject): Accelerator[] {
  const neuron = type.object('NeuronInfo', {}).objects('NeuronDevices');
  const inference = type.object('InferenceAcceleratorInfo', {}).objects('Accelerators');
  return [
    ...type
      .object('GpuInfo', {})
      .objects('Gpus')
      .map((gpu) => readAccelerator('gpu', gpu)),
    ...type
      .object('FpgaInfo', {})
      .objects('Fpgas')
      .map((fpga) => readAccelerator('fpga', fpga)),
    ...(neuron.length > 0 ? neuron : inference).map((chip) => readAccelerator('inference', chip)),
    ...type
      .object('MediaAcceleratorInfo', {})
      .objects('Accelerators')
      .map((card) => readAccelerator('media', card)),
  ];
}

function readAccelerator(type: AcceleratorType, accelerator: ForeignObject): Accelerator {
  // A fraction of a GPU has Count 0, and MemoryInfo is then the fraction's. NeuronInfo names no manufacturer.
  const count = Math.max(1, accelerator.optionalNumber('Count') ?? 1);
  return {
    type,
    manufacturer: requirementsManufacturer(accelerator.optionalText('Manufacturer') ?? 'AWS'),
    name: requirementsName(accelerator.text('Name')),
    count,
    totalMemoryMiB: count * (accelerator.object('MemoryInfo', {}).optionalNumber('SizeInMiB') ?? 0),
  };
}

/** Spells a manufacturer as `AcceleratorManufacturers` does, where `AWS` has a word of its own. */
function requirementsManufacturer(manufacturer: string): string {
  return manufacturer === 'AWS' ? 'amazon-web-services' : kebabCase(manufacturer);
}

/** Spells a name as `AcceleratorNames` does: `Radeon Pro V520` is `radeon-pro-v520`, `Virtex UltraScale (VU9P)` is its part number, `vu9p`. */
function requirementsName(name: string): string {
  return kebabCase(/\(([^()]+)\)/.exec(name)?.[1] ?? name);
}

function kebabCase(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, '-');
}

/** Adds up a figure of all network cards; undefined if EC2 leaves it out for one of them. */
function total(cards: readonly ForeignObject[], field: string): number | undefined {
  const figures = cards.map((card) => card.optionalNumber(field)).filter((figure) => figure !== undefined);
  if (figures.length === 0 || figures.length < cards.length) return undefined;
  return Math.round(figures.reduce((sum, figure) => sum + figure, 0) * 1000) / 1000;
}

/** Reads a word. An absent or new word is `unsupported`. */
function driverSupport(info: ForeignObject, field: string): DriverSupport {
  const word = info.optionalText(field);
  return DRIVER_SUPPORTS.find((support) => support === word) ?? 'unsupported';
}

/** Tells whether a word is known. Words that EC2 adds to a list later are omitted from it. */
function isOneOf<const T extends string>(words: readonly T[]): (word: string) => word is T {
  return (word): word is T => words.some((each) => each === word);
}

function malformedName(name: string): never {
  throw new MalformedCatalogError(`'${name}' is not an instance type name: expected a family, a dot and a size`);
}
