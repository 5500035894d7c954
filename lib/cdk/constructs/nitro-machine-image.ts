import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { NatImage } from './nat-image';
import { lookupImage } from './nitro-machine-image-lookup';
import * as parameters from './nitro-machine-image-parameters';
import type {
  NitroAmazonLinux2023ImageProps,
  NitroBottlerocketImageProps,
  NitroEksOptimizedImageProps,
  NitroLookupImageProps,
  NitroParameterImageProps,
  NitroRecordedImageProps,
  NitroUbuntuImageProps,
  NitroVariantImageProps,
  NitroWindowsImageProps,
} from './nitro-machine-image-props';
import type * as Recorded from './nitro-machine-image-recorded';
import * as variants from './nitro-machine-image-variants';

/**
 * Machine images that boot on the AWS Nitro System. They use HVM virtualization and have an EBS root volume and the ENA and NVMe drivers.
 *
 * An image has the architecture of the instance type that it is for, and the drivers for its GPUs or Neuron chips where there is a choice.
 *
 * @example
 * import { NitroInstanceType, NitroMachineImage } from 'cdk-nitro';
 *
 * const instanceType = new NitroInstanceType('g6.xlarge');
 * const machineImage = NitroMachineImage.ecsOptimized({ instanceType }); // the image for GPUs
 */
export class NitroMachineImage implements ec2.IMachineImage {
  /**
   * Returns the newest Amazon Linux 2023 image.
   *
   * @param props the properties of the image
   * @throws if the instance type is not built on Nitro, or if its architecture is not known and `architecture` is not set
   */
  public static amazonLinux2023(props: NitroAmazonLinux2023ImageProps = {}): NitroMachineImage {
    return NitroMachineImage.fromParameter(parameters.amazonLinux2023(props), props);
  }

  /**
   * Returns the newest Amazon Linux 2 image with kernel 5.10. Amazon Linux 2 reached end of life on 2026-06-30: prefer Amazon Linux 2023.
   *
   * @param props the properties of the image
   * @throws if the instance type is not built on Nitro, or if its architecture is not known and `architecture` is not set
   */
  public static amazonLinux2(props: NitroParameterImageProps = {}): NitroMachineImage {
    return NitroMachineImage.fromParameter(parameters.amazonLinux2(props), props);
  }

  /**
   * Returns the newest Ubuntu Server image that Canonical publishes for a release.
   *
   * @param props the properties of the image
   * @throws if the release is malformed or earlier than 16.04 (18.04 for arm64), or if the architecture is not known
   */
  public static ubuntu(props: NitroUbuntuImageProps): NitroMachineImage {
    return NitroMachineImage.fromParameter(parameters.ubuntu(props), props);
  }

  /**
   * Returns the newest English Windows Server image.
   *
   * For an instance type that does not support UEFI, it is the Windows Server 2025 image that boots with legacy BIOS.
   *
   * @param props the properties of the image
   * @throws if the instance type is arm64, not built on Nitro, or of unknown architecture; if Windows Server 2025 Core is for an instance
   * type that does not support UEFI
   */
  public static windows(props: NitroWindowsImageProps): NitroMachineImage {
    return NitroMachineImage.fromParameter(parameters.windows(props), props, { os: ec2.OperatingSystemType.WINDOWS });
  }

  /**
   * Returns a Bottlerocket image. Its user data are settings, not a script.
   *
   * @param props the properties of the image
   * @throws if the variant or the version is malformed, or if the architecture is not known
   */
  public static bottlerocket(props: NitroBottlerocketImageProps): NitroMachineImage {
    return NitroMachineImage.fromParameter(parameters.bottlerocket(props), props, { userData: ec2.UserData.custom('') });
  }

  /**
   * Returns the newest Amazon Linux 2023 image that is optimized for Amazon ECS.
   *
   * For an instance type with NVIDIA GPUs it is the image for GPUs, for AWS Inferentia and Trainium the image for Neuron.
   *
   * @param props the properties of the image
   * @throws if the instance type lacks the hardware of `variant`, if it has both GPUs and arm64, for which there is no such image, or if
   * the architecture is not known
   */
  public static ecsOptimized(props: NitroVariantImageProps = {}): NitroMachineImage {
    return NitroMachineImage.fromParameter(variants.ecsOptimized(props), props);
  }

  /**
   * Returns the newest image that is optimized for AWS Batch: that for Amazon ECS, on which Batch runs.
   *
   * For compute environments on Amazon EKS use `eksOptimized`.
   *
   * @param props the properties of the image
   * @throws as `ecsOptimized` does
   */
  public static batchOptimized(props: NitroVariantImageProps = {}): NitroMachineImage {
    return NitroMachineImage.ecsOptimized(props);
  }

  /**
   * Returns the newest Amazon Linux 2023 image that is optimized for Amazon EKS.
   *
   * For an instance type with NVIDIA GPUs it is the image for GPUs, for AWS Inferentia and Trainium the image for Neuron. A node joins its
   * cluster by a NodeConfig in its user data, not by the script `/etc/eks/bootstrap.sh` that the CDK calls: set `bootstrapEnabled` to
   * false.
   *
   * @param props the properties of the image
   * @throws if the Kubernetes version is malformed, if the instance type lacks the hardware of `variant`, or if the architecture is not
   * known
   */
  public static eksOptimized(props: NitroEksOptimizedImageProps): NitroMachineImage {
    return NitroMachineImage.fromParameter(variants.eksOptimized(props), props);
  }

  /**
   * Returns the newest AWS Deep Learning Base AMI with Amazon Linux 2023: for GPUs, with NVIDIA's driver and CUDA, or for Neuron.
   *
   * @param props the properties of the image
   * @throws if the instance type has neither an NVIDIA GPU nor an AWS Inferentia or Trainium chip, or one of a generation that the image
   * does not support; if neither an instance type nor a variant is given; or if the architecture is not known
   */
  public static deepLearning(props: NitroVariantImageProps): NitroMachineImage {
    return NitroMachineImage.fromParameter(variants.deepLearning(props), props);
  }

  /**
   * Returns the newest Amazon Linux 2023 image, with user data that make the instance a NAT: it forwards packets and translates their
   * addresses.
   *
   * The user data are those of the CDK's `NatInstanceProviderV2`. They install a package, so the instance needs a public address when it
   * boots. `NitroNatProvider` sets this up for the subnets of a VPC.
   *
   * @param props the properties of the image
   * @throws if the instance type is not built on Nitro, or if its architecture is not known and `architecture` is not set
   */
  public static nat(props: NitroParameterImageProps = {}): NitroMachineImage {
    const { image, architecture, parameterName } = NitroMachineImage.fromParameter(parameters.amazonLinux2023(props), props);
    return new NitroMachineImage(new NatImage(image), architecture, parameterName);
  }

  /**
   * Returns an image of your own, by id. It must be recorded in `nitro-images.json` and proven to be ready for Nitro.
   *
   * @param props the properties of the image
   * @throws if the file cannot be read, or if an image is not recorded for its Region, not ready or not proven to be ready for Nitro, no
   * longer available, of another architecture than required, or does not boot on the instance type
   */
  public static recorded(props: NitroRecordedImageProps): NitroMachineImage {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an app without recorded images must not wait for their reader
    const { recordedImage } = require('./nitro-machine-image-recorded') as typeof Recorded;
    const { architecture, image } = recordedImage(props);
    return new NitroMachineImage(image, architecture);
  }

  /**
   * Returns an image of your own, by id. It must be recorded in `nitro-images.json` with a ready probe, which `cdk-nitro images prove` adds: a
   * statement or a publisher is not enough.
   *
   * @param props the properties of the image
   * @throws if `recorded` throws, or if an image has no ready probe
   */
  public static proven(props: NitroRecordedImageProps): NitroMachineImage {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an app without recorded images must not wait for their reader
    const { provenImage } = require('./nitro-machine-image-recorded') as typeof Recorded;
    const { architecture, image } = provenImage(props);
    return new NitroMachineImage(image, architecture);
  }

  /**
   * Looks up the newest image at synthesis, among HVM images that have an EBS root volume and declare the ENA driver.
   *
   * The CDK keeps the image id in `cdk.context.json`. The stack needs an account and a Region. EC2 has no information on the NVMe driver:
   * record the image with `cdk-nitro images record`.
   *
   * @param props the properties of the image
   * @throws if a filter contradicts those that Nitro needs, if no owner is given, or if the architecture is not known
   */
  public static lookup(props: NitroLookupImageProps): NitroMachineImage {
    const { architecture, image } = lookupImage(props);
    return new NitroMachineImage(image, architecture);
  }

  private static fromParameter(
    { parameterName, architecture }: parameters.ParameterImage,
    { userData, cachedInContext }: NitroParameterImageProps,
    system: ec2.SsmParameterImageOptions = {},
  ): NitroMachineImage {
    const image = ec2.MachineImage.fromSsmParameter(parameterName, {
      ...system,
      ...(userData === undefined ? {} : { userData }),
      cachedInContext,
    });
    return new NitroMachineImage(image, architecture, parameterName);
  }

  private constructor(
    private readonly image: ec2.IMachineImage,
    /** The architecture of the image. */
    public readonly architecture: ec2.InstanceArchitecture,
    /** The public parameter that holds the image id. Undefined for an image that is recorded or looked up. */
    public readonly parameterName?: string,
  ) {}

  /** Returns the image for the Region of `scope`. */
  public getImage(scope: Construct): ec2.MachineImageConfig {
    return this.image.getImage(scope);
  }
}
