import type { Json } from '../../lib/base/json/json';
import { check } from '../../lib/check';
import { readTemplate } from '../../lib/template/reading/read-template';

type Members = Readonly<Record<string, unknown>>;

const AL2023 = '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}';
const YES_OR_NO: Members = {
  Parameters: { Kind: { Type: 'String', AllowedValues: ['yes', 'no'], Default: 'yes' }, Free: { Type: 'String' } },
  Conditions: { Yes: { 'Fn::Equals': [{ Ref: 'Kind' }, 'yes'] }, No: { 'Fn::Not': [{ Condition: 'Yes' }] } },
};

/** The findings on a template, those of images left aside, as `rule/messageId path` with the gravest first. */
function found(resources: Members, sections: Members = YES_OR_NO): string[] {
  const { findings } = check([{ id: 'a', template: { ...sections, Resources: resources } as Json }], {});
  return findings
    .filter(({ rule }) => !rule.startsWith('image-'))
    .map(({ rule, messageId, path, severity }) => `${severity} ${rule}/${messageId} ${path}`);
}

describe('a launch template that is named, and exists in some cases only', () => {
  const named = (LaunchTemplateName: unknown, more: Members = {}): Members => ({
    Type: 'AWS::EC2::LaunchTemplate',
    Properties: { LaunchTemplateName, LaunchTemplateData: { InstanceType: 'm7i.large', ImageId: AL2023 } },
    ...more,
  });
  const web = (more: Members = {}): Members => ({
    Type: 'AWS::EC2::Instance',
    Properties: { LaunchTemplate: { LaunchTemplateName: 'web', Version: '1' } },
    ...more,
  });
  const OUTSIDE = 'warning instance-type-resolvable/launchTemplateOutside Properties/LaunchTemplate';

  test.each<[string, Members]>([
    ['by its condition', { Web: web(), Template: named('web', { Condition: 'Yes' }) }],
    ['by its name', { Web: web(), Template: named({ 'Fn::If': ['Yes', 'web', 'other'] }) }],
    ['by a name that is not decided', { Web: web(), Template: named('web', { Condition: 'Yes' }), Other: named({ Ref: 'Free' }) }],
    ['by the other condition of its user', { Web: web({ Condition: 'No' }), Template: named('web', { Condition: 'Yes' }) }],
    [
      'for an Auto Scaling group',
      {
        Group: { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { LaunchTemplate: { LaunchTemplateName: 'web', Version: '1' } } },
        Template: named('web', { Condition: 'Yes' }),
      },
    ],
  ])('%s', (_, resources) => {
    expect(found(resources)).toEqual([OUTSIDE]);
  });

  test.each<[string, Members]>([
    ['a condition that both have', { Web: web({ Condition: 'Yes' }), Template: named('web', { Condition: 'Yes' }) }],
    ['one of two in each case', { Web: web(), One: named('web', { Condition: 'Yes' }), Two: named('web', { Condition: 'No' }) }],
    ['no condition', { Web: web(), Template: named('web') }],
    [
      'a type of the instance itself',
      {
        Web: { ...web(), Properties: { InstanceType: 'm7i.large', ImageId: AL2023, LaunchTemplate: { LaunchTemplateName: 'web' } } },
        Template: named('web', { Condition: 'Yes' }),
      },
    ],
  ])('clean: %s', (_, resources) => {
    expect(found(resources)).toEqual([]);
  });
});

describe('an object of a pipeline without a type, beside one that has it', () => {
  const object = (Id: string, fields: Readonly<Record<string, unknown>>): Members => ({
    Id,
    Name: Id,
    Fields: Object.entries(fields).map(([Key, StringValue]) => ({ Key, StringValue })),
  });
  const pipeline = (...PipelineObjects: readonly Members[]): Members => ({
    Pipeline: { Type: 'AWS::DataPipeline::Pipeline', Properties: { Name: 'p', PipelineObjects } },
  });
  const first = object('first', { type: 'Ec2Resource', instanceType: 'm7i.large' });
  const DELEGATED = 'warning instance-type-indirect/delegated Properties/PipelineObjects/1';

  test.each<[string, Members]>([
    ['an instance', object('second', { type: 'Ec2Resource' })],
    ['a cluster', object('second', { type: 'EmrCluster' })],
    ['the core nodes of a cluster', object('second', { type: 'EmrCluster', masterInstanceType: 'm7i.xlarge', coreInstanceCount: '2' })],
    ['the tasks of a cluster', object('second', { type: 'EmrCluster', masterInstanceType: 'm7i.xlarge', taskInstanceCount: '2' })],
    ['a type by a condition', object('second', { type: { 'Fn::If': ['Yes', 'Ec2Resource', 'S3DataNode'] } })],
    ['a parent without a type', object('second', { type: 'Ec2Resource', parent: 'none' })],
  ])('%s', (_, second) => {
    expect(found(pipeline(first, second))).toEqual([DELEGATED]);
  });

  test.each<[string, readonly Members[]]>([
    ['what launches nothing', [first, object('second', { type: 'ShellCommandActivity' })]],
    ['a type of its own', [first, object('second', { type: 'EmrCluster', masterInstanceType: 'm7i.xlarge' })]],
    ['the object that all inherit from', [object('Default', { instanceType: 'm7i.large' }), object('second', { type: 'Ec2Resource' })]],
    [
      'a parent with a type',
      [object('base', { instanceType: 'm7i.large' }), { ...object('second', { type: 'Ec2Resource', parent: 'base' }) }],
    ],
  ])('clean: %s', (_, objects) => {
    expect(found(pipeline(...objects))).toEqual([]);
  });
});

describe('an option of Beanstalk that a loop writes', () => {
  const NITRO = { Namespace: 'aws:ec2:instances', OptionName: 'InstanceTypes', Value: 'm7i.large' };
  const environment = (...OptionSettings: readonly unknown[]): Members => ({
    Web: { Type: 'AWS::ElasticBeanstalk::Environment', Properties: { ApplicationName: 'a', OptionSettings } },
  });
  const loops = { Transform: 'AWS::LanguageExtensions', Parameters: { Names: { Type: 'CommaDelimitedList' } } };
  const loop = (items: unknown, body: Members): Members => ({ 'Fn::ForEach::Each': ['It', items, body] });
  const XEN = 'error instance-type/xen Properties/OptionSettings/1/Value';

  test.each<[string, Members]>([
    ['its value', { Namespace: 'aws:ec2:instances', OptionName: 'InstanceTypes', ...loop(['Value'], { '${It}': 't2.micro' }) }],
    ['its name', { Namespace: 'aws:ec2:instances', Value: 't2.micro', ...loop(['InstanceTypes'], { OptionName: '${It}' }) }],
    ['all of it', loop(['t2.micro'], { Namespace: 'aws:ec2:instances', OptionName: 'InstanceTypes', Value: '${It}' })],
    ['under a name of its own', loop(['t2.micro'], { 'Of${It}': { ...NITRO, Value: { Ref: 'It' } } })],
    ['by a key that is not decided', { ...NITRO, Value: undefined, ...loop({ Ref: 'Names' }, { '${It}': 't2.micro' }) }],
  ])('%s', (_, option) => {
    expect(found(environment(NITRO, option), loops)).toEqual([XEN]);
  });

  test('clean: another option, and a type built on Nitro', () => {
    const other = loop(['Value'], { Namespace: 'aws:ec2:vpc', OptionName: 'VPCId', '${It}': 't2.micro' });
    const own = loop(['m7i.large'], { Namespace: 'aws:ec2:instances', OptionName: 'InstanceTypes', Value: '${It}' });
    expect(found(environment(NITRO, other, own), loops)).toEqual([]);
  });
});

describe('a deployment of Launch Wizard', () => {
  const deployment = (Specifications?: Members): Members => ({
    Sap: { Type: 'AWS::LaunchWizard::Deployment', Properties: { Name: 'n', WorkloadName: 'SAP', Specifications } },
  });

  test.each<[string, Members | undefined, string]>([
    ['a Xen type', { DatabaseInstanceType: 'x1.32xlarge' }, 'error instance-type/xen Properties/Specifications/DatabaseInstanceType'],
    [
      'one under any name',
      { Size: { 'Fn::If': ['Yes', 'r4.large', 'r7i.large'] } },
      'error instance-type/xen Properties/Specifications/Size',
    ],
    ['undecided', { InstanceType: { Ref: 'Free' } }, 'error instance-type-resolvable/unresolved Properties/Specifications/InstanceType'],
    ['no type', { VpcId: 'vpc-1' }, 'warning instance-type-indirect/delegated Properties'],
    ['no specifications', undefined, 'warning instance-type-indirect/delegated Properties'],
  ])('%s', (_, specifications, expected) => {
    expect(found(deployment(specifications))).toEqual([expected]);
  });

  test('clean: a type built on Nitro, beside settings that are none', () => {
    expect(found(deployment({ InstanceType: 'r7i.large', VpcId: { Ref: 'Free' }, Domain: 'corp.example.com' }))).toEqual([]);
  });
});

describe('who launches nothing is decided by case', () => {
  const environment = (Type: unknown, resources: Members, sections: Members = YES_OR_NO): string[] =>
    found({ Batch: { Type: 'AWS::Batch::ComputeEnvironment', Properties: { Type, ComputeResources: resources } } }, sections);
  const parameter = (more: Members): Members => ({ Parameters: { Kind: { Type: 'String', ...more } } });
  const either = (yes: unknown, no: unknown): unknown => ({ 'Fn::If': ['Yes', yes, no] });
  const NO_VALUE = { Ref: 'AWS::NoValue' };
  const XEN = 'error instance-type/xen Properties/ComputeResources/InstanceTypes/0';
  const DELEGATED = 'warning instance-type-indirect/delegated Properties';

  test('clean: types that are written for Fargate only launch nothing', () => {
    expect(environment('MANAGED', { Type: either('FARGATE', 'EC2'), InstanceTypes: either(['m4.large'], ['m7i.large']) })).toEqual([]);
    expect(environment(either('UNMANAGED', 'MANAGED'), { Type: 'EC2', InstanceTypes: either(['m4.large'], ['m7i.large']) })).toEqual([]);
  });

  test('and those for EC2 do', () => {
    expect(environment('MANAGED', { Type: either('FARGATE', 'EC2'), InstanceTypes: either(NO_VALUE, ['m4.large']) })).toEqual([XEN]);
    expect(environment('MANAGED', { Type: either('FARGATE', 'SPOT'), InstanceTypes: either(['m7i.large'], NO_VALUE) })).toEqual([
      DELEGATED,
    ]);
  });

  test.each<[string, unknown, unknown, Members]>([
    ['a pattern of Fargate', 'MANAGED', { Ref: 'Kind' }, parameter({ AllowedPattern: 'FARGATE(_SPOT)?' })],
    ['a text that begins so', 'MANAGED', { 'Fn::Sub': 'FARGATE${Kind}' }, parameter({})],
    ['an unmanaged environment, by a pattern', { Ref: 'Kind' }, 'EC2', parameter({ AllowedPattern: 'UNMANAGED' })],
    ['an unmanaged environment, by a text', { 'Fn::Sub': 'UN${Kind}' }, 'EC2', parameter({})],
    ['Fargate in lower case', 'managed', 'fargate', {}],
  ])('clean: %s', (_, type, computeType, sections) => {
    expect(environment(type, { Type: computeType }, sections)).toEqual([]);
  });

  test.each<[string, unknown, Members]>([
    ['a pattern of more', { Ref: 'Kind' }, parameter({ AllowedPattern: 'FARGATE|EC2' })],
    ['a text that may end so', { 'Fn::Sub': '${Kind}T' }, parameter({})],
    ['anything', { Ref: 'Kind' }, parameter({})],
  ])('%s may launch', (_, computeType, sections) => {
    expect(environment('MANAGED', { Type: computeType }, sections)).toEqual([DELEGATED]);
  });
});

describe('one cause, one finding', () => {
  test("a resource's condition does not make two findings of one", () => {
    const web = (InstanceType: unknown): Members => ({
      Web: { Type: 'AWS::EC2::Instance', Condition: 'Yes', Properties: { InstanceType, ImageId: AL2023 } },
    });
    expect(found(web({ 'Fn::If': ['Yes', 'm4.large', 'm4.xlarge'] }))).toEqual(['error instance-type/xen Properties/InstanceType']);
    expect(found(web({ Ref: 'Free' }))).toEqual(['error instance-type-resolvable/unresolved Properties/InstanceType']);
    expect(found(web({ 'Fn::If': ['No', 'm4.large', 'm7i.large'] }))).toEqual([]);
  });

  test("a list's twenty-fifth position has its own default", () => {
    const at = (last: string) => {
      const types = { Type: 'CommaDelimitedList', Default: [...Array.from({ length: 24 }, () => 'm7i.large'), last].join(',') };
      const web = { Type: 'AWS::EC2::Instance', Properties: { InstanceType: { 'Fn::Select': ['24', { Ref: 'Types' }] }, ImageId: AL2023 } };
      return check([{ id: 'a', template: { Parameters: { Types: types }, Resources: { Web: web } } }], {}).findings;
    };
    expect(at('c7i.large')[0]).toMatchObject({ messageId: 'freeParameter', values: ['c7i.large'] });
    expect(at('t2.large')).toEqual([expect.objectContaining({ messageId: 'xen', values: ['t2.large'] })]);
  });

  test('a launch configuration that no group uses counts as a launch, as a launch template does', () => {
    const configuration = { Type: 'AWS::AutoScaling::LaunchConfiguration', Properties: { InstanceType: 'm7i.large', ImageId: AL2023 } };
    const group = { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { LaunchConfigurationName: { Ref: 'Configuration' } } };
    const launches = (resources: Members): number => check([{ id: 'a', template: { Resources: resources } as Json }], {}).launches;
    expect(launches({ Configuration: configuration })).toBe(1);
    expect(launches({ Configuration: configuration, Group: group })).toBe(1);
    expect(
      launches({ Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { InstanceType: 'm7i.large' } } } }),
    ).toBe(1);
  });
});

describe('numbers are kept as they are written', () => {
  const image = JSON.stringify(AL2023);
  const inJson = (sections: string, type: string): string =>
    `{ ${sections} "Resources": { "Web": { "Type": "AWS::EC2::Instance", "Properties": { "ImageId": ${image}, "InstanceType": ${type} } } } }`;
  const inYaml = (sections: string, type: string): string =>
    `${sections}\nResources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ${image}\n      InstanceType: ${type}\n`;
  const typesOf = (text: string): readonly string[] =>
    check([{ id: 'a', ...readTemplate(text, 'a') }], {})
      .findings.filter(({ rule }) => rule === 'instance-type')
      .flatMap(({ values }) => values);
  const MAPPINGS = '"Mappings": { "Of": { "1.0": { "Type": "m4.large" }, "1": { "Type": "m7i.large" } } },';
  const IF = '{ "Fn::If": ["Same", "m4.large", "m7i.large"] }';
  const YAML_IF = '!If [Same, m4.large, m7i.large]';

  test.each([
    [
      "a parameter's value",
      inJson(
        `"Parameters": { "V": { "Type": "String", "Default": 1.0, "AllowedValues": [1.0] } }, ${MAPPINGS}`,
        '{ "Fn::FindInMap": ["Of", { "Ref": "V" }, "Type"] }',
      ),
    ],
    ['a key', inJson(MAPPINGS, '{ "Fn::FindInMap": ["Of", 1.0, "Type"] }')],
    ['a comparison', inJson('"Conditions": { "Same": { "Fn::Equals": [1.0, "1.0"] } },', IF)],
    [
      'a comparison of many digits',
      inJson('"Conditions": { "Same": { "Fn::Equals": [12345678901234567890, "12345678901234567890"] } },', IF),
    ],
    ['a comparison with an exponent', inJson('"Conditions": { "Same": { "Fn::Equals": [12e5, "12e5"] } },', IF)],
    ['a comparison in YAML', inYaml("Conditions: { Same: !Equals [1.0, '1.0'] }", YAML_IF)],
    ['an exponent in YAML, which is a text', inYaml("Conditions: { Same: !Equals [12e5, '12e5'] }", YAML_IF)],
    ['a join in YAML', inYaml("Conditions: { Same: !Equals [!Join ['', [1.10]], '1.10'] }", YAML_IF)],
  ])('%s', (_, text) => {
    expect(typesOf(text)).toEqual(['m4.large']);
  });

  test.each([
    ['a key', inJson(MAPPINGS, '{ "Fn::FindInMap": ["Of", 1, "Type"] }')],
    ['a comparison', inJson('"Conditions": { "Same": { "Fn::Equals": [1.0, "1"] } },', IF)],
    ['a comparison in YAML', inYaml("Conditions: { Same: !Equals [1.0, '1'] }", YAML_IF)],
    ['a text with digits and quotes', inJson('"Conditions": { "Same": { "Fn::Equals": ["\\" 1.0", "\\" 1"] } },', IF)],
  ])('clean: %s', (_, text) => {
    expect(typesOf(text)).toEqual([]);
  });
});
