import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/** What every image of `NitroMachineImage` takes. */
export interface NitroMachineImageProps {
  /**
   * The instance type that the image is for: the image gets its architecture, as the catalog of this package has it.
   *
   * A type known at deployment only, or newer than the catalog, needs `architecture` as well.
   *
   * @default - `architecture` decides
   */
  readonly instanceType?: ec2.InstanceType;

  /**
   * The architecture of the image. An error where `instanceType` has another.
   *
   * @default - that of `instanceType`; without one the recorded architecture for recorded images, and x86_64 for all others
   */
  readonly architecture?: ec2.InstanceArchitecture;

  /**
   * User data to begin with.
   *
   * @default - an empty script of the operating system: bash for Linux, PowerShell for Windows, empty settings for Bottlerocket
   */
  readonly userData?: ec2.UserData;
}

/** What the images take whose id is in a public parameter of AWS Systems Manager. */
export interface NitroParameterImageProps extends NitroMachineImageProps {
  /**
   * Look the image up once, at synthesis, and keep its id in `cdk.context.json`.
   *
   * Needs a stack with account and Region. Run `cdk context --reset` to get a newer image.
   *
   * @default false - every deployment takes the newest image, and replaces instances where there is a newer one
   */
  readonly cachedInContext?: boolean;
}

/** What an image of Amazon Linux 2023 takes. */
export interface NitroAmazonLinux2023ImageProps extends NitroParameterImageProps {
  /**
   * The version of the kernel.
   *
   * @default AmazonLinux2023Kernel.DEFAULT - the one that AWS recommends at the time of the deployment
   */
  readonly kernel?: ec2.AmazonLinux2023Kernel;

  /**
   * The standard or the minimal image.
   *
   * @default AmazonLinuxEdition.STANDARD
   */
  readonly edition?: ec2.AmazonLinuxEdition;
}

/** What an image of Ubuntu Server takes. */
export interface NitroUbuntuImageProps extends NitroParameterImageProps {
  /** The release: `24.04`. From 16.04 on, and for arm64 from 18.04 on, images carry the ENA and NVMe drivers. */
  readonly release: string;
}

/** A version of Windows Server. */
export enum NitroWindowsVersion {
  /** Windows Server 2019. */
  SERVER_2019 = '2019',
  /** Windows Server 2022. */
  SERVER_2022 = '2022',
  /** Windows Server 2025. */
  SERVER_2025 = '2025',
}

/** What of Windows Server is installed. */
export enum NitroWindowsEdition {
  /** With the desktop. */
  FULL = 'Full',
  /** Server Core, without the desktop. */
  CORE = 'Core',
}

/** What an image of Windows Server takes. There is none for arm64. */
export interface NitroWindowsImageProps extends NitroParameterImageProps {
  /** The version of Windows Server. */
  readonly version: NitroWindowsVersion;

  /**
   * With the desktop or without.
   *
   * @default NitroWindowsEdition.FULL
   */
  readonly edition?: NitroWindowsEdition;
}

/** What an image of Bottlerocket takes. */
export interface NitroBottlerocketImageProps extends NitroParameterImageProps {
  /** The variant: `aws-ecs-2`, `aws-ecs-2-nvidia`, `aws-k8s-1.33`, `aws-k8s-1.33-nvidia`, `aws-k8s-1.33-fips`. */
  readonly variant: string;

  /**
   * The version of Bottlerocket: `1.49.0`.
   *
   * @default 'latest'
   */
  readonly version?: string;
}

/** What a recorded image takes. */
export interface NitroRecordedImageProps extends NitroMachineImageProps {
  /** The id of the image in each Region it is launched in: `{ 'eu-west-1': 'ami-0123456789abcdef0' }`. */
  readonly imageIds: { readonly [region: string]: string };

  /**
   * The file with the recorded images, which `cdk-nitro images record` writes. A path from the folder of the app.
   *
   * @default 'nitro-images.json'
   */
  readonly file?: string;

  /**
   * Whether the image is one of Windows.
   *
   * @default - true where Amazon's Windows images are recognized by their name, false otherwise
   */
  readonly windows?: boolean;
}

/** What an image that is looked up takes. */
export interface NitroLookupImageProps extends NitroMachineImageProps {
  /** Name of the image; may contain the wildcards `*` and `?`. */
  readonly name: string;

  /** Accounts that own the image, or the aliases `amazon`, `aws-marketplace` and `self`. Anybody may give an image any name. */
  readonly owners: string[];

  /**
   * More filters of EC2's DescribeImages.
   *
   * Those that Nitro needs (`ena-support`, `virtualization-type`, `root-device-type`, `architecture`) and `state` are always
   * set; a filter that says otherwise is an error.
   *
   * @default - no other filters
   */
  readonly filters?: { readonly [name: string]: string[] };

  /**
   * Whether to look for an image of Windows.
   *
   * @default false
   */
  readonly windows?: boolean;
}
