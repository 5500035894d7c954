// Synthesizes an app of the corpus, as `cdk synth` would: node synthesize.mjs NAME OUTDIR [--enforce]
import './fixed-time-and-chance.mjs';
import { readFileSync, writeFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib/core';
import { FAIL_SYNTH_ON_VALIDATION_ERRORS_CONTEXT } from 'aws-cdk-lib/cx-api';

const [name, outdir, enforce] = process.argv.slice(2);
const { default: build } = await import(`./${name}.mjs`);

// The command line reads the report itself, so the app must not fail by it.
process.env.CDK_OUTDIR = outdir;
// The answers of EC2, as `cdk.context.json` would have them.
const context = JSON.parse(readFileSync(new URL('context.json', import.meta.url), 'utf8'));
const app = new App({
  outdir,
  analyticsReporting: false,
  postCliContext: { ...context, [FAIL_SYNTH_ON_VALIDATION_ERRORS_CONTEXT]: false },
});
if (enforce !== undefined) {
  const { NitroStandard } = await import('cdk-nitro');
  NitroStandard.enforce(app);
}
build(app, { account: '123456789012', region: 'eu-west-1' });
app.synth();

const { user, system } = process.cpuUsage();
writeFileSync(`${outdir}.seconds`, String((user + system) / 1e6));
