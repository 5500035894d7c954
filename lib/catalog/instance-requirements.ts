import type { Catalog } from './catalog';
import { matchesGlob } from '../base/glob';
import type { Accelerator, InstanceTypeFacts } from './instance-type-facts';

export { shortestExclusion } from './exclusion';

/** A range of numbers, both ends included; an absent end is open. */
export interface NumberRange {
  readonly min?: number;
  readonly max?: number;
}

export type Inclusion = 'included' | 'excluded' | 'required';

/**
 * EC2's InstanceRequirements, with undecided attributes left out.
 *
 * Leaving out an attribute never removes a type, so the answer errs towards too many types. Two attributes differ, because EC2's default
 * for them is narrower than their widest value: an undecided `bareMetal` or `burstablePerformance` must be given as `included`. An
 * undecided entry makes its whole list undecided. In `excludedInstanceTypes`, only the entry is left out.
 *
 * Some attributes narrow the choice by figures that are not in the catalog, and are missing here: `SpotMaxPricePercentageOverLowestPrice`,
 * `MaxSpotPriceAsPercentageOfOptimalOnDemandPrice`, `OnDemandMaxPricePercentageOverLowestPrice`, `BaselinePerformanceFactors`.
 *
 * Source: EC2 API reference, InstanceRequirements.
 */
export interface InstanceRequirements {
  readonly vCpuCount?: NumberRange;
  readonly memoryMiB?: NumberRange;
  /** GiB. */
  readonly memoryGiBPerVCpu?: NumberRange;
  readonly cpuManufacturers?: readonly string[];
  /** Patterns: see `matchesGlob`. */
  readonly allowedInstanceTypes?: readonly string[];
  /** Patterns: see `matchesGlob`. */
  readonly excludedInstanceTypes?: readonly string[];
  /** `current`, `previous`. */
  readonly instanceGenerations?: readonly string[];
  /** @default 'excluded' */
  readonly bareMetal?: Inclusion;
  /** @default 'excluded' */
  readonly burstablePerformance?: Inclusion;
  readonly requireHibernateSupport?: boolean;
  readonly requireEncryptionInTransit?: boolean;
  readonly networkInterfaceCount?: NumberRange;
  readonly networkBandwidthGbps?: NumberRange;
  readonly baselineEbsBandwidthMbps?: NumberRange;
  /** @default 'included' */
  readonly localStorage?: Inclusion;
  readonly localStorageTypes?: readonly string[];
  readonly totalLocalStorageGB?: NumberRange;
  readonly acceleratorTypes?: readonly string[];
  /** A `max` of 0 excludes types with accelerators. */
  readonly acceleratorCount?: NumberRange;
  readonly acceleratorManufacturers?: readonly string[];
  readonly acceleratorNames?: readonly string[];
  readonly acceleratorTotalMemoryMiB?: NumberRange;
}

type Wanted = Required<InstanceRequirements>;

type Criteria = { readonly [A in keyof Wanted]: (type: InstanceTypeFacts, wanted: Wanted[A]) => boolean };

/** Tells for each attribute whether a type satisfies it. A type without the figure satisfies it. */
const CRITERIA: Criteria = {
  vCpuCount: (type, range) => within(range, type.vCpus),
  memoryMiB: (type, range) => within(range, type.memoryMiB),
  memoryGiBPerVCpu: (type, range) => within(range, type.memoryMiB / 1024 / type.vCpus),
  cpuManufacturers: (type, makers) => type.cpuManufacturer === undefined || anyOf(makers, [type.cpuManufacturer]),
  allowedInstanceTypes: (type, patterns) => patterns.length === 0 || patterns.some((pattern) => matchesGlob(pattern, type.name)),
  excludedInstanceTypes: (type, patterns) => !patterns.some((pattern) => matchesGlob(pattern, type.name)),
  instanceGenerations: (type, generations) => anyOf(generations, generationsOf(type)),
  bareMetal: (type, inclusion) => includes(inclusion, type.bareMetal),
  burstablePerformance: (type, inclusion) => includes(inclusion, type.burstable),
  requireHibernateSupport: (type, required) => !required || type.hibernation,
  requireEncryptionInTransit: (type, required) => !required || type.encryptionInTransit,
  networkInterfaceCount: (type, range) => within(range, type.maximumNetworkInterfaces),
  // EC2 does not document whether it compares the baseline or the peak.
  networkBandwidthGbps: (type, range) => within(range, type.networkBandwidthGbps, type.peakNetworkBandwidthGbps),
  baselineEbsBandwidthMbps: (type, range) => within(range, type.baselineEbsBandwidthMbps),
  localStorage: (type, inclusion) => includes(inclusion, type.localStorageGB > 0),
  // EC2 does not document whether a type without local storage fails this.
  localStorageTypes: (type, kinds) => type.localStorageTypes.length === 0 || anyOf(kinds, type.localStorageTypes),
  totalLocalStorageGB: (type, range) => within(range, type.localStorageGB),
  acceleratorTypes: (type, kinds) =>
    anyOf(
      kinds,
      type.accelerators.map((accelerator) => accelerator.type),
    ),
  acceleratorCount: (type, range) =>
    within(
      range,
      sum(type.accelerators, (accelerator) => accelerator.count),
    ),
  acceleratorManufacturers: (type, makers) =>
    anyOf(
      makers,
      type.accelerators.map((accelerator) => accelerator.manufacturer),
    ),
  acceleratorNames: (type, names) =>
    anyOf(
      names,
      type.accelerators.map((accelerator) => accelerator.name),
    ),
  acceleratorTotalMemoryMiB: (type, range) =>
    type.accelerators.some((accelerator) => accelerator.totalMemoryMiB === 0) ||
    within(
      range,
      sum(type.accelerators, (accelerator) => accelerator.totalMemoryMiB),
    ),
};

/**
 * Families whose generation is disputed between AWS's own sources. EC2's user guide lists D2 among the current types. EC2's published
 * output for `current` has c4.xlarge and d2.xlarge, which are previous ones in DescribeInstanceTypes.
 */
const OF_DISPUTED_GENERATION: ReadonlySet<string> = new Set(['c4', 'd2']);

/** Returns the words for the generation of a type: both if it is disputed. */
function generationsOf({ family, currentGeneration }: InstanceTypeFacts): readonly string[] {
  if (OF_DISPUTED_GENERATION.has(family)) return ['current', 'previous'];
  return [currentGeneration ? 'current' : 'previous'];
}

const ATTRIBUTES = Object.keys(CRITERIA) as readonly (keyof Wanted)[];

/** EC2's defaults for absent attributes that remove types. */
const EC2_DEFAULTS: InstanceRequirements = { bareMetal: 'excluded', burstablePerformance: 'excluded' };

/** Lists the types that attribute-based instance type selection may choose. Errs towards too many. */
export function typesSatisfying(requirements: InstanceRequirements, catalog: Catalog, among = catalog.types): InstanceTypeFacts[] {
  const given = Object.entries(requirements).filter(([, wanted]) => wanted !== undefined);
  const effective: InstanceRequirements = { ...EC2_DEFAULTS, ...Object.fromEntries(given) };
  const attributes = ATTRIBUTES.filter((attribute) => effective[attribute] !== undefined);
  return among.filter((type) => type.offered && attributes.every((attribute) => satisfies(type, attribute, effective)));
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- A ties an attribute's value to its criterion
function satisfies<A extends keyof Wanted>(type: InstanceTypeFacts, attribute: A, requirements: Partial<Wanted>): boolean {
  const wanted: Partial<Wanted>[A] = requirements[attribute];
  return wanted === undefined || CRITERIA[attribute](type, wanted);
}

/** Tells whether a figure, or any figure between two, is in the range. An unknown figure is. */
function within({ min = 0, max = Infinity }: NumberRange, low: number | undefined, high: number | undefined = low): boolean {
  return low === undefined || high === undefined || (high >= min && low <= max);
}

/** Tells whether any of the wanted values is present; an empty list wants nothing. */
function anyOf(wanted: readonly string[], present: readonly string[]): boolean {
  return wanted.length === 0 || present.some((value) => wanted.includes(value));
}

function includes(inclusion: Inclusion, present: boolean): boolean {
  return inclusion === 'included' || present === (inclusion === 'required');
}

function sum(accelerators: readonly Accelerator[], figure: (accelerator: Accelerator) => number): number {
  return accelerators.reduce((total, accelerator) => total + figure(accelerator), 0);
}
