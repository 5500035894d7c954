import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { KeptImage, takeUserData } from './image-user-data';
import { requireNitro } from './instance-type-check';
import type { NitroLaunchTemplateProps } from './nitro-launch-template-props';
import { NitroMachineImage } from './nitro-machine-image';
import { AMAZON_LINUX_2023_ROOT, rootDevice } from './root-volume';

/**
 * A launch template for instances built on the AWS Nitro System.
 *
 * It differs from `ec2.LaunchTemplate` in these points:
 *
 * - An instance type that is not built on Nitro is an error. A template without an instance type is allowed: an Auto Scaling group's
 *   instance requirements, a fleet's overrides or an EKS node group choose the type.
 * - The default machine image is the newest Amazon Linux 2023 for the architecture of the instance type.
 * - The root volume of the default machine image is an encrypted gp3 volume. For another image, set `rootDeviceName`.
 * - Only IMDSv2 serves instance metadata, with a hop limit of 1. Containers with a network of their own cannot reach the metadata. If
 *   they need to, set `httpPutResponseHopLimit` to 2.
 * - The default user data are those of the machine image, so that ECS, EKS and cfn-init can add commands to them. Until something is
 *   added, the template has no user data.
 *
 * Properties override all of these except the first.
 */
export class NitroLaunchTemplate extends ec2.LaunchTemplate {
  /**
   * Creates the launch template.
   *
   * @param scope the parent of the construct
   * @param id the id of the construct within its parent
   * @param props the properties of the launch template
   * @throws if the instance type is not built on Nitro or does not exist, if it is known only at deployment and is not that of a
   * NitroInstanceTypeParameter, or if the architecture of the default machine image is not known
   */
  public constructor(scope: Construct, id: string, props: NitroLaunchTemplateProps = {}) {
    const { architecture, rootDeviceName, rootVolumeSize, ...own } = props;
    if (own.instanceType !== undefined) requireNitro(own.instanceType);
    const blockDevices = blockDevicesOf(props);
    const machineImage = new KeptImage(own.machineImage ?? defaultImage(own.instanceType, architecture));
    super(scope, id, {
      ...own,
      machineImage,
      ...(blockDevices.length === 0 ? {} : { blockDevices }),
      ...(own.httpTokens === undefined ? { requireImdsv2: own.requireImdsv2 ?? true } : {}),
      httpPutResponseHopLimit: own.httpPutResponseHopLimit ?? 1,
    });
    takeUserData(this, machineImage.userData);
  }
}

function defaultImage(instanceType: ec2.InstanceType | undefined, architecture: ec2.InstanceArchitecture | undefined): ec2.IMachineImage {
  return NitroMachineImage.amazonLinux2023({
    ...(instanceType === undefined ? {} : { instanceType }),
    ...architectureFor(instanceType, architecture),
  });
}

/**
 * Finds the architecture for the default image where the type's name does not reveal it: the type of a parameter is known only at
 * deployment.
 */
function architectureFor(
  instanceType: ec2.InstanceType | undefined,
  architecture: ec2.InstanceArchitecture | undefined,
): { readonly architecture?: ec2.InstanceArchitecture } {
  if (architecture !== undefined) return { architecture };
  const isParameter = instanceType !== undefined && Token.isUnresolved(instanceType.toString());
  return isParameter ? { architecture: instanceType.architecture } : {};
}

function blockDevicesOf({ machineImage, blockDevices = [], rootDeviceName, rootVolumeSize }: NitroLaunchTemplateProps): ec2.BlockDevice[] {
  const root = rootDeviceName ?? (machineImage === undefined ? AMAZON_LINUX_2023_ROOT : undefined);
  if (root === undefined) {
    if (rootVolumeSize === undefined) return blockDevices;
    throw new Error("rootVolumeSize is given without rootDeviceName: set rootDeviceName, for example to '/dev/sda1'");
  }
  if (blockDevices.some(({ deviceName }) => deviceName === root)) return blockDevices;
  return [rootDevice(root, rootVolumeSize?.toGibibytes()), ...blockDevices];
}
