import type { TemplateObject } from '../door';
import { ARM64_IMAGE, ARM64_PARAMETER, groupOf, instanceOf, OVERRIDES_PATH, resolved, X86_IMAGE, X86_PARAMETER } from '../launch-templates';
import { parameter } from '../templates';
import type { RuleCases } from '../rule-tester';
import { CONDITIONS, ifArm, TYPE_PATH, web } from './launches';

const ECS = '/aws/service/ecs/optimized-ami/amazon-linux-2023';

const DATA_PATH = 'Properties/LaunchTemplateData';

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

const KINDS = {
  ...parameter('Kind', { Default: 'arm', AllowedValues: ['arm', 'x86'] }),
  Mappings: { Kinds: { arm: { Type: 'm7g.large', Image: ARM64_IMAGE }, x86: { Type: 'm7i.large', Image: X86_IMAGE } } },
};

const ofKind = (what: string) => ({ 'Fn::FindInMap': ['Kinds', { Ref: 'Kind' }, what] });

/** Instances, launch templates and what launches from them. */
export const LAUNCHES_BY_EC2: RuleCases = {
  valid: [
    {
      name: 'a Xen type, which has a finding that suggests a type of the architecture',
      resource: web('t2.large', ARM64_IMAGE),
      others: ['instance-type/xen'],
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
    { name: 'macOS on a Mac', resource: web('mac2.metal', resolved('/aws/service/ec2-macos/sonoma/arm64_mac/latest/image_id')) },
  ],
  invalid: [
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
      name: 'a mismatch within a launch template, once for all its users',
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
      name: 'macOS on another type',
      resource: web('m7g.large', resolved('/aws/service/ec2-macos/sonoma/arm64_mac/latest/image_id')),
      findings: [{ messageId: 'mismatch', path: TYPE_PATH, message: 'is arm64_mac: use ' }],
    },
  ],
};
