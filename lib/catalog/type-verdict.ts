import { suggestFamily, suggestType } from './did-you-mean';
import type { InstanceTypeFacts } from './instance-type-facts';
import type { InstanceTypeIndex } from './instance-type-index';
import { isBareMetalSize, isFamilyName, parseInstanceTypeName } from './instance-type-name';

/**
 * Verdict on a value that should name an instance type or family.
 *
 * - `nitro`, `xen`: it is in the catalog
 * - `assumed-nitro`: it is newer than the catalog; the set of Xen types is closed, so it cannot be one of them
 * - `unknown`: EC2 has no such instance type
 */
export type VerdictKind = 'nitro' | 'xen' | 'assumed-nitro' | 'unknown';

/** Verdict on a type of the catalog. */
export interface KnownType {
  readonly kind: 'nitro' | 'xen';
  readonly facts: InstanceTypeFacts;
  readonly reason?: undefined;
  readonly suggestion?: undefined;
}

/** Verdict on a type that is not in the catalog and can only be built on Nitro. */
export interface AssumedType {
  readonly kind: 'assumed-nitro';
  /** The family is newer than the catalog, or the type is a bare metal size newer than the catalog in a family without Xen types. */
  readonly reason: 'new-family' | 'new-bare-metal';
  readonly facts?: undefined;
  readonly suggestion?: undefined;
}

/** Verdict on a value that names no type. */
export interface UnknownType {
  readonly kind: 'unknown';
  /** The family exists without such a size, or the value does not have the form of an instance type's name. */
  readonly reason: 'no-such-size' | 'not-a-name';
  /** The Nitro-based type that was probably meant. */
  readonly suggestion: string | undefined;
  readonly facts?: undefined;
}

export type TypeVerdict = KnownType | AssumedType | UnknownType;

/** Verdict on a family. EC2 or a service chooses the size. */
export interface FamilyVerdict {
  /** `xen` if at least one size runs on Xen. */
  readonly kind: VerdictKind;
  /**
   * The types that may be launched. For a family that EC2 no longer offers, all types that it had. Empty for a family that is not in the
   * catalog.
   */
  readonly types: readonly InstanceTypeFacts[];
  /** The types among `types` that run on Xen. */
  readonly xen: readonly InstanceTypeFacts[];
  /** The Nitro-based family that was probably meant by an unknown one. */
  readonly suggestion: string | undefined;
}

export function judgeType(index: InstanceTypeIndex, value: string): TypeVerdict {
  const facts = index.find(value);
  if (facts !== undefined) return { kind: facts.builtOnNitro ? 'nitro' : 'xen', facts };

  const name = parseInstanceTypeName(value);
  if (name === undefined) {
    const [family = '', ...sizes] = value.split('.');
    const reason = sizes.length === 1 && index.hasFamily(family) ? 'no-such-size' : 'not-a-name';
    return { kind: 'unknown', reason, suggestion: suggestType(index, value) };
  }

  const hasXenTypes = index.isXenFamily(name.family);
  if (!hasXenTypes && !index.hasFamily(name.family)) return { kind: 'assumed-nitro', reason: 'new-family' };
  if (!hasXenTypes && isBareMetalSize(name.size)) return { kind: 'assumed-nitro', reason: 'new-bare-metal' };
  return { kind: 'unknown', reason: 'no-such-size', suggestion: suggestType(index, value) };
}

export function judgeFamily(index: InstanceTypeIndex, value: string): FamilyVerdict {
  const all = index.family(value);
  if (all.length > 0) {
    const offered = all.filter((type) => type.offered);
    const types = offered.length > 0 ? offered : all;
    const xen = types.filter((type) => !type.builtOnNitro);
    return { kind: xen.length > 0 ? 'xen' : 'nitro', types, xen, suggestion: undefined };
  }
  if (isFamilyName(value)) return { kind: 'assumed-nitro', types: [], xen: [], suggestion: undefined };
  return { kind: 'unknown', types: [], xen: [], suggestion: suggestFamily(index, value) };
}
