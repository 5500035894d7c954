import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/** Properties of every image of `NitroMachineImage`. */
export interface NitroMachineImageProps {
  /**
   * The instance type that the image is for. The image gets the architecture that the catalog of this package has for the type.
   *
   * If the type is known only at deployment, or is newer than the catalog, set `architecture` too.
   *
   * @default - none: `architecture` determines the image
   */
  readonly instanceType?: ec2.InstanceType;

  /**
   * The architecture of the image. It must be that of `instanceType`, if both are given.
   *
   * @default - the architecture of `instanceType`; without an instance type, the recorded architecture for recorded images and x86_64 for
   * all others
   */
  readonly architecture?: ec2.InstanceArchitecture;

  /**
   * The initial user data.
   *
   * @default - an empty script for the operating system: bash for Linux, PowerShell for Windows; empty settings for Bottlerocket
   */
  readonly userData?: ec2.UserData;
}

/** Properties of images whose id is in a public parameter of AWS Systems Manager. */
export interface NitroParameterImageProps extends NitroMachineImageProps {
  /**
   * Whether to look the image up once, at synthesis, and keep its id in `cdk.context.json`.
   *
   * The stack needs an account and a Region. Run `cdk context --reset` to get a newer image.
   *
   * @default false - every deployment uses the newest image, and replaces instances if there is a newer one
   */
  readonly cachedInContext?: boolean;
}

/** Properties of an Amazon Linux 2023 image. */
export interface NitroAmazonLinux2023ImageProps extends NitroParameterImageProps {
  /**
   * The kernel version.
   *
   * @default AmazonLinux2023Kernel.DEFAULT - the kernel that AWS recommends at the time of the deployment
   */
  readonly kernel?: ec2.AmazonLinux2023Kernel;

  /**
   * The edition of the image, standard or minimal.
   *
   * @default AmazonLinuxEdition.STANDARD
   */
  readonly edition?: ec2.AmazonLinuxEdition;
}

/** Properties of an Ubuntu Server image. */
export interface NitroUbuntuImageProps extends NitroParameterImageProps {
  /** The release: `24.04`. Images have the ENA and NVMe drivers from 16.04 on, and for arm64 from 18.04 on. */
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

/** An installation option of Windows Server. */
export enum NitroWindowsEdition {
  /** Windows Server with the desktop. */
  FULL = 'Full',
  /** Server Core, without the desktop. */
  CORE = 'Core',
}

/** Properties of a Windows Server image. Windows Server is not available for arm64. */
export interface NitroWindowsImageProps extends NitroParameterImageProps {
  /** The version of Windows Server. */
  readonly version: NitroWindowsVersion;

  /**
   * The installation option, with or without the desktop.
   *
   * @default NitroWindowsEdition.FULL
   */
  readonly edition?: NitroWindowsEdition;
}

/** Properties of a Bottlerocket image. */
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

/** The hardware for which an image has drivers. */
export enum NitroImageVariant {
  /** None: an image for types without GPUs and other accelerators. */
  STANDARD = 'standard',
  /** GPUs of NVIDIA: the types of the G and P families, except G4ad. */
  GPU = 'gpu',
  /** AWS Inferentia and AWS Trainium: the types of the Inf and Trn families. */
  NEURON = 'neuron',
}

/** Properties of an image that has variants for GPUs and Neuron. */
export interface NitroVariantImageProps extends NitroParameterImageProps {
  /**
   * The hardware for which the image has drivers.
   *
   * @default - that of `instanceType`; NitroImageVariant.STANDARD without an instance type, and for one that is known only at deployment
   */
  readonly variant?: NitroImageVariant;
}

/** Properties of an image for the nodes of an Amazon EKS cluster. */
export interface NitroEksOptimizedImageProps extends NitroVariantImageProps {
  /** The Kubernetes version of the cluster: `1.33`, or `KubernetesVersion.V1_33.version`. */
  readonly kubernetesVersion: string;
}

/** Properties of a recorded image. */
export interface NitroRecordedImageProps extends NitroMachineImageProps {
  /** The image id in each Region where the image is launched: `{ 'eu-west-1': 'ami-0123456789abcdef0' }`. */
  readonly imageIds: { readonly [region: string]: string };

  /**
   * The file with the recorded images, which `cdk-nitro images record` writes. The path is relative to the working folder.
   *
   * @default 'nitro-images.json'
   */
  readonly file?: string;

  /**
   * Whether the image is a Windows image.
   *
   * @default - true for an image with the name of one of Amazon's Windows images, false otherwise
   */
  readonly windows?: boolean;
}

/** Properties of an image that is looked up. */
export interface NitroLookupImageProps extends NitroMachineImageProps {
  /** The name of the image, which may contain the wildcards `*` and `?`. */
  readonly name: string;

  /**
   * The accounts that may own the image, or the aliases `amazon`, `aws-marketplace` and `self`. At least one is needed, because any
   * account can give an image any name.
   */
  readonly owners: string[];

  /**
   * Additional filters of EC2's DescribeImages.
   *
   * The filters that Nitro needs are always set: `ena-support`, `virtualization-type`, `root-device-type` and `architecture`. So are
   * `state` and `image-type`. A filter that contradicts one of them is an error.
   *
   * @default - no additional filters
   */
  readonly filters?: { readonly [name: string]: string[] };

  /**
   * Whether to look for a Windows image.
   *
   * @default false
   */
  readonly windows?: boolean;
}
