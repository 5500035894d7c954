import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import { factsOf } from './instance-architecture';
import { familyOf } from './instance-family-name';
import { NitroImageVariant } from './nitro-machine-image-props';

/** Families of GPUs and Neuron chips by their names, for types that the catalog does not describe. G4ad has GPUs of AMD. */
const BY_NAME: readonly (readonly [RegExp, NitroImageVariant])[] = [
  [/^(?:inf|trn)\d/, NitroImageVariant.NEURON],
  [/^(?:p|g|gr)\d(?!ad)/, NitroImageVariant.GPU],
];

/** Finds the variant whose drivers a type needs; undefined for a type that is known only at deployment. */
export function variantForType(type: ec2.InstanceType): NitroImageVariant | undefined {
  const name = type.toString();
  if (Token.isUnresolved(name)) return undefined;
  const facts = factsOf(type);
  if (facts?.described !== true) return BY_NAME.find(([family]) => family.test(familyOf(name)))?.[1] ?? NitroImageVariant.STANDARD;
  const has = (maker: string, kind: string): boolean =>
    facts.accelerators.some((accelerator) => accelerator.manufacturer === maker && accelerator.type === kind);
  if (has('nvidia', 'gpu')) return NitroImageVariant.GPU;
  return has('amazon-web-services', 'inference') ? NitroImageVariant.NEURON : NitroImageVariant.STANDARD;
}

/**
 * Finds the variant that a service must use for a type. A type that is known only at deployment counts as one without accelerators: the
 * image then boots, but lacks drivers.
 *
 * @throws if no variant has drivers for the type's accelerators
 */
export function imageVariantOf(type: ec2.InstanceType, service: 'EKS' | 'Batch'): NitroImageVariant {
  const variant = variantForType(type) ?? NitroImageVariant.STANDARD;
  const accelerators = Token.isUnresolved(type.toString()) ? [] : (factsOf(type)?.accelerators ?? []);
  if (variant !== NitroImageVariant.STANDARD || !accelerators.some(({ type: kind }) => kind === 'gpu' || kind === 'inference'))
    return variant;
  const property = service === 'EKS' ? 'amiType' : 'images';
  throw new Error(
    `${service} has no image with drivers for the accelerators of '${type.toString()}': set ${property}, and install the drivers yourself`,
  );
}

/** The hardware for which each variant has drivers, and the smallest type with it. */
const NEEDED: Readonly<Record<NitroImageVariant, { readonly hardware: string; readonly example: string } | undefined>> = {
  [NitroImageVariant.STANDARD]: undefined,
  [NitroImageVariant.GPU]: { hardware: 'NVIDIA GPU', example: 'g6.xlarge' },
  [NitroImageVariant.NEURON]: { hardware: 'AWS Inferentia or Trainium chip', example: 'inf2.xlarge' },
};

/**
 * Refuses an image with drivers for hardware that a type lacks.
 *
 * @throws if the type is known and has no such hardware
 */
export function requireHardware(variant: NitroImageVariant, type: ec2.InstanceType | undefined): void {
  const needed = NEEDED[variant];
  const own = type === undefined ? undefined : variantForType(type);
  if (needed === undefined || own === undefined || own === variant) return;
  throw new Error(
    `'${String(type)}' has no ${needed.hardware}, which the image has drivers for: use a type that has one, for example '${needed.example}', or ${REMEDIES[own]}`,
  );
}

const REMEDIES: Readonly<Record<NitroImageVariant, string>> = {
  [NitroImageVariant.STANDARD]: 'an image without these drivers (NitroImageVariant.STANDARD)',
  [NitroImageVariant.GPU]: 'an image for GPUs (NitroImageVariant.GPU)',
  [NitroImageVariant.NEURON]: 'an image for Neuron (NitroImageVariant.NEURON)',
};

/** The variant of a public parameter's image, by the words in its name that stand for drivers. */
export function variantOfParameter(parameter: string): NitroImageVariant {
  if (/\/(?:neuron|inf)\//.test(parameter)) return NitroImageVariant.NEURON;
  return /\/gpu\/|\/nvidia\/|-nvidia(?:-fips)?\/|nvidia-driver-gpu/.test(parameter) ? NitroImageVariant.GPU : NitroImageVariant.STANDARD;
}
