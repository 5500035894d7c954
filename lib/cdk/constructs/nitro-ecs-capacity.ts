import type * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { variantForType } from './image-variant';
import { architectureIfParameter } from './instance-architecture';
import { NitroAutoScalingGroup } from './nitro-auto-scaling-group';
import type { NitroEcsCapacityProps } from './nitro-ecs-capacity-props';
import { NitroMachineImage } from './nitro-machine-image';
import { AMAZON_LINUX_2023_ROOT, groupRootDevice } from './root-volume';

/**
 * Instances for an Amazon ECS cluster: a NitroAutoScalingGroup with the ECS-optimized image for its types, and a capacity provider.
 *
 * `cluster.addCapacity` of the CDK has Amazon Linux 2 for x86_64 as its default image, even for types of another architecture.
 *
 * @example
 * import type { Cluster } from 'aws-cdk-lib/aws-ecs';
 * import { NitroEcsCapacity, NitroInstanceType } from 'cdk-nitro';
 *
 * declare const cluster: Cluster;
 * new NitroEcsCapacity(stack, 'Capacity', { cluster, instanceTypes: [new NitroInstanceType('m7g.large')], maxCapacity: 4 });
 */
export class NitroEcsCapacity extends Construct {
  /** The group of the instances. */
  public readonly autoScalingGroup: NitroAutoScalingGroup;
  /** The capacity provider, for the strategies of services. */
  public readonly capacityProvider: ecs.AsgCapacityProvider;

  /**
   * Creates the group and the capacity provider, and adds it to the cluster.
   *
   * @param scope the parent of the construct
   * @param id the id of the construct within its parent
   * @param props the properties of the capacity
   * @throws if a type is not built on Nitro, if types need different images, if the machine image does not fit a type, or if properties
   * contradict each other
   */
  public constructor(scope: Construct, id: string, props: NitroEcsCapacityProps) {
    super(scope, id);
    const { cluster, variant, capacityProviderName, targetCapacityPercent, ...rest } = props;
    const { enableManagedTerminationProtection, enableManagedDraining, ...group } = rest;
    const needsImage = group.machineImage === undefined && group.launchTemplate === undefined;
    if (!needsImage && variant !== undefined) {
      throw new Error(
        'variant chooses the default machine image, but an image is given: remove variant, or machineImage and launchTemplate',
      );
    }
    this.autoScalingGroup = new NitroAutoScalingGroup(this, 'Group', {
      vpc: cluster.vpc,
      ...group,
      ...(needsImage ? { machineImage: imageFor(props), blockDevices: blockDevicesOf(group) } : {}),
    });
    this.capacityProvider = new ecs.AsgCapacityProvider(this, 'Provider', {
      autoScalingGroup: this.autoScalingGroup,
      capacityProviderName,
      targetCapacityPercent,
      enableManagedTerminationProtection,
      enableManagedDraining,
      ...(isBottlerocket(group.machineImage) ? { machineImageType: ecs.MachineImageType.BOTTLEROCKET } : {}),
    });
    cluster.addAsgCapacityProvider(this.capacityProvider);
  }
}

function imageFor({ instanceTypes = [], architecture, variant }: NitroEcsCapacityProps): NitroMachineImage {
  const [instanceType, ...others] = instanceTypes;
  const other = instanceType === undefined ? undefined : others.find((type) => variantForType(type) !== variantForType(instanceType));
  if (other !== undefined && variant === undefined) {
    throw new Error(
      `'${String(instanceType)}' and '${other.toString()}' need images with different drivers: create capacity for each, or set variant to NitroImageVariant.STANDARD`,
    );
  }
  return NitroMachineImage.ecsOptimized({
    ...(instanceType === undefined ? {} : { instanceType }),
    ...(architecture === undefined ? architectureIfParameter(instanceType) : { architecture }),
    ...(variant === undefined ? {} : { variant }),
  });
}

/** The root volume is encrypted, as that of the default image of a NitroLaunchTemplate. It has the same device. */
function blockDevicesOf({ blockDevices = [] }: Pick<NitroEcsCapacityProps, 'blockDevices'>): autoscaling.BlockDevice[] {
  const hasRoot = blockDevices.some(({ deviceName }) => deviceName === AMAZON_LINUX_2023_ROOT);
  return hasRoot ? blockDevices : [groupRootDevice(AMAZON_LINUX_2023_ROOT), ...blockDevices];
}

/** Tells whether ECS configures the agent by settings, not by a script. */
function isBottlerocket(image: ec2.IMachineImage | undefined): boolean {
  if (image instanceof NitroMachineImage) return image.parameterName?.includes('/bottlerocket/') === true;
  return image !== undefined && ecs.BottleRocketImage.isBottleRocketImage(image);
}
