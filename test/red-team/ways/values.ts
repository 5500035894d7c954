import { FINE, IMAGE, instance, resources, type Way } from '../way';

const XEN_TYPE = ['error instance-type/xen'];
const XEN_REQUIREMENTS = ['error instance-requirements/xen'];
const size = (...values: readonly (string | number)[]) => ({ Type: 'Number', Default: values[0], AllowedValues: values });
const IF = (whenTrue: unknown, whenFalse: unknown) => ({ 'Fn::If': ['Perhaps', whenTrue, whenFalse] });
const PERHAPS = { Conditions: { Perhaps: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, '1'] } } };
const NEVER = { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } };

/** An Auto Scaling group with attribute-based selection. */
function selecting(requirements: object, sections: object = {}, image = IMAGE): object {
  const LaunchTemplate = { LaunchTemplateSpecification: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' } };
  return resources(
    {
      Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { ImageId: image } } },
      Group: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: {
          MinSize: '1',
          MaxSize: '1',
          MixedInstancesPolicy: { LaunchTemplate: { ...LaunchTemplate, Overrides: [{ InstanceRequirements: requirements }] } },
        },
      },
    },
    sections,
  );
}

const LARGE = { VCpuCount: { Min: 2, Max: 4 }, MemoryMiB: { Min: 4096, Max: 16384 } };
const typed = (InstanceType: unknown, sections: object = {}) => resources({ Web: instance({ InstanceType }) }, sections);

/** Attribute-based selection with figures of two outcomes. */
export const FIGURES: readonly Way[] = [
  { name: 'a literal', why: 'm4.large and others fit', template: selecting(LARGE), expects: XEN_REQUIREMENTS },
  {
    name: 'Min by a parameter',
    why: 'either value admits Xen types',
    template: selecting({ ...LARGE, MemoryMiB: { Min: { Ref: 'M' }, Max: 16384 } }, { Parameters: { M: size(4096, 8192) } }),
    expects: XEN_REQUIREMENTS,
  },
  {
    name: 'Max by Fn::If',
    why: 'either value admits Xen types',
    template: selecting({ ...LARGE, VCpuCount: { Min: 2, Max: IF(4, 8) } }, PERHAPS),
    expects: XEN_REQUIREMENTS,
  },
  {
    name: 'Max by a mapping',
    why: 'one leaf admits Xen types',
    template: selecting(
      { ...LARGE, VCpuCount: { Min: 2, Max: { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'max'] } } },
      { Mappings: { Sizes: { 'us-east-1': { max: 2 }, 'eu-west-1': { max: 8 } } } },
    ),
    expects: XEN_REQUIREMENTS,
  },
  {
    name: 'the exclusion in one branch only',
    why: 'without the condition nothing is excluded',
    template: selecting(
      { ...LARGE, ExcludedInstanceTypes: IF(['m4.*', 'c4.*', 'r4.*', 't2.*', 'i3.*large', 'm3.*'], { Ref: 'AWS::NoValue' }) },
      PERHAPS,
    ),
    expects: XEN_REQUIREMENTS,
  },
  {
    name: 'current generation only by parameter',
    why: 'previous is one of its values',
    template: selecting(
      { ...LARGE, InstanceGenerations: [{ Ref: 'G' }] },
      { Parameters: { G: { Type: 'String', Default: 'current', AllowedValues: ['current', 'previous'] } } },
    ),
    expects: XEN_REQUIREMENTS,
  },
  {
    name: 'Graviton by a parameter',
    why: 'no Xen type has a processor of AWS',
    template: selecting(
      { ...LARGE, CpuManufacturers: ['amazon-web-services'], MemoryMiB: { Min: { Ref: 'M' } } },
      { Parameters: { M: size(4096, 8192) } },
      IMAGE.replace('amd64', 'arm64'),
    ),
    expects: FINE,
  },
  {
    name: 'only Nitro types allowed',
    why: 'the list admits m6i types alone',
    template: selecting({ ...LARGE, AllowedInstanceTypes: ['m6i.*'], VCpuCount: { Min: 2, Max: IF(4, 8) } }, PERHAPS),
    expects: FINE,
  },
];

/** Numbers and keys as they are written. */
export const NUMBERS: readonly Way[] = [
  {
    name: '1.0 in JSON-like YAML as a key',
    why: "CloudFormation keeps what is written: '1.0' is another key than '1'",
    template: [
      "Mappings: { Types: { '1.0': { t: m4.large }, '1': { t: m5.large } } }",
      'Resources:',
      `  Web: { Type: 'AWS::EC2::Instance', Properties: { ImageId: '${IMAGE}', InstanceType: !FindInMap [Types, 1.0, t] } }`,
      '',
    ].join('\n'),
    expects: XEN_TYPE,
  },
  {
    name: '1 as a key',
    why: 'the row of that key is Nitro',
    template: [
      "Mappings: { Types: { '1.0': { t: m4.large }, '1': { t: m5.large } } }",
      'Resources:',
      `  Web: { Type: 'AWS::EC2::Instance', Properties: { ImageId: '${IMAGE}', InstanceType: !FindInMap [Types, 1, t] } }`,
      '',
    ].join('\n'),
    expects: FINE,
  },
  {
    name: '12e5 in a comparison',
    why: 'YAML 1.1 reads 12e5 as text',
    template: [
      'Conditions: { Same: !Equals [12e5, "12e5"] }',
      'Resources:',
      `  Web: { Type: 'AWS::EC2::Instance', Properties: { ImageId: '${IMAGE}', InstanceType: !If [Same, m4.large, m5.large] } }`,
      '',
    ].join('\n'),
    expects: XEN_TYPE,
  },
];

/** Content that a macro may add. */
export const MACROS: readonly Way[] = [
  {
    name: 'a mapping that is included',
    why: 'the included mapping may hold any type, the default is one of them',
    template: typed(
      { 'Fn::FindInMap': ['Types', 'a', 'b', { DefaultValue: 'm5.large' }] },
      {
        Transform: 'AWS::LanguageExtensions',
        Mappings: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b/k' } } },
      },
    ),
    expects: ['error instance-type-resolvable/unresolved'],
  },
  {
    name: 'a mapping that is written',
    why: 'only its leaf and the default count',
    template: typed(
      { 'Fn::FindInMap': ['Types', 'a', 'b', { DefaultValue: 'm5.large' }] },
      { Transform: 'AWS::LanguageExtensions', Mappings: { Types: { a: { b: 'm6i.large' } } } },
    ),
    expects: FINE,
  },
  {
    name: 'an include beside the mapping',
    why: 'a macro may change the mappings beside it',
    template: typed(
      { 'Fn::FindInMap': ['Types', 'a', 'b', { DefaultValue: 'm5.large' }] },
      {
        Transform: 'AWS::LanguageExtensions',
        Mappings: { Types: { a: { c: 'm6i.large' } }, 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b/k' } } },
      },
    ),
    expects: ['error instance-type-resolvable/unresolved'],
  },
  {
    name: 'a condition that is included, over Xen',
    why: 'the condition may hold',
    template: typed(
      { 'Fn::If': ['Included', 'm4.large', 'm5.large'] },
      { Conditions: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b/k' } } } },
    ),
    expects: XEN_TYPE,
  },
  {
    name: 'a condition that is included, over Nitro',
    why: 'both branches are Nitro',
    template: typed(
      { 'Fn::If': ['Included', 'm6i.large', 'm5.large'] },
      { Conditions: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b/k' } } } },
    ),
    expects: FINE,
  },
  {
    name: 'properties that are included',
    why: 'the include may set the type',
    template: resources({
      Web: {
        Type: 'AWS::EC2::Instance',
        Properties: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b/k' } }, ImageId: IMAGE },
      },
    }),
    expects: ['error instance-type-resolvable/unresolved'],
  },
];

const ownMacro = { 'Fn::Transform': { Name: 'Acme' } };
const anInclude = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b/k' } } };

/** The changes that a macro may make, beside its additions. */
export const CHANGED_BY_MACROS: readonly Way[] = [
  {
    name: "a condition beside a macro of one's own",
    why: 'the macro may write another condition in its place',
    template: resources(
      { Web: { ...instance({ InstanceType: 'm4.large' }), Condition: 'Never' } },
      { Conditions: { ...NEVER.Conditions, ...ownMacro } },
    ),
    expects: XEN_TYPE,
  },
  {
    name: 'a condition beside an include',
    why: 'an include adds, and a written condition stays',
    template: resources(
      { Web: { ...instance({ InstanceType: 'm4.large' }), Condition: 'Never' } },
      { Conditions: { ...NEVER.Conditions, ...anInclude } },
    ),
    expects: FINE,
  },
  {
    name: "a mapping beside a macro of one's own",
    why: 'the macro may write another type in its place',
    template: typed({ 'Fn::FindInMap': ['Types', 'a', 'b'] }, { Mappings: { Types: { a: { b: 'm5.large' } }, ...ownMacro } }),
    expects: ['error instance-type-resolvable/unresolved'],
  },
  {
    name: 'a mapping beside an include',
    why: 'an include adds, and a written leaf stays',
    template: typed({ 'Fn::FindInMap': ['Types', 'a', 'b'] }, { Mappings: { Types: { a: { b: 'm5.large' } }, ...anInclude } }),
    expects: FINE,
  },
  {
    name: 'a resource that an include writes',
    why: 'it may be any resource',
    template: resources({ Web: anInclude }),
    expects: ['error instance-type-resolvable/macro'],
  },
  {
    name: 'a state that an include writes',
    why: 'it may launch',
    template: resources({
      Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: { StartAt: 'A', States: { A: anInclude } } } },
    }),
    expects: ['warning instance-type-resolvable/callUnreadable'],
  },
  {
    name: 'steps of an automation that an include writes',
    why: 'they may launch',
    template: resources({
      Document: { Type: 'AWS::SSM::Document', Properties: { DocumentType: 'Automation', Content: { mainSteps: [anInclude] } } },
    }),
    expects: ['warning instance-type-resolvable/callUnreadable'],
  },
];

/** Values that decide a type before deployment, and values that do not. */
export const TYPES: readonly Way[] = [
  { name: 'a literal', why: 'the type is Xen', template: typed('m4.large'), expects: XEN_TYPE },
  {
    name: 'a literal in capitals',
    why: 'EC2 knows no such name',
    template: typed('M4.LARGE'),
    expects: ['error instance-type-known/unknown'],
  },
  {
    name: 'a default',
    why: 'the deployment uses it',
    template: typed({ Ref: 'T' }, { Parameters: { T: { Type: 'String', Default: 't2.micro', AllowedValues: ['t2.micro', 't3.micro'] } } }),
    expects: XEN_TYPE,
  },
  {
    name: 'an allowed value',
    why: 'a deployment may choose it',
    template: typed({ Ref: 'T' }, { Parameters: { T: { Type: 'String', Default: 't3.micro', AllowedValues: ['t3.micro', 't2.micro'] } } }),
    expects: XEN_TYPE,
  },
  {
    name: 'a pattern without Xen types',
    why: 'AllowedPattern admits families of the fifth generation only',
    template: typed({ Ref: 'T' }, { Parameters: { T: { Type: 'String', Default: 'm5.large', AllowedPattern: 'm5\\.[a-z0-9]+' } } }),
    expects: FINE,
  },
  {
    name: 'pieces',
    why: 'the pieces make m4.large',
    template: typed({ 'Fn::Join': ['.', [{ 'Fn::Select': [1, ['m5', 'm4']] }, 'large']] }),
    expects: XEN_TYPE,
  },
  {
    name: 'a branch that is never taken',
    why: 'the condition is literally false',
    template: typed({ 'Fn::If': ['Never', 'm4.large', 'm5.large'] }, NEVER),
    expects: FINE,
  },
  {
    name: 'a branch that may be taken',
    why: 'the account is not known',
    template: typed(IF('m4.large', 'm5.large'), PERHAPS),
    expects: XEN_TYPE,
  },
  {
    name: 'a resource that is never created',
    why: 'it launches nothing',
    template: resources({ Web: { ...instance({ InstanceType: 'm4.large' }), Condition: 'Never' } }, NEVER),
    expects: FINE,
  },
  {
    name: 'a bare metal size of a Xen family',
    why: 'i3.metal has no hypervisor of Xen',
    template: typed('i3.metal'),
    expects: FINE,
  },
  { name: 'a Nitro size of a Xen family', why: 'p3dn.24xlarge is Nitro', template: typed('p3dn.24xlarge'), expects: FINE },
  { name: 'a Xen size of that family', why: 'p3.2xlarge is Xen', template: typed('p3.2xlarge'), expects: XEN_TYPE },
  {
    name: 'a dynamic reference',
    why: 'Parameter Store decides at deployment',
    template: typed('{{resolve:ssm:/app/type}}'),
    expects: ['error instance-type-resolvable/unresolved'],
  },
  {
    name: 'a logical id named __proto__',
    why: 'the resource counts like any other',
    template: JSON.parse(
      JSON.stringify(resources({ Web: instance({ InstanceType: 'm4.large' }) })).replace('"Web"', '"__proto__"'),
    ) as object,
    expects: XEN_TYPE,
  },
];

const launchTemplate = (name: unknown, type: string) => ({
  Type: 'AWS::EC2::LaunchTemplate',
  Properties: { LaunchTemplateName: name, LaunchTemplateData: { InstanceType: type, ImageId: IMAGE } },
});
const from = (specification: object) => ({
  Type: 'AWS::EC2::Instance',
  Properties: { LaunchTemplate: { Version: '1', ...specification } },
});

const pool = (ComputeResources: object) =>
  resources({ Pool: { Type: 'AWS::Batch::ComputeEnvironment', Properties: { Type: 'MANAGED', ComputeResources } } });

/** Resources that refer to others, or that a service completes. */
export const REFERENCES: readonly Way[] = [
  {
    name: 'a launch template by name, under a condition',
    why: 'without the condition nothing of that name is in the template',
    template: resources(
      { Template: { ...launchTemplate('web', 'm5.large'), Condition: 'Perhaps' }, Web: from({ LaunchTemplateName: 'web' }) },
      PERHAPS,
    ),
    expects: ['warning instance-type-resolvable/launchTemplateOutside'],
  },
  {
    name: 'a launch template by name',
    why: 'its type is Nitro',
    template: resources({ Template: launchTemplate('web', 'm5.large'), Web: from({ LaunchTemplateName: 'web' }) }),
    expects: FINE,
  },
  {
    name: 'a launch template of Xen by name',
    why: 'its type is Xen',
    template: resources({ Template: launchTemplate('web', 'm4.large'), Web: from({ LaunchTemplateName: 'web' }) }),
    expects: XEN_TYPE,
  },
  {
    name: 'a Graviton family with an NVIDIA image of Batch',
    why: 'ECS_AL2_NVIDIA exists for x86_64 only',
    template: resources({
      Pool: {
        Type: 'AWS::Batch::ComputeEnvironment',
        Properties: {
          Type: 'MANAGED',
          ComputeResources: { Type: 'EC2', InstanceTypes: ['g5g'], Ec2Configuration: [{ ImageType: 'ECS_AL2_NVIDIA' }], MaxvCpus: 8 },
        },
      },
    }),
    expects: ['error image-architecture/mismatchMembers'],
  },
  {
    name: 'Fargate by a condition, with types under the same condition',
    why: 'types are given only where Batch launches instances',
    template: resources(
      {
        Pool: {
          Type: 'AWS::Batch::ComputeEnvironment',
          Properties: {
            Type: 'MANAGED',
            ComputeResources: {
              Type: IF('FARGATE', 'EC2'),
              InstanceTypes: IF({ Ref: 'AWS::NoValue' }, ['m6i.large']),
              MaxvCpus: 8,
            },
          },
        },
      },
      PERHAPS,
    ),
    expects: FINE,
  },
  {
    name: 'Fargate, with Xen types',
    why: 'Fargate launches no instance, and takes no types',
    template: pool({ Type: 'FARGATE', InstanceTypes: ['m4.large'], MaxvCpus: 8 }),
    expects: FINE,
  },
  {
    name: 'an environment that leaves its type out, with Xen types',
    why: 'what is left out rules no launch out',
    template: pool({ InstanceTypes: ['m4.large'], MaxvCpus: 8 }),
    expects: XEN_TYPE,
  },
  {
    name: 'UNMANAGED by a condition',
    why: 'Batch launches nothing then, and m6i otherwise',
    template: resources(
      {
        Pool: {
          Type: 'AWS::Batch::ComputeEnvironment',
          Properties: {
            Type: IF('UNMANAGED', 'MANAGED'),
            ComputeResources: IF({ Ref: 'AWS::NoValue' }, { Type: 'EC2', InstanceTypes: ['m6i.large'], MaxvCpus: 8 }),
          },
        },
      },
      PERHAPS,
    ),
    expects: FINE,
  },
  {
    name: 'a second Data Pipeline object without a type',
    why: 'Data Pipeline chooses m1.small or t2.small for it',
    template: resources({
      Pipeline: {
        Type: 'AWS::DataPipeline::Pipeline',
        Properties: {
          Name: 'p',
          PipelineObjects: [
            {
              Id: 'a',
              Name: 'a',
              Fields: [
                { Key: 'type', StringValue: 'Ec2Resource' },
                { Key: 'instanceType', StringValue: 'm5.large' },
                { Key: 'imageId', StringValue: IMAGE },
              ],
            },
            {
              Id: 'b',
              Name: 'b',
              Fields: [
                { Key: 'type', StringValue: 'Ec2Resource' },
                { Key: 'imageId', StringValue: IMAGE },
              ],
            },
          ],
        },
      },
    }),
    expects: ['warning instance-type-indirect/delegated'],
  },
];
