import { sha256 } from '../base/sha256';
import { isCalendarDay } from '../base/calendar-day';
import type { ForeignObject } from '../base/foreign-object';
import { kindOf } from '../base/value-kind';
import type { InstanceTypeFacts } from './instance-type-facts';
import { isFamilyName, isSizeName } from './instance-type-name';
import { readStoredFacts } from './stored-facts';
import { catalogObject, MalformedCatalogError } from './malformed-catalog-error';

/** The version of the file's format; a file of another version is refused. */
export const CATALOG_FORMAT = 1;

/**
 * A family in a catalog file. A type's facts are the file's `usual` ones. Facts that most sizes of the family share (`all`) override these,
 * and the size's own row overrides both: the figures named by the file's `columns`, then an object of overrides if the size differs from
 * the family. A size that EC2 no longer describes has only an object, which overrides the file's `undescribed` facts.
 */
export interface FamilyRecord {
  readonly all: ReadonlyMap<string, unknown>;
  readonly sizes: ReadonlyMap<string, unknown>;
}

/** The outline of a catalog file: families by name, facts not yet decoded. */
export interface CatalogFile {
  /** The source of the facts, as text. */
  readonly source: string;
  /** The day they were collected: `YYYY-MM-DD`. */
  readonly retrieved: string;
  /** The hash of the content: see `contentHash`. */
  readonly hash: string;
  readonly columns: readonly string[];
  readonly usual: ReadonlyMap<string, unknown>;
  readonly undescribed: ReadonlyMap<string, unknown>;
  readonly families: ReadonlyMap<string, FamilyRecord>;
}

/** The parts of a catalog file that its hash covers. */
export interface CatalogContent {
  readonly columns: unknown;
  readonly usual: unknown;
  readonly undescribed: unknown;
  readonly families: unknown;
}

/** Computes the SHA-256 of the facts in a catalog file, whitespace aside. Two catalogs with equal facts have equal hashes, whatever their dates. */
export function contentHash({ columns, usual, undescribed, families }: CatalogContent): string {
  const text = JSON.stringify({ columns, usual, undescribed, families });
  return `sha256-${sha256(text)}`;
}

/**
 * Reads the outline of a catalog file from its text.
 *
 * @throws MalformedCatalogError
 */
export function readCatalogFile(text: string): CatalogFile {
  return readCatalog(parseJson(text));
}

/**
 * Reads the outline of a catalog file that is already parsed. `decodeFacts` decodes a type's facts on demand.
 *
 * @throws MalformedCatalogError
 */
export function readCatalog(content: unknown): CatalogFile {
  const file = catalogObject(content, 'catalog');
  const format = file.get('format');
  if (format !== CATALOG_FORMAT) {
    throw new MalformedCatalogError(`catalog: format is ${kindOf(format)}, expected ${CATALOG_FORMAT}: record the catalog again`);
  }
  const retrieved = file.text('retrieved');
  if (!isCalendarDay(retrieved)) {
    throw new MalformedCatalogError(`catalog: retrieved is '${retrieved}', expected a date like 2026-08-02`);
  }
  const families = file.object('families', {});
  return {
    source: file.text('source'),
    retrieved,
    hash: file.text('hash'),
    columns: file.texts('columns'),
    usual: file.object('usual', {}).entries,
    undescribed: file.object('undescribed', {}).entries,
    families: new Map(families.keys.map((family) => [family, readFamily(family, families.object(family, {}))])),
  };
}

/**
 * Decodes all facts of one size of a family; undefined if the file does not have the size.
 *
 * @throws MalformedCatalogError if a fact is missing or of the wrong kind
 */
export function decodeFacts(file: CatalogFile, family: string, size: string): InstanceTypeFacts | undefined {
  const record = file.families.get(family);
  const row = record?.sizes.get(size);
  if (record === undefined || row === undefined) return undefined;

  const name = `${family}.${size}`;
  const layers = Array.isArray(row)
    ? [...readRow(file.columns, row, name), record.all, file.usual]
    : [catalogObject(row, name).entries, file.undescribed];
  const facts = readStoredFacts((fact) => layers.find((layer) => layer.has(fact))?.get(fact), name);
  // Not a spread: copying 27 facts for each of 1,400 types would take most of the time.
  return Object.assign(facts, { name, family, size, builtOnNitro: facts.hypervisor === 'nitro' || facts.bareMetal });
}

function readFamily(family: string, record: ForeignObject): FamilyRecord {
  if (!isFamilyName(family)) throw new MalformedCatalogError(`catalog: '${family}' is not an instance family name`);
  const sizes = record.object('sizes', {}).entries;
  for (const size of sizes.keys()) {
    if (!isSizeName(size)) throw new MalformedCatalogError(`catalog: '${family}.${size}' is not an instance type name`);
  }
  return { all: record.object('all', {}).entries, sizes };
}

/** Splits a row into its overrides and its figures, in order of precedence. */
function readRow(columns: readonly string[], row: readonly unknown[], name: string): ReadonlyMap<string, unknown>[] {
  const [overrides, ...rest] = row.slice(columns.length);
  if (row.length < columns.length || rest.length > 0) {
    throw new MalformedCatalogError(`${name}: expected ${columns.length} figures (${columns.join(', ')}) and one object at most`);
  }
  const figures = new Map(columns.map((column, index) => [column, row[index]]));
  return overrides === undefined ? [figures] : [catalogObject(overrides, name).entries, figures];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MalformedCatalogError(`catalog: not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
