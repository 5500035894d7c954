import type { Catalog } from './catalog';
import { matchesGlob } from '../base/glob';
import type { Accelerator, InstanceTypeFacts } from './instance-type-facts';

export { shortestExclusion } from './exclusion';

/** Both ends belong to it; an end left out is open. */
export interface NumberRange {
  readonly min?: number;
  readonly max?: number;
}

export type Inclusion = 'included' | 'excluded' | 'required';

/**
 * EC2's InstanceRequirements, as far as it has been resolved.
 *
 * An attribute that could not be decided is left out: that never removes a type, so the answer errs on the side of too many.
 * Two are different, since EC2's default for them is narrower than their widest value: an undecided `bareMetal` or
 * `burstablePerformance` must be given as `included`. An undecided entry in a list makes the whole list undecided, except
 * in `excludedInstanceTypes`, where the entry alone is left out.
 *
 * Not here, because they only ever narrow the choice by what the catalog does not know: `SpotMaxPricePercentageOverLowestPrice`,
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

/** For each attribute, whether a type satisfies it. Where EC2 does not say enough of the type, it does. */
const CRITERIA: Criteria = {
  vCpuCount: (type, range) => within(range, type.vCpus),
  memoryMiB: (type, range) => within(range, type.memoryMiB),
  memoryGiBPerVCpu: (type, range) => within(range, type.memoryMiB / 1024 / type.vCpus),
  cpuManufacturers: (type, makers) => type.cpuManufacturer === undefined || anyOf(makers, [type.cpuManufacturer]),
  allowedInstanceTypes: (type, patterns) => patterns.length === 0 || patterns.some((pattern) => matchesGlob(pattern, type.name)),
  excludedInstanceTypes: (type, patterns) => !patterns.some((pattern) => matchesGlob(pattern, type.name)),
  instanceGenerations: (type, generations) => anyOf(generations, [type.currentGeneration ? 'current' : 'previous']),
  bareMetal: (type, inclusion) => includes(inclusion, type.bareMetal),
  burstablePerformance: (type, inclusion) => includes(inclusion, type.burstable),
  requireHibernateSupport: (type, required) => !required || type.hibernation,
  requireEncryptionInTransit: (type, required) => !required || type.encryptionInTransit,
  networkInterfaceCount: (type, range) => within(range, type.maximumNetworkInterfaces),
  // EC2 does not say whether it compares the baseline or the peak.
  networkBandwidthGbps: (type, range) => within(range, type.networkBandwidthGbps, type.peakNetworkBandwidthGbps),
  baselineEbsBandwidthMbps: (type, range) => within(range, type.baselineEbsBandwidthMbps),
  localStorage: (type, inclusion) => includes(inclusion, type.localStorageGB > 0),
  // EC2 does not say whether a type without any local storage has the wrong one.
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

const ATTRIBUTES = Object.keys(CRITERIA) as readonly (keyof Wanted)[];

/** What EC2 assumes of attributes that are not given, where that removes types. */
const EC2_DEFAULTS: InstanceRequirements = { bareMetal: 'excluded', burstablePerformance: 'excluded' };

/** The types EC2 may choose by attribute-based instance type selection, as far as the catalog can tell: rather one too many than one too few. */
export function typesSatisfying(requirements: InstanceRequirements, catalog: Catalog, among = catalog.types): InstanceTypeFacts[] {
  const given = Object.entries(requirements).filter(([, wanted]) => wanted !== undefined);
  const effective: InstanceRequirements = { ...EC2_DEFAULTS, ...Object.fromEntries(given) };
  return among.filter((type) => type.offered && ATTRIBUTES.every((attribute) => satisfies(type, attribute, effective)));
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- A ties an attribute's value to its criterion
function satisfies<A extends keyof Wanted>(type: InstanceTypeFacts, attribute: A, requirements: Partial<Wanted>): boolean {
  const wanted: Partial<Wanted>[A] = requirements[attribute];
  return wanted === undefined || CRITERIA[attribute](type, wanted);
}

/** Whether a figure, or anything between its two ends, lies in the range. An unknown figure does. */
function within({ min = 0, max = Infinity }: NumberRange, low: number | undefined, high: number | undefined = low): boolean {
  return low === undefined || high === undefined || (high >= min && low <= max);
}

/** Any of several values will do; an empty list asks for nothing. */
function anyOf(wanted: readonly string[], present: readonly string[]): boolean {
  return wanted.length === 0 || present.some((value) => wanted.includes(value));
}

function includes(inclusion: Inclusion, present: boolean): boolean {
  return inclusion === 'included' || present === (inclusion === 'required');
}

function sum(accelerators: readonly Accelerator[], figure: (accelerator: Accelerator) => number): number {
  return accelerators.reduce((total, accelerator) => total + figure(accelerator), 0);
}
