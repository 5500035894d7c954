import { CommandLine, type ToldFinding } from './command-line';

const AMI = 'ami-0123456789abcdef0';
const AL2023 = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';
const READY = `{{resolve:ssm:${AL2023}}}`;
const FREE = { Type: 'AWS::EC2::Image::Id' };
const REASON = 'the deployment takes it from our pipeline';

const cli = CommandLine.forEachTest();

function check(args: readonly string[] = [], today?: string): readonly ToldFinding[] {
  return cli.check(['templates', ...args], today === undefined ? {} : { today }).findings;
}

function ids(args?: readonly string[]): readonly string[] {
  return check(args).map(({ rule, messageId }) => `${rule}/${messageId}`);
}

function template(imageId: unknown, parameters: object = { AMIService: FREE }, more: object = {}): object {
  const web = { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7i.large', ImageId: imageId } };
  return { Parameters: parameters, ...more, Resources: { Web: web } };
}

function state(...patterns: readonly string[]): void {
  cli.write('nitro.json', { imageStatements: patterns.map((templateParameter) => ({ templateParameter, reason: REASON })) });
}

const REF = { Ref: 'AMIService' };

describe('without a statement', () => {
  test('the finding says which one to write', () => {
    cli.write('templates/web.json', template(REF));
    const [finding] = check();
    expect(finding?.message).toContain(`add { "templateParameter": "AMIService", "reason": "..." } to 'imageStatements' in nitro.json`);
  });

  test('so does the one on a parameter whose default is ready', () => {
    cli.write('templates/web.json', template({ 'Fn::If': ['Given', REF, READY] }, { AMIService: { ...FREE, Default: '' } }, GIVEN));
    const [finding] = check();
    expect(finding).toMatchObject({ messageId: 'freeParameter', severity: 'warning' });
    expect(finding?.message).toContain('{ "templateParameter": "AMIService", "reason": "..." }');
  });

  test('none is written for what a statement would not settle', () => {
    cli.write('templates/web.json', template({ 'Fn::If': ['Given', REF, { 'Fn::GetAtt': ['Finder', 'Id'] }] }, undefined, GIVEN));
    expect(check().map(({ message }) => message)).toEqual([expect.not.stringContaining('templateParameter')]);
  });
});

const GIVEN = { Conditions: { Given: { 'Fn::Not': [{ 'Fn::Equals': [REF, ''] }] } } };

test.each(['AMIService', 'AMI*', '*', 'web.json#AMIService', 'templates/web.json#AMI*', '**/web.json#*'])(
  'a statement for %s vouches for what the deployment gives',
  (pattern) => {
    state(pattern);
    cli.write('templates/web.json', template(REF));
    expect(ids()).toEqual([]);
  },
);

test.each([
  'AMIServices',
  'amiservice',
  'other.json#AMIService',
  'eb.json#AMIService',
  'web.json#AMI',
  'Stack/AMIService',
  'AMIService/**',
])('a statement for %s covers no parameter, and is a warning at its line', (pattern) => {
  state(pattern);
  cli.write('templates/web.json', template(REF));
  expect(ids()).toEqual(['image-ready/unresolved', 'policy/unmatchedStatement']);
  expect(check()[1]).toMatchObject({ severity: 'warning', file: 'nitro.json', line: 3 });
});

test('a pattern for construct paths says that a template has none', () => {
  state('Stack/AMIService');
  cli.write('templates/web.json', template(REF));
  expect(check()[1]?.message).toContain('only an app and its cloud assembly have');
});

test('a misspelled name is answered by the closest one', () => {
  state('AMIServices');
  cli.write('templates/web.json', template(REF));
  expect(check()[1]?.message).toContain("did you mean 'AMIService'");
});

test('a statement of an extended policy need not match', () => {
  cli.write('base.json', { imageStatements: [{ templateParameter: 'Gone', reason: REASON }] });
  cli.write('nitro.json', { extends: './base.json', imageStatements: [{ templateParameter: 'AMIService', reason: REASON }] });
  cli.write('templates/web.json', template(REF));
  expect(ids()).toEqual([]);
});

describe('the values in the template are judged all the same', () => {
  const pv = { ...FREE, Type: 'String', Default: '/aws/service/ami-amazon-linux-latest/amzn-ami-pv-x86_64-ebs' };

  test.each<[string, object, readonly string[]]>([
    ['a default that is not ready', { AMIService: { ...pv, Type: 'AWS::SSM::Parameter::Value<String>' } }, ['image-ready/paravirtual']],
    ['a default that nothing proves', { AMIService: { ...FREE, Default: AMI } }, ['image-ready/unproven']],
    ['allowed values that nothing proves', { AMIService: { ...FREE, AllowedValues: [AMI] } }, ['image-ready/unproven']],
    ['an empty default', { AMIService: { ...FREE, Default: '' } }, ['image-ready/notAnId']],
  ])('%s', (_, parameters, findings) => {
    state('AMIService');
    cli.write('templates/web.json', template(REF, parameters));
    expect(ids()).toEqual(findings);
  });

  test('and the finding says why the statement does not reach them', () => {
    state('AMIService');
    cli.write('templates/web.json', template(REF, { AMIService: { ...FREE, Default: AMI } }));
    expect(check()[0]?.fix).toContain('the statement at nitro.json:3 covers images given at deployment, not those in the template');
  });

  test('a value of the command line', () => {
    state('AMIService');
    cli.write('templates/web.json', template(REF));
    expect(ids(['--parameters', `AMIService=${AMI}`])).toEqual(['image-ready/unproven']);
  });

  test('another branch', () => {
    state('AMIService');
    cli.write('templates/web.json', template({ 'Fn::If': ['Given', REF, AMI] }, { AMIService: { ...FREE, Default: '' } }, GIVEN));
    expect(ids()).toEqual(['image-ready/unproven']);
  });

  test('no default where a condition sees to it', () => {
    state('AMIService');
    cli.write('templates/web.json', template({ 'Fn::If': ['Given', REF, READY] }, { AMIService: { ...FREE, Default: '' } }, GIVEN));
    expect(ids()).toEqual([]);
  });
});

describe('a value that the deployment gives, whole and unchanged', () => {
  const list = { AMIService: { Type: 'List<AWS::EC2::Image::Id>' } };
  const stored = { AMIService: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>' } };

  test.each<[string, unknown, object | undefined]>([
    ['an item of a list', { 'Fn::Select': [0, REF] }, list],
    ['a text that is the parameter', { 'Fn::Sub': '${AMIService}' }, undefined],
    ['joined with nothing', { 'Fn::Join': ['', [REF]] }, undefined],
    ['the default of a mapping', { 'Fn::FindInMap': ['Images', { Ref: 'AWS::Region' }, 'Id', { DefaultValue: REF }] }, undefined],
    ['the name of a stored image', REF, stored],
    ['a parameter with a pattern', REF, { AMIService: { ...FREE, AllowedPattern: 'ami-.*' } }],
  ])('is covered: %s', (_, imageId, parameters) => {
    state('AMIService');
    const mappings = { Mappings: { Images: { 'eu-west-1': { Id: READY } } } };
    cli.write('templates/web.json', template(imageId, parameters, mappings));
    expect(ids()).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['a text with the parameter in it', { 'Fn::Sub': 'ami-${AMIService}' }],
    ['the parameter twice', { 'Fn::Sub': '${AMIService}${AMIService}' }],
    ['a reference by the parameter', { 'Fn::Sub': '{{resolve:ssm:${AMIService}}}' }],
    ['a part of the parameter', { 'Fn::Select': [1, { 'Fn::Split': ['/', REF] }] }],
    ['a pseudo parameter', { Ref: 'AWS::StackName' }],
    ['a position in a list', { 'Fn::Select': [REF, [AMI, READY]] }],
  ])('is nothing else: %s', (_, imageId) => {
    state('*');
    cli.write('templates/web.json', template(imageId));
    expect(ids()).toHaveLength(1);
  });

  test('not by another parameter of the same launch', () => {
    state('AMIService');
    const parameters = { AMIService: FREE, Other: FREE };
    cli.write('templates/web.json', template({ 'Fn::If': ['Given', REF, { Ref: 'Other' }] }, parameters, GIVEN));
    const findings = check();
    expect(findings).toMatchObject([{ messageId: 'unresolved' }]);
    expect(findings[0]?.message).toContain('"templateParameter": "Other"');
  });
});

describe('a nested stack', () => {
  const nest = (parameters: object): object => ({
    Parameters: { Handed: FREE },
    Resources: { Child: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './child.json', Parameters: parameters } } },
  });

  beforeEach(() => {
    cli.write('templates/child.json', template(REF));
  });

  test.each<[string, object, readonly string[], readonly string[]]>([
    ['is judged by the value that it is given', { AMIService: AMI }, ['AMIService', 'Handed'], ['image-ready/unproven']],
    [
      'needs a statement for the parameter that is handed on',
      { AMIService: { Ref: 'Handed' } },
      ['AMIService'],
      ['image-ready/unresolved'],
    ],
    ['takes a statement for the parameter that is handed on', { AMIService: { Ref: 'Handed' } }, ['parent.json#Handed'], []],
    ['is not given a part', { AMIService: { 'Fn::Sub': 'ami-${Handed}' } }, ['Handed', 'AMIService'], ['image-ready/unresolved']],
    [
      'is not given an item of a text',
      { AMIService: { 'Fn::Select': [0, { 'Fn::Split': [',', { Ref: 'Handed' }] }] } },
      ['Handed'],
      ['image-ready/unresolved'],
    ],
  ])('%s', (_, parameters, patterns, findings) => {
    state(...patterns);
    cli.write('templates/parent.json', nest(parameters));
    expect(ids()).toEqual(findings);
  });

  test('parameters of one name are told apart', () => {
    const body = { ...nest({ AMIService: { Ref: 'AMIService' } }), Parameters: { AMIService: FREE } };
    cli.write('templates/parent.json', body);
    state('child.json#AMIService');
    expect(ids()).toEqual(['image-ready/unresolved']);
    state('parent.json#AMIService');
    expect(ids()).toEqual([]);
  });
});

test("an export of another stack is that stack's parameter", () => {
  cli.write('templates/images.json', {
    Parameters: { Shared: FREE },
    Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
    Outputs: { Image: { Value: { Ref: 'Shared' }, Export: { Name: 'image' } } },
  });
  cli.write('templates/web.json', template({ 'Fn::ImportValue': 'image' }, {}));
  state('web.json#Shared');
  expect(ids()).toContain('image-ready/unresolved');
  state('images.json#Shared');
  expect(ids()).toEqual([]);
});

describe('does not count', () => {
  beforeEach(() => {
    cli.write('templates/web.json', template(REF));
  });

  const statement = { templateParameter: 'AMIService', reason: REASON };

  test.each<[string, object, string]>([
    ["under a locked 'image-ready'", { rules: { 'image-ready': 'locked' }, imageStatements: [statement] }, 'is locked'],
    ["where 'imageProof' demands a probe", { imageProof: 'probe', imageStatements: [statement] }, 'only a ready probe'],
    ['after its last day', { imageStatements: [{ ...statement, expires: '2026-10-31' }] }, 'expired on 2026-10-31'],
  ])('%s, and the finding says so', (_, policy, reason) => {
    cli.write('nitro.json', policy);
    const [finding, ...others] = check();
    expect([finding, others]).toMatchObject([{ rule: 'image-ready', messageId: 'unresolved', severity: 'error' }, []]);
    expect(finding?.message).toContain(reason);
    expect(finding?.message).toContain('the statement at nitro.json:');
  });

  test('but on its last day it does', () => {
    cli.write('nitro.json', { imageStatements: [{ ...statement, expires: '2026-11-01' }] });
    expect(ids()).toEqual([]);
  });

  test('and one in force beside an expired one does', () => {
    cli.write('nitro.json', { imageStatements: [{ ...statement, expires: '2026-10-31' }, statement] });
    expect(ids()).toEqual([]);
  });

  test('no finding then advises a statement where none counts', () => {
    cli.write('nitro.json', { rules: { 'image-ready': 'locked' } });
    expect(check()[0]?.message).not.toContain('templateParameter');
    cli.write('nitro.json', { imageProof: 'probe' });
    expect(check()[0]?.message).not.toContain('templateParameter');
  });
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('a parameter called %s is one like any other', (name) => {
  cli.write(
    'templates/web.json',
    `{"Parameters": {"${name}": {"Type": "String"}}, "Resources": {"Web": {"Type": "AWS::EC2::Instance", "Properties": {"InstanceType": "m7i.large", "ImageId": {"Ref": "${name}"}}}}}`,
  );
  state('Other');
  expect(ids()).toEqual(['image-ready/unresolved', 'policy/unmatchedStatement']);
  state(name);
  expect(ids()).toEqual([]);
});

test('a statement for a name of every object matches no parameter', () => {
  state('constructor', '__proto__');
  cli.write('templates/web.json', template(READY));
  expect(ids()).toEqual(['policy/unmatchedStatement', 'policy/unmatchedStatement']);
});

test('policy explain prints it', () => {
  cli.write('nitro.json', { imageStatements: [{ templateParameter: 'AMI*', reason: REASON, expires: '2026-11-11' }] });
  expect(cli.run(['policy', 'explain']).out).toContain(
    `template parameter AMI*: ${REASON}, until 2026-11-11, ends in 10 days  nitro.json:3`,
  );
  cli.write('nitro.json', { rules: { 'image-ready': 'locked' }, imageStatements: [{ templateParameter: 'AMI*', reason: REASON }] });
  expect(cli.run(['policy', 'explain']).out).toContain('does not count');
});

describe('in a cloud assembly', () => {
  const element = (logicalId: string): object[] => [{ type: 'aws:cdk:logicalId', data: logicalId }];
  const stackOf = (file: string): object[] => [{ type: 'aws:cdk:templateFile', data: file }];
  const paths = { '/Prod/Web/AMIService': element('AMIService'), '/Prod/Web/Nested/Child': element('Child') };
  const twice = { ...paths, '/Prod/Web/Nested/AMI': element('AMIService') };

  function assembly(metadata: object, beside = false): void {
    const stack = {
      type: 'aws:cloudformation:stack',
      properties: { templateFile: 'Web.template.json' },
      ...(beside ? { additionalMetadataFile: 'Web.metadata.json' } : { metadata }),
    };
    cli.write('templates/manifest.json', { version: '55.0.0', artifacts: { Web: stack } });
    if (beside) cli.write('templates/Web.metadata.json', metadata);
    const nested = {
      Child: { Type: 'AWS::CloudFormation::Stack', Properties: {}, Metadata: { 'aws:asset:path': 'n.nested.template.json' } },
    };
    const web = template(REF) as { Resources: object };
    cli.write('templates/Web.template.json', { ...web, Resources: { ...web.Resources, ...nested } });
    cli.write('templates/n.nested.template.json', template(READY, { AMIService: FREE }));
  }

  test.each<[string, object, boolean]>([
    ['in the manifest', paths, false],
    ['in a file of its own', paths, true],
    [
      'with the templates of stacks',
      { ...twice, '/Prod/Web': stackOf('Web.template.json'), '/Prod/Web/Nested': stackOf('n.nested.template.json') },
      true,
    ],
  ])('a construct path counts: %s', (_, metadata, beside) => {
    state('Prod/*/AMI*');
    assembly(metadata, beside);
    expect(ids()).toEqual([]);
  });

  test.each<[string, object]>([
    [
      'of an element of a nested stack',
      { ...twice, '/Prod/Web': stackOf('Web.template.json'), '/Prod/Web/Nested': stackOf('n.nested.template.json') },
    ],
    ['that one of two elements has', twice],
    ['that is not in the metadata', {}],
  ])('a construct path does not count: %s', (_, metadata) => {
    state('Prod/Web/Nested/AMI');
    assembly(metadata, true);
    expect(ids()).toContain('image-ready/unresolved');
  });

  test('the finding names the path', () => {
    assembly(paths);
    expect(check()[0]?.message).toContain('{ "templateParameter": "Prod/Web/AMIService", "reason": "..." }');
  });

  test('metadata that cannot be read leaves the names', () => {
    assembly(paths, true);
    cli.write('templates/Web.metadata.json', '{');
    expect(check()[0]?.message).toContain('{ "templateParameter": "AMIService", "reason": "..." }');
  });
});
