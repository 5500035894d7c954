import type { Catalog } from './catalog';
import type { InstanceTypeFacts } from './instance-type-facts';

/** A pattern for `ExcludedInstanceTypes` that matches no Nitro-based type. */
interface Candidate {
  readonly pattern: string;
  /** The types to exclude that it matches. */
  readonly covers: ReadonlySet<string>;
  /** The number of types that it matches in the whole catalog. */
  readonly breadth: number;
}

/** By catalog and pattern, the names of Xen types. The patterns derive from the names of a catalog's Xen types, so they are few. */
const keptFor = new WeakMap<Catalog, Map<string, readonly string[]>>();

/**
 * Returns the fewest `ExcludedInstanceTypes` entries that match all the given Xen types and no Nitro-based type of the catalog,
 * sorted. `i3.*` would match i3.metal too, so the entry is `i3.*large`.
 *
 * The types that two candidates cover are disjoint, or one set contains the other: candidates are prefixes of names and, in a
 * family with bare metal, the one suffix that covers all its Xen types. So the broadest candidate for each type gives the fewest.
 */
export function shortestExclusion(xenTypes: readonly InstanceTypeFacts[], catalog: Catalog): string[] {
  const open = new Set(xenTypes.filter((type) => !type.builtOnNitro).map((type) => type.name));
  const candidates = candidatesFor(open, catalog).sort(byCoverage);
  const chosen: string[] = [];
  for (const { pattern, covers } of candidates) {
    if (![...covers].some((name) => open.has(name))) continue;
    chosen.push(pattern);
    for (const name of covers) open.delete(name);
  }
  return chosen.sort();
}

function candidatesFor(wanted: ReadonlySet<string>, catalog: Catalog): Candidate[] {
  const kept = keptFor.get(catalog) ?? new Map<string, readonly string[]>();
  keptFor.set(catalog, kept);
  const patterns = new Set([...wanted].flatMap(patternsFor));
  return [...patterns].flatMap((pattern) => {
    const matched = kept.get(pattern) ?? xenNamesMatching(pattern, catalog);
    kept.set(pattern, matched);
    const covers = new Set(matched.filter((name) => wanted.has(name)));
    return covers.size === 0 ? [] : [{ pattern, covers, breadth: matched.length }];
  });
}

/** Returns the names that a pattern matches; none if one of them is Nitro-based. */
function xenNamesMatching(pattern: string, catalog: Catalog): readonly string[] {
  const matched = catalog.glob(pattern);
  return matched.some((type) => type.builtOnNitro) ? [] : matched.map((type) => type.name);
}

/** Lists candidates in order of preference: the name itself, its family, its family without bare metal, every prefix of the family's name. */
function patternsFor(name: string): string[] {
  const family = name.slice(0, name.indexOf('.'));
  const beginnings = Array.from({ length: family.length }, (_, length) => family.slice(0, length + 1));
  return [name, `${family}.*`, `${family}.*large`, ...beginnings.map((beginning) => `${beginning}*`)];
}

/** Sorts by coverage, broadest first; with equal coverage by breadth, narrowest first; else in the order of `patternsFor`. */
function byCoverage(a: Candidate, b: Candidate): number {
  return b.covers.size - a.covers.size || a.breadth - b.breadth;
}
