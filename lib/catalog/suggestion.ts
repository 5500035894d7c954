import type { InstanceTypeFacts } from './instance-type-facts';
import type { InstanceTypeIndex } from './instance-type-index';
import { partsOfFamily } from './instance-type-name';
import { type Distance, nearest } from './nearest';
import { countRegions, isKnownToLack } from './offerings';
import { SUCCESSOR_FAMILIES } from './successor-families';
import { EXAMPLE_INSTANCE_TYPE, fittingSuccessor, successorOf } from './successor';

/** A demand of a launch on its instance type. */
export interface TypeDemand {
  /** Demands with the same key admit the same types. Undefined: the demand is unique. */
  readonly key: string | undefined;
  /** The demand as a message words it, after "a type": `with architecture arm64`. */
  readonly what: string;
  readonly isMetBy: (type: InstanceTypeFacts) => boolean;
  /** The demand comes from the image, so another image may lift it. */
  readonly ofImage?: boolean;
  /** A type that does not meet the demand can still be launched. The demand counts only if some type meets it together with all others. */
  readonly isWish?: boolean;
}

/** A type that satisfies a launch, or the demands that no type satisfies together. */
export type Suggestion =
  | { readonly type: InstanceTypeFacts; readonly arm64?: InstanceTypeFacts; readonly conflict?: undefined }
  | { readonly type?: undefined; readonly arm64?: undefined; readonly conflict: readonly TypeDemand[] };

/** Answers kept for one catalog: a template with thousands of launches repeats a few questions. */
interface Kept {
  readonly pools: Map<string, readonly InstanceTypeFacts[]>;
  readonly suggestions: Map<string, Suggestion>;
}

const keptFor = new WeakMap<InstanceTypeIndex, Kept>();

/** The number of Regions below which a type is offered in too few places to be preferred for its generation. */
const FEW_REGIONS = 20;

/** The number of kept answers. Above it, answers are computed anew each time. */
const MOST_KEPT = 2_000;

/**
 * Suggests the type to write instead of a name. The suggestion satisfies every demand. It is the type itself if that is built on Nitro, the
 * successor of a Xen type, or the nearest type by vCPUs, memory, architecture and local storage, then by the number of Regions.
 *
 * @param region the Region of the deployment, if known: a type that is not offered there is suggested only if no other satisfies
 */
export function suggestFor(index: InstanceTypeIndex, name: string, demands: readonly TypeDemand[], region?: string): Suggestion {
  if (demands.some(isWish)) {
    const wished = suggestFor(index, name, demands.map(insisted), region);
    return wished.type === undefined
      ? suggestFor(
          index,
          name,
          demands.filter((demand) => !isWish(demand)),
          region,
        )
      : wished;
  }
  const kept: Kept = keptFor.get(index) ?? { pools: new Map(), suggestions: new Map() };
  keptFor.set(index, kept);
  const keys = [...new Set(demands.map(({ key }) => key))].sort();
  if (keys.includes(undefined)) return workOut(index, name, demands, region, typesMeeting(index.types.filter(isLaunchable), demands));
  const key = JSON.stringify(keys);
  const pool = getOrAdd(kept.pools, key, () => typesMeeting(index.types.filter(isLaunchable), demands));
  return getOrAdd(kept.suggestions, `${name} ${region ?? ''} ${key}`, () => workOut(index, name, demands, region, pool));
}

/** Suggests a family all of whose types satisfy a launch, apart from demands that another image would lift. */
export function suggestFamilyFor(
  index: InstanceTypeIndex,
  name: string,
  demands: readonly TypeDemand[],
  region?: string,
): string | undefined {
  if (demands.some(isWish)) {
    const wished = suggestFamilyFor(index, name, demands.map(insisted), region);
    return (
      wished ??
      suggestFamilyFor(
        index,
        name,
        demands.filter((demand) => !isWish(demand)),
        region,
      )
    );
  }
  const [family = ''] = name.split('.');
  const own = SUCCESSOR_FAMILIES.get(family);
  const nearestType = suggestFor(index, name, demands, region).type;
  if (nearestType === undefined) return undefined;
  const isForAll = (each: string): boolean => {
    const types = index.family(each).filter((type) => type.offered && type.described);
    return (
      types.length > 0 &&
      types.every((type) => type.builtOnNitro && demands.every((demand) => demand.ofImage === true || demand.isMetBy(type))) &&
      types.some((type) => demands.every((demand) => demand.isMetBy(type)))
    );
  };
  const isNearby = (each: string): boolean =>
    region === undefined || index.family(each).some((type) => !type.bareMetal && !isKnownToLack(region, type.name));
  const first = [...(own === undefined ? [family] : [...own.x86, ...own.arm64]), nearestType.family].filter(isForAll);
  return first.find(isNearby) ?? first[0] ?? [...new Set(index.types.map((type) => type.family))].find(isForAll);
}

function isWish({ isWish: is }: TypeDemand): boolean {
  return is === true;
}

function insisted(demand: TypeDemand): TypeDemand {
  return isWish(demand) ? { ...demand, isWish: false } : demand;
}

function getOrAdd<Value>(kept: Map<string, Value>, key: string, work: () => Value): Value {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const value = work();
  if (kept.size < MOST_KEPT) kept.set(key, value);
  return value;
}

function isLaunchable(type: InstanceTypeFacts): boolean {
  return type.builtOnNitro && type.offered && type.described;
}

function typesMeeting(types: readonly InstanceTypeFacts[], demands: readonly TypeDemand[]): readonly InstanceTypeFacts[] {
  return types.filter((type) => demands.every((demand) => demand.isMetBy(type)));
}

function workOut(
  index: InstanceTypeIndex,
  name: string,
  demands: readonly TypeDemand[],
  region: string | undefined,
  pool: readonly InstanceTypeFacts[],
): Suggestion {
  if (pool.length === 0) return { conflict: conflictAmong(index.types.filter(isLaunchable), demands) };
  const known = index.find(name);
  if (known !== undefined && pool.includes(known)) return { type: known };
  const nearby = region === undefined ? pool : pool.filter((type) => !isKnownToLack(region, type.name));
  const within = new Set(nearby.length > 0 ? nearby : pool);
  const fits = (type: InstanceTypeFacts): boolean => within.has(type);
  const reference = referenceFor(index, known);
  const closest = (): InstanceTypeFacts | undefined => {
    const found = reference === undefined ? pool[0] : nearest([...within], (candidate) => distance(reference, candidate));
    return found?.architectures.includes('arm64') === true ? (fittingSuccessor(index, name, 'arm64', fits) ?? found) : found;
  };
  const type = fittingSuccessor(index, name, 'x86', fits) ?? closest();
  if (type === undefined) return { conflict: demands };
  const withoutImage = demands.filter(({ ofImage }) => ofImage !== true);
  const arm64 = fittingSuccessor(
    index,
    name,
    'arm64',
    (each) => (region === undefined || !isKnownToLack(region, each.name)) && withoutImage.every((demand) => demand.isMetBy(each)),
  );
  return { type, ...(arm64 !== undefined && arm64 !== type && { arm64 }) };
}

/** Returns the type whose figures count: the successor of a type without figures, or the example if there is no type. */
function referenceFor(index: InstanceTypeIndex, known: InstanceTypeFacts | undefined): InstanceTypeFacts | undefined {
  if (known?.described === true) return known;
  const successor = known?.builtOnNitro === false ? index.find(successorOf(index, known.name).type) : undefined;
  return successor ?? index.find(EXAMPLE_INSTANCE_TYPE);
}

function distance(reference: InstanceTypeFacts, type: InstanceTypeFacts): Distance {
  const [parts, others] = [partsOfFamily(reference.family), partsOfFamily(type.family)];
  return [
    Number(type.bareMetal !== reference.bareMetal),
    Number(acceleratorOf(type) !== acceleratorOf(reference)),
    Math.abs(type.vCpus - reference.vCpus),
    Math.abs(type.memoryMiB - reference.memoryMiB),
    Number(!type.architectures.some((each) => reference.architectures.includes(each))),
    Number(type.localStorageGB > 0 !== reference.localStorageGB > 0),
    Number(!type.currentGeneration),
    Number(type.burstable !== reference.burstable),
    Number(others.series !== parts.series),
    Number(type.cpuManufacturer !== reference.cpuManufacturer),
    type.family.length,
    Number(countRegions(type.name) < FEW_REGIONS),
    // Generations of different series cannot be compared.
    others.series === parts.series ? Math.abs(others.generation - parts.generation) : 0,
    -countRegions(type.name),
    Math.abs(type.localStorageGB - reference.localStorageGB),
  ];
}

function acceleratorOf({ accelerators }: InstanceTypeFacts): string {
  return accelerators[0]?.type ?? '';
}

/** Finds a few demands that no type satisfies together: one, two, or otherwise demands of which none can be omitted. */
function conflictAmong(types: readonly InstanceTypeFacts[], demands: readonly TypeDemand[]): readonly TypeDemand[] {
  const isUnmet = (...some: readonly TypeDemand[]): boolean => !types.some((type) => some.every((demand) => demand.isMetBy(type)));
  const alone = demands.find((demand) => isUnmet(demand));
  if (alone !== undefined) return [alone];
  for (const [position, one] of demands.entries()) {
    const other = demands.slice(position + 1).find((each) => isUnmet(one, each));
    if (other !== undefined) return [one, other];
  }
  return demands.reduce((left, demand) => {
    const others = left.filter((each) => each !== demand);
    return isUnmet(...others) ? others : left;
  }, demands);
}
