import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { requireFit } from './image-fit';
import { KeptImage, takeUserData } from './image-user-data';
import { architectureIfParameter } from './instance-architecture';
import { requireNitro } from './instance-type-check';
import { keepBackground, newSecurityGroup, roleOf, setSecurityGroup } from './launch-template-members';
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
 * - A security group and a role are created where they are needed: with `vpc` at once, otherwise when the instances are granted
 *   something, or are a target of a load balancer.
 * - A machine image whose architecture differs from the type's, or with drivers for GPUs or Neuron chips that the type lacks, is an error.
 *
 * Properties override all of these except the first and the last.
 *
 * @example
 * import type { IVpc } from 'aws-cdk-lib/aws-ec2';
 * import { NitroInstanceType, NitroLaunchTemplate } from 'cdk-nitro';
 *
 * declare const vpc: IVpc;
 * new NitroLaunchTemplate(stack, 'Web', { vpc, instanceType: new NitroInstanceType('m7g.large') });
 */
export class NitroLaunchTemplate extends ec2.LaunchTemplate {
  /**
   * Creates the launch template.
   *
   * @param scope the parent of the construct
   * @param id the id of the construct within its parent
   * @param props the properties of the launch template
   * @throws if the instance type is not built on Nitro or does not exist, if it is known only at deployment and is not that of a
   * NitroInstanceTypeParameter; if the architecture of the default machine image is not known; or if the machine image does not fit the
   * type
   */
  public constructor(scope: Construct, id: string, props: NitroLaunchTemplateProps = {}) {
    const { architecture, rootDeviceName, rootVolumeSize, vpc, ...own } = props;
    if (own.instanceType !== undefined) requireNitro(own.instanceType);
    const blockDevices = blockDevicesOf(props);
    const image = own.machineImage ?? defaultImage(own.instanceType, architecture);
    const machineImage = new KeptImage(image);
    super(scope, id, {
      ...own,
      machineImage,
      ...(blockDevices.length === 0 ? {} : { blockDevices }),
      ...(own.httpTokens === undefined ? { requireImdsv2: own.requireImdsv2 ?? true } : {}),
      httpPutResponseHopLimit: own.httpPutResponseHopLimit ?? 1,
    });
    takeUserData(this, machineImage.userData);
    keepBackground(this, { image, vpc });
    if (own.instanceType !== undefined) requireFit({ image, imageId: this.imageId, stack: Stack.of(this) }, [own.instanceType]);
    if (vpc === undefined) return;
    if (this._connections === undefined) setSecurityGroup(this, newSecurityGroup(this));
    if (own.instanceProfile === undefined) roleOf(this);
  }

  /**
   * The network connections of the instances. A launch template without a security group gets one.
   *
   * @throws if it has no security group, and neither `vpc` nor the VPC of a NitroAutoScalingGroup
   */
  public override get connections(): ec2.Connections {
    if (this._connections === undefined) setSecurityGroup(this, newSecurityGroup(this));
    return super.connections;
  }

  /**
   * The principal to grant permissions to: the role of the instances. A launch template without a role gets one.
   *
   * @throws if it has an instance profile whose role is not known
   */
  public override get grantPrincipal(): iam.IPrincipal {
    return this._grantPrincipal ?? roleOf(this);
  }

  /**
   * Adds a security group to the instances. It may be their first one.
   *
   * @param securityGroup the security group to add
   */
  public override addSecurityGroup(securityGroup: ec2.ISecurityGroup): void {
    if (this._connections === undefined) setSecurityGroup(this, securityGroup);
    else super.addSecurityGroup(securityGroup);
  }
}

function defaultImage(instanceType: ec2.InstanceType | undefined, architecture: ec2.InstanceArchitecture | undefined): ec2.IMachineImage {
  return NitroMachineImage.amazonLinux2023({
    ...(instanceType === undefined ? {} : { instanceType }),
    ...(architecture === undefined ? architectureIfParameter(instanceType) : { architecture }),
  });
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
