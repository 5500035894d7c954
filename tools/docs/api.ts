/** Writes API.md from the jsii assembly, or compares it with --check. Needs a build. `npm run docs`, `npm run api:check` */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, runNodeTool } from '../node-tool';

const committed = join(root, 'API.md');
const folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-api-'));
try {
  const check = process.argv.includes('--check');
  const output = check ? join(folder, 'API.md') : committed;
  if (!runNodeTool('jsii-docgen/bin/jsii-docgen', '--output', output)) {
    process.exitCode = 1;
  } else if (check && readFileSync(output, 'utf8') !== readFileSync(committed, 'utf8')) {
    console.error('API.md is stale: run `npm run docs`');
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
