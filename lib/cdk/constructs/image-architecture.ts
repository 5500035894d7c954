import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App, CfnParameter, Reference, Stack, Tokenization } from 'aws-cdk-lib/core';
import { readImageReference } from '../../images/image-reference';
import { KeptImage } from './image-user-data';
import { knowledge } from './knowledge';
import { NitroMachineImage } from './nitro-machine-image';

/**
 * Finds the architecture of an image that a team has chosen. Undefined if nothing shows it: for an image by id from a lookup without an
 * architecture filter or from a parameter of the team's own, and for architectures that Linux and Windows images do not have.
 */
export function architectureOfImage(image: ec2.IMachineImage): ec2.InstanceArchitecture | undefined {
  if (image instanceof KeptImage) return architectureOfImage(image.image);
  if (image instanceof NitroMachineImage) return image.architecture;
  if (image instanceof ec2.LookupMachineImage) return lookedUpArchitecture(image);
  // An image adds parameters and mappings to the stack that asks for it, so a stack of this package asks. The stack has an environment: an
  // image that is cached in the context then has a placeholder with the parameter's name.
  const app = new App({ autoSynth: false, analyticsReporting: false, treeMetadata: false });
  const stack = new Stack(app, 'Image', { env: { account: '123456789012', region: 'us-east-1' } });
  try {
    return architectureOfImageId(stack, image.getImage(stack).imageId);
  } catch {
    // The image is asked again at its use, and throws there.
    return undefined;
  }
}

/** Finds the architecture that a lookup asks for. The CDK keeps the filters to itself. */
function lookedUpArchitecture(image: ec2.LookupMachineImage): ec2.InstanceArchitecture | undefined {
  const { filters = {} } = Reflect.get(image, 'props') as ec2.LookupMachineImageProps;
  const [wanted, ...others] = filters['architecture'] ?? [];
  return others.length === 0 ? Object.values(ec2.InstanceArchitecture).find((each) => each === wanted) : undefined;
}

/** Finds the architecture of an image id in a stack's template: a public parameter, or a reference to one. */
export function architectureOfImageId(stack: Stack, imageId: string): ec2.InstanceArchitecture | undefined {
  const parameter = parameterOfImageId(stack, imageId);
  if (parameter === undefined) return undefined;
  const { architecture } = knowledge.judgePublicParameter(parameter);
  return Object.values(ec2.InstanceArchitecture).find((each) => each === architecture);
}

/** Finds the parameter of AWS Systems Manager that an image id in a stack's template is read from. */
export function parameterOfImageId(stack: Stack, imageId: string): string | undefined {
  return parameterOf(textOf(stack, imageId));
}

function parameterOf(text: string): string | undefined {
  const [, placeholder] = /^dummy-value-for-(\/.+)$/.exec(text) ?? [];
  if (placeholder !== undefined) return placeholder;
  const reference = readImageReference(text);
  if (reference.kind === 'parameter') return reference.parameter;
  return reference.kind === 'bare-path' ? reference.path : undefined;
}

/** Resolves an image id to its text, or to the default of the template parameter that it refers to; otherwise returns an empty text. */
function textOf(stack: Stack, imageId: string): string {
  const resolved: unknown = stack.resolve(imageId);
  if (typeof resolved === 'string') return resolved;
  const [reference] = Tokenization.reverseString(imageId).tokens;
  const target = Reference.isReference(reference) ? reference.target : undefined;
  const written: unknown = target instanceof CfnParameter ? target.default : undefined;
  return typeof written === 'string' ? written : '';
}
