import { findingsIn, instance, launchTemplate, missing, parameter, xen } from '../template/checked';

const NO_VALUE = { Ref: 'AWS::NoValue' };
const byId = (id: unknown) => ({ LaunchTemplateId: id, Version: '1' });
const outside = (logicalId: string, path: string) => ({
  rule: 'instance-type-resolvable',
  messageId: 'launchTemplateOutside',
  severity: 'warning',
  logicalId,
  path,
});

function group(properties: object, more: object = {}): object {
  return { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { MinSize: '1', MaxSize: '1', ...properties }, ...more };
}

const findings = (Resources: object, sections: object = {}) => findingsIn({ Resources, ...sections });
const SOMETIMES = { Conditions: { C: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'a'] } } };

describe('a launch without a type of its own', () => {
  test('takes the one of its launch template, which is judged where it is written', () => {
    const Template = launchTemplate({ InstanceType: 'm4.large' });
    expect(findings({ Group: group({ LaunchTemplate: byId({ Ref: 'Template' }) }), Template })).toMatchObject([
      { logicalId: 'Template', ...xen(['m4.large'], 'literal', 'Properties/LaunchTemplateData/InstanceType') },
    ]);
  });

  test('has none where the launch template has none', () => {
    const Template = launchTemplate({});
    expect(findings({ Group: group({ LaunchTemplate: byId({ Ref: 'Template' }) }), Template })).toMatchObject([missing('Group')]);
    expect(
      findings({ Web: { Type: 'AWS::EC2::Instance', Properties: { LaunchTemplate: byId({ Ref: 'Template' }) } }, Template }),
    ).toMatchObject([missing('Web')]);
  });

  test('two launch templates without names are not confused', () => {
    const resources = (id: string) => ({
      Group: group({ LaunchTemplate: byId({ Ref: id }) }),
      Empty: launchTemplate({}),
      Full: launchTemplate({ InstanceType: 'm5.large' }),
    });
    expect(findings(resources('Full'))).toEqual([]);
    expect(findings(resources('Empty'))).toMatchObject([missing('Group')]);
    expect(findings(resources('Elsewhere'))).toMatchObject([outside('Group', 'Properties/LaunchTemplate')]);
  });

  test('finds the launch template by its name', () => {
    const Template = { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateName: 'web', LaunchTemplateData: {} } };
    expect(findings({ Group: group({ LaunchTemplate: { LaunchTemplateName: 'web' } }), Template })).toMatchObject([missing('Group')]);
    expect(findings({ Group: group({ LaunchTemplate: { LaunchTemplateName: 'other' } }), Template })).toMatchObject([
      outside('Group', 'Properties/LaunchTemplate'),
    ]);
    const both = {
      A: { ...Template, Properties: { LaunchTemplateName: 'web', LaunchTemplateData: { InstanceType: 'm5.large' } } },
      Template,
    };
    expect(findings({ Group: group({ LaunchTemplate: { LaunchTemplateName: 'web' } }), ...both })).toMatchObject([missing('Group')]);
  });

  test.each([{}, { Version: '1' }, { LaunchTemplateId: NO_VALUE }, 'lt-1', []])(
    'does not pass with a reference to nothing: %j',
    (reference) => {
      const found = findings({ Group: group({ LaunchTemplate: reference }) });
      expect(found.map(({ messageId }) => messageId)).toEqual([Array.isArray(reference) ? 'missing' : 'launchTemplateOutside']);
    },
  );

  test('under every condition', () => {
    const Full = launchTemplate({ InstanceType: 'm5.large' });
    const Empty = launchTemplate({});
    const either = byId({ 'Fn::If': ['C', { Ref: 'Full' }, { Ref: 'Empty' }] });
    expect(findings({ Group: group({ LaunchTemplate: either }), Full, Empty }, SOMETIMES)).toMatchObject([missing('Group')]);
    const sometimes = { 'Fn::If': ['C', byId({ Ref: 'Full' }), NO_VALUE] };
    expect(findings({ Group: group({ LaunchTemplate: sometimes }), Full }, SOMETIMES)).toMatchObject([missing('Group')]);
    const idOrName = {
      LaunchTemplateId: { 'Fn::If': ['C', { Ref: 'Full' }, NO_VALUE] },
      LaunchTemplateName: { 'Fn::If': ['C', NO_VALUE, 'web'] },
    };
    const Named = {
      Type: 'AWS::EC2::LaunchTemplate',
      Properties: { LaunchTemplateName: 'web', LaunchTemplateData: { InstanceType: 'c5.large' } },
    };
    expect(findings({ Group: group({ LaunchTemplate: idOrName }), Full, Named }, SOMETIMES)).toEqual([]);
  });

  test('whose launch template has one under the same condition', () => {
    const Template = launchTemplate({ InstanceType: { 'Fn::If': ['C', 'm5.large', NO_VALUE] } });
    const Web = {
      Type: 'AWS::EC2::Instance',
      Properties: { InstanceType: { 'Fn::If': ['C', NO_VALUE, 'm5.large'] }, LaunchTemplate: byId({ Ref: 'Template' }) },
    };
    expect(findings({ Web, Template }, SOMETIMES)).toEqual([]);
  });

  test.each([{}, null, undefined, { InstanceType: null }, { InstanceType: NO_VALUE }])('with Properties %j', (Properties) => {
    expect(findings({ Web: { Type: 'AWS::EC2::Instance', Properties } })).toMatchObject([missing('Web')]);
  });

  test.each(['text', 5, [], true])('with Properties %j', (Properties) => {
    expect(findings({ Web: { Type: 'AWS::EC2::Instance', Properties } })).toMatchObject([{ messageId: 'unresolved', path: 'Properties' }]);
  });
});

describe('an Auto Scaling group', () => {
  const mixed = (overrides: unknown, id: unknown = { Ref: 'Template' }) =>
    group({ MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: byId(id), Overrides: overrides } } });
  const OVERRIDES = 'Properties/MixedInstancesPolicy/LaunchTemplate/Overrides';

  test('takes the types of its overrides', () => {
    const Template = launchTemplate({});
    expect(findings({ Group: mixed([{ InstanceType: 'm5.large' }, { InstanceType: 'm4.large' }]), Template })).toMatchObject([
      xen(['m4.large'], 'literal', `${OVERRIDES}/1/InstanceType`),
    ]);
    expect(findings({ Group: mixed([]), Template })).toMatchObject([missing('Group')]);
    expect(findings({ Group: mixed(undefined), Template })).toMatchObject([missing('Group')]);
  });

  test('needs the launch template’s for an override without one', () => {
    const overrides = [{ InstanceType: 'm5.large' }, { WeightedCapacity: '2' }];
    expect(findings({ Group: mixed(overrides), Template: launchTemplate({}) })).toMatchObject([missing('Group', `${OVERRIDES}/1`)]);
    expect(findings({ Group: mixed(overrides), Template: launchTemplate({ InstanceType: 'm5.large' }) })).toEqual([]);
    expect(findings({ Group: mixed(overrides, 'lt-1') })).toMatchObject([{ messageId: 'launchTemplateOutside', severity: 'warning' }]);
  });

  test('lets an override have requirements instead of a type', () => {
    const requirements = { InstanceRequirements: { VCpuCount: { Min: 2 }, MemoryMiB: { Min: 1024 }, AllowedInstanceTypes: ['m5.*'] } };
    expect(findings({ Group: mixed([{ InstanceType: 'm5.large' }, requirements]), Template: launchTemplate({}) })).toEqual([]);
  });

  test('lets an override have a launch template of its own', () => {
    const overrides = [{ InstanceType: 'm5.large' }, { LaunchTemplateSpecification: byId({ Ref: 'Own' }) }];
    expect(
      findings({ Group: mixed(overrides), Template: launchTemplate({ InstanceType: 'm5.large' }), Own: launchTemplate({}) }),
    ).toMatchObject([missing('Group', `${OVERRIDES}/1`)]);
  });

  test('may take its type from a launch configuration or an instance', () => {
    const Config = { Type: 'AWS::AutoScaling::LaunchConfiguration', Properties: { InstanceType: 'm4.large', ImageId: 'ami-1' } };
    expect(findings({ Group: group({ LaunchConfigurationName: { Ref: 'Config' } }), Config })).toMatchObject([
      { logicalId: 'Config', ...xen(['m4.large']) },
    ]);
    expect(findings({ Group: group({ InstanceId: { Ref: 'Web' } }), Web: instance('m5.large') })).toEqual([]);
    expect(
      findings(
        {
          Group: group({ LaunchConfigurationName: { 'Fn::If': ['C', { Ref: 'Config' }, NO_VALUE] } }),
          Config: { ...Config, Properties: { InstanceType: 'm5.large' } },
        },
        SOMETIMES,
      ),
    ).toMatchObject([missing('Group')]);
  });

  test.each(['my-configuration', { 'Fn::ImportValue': 'configuration' }, { Ref: 'Elsewhere' }])(
    'that takes it from somewhere else says so: %j',
    (name) => {
      expect(findings({ Group: group({ LaunchConfigurationName: name }) })).toMatchObject([
        {
          rule: 'instance-type-resolvable',
          messageId: 'typeSourceOutside',
          severity: 'warning',
          path: 'Properties/LaunchConfigurationName',
        },
      ]);
    },
  );
});

describe('fleets', () => {
  const config = (id: string, overrides?: unknown) => ({
    LaunchTemplateSpecification: byId({ Ref: id }),
    ...(overrides === undefined ? {} : { Overrides: overrides }),
  });
  const TEMPLATES = { Full: launchTemplate({ InstanceType: 'm5.large' }), Empty: launchTemplate({}) };
  const TYPED = [{ InstanceType: 'm5.large' }];

  test.each([
    ['AWS::EC2::EC2Fleet', (configs: unknown) => ({ LaunchTemplateConfigs: configs }), 'Properties/LaunchTemplateConfigs'],
    [
      'AWS::EC2::SpotFleet',
      (configs: unknown) => ({ SpotFleetRequestConfigData: { LaunchTemplateConfigs: configs } }),
      'Properties/SpotFleetRequestConfigData/LaunchTemplateConfigs',
    ],
  ])('each configuration of an %s', (Type, properties, path) => {
    const fleet = (...configs: readonly unknown[]) => findings({ Fleet: { Type, Properties: properties(configs) }, ...TEMPLATES });
    expect(fleet(config('Full'), config('Empty', TYPED))).toEqual([]);
    expect(fleet(config('Full'), config('Empty', [{ InstanceType: 'm4.large' }]))).toMatchObject([
      xen(['m4.large'], 'literal', `${path}/1/Overrides/0/InstanceType`),
    ]);
    expect(fleet(config('Full', TYPED), config('Empty'))).toMatchObject([missing('Fleet', `${path}/1`)]);
    expect(fleet(config('Empty', [...TYPED, { SubnetId: 'a' }]))).toMatchObject([missing('Fleet', `${path}/0/Overrides/1`)]);
    expect(fleet(config('Full'), config('Empty'))).toMatchObject([missing('Fleet')]);
  });

  test('each launch specification of a Spot Fleet, for which EC2 would choose', () => {
    const path = 'SpotFleetRequestConfigData';
    const Fleet = {
      Type: 'AWS::EC2::SpotFleet',
      Properties: { [path]: { LaunchSpecifications: [{ InstanceType: 'm5.large' }, { ImageId: 'ami-1' }] } },
    };
    expect(findings({ Fleet })).toMatchObject([missing('Fleet', `Properties/${path}/LaunchSpecifications/1`)]);
  });
});

test('what is launched only with a certain property needs a type only then', () => {
  const environment = (Type: unknown) => ({
    Type: 'AWS::Batch::ComputeEnvironment',
    Properties: { Type: 'MANAGED', ComputeResources: { Type } },
  });
  const indirect = { rule: 'instance-type-indirect', messageId: 'delegated' };
  expect(findings({ Batch: environment('FARGATE') })).toEqual([]);
  expect(findings({ Batch: environment('EC2') })).toMatchObject([indirect]);
  expect(findings({ Batch: environment({ Ref: 'Kind' }) }, { Parameters: { Kind: parameter('FARGATE', 'SPOT') } })).toMatchObject([
    indirect,
  ]);
  const games = (properties: object) => ({ Games: { Type: 'AWS::GameLift::Fleet', Properties: properties } });
  expect(findings(games({}))).toMatchObject([missing('Games')]);
  expect(findings(games({ ComputeType: 'ANYWHERE' }))).toEqual([]);
});

test.each(['__proto__', 'constructor'])('%s is a logical id like any other', (id) => {
  const Resources = JSON.parse(`{"${id}": {"Type": "AWS::EC2::Instance", "Properties": {"InstanceType": "m4.large"}}}`) as object;
  expect(findings(Resources)).toMatchObject([{ logicalId: id, ...xen(['m4.large']) }]);
  expect(findings({ Group: group({ LaunchTemplate: byId({ Ref: id }) }) })).toMatchObject([outside('Group', 'Properties/LaunchTemplate')]);
});
