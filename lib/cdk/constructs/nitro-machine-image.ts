import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { lookupImage } from './nitro-machine-image-lookup';
import * as parameters from './nitro-machine-image-parameters';
import type {
  NitroAmazonLinux2023ImageProps,
  NitroBottlerocketImageProps,
  NitroLookupImageProps,
  NitroParameterImageProps,
  NitroRecordedImageProps,
  NitroUbuntuImageProps,
  NitroWindowsImageProps,
} from './nitro-machine-image-props';
import type * as Recorded from './nitro-machine-image-recorded';

/**
 * Machine images that boot on the AWS Nitro System: HVM, with an EBS root volume, and with the ENA and NVMe drivers.
 *
 * The architecture follows the instance type the image is for.
 */
export class NitroMachineImage implements ec2.IMachineImage {
  /**
   * The newest Amazon Linux 2023.
   *
   * @throws where the instance type is not built on Nitro, or its architecture is not known and `architecture` not set
   */
  public static amazonLinux2023(props: NitroAmazonLinux2023ImageProps = {}): NitroMachineImage {
    return NitroMachineImage.fromParameter(parameters.amazonLinux2023(props), props);
  }

  /**
   * The newest Amazon Linux 2, with kernel 5.10. AWS maintains it until 2026-06-30: prefer Amazon Linux 2023.
   *
   * @throws where the instance type is not built on Nitro, or its architecture is not known and `architecture` not set
   */
  public static amazonLinux2(props: NitroParameterImageProps = {}): NitroMachineImage {
    return NitroMachineImage.fromParameter(parameters.amazonLinux2(props), props);
  }

  /**
   * The newest Ubuntu Server of a release, as Canonical publishes it.
   *
   * @throws where the release is not spelled like one or from before 16.04 (arm64: 18.04), or the architecture is not known
   */
  public static ubuntu(props: NitroUbuntuImageProps): NitroMachineImage {
    return NitroMachineImage.fromParameter(parameters.ubuntu(props), props);
  }

  /**
   * The newest English Windows Server.
   *
   * For an instance type that does not boot by UEFI, Windows Server 2025 is taken in the form that boots by legacy BIOS.
   *
   * @throws where the instance type is arm64, not built on Nitro, or not known
   */
  public static windows(props: NitroWindowsImageProps): NitroMachineImage {
    return NitroMachineImage.fromParameter(parameters.windows(props), props, { os: ec2.OperatingSystemType.WINDOWS });
  }

  /**
   * Bottlerocket. Its user data are settings, not a script.
   *
   * @throws where the variant or version is not spelled like one, or the architecture is not known
   */
  public static bottlerocket(props: NitroBottlerocketImageProps): NitroMachineImage {
    return NitroMachineImage.fromParameter(parameters.bottlerocket(props), props, { userData: ec2.UserData.custom('') });
  }

  /**
   * An image of your own, by id. It has to be recorded in `nitro-images.json` and proven to be ready for Nitro.
   *
   * @throws where the file cannot be read, or an image is not recorded in its Region, not ready for Nitro, not proven to be,
   * no longer available, or of another architecture than wanted
   */
  public static recorded(props: NitroRecordedImageProps): NitroMachineImage {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- who records no images need not wait for their reader
    const { recordedImage } = require('./nitro-machine-image-recorded') as typeof Recorded;
    const { architecture, image } = recordedImage(props);
    return new NitroMachineImage(image, architecture);
  }

  /**
   * The newest image that EC2 finds at synthesis, among those that are HVM, have an EBS root volume and declare the ENA driver.
   *
   * Its id is kept in `cdk.context.json`, and the stack needs account and Region. EC2 knows nothing of the NVMe driver: record
   * what was found with `cdk-nitro images record`.
   *
   * @throws where a filter contradicts what Nitro needs, no owner is named, or the architecture is not known
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
    /** The public parameter that holds the id; undefined for an image that is recorded or looked up. */
    public readonly parameterName?: string,
  ) {}

  /** The image in the Region of `scope`. */
  public getImage(scope: Construct): ec2.MachineImageConfig {
    return this.image.getImage(scope);
  }
}
