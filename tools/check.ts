/** Runs every check except the tests, even after a failure, and prints a line for each. `npm run check` */
import { spawnSync } from 'node:child_process';
import { root } from './node-tool';

/** Names of npm scripts. Those after the build read its output. */
const steps = [
  'format:check',
  'typecheck',
  'lint',
  'lint:imports',
  'lint:unused',
  'lint:duplicates',
  'catalog:check',
  'schema:check',
  'docs:check',
  'build',
  'api:check',
  'examples:check',
  'package:check',
];

let failed = 0;
for (const step of steps) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(`npm run --silent ${step}`, { cwd: root, shell: true, encoding: 'utf8' });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${step} (${seconds} s)`);
  if (status !== 0) {
    failed += 1;
    console.log(`${stdout}${stderr}`.trimEnd().replace(/^/gm, '       '));
  }
}
console.log(`${steps.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
