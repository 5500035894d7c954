/**
 * Raw AWS data -> the normalized sources this repository keeps.
 *
 *   npx tsx tools/catalog/normalize.ts --retrieved 2026-08-02 --source 'where from' --from describe-instance-types.json...
 *   npx tsx tools/catalog/normalize.ts --retrieved 2026-03-20 --source 'where from' --hypervisors vpc-limits-hypervisor.json
 *
 * `sources/README.md` records the origin of the current sources.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { project } from './field-path';
import { FIELDS } from './fields';
import { loadHypervisors, readJson } from './load';
import { HYPERVISORS_SOURCE, INSTANCE_TYPES_SOURCE } from './sources';

function normalizeInstanceTypes(files: readonly string[]): string[] {
  const types = new Map<string, unknown[]>();
  for (const file of files) {
    const found = project(readJson(file), 'InstanceTypes');
    if (!Array.isArray(found)) throw new Error(`${file}: expected the output of 'aws ec2 describe-instance-types'`);
    for (const type of found) {
      const row = FIELDS.map((field) => project(type, field) ?? null);
      types.set(JSON.stringify(row[0]), row.slice(0, row.findLastIndex((value) => value !== null) + 1));
    }
  }
  const rows = [...types].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => JSON.stringify(row));
  return [`"fields": ${JSON.stringify(FIELDS)},`, '"rows": [', rows.join(',\n'), ']'];
}

function normalizeHypervisors(file: string): string[] {
  const { nitro, xen, bareMetal } = loadHypervisors(file);
  const list = (names: readonly string[]) => `[\n${names.map((name) => JSON.stringify(name)).join(',\n')}\n]`;
  return [`"nitro": ${list(nitro)},`, `"xen": ${list(xen)},`, `"bareMetal": ${list(bareMetal)}`];
}

const { values } = parseArgs({
  options: {
    from: { type: 'string', multiple: true },
    hypervisors: { type: 'string' },
    retrieved: { type: 'string' },
    source: { type: 'string' },
  },
});
const { retrieved, source } = values;
if (retrieved === undefined || source === undefined) throw new Error('--retrieved YYYY-MM-DD and --source TEXT are needed');
const head = ['{', `"source": ${JSON.stringify(source)},`, `"retrieved": ${JSON.stringify(retrieved)},`];
if (values.from) {
  writeFileSync(INSTANCE_TYPES_SOURCE, [...head, ...normalizeInstanceTypes(values.from), '}', ''].join('\n'));
}
if (values.hypervisors !== undefined) {
  writeFileSync(HYPERVISORS_SOURCE, [...head, ...normalizeHypervisors(values.hypervisors), '}', ''].join('\n'));
}
