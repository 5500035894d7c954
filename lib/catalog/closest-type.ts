import type { InstanceTypeFacts } from './instance-type-facts';
import type { InstanceTypeIndex } from './instance-type-index';

/**
 * The type most like another that fits: of the same series and size where there is one, then as many vCPUs, as much memory,
 * the same maker of the processor, the nearest generation. Undefined where none fits, or the catalog does not describe the other.
 */
export function closestType(
  index: InstanceTypeIndex,
  name: string,
  fits: (candidate: InstanceTypeFacts) => boolean,
): InstanceTypeFacts | undefined {
  const type = index.find(name);
  if (type?.described !== true) return undefined;
  const candidates = index.types.filter((each) => each.builtOnNitro && each.offered && each.currentGeneration && fits(each));
  const [first, ...rest] = candidates.map((each) => ({ each, distance: distance(type, each) }));
  if (first === undefined) return undefined;
  return rest.reduce((best, next) => (compare(next.distance, best.distance) < 0 ? next : best), first).each;
}

/** How unlike two types are, what weighs most first. */
function distance(type: InstanceTypeFacts, other: InstanceTypeFacts): readonly number[] {
  return [
    Number(type.bareMetal !== other.bareMetal),
    Number(type.accelerators.length > 0 !== other.accelerators.length > 0),
    Number(seriesOf(type) !== seriesOf(other)),
    Math.abs(type.vCpus - other.vCpus),
    Number(type.localStorageGB > 0 !== other.localStorageGB > 0),
    Math.abs(type.memoryMiB - other.memoryMiB),
    Number(type.cpuManufacturer !== other.cpuManufacturer),
    Math.abs(generationOf(type) - generationOf(other)),
    other.family.length,
  ];
}

function compare(a: readonly number[], b: readonly number[]): number {
  return a.map((figure, index) => figure - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

function seriesOf({ family }: InstanceTypeFacts): string {
  return /^[a-z]+/.exec(family)?.[0] ?? family;
}

function generationOf({ family }: InstanceTypeFacts): number {
  return Number(/\d+/.exec(family)?.[0] ?? 0);
}
