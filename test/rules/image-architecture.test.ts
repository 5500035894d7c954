import { check } from '../../lib/check';
import { imageArchitecture } from '../../lib/rules/image-architecture';
import { record } from '../images/records';
import type { TemplateObject } from './door';
import { ARM64_IMAGE, ARM64_PARAMETER, groupOf, instanceOf, OVERRIDES_PATH, resolved, X86_IMAGE, X86_PARAMETER } from './launch-templates';
import { testRule } from './rule-tester';
import { parameter } from './templates';

const ECS = '/aws/service/ecs/optimized-ami/amazon-linux-2023';
const TYPE_PATH = 'Properties/InstanceType';
const DATA_PATH = 'Properties/LaunchTemplateData';
const CONDITIONS = { Conditions: { Arm: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'arm'] } } };
const ifArm = (yes: unknown, no: unknown) => ({ 'Fn::If': ['Arm', yes, no] });

function web(InstanceType: unknown, ImageId: unknown): TemplateObject {
  return { Type: 'AWS::EC2::Instance', Properties: { InstanceType, ImageId } };
}

function nodes(AmiType: string, ...InstanceTypes: readonly string[]): TemplateObject {
  return nodegroup({ AmiType, InstanceTypes });
}

function nodegroup(Properties: TemplateObject): TemplateObject {
  return { Type: 'AWS::EKS::Nodegroup', Properties };
}

/** A node group with a launch template that holds the data. */
function nodesFrom(LaunchTemplateData: TemplateObject, properties: TemplateObject = {}): TemplateObject {
  return {
    Resources: {
      Nodes: nodegroup({ LaunchTemplate: { Id: { Ref: 'Template' } }, ...properties }),
      Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData } },
    },
  };
}

function batch(ImageId: string, ...InstanceTypes: readonly string[]): TemplateObject {
  return { Type: 'AWS::Batch::ComputeEnvironment', Properties: { ComputeResources: { Type: 'EC2', InstanceTypes, ImageId } } };
}

/** A Batch environment with image types, one for types with GPUs among them. */
function batchImages(imageTypes: readonly string[], ...InstanceTypes: readonly string[]): TemplateObject {
  const Ec2Configuration = imageTypes.map((ImageType) => ({ ImageType }));
  return { Type: 'AWS::Batch::ComputeEnvironment', Properties: { ComputeResources: { Type: 'EC2', InstanceTypes, Ec2Configuration } } };
}

const IMAGE_TYPE = 'Properties/ComputeResources/InstanceTypes/0';

function pipeline(type: string, ParentImage: string): TemplateObject {
  return {
    Resources: {
      Pipeline: {
        Type: 'AWS::ImageBuilder::ImagePipeline',
        Properties: { ImageRecipeArn: { Ref: 'Recipe' }, InfrastructureConfigurationArn: { Ref: 'Infrastructure' } },
      },
      Recipe: { Type: 'AWS::ImageBuilder::ImageRecipe', Properties: { Name: 'r', Version: '1.0.0', ParentImage } },
      Infrastructure: { Type: 'AWS::ImageBuilder::InfrastructureConfiguration', Properties: { InstanceTypes: [type] } },
    },
  };
}

/** A cluster of EMR with an image for x86_64, but for its own master, and what joins it by a resource of its own. */
function cluster(joining: TemplateObject): TemplateObject {
  return {
    Resources: {
      Cluster: {
        Type: 'AWS::EMR::Cluster',
        Properties: {
          ReleaseLabel: 'emr-7.9.0',
          CustomAmiId: X86_IMAGE,
          Instances: { MasterInstanceGroup: { InstanceCount: 1, InstanceType: 'm7g.xlarge', CustomAmiId: ARM64_IMAGE } },
        },
      },
      Joining: joining,
    },
  };
}

const taskGroup = (more: TemplateObject): TemplateObject => ({
  Type: 'AWS::EMR::InstanceGroupConfig',
  Properties: { InstanceCount: 1, InstanceRole: 'TASK', JobFlowId: { Ref: 'Cluster' }, ...more },
});

const taskFleet = (...InstanceTypeConfigs: readonly TemplateObject[]): TemplateObject => ({
  Type: 'AWS::EMR::InstanceFleetConfig',
  Properties: { InstanceFleetType: 'TASK', ClusterId: { Ref: 'Cluster' }, InstanceTypeConfigs },
});

/** An environment of Beanstalk, whose image a saved configuration names. */
function environment(types: string): TemplateObject {
  const option = (Namespace: string, OptionName: string, Value: string) => ({ Namespace, OptionName, Value });
  const types86 = option('aws:ec2:instances', 'InstanceTypes', 'm7i.large');
  return {
    Resources: {
      Saved: {
        Type: 'AWS::ElasticBeanstalk::ConfigurationTemplate',
        Properties: { OptionSettings: [types86, option('aws:autoscaling:launchconfiguration', 'ImageId', X86_IMAGE)] },
      },
      Web: {
        Type: 'AWS::ElasticBeanstalk::Environment',
        Properties: { TemplateName: { Ref: 'Saved' }, OptionSettings: [option('aws:ec2:instances', 'InstanceTypes', types)] },
      },
    },
  };
}

function fleet(...configs: readonly TemplateObject[]): TemplateObject {
  const LaunchTemplateConfigs = configs.map(({ id, ...rest }) => ({
    LaunchTemplateSpecification: { LaunchTemplateId: { Ref: id }, Version: '1' },
    ...rest,
  }));
  return {
    Resources: {
      Fleet: { Type: 'AWS::EC2::EC2Fleet', Properties: { LaunchTemplateConfigs } },
      Arm: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { ImageId: ARM64_IMAGE } } },
      X86: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { ImageId: X86_IMAGE } } },
    },
  };
}

const requirements = (more: object) => ({
  VCpuCount: { Min: 2, Max: 4 },
  MemoryMiB: { Min: 4096 },
  InstanceGenerations: ['current'],
  ...more,
});
const KINDS = {
  ...parameter('Kind', { Default: 'arm', AllowedValues: ['arm', 'x86'] }),
  Mappings: { Kinds: { arm: { Type: 'm7g.large', Image: ARM64_IMAGE }, x86: { Type: 'm7i.large', Image: X86_IMAGE } } },
};
const ofKind = (what: string) => ({ 'Fn::FindInMap': ['Kinds', { Ref: 'Kind' }, what] });

testRule(imageArchitecture, {
  valid: [
    {
      name: 'a Xen type, which has a finding that suggests a type of the architecture',
      resource: web('t2.large', ARM64_IMAGE),
      others: ['instance-type/xen'],
    },
    {
      name: 'Graviton beside GPUs, each with its image type',
      resource: batchImages(['ECS_AL2023', 'ECS_AL2_NVIDIA'], 'm7g.large', 'g4dn.xlarge'),
    },
    { name: 'GPUs without Graviton', resource: batchImages(['ECS_AL2_NVIDIA'], 'g5', 'g4dn.xlarge') },
    { name: 'the first Graviton with Amazon Linux 2', resource: batchImages(['ECS_AL2'], 'a1') },
    { name: 'a later Graviton with Amazon Linux 2023', resource: batchImages(['ECS_AL2023'], 'm6g', 'default_arm64') },
    { name: 'a pattern with the first Graviton among others', resource: nodes('AL2023_ARM_64_STANDARD', 'm6g.large', 't4g.large') },
    { name: "an instance group for the cluster's image", template: cluster(taskGroup({ InstanceType: 'm7i.xlarge' })) },
    {
      name: 'an instance group with an image of its own',
      template: cluster(taskGroup({ InstanceType: 'm7g.xlarge', CustomAmiId: ARM64_IMAGE })),
    },
    { name: "an instance fleet for the cluster's image", template: cluster(taskFleet({ InstanceType: 'm7i.xlarge' })) },
    { name: 'an environment for the image of its saved configuration', template: environment('m7i.xlarge') },
    { name: 'a node group that names nothing, which EKS launches for x86_64', resource: nodegroup({}) },
    { name: 'a node group for x86_64 without an AMI type', resource: nodegroup({ InstanceTypes: ['m7i.large'] }) },
    {
      name: 'arm64 nodes whose launch template names the image',
      template: nodesFrom({ ImageId: ARM64_IMAGE }, { InstanceTypes: ['m7g.large'] }),
    },
    {
      name: 'arm64 nodes whose launch template is elsewhere, and may name the image',
      resource: nodegroup({ InstanceTypes: ['m7g.large'], LaunchTemplate: { Id: 'lt-0123456789abcdef0' } }),
    },
    {
      name: 'an AMI type and instance types for arm64 alike',
      template: {
        ...CONDITIONS,
        Resources: {
          Nodes: nodegroup({
            AmiType: ifArm('AL2023_ARM_64_STANDARD', { Ref: 'AWS::NoValue' }),
            InstanceTypes: [ifArm('m7g.large', 'm7i.large')],
          }),
        },
      },
    },
    { name: 'an image of the architecture of the type', resource: web('m7g.large', ARM64_IMAGE) },
    { name: 'an image of the other architecture for the other type', resource: web('m7i.large', X86_IMAGE) },
    {
      name: 'a condition that decides both',
      template: { ...CONDITIONS, Resources: { Web: web(ifArm('m7g.large', 'm7i.large'), ifArm(ARM64_IMAGE, X86_IMAGE)) } },
    },
    {
      name: 'a parameter that decides both by a mapping',
      template: { ...KINDS, Resources: { Web: web(ofKind('Type'), ofKind('Image')) } },
    },
    {
      name: 'a launch template whose type every override replaces',
      template: groupOf([{ InstanceType: 'm7g.large' }, { InstanceType: 'm6g.large' }], { ImageId: ARM64_IMAGE }),
    },
    { name: 'an instance with a type of its own', template: instanceOf({ InstanceType: 'm7g.large' }, { ImageId: ARM64_IMAGE }) },
    {
      name: 'an override with an image of its own',
      template: groupOf([{ InstanceType: 'm7i.large', ImageId: X86_IMAGE }, { InstanceType: 'm7g.large' }], { ImageId: ARM64_IMAGE }),
    },
    {
      name: 'a fleet with a configuration for each architecture',
      template: fleet(
        { id: 'Arm', Overrides: [{ InstanceType: 'm7g.large' }] },
        { id: 'X86', Overrides: [{ InstanceType: 'm7i.large' }, { InstanceType: 'm6i.large' }] },
      ),
    },
    { name: 'a node group of one architecture', resource: nodes('AL2023_ARM_64_STANDARD', 'm7g.large', 'c7g.large') },
    { name: 'a family of the architecture', resource: batch(ARM64_IMAGE, 'm7g', 'c7g.large') },
    { name: 'a word of Batch for the architecture', resource: batch(ARM64_IMAGE, 'default_arm64') },
    {
      name: 'attributes that types of both architectures have',
      template: groupOf([{ InstanceRequirements: requirements({}) }], { ImageId: ARM64_IMAGE }),
      others: ['instance-requirements/xen'],
    },
    {
      name: 'an image whose architecture is not known',
      resource: web('m7g.large', { 'Fn::GetAtt': ['Elsewhere', 'ImageId'] }),
      others: ['image-ready/unresolved'],
    },
    {
      name: 'a launch template outside what is checked',
      template: {
        Resources: {
          Web: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7g.large', LaunchTemplate: { LaunchTemplateId: 'lt-1' } } },
        },
      },
    },
    { name: 'a type newer than the catalog', resource: web('m12q.large', ARM64_IMAGE) },
    { name: 'a Dedicated Host, which no image is for', resource: { Type: 'AWS::EC2::Host', Properties: { InstanceFamily: 'm7i' } } },
    {
      name: 'a pipeline of Image Builder that builds on a type of the architecture',
      template: pipeline('m7g.large', `ssm:${ARM64_PARAMETER}`),
    },
    { name: 'macOS on a Mac', resource: web('mac2.metal', resolved('/aws/service/ec2-macos/sonoma/arm64_mac/latest/image_id')) },
  ],
  invalid: [
    {
      name: 'Graviton with the image type for GPUs of Amazon Linux 2',
      resource: batchImages(['ECS_AL2_NVIDIA'], 'g5g'),
      findings: [{ messageId: 'mismatchMembers', path: IMAGE_TYPE, value: 'g5g' }],
    },
    {
      name: 'Graviton with GPUs, whose image type is for others',
      resource: batchImages(['ECS_AL2023', 'ECS_AL2_NVIDIA'], 'g5g.xlarge', 'm7g.large'),
      findings: [{ messageId: 'mismatch', path: IMAGE_TYPE, value: 'g5g.xlarge' }],
    },
    {
      name: 'a keyword for Graviton with the image type for GPUs of Amazon Linux 2, for EKS',
      resource: batchImages(['EKS_AL2_NVIDIA'], 'default_arm64'),
      findings: [{ messageId: 'mismatchMembers', path: IMAGE_TYPE, value: 'default_arm64' }],
    },
    {
      name: 'the first Graviton with Amazon Linux 2023',
      resource: web('a1.large', ARM64_IMAGE),
      findings: [{ messageId: 'firstGraviton', path: TYPE_PATH, value: 'a1.large', message: "use 'c6g.large'", fix: 'The change stops' }],
    },
    {
      name: 'the family of the first Graviton with Amazon Linux 2023',
      resource: batchImages(['ECS_AL2023'], 'a1'),
      findings: [{ messageId: 'firstGraviton', path: IMAGE_TYPE, value: 'a1' }],
    },
    {
      name: 'nodes of the first Graviton with Amazon Linux 2023',
      resource: nodes('AL2023_ARM_64_STANDARD', 'a1.large'),
      findings: [{ messageId: 'firstGraviton', path: 'Properties/InstanceTypes/0', value: 'a1.large' }],
    },
    {
      name: "an instance group that does not go with the cluster's image",
      template: cluster(taskGroup({ InstanceType: 'm7g.xlarge' })),
      findings: [
        {
          messageId: 'mismatch',
          path: TYPE_PATH,
          logicalId: 'Joining',
          value: 'm7g.xlarge',
          message: `but image '${X86_PARAMETER}' in Properties/CustomAmiId of 'Cluster' is x86_64`,
        },
      ],
    },
    {
      name: "one type of an instance fleet that does not go with the cluster's image",
      template: cluster(taskFleet({ InstanceType: 'm7i.xlarge' }, { InstanceType: 'm7g.xlarge' })),
      findings: [{ messageId: 'mismatch', path: 'Properties/InstanceTypeConfigs/1/InstanceType', logicalId: 'Joining' }],
    },
    {
      name: 'an environment that does not go with the image of its saved configuration',
      template: environment('m7i.large, m7g.large'),
      findings: [{ messageId: 'mismatch', path: 'Properties/OptionSettings/0/Value', logicalId: 'Web', value: 'm7g.large' }],
    },
    {
      name: 'arm64 nodes without an AMI type: one finding, as one property is missing',
      resource: nodegroup({ InstanceTypes: ['m7i.large', 't4g.medium', 'm7g.large'] }),
      findings: [
        {
          messageId: 'defaultImage',
          path: 'Properties/InstanceTypes/1',
          values: ['t4g.medium', 'm7g.large'],
          message:
            "'t4g.medium' is arm64, but no image is set and EKS takes an image for x86_64: set AmiType, for example to 'AL2023_ARM_64_STANDARD'",
          fix: 'The change replaces the node group',
        },
      ],
    },
    {
      name: 'arm64 nodes of a launch template that names no image',
      template: nodesFrom({ InstanceType: 'm7g.large' }),
      findings: [{ messageId: 'defaultImage', path: 'Properties/LaunchTemplate', logicalId: 'Nodes', value: 'm7g.large' }],
    },
    {
      name: 'an AMI type for arm64 without instance types',
      resource: nodegroup({ AmiType: 'BOTTLEROCKET_ARM_64' }),
      findings: [
        {
          messageId: 'defaultType',
          path: 'Properties/AmiType',
          value: 'BOTTLEROCKET_ARM_64',
          message: "is arm64, but no instance type is set and EKS launches t3.medium: set a type, such as 't4g.medium'",
        },
      ],
    },
    {
      name: 'an arm64 image on an x86_64 type',
      resource: web('m7i.large', ARM64_IMAGE),
      findings: [
        {
          messageId: 'mismatch',
          path: TYPE_PATH,
          severity: 'error',
          value: 'm7i.large',
          message: `'m7i.large' is x86_64, but image '${ARM64_PARAMETER}' in Properties/ImageId is arm64: use 'm7g.large', or the image '{{resolve:ssm:${X86_PARAMETER}}}'`,
          fix: 'stops and starts',
        },
      ],
    },
    {
      name: 'an x86_64 image on an arm64 type',
      resource: web('t4g.micro', X86_IMAGE),
      findings: [{ messageId: 'mismatch', path: TYPE_PATH, value: 't4g.micro', message: "use 't3.micro'" }],
    },
    {
      name: 'an image as the CDK takes it, by a parameter of the template',
      template: {
        Parameters: { Image: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: ARM64_PARAMETER } },
        Resources: { Web: web('m7i.large', { Ref: 'Image' }) },
      },
      findings: [{ messageId: 'mismatch', path: TYPE_PATH, message: `or the image '${X86_PARAMETER}'` }],
    },
    {
      name: 'a Xen type, where the rule that suggests its successor does not run',
      resource: web('t2.micro', ARM64_IMAGE),
      findings: [{ messageId: 'mismatch', path: TYPE_PATH, value: 't2.micro', message: 'is i386 and x86_64, but' }],
    },
    {
      name: 'one override among several',
      template: groupOf([{ InstanceType: 'm7g.large' }, { InstanceType: 'm7i.large' }], { ImageId: ARM64_IMAGE }),
      findings: [
        {
          messageId: 'mismatch',
          path: `${OVERRIDES_PATH}/1/InstanceType`,
          logicalId: 'Group',
          value: 'm7i.large',
          message: `${DATA_PATH}/ImageId of 'Template' is arm64`,
        },
      ],
    },
    {
      name: 'an override’s image',
      template: groupOf([{ InstanceType: 'm7g.large' }, { InstanceType: 'm6g.large', ImageId: X86_IMAGE }], { ImageId: ARM64_IMAGE }),
      findings: [{ messageId: 'mismatch', path: `${OVERRIDES_PATH}/1/InstanceType`, message: `${OVERRIDES_PATH}/1/ImageId is x86_64` }],
    },
    {
      name: 'an override without a type, which has that of the launch template',
      template: groupOf([{ InstanceType: 'm7g.large' }, { ImageId: ARM64_IMAGE }], { InstanceType: 'm7i.large' }),
      findings: [
        {
          messageId: 'mismatch',
          path: `${OVERRIDES_PATH}/1/ImageId`,
          logicalId: 'Group',
          message: "'m7i.large' of 'Template' is x86_64",
          fix: 'adds a version of the launch template',
        },
      ],
    },
    {
      name: 'what is wrong within a launch template, once, whoever uses it',
      template: {
        Resources: {
          ...(instanceOf({}, { InstanceType: 'm7i.large', ImageId: ARM64_IMAGE })['Resources'] as object),
          Other: { Type: 'AWS::EC2::Instance', Properties: { LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' } } } },
        },
      },
      findings: [{ messageId: 'mismatch', path: `${DATA_PATH}/InstanceType`, logicalId: 'Template' }],
    },
    {
      name: 'an instance’s type and its launch template’s image',
      template: instanceOf({ InstanceType: 'm7i.large' }, { ImageId: ARM64_IMAGE }),
      findings: [{ messageId: 'mismatch', path: TYPE_PATH, logicalId: 'Web' }],
    },
    {
      name: 'a fleet whose configurations are the wrong way round',
      template: fleet({ id: 'Arm', Overrides: [{ InstanceType: 'm7i.large' }] }, { id: 'X86', Overrides: [{ InstanceType: 'm7g.large' }] }),
      findings: [
        { messageId: 'mismatch', path: 'Properties/LaunchTemplateConfigs/0/Overrides/0/InstanceType', value: 'm7i.large' },
        { messageId: 'mismatch', path: 'Properties/LaunchTemplateConfigs/1/Overrides/0/InstanceType', value: 'm7g.large' },
      ],
    },
    {
      name: 'allowed values, with the ones that do not go with the image',
      template: {
        ...parameter('Type', { Default: 'm7g.large', AllowedValues: ['m7g.large', 'm7i.large', 't3.micro'] }),
        Resources: { Web: web({ Ref: 'Type' }, ARM64_IMAGE) },
      },
      findings: [{ messageId: 'mismatch', path: TYPE_PATH, values: ['m7i.large', 't3.micro'], origin: 'parameter Type (AllowedValues)' }],
    },
    {
      name: 'a condition that decides one of them',
      template: { ...CONDITIONS, Resources: { Web: web(ifArm('m7g.large', 'm7i.large'), ARM64_IMAGE) } },
      findings: [{ messageId: 'mismatch', path: TYPE_PATH, values: ['m7i.large'], origin: 'branch Arm (false)' }],
    },
    {
      name: 'a node group',
      resource: nodes('AL2023_ARM_64_STANDARD', 'm7g.large', 'm7i.large'),
      findings: [{ messageId: 'mismatch', path: 'Properties/InstanceTypes/1', message: "or the image 'AL2023_x86_64_STANDARD'" }],
    },
    {
      name: 'an image of ECS, whose names have arm64 in them',
      resource: web('m7i.large', resolved(`${ECS}/arm64/recommended/image_id`)),
      findings: [{ messageId: 'mismatch', path: TYPE_PATH, message: `the image '{{resolve:ssm:${ECS}/recommended/image_id}}'` }],
    },
    {
      name: 'an image of ECS, whose names have nothing in them for x86_64',
      resource: web('m7g.large', resolved(`${ECS}/recommended/image_id`)),
      findings: [{ messageId: 'mismatch', path: TYPE_PATH, message: `the image '{{resolve:ssm:${ECS}/arm64/recommended/image_id}}'` }],
    },
    {
      name: 'an image of EKS with Amazon Linux 2, the same',
      resource: web('m7g.large', resolved('/aws/service/eks/optimized-ami/1.32/amazon-linux-2/recommended/image_id')),
      findings: [{ messageId: 'mismatch', path: TYPE_PATH, message: '/amazon-linux-2-arm64/recommended/image_id' }],
    },
    {
      name: 'a family',
      resource: batch(ARM64_IMAGE, 'm7g', 'm7i'),
      findings: [{ messageId: 'mismatchMembers', path: 'Properties/ComputeResources/InstanceTypes/1', value: 'm7i', message: "use 'm7g'" }],
    },
    {
      name: 'a word of Batch',
      resource: batch(ARM64_IMAGE, 'default_x86_64'),
      findings: [
        {
          messageId: 'mismatchMembers',
          path: 'Properties/ComputeResources/InstanceTypes/0',
          value: 'default_x86_64',
          message: "use 'default_arm64'",
        },
      ],
    },
    {
      name: 'attributes of the other architecture, one a figure of two outcomes',
      template: groupOf(
        [{ InstanceRequirements: requirements({ AllowedInstanceTypes: ['m7i.*'], MemoryGiBPerVCpu: { Min: ifArm(2, 4) } }) }],
        { ImageId: ARM64_IMAGE },
        CONDITIONS,
      ),
      findings: [{ messageId: 'mismatchRequirements', path: `${OVERRIDES_PATH}/0/InstanceRequirements` }],
    },
    {
      name: 'attributes that only types of the other architecture have',
      template: groupOf([{ InstanceRequirements: requirements({ AllowedInstanceTypes: ['m7i.*'] }) }], { ImageId: ARM64_IMAGE }),
      findings: [
        {
          messageId: 'mismatchRequirements',
          path: `${OVERRIDES_PATH}/0/InstanceRequirements`,
          value: 'm7i.large',
          message: "use 'm7g.*' in AllowedInstanceTypes",
        },
      ],
    },
    {
      name: 'a pipeline of Image Builder that builds on another type',
      template: pipeline('m7i.large', `ssm:${ARM64_PARAMETER}`),
      findings: [
        {
          messageId: 'mismatch',
          logicalId: 'Pipeline',
          path: 'Properties/ImageRecipeArn',
          value: 'm7i.large',
          message: `'m7i.large' of 'Infrastructure' is x86_64, but image 'ssm:${ARM64_PARAMETER}' in Properties/ParentImage of 'Recipe' is arm64`,
        },
      ],
    },
    {
      name: 'macOS on another type',
      resource: web('m7g.large', resolved('/aws/service/ec2-macos/sonoma/arm64_mac/latest/image_id')),
      findings: [{ messageId: 'mismatch', path: TYPE_PATH, message: 'is arm64_mac: use ' }],
    },
  ],
});

test('a recorded image has the architecture that EC2 says', () => {
  const id = 'ami-0123456789abcdef0';
  const voucher = { nvme: { statement: 'checked by hand', date: '2026-01-02' } };
  const judged = (architecture: 'arm64' | 'i386', type: string) => {
    const recorded = new Map([['eu-west-1', new Map([[id, record({ architecture, ...voucher })]])]]);
    const template = { Resources: { Web: web(type, id) } } as never;
    const { findings } = check([{ id: 'template', template }], { images: { recorded, today: '2026-01-02' } });
    return findings.filter(({ rule }) => rule === 'image-architecture').map(({ message }) => message);
  };
  expect(judged('arm64', 'm7g.large')).toEqual([]);
  expect(judged('arm64', 'm7i.large')).toEqual([
    `'m7i.large' is x86_64, but image '${id}' in Properties/ImageId is arm64: use 'm7g.large', or an image for x86_64`,
  ]);
  // The small and old types alone run 32-bit images, and all of those are Xen.
  expect(judged('i386', 't2.medium')).toEqual([]);
  expect(judged('i386', 'm7i.large')).toHaveLength(1);
});

test('a build instance counts as a launch, whatever brings its recipe and its type together', () => {
  const { launches } = check([{ id: 'template', template: pipeline('m7g.large', `ssm:${ARM64_PARAMETER}`) as never }]);
  expect(launches).toBe(1);
});
