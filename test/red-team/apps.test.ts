import { Consumer } from '../cdk/consumer';
import { cdkAgain, type Run } from '../cdk/run';

const consumer = Consumer.shared();

/** Runs `cdk synth` of the app with launches of one type, of which some are never deployed. */
async function synthesize(type: string): Promise<Run> {
  const output = consumer.folder('cdk.out');
  return cdkAgain(['synth', '--quiet', '--output', output], `node test/cdk/apps/red-team-app.js ${type}`, consumer.directory);
}

let xen: Run;

beforeAll(async () => {
  xen = await synthesize('m4.large');
});

test('cdk synth fails, though the app skips validation', () => {
  expect(xen).toMatchObject({ exitCode: 1 });
});

test.each([
  ['a custom resource calls RunInstances', 'Call/Run'],
  ['a state machine calls runInstances', 'Machine/Machine'],
  ['a schedule calls runInstances', 'Schedule/Nightly'],
  ['a stack in a plain Stage', 'Prod/Web/Instance'],
  ['a nested stack', 'Nested/Inner/Instance'],
])('%s', (_, path) => {
  const lines = xen.terminal.split('\n');
  expect(lines.filter((line) => line.includes(path))).not.toEqual([]);
  expect(xen.terminal).toContain("'m4.large' runs on the Xen hypervisor");
});

test('a resource that is never deployed has no finding', () => {
  expect(xen.terminal).not.toContain('t2.nano');
  expect(xen.terminal).toContain('(1 not deployed)');
});

test('with a Nitro type everything passes', async () => {
  expect(await synthesize('m5.large')).toMatchObject({ exitCode: 0 });
});
