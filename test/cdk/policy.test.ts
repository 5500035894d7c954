import type * as core from 'aws-cdk-lib/core';
import type * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type * as library from '../../lib';
import { encodeCatalog } from '../../lib/catalog/catalog-encoding';
import { readDescribeInstanceTypes } from '../../lib/catalog/describe-instance-types';
import { CommandLine } from '../cli/command-line';
import { described } from '../cli/described-types';
import type { PolicyScenario, policyScenarios as PolicyScenarios } from './apps/policy-scenarios';
import { Consumer } from './consumer';
import { cdkWithServedApp, node, runTogether, type Run } from './run';

// Against other peers than this project's own where CDK_NITRO_PEERS names some.
const consumer = Consumer.shared();
const { policyScenarios } = consumer.load('./test/cdk/apps/policy-scenarios') as { policyScenarios: typeof PolicyScenarios };
const { App, CfnParameter, NestedStack, Stack, Stage, Validations } = consumer.load('aws-cdk-lib/core') as typeof core;
const { CfnAutoScalingGroup } = consumer.load('aws-cdk-lib/aws-autoscaling') as typeof autoscaling;
const { CfnInstance } = consumer.load('aws-cdk-lib/aws-ec2') as typeof ec2;
const { NitroSeverity, NitroStandard, NitroValidator } = consumer.load('./lib') as typeof library;

const home = process.cwd();
const rows = Object.entries(policyScenarios).map(([name, scenario]) => ({ name, scenario }));

beforeEach(() => {
  jest.spyOn(console, 'error').mockReturnValue();
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => {
  jest.restoreAllMocks();
  process.chdir(home);
  process.exitCode = undefined;
});

describe('cdk synth', () => {
  const runs = rows
    .filter(({ scenario }) => scenario.selectors)
    .flatMap(({ name, scenario }) => {
      const plain = { name, scenario, args: [] as string[], exitCode: scenario.outcome === 'stops' ? 1 : 0 };
      return scenario.outcome === 'warns' ? [plain, { ...plain, args: ['--strict'], exitCode: 1 }] : [plain];
    });

  test.concurrent.each(runs)('$name: exits with $exitCode, with $args', async ({ name, scenario, args, exitCode }) => {
    const run = await cdkWithServedApp(['synth', '--quiet', ...args], [consumer.app('app'), name], folderOf(scenario));
    expectToSay(run.terminal, scenario);
    expect(run).toMatchObject({ exitCode });
  });
});

describe('node app.js', () => {
  const together = rows.filter(({ scenario }) => scenario.ownProcess === undefined);

  test.concurrent.each(rows.filter(({ scenario }) => scenario.ownProcess))('$name: $scenario.outcome', async ({ name, scenario }) => {
    const run = await node([consumer.app('app'), name], folderOf(scenario));
    expectToSay(run.terminal, scenario);
    expect(run).toMatchObject({ exitCode: scenario.outcome === 'stops' ? 1 : 0 });
  });

  describe('in one process', () => {
    let ended: readonly Run[] = [];
    beforeAll(async () => {
      ended = await runTogether(
        consumer,
        together.map(({ name, scenario }) => ({ name, folder: folderOf(scenario) })),
      );
    });

    test.each(together.map((row, index) => ({ ...row, index })))('$name: $scenario.outcome', ({ scenario, index }) => {
      const run = ended[index];
      if (run === undefined) throw new Error('the scenario has not run');
      expectToSay(run.terminal, scenario);
      expect(run).toMatchObject({ exitCode: scenario.outcome === 'stops' ? 1 : 0 });
    });
  });
});

describe('app.synth() in Jest', () => {
  test.each(rows)('$name: $scenario.outcome', ({ scenario }) => {
    process.chdir(folderOf(scenario));
    const synthesize = (): void => {
      const app = new App();
      scenario.build(app);
      app.synth();
    };
    if (scenario.outcome === 'stops') expect(synthesize).toThrow(scenario.says[0]?.replace(/^cdk-nitro: (nitro.json.*)\n.*$/s, '$1'));
    else expect(synthesize).not.toThrow();
  });
});

describe('a policy that cannot be followed', () => {
  const NO_FILE = 'there is no file gone.json: check the path, or record it with';
  test.each<[string, Record<string, unknown>, library.NitroStandardProps, string]>([
    ['no such policy', {}, { policyFile: 'gone.json' }, 'gone.json: no such file: check the path'],
    [
      'a circle',
      { 'nitro.json': { extends: './a.json' }, 'a.json': { extends: './nitro.json' } },
      {},
      'a.json:2:3: extends: the policy extends itself (nitro.json -> a.json -> nitro.json): remove one of the steps',
    ],
    [
      'no such day',
      { 'nitro.json': { exemptions: [{ rule: 'instance-type', where: '**', reason: 'why', expires: '2026-02-30' }] } },
      {},
      "nitro.json:7:7: exemptions/0/expires: '2026-02-30' is not in the calendar: write a day like '2027-03-31'",
    ],
    [
      'no such baseline',
      { 'nitro.json': { baseline: 'gone.json' } },
      {},
      `nitro.json:2:3: baseline: ${NO_FILE} 'cdk-nitro check --baseline gone.json --update-baseline'`,
    ],
    [
      'no such images',
      {},
      { recordedImages: 'gone.json' },
      `NitroStandard.enforce: recordedImages: ${NO_FILE} 'cdk-nitro images record ID'`,
    ],
    ['no such catalog', { 'nitro.json': { catalog: 'gone.json' } }, {}, `nitro.json:2:3: catalog: ${NO_FILE} 'cdk-nitro catalog record'`],
    [
      'a baseline of a later version',
      { 'base.json': { version: 2, findings: [] } },
      { baseline: 'base.json' },
      'base.json:2:3: version: 2 is newer than 1, the latest version that this release reads: update cdk-nitro',
    ],
    [
      'images with a merge conflict',
      { 'nitro-images.json': '{\n<<<<<<< ours\n}' },
      {},
      'nitro-images.json:2: a merge conflict is not resolved: keep the lines of both sides, and remove the markers',
    ],
    [
      'images with another key',
      { 'nitro-images.json': { version: 1, images: {}, image: {} } },
      {},
      'nitro-images.json:4: image: unknown key, expected one of version, images',
    ],
    [
      'images of a later version',
      { 'nitro-images.json': { version: 3, images: {} } },
      {},
      'nitro-images.json:2: version: 3 is newer than 2, the latest version that this release reads: update cdk-nitro',
    ],
    [
      'a catalog with a merge conflict',
      { 'nitro-catalog.json': '{\n=======\n}' },
      {},
      'nitro-catalog.json:2:1: a merge conflict is not resolved: choose between the two sides, and remove the markers',
    ],
    [
      'a catalog of a later format',
      { 'nitro-catalog.json': { format: 2 } },
      {},
      'nitro-catalog.json: catalog: format is 2, expected 1: record the catalog again',
    ],
    [
      'a catalog that makes Nitro of Xen',
      { 'nitro.json': { rules: { 'instance-type': 'locked' } }, 'nitro-catalog.json': catalogOf('m4.large') },
      {},
      "nitro-catalog.json:10:26: 'm4.large' cannot be built on Nitro, since it runs on the Xen hypervisor: record the catalog again",
    ],
    [
      'a catalog, named in code, with a new size of a Xen family on Nitro',
      { 'ours.json': catalogOf('i3.metal-24xl') },
      { catalog: 'ours.json' },
      "ours.json:10:26: 'i3.metal-24xl' cannot be built on Nitro, since 'i3' is one of the Xen families, which are a closed set: record the catalog again",
    ],
  ])('%s: says so in one line', (_, files, props, message) => {
    process.chdir(folderOf({ files }));
    const enforce = (): void => {
      NitroStandard.enforce(new App(), props);
    };
    expect(enforce).toThrow(new Error(message));
    expect(() => new NitroValidator({ ...props, rules: { 'instance-type': NitroSeverity.ERROR } })).toThrow();
  });
});

describe('accepted findings', () => {
  const scenario = policyScenarios['exempted by path, by logical id, and acknowledged'];

  test('stands in the report with the reason', () => {
    if (scenario === undefined) throw new Error('the scenario is gone');
    process.chdir(folderOf(scenario));
    const app = new App();
    scenario.build(app);
    app.synth();
    const at = (line: number): string => `${process.cwd().replace(/\/packages.*/, '')}/nitro.json:${line}`;
    expect(reportIn(app.outdir)).toMatchObject({
      conclusion: 'success',
      violations: [],
      metadata: {
        acknowledged: 'Web/Acknowledged: Nitro::instance-type: moves in the spring',
        exempted: [
          `Web/Legacy: Nitro::instance-type: ${at(8)}, until 2999-12-31: moves in the spring`,
          `Web/Nested/Bastion: Nitro::instance-type: ${at(3)}: moves in the spring`,
          `Prod/Web/Instance: Nitro::instance-type: ${at(14)}: moves in the spring`,
        ].join('; '),
      },
    });
  });

  test('needs to match for one of the scopes that follow the same policy only', () => {
    process.chdir(folderOf({ files: { 'nitro.json': exemptionsFor('First/**', 'Second/**', 'Third/**') } }));
    const app = new App();
    for (const name of ['First', 'Second']) {
      const stack = new Stack(app, name);
      new CfnInstance(stack, 'Instance', { instanceType: 't2.micro' });
      NitroStandard.enforce(stack);
    }
    app.synth();
    expect(remarksIn(app.outdir)).toEqual([expect.stringContaining("the exemption of 'Third/**' from 'instance-type' matches no finding")]);
  });

  test('need not match what a plugin on a Stage does not see', () => {
    process.chdir(folderOf({ files: { 'nitro.json': exemptionsFor('Elsewhere/**') } }));
    const app = new App();
    const stage = new Stage(app, 'Prod');
    new CfnInstance(new Stack(stage, 'Web'), 'Instance', { instanceType: 't3.micro' });
    new CfnInstance(new Stack(app, 'Elsewhere'), 'Instance', { instanceType: 't2.micro' });
    Validations.of(stage).addPlugins(new NitroValidator());
    app.synth();
    expect(remarksIn(app.outdir)).toEqual([]);
  });
});

describe('a baseline', () => {
  let cli: CommandLine;
  beforeEach(() => {
    cli = new CommandLine();
    process.chdir(cli.folder);
  });
  afterEach(() => {
    process.chdir(home);
    cli.remove();
  });

  /** Values from parameters and lists, and stacks of every kind. */
  function legacyApp(context: Record<string, unknown> = {}): { app: core.App; stack: core.Stack; inStage: ec2.CfnInstance } {
    const app = new App({ outdir: join(cli.folder, 'cdk.out'), context });
    const stack = new Stack(app, 'Web');
    const type = new CfnParameter(stack, 'Type', { default: 't2.micro', allowedValues: ['t2.micro', 't3.micro', 'm4.large'] });
    new CfnInstance(stack, 'Instance', { instanceType: type.valueAsString });
    new CfnAutoScalingGroup(stack, 'Group', {
      minSize: '0',
      maxSize: '1',
      mixedInstancesPolicy: {
        launchTemplate: {
          launchTemplateSpecification: { launchTemplateId: 'lt-0123456789abcdef0', version: '1' },
          overrides: [{ instanceType: 'm5.large' }, { instanceType: 'm4.large' }, { instanceType: 'c4.large' }],
        },
      },
    });
    new CfnInstance(new NestedStack(stack, 'Nested'), 'Instance', { instanceType: 'm3.large' });
    const inStage = new CfnInstance(new Stack(new Stage(app, 'Prod'), 'Web'), 'Instance', { instanceType: 't1.micro' });
    return { app, stack, inStage };
  }

  const NAMED = { baseline: 'nitro-baseline.json' };

  test.each([[{}], [{ 'aws:cdk:enable-path-metadata': true }]])(
    'that the command line recorded of an app with %j is what synthesis knows',
    (context) => {
      legacyApp(context).app.synth();
      expect(cli.run(['check', 'cdk.out', '--baseline', NAMED.baseline, '--update-baseline'])).toMatchObject({ code: 0 });
      const recorded = readFileSync(join(cli.folder, NAMED.baseline), 'utf8');
      expect(recorded).toContain('"values":["m4.large","t2.micro"]');

      const { app: known } = legacyApp();
      NitroStandard.enforce(known, NAMED);
      known.synth();
      const { violations, metadata } = reportIn(known.outdir);
      expect(violations.filter(({ severity }) => severity !== 'info')).toEqual([]);
      expect(remarksIn(known.outdir)).toEqual([]);
      for (const path of ['Web/Instance', 'Web/Group', 'Web/Nested/Instance', 'Prod/Web/Instance']) {
        expect(metadata?.['baseline']).toContain(`${path}: Nitro::instance-type: nitro-baseline.json:`);
      }
    },
  );

  test('fails what is new, and notes what is fixed', () => {
    legacyApp().app.synth();
    cli.run(['check', 'cdk.out', '--baseline', NAMED.baseline, '--update-baseline']);
    cli.write('nitro.json', NAMED);

    const { app: changed, inStage } = legacyApp();
    inStage.instanceType = 't3.micro';
    NitroStandard.enforce(changed);
    changed.synth();
    expect(remarksIn(changed.outdir)).toEqual([
      expect.stringMatching(
        /^nitro-baseline\.json:\d+: 't1\.micro': instance-type\/xen of Instance Properties\/InstanceType is no longer found: update the baseline to drop it$/,
      ),
    ]);

    const { app: smaller } = legacyApp();
    smaller.node.tryRemoveChild('Prod');
    NitroStandard.enforce(smaller);
    smaller.synth();
    expect(remarksIn(smaller.outdir)).toEqual([expect.stringContaining("'t1.micro': instance-type/xen of Instance")]);

    const { app: grown, stack } = legacyApp();
    new CfnInstance(stack, 'New', { instanceType: 'm4.large' });
    NitroStandard.enforce(grown);
    expect(() => grown.synth()).toThrow(/^cdk-nitro stops here: 1 error\n\nERROR 'm4\.large'.*\n {4}at Web\/New/);
  });
});

describe('a baseline of more than synthesis looks at', () => {
  let cli: CommandLine;
  beforeEach(() => {
    cli = new CommandLine();
    process.chdir(cli.folder);
    cli.write('templates/plain.json', { Resources: { Plain: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'c3.large' } } } });
    twoStacks().synth();
    cli.run(['check', 'cdk.out', 'templates', '--baseline', 'nitro-baseline.json', '--update-baseline']);
  });
  afterEach(() => {
    process.chdir(home);
    cli.remove();
  });

  function twoStacks(types: Readonly<Record<string, string>> = {}, outdir = join(cli.folder, 'cdk.out')): core.App {
    const app = new App({ outdir });
    for (const id of ['One', 'Two']) new CfnInstance(new Stack(app, id), `${id}Server`, { instanceType: types[id] ?? 't2.micro' });
    return app;
  }

  function remarksOf(app: core.App, ...scopes: readonly string[]): string[] {
    const enforced = scopes.length === 0 ? [app] : scopes.map((id) => app.node.findChild(id));
    for (const scope of enforced)
      NitroStandard.enforce(scope, { baseline: 'nitro-baseline.json', rules: { 'image-ready': NitroSeverity.OFF } });
    app.synth();
    return remarksIn(app.outdir).map((remark) => / of (\w+)/.exec(remark)?.[1] ?? remark);
  }

  test('notes nothing of templates outside the app, and nothing of a rule that is off', () => {
    expect(remarksOf(twoStacks())).toEqual([]);
  });

  test('notes what is mended in a stack', () => {
    // As CDK_OUTDIR may name it.
    for (const outdir of [undefined, 'cdk.out']) expect(remarksOf(twoStacks({ Two: 't3.micro' }, outdir))).toEqual(['TwoServer']);
  });

  test('notes nothing of a stack that no standard holds for', () => {
    expect(remarksOf(twoStacks({ Two: 't3.micro' }), 'One')).toEqual([]);
    expect(remarksOf(twoStacks({ Two: 't3.micro' }), 'One', 'Two')).toEqual(['TwoServer']);
  });

  test('knows the findings in another cloud assembly, and notes nothing as gone there', () => {
    expect(remarksOf(twoStacks({ Two: 't3.micro' }, join(cli.folder, 'elsewhere')))).toEqual([]);
  });
});

describe('recorded files', () => {
  const IMAGE = 'ami-0aaaaaaaaaaaaaaaa';
  let cli: CommandLine;
  beforeEach(async () => {
    cli = new CommandLine();
    process.chdir(cli.folder);
    cli.write('images.json', { Images: [savedImage(IMAGE)] });
    cli.write('types.json', { InstanceTypes: [described('m5.3xlarge'), described('m99i.large', { Hypervisor: 'xen' })] });
    await cli.runSlow(['images', 'record', '--from', 'images.json', '--region', 'eu-west-1', '--nvme-verified-by', 'the image team']);
    await cli.runSlow(['catalog', 'record', '--from', 'types.json']);
  });
  afterEach(() => {
    process.chdir(home);
    cli.remove();
  });

  function synthesize(instanceType: string, folder = '.'): void {
    const app = new App();
    const env = { account: '123456789012', region: 'eu-west-1' };
    new CfnInstance(new Stack(app, 'Web', { env }), 'Instance', { instanceType, imageId: IMAGE });
    process.chdir(join(cli.folder, folder));
    NitroStandard.enforce(app);
    app.synth();
  }

  test('in the working folder are judged by', () => {
    expect(() => synthesize('m5.3xlarge')).not.toThrow();
    expect(() => synthesize('m99i.large')).toThrow("'m99i.large' runs on the Xen hypervisor");
  });

  test('beside the policy are judged by', () => {
    cli.write('nitro.json', {});
    mkdirSync(join(cli.folder, 'packages/web'), { recursive: true });
    expect(() => synthesize('m5.3xlarge', 'packages/web')).not.toThrow();
  });

  test('elsewhere are not', () => {
    mkdirSync(join(cli.folder, 'packages/web'), { recursive: true });
    expect(() => synthesize('m5.3xlarge', 'packages/web')).toThrow(/^cdk-nitro stops here: 2 errors/);
  });
});

function exemptionsFor(...where: readonly string[]): object {
  return { exemptions: where.map((each) => ({ rule: 'instance-type', where: each, reason: 'moves in the spring' })) };
}

/** An image as the AWS CLI prints it. */
function savedImage(id: string): object {
  return {
    ImageId: id,
    Name: 'golden',
    OwnerId: '123456789012',
    Architecture: 'x86_64',
    VirtualizationType: 'hvm',
    RootDeviceType: 'ebs',
    EnaSupport: true,
    State: 'available',
  };
}

/** A recorded catalog that has one type on Nitro. */
function catalogOf(name: string): string {
  const types = readDescribeInstanceTypes({ InstanceTypes: [described(name)] });
  return encodeCatalog({ source: 'somebody', retrieved: '2026-08-03', types });
}

/** A working folder with the files of a scenario, inside the consumer's. */
function folderOf({ files, folder = '.' }: Pick<PolicyScenario, 'files' | 'folder'>): string {
  const root = consumer.folder('app');
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));
  }
  return join(root, folder);
}

interface PluginReport {
  readonly violations: readonly {
    readonly ruleName: string;
    readonly severity: string;
    readonly description: string;
  }[];
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Our part of the report in an assembly. The CDK leaves out plugins that report nothing. */
function reportIn(assembly: string): PluginReport {
  const { pluginReports } = JSON.parse(readFileSync(join(assembly, 'validation-report.json'), 'utf8')) as { pluginReports: PluginReport[] };
  return pluginReports[0] ?? { violations: [] };
}

/** The remarks on the policy itself. */
function remarksIn(assembly: string): string[] {
  return reportIn(assembly)
    .violations.filter(({ ruleName }) => ruleName === 'policy')
    .map(({ description }) => description);
}

function expectToSay(terminal: string, { says, neverSays = [] }: PolicyScenario): void {
  // Each text by itself, so that a failure shows which is missing, and from what.
  for (const text of says) expect(terminal).toContain(text);
  for (const text of neverSays) expect(terminal).not.toContain(text);
}
