import type * as ecs from 'aws-cdk-lib/aws-ecs';
import type { NitroAutoScalingGroupOptions } from './nitro-auto-scaling-group-props';
import type { NitroImageVariant } from './nitro-machine-image-props';

/** Properties of `NitroEcsCapacity`: the options of its Auto Scaling group, and of its capacity provider. */
export interface NitroEcsCapacityProps extends NitroAutoScalingGroupOptions {
  /** The cluster that gets the capacity. The instances are launched in its VPC. */
  readonly cluster: ecs.Cluster;

  /**
   * The hardware for which the default machine image has drivers.
   *
   * @default - that of the instance types; NitroImageVariant.STANDARD with instance requirements
   */
  readonly variant?: NitroImageVariant;

  /**
   * The name of the capacity provider.
   *
   * @default - CloudFormation generates one
   */
  readonly capacityProviderName?: string;

  /**
   * The share of the instances that runs tasks, in percent. Below 100 there is spare capacity for new tasks.
   *
   * @default 100
   */
  readonly targetCapacityPercent?: number;

  /**
   * Whether ECS keeps instances that run tasks when the group scales in.
   *
   * @default true
   */
  readonly enableManagedTerminationProtection?: boolean;

  /**
   * Whether ECS drains instances that are to be terminated.
   *
   * @default - ECS drains them
   */
  readonly enableManagedDraining?: boolean;
}
