import type * as core from 'aws-cdk-lib/core';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as nitro from '../../lib';
import type { scenarios as Scenarios } from './apps/scenarios';
import { Consumer } from './consumer';
import { cdkAgain, cdkWithServedApp, node, type Run } from './run';

const consumer = Consumer.shared();
const { scenarios } = consumer.load('./test/cdk/apps/scenarios') as { scenarios: typeof Scenarios };
const { App, Aspects, attachCustomSynthesis, Stack, Stage } = consumer.load('aws-cdk-lib/core') as typeof core;
const { CfnInstance } = consumer.load('aws-cdk-lib/aws-ec2') as typeof ec2;
const { NitroAspect, NitroStandard } = consumer.load('./lib') as typeof nitro;

beforeEach(() => {
  jest.spyOn(console, 'error').mockReturnValue();
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

const XEN = "'t2.micro' runs on the Xen hypervisor";
const rows = Object.entries(scenarios).map(([name, scenario]) => ({ name, scenario }));

function instance(scope: Construct, instanceType = 't2.micro'): ec2.CfnInstance {
  return new CfnInstance(scope, 'Instance', { instanceType });
}

function xenInStage(app: core.App): core.Stage {
  const stage = new Stage(app, 'Prod');
  instance(new Stack(stage, 'Web'));
  return stage;
}

describe('app.synth({ skipValidation: true })', () => {
  test.each(rows.filter(({ scenario }) => scenario.outcome === 'stops'))('$name: throws', ({ scenario }) => {
    const app = new App();
    scenario.build(app);
    const [first = ''] = scenario.says;
    expect(() => app.synth({ skipValidation: true })).toThrow(first);
  });

  test.each(rows.filter(({ scenario }) => ['passes', 'warns'].includes(scenario.outcome)))('$name: returns', ({ scenario }) => {
    const app = new App();
    scenario.build(app);
    expect(app.synth({ skipValidation: true }).directory).toBeDefined();
  });

  // The report tells of what is in top-level stacks, whatever is skipped.
  const names = [
    'stack in a plain Stage',
    'an Aspect on a stack in a Stage',
    'a hook of another library on the app, attached before',
    'enforced on the app and on a Stage',
  ];
  const inStages = rows.filter(({ name }) => names.includes(name));

  test.concurrent.each(inStages)('cdk synth, $name: fails', async ({ name, scenario }) => {
    const output = consumer.folder('cdk.out');
    const app = [consumer.app('app'), name, '--skip-validation'];
    const run = await cdkWithServedApp(['synth', '--quiet', '--output', output], app, consumer.directory);
    for (const text of scenario.says) expect(run.terminal).toContain(text);
    expect(run).toMatchObject({ exitCode: 1 });
  });

  test('node app.js fails', async () => {
    const run = await node(['test/cdk/apps/app.js', 'stack in a plain Stage', '--skip-validation'], consumer.directory);
    expect(run).toMatchObject({ exitCode: 1 });
    expect(run.terminal).toContain(XEN);
  });
});

test('cdk synth of an app that never calls synth() fails', async () => {
  const output = consumer.folder('cdk.out');
  const app = `node test/cdk/apps/app.js 'stack in a plain Stage' --leave-it-to-the-cdk`;
  const run = await cdkAgain(['synth', '--quiet', '--output', output], app, consumer.directory);
  expect(run).toMatchObject({ exitCode: 1 });
  expect(run.terminal).toContain(XEN);
});

test('cdk synth of an app that writes to a folder of its own fails, also where an earlier output lies in the expected one', async () => {
  const output = consumer.folder('cdk.out');
  const synthesize = (scenario: string, how = ''): Promise<Run> =>
    cdkAgain(['synth', '--quiet', '--output', output], `node test/cdk/apps/app.js '${scenario}' ${how}`, consumer.directory);
  expect(await synthesize('nothing to find')).toMatchObject({ exitCode: 0 });
  const run = await synthesize('top-level stack', '--elsewhere');
  expect(run).toMatchObject({ exitCode: 1 });
  expect(run.terminal).toContain(XEN);
});

describe.each([{ skipValidation: true }, {}])('with %j', (options) => {
  test('a standard that is enforced once everything is in the tree holds', () => {
    const app = new App();
    xenInStage(app);
    NitroStandard.enforce(app);
    expect(() => app.synth(options)).toThrow(XEN);
  });

  test('a Stage that is synthesized by itself before is judged with the app', () => {
    const app = new App();
    NitroStandard.enforce(app);
    xenInStage(app).synth(options);
    expect(() => app.synth(options)).toThrow(XEN);
  });

  test('a standard that is enforced on a Stage or a stack holds', () => {
    const onStage = new App();
    NitroStandard.enforce(xenInStage(onStage));
    expect(() => onStage.synth(options)).toThrow(XEN);

    const onStack = new App();
    const stack = new Stack(new Stage(onStack, 'Prod'), 'Web');
    NitroStandard.enforce(stack);
    instance(stack);
    expect(() => onStack.synth(options)).toThrow(XEN);
  });

  test('a standard that is enforced on a Stage without an App holds', () => {
    const stage = new Stage(undefined as unknown as Construct, 'Prod');
    NitroStandard.enforce(stage);
    instance(new Stack(stage, 'Web'));
    expect(() => stage.synth(options)).toThrow(XEN);
  });

  test('an Aspect on a stack in a Stage holds', () => {
    const app = new App();
    Aspects.of(xenInStage(app).node.findChild('Web')).add(new NitroAspect());
    expect(() => app.synth(options)).toThrow(XEN);
  });

  test('a stopped synthesis stops again', () => {
    const app = new App();
    NitroStandard.enforce(app);
    xenInStage(app);
    expect(() => app.synth(options)).toThrow(XEN);
    expect(() => app.synth(options)).toThrow(XEN);
    expect(() => app.synth({ ...options, force: true })).toThrow(XEN);
  });

  test('a change after a synthesis is judged by the next that is forced', () => {
    const app = new App();
    NitroStandard.enforce(app);
    const server = instance(new Stack(app, 'Web'), 't3.micro');
    app.synth(options);
    server.instanceType = 't2.micro';
    expect(() => app.synth({ ...options, force: true })).toThrow(XEN);
  });

  test('a stack that an Aspect adds at the last moment is judged', () => {
    const app = new App();
    NitroStandard.enforce(app);
    let added = false;
    const visit = (): void => {
      if (added) return;
      added = true;
      instance(new Stack(app, 'Late'));
    };
    Aspects.of(app).add({ visit }, { priority: 1000 });
    expect(() => app.synth({ ...options, aspectStabilization: true })).toThrow(XEN);
  });

  test('a template that the hook of another library on the app writes anew is judged as it is then', () => {
    const app = new App();
    NitroStandard.enforce(app);
    const stack = new Stack(app, 'Web');
    instance(stack, 't3.micro');
    attachCustomSynthesis(app, {
      onSynthesize: ({ outdir }) => {
        const resources = { Instance: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 't2.micro' } } };
        writeFileSync(join(outdir, stack.templateFile), JSON.stringify({ Resources: resources }));
      },
    });
    expect(() => app.synth(options)).toThrow(XEN);
  });

  test('neither the construct tree nor the cloud assembly has anything of the gate', () => {
    const app = new App();
    NitroStandard.enforce(app);
    const stage = new Stage(app, 'Prod');
    instance(new Stack(stage, 'Web'), 't3.micro');
    const { directory } = app.synth(options);
    expect(app.node.children.map(({ node: { id } }) => id)).toEqual(['Prod', 'Tree']);
    expect(existsSync(join(directory, 'manifest.json'))).toBe(true);
  });
});

test('to enforce a standard after the synthesis throws: it would be too late', () => {
  const app = new App();
  const stage = xenInStage(app);
  app.synth();
  expect(() => {
    NitroStandard.enforce(app);
  }).toThrow('the app is already synthesized, so nothing would be checked: enforce the standard before app.synth()');
  expect(() => {
    NitroStandard.enforce(stage);
  }).toThrow('the app is already synthesized');
});

test('a release of aws-cdk-lib that does not reveal when templates are written is refused', () => {
  const app = new App();
  Object.assign(app, { _assemblyBuilder: undefined });
  expect(() => {
    NitroStandard.enforce(app);
  }).toThrow('does not reveal when templates are written');
});

test('a release of aws-cdk-lib that goes around the gate fails', () => {
  const app = new App();
  NitroStandard.enforce(app);
  instance(new Stack(app, 'Web'), 't3.micro');
  const internals = app as unknown as { _assemblyBuilder: object };
  // The behaviour of a release that writes the manifest by other means.
  const { _assemblyBuilder: builder } = internals;
  const { buildAssembly } = Object.getPrototypeOf(builder) as { buildAssembly: unknown };
  Object.assign(builder, { buildAssembly });
  try {
    app.synth();
  } catch {
    // Whether the report of a plugin throws in Jest depends on the release.
  }
  const report = readFileSync(join(app.outdir, 'validation-report.json'), 'utf8');
  expect(report).toContain('bypassed the gate');
});
