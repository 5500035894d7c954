/**
 * Sources + corrections -> lib/catalog/instance-types.json.
 *
 *   npx tsx tools/catalog/generate.ts             from the sources in this repository
 *   npx tsx tools/catalog/generate.ts --check     exits 1 if the catalog differs from their result
 *   npx tsx tools/catalog/generate.ts --from FILE... [--hypervisors FILE] [--retrieved YYYY-MM-DD] [--out FILE]
 *                                                 from saved `aws ec2 describe-instance-types` output
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { encodeCatalog } from '../../lib/catalog/catalog-encoding';
import { compile } from './compile';
import { loadHypervisors, loadInstanceTypes } from './load';
import { encodeOfferings, OFFERINGS } from './offerings';
import { report } from './report';
import { CATALOG, HYPERVISORS_SOURCE, INSTANCE_TYPES_SOURCE } from './sources';

const { values, positionals } = parseArgs({
  options: {
    from: { type: 'string', multiple: true },
    hypervisors: { type: 'string', default: HYPERVISORS_SOURCE },
    retrieved: { type: 'string' },
    out: { type: 'string', default: CATALOG },
    check: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
// A shell glob after --from passes its second and later files as positional words.
const from = [...(values.from ?? []), ...positionals];

const loaded = loadInstanceTypes(from.length > 0 ? from : [INSTANCE_TYPES_SOURCE]);
const compiled = compile(loaded.types, loadHypervisors(values.hypervisors));
const text = encodeCatalog({
  source: loaded.source ?? 'EC2 DescribeInstanceTypes',
  retrieved: values.retrieved ?? loaded.retrieved ?? new Date().toISOString().slice(0, 10),
  types: compiled.types,
});
const previous = existsSync(values.out) ? readFileSync(values.out, 'utf8') : undefined;

process.stderr.write(report(compiled, text, previous));
// Other data makes a catalog to try, never the tables in the package.
const written = [
  { path: values.out, content: text },
  ...(from.length > 0 ? [] : [{ path: OFFERINGS, content: encodeOfferings(compiled.types) }]),
];
for (const { path, content } of written) {
  if (compiled.contradictions.length > 0) {
    process.exitCode = 1;
  } else if (!values.check) {
    writeFileSync(path, content);
  } else if (!existsSync(path) || content !== readFileSync(path, 'utf8')) {
    process.stderr.write(`${path} is stale: run npx tsx tools/catalog/generate.ts\n`);
    process.exitCode = 1;
  }
}
