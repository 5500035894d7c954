import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { KeptImage, takeUserData } from './image-user-data';
import { requireNitro } from './instance-type-check';
import type { NitroLaunchTemplateProps } from './nitro-launch-template-props';
import { NitroMachineImage } from './nitro-machine-image';
import { AMAZON_LINUX_2023_ROOT, rootDevice } from './root-volume';

/**
 * A launch template for instances built on the AWS Nitro System. Differs from `ec2.LaunchTemplate` in its defaults:
 *
 * - An instance type that is not built on Nitro is an error. None at all is left to whoever launches from the template: an Auto
 *   Scaling group's instance requirements, a fleet's overrides, an EKS node group.
 * - The machine image is the newest Amazon Linux 2023 of the type's architecture.
 * - The root volume is an encrypted gp3 volume.
 * - Instance metadata are served by IMDSv2 alone, with a hop limit of 1: they do not reach beyond the instance, into containers
 *   with a network of their own. Where those have to get at them, set `httpPutResponseHopLimit` to 2.
 * - User data are those of the machine image, where none are given, so that ECS, EKS and cfn-init can add to them. As long as nobody
 *   has, the template has none.
 *
 * All but the first can be overridden.
 */
export class NitroLaunchTemplate extends ec2.LaunchTemplate {
  /**
   * @throws where the instance type is not built on Nitro, does not exist or is known at deployment only and does not come from a
   * NitroInstanceTypeParameter, and where the architecture of the default machine image is not known
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

/** What the image cannot tell from a type's name: the architecture of one that is known at deployment only. */
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
    throw new Error("rootVolumeSize is given, but not for which device: set rootDeviceName, for example '/dev/sda1'");
  }
  if (blockDevices.some(({ deviceName }) => deviceName === root)) return blockDevices;
  return [rootDevice(root, rootVolumeSize?.toGibibytes()), ...blockDevices];
}
