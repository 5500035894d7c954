import type * as core from 'aws-cdk-lib/core';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as library from '../../lib';
import { Consumer } from './consumer';

const consumer = Consumer.shared();
const { App, Aspects, CfnOutput, CfnParameter, Fn, NestedStack, Stack, Stage, Validations } = consumer.load(
  'aws-cdk-lib/core',
) as typeof core;
const { CfnInstance } = consumer.load('aws-cdk-lib/aws-ec2') as typeof ec2;
const { NitroAspect, NitroChecks, NitroSeverity, NitroStandard, NitroValidator } = consumer.load('./lib') as typeof library;

beforeEach(() => {
  jest.spyOn(console, 'error').mockReturnValue();
});

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

/** Keeps what a plugin reports, before the CDK gets to edit it, and lets synthesis go on. */
class Recorder implements core.IPolicyValidationPlugin {
  public readonly name = 'Recorder';
  public report: core.PolicyValidationPluginReport | undefined;

  public constructor(
    private readonly plugin: core.IPolicyValidationPlugin,
    private readonly tamper: (context: core.IPolicyValidationContext) => () => void = () => () => undefined,
  ) {}

  public validate(context: core.IPolicyValidationContext): core.PolicyValidationPluginReport {
    const restore = this.tamper(context);
    this.report = this.plugin.validate(context);
    restore();
    return { success: true, violations: [] };
  }
}

/** Synthesizes with a plugin on `scope`, and returns what it reports. */
function reportOf(
  plugin: core.IPolicyValidationPlugin,
  scope: core.Stage,
  tamper?: ConstructorParameters<typeof Recorder>[1],
): core.PolicyValidationPluginReport {
  const recorder = new Recorder(plugin, tamper);
  Validations.of(scope).addPlugins(recorder);
  App.of(scope)?.synth();
  if (recorder.report === undefined) throw new Error('the plugin was not asked');
  return recorder.report;
}

function summaryOf({ violations }: core.PolicyValidationPluginReport): unknown[] {
  return violations.map(({ ruleName, severity, violatingResources }) => [ruleName, severity, violatingResources[0]?.constructPath]);
}

function xenApp(): { app: core.App; stack: core.Stack; instance: ec2.CfnInstance } {
  const app = new App();
  const stack = new Stack(app, 'Web');
  return { app, stack, instance: new CfnInstance(stack, 'Instance', { instanceType: 't2.micro' }) };
}

describe('a violation', () => {
  test('says what is wrong, where, and what to write', () => {
    const { app } = xenApp();
    expect(reportOf(new NitroValidator(), app)).toMatchObject({
      success: false,
      violations: [
        {
          ruleName: 'instance-type',
          description: "'t2.micro' runs on the Xen hypervisor: use 't3.micro'",
          fix: expect.stringMatching(/'t3\.micro'.*\nin instanceType of ec2\.CfnInstance 'Web\/Instance'$/s),
          severity: 'error',
          violatingResources: [
            {
              constructPath: 'Web/Instance',
              resourceLogicalId: 'Instance',
              templatePath: join(app.outdir, 'Web.template.json'),
              locations: ['Properties.InstanceType'],
            },
          ],
          ruleMetadata: { messageId: 'xen', value: 't2.micro' },
        },
      ],
    });
  });

  test('says which parameter a value comes from', () => {
    const { app, stack, instance } = xenApp();
    instance.instanceType = new CfnParameter(stack, 'Type', { default: 't2.micro' }).valueAsString;
    const fix = reportOf(new NitroValidator(), app).violations.find(({ ruleName }) => ruleName === 'instance-type')?.fix;
    expect(fix).toContain("in instanceType of ec2.CfnInstance 'Web/Instance', from parameter Type (default)");
  });

  test('on a parameter of several launches is one, except where one of them is accepted', () => {
    const app = new App();
    const stack = new Stack(app, 'Web');
    const type = new CfnParameter(stack, 'Type', { default: 'm7i.large' });
    const build = (id: string): core.CfnResource => new CfnInstance(stack, id, { instanceType: type.valueAsString });
    const instances = ['One', 'Two', 'Three'].map(build);
    new CfnInstance(stack, 'Other', { instanceType: new CfnParameter(stack, 'OtherType', { default: 'm7i.large' }).valueAsString });
    if (instances[1] !== undefined) Validations.of(instances[1]).acknowledge({ id: 'Nitro::instance-type-resolvable', reason: 'tested' });
    const { violations } = reportOf(new NitroValidator(), app);
    const free = violations.filter(({ ruleName }) => ruleName === 'instance-type-resolvable');
    expect(free.map(({ violatingResources: [place], fix }) => [place?.constructPath, /also of (.*)$/.exec(fix ?? '')?.[1]])).toEqual([
      ['Web/One', 'Web/Three'],
      ['Web/Two', undefined],
      ['Web/Other', undefined],
    ]);
  });

  test('in a nested stack is about the construct in it', () => {
    const { app, stack } = xenApp();
    new CfnInstance(new NestedStack(stack, 'Nested'), 'Instance', { instanceType: 'm4.large' });
    expect(summaryOf(reportOf(new NitroValidator(), app))).toContainEqual(['instance-type', 'error', 'Web/Nested/Instance']);
  });

  test.each([
    [{ 'instance-type': NitroSeverity.OFF }, undefined, true],
    [{ 'instance-type': NitroSeverity.INFO }, 'info', true],
    [{ 'instance-type': NitroSeverity.WARNING }, 'warning', true],
    [{ 'instance-type': NitroSeverity.ERROR }, 'error', false],
    [{ 'instance-type': NitroSeverity.LOCKED }, 'fatal', false],
  ])('with %j is %s, and success %s', (rules, severity, success) => {
    const report = reportOf(new NitroValidator({ rules }), xenApp().app);
    expect([report.violations[0]?.severity, report.success]).toEqual([severity, success]);
  });
});

describe('a report', () => {
  test('of an app without findings says what was checked', () => {
    const { app, instance } = xenApp();
    instance.instanceType = 'm7i.large';
    expect(reportOf(new NitroValidator(), app)).toEqual({
      success: true,
      violations: [],
      metadata: { launches: '1', templates: '1', catalog: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    });
  });

  test('lists what is acknowledged, with the reason, and succeeds', () => {
    const { app, stack } = xenApp();
    Validations.of(stack).acknowledge({ id: 'Nitro::instance-type', reason: 'is switched off in May' });
    expect(reportOf(new NitroValidator(), app)).toMatchObject({
      success: true,
      metadata: { acknowledged: 'Web/Instance: Nitro::instance-type: is switched off in May' },
    });
  });

  test('of a plugin on a Stage is about that Stage', () => {
    const { app } = xenApp();
    const stage = new Stage(app, 'Prod');
    new CfnInstance(new Stack(stage, 'Web'), 'Instance', { instanceType: 't2.micro' });
    expect(summaryOf(reportOf(new NitroValidator(), stage))).toEqual([['instance-type', 'error', 'Prod/Web/Instance']]);
  });

  test('names the template that cannot be read, and what is wrong in the others', () => {
    const { app } = xenApp();
    new Stack(app, 'Broken');
    const report = reportOf(new NitroValidator(), app, () => {
      const path = join(app.outdir, 'Broken.template.json');
      const template = readFileSync(path);
      writeFileSync(path, '{');
      // The CDK minds plugins that change the assembly.
      return () => {
        writeFileSync(path, template);
      };
    });
    expect(report.success).toBe(false);
    expect(report.violations.map(({ description }) => description)).toEqual([
      expect.stringMatching(/internal error while reading 'Broken\.template\.json'.*SyntaxError/),
      expect.stringContaining("'t2.micro'"),
    ]);
  });

  test('follows what one stack imports from another, whichever comes first', () => {
    const app = new App({ analyticsReporting: false });
    new CfnInstance(new Stack(app, 'Web'), 'Instance', { instanceType: Fn.importValue('web-type') });
    new CfnOutput(new Stack(app, 'Types'), 'Type', { value: 'm4.large', exportName: 'web-type' });
    new CfnInstance(new Stack(app, 'Batch'), 'Instance', { instanceType: 'm4.large' });
    expect(summaryOf(reportOf(new NitroValidator(), app))).toEqual([
      ['instance-type', 'error', 'Web/Instance'],
      ['instance-type', 'error', 'Batch/Instance'],
    ]);
  });

  test('is a failure where a template belongs to no stack that is known', () => {
    const { app } = xenApp();
    const plugin = new NitroValidator();
    const report = plugin.validate({ templatePaths: ['/elsewhere/Stray.template.json'], stackTemplates: [], appConstruct: app });
    expect(report).toMatchObject({
      success: false,
      violations: [{ ruleName: 'internal-error', description: expect.stringContaining('/elsewhere/Stray.template.json') }],
    });
  });
});

describe('every door', () => {
  test.each<[string, (app: core.App) => core.IPolicyValidationPlugin]>([
    ['NitroValidator', () => new NitroValidator()],
    ['NitroChecks', (app) => new NitroChecks(app)],
  ])('%s reports the same', (_, plugin) => {
    const { app } = xenApp();
    expect(summaryOf(reportOf(plugin(app), app))).toEqual([['instance-type', 'error', 'Web/Instance']]);
  });

  test.each<[string, (app: core.App) => void]>([
    ['NitroStandard', (app) => NitroStandard.enforce(app)],
    ['NitroAspect', (app) => Aspects.of(app).add(new NitroAspect())],
    ['NitroAspect, more than once', (app) => app.node.children.forEach((child) => Aspects.of(child).add(new NitroAspect()))],
  ])('%s stops with the same', (_, enforce) => {
    const { app } = xenApp();
    enforce(app);
    expect(() => app.synth()).toThrow(
      "cdk-nitro stops here: 1 error\n\nERROR 't2.micro' runs on the Xen hypervisor: use 't3.micro'\n    at Web/Instance",
    );
  });
});

describe('NitroChecks', () => {
  test('is about its scope only', () => {
    const { app } = xenApp();
    const other = new Stack(app, 'Other');
    new CfnInstance(other, 'Instance', { instanceType: 'm4.large' });
    const report = reportOf(new NitroChecks(other), app);
    expect(summaryOf(report)).toEqual([['instance-type', 'error', 'Other/Instance']]);
    expect(report.metadata).toMatchObject({ launches: '1', templates: '1' });
  });

  test('explains its rules on request', () => {
    const { app } = xenApp();
    expect(reportOf(new NitroChecks(app, { verbose: true }), app).violations[0]?.description).toMatch(/use 't3\.micro'\. Require /);
  });

  test('writes acknowledgements into templates on request, as other packs do', () => {
    const { app, instance } = xenApp();
    Validations.of(instance).acknowledge({ id: 'Nitro::instance-type', reason: 'is switched off in May' });
    reportOf(new NitroChecks(app, { writeSuppressionsToCloudFormation: true }), app);
    const template = JSON.parse(readFileSync(join(app.outdir, 'Web.template.json'), 'utf8'));
    expect(template.Resources.Instance.Metadata.cdk_nag.rules_to_suppress).toContainEqual(
      expect.objectContaining({ id: 'Nitro::instance-type', reason: 'is switched off in May' }),
    );
  });
});

describe('a standard', () => {
  test.each([
    [{ 'instance-typ': NitroSeverity.OFF }, "there is no rule 'instance-typ': did you mean 'instance-type'"],
    [{ everything: NitroSeverity.OFF }, /there is no rule 'everything': use instance-type, /],
    [{ 'instance-type': JSON.parse('"fatal"') }, "rules/instance-type: 'fatal' is not a severity: use off, info, warning, error, locked"],
  ])('refuses %j', (rules, message) => {
    expect(() => NitroStandard.enforce(new App(), { rules })).toThrow(message);
    expect(() => new NitroAspect({ rules })).toThrow(message);
    expect(() => new NitroValidator({ rules })).toThrow(message);
    expect(() => new NitroChecks(new App(), { rules })).toThrow(message);
  });

  test('holds every time an app is synthesized', () => {
    const { app } = xenApp();
    NitroStandard.enforce(app);
    expect(() => app.synth()).toThrow('cdk-nitro stops here');
    expect(() => app.synth()).toThrow('cdk-nitro stops here');
    expect(() => app.synth({ force: true })).toThrow('cdk-nitro stops here');
  });

  test('holds for a stack without an app of its own', () => {
    const stack = new Stack();
    new CfnInstance(stack, 'Instance', { instanceType: 't2.micro' });
    NitroStandard.enforce(stack);
    expect(() => App.of(stack)?.synth()).toThrow('cdk-nitro stops here');
  });

  test('holds for stacks that are defined later', () => {
    const app = new App();
    NitroStandard.enforce(app);
    for (const name of ['First', 'Second']) new CfnInstance(new Stack(app, name), 'Instance', { instanceType: 't2.micro' });
    expect(() => app.synth()).toThrow('cdk-nitro stops here: 2 errors');
  });

  test('leaves what is outside its scope alone', () => {
    const { app } = xenApp();
    NitroStandard.enforce(new Stack(app, 'Other'));
    expect(() => app.synth()).not.toThrow();
  });

  test('leaves nothing of its own in the assembly', () => {
    const { app, instance } = xenApp();
    instance.instanceType = 't3.micro';
    const before = new App();
    new CfnInstance(new Stack(before, 'Web'), 'Instance', { instanceType: 't3.micro' });
    NitroStandard.enforce(app);
    const files = (directory: string): string[] => readdirSync(directory).filter((file) => file !== 'validation-report.json');
    expect(files(app.synth().directory)).toEqual(files(before.synth().directory));
    expect(readFileSync(join(app.outdir, 'Web.template.json'), 'utf8')).toBe(
      readFileSync(join(before.outdir, 'Web.template.json'), 'utf8'),
    );
  });
});
