import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { Consumer } from './consumer';
import { cdkAgain, node, type Run } from './run';

const consumer = Consumer.create();

afterAll(() => {
  consumer.remove();
});

const XEN = "'t2.micro' runs on the Xen hypervisor";
/** What is said of findings that the command line does not list, with the command that does. */
const UNLISTED = /^Findings not listed below are in stacks not selected: run cdk (.*)$/m;

async function run(scenario: string, ...args: string[]): Promise<Run> {
  const output = mkdtempSync(join(consumer.directory, 'cdk.out-'));
  return cdkAgain([...args, '--output', output], `node test/cdk/apps/app.js '${scenario}'`, consumer.directory);
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

test('where nothing is found, nothing is said to be missing', async () => {
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
    node(['test/cdk/apps/app.js', scenario], consumer.directory, { CDK_OUTDIR: mkdtempSync(join(consumer.directory, 'cdk.out-')) });

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
  });
});
