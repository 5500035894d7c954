import type * as core from 'aws-cdk-lib/core';
import type { scenarios as Scenarios } from './apps/scenarios';
import { Consumer } from './consumer';
import { cdk, cdkAgain, cdkWithServedApp, node, runTogether, type Run } from './run';

// Against other peers than this project's own where CDK_NITRO_PEERS names some.
const consumer = Consumer.shared();
const { scenarios } = consumer.load('./test/cdk/apps/scenarios') as { scenarios: typeof Scenarios };
const { App } = consumer.load('aws-cdk-lib/core') as typeof core;

const rows = Object.entries(scenarios).map(([name, scenario]) => ({ name, scenario }));

/** Apps that a fresh `cdk` synthesizes, once each: one that is stopped, and one that is not. */
const OWN_COMMAND_LINE: ReadonlySet<string> = new Set(['top-level stack', 'nothing to find']);

/** Apps that also run as a process: one for each other ending, and those that break the library for others. */
const OWN_PROCESS: ReadonlySet<string> = new Set(['a loop in a Stage', 'warnings only', 'all acknowledged', 'a rule crashes']);

describe('cdk synth', () => {
  const runs = rows.flatMap(({ name, scenario }) => {
    const { selectors = [] } = scenario;
    const strict = scenario.outcome === 'warns' && selectors.length > 0 ? [{ name, scenario, args: ['--strict'], stops: true }] : [];
    const selected = selectors.map((selector) => ({
      name,
      scenario,
      args: selector === '' ? [] : [selector],
      stops: scenario.outcome === 'stops',
    }));
    return [...selected, ...strict];
  });

  test.concurrent.each(runs)('$name: $scenario.outcome, with $args', async ({ name, scenario, args, stops }) => {
    const context = Object.entries(scenario.context ?? {}).flatMap(([key, value]) => ['--context', `${key}=${value}`]);
    const output = consumer.folder('cdk.out');
    const words = ['synth', '--quiet', ...args, ...context, '--output', output];
    const app = `node test/cdk/apps/app.js '${name}'`;
    const isFirst = args.length === 0;
    const run = await (isFirst && OWN_COMMAND_LINE.has(name)
      ? cdk(words, app, consumer.directory)
      : isFirst && OWN_PROCESS.has(name)
        ? cdkAgain(words, app, consumer.directory)
        : cdkWithServedApp(words, [consumer.app('app'), name], consumer.directory));
    expectToSay(run, scenario.says, scenario.neverSays);
    expect(run).toMatchObject({ exitCode: stops ? 1 : 0 });
  });
});

describe('node app.js', () => {
  const runs = rows.filter(({ scenario }) => scenario.outcome !== 'left to the CDK');
  const together = runs.filter(({ scenario }) => scenario.ownProcess === undefined);

  test.concurrent.each(runs.filter(({ scenario }) => scenario.ownProcess))('$name: $scenario.outcome', async ({ name, scenario }) => {
    const run = await node(['test/cdk/apps/app.js', name], consumer.directory);
    expectToSay(run, scenario.says, scenario.neverSays);
    expect(run).toMatchObject({ exitCode: scenario.outcome === 'stops' ? 1 : 0 });
  });

  describe('in one process', () => {
    let ended: readonly Run[] = [];
    beforeAll(async () => {
      ended = await runTogether(
        consumer,
        together.map(({ name }) => ({ name, folder: consumer.directory })),
      );
    });

    test.each(together.map((row, index) => ({ ...row, index })))('$name: $scenario.outcome', ({ scenario, index }) => {
      const run = ended[index];
      if (run === undefined) throw new Error('the scenario has not run');
      expectToSay(run, scenario.says, scenario.neverSays);
      expect(run).toMatchObject({ exitCode: scenario.outcome === 'stops' ? 1 : 0 });
    });
  });
});

describe('app.synth() in Jest', () => {
  beforeEach(() => {
    jest.spyOn(console, 'error').mockReturnValue();
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });

  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = undefined;
  });

  test.each(rows.filter(({ scenario }) => scenario.outcome === 'stops'))('$name: throws', ({ scenario }) => {
    const app = new App();
    scenario.build(app);
    let message = '';
    try {
      app.synth();
    } catch (error) {
      message = String(error);
    }
    expectToSay({ exitCode: 0, terminal: message }, scenario.says, scenario.neverSays);
  });

  test.each(rows.filter(({ scenario }) => ['passes', 'warns'].includes(scenario.outcome)))('$name: returns', ({ scenario }) => {
    const app = new App();
    scenario.build(app);
    expect(app.synth().directory).toBeDefined();
  });
});

function expectToSay({ terminal }: Run, says: readonly string[], neverSays: readonly string[] = []): void {
  // Each text by itself, so that a failure shows which is missing, and from what.
  for (const text of says) expect(terminal).toContain(text);
  for (const text of neverSays) expect(terminal).not.toContain(text);
}
