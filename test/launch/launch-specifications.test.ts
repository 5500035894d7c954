import { collectLaunches } from '../../lib/launch/launches';
import { launchSpecifications, type LaunchSpecification, type Specified } from '../../lib/launch/specification/launch-specifications';
import { isFor } from '../../lib/launch/launch-template-targets';
import type { Json } from '../../lib/base/json/json';
import type { SpecifiedProperty } from '../../lib/launch/sites/specification-sites';
import { scalarText } from '../../lib/template/values/outcome';
import { TemplateSet } from '../../lib/template/template-set';
import { launchTemplate, parameter } from '../template/checked';

const NO_VALUE = { Ref: 'AWS::NoValue' };
const byId = (id: unknown) => ({ LaunchTemplateId: { Ref: id }, Version: '1' });
const CONDITION = { C: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'a'] } };
const either = (yes: unknown, no: unknown) => ({ 'Fn::If': ['C', yes, no] });

interface SpecifiedText extends Specified {
  readonly text: string;
}

function textsOf(specification: LaunchSpecification, property: SpecifiedProperty): SpecifiedText[] {
  return specification.read(property).values.flatMap((specified) =>
    specified.value.outcomes.flatMap((outcome) => {
      const text = outcome.kind === 'known' ? (scalarText(outcome.value) ?? '(object)') : '?';
      return [{ specified, when: outcome.when, text }];
    }),
  );
}

function specificationsOf(template: object, logicalId: string): readonly LaunchSpecification[] {
  const set = new TemplateSet([{ id: 'template', template: template as Json }], new Map());
  const launch = collectLaunches(set.deployments).find(({ resource }) => resource.logicalId === logicalId);
  return launch === undefined ? [] : launchSpecifications(launch);
}

/** Every type with every image that it may be launched with, `-` for none: `m5.large ami-1`. */
function pairs(template: object, logicalId = 'Launch'): string[] {
  const found = specificationsOf(template, logicalId).flatMap((specification) => {
    const images = textsOf(specification, 'machine-image');
    return textsOf(specification, 'instance-type').flatMap((type) => {
      const [family = ''] = type.text.split('.');
      const together = images.filter(
        (image) => isFor(image.specified, { name: type.text, family }) && specification.mayCoincide(type, image),
      );
      const { unset, unchecked } = specification.read('machine-image');
      const none = unset.length > 0 || (unchecked.length > 0 && together.length === 0) ? ['-'] : [];
      return [...together.map(({ text }) => text), ...none].map((image) => `${type.text} ${image}`);
    });
  });
  return [...new Set(found)].sort();
}

function group(overrides: unknown, data: object, more: object = {}): object {
  return {
    Resources: {
      Launch: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: {
          MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: byId('Template'), Overrides: overrides } },
        },
      },
      Template: launchTemplate(data),
      ...more,
    },
    Conditions: CONDITION,
  };
}

const launched = (Type: string, Properties: object, more: object = {}, sections: object = {}) => ({
  Resources: { Launch: { Type, Properties }, ...more },
  Conditions: CONDITION,
  ...sections,
});

describe('an instance', () => {
  const instance = (properties: object, data?: object, sections: object = {}) =>
    launched(
      'AWS::EC2::Instance',
      { ...properties, ...(data === undefined ? {} : { LaunchTemplate: byId('Template') }) },
      data === undefined ? {} : { Template: launchTemplate(data) },
      sections,
    );

  test.each([
    ['its own words', { InstanceType: 'a', ImageId: '1' }, undefined, ['a 1']],
    ['those of its launch template', {}, { InstanceType: 'a', ImageId: '1' }, ['a 1']],
    ['its own type over the launch template’s', { InstanceType: 'b' }, { InstanceType: 'a', ImageId: '1' }, ['b 1']],
    ['its own image over the launch template’s', { ImageId: '2' }, { InstanceType: 'a', ImageId: '1' }, ['a 2']],
    ['no image', { InstanceType: 'a' }, { InstanceType: 'b' }, ['a -']],
  ] as const)('is launched from %s', (_, properties, data, expected) => {
    expect(pairs(instance(properties, data))).toEqual(expected);
  });

  test('the launch template counts where the instance is silent only', () => {
    const properties = { InstanceType: either('a', NO_VALUE), ImageId: '1' };
    expect(pairs(instance(properties, { InstanceType: either('never', 'b') }))).toEqual(['a 1', 'b 1']);
    expect(pairs(instance({ ...properties, ImageId: either('1', NO_VALUE) }, { InstanceType: 'b', ImageId: '2' }))).toEqual(['a 1', 'b 2']);
  });

  test('what one condition decides does not mix', () => {
    expect(pairs(instance({ InstanceType: either('a', 'b'), ImageId: either('1', '2') }))).toEqual(['a 1', 'b 2']);
  });

  test('what one parameter decides does not mix', () => {
    const sections = {
      Parameters: { Kind: parameter('arm', 'x86') },
      Mappings: { Kinds: { arm: { Type: 'a', Image: '1' }, x86: { Type: 'b', Image: '2' } } },
    };
    const chosen = (what: string) => ({ 'Fn::FindInMap': ['Kinds', { Ref: 'Kind' }, what] });
    expect(pairs(instance({ InstanceType: chosen('Type'), ImageId: chosen('Image') }, undefined, sections))).toEqual(['a 1', 'b 2']);
  });

  test('an image there is under one condition only', () => {
    expect(pairs(instance({ InstanceType: either('a', 'b'), ImageId: either('1', NO_VALUE) }))).toEqual(['a -', 'a 1', 'b -']);
  });

  test('a launch template outside what is checked may name the image', () => {
    const [specification] = specificationsOf(
      launched('AWS::EC2::Instance', { InstanceType: 'a', LaunchTemplate: byId('Elsewhere') }),
      'Launch',
    );
    expect(specification?.read('machine-image')).toMatchObject({ values: [], unset: [], unchecked: [{ name: "'Elsewhere'" }] });
  });

  test('has its own features, and those of its launch template', () => {
    const off = { EnclaveOptions: { Enabled: false } };
    const data = { EnclaveOptions: { Enabled: true }, HibernationOptions: { Configured: true } };
    const [specification] = specificationsOf(instance(off, data), 'Launch');
    expect(specification && textsOf(specification, 'enclaves').map(({ text }) => text)).toEqual(['false']);
    expect(specification && textsOf(specification, 'hibernation').map(({ text }) => text)).toEqual(['true']);
  });
});

describe('an Auto Scaling group', () => {
  const EMPTY = { Empty: launchTemplate({ EbsOptimized: true }) };

  test('with a plain launch template', () => {
    const properties = { LaunchTemplate: byId('Template') };
    const more = { Template: launchTemplate({ InstanceType: 'a', ImageId: '1' }) };
    expect(pairs(launched('AWS::AutoScaling::AutoScalingGroup', properties, more))).toEqual(['a 1']);
  });

  test.each([
    ['overrides with types, and not the launch template’s own', [{ InstanceType: 'b' }, { InstanceType: 'c' }], ['b 1', 'c 1']],
    ['the launch template’s type without overrides', undefined, ['a 1']],
    ['the launch template’s type for an override without one', [{ InstanceType: 'b' }, { WeightedCapacity: '2' }], ['a 1', 'b 1']],
    ['an override with an image of its own', [{ InstanceType: 'b', ImageId: '2' }, { InstanceType: 'c' }], ['b 2', 'c 1']],
    [
      'an override with a launch template of its own',
      [{ InstanceType: 'b', LaunchTemplateSpecification: byId('Other') }, { InstanceType: 'c' }],
      ['b 3', 'c 1'],
    ],
    ['an override whose launch template has a type', [{ LaunchTemplateSpecification: byId('Other') }], ['d 3']],
    ['an override with requirements', [{ InstanceRequirements: {} }], ['(object) 1']],
  ] as const)('%s', (_, overrides, expected) => {
    const more = { Other: launchTemplate({ InstanceType: 'd', ImageId: '3' }) };
    expect(pairs(group(overrides, { InstanceType: 'a', ImageId: '1' }, more))).toEqual(expected);
  });

  test('the launch template of an override is taken in place of the one of the group', () => {
    const data = { ImageId: '1', EnclaveOptions: { Enabled: true } };
    const overriding = (reference: unknown) => group([{ InstanceType: 'b', LaunchTemplateSpecification: reference }], data, EMPTY);
    const enclaves = (reference: unknown) =>
      specificationsOf(overriding(reference), 'Launch').flatMap((each) => textsOf(each, 'enclaves').map(({ text }) => text));
    expect(pairs(overriding(byId('Empty')))).toEqual(['b -']);
    expect(enclaves(byId('Empty'))).toEqual([]);
    expect(pairs(overriding(either(byId('Empty'), NO_VALUE)))).toEqual(['b -', 'b 1']);
    expect(enclaves(either(byId('Empty'), NO_VALUE))).toEqual(['true']);
    expect(pairs(overriding(byId('Elsewhere')))).toEqual(['b -']);
  });

  test('overrides under a condition', () => {
    const data = { InstanceType: 'a', ImageId: '1' };
    expect(pairs(group(either([{ InstanceType: 'b' }], NO_VALUE), data))).toEqual(['a 1', 'b 1']);
    expect(pairs(group([either({ InstanceType: 'b' }, { InstanceType: 'c' })], { ImageId: either('1', '2') }))).toEqual(['b 1', 'c 2']);
  });

  test('takes no image itself where a launch configuration has it', () => {
    const properties = { LaunchConfigurationName: { Ref: 'Config' } };
    const more = { Config: { Type: 'AWS::AutoScaling::LaunchConfiguration', Properties: { InstanceType: 'a', ImageId: '1' } } };
    const template = launched('AWS::AutoScaling::AutoScalingGroup', properties, more);
    expect(specificationsOf(template, 'Launch').every((each) => each.read('machine-image').unset.length === 0)).toBe(true);
    expect(pairs(template, 'Config')).toEqual(['a 1']);
  });
});

describe('a fleet', () => {
  const TEMPLATES = {
    One: launchTemplate({ InstanceType: 'a', ImageId: '1' }),
    Two: launchTemplate({ InstanceType: 'b', ImageId: '2' }),
  };
  const config = (id: string, overrides?: object) => ({
    LaunchTemplateSpecification: byId(id),
    ...(overrides === undefined ? {} : { Overrides: overrides }),
  });
  const configs = [config('One', [{ InstanceType: 'c' }, { InstanceType: 'd' }]), config('Two')];

  test('keeps its configurations apart', () => {
    expect(pairs(launched('AWS::EC2::EC2Fleet', { LaunchTemplateConfigs: configs }, TEMPLATES))).toEqual(['b 2', 'c 1', 'd 1']);
    const spot = { SpotFleetRequestConfigData: { LaunchTemplateConfigs: configs } };
    expect(pairs(launched('AWS::EC2::SpotFleet', spot, TEMPLATES))).toEqual(['b 2', 'c 1', 'd 1']);
  });

  test('keeps its launch specifications apart', () => {
    const specifications = [{ InstanceType: 'a', ImageId: '1' }, { InstanceType: 'b', ImageId: '2' }, { InstanceType: 'c' }];
    const properties = { SpotFleetRequestConfigData: { LaunchSpecifications: specifications } };
    expect(pairs(launched('AWS::EC2::SpotFleet', properties))).toEqual(['a 1', 'b 2', 'c -']);
  });
});

describe('services', () => {
  const template = (data: object) => ({ Template: launchTemplate(data) });

  test('an EKS node group', () => {
    const nodes = (properties: object, data?: object) =>
      pairs(
        launched(
          'AWS::EKS::Nodegroup',
          { ...properties, ...(data === undefined ? {} : { LaunchTemplate: { Id: { Ref: 'Template' } } }) },
          data === undefined ? {} : template(data),
        ),
      );
    expect(nodes({ InstanceTypes: ['a', 'b'], AmiType: 'AL2_ARM_64' })).toEqual(['a AL2_ARM_64', 'b AL2_ARM_64']);
    expect(nodes({ InstanceTypes: ['a'] }, { ImageId: '1' })).toEqual(['a 1']);
    expect(nodes({}, { InstanceType: 'a', ImageId: '1' })).toEqual(['a 1']);
    expect(nodes({ InstanceTypes: ['a'], AmiType: 'CUSTOM' }, { ImageId: '1' })).toEqual(['a 1', 'a CUSTOM']);
  });

  test('a Batch compute environment', () => {
    const compute = (resources: object, more: object = {}) =>
      pairs(launched('AWS::Batch::ComputeEnvironment', { ComputeResources: { Type: 'EC2', InstanceTypes: ['a.x'], ...resources } }, more));
    expect(compute({ ImageId: '1' })).toEqual(['a.x 1']);
    expect(compute({ ImageId: '1', Ec2Configuration: [{ ImageType: 'ECS_AL2023' }] })).toEqual(['a.x 1']);
    expect(compute({ ImageId: '1', Ec2Configuration: [{ ImageType: 'ECS_AL2023', ImageIdOverride: '2' }] })).toEqual(['a.x 2']);
    expect(compute({ Ec2Configuration: [{ ImageType: 'ECS_AL2023' }] })).toEqual(['a.x ECS_AL2023']);
    const LaunchTemplate = { LaunchTemplateId: { Ref: 'Template' } };
    expect(compute({ LaunchTemplate }, template({ ImageId: '1', InstanceType: 'ignored' }))).toEqual(['a.x 1']);
    expect(compute({ LaunchTemplate, ImageId: '2' }, template({ ImageId: '1' }))).toEqual(['a.x 2']);
  });

  test('a Batch compute environment with launch templates for some of its types', () => {
    const Overrides = [{ LaunchTemplateId: { Ref: 'Other' }, TargetInstanceTypes: ['b', 'c.x'] }];
    const properties = {
      ComputeResources: {
        Type: 'EC2',
        InstanceTypes: ['a.x', 'b.x', 'c.x'],
        LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Overrides },
      },
    };
    const more = { ...template({ ImageId: '1' }), Other: launchTemplate({ ImageId: '2' }) };
    expect(pairs(launched('AWS::Batch::ComputeEnvironment', properties, more))).toEqual(['a.x 1', 'b.x 2', 'c.x 2']);
  });

  test('an image of Image Builder, which its recipe and its infrastructure configuration make', () => {
    const infrastructure = { Type: 'AWS::ImageBuilder::InfrastructureConfiguration', Properties: { InstanceTypes: ['a', 'b'] } };
    const recipe = { Type: 'AWS::ImageBuilder::ImageRecipe', Properties: { ParentImage: '1' } };
    const of = (ImageRecipeArn: unknown, InfrastructureConfigurationArn: unknown) =>
      launched(
        'AWS::ImageBuilder::ImagePipeline',
        { ImageRecipeArn, InfrastructureConfigurationArn },
        { Recipe: recipe, Infrastructure: infrastructure },
      );
    expect(pairs(of({ Ref: 'Recipe' }, { 'Fn::GetAtt': ['Infrastructure', 'Arn'] }))).toEqual(['a 1', 'b 1']);
    expect(pairs(of({ Ref: 'Recipe' }, 'arn:aws:imagebuilder:eu-west-1:123456789012:infrastructure-configuration/other'))).toEqual([]);
    const [specification] = specificationsOf(of('arn:aws:imagebuilder:eu-west-1:123456789012:image-recipe/r/1', 'arn'), 'Launch');
    expect(specification?.read('machine-image').unchecked).toEqual([]);
  });

  test('an EMR cluster', () => {
    const Instances = {
      MasterInstanceGroup: { InstanceType: 'a' },
      CoreInstanceGroup: { InstanceType: 'b', CustomAmiId: '2' },
      TaskInstanceFleets: [{ InstanceTypeConfigs: [{ InstanceType: 'c' }, { InstanceType: 'd', CustomAmiId: '3' }] }],
    };
    const cluster = (properties: object) => pairs(launched('AWS::EMR::Cluster', { Instances, ...properties }));
    expect(cluster({ CustomAmiId: '1', ReleaseLabel: 'emr-7.9.0' })).toEqual(['a 1', 'b 2', 'c 1', 'd 3']);
    expect(cluster({ ReleaseLabel: 'emr-7.9.0' })).toEqual(['a emr-7.9.0', 'b 2', 'c emr-7.9.0', 'd 3']);
  });

  test('a Beanstalk environment, whose options are a list of keys and values', () => {
    const option = (OptionName: string, Value: string) => ({ Namespace: 'aws:autoscaling:launchconfiguration', OptionName, Value });
    const OptionSettings = [option('InstanceType', 'a'), option('ImageId', '1'), option('Other', 'x')];
    const beanstalk = (properties: object) => pairs(launched('AWS::ElasticBeanstalk::Environment', properties));
    expect(beanstalk({ OptionSettings, SolutionStackName: 'stack' })).toEqual(['a 1']);
    expect(beanstalk({ OptionSettings: OptionSettings.slice(0, 1), SolutionStackName: 'stack' })).toEqual(['a stack']);
  });

  test('a Data Pipeline, whose objects have lists of fields', () => {
    const object = (type: string, image: string) => ({
      Fields: [
        { Key: 'type', StringValue: 'Ec2Resource' },
        { Key: 'instanceType', StringValue: type },
        { Key: 'imageId', StringValue: image },
      ],
    });
    expect(pairs(launched('AWS::DataPipeline::Pipeline', { PipelineObjects: [object('a', '1'), object('b', '2')] }))).toEqual([
      'a 1',
      'b 2',
    ]);
  });

  test('a game server group and a compute node group take both from where they are', () => {
    const games = { InstanceDefinitions: [{ InstanceType: 'a' }, { InstanceType: 'b' }], LaunchTemplate: byId('Template') };
    expect(pairs(launched('AWS::GameLift::GameServerGroup', games, template({ InstanceType: 'never', ImageId: '1' })))).toEqual([
      'a 1',
      'b 1',
    ]);
    const nodes = { InstanceConfigs: [{ InstanceType: 'a' }], CustomLaunchTemplate: { TemplateId: { Ref: 'Template' } } };
    expect(pairs(launched('AWS::PCS::ComputeNodeGroup', nodes, template({ ImageId: '1' })))).toEqual(['a 1']);
    expect(pairs(launched('AWS::PCS::ComputeNodeGroup', { ...nodes, AmiId: '2' }, template({ ImageId: '1' })))).toEqual(['a 2']);
  });

  test('a build fleet has its type in an object and its image beside that', () => {
    const properties = { ComputeType: 'CUSTOM_INSTANCE_TYPE', ComputeConfiguration: { instanceType: 'a' }, ImageId: '1' };
    expect(pairs(launched('AWS::CodeBuild::Fleet', properties))).toEqual(['a 1']);
  });
});

describe('a launch template', () => {
  test('is a specification by itself', () => {
    const Template = launchTemplate({ InstanceType: 'a', ImageId: '1' });
    expect(pairs({ Resources: { Template } }, 'Template')).toEqual(['a 1']);
  });

  test('in a nested stack counts whatever the stacks assume', () => {
    const child = {
      Resources: { Template: launchTemplate({ ImageId: either('1', '2') }) },
      Conditions: CONDITION,
      Outputs: { Id: { Value: { Ref: 'Template' } } },
    };
    const parent = launched(
      'AWS::EC2::Instance',
      { InstanceType: either('a', 'b'), LaunchTemplate: { LaunchTemplateId: { 'Fn::GetAtt': ['Stack', 'Outputs.Id'] } } },
      { Stack: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'child.yaml' } } },
    );
    const inputs = [
      { id: 'parent', template: parent as Json, nested: new Map([['Stack', 'child']]) },
      { id: 'child', template: child as Json },
    ];
    const launches = collectLaunches(new TemplateSet(inputs, new Map()).deployments);
    const launch = launches.find(({ resource }) => resource.logicalId === 'Launch');
    const [specification] = launch === undefined ? [] : launchSpecifications(launch);
    if (specification === undefined) throw new Error('nothing is launched');
    const types = textsOf(specification, 'instance-type');
    const images = textsOf(specification, 'machine-image');
    expect(
      types.flatMap((type) => images.filter((image) => specification.mayCoincide(type, image)).map(({ text }) => text + type.text)),
    ).toEqual(['1a', '2a', '1b', '2b']);
    // Within one template what excludes each other still does.
    expect(images[0] && images[1] && specification.mayCoincide(images[0], images[1])).toBe(false);
  });
});
