import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Consumer } from './consumer';
import { cdkWithServedApp, node, type Run } from './run';

const consumer = Consumer.shared();

const XEN = "'t2.micro' runs on the Xen hypervisor";
/** The remarks on findings that the command line does not list, with the command that does. */
const UNLISTED = /^Findings not listed below are in stacks not selected: run cdk (.*)$/m;

async function run(scenario: string, ...args: string[]): Promise<Run> {
  const output = consumer.folder('cdk.out');
  return cdkWithServedApp([...args, '--output', output], [consumer.app('app'), scenario], consumer.directory);
}

/** Runs the command that was printed. */
async function runWhatIsSaid(scenario: string, { terminal }: Run): Promise<Run> {
  const [line = '', command = ''] = UNLISTED.exec(terminal) ?? [];
  expect(line).not.toBe('');
  expect(line.length).toBeLessThanOrEqual(80);
  return run(scenario, ...command.split(' ').map((word) => word.replaceAll("'", '')));
}

test.concurrent.each([
  ['fine stack beside another', ['synth', '--quiet', 'Fine'], '1 error', 'Web/Instance', 1],
  ['observed', ['ls'], '2 notes', 'Prod/Web/Typo', 0],
  ['stack in a plain Stage', ['ls', '--context', 'cdk-nitro:gate=false'], '1 error', 'Prod/Web/Instance', 1],
] as const)('%s: %j counts what it does not list, and says what does', async (scenario, command, counted, place, exitCode) => {
  const first = await run(scenario, ...command);
  expect(first).toMatchObject({ exitCode: 0 });
  expect(first.terminal).toContain(counted);
  expect(first.terminal).not.toContain(place);
  const second = await runWhatIsSaid(scenario, first);
  expect(second.terminal).toContain(place);
  expect(second).toMatchObject({ exitCode });
});

test('observe lists its notes, those of Stages too, where all stacks are selected', async () => {
  const { exitCode, terminal } = await run('observed', 'synth', '--quiet', '**');
  expect(exitCode).toBe(0);
  expect(terminal).toContain('Web/Instance');
  expect(terminal).toContain('Prod/Web/Typo');
});

test('findings of one line and stack are one entry that lists where', async () => {
  const { exitCode, terminal } = await run('a loop', 'synth', '--quiet');
  expect(exitCode).toBe(1);
  expect(terminal.match(/ERROR/g)).toHaveLength(3);
  expect(terminal).toContain('also of First/Server2, First/Server3\n');
  expect(terminal).toContain('also of Second/Server2, Second/Server3\n');
  // Each stack has an entry of its own, so that selecting it alone fails too.
  const second = await run('a loop', 'synth', '--quiet', 'Second');
  expect(second.exitCode).toBe(1);
  expect(second.terminal).toContain('Second/Server1');
});

test('the summary comes last, below what is listed', async () => {
  const { terminal } = await run('a loop', 'synth', '--quiet');
  const last = terminal.lastIndexOf('SUMMARY cdk-nitro: 7 launches in 3 templates');
  expect(last).toBeGreaterThan(terminal.lastIndexOf('ERROR'));
  expect(terminal.slice(last)).toContain(`run cdk synth -q '**'`);
});

test('neither a summary nor something exempted fails a stack without errors', async () => {
  const { exitCode, terminal } = await run('exempted beside an error in another stack', 'synth', '--quiet', 'Fine');
  expect(terminal).toContain('1 error');
  expect(exitCode).toBe(0);
});

test('a note of a rule is counted, and the command that lists it is named', async () => {
  const { exitCode, terminal } = await run('a note of a rule', 'synth', '--quiet');
  expect(exitCode).toBe(0);
  expect(terminal).toContain('1 note\nNotes are not listed: run npx cdk-nitro check ');
  expect(terminal).not.toContain('assumed to be built on Nitro');
  expect(terminal).not.toMatch(UNLISTED);
});

test('without findings nothing is said to be missing', async () => {
  const { terminal } = await run('nothing to find', 'ls');
  expect(terminal).toContain('no findings');
  expect(terminal).not.toMatch(UNLISTED);
});

test('an app that is run by itself lists everything', async () => {
  const { terminal } = await node(['test/cdk/apps/app.js', 'warnings only'], consumer.directory);
  expect(terminal).toContain(XEN);
  expect(terminal).not.toMatch(UNLISTED);
});

describe('an app that is stopped by the gate', () => {
  // All that the command line adds to what the app says is that it has failed.
  const runForCdk = (scenario: string): Promise<Run> =>
    node(['test/cdk/apps/app.js', scenario], consumer.directory, { CDK_OUTDIR: consumer.folder('cdk.out') });

  test('says that other validation plugins have not run', async () => {
    const { exitCode, terminal } = await runForCdk('stack in a plain Stage');
    expect(exitCode).toBe(1);
    expect(terminal).toMatch(/^Other validation plugins have not run: fix these errors, then synthesize again$/m);
    expect(terminal).not.toMatch(UNLISTED);
  });

  test('says that warnings and notes are not listed, if there are any', async () => {
    const { terminal } = await run('enforced on the app and on a Stage', 'synth', '--quiet');
    expect(terminal).toContain('1 error, 1 warning');
    expect(terminal).toMatch(/^Other validation plugins have not run, and warnings and notes are not listed: fix these errors/m);
    const [, command = ''] = /^To list them too: cdk (.*)$/m.exec(terminal) ?? [];
    const all = await run('enforced on the app and on a Stage', ...command.split(' ').map((word) => word.replaceAll("'", '')));
    expect(all.terminal).toContain('WARNING');
  });
});

test.each([
  ['caught', `try { app.synth(); } catch {}\nthrow new TypeError('of the app');`],
  ['not caught', `process.on('uncaughtException', () => { console.error('of the app'); process.exit(1); });\napp.synth();`],
])('an app that has its own way with errors keeps it: %s', async (name, ending) => {
  const file = join(consumer.directory, `${name.replace(' ', '-')}.js`);
  writeFileSync(
    file,
    `const { App, Stack } = require('aws-cdk-lib/core');
const { CfnInstance } = require('aws-cdk-lib/aws-ec2');
const { NitroStandard } = require('./lib');
const app = new App();
NitroStandard.enforce(app);
new CfnInstance(new Stack(app, 'Web'), 'Instance', { instanceType: 't2.micro' });
${ending}
`,
  );
  const { exitCode, terminal } = await node([file], consumer.directory);
  expect(exitCode).toBe(1);
  expect(terminal).toContain('of the app');
  expect(terminal).not.toContain('stops here');
});
