import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Annotations, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { amiTypeFor } from './eks-ami-type';
import { requestedArchitecture } from './instance-architecture';
import { requireNitro } from './instance-type-check';
import { NitroInstanceType } from './nitro-instance-type';

/** The CDK's warning that the image of GPU types stays on Amazon Linux 2, if the CDK chooses that image itself. */
const GPU_WARNING = '@aws-cdk/aws-eks:gpuInstancesUseAL2';

/** The properties of a node group that decide types and image, in either module of the CDK. */
interface Given {
  readonly instanceTypes?: readonly ec2.InstanceType[];
  readonly amiType?: string;
  readonly launchTemplateSpec?: object;
  readonly architecture?: ec2.InstanceArchitecture;
}

/** The types and the image of a node group. */
export interface NodegroupSettings {
  /** Undefined to leave the choice to a launch template. */
  readonly instanceTypes: ec2.InstanceType[] | undefined;
  /** Undefined if the props give one, or if a launch template may name the image. */
  readonly amiType: string | undefined;
}

/**
 * Settles types and image: an image follows the types, and the types an image. A node group with a launch template keeps the given values.
 *
 * @throws if a type is not built on Nitro, if the types need different images, or if properties contradict each other
 */
export function nodegroupSettings({ instanceTypes, amiType, launchTemplateSpec, architecture }: Given): NodegroupSettings {
  if (instanceTypes?.length === 0)
    throw new Error("instanceTypes is empty: name at least one, for example NitroInstanceType.parse('m7i.large')");
  const ofImage = amiType === undefined ? undefined : architectureOfAmiType(amiType);
  if (ofImage !== undefined && architecture !== undefined && ofImage !== architecture) {
    throw new Error(
      `amiType '${amiType ?? ''}' is ${ofImage} but architecture is '${architecture}': remove one of them, or make them match`,
    );
  }
  const wanted = architecture ?? ofImage;
  const isLeftToTemplate = launchTemplateSpec !== undefined;
  if (instanceTypes !== undefined) {
    for (const type of instanceTypes) requireArchitecture(type, wanted);
    return {
      instanceTypes: [...instanceTypes],
      amiType: amiType === undefined && !isLeftToTemplate ? amiTypeFor(instanceTypes, wanted) : undefined,
    };
  }
  if (isLeftToTemplate) return { instanceTypes: undefined, amiType: undefined };
  const chosen = smallestFor(amiType, wanted);
  return { instanceTypes: [chosen], amiType: amiType === undefined ? amiTypeFor([chosen], wanted) : undefined };
}

/** @throws if a type is not built on Nitro, or is not of the architecture */
function requireArchitecture(instanceType: ec2.InstanceType, architecture: ec2.InstanceArchitecture | undefined): void {
  requireNitro(instanceType);
  if (architecture !== undefined) requestedArchitecture({ instanceType, architecture });
}

/** Returns the default type. EKS itself uses t3.medium, even for an arm64 image. */
function smallestFor(amiType: string | undefined, architecture: ec2.InstanceArchitecture | undefined): ec2.InstanceType {
  if (amiType !== undefined && /NVIDIA|GPU|NEURON/.test(amiType)) {
    throw new Error(
      `amiType '${amiType}' is for types with accelerators, but no type is given: set instanceTypes, for example to [NitroInstanceType.parse('g6.xlarge')]`,
    );
  }
  return new NitroInstanceType(architecture === ec2.InstanceArchitecture.ARM_64 ? 't4g.medium' : 't3.medium');
}

function architectureOfAmiType(amiType: string): ec2.InstanceArchitecture | undefined {
  if (amiType.includes('_ARM_64')) return ec2.InstanceArchitecture.ARM_64;
  return /_x86_64/i.test(amiType) ? ec2.InstanceArchitecture.X86_64 : undefined;
}

/** Selects the types for the CDK's own construct, which throws at a type that is known only at deployment. */
export function literalTypes({ instanceTypes }: NodegroupSettings): { readonly instanceTypes?: ec2.InstanceType[] } {
  return instanceTypes === undefined || instanceTypes.some(isOpen) ? {} : { instanceTypes };
}

function isOpen(type: ec2.InstanceType): boolean {
  return Token.isUnresolved(type.toString());
}

/**
 * Sets values on the resource that the CDK's own construct does not take: types that are known only at deployment, and images with drivers, as it
 * knows the GPU families of some years ago.
 */
export function applySettings(nodegroup: Construct, { amiType, instanceTypes }: NodegroupSettings): void {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the resource is of either module of the CDK
  const resource = nodegroup.node.findChild('Resource') as Construct & { amiType?: string; instanceTypes?: string[] };
  if (instanceTypes?.some(isOpen) === true) resource.instanceTypes = instanceTypes.map((type) => type.toString());
  if (amiType === undefined) return;
  resource.amiType = amiType;
  Annotations.of(nodegroup).acknowledgeWarning(GPU_WARNING);
}
