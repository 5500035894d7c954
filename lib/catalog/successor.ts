import type { SelectableArchitecture } from '../base/architecture';
import type { InstanceTypeFacts } from './instance-type-facts';
import type { InstanceTypeIndex } from './instance-type-index';
import { type Distance, nearest } from './nearest';
import { SUCCESSOR_FAMILIES, SUCCESSORS_BY_TYPE, type SuggestionSource } from './successor-families';

/** A Nitro-based type for messages that need an example. */
export const EXAMPLE_INSTANCE_TYPE = 't3.micro';

const EXAMPLE = { type: EXAMPLE_INSTANCE_TYPE, arm64: 't4g.micro', source: 'own suggestion' } as const;

/** The share of the vCPUs that a type for arm64 must have. Below it, the type is not comparable. */
const FEWEST_VCPUS = 3 / 4;

export interface SuccessorOptions {
  /**
   * The architecture of the image, if known. If no arm64 type is comparable, the successor is x86_64.
   *
   * @default 'x86_64', which all Xen types have
   */
  readonly architecture?: SelectableArchitecture;
}

/** A Nitro-based type, offered, to use instead of a Xen one. */
export interface Successor {
  readonly type: string;
  /** The Graviton type closest to the Xen one, for an image that exists for arm64 as well. */
  readonly arm64?: string;
  /** Whether AWS names the family as the successor. */
  readonly source: SuggestionSource;
}

/**
 * Returns the type to use instead. For a type built on Nitro, returns the type itself; for a name that is not an instance type, the
 * example.
 */
export function successorOf(index: InstanceTypeIndex, name: string, { architecture = 'x86_64' }: SuccessorOptions = {}): Successor {
  const known = index.find(name);
  if (known?.builtOnNitro === true) return { type: name, source: 'own suggestion' };
  const families = SUCCESSOR_FAMILIES.get(known?.family ?? '');
  if (known === undefined || families === undefined) return { ...EXAMPLE, type: architecture === 'arm64' ? EXAMPLE.arm64 : EXAMPLE.type };

  const arm64 = fittingSuccessor(index, name, 'arm64', () => true)?.name;
  const x86 = fittingSuccessor(index, name, 'x86', () => true)?.name ?? EXAMPLE.type;
  const type = architecture === 'arm64' ? (arm64 ?? x86) : x86;
  const isOfFamily = [...families.x86, ...families.arm64].some((family) => type.startsWith(`${family}.`));
  return { type, ...(arm64 !== undefined && { arm64 }), source: isOfFamily ? families.source : 'own suggestion' };
}

/** Returns the family to use instead. For a family built on Nitro, or newer than the catalog, returns the family itself. */
export function successorFamilyOf(family: string, { architecture = 'x86_64' }: SuccessorOptions = {}): string {
  const families = SUCCESSOR_FAMILIES.get(family);
  if (families === undefined) return family;
  const [arm64] = families.arm64;
  return architecture === 'arm64' ? (arm64 ?? families.x86[0]) : families.x86[0];
}

/** Finds the first successor of a Xen type that fits; undefined if none does. */
export function fittingSuccessor(
  index: InstanceTypeIndex,
  name: string,
  architecture: 'x86' | 'arm64',
  fits: (type: InstanceTypeFacts) => boolean,
): InstanceTypeFacts | undefined {
  const xen = index.find(name);
  const families = SUCCESSOR_FAMILIES.get(xen?.family ?? '');
  if (xen === undefined || families === undefined) return undefined;
  const isCandidate = (type: InstanceTypeFacts): boolean => isSuggestible(type) && fits(type);
  const single = SUCCESSORS_BY_TYPE.get(name);
  if (single !== undefined) return single[architecture].flatMap((each) => index.find(each) ?? []).find(isCandidate);
  const candidates = families[architecture].flatMap((family) => index.family(family)).filter(isCandidate);
  const comparable = architecture === 'x86' ? candidates : candidates.filter(({ vCpus }) => vCpus >= xen.vCpus * FEWEST_VCPUS);
  return closest(xen, comparable);
}

/** Finds the nearest type of the first family with a size of exactly as many vCPUs, otherwise of all the families. */
function closest(xen: InstanceTypeFacts, candidates: readonly InstanceTypeFacts[]): InstanceTypeFacts | undefined {
  const exact = candidates.find((type) => type.vCpus === xen.vCpus);
  const within = exact === undefined ? candidates : candidates.filter((type) => type.family === exact.family);
  return nearest(within, (type) => distance(xen, type));
}

/** Returns the distance of two types: vCPUs first, rather too many than too few; then the size's name; then memory. */
function distance(xen: InstanceTypeFacts, type: InstanceTypeFacts): Distance {
  return [Math.abs(type.vCpus - xen.vCpus), -type.vCpus, Number(type.size !== xen.size), Math.abs(type.memoryMiB - xen.memoryMiB)];
}

function isSuggestible(type: InstanceTypeFacts): boolean {
  return type.builtOnNitro && !type.bareMetal && type.offered;
}
