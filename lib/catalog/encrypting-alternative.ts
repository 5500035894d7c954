import type { InstanceTypeIndex } from './instance-type-index';
import { EXAMPLE_INSTANCE_TYPE, successorOf } from './successor';

/** Families of general use whose every size encrypts traffic between instances, from few to much memory per vCPU. Own suggestion. */
const ENCRYPTING_FAMILIES = { x86: ['c7i', 'm7i', 'r7i'], arm64: ['c7g', 'm7g', 'r7g'] } as const;

/** The type itself if it encrypts, else its successor if that does, else the nearest in vCPUs and then memory of general use. */
export function encryptingAlternativeTo(index: InstanceTypeIndex, name: string): string {
  const type = index.find(name);
  if (type?.encryptionInTransit === true) return name;
  const successor = index.find(successorOf(index, name).type);
  if (successor?.encryptionInTransit === true) return successor.name;

  const reference = type?.described === true ? type : index.find(EXAMPLE_INSTANCE_TYPE);
  const families = reference?.architectures.includes('arm64') === true ? ENCRYPTING_FAMILIES.arm64 : ENCRYPTING_FAMILIES.x86;
  const distance = (figure: 'vCpus' | 'memoryMiB', of: { vCpus: number; memoryMiB: number }) =>
    Math.abs(of[figure] - (reference?.[figure] ?? 0));
  const [nearest] = families
    .flatMap((family) => index.family(family))
    .filter((candidate) => candidate.encryptionInTransit && candidate.offered && !candidate.bareMetal)
    .sort((a, b) => distance('vCpus', a) - distance('vCpus', b) || distance('memoryMiB', a) - distance('memoryMiB', b));
  return nearest?.name ?? name;
}
