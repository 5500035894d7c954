import { CATALOG_FORMAT, contentHash } from './catalog-file';
import type { InstanceTypeFacts } from './instance-type-facts';
import { FACT_NAMES, type FactName } from './stored-facts';

/** The content of a catalog file. */
export interface CatalogDraft {
  /** The source of the facts, as text. */
  readonly source: string;
  /** The day they were collected: `YYYY-MM-DD`. */
  readonly retrieved: string;
  readonly types: readonly InstanceTypeFacts[];
}

type Row = Readonly<Record<FactName, unknown>>;

/** Facts that differ between sizes: one column each. */
const FIGURES: readonly FactName[] = [
  'vCpus',
  'memoryMiB',
  'maximumNetworkInterfaces',
  'networkBandwidthGbps',
  'peakNetworkBandwidthGbps',
  'baselineEbsBandwidthMbps',
  'localStorageGB',
];

const OTHERS = FACT_NAMES.filter((fact) => !FIGURES.includes(fact));

/** Facts as most types have them. A family or a size overrides them. */
const USUAL: Row = {
  hypervisor: 'nitro',
  bareMetal: false,
  offered: true,
  described: true,
  currentGeneration: true,
  architectures: ['x86_64'],
  bootModes: ['legacy-bios', 'uefi'],
  enaSupport: 'required',
  nvmeSupport: 'required',
  cpuManufacturer: 'intel',
  burstable: false,
  hibernation: false,
  enclaves: true,
  nitroTpm: true,
  amdSevSnp: false,
  nestedVirtualization: false,
  efa: false,
  enaExpress: false,
  encryptionInTransit: true,
  vCpus: 0,
  memoryMiB: 0,
  maximumNetworkInterfaces: 0,
  networkBandwidthGbps: null,
  peakNetworkBandwidthGbps: null,
  baselineEbsBandwidthMbps: null,
  localStorageGB: 0,
  localStorageTypes: [],
  accelerators: [],
};

/** Facts of a type that EC2 no longer describes. */
const UNDESCRIBED: Row = {
  ...USUAL,
  offered: false,
  described: false,
  currentGeneration: false,
  architectures: [],
  bootModes: [],
  cpuManufacturer: null,
  enclaves: false,
  nitroTpm: false,
  encryptionInTransit: false,
};

/** Writes a catalog file, one line per family. Equal types give equal text, in any order. */
export function encodeCatalog({ source, retrieved, types }: CatalogDraft): string {
  const families = new Map<string, InstanceTypeFacts[]>();
  for (const type of types) families.set(type.family, [...(families.get(type.family) ?? []), type]);
  const records = [...families].sort(([a], [b]) => compare(a, b)).map(([family, members]) => [family, encodeFamily(members)] as const);

  const content = { columns: FIGURES, usual: USUAL, undescribed: UNDESCRIBED, families: Object.fromEntries(records) };
  return [
    '{',
    `"format": ${CATALOG_FORMAT},`,
    `"source": ${JSON.stringify(source)},`,
    `"retrieved": ${JSON.stringify(retrieved)},`,
    `"hash": ${JSON.stringify(contentHash(content))},`,
    `"columns": ${JSON.stringify(FIGURES)},`,
    `"usual": ${JSON.stringify(USUAL)},`,
    `"undescribed": ${JSON.stringify(UNDESCRIBED)},`,
    '"families": {',
    records.map(([family, record]) => `${JSON.stringify(family)}: ${JSON.stringify(record)}`).join(',\n'),
    '}',
    '}',
    '',
  ].join('\n');
}

function encodeFamily(types: readonly InstanceTypeFacts[]) {
  const members = [...types].sort(bySize).map((type) => ({ ...type, row: rowOf(type) }));
  const common = mostCommon(members.filter((type) => type.described).map((type) => type.row));
  const sizes = members.map(({ size, described, row }): [size: string, row: unknown] => {
    if (!described) return [size, differing(row, UNDESCRIBED, FACT_NAMES)];
    const overrides = differing(row, common, OTHERS);
    return [size, [...FIGURES.map((figure) => row[figure]), ...(Object.keys(overrides).length > 0 ? [overrides] : [])]];
  });
  return { all: differing(common, USUAL, OTHERS), sizes: Object.fromEntries(sizes) };
}

/** Returns for each fact the value that most of the rows have; of two equally common values the first. */
function mostCommon(rows: readonly Row[]): Row {
  const entries = FACT_NAMES.map((fact) => {
    const counts = new Map<string, number>();
    for (const row of rows) counts.set(JSON.stringify(row[fact]), (counts.get(JSON.stringify(row[fact])) ?? 0) + 1);
    const [winner] = [...counts].sort(([, a], [, b]) => b - a);
    return [fact, winner === undefined ? USUAL[fact] : (JSON.parse(winner[0]) as unknown)] as const;
  });
  return Object.fromEntries(entries) as Row;
}

function rowOf(type: InstanceTypeFacts): Row {
  const entries = FACT_NAMES.map((fact) => [fact, type[fact] ?? null] as const);
  return Object.fromEntries(entries) as Row;
}

function differing(row: Row, base: Row, facts: readonly FactName[]): Partial<Row> {
  return Object.fromEntries(
    facts.filter((fact) => JSON.stringify(row[fact]) !== JSON.stringify(base[fact])).map((fact) => [fact, row[fact]]),
  );
}

function bySize(a: InstanceTypeFacts, b: InstanceTypeFacts): number {
  return a.vCpus - b.vCpus || a.memoryMiB - b.memoryMiB || compare(a.size, b.size);
}

/** Compares by code unit, so the order does not depend on the locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
