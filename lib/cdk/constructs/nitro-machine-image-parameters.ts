import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { REPORT_TO } from '../checking/internal-error';
import { requireHardware } from './image-variant';
import { factsOf, requestedArchitecture } from './instance-architecture';
import { knowledge } from './knowledge';
import type {
  NitroAmazonLinux2023ImageProps,
  NitroBottlerocketImageProps,
  NitroParameterImageProps,
  NitroUbuntuImageProps,
  NitroWindowsImageProps,
} from './nitro-machine-image-props';
import { NitroImageVariant, NitroWindowsEdition, NitroWindowsVersion } from './nitro-machine-image-props';

/** An image whose id a public parameter holds. */
export interface ParameterImage {
  readonly architecture: ec2.InstanceArchitecture;
  /** The name of a parameter for an image that is ready for Nitro. */
  readonly parameterName: string;
}

export function amazonLinux2023({ kernel, edition, ...props }: NitroAmazonLinux2023ImageProps): ParameterImage {
  const architecture = wantedArchitecture(props);
  const parameterName = ec2.AmazonLinux2023ImageSsmParameter.ssmParameterName({ kernel, edition, cpuType: cpuTypeOf(architecture) });
  return ready(
    'Amazon Linux 2023',
    { architecture, parameterName },
    'omit kernel and edition, or use members of ec2.AmazonLinux2023Kernel and ec2.AmazonLinuxEdition',
  );
}

/** Names the kernel, as the parameter without a kernel in its name holds an image with a kernel from 2017. */
export function amazonLinux2(props: NitroParameterImageProps): ParameterImage {
  const architecture = wantedArchitecture(props);
  const kernel = ec2.AmazonLinux2Kernel.KERNEL_5_10;
  return ready('Amazon Linux 2', {
    architecture,
    parameterName: ec2.AmazonLinux2ImageSsmParameter.ssmParameterName({ kernel, cpuType: cpuTypeOf(architecture) }),
  });
}

/** The first release with a gp3 root volume. Earlier ones have gp2. Source: Canonical's public parameters. */
const FIRST_WITH_GP3 = '23.10';

export function ubuntu({ release, ...props }: NitroUbuntuImageProps): ParameterImage {
  if (!/^\d\d\.(?:04|10)$/.test(release)) {
    throw new Error(
      `'${release}' is not an Ubuntu release: use year and month, for example 24.04, from 16.04 on, or from 18.04 on for arm64`,
    );
  }
  const architecture = wantedArchitecture(props);
  const word = architecture === ec2.InstanceArchitecture.ARM_64 ? 'arm64' : 'amd64';
  const volume = release >= FIRST_WITH_GP3 ? 'ebs-gp3' : 'ebs-gp2';
  return ready(
    `Ubuntu ${release}`,
    { architecture, parameterName: `/aws/service/canonical/ubuntu/server/${release}/stable/current/${word}/hvm/${volume}/ami-id` },
    'use 16.04 or later, or for arm64 18.04 or later',
  );
}

export function windows({ version, edition = NitroWindowsEdition.FULL, ...props }: NitroWindowsImageProps): ParameterImage {
  refuseOthers('version', version, Object.values(NitroWindowsVersion));
  refuseOthers('edition', edition, Object.values(NitroWindowsEdition));
  const architecture = wantedArchitecture(props);
  if (architecture === ec2.InstanceArchitecture.ARM_64) {
    throw new Error(`there is no Windows Server for arm64${forType(props)}: use an x86_64 instance type, for example m7i.large`);
  }
  // Windows Server 2025 boots with UEFI. Only its full edition has an image that boots with legacy BIOS.
  const isLegacy = version === NitroWindowsVersion.SERVER_2025 && !bootsByUefi(props.instanceType);
  if (isLegacy && edition === NitroWindowsEdition.CORE) {
    throw new Error(
      `Windows Server 2025 Core boots with UEFI, which '${String(props.instanceType)}' does not support: use NitroWindowsEdition.FULL, NitroWindowsVersion.SERVER_2022 or another instance type`,
    );
  }
  return ready(`Windows Server ${version}`, {
    architecture,
    parameterName: `/aws/service/ami-windows-latest/${isLegacy ? 'BIOS-' : ''}Windows_Server-${version}-English-${edition}-Base`,
  });
}

/** Source: https://bottlerocket.dev/en/os/latest/#/concepts/variants/ */
const BOTTLEROCKET_VARIANT = /^aws-(?:ecs-\d+|k8s-\d+\.\d+)(?:-nvidia)?(?:-fips)?$/;

export function bottlerocket({ variant, version = 'latest', ...props }: NitroBottlerocketImageProps): ParameterImage {
  if (!BOTTLEROCKET_VARIANT.test(variant)) {
    throw new Error(
      `'${variant}' is not a Bottlerocket variant: use aws-ecs-<n> or aws-k8s-<version>, optionally followed by -nvidia or -fips, for example aws-ecs-2`,
    );
  }
  if (!/^(?:latest|\d+\.\d+\.\d+(?:-[\da-f]+)?)$/.test(version)) {
    throw new Error(`'${version}' is not a Bottlerocket version: use latest or a version, for example 1.49.0`);
  }
  const architecture = wantedArchitecture(props);
  if (variant.includes('-nvidia')) requireHardware(NitroImageVariant.GPU, props.instanceType);
  return ready('Bottlerocket', { architecture, parameterName: `/aws/service/bottlerocket/${variant}/${architecture}/${version}/image_id` });
}

export function wantedArchitecture(props: NitroParameterImageProps): ec2.InstanceArchitecture {
  return requestedArchitecture(props) ?? ec2.InstanceArchitecture.X86_64;
}

function cpuTypeOf(architecture: ec2.InstanceArchitecture): ec2.AmazonLinuxCpuType {
  return architecture === ec2.InstanceArchitecture.ARM_64 ? ec2.AmazonLinuxCpuType.ARM_64 : ec2.AmazonLinuxCpuType.X86_64;
}

/** Tells whether a type boots with UEFI. True for a type that the catalog does not describe, as most types support both boot modes. */
function bootsByUefi(instanceType: ec2.InstanceType | undefined): boolean {
  const { bootModes = [] } = factsOf(instanceType) ?? {};
  return bootModes.length === 0 || bootModes.includes('uefi');
}

export function forType({ instanceType }: NitroParameterImageProps): string {
  return instanceType === undefined ? '' : `, which '${instanceType.toString()}' is`;
}

/** Refuses values outside an enum, as JavaScript and Python can pass any string. */
export function refuseOthers(property: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) throw new Error(`${property} is '${value}': use one of ${allowed.join(', ')}`);
}

/** Checks an image against the table of public parameters that are ready for Nitro. Every image by parameter is made through it. */
export function ready(
  name: string,
  image: ParameterImage,
  remedy = `this is a defect of cdk-nitro, report it at ${REPORT_TO}`,
): ParameterImage {
  const result = knowledge.judgePublicParameter(image.parameterName);
  if (result.readiness !== 'ready') {
    throw new Error(
      `${name} (${image.architecture}) is not ready for Nitro: the image of '${image.parameterName}' is ${result.text}: ${remedy}`,
    );
  }
  return image;
}
