import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { imageVariantOf } from './image-variant';
import { requestedArchitecture } from './instance-architecture';
import { isHeldByParameter, requireNitro } from './instance-type-check';
import { NitroImageVariant } from './nitro-machine-image-props';

const { STANDARD, GPU, NEURON } = NitroImageVariant;

/** AMI types of EKS, by architecture and variant. Source: https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html */
const AMI_TYPES: Readonly<Record<string, Readonly<Partial<Record<NitroImageVariant, string>>>>> = {
  x86_64: { [STANDARD]: 'AL2023_x86_64_STANDARD', [GPU]: 'AL2023_x86_64_NVIDIA', [NEURON]: 'AL2023_x86_64_NEURON' },
  arm64: { [STANDARD]: 'AL2023_ARM_64_STANDARD', [GPU]: 'AL2023_ARM_64_NVIDIA' },
};

/**
 * Finds the AMI type of EKS for the instance types of a node group: Amazon Linux 2023 of their architecture, with drivers for their GPUs or
 * Neuron devices.
 *
 * @param architecture that of the types, if it is given: the catalog does not tell that of a newer type
 * @throws if a type is not built on Nitro, if the types need different images, or if EKS has no image for them
 */
export function amiTypeFor(
  instanceTypes: readonly ec2.InstanceType[],
  architecture: ec2.InstanceArchitecture | undefined,
): string | undefined {
  let first: { readonly type: string; readonly amiType: string } | undefined;
  for (const instanceType of instanceTypes) {
    requireNitro(instanceType);
    const amiType = amiTypeOf(instanceType, architecture);
    const type = instanceType.toString();
    first ??= { type, amiType };
    if (amiType !== first.amiType) {
      throw new Error(
        `'${first.type}' needs an image of type ${first.amiType} and '${type}' one of type ${amiType}, but a node group has only one image: create a node group for each`,
      );
    }
  }
  return first?.amiType;
}

function amiTypeOf(instanceType: ec2.InstanceType, given: ec2.InstanceArchitecture | undefined): string {
  const architecture =
    given ?? (isHeldByParameter(instanceType) ? instanceType.architecture : requestedArchitecture({ instanceType })) ?? 'x86_64';
  const name = instanceType.toString();
  const amiType = AMI_TYPES[architecture]?.[imageVariantOf(instanceType, 'EKS')];
  if (amiType === undefined)
    throw new Error(`EKS has no image for the accelerators of '${name}' (${architecture}): set amiType, and install the drivers`);
  return amiType;
}
