/** Writes the rule tables and the README's failing synth between their markers, or compares them with --check. `npm run docs`, `npm run docs:check` */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../lib/rules';
import { root } from '../node-tool';
import { demoOutput } from './demo-output';
import { replaceSection } from './marked-section';
import { ruleTable } from './rule-table';

const check = process.argv.includes('--check');

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

for (const [document, pages] of [
  ['README.md', 'docs/rules/'],
  ['docs/rules/README.md', ''],
] as const) {
  const file = join(root, document);
  if (!existsSync(file)) {
    fail(`${document} is missing`);
    continue;
  }
  const written = readFileSync(file, 'utf8');
  const tables = replaceSection(written, 'rules', ruleTable(rules, pages));
  const generated = document === 'README.md' ? replaceSection(tables, 'demo', demoOutput()) : tables;
  if (!check) writeFileSync(file, generated);
  else if (generated !== written) fail(`${document} is stale: run \`npm run docs\``);
}

for (const { name } of rules) {
  const page = `docs/rules/${name}.md`;
  if (!existsSync(join(root, page))) fail(`${page} is missing`);
}
