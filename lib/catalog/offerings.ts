import { EMR_RELEASES, EMR_TYPES, REGION_GAPS, REGIONS } from './offerings-data';

/** The families that China (Beijing) lacks, of those that succeed Xen types: no public copy lists its types one by one. */
const NOT_IN_BEIJING: ReadonlySet<string> = new Set(['c7i', 'm7i', 'r7i', 'm7a', 'g6', 'g6e', 'gr6', 'd3', 'p4d']);

interface Offerings {
  readonly regions: ReadonlyMap<string, number>;
  /** By type, the positions of the Regions without it. */
  readonly gaps: ReadonlyMap<string, ReadonlySet<number>>;
  readonly releases: readonly string[];
  /** The positions of the releases that count, by the releases that have been asked about. */
  readonly counting: Map<string, number>;
  /** By type, the positions of the EMR releases that take it. */
  readonly emr: ReadonlyMap<string, ReadonlySet<number>>;
}

/** The number of releases whose positions are kept. Above it, each is searched for again. */
const MOST_KEPT = 1000;

let read: Offerings | undefined;

/** Reads the tables at first use: only a suggestion asks for them. */
function offerings(): Offerings {
  read ??= {
    regions: new Map(wordsOf(REGIONS).map((region, position) => [region, position])),
    gaps: positionsByType(REGION_GAPS),
    releases: wordsOf(EMR_RELEASES),
    counting: new Map(),
    emr: positionsByType(EMR_TYPES),
  };
  return read;
}

function wordsOf(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

function positionsByType(table: string): ReadonlyMap<string, ReadonlySet<number>> {
  const byType = new Map<string, ReadonlySet<number>>();
  for (const line of table.trim().split('\n')) {
    const [family = '', text = '', ...sizes] = line.split(' ');
    const positions = new Set(text === '-' ? [] : text.split('.').flatMap(positionsIn));
    for (const size of sizes) byType.set(`${family}.${size}`, positions);
  }
  return byType;
}

/** `57` or `57-141`. */
function positionsIn(range: string): readonly number[] {
  const [first = 0, last = first] = range.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Counts the commercial Regions of the table that offer a type; 0 for a type that is not in it. */
export function countRegions(type: string): number {
  const { regions, gaps } = offerings();
  const without = gaps.get(type);
  return without === undefined ? 0 : regions.size - without.size;
}

/** Tells whether a Region is known not to offer a type. False if the tables have no data: none for GovCloud, little for China. */
export function isKnownToLack(region: string, type: string): boolean {
  if (region === 'cn-north-1') return NOT_IN_BEIJING.has(type.slice(0, type.indexOf('.')));
  const { regions, gaps } = offerings();
  const position = regions.get(region);
  return position !== undefined && gaps.get(type)?.has(position) === true;
}

/**
 * Tells whether an EMR release takes a type. A release that is not in the table counts as the one before it. Without a release, the newest
 * one counts.
 */
export function emrTakes(release: string | undefined, type: string): boolean {
  return offerings().emr.get(type)?.has(positionOf(release)) === true;
}

/** Returns the position of the release whose types count. Kept, because each type of the catalog is asked about. */
function positionOf(release: string | undefined): number {
  const { releases, counting } = offerings();
  if (release === undefined) return Math.max(releases.length - 1, 0);
  const known = counting.get(release);
  if (known !== undefined) return known;
  const position = Math.max(
    releases.findLastIndex((each) => compareReleases(each, release) <= 0),
    0,
  );
  if (counting.size < MOST_KEPT) counting.set(release, position);
  return position;
}

/** Tells whether an EMR release is newer than the table. It may then take types that the table has for no release. */
export function isNewerEmrRelease(release: string): boolean {
  const newest = offerings().releases.at(-1);
  return newest !== undefined && compareReleases(release, newest) > 0;
}

/** Compares `emr-5.9.0` with `emr-5.36.1`. */
function compareReleases(a: string, b: string): number {
  const [left, right] = [a, b].map((release) => release.replace(/^emr-/, '').split('.').map(Number));
  const differences = (left ?? []).map((part, index) => part - (right?.[index] ?? 0));
  return differences.find((difference) => difference !== 0 && !Number.isNaN(difference)) ?? 0;
}
