import type { Catalog } from './catalog';
import { matchesGlob } from '../base/glob';
import type { InstanceTypeFacts } from './instance-type-facts';

/** A pattern for `ExcludedInstanceTypes` that matches no Nitro-based type. */
interface Candidate {
  readonly pattern: string;
  /** Those of the types to be excluded that it excludes. */
  readonly covers: ReadonlySet<string>;
  /** How many types it matches altogether. */
  readonly breadth: number;
}

/**
 * The fewest `ExcludedInstanceTypes` entries that together match all the given Xen types and not one Nitro-based type of
 * the catalog, most specific first choice, sorted. `i3.*` would take i3.metal along, so it is `i3.*large`.
 *
 * What two candidates cover is either disjoint or one within the other (they are prefixes of names, and within a family
 * with bare metal the one suffix that covers all its Xen types). So taking the broadest for each type gives the fewest.
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
  const patterns = new Set([...wanted].flatMap(patternsFor));
  return [...patterns].flatMap((pattern) => {
    const matched = catalog.types.filter((type) => matchesGlob(pattern, type.name));
    if (matched.some((type) => type.builtOnNitro)) return [];
    const covers = new Set(matched.map((type) => type.name).filter((name) => wanted.has(name)));
    return [{ pattern, covers, breadth: matched.length }];
  });
}

/** Preferred first: the name itself, its family, its family without bare metal and every beginning of the family's name. */
function patternsFor(name: string): string[] {
  const family = name.slice(0, name.indexOf('.'));
  const beginnings = Array.from({ length: family.length }, (_, length) => family.slice(0, length + 1));
  return [name, `${family}.*`, `${family}.*large`, ...beginnings.map((beginning) => `${beginning}*`)];
}

/** Broadest coverage first; of equal coverage the one that matches least besides; else as `patternsFor` prefers. */
function byCoverage(a: Candidate, b: Candidate): number {
  return b.covers.size - a.covers.size || a.breadth - b.breadth;
}
