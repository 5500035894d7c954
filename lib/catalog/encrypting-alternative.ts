import type { InstanceTypeIndex } from './instance-type-index';
import { nearest } from './nearest';
import { EXAMPLE_INSTANCE_TYPE, successorOf } from './successor';

/** Families for general use all of whose sizes encrypt traffic between instances, from few to much memory per vCPU. Own suggestion. */
const ENCRYPTING_FAMILIES = { x86: ['c7i', 'm7i', 'r7i'], arm64: ['c7g', 'm7g', 'r7g'] } as const;

/**
 * Returns the type itself if it encrypts, otherwise its successor if that encrypts, otherwise the nearest type for general use by vCPUs,
 * then memory.
 */
export function encryptingAlternativeTo(index: InstanceTypeIndex, name: string): string {
  const type = index.find(name);
  if (type?.encryptionInTransit === true) return name;
  const successor = index.find(successorOf(index, name).type);
  if (successor?.encryptionInTransit === true) return successor.name;

  const reference = type?.described === true ? type : index.find(EXAMPLE_INSTANCE_TYPE);
  const families = reference?.architectures.includes('arm64') === true ? ENCRYPTING_FAMILIES.arm64 : ENCRYPTING_FAMILIES.x86;
  const candidates = families
    .flatMap((family) => index.family(family))
    .filter((candidate) => candidate.encryptionInTransit && candidate.offered && !candidate.bareMetal);
  const { vCpus = 0, memoryMiB = 0 } = reference ?? {};
  const closest = nearest(candidates, (each) => [Math.abs(each.vCpus - vCpus), Math.abs(each.memoryMiB - memoryMiB)]);
  return closest?.name ?? name;
}
