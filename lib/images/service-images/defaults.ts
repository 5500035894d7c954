import type { ImageJudgement } from '../image-judgement';

/** What services launch where a template names no image at all, by the resource type that would name it. */
export const DEFAULT_IMAGES: ReadonlyMap<string, ImageJudgement> = new Map<string, ImageJudgement>([
  [
    'AWS::EKS::Nodegroup',
    {
      readiness: 'ready',
      text: 'an AMI optimized for Amazon EKS, which EKS chooses',
      source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html',
    },
  ],
  [
    'AWS::Batch::ComputeEnvironment',
    {
      readiness: 'ready',
      distribution: 'amazon-linux',
      text: 'an AMI optimized for Amazon ECS or EKS, which Batch chooses',
      source: 'https://docs.aws.amazon.com/batch/latest/APIReference/API_Ec2Configuration.html',
    },
  ],
  [
    'AWS::ECS::CapacityProvider',
    {
      readiness: 'ready',
      distribution: 'bottlerocket',
      text: 'the Bottlerocket image of ECS Managed Instances',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-instance-types.html',
    },
  ],
]);

/** Undefined where a service of that resource type has no image of its own, or where something else in the template tells it. */
export function judgeDefaultImage(resourceType: string): ImageJudgement | undefined {
  return DEFAULT_IMAGES.get(resourceType);
}
