import type { InstanceTypeFacts } from './instance-type-facts';
import { isFamilyName, isSizeName } from './instance-type-name';
import { readStoredFacts } from './stored-facts';
import { UnknownObject, kind, MalformedCatalogError } from './unknown-object';

/** The version of the file's shape; a file of another version is refused. */
export const CATALOG_FORMAT = 1;

/**
 * A family as a catalog file holds it. A type's facts are the file's `usual` ones, overridden by what most sizes of the family
 * have in common (`all`), overridden by the size's own row: the figures named by the file's `columns`, then, where the size
 * departs from the family, an object of overrides. A size that EC2 no longer describes has an object alone, which overrides
 * the file's `undescribed` facts.
 */
export interface FamilyRecord {
  readonly all: ReadonlyMap<string, unknown>;
  readonly sizes: ReadonlyMap<string, unknown>;
}

/** A catalog file as read: families known by name, facts not yet decoded. */
export interface CatalogFile {
  /** Where the facts come from, for people. */
  readonly source: string;
  /** The day they were collected: `YYYY-MM-DD`. */
  readonly retrieved: string;
  /** Of the content: see `contentHash`. */
  readonly hash: string;
  readonly columns: readonly string[];
  readonly usual: ReadonlyMap<string, unknown>;
  readonly undescribed: ReadonlyMap<string, unknown>;
  readonly families: ReadonlyMap<string, FamilyRecord>;
}

/** What the hash covers. */
export interface CatalogContent {
  readonly columns: unknown;
  readonly usual: unknown;
  readonly undescribed: unknown;
  readonly families: unknown;
}

/** SHA-256 of the facts in a catalog file, whitespace aside: it tells whether two catalogs say the same, whenever they were made. */
export function contentHash({ columns, usual, undescribed, families }: CatalogContent): string {
  const text = JSON.stringify({ columns, usual, undescribed, families });
  // An import would load it for every check, which asks for no hash.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return `sha256-${createHash('sha256').update(text).digest('hex')}`;
}

/** Reads the outline of a catalog file from its text. Throws MalformedCatalogError. */
export function readCatalogFile(text: string): CatalogFile {
  return readCatalog(parseJson(text));
}

/**
 * Reads the outline of a catalog file that is parsed already; a type's facts are decoded by `decodeFacts`, when somebody asks for them.
 * Throws MalformedCatalogError.
 */
export function readCatalog(content: unknown): CatalogFile {
  const file = new UnknownObject(content, 'catalog');
  const format = file.get('format');
  if (format !== CATALOG_FORMAT) {
    throw new MalformedCatalogError(`catalog: format is ${kind(format)}, expected ${CATALOG_FORMAT}: record the catalog again`);
  }
  const retrieved = file.text('retrieved');
  if (!isDay(retrieved)) {
    throw new MalformedCatalogError(`catalog: retrieved is '${retrieved}', expected a date like 2026-08-02`);
  }
  const families = file.object('families');
  return {
    source: file.text('source'),
    retrieved,
    hash: file.text('hash'),
    columns: file.texts('columns'),
    usual: file.object('usual').entries,
    undescribed: file.object('undescribed').entries,
    families: new Map(families.keys.map((family) => [family, readFamily(family, families.object(family))])),
  };
}

/** All facts of one size of a family. Throws MalformedCatalogError where the file does not give one of them, or gives it wrongly. */
export function decodeFacts(file: CatalogFile, family: string, size: string): InstanceTypeFacts | undefined {
  const record = file.families.get(family);
  const row = record?.sizes.get(size);
  if (record === undefined || row === undefined) return undefined;

  const name = `${family}.${size}`;
  const layers = Array.isArray(row)
    ? [...readRow(file.columns, row, name), record.all, file.usual]
    : [new UnknownObject(row, name).entries, file.undescribed];
  const facts = readStoredFacts((fact) => layers.find((layer) => layer.has(fact))?.get(fact), name);
  // Not a spread: copying 27 facts for each of 1,400 types is most of the time this would take.
  return Object.assign(facts, { name, family, size, builtOnNitro: facts.hypervisor === 'nitro' || facts.bareMetal });
}

function readFamily(family: string, record: UnknownObject): FamilyRecord {
  if (!isFamilyName(family)) throw new MalformedCatalogError(`catalog: '${family}' is not an instance family name`);
  const sizes = record.object('sizes').entries;
  for (const size of sizes.keys()) {
    if (!isSizeName(size)) throw new MalformedCatalogError(`catalog: '${family}.${size}' is not an instance type name`);
  }
  return { all: record.object('all').entries, sizes };
}

/** What a row says itself: its overrides, then its figures. */
function readRow(columns: readonly string[], row: readonly unknown[], name: string): ReadonlyMap<string, unknown>[] {
  const [overrides, ...rest] = row.slice(columns.length);
  if (row.length < columns.length || rest.length > 0) {
    throw new MalformedCatalogError(`${name}: expected ${columns.length} figures (${columns.join(', ')}) and one object at most`);
  }
  const figures = new Map(columns.map((column, index) => [column, row[index]]));
  return overrides === undefined ? [figures] : [new UnknownObject(overrides, name).entries, figures];
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MalformedCatalogError(`catalog: not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
