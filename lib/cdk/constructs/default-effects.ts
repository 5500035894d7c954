import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { LaunchDefaults } from './launch-defaults';
import type { Written } from './nitro-injector';

/** The effect of deploying a default on a resource that was deployed without it. */
export interface DefaultEffect {
  /** The type of the resource. */
  readonly resourceType: string;
  /** Whether CloudFormation replaces the resource. */
  readonly replaces: boolean;
  /** The effect, as a clause. */
  readonly text: string;
}

/**
 * The effects of the defaults on deployed resources, by PROPERTY_INJECTION_ID of their constructs. Source: the update behaviours of the
 * properties in https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/.
 */
export const DEFAULT_EFFECTS: Readonly<Record<string, (written: Written, defaults: LaunchDefaults) => DefaultEffect | 'new'>> = {
  // The CDK does not create them without a type and an image, so none is deployed.
  'aws-cdk-lib.aws-ec2.Instance': () => 'new',
  'aws-cdk-lib.aws-ec2.LaunchTemplate': () => ({
    resourceType: 'AWS::EC2::LaunchTemplate',
    replaces: false,
    text: 'adds a version of the launch template; running instances stay as they are until what uses the template replaces them',
  }),
  'aws-cdk-lib.aws-ec2.BastionHostLinux': (_written, { architecture }) =>
    architecture === ec2.InstanceArchitecture.X86_64
      ? { resourceType: 'AWS::EC2::Instance', replaces: false, text: 'stops and starts the instance' }
      : {
          resourceType: 'AWS::EC2::Instance',
          replaces: true,
          text: 'replaces the instance, as its image changes with the architecture; data on its root volume is lost',
        },
  'aws-cdk-lib.aws-autoscaling.AutoScalingGroup': ({ mixedInstancesPolicy }) =>
    mixedInstancesPolicy === undefined
      ? 'new'
      : {
          resourceType: 'AWS::AutoScaling::AutoScalingGroup',
          replaces: false,
          text: 'updates the group; running instances stay as they are until the group replaces them',
        },
  'aws-cdk-lib.aws-batch.ManagedEc2EcsComputeEnvironment': computeEnvironment,
  'aws-cdk-lib.aws-batch.ManagedEc2EksComputeEnvironment': computeEnvironment,
  'aws-cdk-lib.aws-ecs.ManagedInstancesCapacityProvider': () => ({
    resourceType: 'AWS::ECS::CapacityProvider',
    replaces: false,
    text: 'updates the capacity provider; running instances stay as they are until ECS replaces them',
  }),
  'aws-cdk-lib.aws-eks.Nodegroup': nodegroup,
  'aws-cdk-lib.aws-eks-v2.Nodegroup': nodegroup,
};

function computeEnvironment({ replaceComputeEnvironment }: Written): DefaultEffect {
  const resourceType = 'AWS::Batch::ComputeEnvironment';
  if (replaceComputeEnvironment === true) {
    return { resourceType, replaces: true, text: 'replaces the compute environment, and moves its job queues to the new one' };
  }
  return { resourceType, replaces: false, text: 'updates the compute environment; Batch replaces its instances' };
}

function nodegroup(): DefaultEffect {
  return {
    resourceType: 'AWS::EKS::Nodegroup',
    replaces: true,
    text: 'replaces the node group: its nodes are drained, and a nodegroupName has to change as well',
  };
}
