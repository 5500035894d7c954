import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Stack } from 'aws-cdk-lib/core';
import { requireFit } from './image-fit';
import { architectureIfParameter } from './instance-architecture';
import { requireNitro } from './instance-type-check';
import { NitroInstanceType } from './nitro-instance-type';
import { NitroMachineImage } from './nitro-machine-image';
import type { NitroNatProviderProps } from './nitro-nat-provider-props';

/**
 * A NAT provider for a VPC whose instances are built on the AWS Nitro System and boot Amazon Linux 2023.
 *
 * It is the CDK's `NatInstanceProviderV2` with a different choice of type and image. The image is a public parameter that is known to be ready
 * for Nitro, so it needs no look-up and no record.
 *
 * @example
 * import * as ec2 from 'aws-cdk-lib/aws-ec2';
 * import { NitroInstanceType, NitroNatProvider } from 'cdk-nitro';
 *
 * const natGatewayProvider = new NitroNatProvider({ instanceType: new NitroInstanceType('t4g.small') });
 * new ec2.Vpc(stack, 'Vpc', { natGatewayProvider, natGateways: 1 });
 */
export class NitroNatProvider extends ec2.NatInstanceProviderV2 {
  private readonly instanceType: ec2.InstanceType;
  private readonly machineImage: ec2.IMachineImage;

  /**
   * Creates the provider. The VPC that it is passed to creates the instances.
   *
   * @param props the properties of the instances
   * @throws if the instance type is not built on Nitro, or the machine image has a different architecture
   */
  public constructor(props: NitroNatProviderProps = {}) {
    const instanceType = props.instanceType ?? new NitroInstanceType('t4g.micro');
    requireNitro(instanceType);
    const machineImage =
      props.machineImage ?? NitroMachineImage.amazonLinux2023({ instanceType, ...architectureIfParameter(instanceType) });
    super({ ...props, instanceType, machineImage });
    this.instanceType = instanceType;
    this.machineImage = machineImage;
    requireFit({ image: machineImage }, [instanceType]);
  }

  /**
   * Creates the instances in the public subnets, and the routes to them in the private ones. The VPC calls this method.
   *
   * @param options the subnets
   * @throws if the architectures of the machine image and the instance type differ
   */
  public override configureNat(options: ec2.ConfigureNatOptions): void {
    super.configureNat(options);
    const [first] = this.gatewayInstances;
    const placed = first === undefined ? {} : { imageId: first.instance.imageId, stack: Stack.of(first) };
    requireFit({ image: this.machineImage, ...placed }, [this.instanceType]);
  }
}
