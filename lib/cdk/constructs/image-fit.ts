import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { type Stack, Token } from 'aws-cdk-lib/core';
import { architectureOfImage, architectureOfImageId, parameterOfImageId } from './image-architecture';
import { KeptImage } from './image-user-data';
import { requireHardware, variantOfParameter } from './image-variant';
import { factsOf } from './instance-architecture';
import { architectureByName, familyOf } from './instance-family-name';
import { isHeldByParameter } from './instance-type-check';
import { NitroMachineImage } from './nitro-machine-image';

/** An image as given, with its id in the template of a stack, if it is there. The image is not asked again: that may add to the stack. */
interface GivenImage {
  readonly image: ec2.IMachineImage | undefined;
  readonly imageId?: string | undefined;
  readonly stack?: Stack | undefined;
}

/** The known facts about the image of a launch. */
interface KnownImage {
  readonly architecture: ec2.InstanceArchitecture | undefined;
  readonly parameter: string | undefined;
}

/**
 * Refuses an image that does not boot on an instance type, or that has drivers for hardware that the type lacks.
 *
 * An unknown image or type passes: the rule `image-architecture` judges the template.
 *
 * @throws if the architectures differ, or if the hardware is missing
 */
export function requireFit(given: GivenImage, types: readonly ec2.InstanceType[]): void {
  if (types.length === 0) return;
  const known = knownImage(given);
  for (const type of types) {
    requireArchitecture(known, type);
    if (known.parameter !== undefined) requireHardware(variantOfParameter(known.parameter), type);
  }
}

function knownImage({ image, imageId, stack }: GivenImage): KnownImage {
  if (image instanceof KeptImage) return knownImage({ image: image.image, imageId, stack });
  if (image instanceof ec2.LookupMachineImage) return { architecture: architectureOfImage(image), parameter: undefined };
  if (image instanceof NitroMachineImage) return { architecture: image.architecture, parameter: image.parameterName };
  if (imageId === undefined || stack === undefined) return { architecture: undefined, parameter: undefined };
  return { architecture: architectureOfImageId(stack, imageId), parameter: parameterOfImageId(stack, imageId) };
}

function requireArchitecture({ architecture }: KnownImage, type: ec2.InstanceType): void {
  const ofType = architecturesOf(type);
  if (architecture === undefined || ofType.length === 0 || ofType.includes(architecture)) return;
  const name = Token.isUnresolved(type.toString()) ? 'the instance type of the parameter' : `'${type.toString()}'`;
  throw new Error(
    `the machine image is ${architecture} but ${name} is ${ofType.join(' and ')}: use an image of that architecture, for example NitroMachineImage.amazonLinux2023({ instanceType }), or an ${architecture} type`,
  );
}

/** The architectures of a type; empty if they are not known. */
function architecturesOf(type: ec2.InstanceType): readonly string[] {
  const name = type.toString();
  if (Token.isUnresolved(name)) return isHeldByParameter(type) ? architectureOfParameter(type) : [];
  const { architectures = [] } = factsOf(type) ?? {};
  return architectures.length > 0 ? architectures : [architectureByName(familyOf(name))];
}

/** A parameter that admits types of several architectures throws when it is asked for one. */
function architectureOfParameter(type: ec2.InstanceType): readonly string[] {
  try {
    return [type.architecture];
  } catch {
    return [];
  }
}
