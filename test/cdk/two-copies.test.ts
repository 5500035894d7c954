import type * as assertions from 'aws-cdk-lib/assertions';
import type * as core from 'aws-cdk-lib/core';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as library from '../../lib';
import { Consumer } from './consumer';
import { node } from './run';

const consumer = Consumer.shared();
const { App, Stack, Validations } = consumer.load('aws-cdk-lib/core') as typeof core;
const { CfnInstance, Instance, Vpc } = consumer.load('aws-cdk-lib/aws-ec2') as typeof ec2;
const { Template } = consumer.load('aws-cdk-lib/assertions') as typeof assertions;
const { NitroMachineImage, NitroStandard, NitroValidator } = consumer.load('./lib') as typeof library;

/** The app of a platform team, made with a release of aws-cdk-lib. */
function appOf(release: string, props?: core.AppProps): core.App {
  class AppOfRelease extends App {}
  class AcmeApp extends AppOfRelease {}
  const information = { [AppOfRelease.name]: ['aws-cdk-lib.App', release], [AcmeApp.name]: ['@acme/platform.AcmeApp', '2.999.0'] };
  for (const type of [AppOfRelease, AcmeApp]) {
    const [fqn, version] = information[type.name] ?? [];
    Object.defineProperty(type, Symbol.for('jsii.rtti'), { value: { fqn, version } });
  }
  return new AcmeApp(props);
}

describe('the release of aws-cdk-lib that counts with two copies is the one that made the app', () => {
  test.each([
    ['2.258.0', 'fatal'],
    ['2.270.9', 'fatal'],
    ['2.271.0', 'error'],
    ['2.276.0', 'error'],
    ['3.0.0', 'error'],
    ['', 'fatal'],
  ])('%j reports what is acknowledged elsewhere as %s', (release, severity) => {
    const app = appOf(release);
    const stack = new Stack(app, 'Web');
    const legacy = new CfnInstance(stack, 'Legacy', { instanceType: 't2.micro' });
    Validations.of(legacy).acknowledge({ id: 'Nitro::instance-type', reason: 'is switched off in May' });
    new CfnInstance(stack, 'Instance', { instanceType: 't2.micro' });
    app.synth();
    const templatePaths = [join(app.outdir, stack.templateFile)];
    const { violations } = new NitroValidator().validate({ appConstruct: app, templatePaths, stackTemplates: [] });
    const open = violations.find(({ violatingResources: [resource] }) => resource?.constructPath === 'Web/Instance');
    expect(open).toMatchObject({ ruleName: 'instance-type', severity });
  });

  describe('leaves a finding to the command line if it reports there', () => {
    beforeEach(() => {
      jest.replaceProperty(process, 'env', { ...process.env, NODE_ENV: 'production', CDK_OUTDIR: consumer.folder('cdk.out') });
      jest.spyOn(process.stderr, 'write').mockReturnValue(true);
      jest.spyOn(console, 'error').mockReturnValue();
    });

    afterEach(() => {
      jest.restoreAllMocks();
    });

    test.each([
      ['2.257.0', true],
      ['', true],
      ['2.258.0', false],
      ['2.276.0', false],
    ])('%j: the gate stops it: %s', (release, stops) => {
      const app = appOf(release, { autoSynth: false, context: { '@aws-cdk/core:failSynthOnValidationErrors': false } });
      NitroStandard.enforce(app);
      new CfnInstance(new Stack(app, 'Web'), 'Instance', { instanceType: 't2.micro' });
      let message = '';
      try {
        app.synth();
      } catch (error) {
        message = String(error);
      }
      expect(message.includes('cdk-nitro stops here')).toBe(stops);
    });
  });
});

test('an instance type of another copy of aws-cdk-lib gets an image of its architecture', () => {
  jest.resetModules();
  const { InstanceType: OtherType } = consumer.load('aws-cdk-lib/aws-ec2') as typeof ec2;
  const stack = new Stack(undefined, 'Web');
  const vpc = new Vpc(stack, 'Network');
  const instanceType = new OtherType('m7g.large');
  new Instance(stack, 'Instance', { vpc, instanceType, machineImage: NitroMachineImage.amazonLinux2023({ instanceType }) });
  const { Parameters } = Template.fromStack(stack).toJSON() as { Parameters: object };
  expect(Object.keys(Parameters).join()).toContain('arm64');
});

describe('two copies of the library constructs', () => {
  const other = Consumer.create();
  const ofCdk = createRequire(realpathSync(join(other.directory, 'node_modules/aws-cdk-lib/package.json')));
  const folders = [dirname(ofCdk.resolve('constructs/package.json')), join(other.directory, 'node_modules/constructs')];
  other.copyConstructs();

  afterAll(() => {
    other.remove();
  });

  test.each(['NitroStandard.enforce(app)', 'Aspects.of(app).add(new NitroAspect()); app.synth()'])(
    'end in an error that names the folder of each: %s',
    async (use) => {
      const script = `const { App, Aspects } = require('aws-cdk-lib/core'); const { NitroAspect, NitroStandard } = require('./lib'); const app = new App(); ${use}`;
      const { exitCode, terminal } = await node(['--eval', script], other.directory);
      expect(exitCode).toBe(1);
      expect(terminal).toContain("two copies of the library 'constructs' are loaded");
      for (const folder of folders) expect(terminal).toContain(folder);
      expect(terminal).toContain("'npm ls constructs'");
    },
  );

  test('end in the same error in Jest', () => {
    const { App: OtherApp } = other.load('aws-cdk-lib/core') as typeof core;
    const { NitroStandard: OtherStandard } = other.load('./lib') as typeof library;
    for (const folder of folders) {
      expect(() => {
        OtherStandard.enforce(new OtherApp());
      }).toThrow(folder);
    }
  });

  test('that are one, loaded again after a test runner reset its modules, are no error', () => {
    jest.resetModules();
    const { NitroStandard: LoadedAgain } = consumer.load('./lib') as typeof library;
    const app = new App();
    LoadedAgain.enforce(app);
    new CfnInstance(new Stack(app, 'Web'), 'Instance', { instanceType: 't2.micro' });
    expect(() => app.synth()).toThrow('cdk-nitro stops here');
  });
});
