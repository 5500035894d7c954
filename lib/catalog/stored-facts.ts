import { ARCHITECTURES } from '../base/architecture';
import { kindOf } from '../base/value-kind';
import { catalogObject, MalformedCatalogError } from './malformed-catalog-error';
import {
  ACCELERATOR_TYPES,
  BOOT_MODES,
  CPU_MANUFACTURERS,
  DRIVER_SUPPORTS,
  HYPERVISORS,
  type InstanceTypeFacts,
  LOCAL_STORAGE_TYPES,
} from './instance-type-facts';

/** The facts that a catalog file holds; the others follow from these and from the name. */
export type StoredFacts = Omit<InstanceTypeFacts, 'name' | 'family' | 'size' | 'builtOnNitro'>;

export type FactName = keyof StoredFacts;

/** The values that a fact may have. A file may come from elsewhere, so every value is checked. */
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

const driverSupport = word(...DRIVER_SUPPORTS);

const accelerator: Expectation = {
  wanted: 'accelerators with type, manufacturer, name, count and totalMemoryMiB',
  holds: (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const members = catalogObject(value, 'accelerator');
    return (
      word(...ACCELERATOR_TYPES).holds(members.get('type')) &&
      typeof members.get('manufacturer') === 'string' &&
      typeof members.get('name') === 'string' &&
      figure.holds(members.get('count')) &&
      figure.holds(members.get('totalMemoryMiB'))
    );
  },
};

/** Every stored fact. A fact that is undefined in memory is null in the file. */
const EXPECTATIONS: Readonly<Record<FactName, Expectation>> = {
  hypervisor: optional(word(...HYPERVISORS)),
  bareMetal: flag,
  offered: flag,
  described: flag,
  currentGeneration: flag,
  architectures: listOf(word(...ARCHITECTURES)),
  bootModes: listOf(word(...BOOT_MODES)),
  enaSupport: driverSupport,
  nvmeSupport: driverSupport,
  cpuManufacturer: optional(word(...CPU_MANUFACTURERS)),
  burstable: flag,
  hibernation: flag,
  enclaves: flag,
  nitroTpm: flag,
  amdSevSnp: flag,
  nestedVirtualization: flag,
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
  localStorageTypes: listOf(word(...LOCAL_STORAGE_TYPES)),
  accelerators: listOf(accelerator),
};

function isFactName(key: string): key is FactName {
  return Object.hasOwn(EXPECTATIONS, key);
}

export const FACT_NAMES: readonly FactName[] = Object.keys(EXPECTATIONS).filter(isFactName);

/**
 * Reads and checks every fact of an instance type.
 *
 * @param valueOf returns the value in the file
 * @param name names the instance type in messages
 * @throws MalformedCatalogError
 */
export function readStoredFacts(valueOf: (fact: FactName) => unknown, name: string): StoredFacts {
  const facts: Partial<Record<FactName, unknown>> = {};
  for (const fact of FACT_NAMES) {
    const value = valueOf(fact);
    const { wanted, holds } = EXPECTATIONS[fact];
    if (!holds(value)) throw new MalformedCatalogError(`${name}: '${fact}' is ${kindOf(value)}, expected ${wanted}`);
    facts[fact] = value ?? undefined;
  }
  return facts as StoredFacts;
}
