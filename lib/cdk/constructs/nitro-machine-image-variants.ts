import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { requireHardware, variantForType } from './image-variant';
import { familyOf } from './instance-family-name';
import { forType, type ParameterImage, ready, refuseOthers, wantedArchitecture } from './nitro-machine-image-parameters';
import { type NitroEksOptimizedImageProps, NitroImageVariant, type NitroVariantImageProps } from './nitro-machine-image-props';

const ARM_64 = ec2.InstanceArchitecture.ARM_64;

/**
 * The image for Amazon ECS, which AWS Batch uses too.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html
 */
export function ecsOptimized(props: NitroVariantImageProps): ParameterImage {
  const { architecture, variant } = wanted(props);
  if (architecture === ARM_64 && variant === NitroImageVariant.GPU) {
    throw new Error(
      `Amazon ECS has no optimized image for GPUs and arm64${forType(props)}: use NitroMachineImage.bottlerocket({ variant: 'aws-ecs-2-nvidia' }), or an x86_64 type, for example g5.xlarge`,
    );
  }
  const folder = variant === NitroImageVariant.STANDARD ? (architecture === ARM_64 ? 'arm64/' : '') : `${variant}/`;
  return ready('Amazon Linux 2023 for Amazon ECS', {
    architecture,
    parameterName: `/aws/service/ecs/optimized-ami/amazon-linux-2023/${folder}recommended/image_id`,
  });
}

/** The folders of the variants. Source: https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id.html */
const EKS_FOLDERS: Readonly<Record<NitroImageVariant, string>> = {
  [NitroImageVariant.STANDARD]: 'standard',
  [NitroImageVariant.GPU]: 'nvidia',
  [NitroImageVariant.NEURON]: 'neuron',
};

export function eksOptimized(props: NitroEksOptimizedImageProps): ParameterImage {
  const { kubernetesVersion } = props;
  if (!/^1\.\d\d$/.test(kubernetesVersion)) {
    throw new Error(`'${kubernetesVersion}' is not a Kubernetes version of Amazon EKS: use major and minor version, for example 1.33`);
  }
  const { architecture, variant } = wanted(props);
  return ready('Amazon Linux 2023 for Amazon EKS', {
    architecture,
    parameterName: `/aws/service/eks/optimized-ami/${kubernetesVersion}/amazon-linux-2023/${architecture}/${EKS_FOLDERS[variant]}/recommended/image_id`,
  });
}

/** Types whose hardware the current Deep Learning Base AMIs have no driver for. */
const WITHOUT_DRIVER: readonly (readonly [family: RegExp, reason: string, remedy: string])[] = [
  // https://github.com/NVIDIA/open-gpu-kernel-modules: Turing or later.
  [
    /^p3dn$/,
    'has GPUs of the generation Volta, and the driver in the AWS Deep Learning Base AMI supports Turing and later',
    'p4d.24xlarge',
  ],
  // https://awsdocs-neuron.readthedocs-hosted.com/en/latest/dlami/index.html
  [
    /^inf1$/,
    'has AWS Inferentia chips of the first generation, which the AWS Deep Learning Base Neuron AMI no longer supports',
    'inf2.xlarge',
  ],
];

/**
 * Sources: https://docs.aws.amazon.com/dlami/latest/devguide/find-dlami-id.html and
 * https://awsdocs-neuron.readthedocs-hosted.com/en/latest/dlami/index.html
 */
export function deepLearning(props: NitroVariantImageProps): ParameterImage {
  const { architecture, variant } = wanted(props);
  if (variant === NitroImageVariant.STANDARD) {
    throw new Error(
      props.instanceType === undefined || props.variant !== undefined
        ? 'a Deep Learning AMI has drivers for GPUs or Neuron: set instanceType, or variant to NitroImageVariant.GPU or NitroImageVariant.NEURON'
        : `'${props.instanceType.toString()}' has neither an NVIDIA GPU nor an AWS Inferentia or Trainium chip, for which a Deep Learning AMI has drivers: use NitroMachineImage.amazonLinux2023(), or a type that has one, for example 'g6.xlarge'`,
    );
  }
  const family = props.instanceType === undefined ? '' : familyOf(props.instanceType.toString());
  const unsupported = WITHOUT_DRIVER.find(([pattern]) => pattern.test(family));
  if (unsupported !== undefined) {
    const [, reason, remedy] = unsupported;
    throw new Error(`'${String(props.instanceType)}' ${reason}: use another type, for example '${remedy}'`);
  }
  const parameterName =
    variant === NitroImageVariant.GPU
      ? `/aws/service/deeplearning/ami/${architecture}/base-oss-nvidia-driver-gpu-amazon-linux-2023/latest/ami-id`
      : '/aws/service/neuron/dlami/base/amazon-linux-2023/latest/image_id';
  return ready('AWS Deep Learning AMI', { architecture, parameterName });
}

interface WantedImage {
  readonly architecture: ec2.InstanceArchitecture;
  readonly variant: NitroImageVariant;
}

/**
 * Finds architecture and variant that props ask for.
 *
 * @throws if the instance type lacks the hardware of the variant, or the variant does not exist for the architecture
 */
function wanted(props: NitroVariantImageProps): WantedImage {
  const { instanceType } = props;
  if (props.variant !== undefined) refuseOthers('variant', props.variant, Object.values(NitroImageVariant));
  const architecture = wantedArchitecture(props);
  const variant = props.variant ?? (instanceType === undefined ? undefined : variantForType(instanceType)) ?? NitroImageVariant.STANDARD;
  requireHardware(variant, instanceType);
  if (variant === NitroImageVariant.NEURON && architecture === ARM_64) {
    throw new Error('there is no image for Neuron and arm64: AWS Inferentia and Trainium are in x86_64 types, for example inf2.xlarge');
  }
  return { architecture, variant };
}
