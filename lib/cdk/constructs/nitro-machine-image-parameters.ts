import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { REPORT_TO } from '../checking/internal-error';
import { factsOf, requestedArchitecture } from './instance-architecture';
import { knowledge } from './knowledge';
import type {
  NitroAmazonLinux2023ImageProps,
  NitroBottlerocketImageProps,
  NitroParameterImageProps,
  NitroUbuntuImageProps,
  NitroWindowsImageProps,
} from './nitro-machine-image-props';
import { NitroWindowsEdition, NitroWindowsVersion } from './nitro-machine-image-props';

/** An image whose id is in a public parameter. */
export interface ParameterImage {
  readonly architecture: ec2.InstanceArchitecture;
  /** The parameter's name, of an image that is ready for Nitro. */
  readonly parameterName: string;
}

export function amazonLinux2023({ kernel, edition, ...props }: NitroAmazonLinux2023ImageProps): ParameterImage {
  const architecture = wantedArchitecture(props);
  const parameterName = ec2.AmazonLinux2023ImageSsmParameter.ssmParameterName({ kernel, edition, cpuType: cpuTypeOf(architecture) });
  return ready(
    'Amazon Linux 2023',
    { architecture, parameterName },
    'leave kernel and edition out, or use members of ec2.AmazonLinux2023Kernel and ec2.AmazonLinuxEdition',
  );
}

/** The kernel is named, because the image without a name has one from 2017. */
export function amazonLinux2(props: NitroParameterImageProps): ParameterImage {
  const architecture = wantedArchitecture(props);
  const kernel = ec2.AmazonLinux2Kernel.KERNEL_5_10;
  return ready('Amazon Linux 2', {
    architecture,
    parameterName: ec2.AmazonLinux2ImageSsmParameter.ssmParameterName({ kernel, cpuType: cpuTypeOf(architecture) }),
  });
}

/** From this release on Canonical publishes images with a gp3 root volume, before with gp2. */
const FIRST_WITH_GP3 = '23.10';

export function ubuntu({ release, ...props }: NitroUbuntuImageProps): ParameterImage {
  if (!/^\d\d\.(?:04|10)$/.test(release)) {
    throw new Error(`'${release}' is no release of Ubuntu: write year and month, 24.04 for example; 16.04 is the first, for arm64 18.04`);
  }
  const architecture = wantedArchitecture(props);
  const word = architecture === ec2.InstanceArchitecture.ARM_64 ? 'arm64' : 'amd64';
  const volume = release >= FIRST_WITH_GP3 ? 'ebs-gp3' : 'ebs-gp2';
  return ready(
    `Ubuntu ${release}`,
    { architecture, parameterName: `/aws/service/canonical/ubuntu/server/${release}/stable/current/${word}/hvm/${volume}/ami-id` },
    'use 16.04 or later, and for arm64 18.04 or later',
  );
}

export function windows({ version, edition = NitroWindowsEdition.FULL, ...props }: NitroWindowsImageProps): ParameterImage {
  refuseOthers('version', version, Object.values(NitroWindowsVersion));
  refuseOthers('edition', edition, Object.values(NitroWindowsEdition));
  const architecture = wantedArchitecture(props);
  if (architecture === ec2.InstanceArchitecture.ARM_64) {
    throw new Error(`there is no Windows Server for arm64${forType(props)}: use an x86_64 instance type, m7i.large for example`);
  }
  // Windows Server 2025 boots by UEFI; the one image of it that does not is the full edition.
  const isLegacy = version === NitroWindowsVersion.SERVER_2025 && !bootsByUefi(props.instanceType);
  if (isLegacy && edition === NitroWindowsEdition.CORE) {
    throw new Error(
      `Windows Server 2025 Core boots by UEFI, which '${String(props.instanceType)}' does not: use NitroWindowsEdition.FULL, NitroWindowsVersion.SERVER_2022 or another instance type`,
    );
  }
  return ready(`Windows Server ${version}`, {
    architecture,
    parameterName: `/aws/service/ami-windows-latest/${isLegacy ? 'BIOS-' : ''}Windows_Server-${version}-English-${edition}-Base`,
  });
}

/** https://bottlerocket.dev/en/os/latest/#/concepts/variants/ */
const BOTTLEROCKET_VARIANT = /^aws-(?:ecs-\d+|k8s-\d+\.\d+)(?:-nvidia)?(?:-fips)?$/;

export function bottlerocket({ variant, version = 'latest', ...props }: NitroBottlerocketImageProps): ParameterImage {
  if (!BOTTLEROCKET_VARIANT.test(variant)) {
    throw new Error(
      `'${variant}' is no variant of Bottlerocket: write aws-ecs-<n> or aws-k8s-<version>, with -nvidia or -fips behind it where you need that; aws-ecs-2 for example`,
    );
  }
  if (!/^(?:latest|\d+\.\d+\.\d+(?:-[\da-f]+)?)$/.test(version)) {
    throw new Error(`'${version}' is no version of Bottlerocket: write latest or a version, 1.49.0 for example`);
  }
  const architecture = wantedArchitecture(props);
  return ready('Bottlerocket', { architecture, parameterName: `/aws/service/bottlerocket/${variant}/${architecture}/${version}/image_id` });
}

function wantedArchitecture(props: NitroParameterImageProps): ec2.InstanceArchitecture {
  return requestedArchitecture(props) ?? ec2.InstanceArchitecture.X86_64;
}

function cpuTypeOf(architecture: ec2.InstanceArchitecture): ec2.AmazonLinuxCpuType {
  return architecture === ec2.InstanceArchitecture.ARM_64 ? ec2.AmazonLinuxCpuType.ARM_64 : ec2.AmazonLinuxCpuType.X86_64;
}

/** False only where it is known: most types boot either way. */
function bootsByUefi(instanceType: ec2.InstanceType | undefined): boolean {
  const { bootModes = [] } = factsOf(instanceType) ?? {};
  return bootModes.length === 0 || bootModes.includes('uefi');
}

function forType({ instanceType }: NitroParameterImageProps): string {
  return instanceType === undefined ? '' : `, which '${instanceType.toString()}' is`;
}

/** JavaScript and Python can hand over any string for an enum. */
function refuseOthers(property: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) throw new Error(`${property} is '${value}': use one of ${allowed.join(', ')}`);
}

/** Holds every parameter against the table of those that are ready for Nitro, so that nothing else ever leaves this module. */
function ready(name: string, image: ParameterImage, remedy = `a mistake of cdk-nitro, please report it at ${REPORT_TO}`): ParameterImage {
  const result = knowledge.judgePublicParameter(image.parameterName);
  if (result.readiness !== 'ready') {
    throw new Error(
      `${name} (${image.architecture}) is not ready for Nitro: the image of '${image.parameterName}' is ${result.text}: ${remedy}`,
    );
  }
  return image;
}
