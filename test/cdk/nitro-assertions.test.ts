import type * as core from 'aws-cdk-lib/core';
import type * as assertions from 'aws-cdk-lib/assertions';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as servicecatalog from 'aws-cdk-lib/aws-servicecatalog';
import type * as library from '../../lib';
import { Consumer } from './consumer';

// Against other peers than this project's own where CDK_NITRO_PEERS names some.
const consumer = Consumer.shared();
const { App, Aspects, CfnParameter, CfnResource, NestedStack, Stack, Stage, Validations } = consumer.load(
  'aws-cdk-lib/core',
) as typeof core;
const { Template } = consumer.load('aws-cdk-lib/assertions') as typeof assertions;
const { CfnInstance } = consumer.load('aws-cdk-lib/aws-ec2') as typeof ec2;
const { CloudFormationProduct, CloudFormationTemplate, ProductStack } = consumer.load(
  'aws-cdk-lib/aws-servicecatalog',
) as typeof servicecatalog;
const { NitroAspect, NitroAssertions, NitroSeverity, NitroStandard, NitroValidator } = consumer.load('./lib') as typeof library;

beforeEach(() => {
  jest.spyOn(console, 'error').mockReturnValue();
});

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

/** A stack of an app, with an instance of each type. */
function webStack(...instanceTypes: string[]): core.Stack {
  return launch(new Stack(new App(), 'Web'), ...instanceTypes);
}

function launch<Scope extends core.Stack>(stack: Scope, ...instanceTypes: string[]): Scope {
  for (const [index, instanceType] of instanceTypes.entries()) new CfnInstance(stack, `Instance${index}`, { instanceType });
  return stack;
}

function acknowledge(scope: core.Stack): void {
  Validations.of(scope).acknowledge({ id: 'Nitro::instance-type', reason: 'the licence names it' });
}

function complaintOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('the assertion holds');
}

describe('findings that count', () => {
  test('an error fails both', () => {
    const nitro = NitroAssertions.fromStack(webStack('t2.micro'));
    expect(() => nitro.hasNoFindings()).toThrow("'t2.micro' runs on the Xen hypervisor");
    expect(() => nitro.hasNoErrors()).toThrow("'t2.micro' runs on the Xen hypervisor");
  });

  test('a warning fails hasNoFindings only', () => {
    const nitro = NitroAssertions.fromStack(webStack('t2.micro'), { rules: { 'instance-type': NitroSeverity.WARNING } });
    expect(() => nitro.hasNoFindings()).toThrow("WARNING 't2.micro' runs on the Xen hypervisor");
    nitro.hasNoErrors();
  });

  test('a note fails neither, and can be asserted', () => {
    const nitro = NitroAssertions.fromStack(webStack('t99.micro'));
    nitro.hasNoFindings();
    nitro.hasNoErrors();
    nitro.hasFinding('instance-type', { messageId: 'assumed', severity: NitroSeverity.INFO });
  });

  test('an acknowledged finding fails neither', () => {
    const stack = webStack('t2.micro');
    acknowledge(stack);
    const nitro = NitroAssertions.fromStack(stack);
    nitro.hasNoFindings();
    nitro.hasNoErrors();
    expect(nitro.findings).toEqual([]);
    expect(nitro.acceptedFindings).toMatchObject([{ rule: 'instance-type', value: 't2.micro', reason: 'the licence names it' }]);
  });

  test('a finding that the policy exempts fails neither', () => {
    const exemptions = [{ rule: 'instance-type', where: 'Web/*', reason: 'moves in spring' }];
    const nitro = NitroAssertions.fromStack(webStack('t2.micro'), { exemptions });
    nitro.hasNoFindings();
    expect(nitro.acceptedFindings).toMatchObject([{ rule: 'instance-type', reason: 'moves in spring' }]);
  });

  test('an exemption for other stacks is no finding of this one', () => {
    const exemptions = [{ rule: 'instance-type', where: 'Legacy/*', reason: 'moves in spring' }];
    NitroAssertions.fromStack(webStack('t3.micro'), { exemptions }).hasNoFindings();
  });

  test('nothing acknowledges a locked rule', () => {
    const stack = webStack('t2.micro');
    acknowledge(stack);
    const nitro = NitroAssertions.fromStack(stack, { rules: { 'instance-type': NitroSeverity.LOCKED } });
    expect(() => nitro.hasNoErrors()).toThrow('Rule Nitro::instance-type is locked');
    nitro.hasFinding('instance-type', { severity: NitroSeverity.LOCKED });
  });

  test.each(['hasNoFindings', 'hasNoErrors'] as const)('%s fails where nothing was checked', (assertion) => {
    const nitro = NitroAssertions.fromStack(new Stack(new App(), 'Web'));
    expect(complaintOf(() => nitro[assertion]())).toBe(
      "'Web' launches nothing, so nothing was checked: test a stack that launches something, or pass allowNoLaunches: true if this is intended",
    );
    NitroAssertions.fromStack(new Stack(new App(), 'Web'), { allowNoLaunches: true })[assertion]();
  });

  test('a rule that does not exist is an error', () => {
    expect(() => NitroAssertions.fromStack(webStack(), { rules: { 'instance-typ': NitroSeverity.OFF } })).toThrow(
      "there is no rule 'instance-typ': did you mean 'instance-type'",
    );
  });
});

describe('the templates that are judged', () => {
  test('a stack without an app', () => {
    NitroAssertions.fromStack(launch(new Stack(), 't3.micro')).hasNoFindings();
    NitroAssertions.fromStack(launch(new Stack(), 't2.micro')).hasFinding('instance-type');
  });

  test('the template as written, not the properties as set', () => {
    const stack = webStack('t3.micro');
    const instance = stack.node.findChild('Instance0');
    if (CfnResource.isCfnResource(instance)) instance.addPropertyOverride('InstanceType', 't2.micro');
    NitroAssertions.fromStack(stack).hasFinding('instance-type', { value: 't2.micro' });
  });

  test('the stack alone, though others in the app have findings', () => {
    const app = new App();
    const web = launch(new Stack(app, 'Web'), 't3.micro');
    launch(new Stack(app, 'Legacy'), 't2.micro', 't2.micro');
    const nitro = NitroAssertions.fromStack(web);
    nitro.hasNoFindings();
    expect(nitro.launches).toBe(1);
  });

  test('all stacks of an app, those in Stages included', () => {
    const app = new App();
    launch(new Stack(app, 'Web'), 't3.micro');
    launch(new Stack(new Stage(app, 'Prod'), 'Web'), 't2.micro');
    const nitro = NitroAssertions.fromStage(app);
    nitro.hasFinding('instance-type', { constructPath: 'Prod/Web/Instance0' });
    expect(nitro.launches).toBe(2);
  });

  test('a stack in a Stage, and the Stage', () => {
    const prod = new Stage(new App(), 'Prod');
    const web = launch(new Stack(prod, 'Web'), 't2.micro');
    launch(new Stack(prod, 'Api'), 't3.micro');
    NitroAssertions.fromStack(web).hasFinding('instance-type');
    expect(NitroAssertions.fromStage(prod)).toMatchObject({ launches: 2, findings: [{ constructPath: 'Prod/Web/Instance0' }] });
  });

  test('nested stacks and product stacks, with the stack around them', () => {
    const stack = new Stack(new App(), 'Web');
    launch(new NestedStack(stack, 'Nested'), 't2.micro');
    const product = launch(new ProductStack(stack, 'Product'), 'm4.large');
    const cloudFormationTemplate = CloudFormationTemplate.fromProductStack(product);
    new CloudFormationProduct(stack, 'Catalog', { productName: 'web', owner: 'us', productVersions: [{ cloudFormationTemplate }] });
    const nitro = NitroAssertions.fromStack(stack);
    nitro.hasFinding('instance-type', { constructPath: 'Web/Nested/*', value: 't2.micro' });
    nitro.hasFinding('instance-type', { constructPath: 'Web/Product/*', value: 'm4.large' });
  });

  test('a nested stack by itself, with what it is given', () => {
    const parent = launch(new Stack(new App(), 'Web'), 'm4.large');
    const nested = new NestedStack(parent, 'Nested', { parameters: { Type: 't2.micro' } });
    const type = new CfnParameter(nested, 'Type');
    new CfnInstance(nested, 'Instance', { instanceType: type.valueAsString });
    const nitro = NitroAssertions.fromStack(nested);
    expect(nitro.findings).toMatchObject([{ constructPath: 'Web/Nested/Instance', value: 't2.micro' }]);
    expect(nitro.launches).toBe(1);
  });

  test('a nested stack that launches nothing is not checked by the launches around it', () => {
    const parent = launch(new Stack(new App(), 'Web'), 't3.micro');
    const nested = new NestedStack(parent, 'Nested');
    new CfnResource(nested, 'Topic', { type: 'AWS::SNS::Topic' });
    expect(() => NitroAssertions.fromStack(nested).hasNoFindings()).toThrow("'Web/Nested' launches nothing");
  });
});

describe('synthesis', () => {
  test.each<[string, (app: core.App) => void]>([
    ['NitroStandard.enforce', (app) => NitroStandard.enforce(app)],
    ['a NitroAspect', (app) => Aspects.of(app).add(new NitroAspect())],
    ['a NitroValidator', (app) => Validations.of(app).addPlugins(new NitroValidator())],
  ])('%s does not stop the assertion', (_, guard) => {
    const stack = webStack('t2.micro');
    guard(App.of(stack) as core.App);
    NitroAssertions.fromStack(stack).hasFinding('instance-type');
  });

  test('an assertion does not open the gate', () => {
    const stack = webStack('t2.micro');
    NitroStandard.enforce(stack);
    NitroAssertions.fromStack(stack).hasFinding('instance-type');
    expect(() => App.of(stack)?.synth()).toThrow('cdk-nitro stops here');
  });

  test('takes place once, however it ends', () => {
    const app = new App();
    const stacks = ['Web', 'Api'].map((id) => launch(new Stack(app, id), 't2.micro'));
    let visits = 0;
    Aspects.of(app).add({ visit: (node) => (visits += node === app ? 1 : 0) });
    NitroStandard.enforce(app);
    for (const stack of stacks) NitroAssertions.fromStack(stack).hasFinding('instance-type');
    expect(visits).toBe(1);
  });

  test('a stack that changed after it was stopped is judged anew', () => {
    const stack = webStack('t2.micro');
    NitroStandard.enforce(stack);
    NitroAssertions.fromStack(stack).hasFinding('instance-type');
    new CfnInstance(stack, 'Added', { instanceType: 'm4.large' });
    NitroAssertions.fromStack(stack).hasFinding('instance-type', { logicalId: 'Added' });
  });

  test('goes together with Template.fromStack, in either order', () => {
    const stack = webStack('t3.micro');
    NitroAssertions.fromStack(stack).hasNoFindings();
    Template.fromStack(stack).resourceCountIs('AWS::EC2::Instance', 1);
    NitroAssertions.fromStack(stack).hasNoFindings();
  });

  test('an app that cannot be synthesized is no pass', () => {
    const stack = webStack('t3.micro');
    stack.node.addValidation({ validate: () => ['this will never deploy'] });
    expect(() => NitroAssertions.fromStack(stack)).toThrow('this will never deploy');
  });

  test('nor is one that could be synthesized before', () => {
    const stack = webStack('t2.micro');
    NitroStandard.enforce(stack);
    NitroAssertions.fromStack(stack).hasFinding('instance-type');
    launch(new Stack(App.of(stack), 'Added'), 't3.micro');
    stack.node.addValidation({ validate: () => ['this will never deploy'] });
    expect(() => NitroAssertions.fromStack(stack)).toThrow('this will never deploy');
  });
});

describe('hasFinding', () => {
  const nitro = NitroAssertions.fromStack(webStack('t2.micro', 'm4.large'));

  test.each<[string, library.NitroFindingProps]>([
    ['message id', { messageId: 'xen' }],
    ['severity', { severity: NitroSeverity.ERROR }],
    ['construct path', { constructPath: 'Web/Instance1' }],
    ['logical id', { logicalId: '*ance0' }],
    ['property path', { path: 'Properties/InstanceType' }],
    ['value', { value: 'm4.*' }],
    ['message', { message: "*use 't3.micro'*" }],
    ['all of it at once', { value: 't2.micro', logicalId: 'Instance0', message: '*Xen*' }],
  ])('by %s', (_, props) => {
    nitro.hasFinding('instance-type', props);
  });

  test.each<[string, library.NitroFindingProps]>([
    ['message id', { messageId: 'missing' }],
    ['severity', { severity: NitroSeverity.WARNING }],
    ['construct path', { constructPath: 'Instance1' }],
    ['logical id', { logicalId: 'instance0' }],
    ['property path', { path: 'InstanceType' }],
    ['value', { value: 't3.*' }],
    ['message', { message: 'Xen' }],
    ['two findings, of which neither is like that', { value: 't2.micro', logicalId: 'Instance1' }],
  ])('not by another %s', (_, props) => {
    const [[name, value] = []] = Object.entries(props);
    expect(() => nitro.hasFinding('instance-type', props)).toThrow(`expected a finding of 'instance-type', ${name} '${value}'`);
  });

  test('by any of several values', () => {
    const stack = webStack();
    const type = new CfnParameter(stack, 'Type', { default: 't2.micro', allowedValues: ['t2.micro', 'm4.large', 't3.micro'] });
    new CfnInstance(stack, 'Instance', { instanceType: type.valueAsString });
    NitroAssertions.fromStack(stack).hasFinding('instance-type', { value: 'm4.large' });
  });
});

describe('a failure', () => {
  test('says what is wrong, where, and what to write', () => {
    const complaint = complaintOf(() => NitroAssertions.fromStack(webStack('t2.micro')).hasNoFindings());
    expect(complaint).toMatch(/^expected no errors and no warnings, found 1:$/m);
    expect(complaint).toContain("ERROR 't2.micro' runs on the Xen hypervisor: use 't3.micro'");
    expect(complaint).toMatch(/^ {4}construct Web\/Instance0 \(.*nitro-assertions\.test\.ts:\d+:\d+\)$/m);
    expect(complaint).toContain("in instanceType of ec2.CfnInstance 'Web/Instance0' (Instance0 of Web.template.json)");
    expect(complaint).toContain("Suggested fix: on arm64 use 't4g.micro'");
    expect(complaint).toContain("Acknowledge with 'Nitro::instance-type'");
    expect(complaint).toMatch(/^cdk-nitro: 1 launch in 1 template checked .*: 1 error, 0 warnings, 0 notes$/m);
  });

  // Jest cuts a message where a line looks like a stack frame, and shows the rest in grey without the line of the test.
  test('has no line that looks like a stack frame', () => {
    expect(complaintOf(() => NitroAssertions.fromStack(webStack('t2.micro')).hasNoFindings())).not.toMatch(/^\s*at\s.*:\d/m);
  });

  test('of hasFinding says what there is of the rule instead', () => {
    const nitro = NitroAssertions.fromStack(webStack('t2.micro'));
    const complaint = complaintOf(() => nitro.hasFinding('instance-type', { value: 'm4.*' }));
    expect(complaint).toContain("expected a finding of 'instance-type', value 'm4.*': found 1 other finding of 'instance-type':");
    expect(complaint).toContain("'t2.micro' runs on the Xen hypervisor");
  });

  test('of hasFinding says what there is of other rules', () => {
    const complaint = complaintOf(() => NitroAssertions.fromStack(webStack('t2.micro')).hasFinding('instance-requirements'));
    expect(complaint).toContain("expected a finding of 'instance-requirements': found");
    expect(complaint).toContain('of other rules:');
  });

  test('of hasFinding says that there is nothing', () => {
    const nitro = NitroAssertions.fromStack(webStack('t3.micro'));
    expect(complaintOf(() => nitro.hasFinding('instance-type'))).toContain("expected a finding of 'instance-type': found nothing");
  });

  test('of hasFinding says that the finding is accepted', () => {
    const stack = webStack('t2.micro');
    acknowledge(stack);
    const complaint = complaintOf(() => NitroAssertions.fromStack(stack).hasFinding('instance-type'));
    expect(complaint).toContain("it is accepted at 'Web' with the reason 'the licence names it': look for it in acceptedFindings");
  });

  test('of hasFinding says that the rule is off', () => {
    const nitro = NitroAssertions.fromStack(webStack('t3.micro'));
    expect(complaintOf(() => nitro.hasFinding('encryption-in-transit'))).toContain(
      "the rule is off: pass rules: { 'encryption-in-transit': NitroSeverity.ERROR }",
    );
  });

  test.each(['instance-typ', '__proto__'])("of hasFinding says that there is no rule '%s'", (rule) => {
    const nitro = NitroAssertions.fromStack(webStack('t2.micro'));
    expect(() => nitro.hasFinding(rule)).toThrow(`there is no rule '${rule}'`);
  });
});

test('a finding is everything there is to know of it', () => {
  const [finding] = NitroAssertions.fromStack(webStack('t2.micro')).findings;
  expect(finding).toMatchObject({
    rule: 'instance-type',
    messageId: 'xen',
    severity: NitroSeverity.ERROR,
    locked: false,
    constructPath: 'Web/Instance0',
    template: 'Web.template.json',
    logicalId: 'Instance0',
    resourceType: 'AWS::EC2::Instance',
    path: 'Properties/InstanceType',
    value: 't2.micro',
    values: ['t2.micro'],
    origin: 'literal',
  });
  expect(finding?.source).toMatch(/nitro-assertions\.test\.ts:\d+:\d+$/);
});
