import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encodeCatalog } from '../../lib/catalog/catalog-encoding';
import { compile } from '../../tools/catalog/compile';
import { project, restore } from '../../tools/catalog/field-path';
import { loadHypervisors, loadInstanceTypes } from '../../tools/catalog/load';
import { CATALOG, HYPERVISORS_SOURCE, INSTANCE_TYPES_SOURCE } from '../../tools/catalog/sources';

const loaded = loadInstanceTypes([INSTANCE_TYPES_SOURCE]);
const hypervisors = loadHypervisors(HYPERVISORS_SOURCE);

test('the catalog is what the sources and corrections give', () => {
  const { types, contradictions, overtaken } = compile(loaded.types, hypervisors);
  expect(contradictions).toEqual([]);
  expect(overtaken).toEqual([]);
  expect(encodeCatalog({ source: loaded.source ?? '', retrieved: loaded.retrieved ?? '', types })).toBe(readFileSync(CATALOG, 'utf8'));
});

test('the catalog is as old as its source, and the table of sources says the same day', () => {
  const { retrieved } = JSON.parse(readFileSync(CATALOG, 'utf8')) as { retrieved: string };
  expect(retrieved).toBe(loaded.retrieved);
  const table = readFileSync(join(dirname(INSTANCE_TYPES_SOURCE), 'README.md'), 'utf8');
  expect(table).toMatch(new RegExp(`^\\| \`instance-types\\.json\` .* \\| ${retrieved} \\|`, 'm'));
});

test('sources that disagree on a hypervisor are a contradiction', () => {
  const { contradictions } = compile(loaded.types, { nitro: ['t2.micro'], xen: [], bareMetal: [] });
  expect(contradictions).toEqual(['t2.micro: xen by one source, nitro by the other']);
});

test('a Xen type outside the closed set is a contradiction', () => {
  const { contradictions } = compile(loaded.types, { nitro: [], xen: ['t9.micro'], bareMetal: [] });
  expect(contradictions).toEqual(['t9.micro: runs on Xen, but its family is not in the closed set of Xen families']);
});

test('a correction for a type that a source has is overtaken', () => {
  expect(compile(loaded.types, { nitro: [], xen: ['cc2.8xlarge'], bareMetal: [] }).overtaken).toEqual(['cc2.8xlarge']);
});

test('a field path gives back what it has taken', () => {
  const type = { A: { B: 1 }, L: [{ X: { Y: 'p' } }, {}], F: false };
  const restored = {};
  for (const path of ['A.B', 'L[].X.Y', 'F']) restore(restored, path, project(type, path));
  expect(restored).toEqual({ A: { B: 1 }, L: [{ X: { Y: 'p' } }, { X: { Y: null } }], F: false });
  expect(project(type, 'A.C.D')).toBeUndefined();
});
