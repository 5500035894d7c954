import type { TemplateObject } from '../door';
import { ARM64_IMAGE } from '../launch-templates';
import type { RuleCases } from '../rule-tester';
import { CONDITIONS, ifArm, nodegroup, nodes } from './launches';

/** A node group with a launch template that holds the data. */
function nodesFrom(LaunchTemplateData: TemplateObject, properties: TemplateObject = {}): TemplateObject {
  return {
    Resources: {
      Nodes: nodegroup({ LaunchTemplate: { Id: { Ref: 'Template' } }, ...properties }),
      Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData } },
    },
  };
}

/** Node groups of EKS, with an AMI type or an image. */
export const NODE_GROUPS: RuleCases = {
  valid: [
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
    { name: 'a node group of one architecture', resource: nodes('AL2023_ARM_64_STANDARD', 'm7g.large', 'c7g.large') },
  ],
  invalid: [
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
      name: 'a node group',
      resource: nodes('AL2023_ARM_64_STANDARD', 'm7g.large', 'm7i.large'),
      findings: [{ messageId: 'mismatch', path: 'Properties/InstanceTypes/1', message: "or the image 'AL2023_x86_64_STANDARD'" }],
    },
  ],
};
