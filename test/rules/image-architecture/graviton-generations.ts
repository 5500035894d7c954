import type { TemplateObject } from '../door';
import { ARM64_IMAGE } from '../launch-templates';
import type { RuleCases } from '../rule-tester';
import { nodes, TYPE_PATH, web } from './launches';

/** A Batch environment with image types, one for types with GPUs among them. */
function batchImages(imageTypes: readonly string[], ...InstanceTypes: readonly string[]): TemplateObject {
  const Ec2Configuration = imageTypes.map((ImageType) => ({ ImageType }));
  return { Type: 'AWS::Batch::ComputeEnvironment', Properties: { ComputeResources: { Type: 'EC2', InstanceTypes, Ec2Configuration } } };
}

const IMAGE_TYPE = 'Properties/ComputeResources/InstanceTypes/0';

/** Image types of ECS that not every Graviton runs. */
export const GRAVITON_GENERATIONS: RuleCases = {
  valid: [
    {
      name: 'Graviton beside GPUs, each with its image type',
      resource: batchImages(['ECS_AL2023', 'ECS_AL2_NVIDIA'], 'm7g.large', 'g4dn.xlarge'),
    },
    { name: 'GPUs without Graviton', resource: batchImages(['ECS_AL2_NVIDIA'], 'g5', 'g4dn.xlarge') },
    { name: 'the first Graviton with Amazon Linux 2', resource: batchImages(['ECS_AL2'], 'a1') },
    { name: 'a later Graviton with Amazon Linux 2023', resource: batchImages(['ECS_AL2023'], 'm6g', 'default_arm64') },
    { name: 'a pattern with the first Graviton among others', resource: nodes('AL2023_ARM_64_STANDARD', 'm6g.large', 't4g.large') },
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
  ],
};
