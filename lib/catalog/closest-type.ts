import type { InstanceTypeFacts } from './instance-type-facts';
import type { InstanceTypeIndex } from './instance-type-index';
import { partsOfFamily } from './instance-type-name';
import { type Distance, nearest } from './nearest';

/**
 * Finds the type that fits and is most like another: of the same series, with as many vCPUs, then as much memory, the same maker
 * of the processor, the nearest generation. Undefined where none fits, or the catalog does not describe the other type.
 */
export function closestType(
  index: InstanceTypeIndex,
  name: string,
  fits: (candidate: InstanceTypeFacts) => boolean,
): InstanceTypeFacts | undefined {
  const type = index.find(name);
  if (type?.described !== true) return undefined;
  const candidates = index.types.filter((each) => each.builtOnNitro && each.offered && each.currentGeneration && fits(each));
  return nearest(candidates, (candidate) => distance(type, candidate));
}

function distance(type: InstanceTypeFacts, other: InstanceTypeFacts): Distance {
  const [parts, otherParts] = [partsOfFamily(type.family), partsOfFamily(other.family)];
  return [
    Number(type.bareMetal !== other.bareMetal),
    Number(type.accelerators.length > 0 !== other.accelerators.length > 0),
    Number(parts.series !== otherParts.series),
    Math.abs(type.vCpus - other.vCpus),
    Number(type.localStorageGB > 0 !== other.localStorageGB > 0),
    Math.abs(type.memoryMiB - other.memoryMiB),
    Number(type.cpuManufacturer !== other.cpuManufacturer),
    Math.abs(parts.generation - otherParts.generation),
    other.family.length,
  ];
}
