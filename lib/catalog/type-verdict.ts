import { suggestFamily, suggestType } from './did-you-mean';
import type { InstanceTypeFacts } from './instance-type-facts';
import type { InstanceTypeIndex } from './instance-type-index';
import { isBareMetalSize, isFamilyName, parseInstanceTypeName } from './instance-type-name';
import { XEN_FAMILIES } from './successor-families';

/**
 * What is to be thought of a value that should name an instance type or family.
 *
 * - `nitro`, `xen`: the catalog knows it
 * - `assumed-nitro`: newer than the catalog; the set of Xen types is closed, so it cannot be one of them
 * - `unknown`: EC2 has no such instance type
 */
export type Verdict = 'nitro' | 'xen' | 'assumed-nitro' | 'unknown';

/** The catalog knows the type. */
export interface KnownType {
  readonly verdict: 'nitro' | 'xen';
  readonly facts: InstanceTypeFacts;
  readonly reason?: undefined;
  readonly suggestion?: undefined;
}

/** The catalog does not know the type, and it can only be built on Nitro. */
export interface AssumedType {
  readonly verdict: 'assumed-nitro';
  /** The family is newer than the catalog, or it is a bare metal size newer than the catalog, of a family without Xen types. */
  readonly reason: 'new-family' | 'new-bare-metal';
  readonly facts?: undefined;
  readonly suggestion?: undefined;
}

/** There is no such type. */
export interface UnknownType {
  readonly verdict: 'unknown';
  /** The family exists and has no such size, or the value is not spelled like an instance type at all. */
  readonly reason: 'no-such-size' | 'not-a-name';
  /** The Nitro-based type that was probably meant. */
  readonly suggestion: string | undefined;
  readonly facts?: undefined;
}

export type TypeVerdict = KnownType | AssumedType | UnknownType;

/** What is to be thought of a family, where EC2 or a service chooses the size. */
export interface FamilyVerdict {
  /** `xen` as soon as one size runs on Xen. */
  readonly verdict: Verdict;
  /** The sizes that may be launched; of a family EC2 no longer offers, all it had. Empty where the catalog does not know the family. */
  readonly types: readonly InstanceTypeFacts[];
  /** Those of `types` that run on Xen. */
  readonly xen: readonly InstanceTypeFacts[];
  /** For an unknown family: the Nitro-based one that was probably meant. */
  readonly suggestion: string | undefined;
}

export function judgeType(index: InstanceTypeIndex, value: string): TypeVerdict {
  const facts = index.find(value);
  if (facts !== undefined) return { verdict: facts.builtOnNitro ? 'nitro' : 'xen', facts };

  const name = parseInstanceTypeName(value);
  if (name === undefined) {
    const [family = '', ...sizes] = value.split('.');
    const reason = sizes.length === 1 && index.hasFamily(family) ? 'no-such-size' : 'not-a-name';
    return { verdict: 'unknown', reason, suggestion: suggestType(index, value) };
  }

  const hasXenTypes = XEN_FAMILIES.has(name.family);
  if (!hasXenTypes && !index.hasFamily(name.family)) return { verdict: 'assumed-nitro', reason: 'new-family' };
  if (!hasXenTypes && isBareMetalSize(name.size)) return { verdict: 'assumed-nitro', reason: 'new-bare-metal' };
  return { verdict: 'unknown', reason: 'no-such-size', suggestion: suggestType(index, value) };
}

export function judgeFamily(index: InstanceTypeIndex, value: string): FamilyVerdict {
  const all = index.family(value);
  if (all.length > 0) {
    const offered = all.filter((type) => type.offered);
    const types = offered.length > 0 ? offered : all;
    const xen = types.filter((type) => !type.builtOnNitro);
    return { verdict: xen.length > 0 ? 'xen' : 'nitro', types, xen, suggestion: undefined };
  }
  if (isFamilyName(value)) return { verdict: 'assumed-nitro', types: [], xen: [], suggestion: undefined };
  return { verdict: 'unknown', types: [], xen: [], suggestion: suggestFamily(index, value) };
}
