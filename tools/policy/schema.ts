/** Writes nitro.schema.json from the table of policy keys, or compares it with --check. `npm run schema`, `npm run schema:check` */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { policySchema } from '../../lib/policy/policy-document';
import { rules } from '../../lib/rules';
import { root } from '../node-tool';

const file = join(root, 'nitro.schema.json');
const generated = `${JSON.stringify(policySchema(rules), undefined, 2)}\n`;

if (!process.argv.includes('--check')) writeFileSync(file, generated);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== generated) {
  console.error('nitro.schema.json is stale: run `npm run schema`');
  process.exitCode = 1;
}
