import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { median, type Row } from './measure';

const PACKAGE = JSON.stringify(join(__dirname, '../../dist/lib'));

/** The parts of aws-cdk-lib that an app with a launch loads. aws-cdk-lib loads its parts on first use. */
const SCRIPT = `
  const since = (start) => { const { user, system } = process.cpuUsage(start); return (user + system) / 1000; };
  const start = process.cpuUsage();
  const { App, Stack } = require('aws-cdk-lib');
  const { Instance } = require('aws-cdk-lib/aws-ec2');
  const library = since(start);
  const importing = process.cpuUsage();
  const { NitroStandard } = require(${PACKAGE});
  const imported = since(importing);
  const newApp = () => {
    const app = new App({ analyticsReporting: false, outdir: require('fs').mkdtempSync(require('os').tmpdir() + '/cdk-nitro-bench-') });
    new Stack(app, 'Stack');
    return app;
  };
  const synthesize = (app) => {
    const start = process.cpuUsage();
    app.synth();
    require('fs').rmSync(app.outdir, { recursive: true });
    return since(start);
  };
  synthesize(newApp());
  const plain = synthesize(newApp());
  const app = newApp();
  const enforcing = process.cpuUsage();
  NitroStandard.enforce(app);
  const enforced = imported + since(enforcing);
  const checked = enforced + synthesize(app) - plain;
  const nag = Object.keys(require.cache).some((file) => file.includes('node_modules/cdk-nag/'));
  process.stdout.write('\\n' + JSON.stringify({ library, imported, enforced, checked, nag }));
`;

/** Milliseconds. */
interface Run {
  readonly library: number;
  readonly imported: number;
  readonly enforced: number;
  readonly checked: number;
  readonly nag: boolean;
}

/** Measures the import and the first use of cdk-nitro after aws-cdk-lib, and checks that neither loads cdk-nag. */
export function importRows(): Row[] {
  const runs = Array.from({ length: 9 }, () => {
    const output = execFileSync(process.execPath, ['-e', SCRIPT], { encoding: 'utf8', cwd: join(__dirname, '../..') });
    return JSON.parse(output.slice(output.lastIndexOf('\n'))) as Run;
  });
  if (runs.some(({ nag }) => nag)) throw new Error('cdk-nitro loaded cdk-nag');
  const floor = median(runs.map(({ library }) => library));
  const floorIs = 'importing aws-cdk-lib and its aws-ec2';
  const row = (what: string, ours: (run: Run) => number): Row => ({ what, ours: median(runs.map(ours)), floor, floorIs });
  return [
    { ...row('importing NitroStandard', ({ imported }) => imported), goal: 0.1 },
    { ...row('importing NitroStandard, and enforcing it', ({ enforced }) => enforced), goal: 0.1 },
    row('importing NitroStandard, enforcing it, and checking an empty app', ({ checked }) => checked),
  ];
}
