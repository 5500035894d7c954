import { type Size, Token } from 'aws-cdk-lib/core';
import { type InstanceRequirements, typesSatisfying } from '../../catalog/instance-requirements';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import { chosenTypes, FEATURE_FLAGS } from './instance-type-choice';
import { knowledge } from './knowledge';
import type { NitroInstanceRequirementsProps } from './nitro-instance-requirements-props';
import { withoutXen } from './xen-exclusion';

/** The number of names that EC2 accepts in `AllowedInstanceTypes`. Source: EC2 API reference, InstanceRequirements. */
const MOST_ALLOWED = 400;

/** A range of numbers as EC2 takes it, both ends included. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** A range whose lower end EC2 demands. */
interface LowerBounds extends Bounds {
  readonly min: number;
}

/** EC2's attributes, by the names of the CDK's L1 properties. */
export interface AttributeSelection {
  readonly vCpuCount: LowerBounds;
  readonly memoryMiB: LowerBounds;
  readonly memoryGiBPerVCpu?: Bounds;
  readonly cpuManufacturers: string[];
  readonly allowedInstanceTypes?: string[];
  readonly excludedInstanceTypes?: string[];
  readonly instanceGenerations: string[];
  readonly bareMetal: string;
  readonly burstablePerformance: string;
  readonly localStorage: string;
  readonly localStorageTypes?: string[];
  readonly totalLocalStorageGb?: Bounds;
  readonly networkBandwidthGbps?: Bounds;
  readonly networkInterfaceCount?: Bounds;
  readonly baselineEbsBandwidthMbps?: Bounds;
  readonly acceleratorTypes?: string[];
  readonly acceleratorCount?: Bounds;
  readonly acceleratorManufacturers?: string[];
  readonly acceleratorNames?: string[];
  readonly acceleratorTotalMemoryMiB?: Bounds;
  readonly requireHibernateSupport?: boolean;
  readonly onDemandMaxPricePercentageOverLowestPrice?: number;
  readonly spotMaxPricePercentageOverLowestPrice?: number;
  readonly maxSpotPriceAsPercentageOfOptimalOnDemandPrice?: number;
}

/**
 * The manufacturers that make processors of one architecture only. EC2 has no attribute for the architecture, and takes it from the image.
 */
const MANUFACTURERS: Readonly<Record<string, readonly string[]>> = { x86_64: ['intel', 'amd'], arm64: ['amazon-web-services'] };

const ACCELERATOR_PROPS = [
  'acceleratorCountMin',
  'acceleratorCountMax',
  'acceleratorManufacturers',
  'acceleratorNames',
  'acceleratorTotalMemoryMin',
  'acceleratorTotalMemoryMax',
] as const;

/**
 * Turns requirements into EC2's attributes, which no Xen type meets.
 *
 * @throws if no type built on Nitro meets them, if they contradict each other, or if one is known only at deployment
 */
export function attributeSelection(props: NitroInstanceRequirementsProps): AttributeSelection {
  demandLiterals(props);
  demandConsistency(props);
  // If no type meets the requirements, this throws an error that names the requirement to change.
  const chosen = chosenTypes(props);
  const selection = complete(attributesOf(props), props, chosen);
  const selected = typesSatisfying(catalogTerms(selection), knowledge.catalog);
  const [xen] = selected.filter(({ builtOnNitro }) => !builtOnNitro);
  if (xen !== undefined) throw new Error(`the requirements admit '${xen.name}', which runs on the Xen hypervisor: report this defect`);
  if (!selected.some((type) => chosen.includes(type))) throw new Error(nothingLeft(selection, chosen));
  return selection;
}

function attributesOf(props: NitroInstanceRequirementsProps): Omit<AttributeSelection, 'allowedInstanceTypes' | 'excludedInstanceTypes'> {
  const { acceleratorTypes, architecture = 'x86_64' } = props;
  return {
    vCpuCount: { min: props.vCpuCountMin ?? 1, ...defined({ max: props.vCpuCountMax }) },
    memoryMiB: { min: props.memoryMin?.toMebibytes() ?? 0, ...defined({ max: props.memoryMax?.toMebibytes() }) },
    ...bounds('memoryGiBPerVCpu', gibibytes(props.memoryPerVCpuMin), gibibytes(props.memoryPerVCpuMax)),
    cpuManufacturers: [...(props.cpuManufacturers ?? MANUFACTURERS[architecture] ?? [])],
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the default is the word of EC2
    instanceGenerations: [...(props.instanceGenerations ?? ['current'])],
    bareMetal: props.bareMetal ?? 'excluded',
    burstablePerformance: props.burstablePerformance ?? 'excluded',
    localStorage: props.localStorage ?? 'included',
    ...bounds('totalLocalStorageGb', props.totalLocalStorageGBMin, props.totalLocalStorageGBMax),
    ...bounds('networkBandwidthGbps', props.networkBandwidthGbpsMin, props.networkBandwidthGbpsMax),
    ...bounds('networkInterfaceCount', props.networkInterfaceCountMin, props.networkInterfaceCountMax),
    ...bounds('baselineEbsBandwidthMbps', props.baselineEbsBandwidthMbpsMin, props.baselineEbsBandwidthMbpsMax),
    ...(acceleratorTypes === undefined
      ? { acceleratorCount: { max: 0 } }
      : bounds('acceleratorCount', props.acceleratorCountMin, props.acceleratorCountMax)),
    ...bounds('acceleratorTotalMemoryMiB', mebibytes(props.acceleratorTotalMemoryMin), mebibytes(props.acceleratorTotalMemoryMax)),
    ...defined({
      acceleratorTypes,
      acceleratorManufacturers: props.acceleratorManufacturers,
      acceleratorNames: props.acceleratorNames,
      localStorageTypes: props.localStorageTypes,
      requireHibernateSupport: props.hibernation,
      onDemandMaxPricePercentageOverLowestPrice: props.onDemandMaxPricePercentageOverLowestPrice,
      spotMaxPricePercentageOverLowestPrice: props.spotMaxPricePercentageOverLowestPrice,
      maxSpotPriceAsPercentageOfOptimalOnDemandPrice: props.maxSpotPriceAsPercentageOfOptimalOnDemandPrice,
    }),
  };
}

/** Adds the list of names: the allowed ones if EC2 has no attribute for a requirement, otherwise the excluded ones. */
function complete(
  attributes: ReturnType<typeof attributesOf>,
  props: NitroInstanceRequirementsProps,
  chosen: readonly InstanceTypeFacts[],
): AttributeSelection {
  if (!needsNames(props)) {
    const { excludedInstanceTypes = [] } = withoutXen({
      vCpuCount: {},
      memoryMiB: {},
      ...defined({ excludedInstanceTypes: props.excludedInstanceTypes }),
    });
    return { ...attributes, excludedInstanceTypes };
  }
  if (chosen.length > MOST_ALLOWED) {
    throw new Error(
      `${chosen.length} instance types meet the requirements, and EC2 accepts ${MOST_ALLOWED} names: narrow them down, for example with families`,
    );
  }
  return { ...attributes, allowedInstanceTypes: chosen.map(({ name }) => name).sort() };
}

/** Tells whether EC2 has no attribute for a requirement. It has one for hibernation. */
function needsNames(props: NitroInstanceRequirementsProps): boolean {
  return props.families !== undefined || FEATURE_FLAGS.some((flag) => flag !== 'hibernation' && props[flag] === true);
}

function demandConsistency(props: NitroInstanceRequirementsProps): void {
  if (props.excludedInstanceTypes !== undefined && needsNames(props)) {
    throw new Error(
      'families and features become a list of allowed types, beside which EC2 accepts no excludedInstanceTypes: leave one of them out',
    );
  }
  const stray = ACCELERATOR_PROPS.find((name) => props[name] !== undefined);
  if (props.acceleratorTypes === undefined && stray !== undefined) {
    throw new Error(`${stray} is given and acceleratorTypes is not, so no type with an accelerator is chosen: set acceleratorTypes too`);
  }
}

/** Refuses values that the deployment decides: they cannot be compared with the catalog. */
function demandLiterals(props: NitroInstanceRequirementsProps): void {
  for (const [name, value] of Object.entries(props) as [string, unknown][]) {
    const isOpen = isSize(value) ? value.isUnresolved() : [value].flat().some((each) => Token.isUnresolved(each));
    if (isOpen) throw new Error(`${name} is known only at deployment: use a literal value`);
  }
}

function isSize(value: unknown): value is Size {
  return typeof value === 'object' && value !== null && 'toMebibytes' in value;
}

/** The attributes in the terms of the catalog. */
function catalogTerms({ totalLocalStorageGb, ...selection }: AttributeSelection): InstanceRequirements {
  const terms = { ...selection, ...defined({ totalLocalStorageGB: totalLocalStorageGb }) };
  // The words are those of the CDK's enumerations, which are EC2's.
  return terms as typeof terms & Pick<Required<InstanceRequirements>, 'bareMetal' | 'burstablePerformance' | 'localStorage'>;
}

function nothingLeft(selection: AttributeSelection, chosen: readonly InstanceTypeFacts[]): string {
  const counts = Object.entries(catalogTerms(selection)).map(([name, value]) => {
    const single = { bareMetal: 'included', burstablePerformance: 'included', [name]: value as unknown } as InstanceRequirements;
    return { name, left: typesSatisfying(single, knowledge.catalog, chosen).length };
  });
  const [{ name, left } = { name: '', left: 0 }] = counts.sort((a, b) => a.left - b.left);
  return `no instance type built on Nitro is left: of ${chosen.length} that meet the requirements by vCPUs, memory and kind, ${left} meet ${name}: change that one first`;
}

function bounds<Name extends string>(name: Name, min: number | undefined, max: number | undefined): Partial<Record<Name, Bounds>> {
  return min === undefined && max === undefined ? {} : ({ [name]: defined({ min, max }) } as Record<Name, Bounds>);
}

function mebibytes(size: Size | undefined): number | undefined {
  return size?.toMebibytes();
}

function gibibytes(size: Size | undefined): number | undefined {
  return size === undefined ? undefined : size.toMebibytes() / 1024;
}

/** Drops properties that are undefined. */
function defined<T extends object>(properties: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as ReturnType<typeof defined<T>>;
}
