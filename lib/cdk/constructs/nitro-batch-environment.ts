import * as batch from 'aws-cdk-lib/aws-batch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { batchArchitecture } from './batch-architecture';
import { imageVariantOf } from './image-variant';
import { requireNitro } from './instance-type-check';
import { knowledge } from './knowledge';
import { NitroImageVariant } from './nitro-machine-image-props';
import type { NitroBatchEnvironmentProps } from './nitro-batch-environment-props';

/**
 * A managed compute environment of AWS Batch that launches only instance types built on the AWS Nitro System.
 *
 * It differs from `batch.ManagedEc2EcsComputeEnvironment` in these points:
 *
 * - A type or class that may run on Xen is an error.
 * - Without types and classes, Batch chooses from `default_x86_64` or `default_arm64`. Types and classes are not joined by `optimal`.
 * - The default image is Amazon Linux 2023, with drivers for NVIDIA GPUs if a type has them.
 *
 * @example
 * import { InstanceArchitecture, type IVpc } from 'aws-cdk-lib/aws-ec2';
 * import { NitroBatchEnvironment } from 'cdk-nitro';
 *
 * declare const vpc: IVpc;
 * new NitroBatchEnvironment(stack, 'Jobs', { vpc, architecture: InstanceArchitecture.ARM_64 });
 */
export class NitroBatchEnvironment extends batch.ManagedEc2EcsComputeEnvironment {
  private readonly hasOwnImages: boolean;

  /**
   * Creates the compute environment.
   *
   * @param scope the parent of the construct
   * @param id the id of the construct within its parent
   * @param props the properties of the compute environment
   * @throws if a type or class may run on Xen, if Batch has no image for the accelerators of a type, or if properties contradict each other
   */
  public constructor(scope: Construct, id: string, props: NitroBatchEnvironmentProps) {
    const { architecture, ...own } = props;
    const { instanceTypes = [], instanceClasses = [] } = own;
    for (const type of instanceTypes) requireNitro(type);
    for (const instanceClass of instanceClasses) requireNitroClass(instanceClass);
    const names = instanceTypes.length + instanceClasses.length > 0;
    if (names && architecture !== undefined) requireArchitecture(instanceTypes, architecture);
    super(scope, id, {
      ...own,
      images: own.images ?? imagesFor(instanceTypes, instanceClasses),
      ...(names ? { useOptimalInstanceClasses: own.useOptimalInstanceClasses ?? false } : unnamed(own, architecture)),
    });
    this.hasOwnImages = own.images !== undefined;
  }

  /**
   * Adds an instance type to choose from. The default image follows.
   *
   * @param instanceType the type to add
   */
  public override addInstanceType(instanceType: ec2.InstanceType): void {
    requireNitro(instanceType);
    super.addInstanceType(instanceType);
    this.followTypes();
  }

  /**
   * Adds an instance class to choose from. The default image follows.
   *
   * @param instanceClass the class to add; all its types must be built on Nitro
   */
  public override addInstanceClass(instanceClass: ec2.InstanceClass): void {
    requireNitroClass(instanceClass);
    super.addInstanceClass(instanceClass);
    this.followTypes();
  }

  private followTypes(): void {
    if (this.hasOwnImages) return;
    const images = imagesFor(this.instanceTypes, this.instanceClasses).map(({ imageType }) => ({ ImageType: imageType }));
    (this.node.defaultChild as batch.CfnComputeEnvironment).addPropertyOverride('ComputeResources.Ec2Configuration', images);
  }
}

/** Batch's own choice. `optimal` is a name for the x86_64 one. */
function unnamed(
  props: batch.ManagedEc2EcsComputeEnvironmentProps,
  architecture: ec2.InstanceArchitecture | undefined,
): Pick<batch.ManagedEc2EcsComputeEnvironmentProps, 'defaultInstanceClasses'> {
  if (props.defaultInstanceClasses !== undefined || props.useOptimalInstanceClasses === true) return {};
  const chosen = architecture ?? batchArchitecture({ ...props }, ec2.InstanceArchitecture.X86_64);
  const { X86_64, ARM64 } = batch.DefaultInstanceClass;
  return { defaultInstanceClasses: [chosen === ec2.InstanceArchitecture.ARM_64 ? ARM64 : X86_64] };
}

/** Batch launches types with GPUs from the image that has drivers, and all others from the other one. */
function imagesFor(instanceTypes: readonly ec2.InstanceType[], instanceClasses: readonly ec2.InstanceClass[]): batch.EcsMachineImage[] {
  const { ECS_AL2023, ECS_AL2023_NVIDIA } = batch.EcsMachineImageType;
  const variants = [...instanceTypes, ...instanceClasses.flatMap(oneOfClass)].map((type) => imageVariantOf(type, 'Batch'));
  if (variants.includes(NitroImageVariant.NEURON)) {
    throw new Error(
      "Batch has no image type with Neuron drivers: set images, for example to [{ image: ec2.MachineImage.fromSsmParameter('/aws/service/ecs/optimized-ami/amazon-linux-2023/neuron/recommended/image_id') }]",
    );
  }
  const types = variants.map((variant) => (variant === NitroImageVariant.GPU ? ECS_AL2023_NVIDIA : ECS_AL2023));
  return [...new Set(types.length === 0 ? [ECS_AL2023] : types)].map((imageType) => ({ imageType }));
}

/** All types of a class have the same kind of accelerator. */
function oneOfClass(instanceClass: ec2.InstanceClass): ec2.InstanceType[] {
  const [first] = knowledge.catalog.judgeFamily(instanceClass).types;
  return first === undefined ? [] : [new ec2.InstanceType(first.name)];
}

/** @throws if Batch may choose a Xen type from a class */
function requireNitroClass(instanceClass: ec2.InstanceClass): void {
  const { catalog } = knowledge;
  const { kind, types, suggestion } = catalog.judgeFamily(instanceClass);
  if (kind === 'xen' || types.some(({ builtOnNitro }) => !builtOnNitro)) {
    throw new Error(
      `instance class '${instanceClass}' has types that run on the Xen hypervisor: use '${catalog.successorFamily(instanceClass)}'`,
    );
  }
  if (kind === 'unknown') {
    const remedy = suggestion === undefined ? "use one that EC2 offers, for example 'm7i'" : `did you mean '${suggestion}'?`;
    throw new Error(`'${instanceClass}' is not an instance class: ${remedy}`);
  }
}

function requireArchitecture(instanceTypes: readonly ec2.InstanceType[], architecture: ec2.InstanceArchitecture): void {
  const other = instanceTypes.find((type) => type.architecture !== architecture);
  if (other === undefined) return;
  throw new Error(
    `instance type '${other.toString()}' is ${other.architecture} but architecture is '${architecture}': remove one of them, or make them match`,
  );
}
