import { UnknownObject, kind, MalformedCatalogError } from './unknown-object';
import type { InstanceTypeFacts } from './instance-type-facts';

/** The facts a catalog file holds; the others follow from the name and from these. */
export type StoredFacts = Omit<InstanceTypeFacts, 'name' | 'family' | 'size' | 'builtOnNitro'>;

export type FactName = keyof StoredFacts;

/** What a fact's value must be, for reading a file somebody else may have written. */
interface Expectation {
  readonly wanted: string;
  readonly holds: (value: unknown) => boolean;
}

const flag: Expectation = { wanted: 'true or false', holds: (value) => typeof value === 'boolean' };
const figure: Expectation = { wanted: 'a number from 0', holds: (value) => typeof value === 'number' && value >= 0 };

function word(...words: readonly string[]): Expectation {
  return { wanted: words.join(' or '), holds: (value) => typeof value === 'string' && words.includes(value) };
}

function optional({ wanted, holds }: Expectation): Expectation {
  return { wanted: `${wanted} or null`, holds: (value) => value === null || holds(value) };
}

function listOf({ wanted, holds }: Expectation): Expectation {
  return { wanted: `a list of ${wanted}`, holds: (value) => Array.isArray(value) && value.every(holds) };
}

const driverSupport = word('unsupported', 'supported', 'required');

const accelerator: Expectation = {
  wanted: 'accelerators with type, manufacturer, name, count and totalMemoryMiB',
  holds: (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const members = new UnknownObject(value, 'accelerator');
    return (
      word('gpu', 'fpga', 'inference', 'media').holds(members.get('type')) &&
      typeof members.get('manufacturer') === 'string' &&
      typeof members.get('name') === 'string' &&
      figure.holds(members.get('count')) &&
      figure.holds(members.get('totalMemoryMiB'))
    );
  },
};

/** Every stored fact; what is undefined in memory is null in the file. */
const EXPECTATIONS: Readonly<Record<FactName, Expectation>> = {
  hypervisor: optional(word('nitro', 'xen')),
  bareMetal: flag,
  offered: flag,
  described: flag,
  currentGeneration: flag,
  architectures: listOf(word('i386', 'x86_64', 'arm64', 'x86_64_mac', 'arm64_mac')),
  bootModes: listOf(word('legacy-bios', 'uefi')),
  enaSupport: driverSupport,
  nvmeSupport: driverSupport,
  cpuManufacturer: optional(word('intel', 'amd', 'amazon-web-services', 'apple')),
  burstable: flag,
  hibernation: flag,
  enclaves: flag,
  nitroTpm: flag,
  amdSevSnp: flag,
  efa: flag,
  enaExpress: flag,
  encryptionInTransit: flag,
  vCpus: figure,
  memoryMiB: figure,
  maximumNetworkInterfaces: figure,
  networkBandwidthGbps: optional(figure),
  peakNetworkBandwidthGbps: optional(figure),
  baselineEbsBandwidthMbps: optional(figure),
  localStorageGB: figure,
  localStorageTypes: listOf(word('hdd', 'ssd')),
  accelerators: listOf(accelerator),
};

function isFactName(key: string): key is FactName {
  return Object.hasOwn(EXPECTATIONS, key);
}

export const FACT_NAMES: readonly FactName[] = Object.keys(EXPECTATIONS).filter(isFactName);

/** Checks what a file says of each fact against what it must be. `whose` names the instance type in messages. */
export function readStoredFacts(said: (fact: FactName) => unknown, whose: string): StoredFacts {
  const facts: Partial<Record<FactName, unknown>> = {};
  for (const fact of FACT_NAMES) {
    const value = said(fact);
    const { wanted, holds } = EXPECTATIONS[fact];
    if (!holds(value)) throw new MalformedCatalogError(`${whose}: '${fact}' is ${kind(value)}, expected ${wanted}`);
    facts[fact] = value ?? undefined;
  }
  return facts as StoredFacts;
}
