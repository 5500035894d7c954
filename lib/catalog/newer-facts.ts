import { type CatalogFile } from './catalog-file';
import type { InstanceTypeIndex } from './instance-type-index';
import type { FactName } from './stored-facts';

/** Facts that catalogs recorded by earlier versions do not hold. */
const NEWER: readonly FactName[] = ['nestedVirtualization'];

/** Adds the facts that a file of an earlier version lacks, from the package. A missing fact does not mean "no". */
export function withNewerFacts(file: CatalogFile, bundled: InstanceTypeIndex): CatalogFile {
  const lacking = NEWER.filter((fact) => !file.usual.has(fact));
  if (lacking.length === 0) return file;
  const families = [...file.families].map(([family, { all, sizes }]) => {
    const completed = [...sizes].map(([size, row]): [string, unknown] => {
      const known = bundled.find(`${family}.${size}`);
      const facts = Object.fromEntries(lacking.map((fact) => [fact, known?.[fact] ?? false]));
      return [size, Array.isArray(row) ? withOverrides(row, file.columns.length, facts) : { ...asObject(row), ...facts }];
    });
    return [family, { all, sizes: new Map(completed) }] as const;
  });
  return { ...file, families: new Map(families) };
}

/** Adds overrides to a row. A row of another form stays unchanged: reading it reports the error. */
function withOverrides(row: readonly unknown[], columns: number, facts: object): readonly unknown[] {
  const overrides = row[columns];
  const isOdd = overrides !== undefined && (typeof overrides !== 'object' || overrides === null);
  return isOdd || row.length > columns + 1 ? row : [...row.slice(0, columns), { ...asObject(overrides), ...facts }];
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
