/** Prints the cost of cdk-nitro as ratios against a floor measured in the same run. Builds first, since the published code is measured. */
import { execFileSync } from 'node:child_process';
import { commandLineRows } from './command-line';
import { importRows } from './imports';
import { describeRow } from './measure';
import { pluginRows } from './plugins';
import { probeRows } from './probe';
import { scriptRows } from './scripts';
import { validatorRows } from './validator';

// Silences the CDK's own messages about the samples, which fill screens.
process.env['CDK_VALIDATION'] = 'false';

execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
for (const rows of [validatorRows, pluginRows, commandLineRows, scriptRows, importRows, probeRows]) {
  for (const row of rows()) process.stdout.write(`${describeRow(row)}\n`);
}
