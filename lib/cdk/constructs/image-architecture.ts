import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App, CfnParameter, Stack } from 'aws-cdk-lib/core';
import { readImageReference } from '../../images/image-reference';
import { KeptImage } from './image-user-data';
import { knowledge } from './knowledge';
import { NitroMachineImage } from './nitro-machine-image';

/**
 * The architecture of an image that somebody else has chosen. Undefined where nothing tells: of an image by id, which a lookup finds or
 * a parameter of one's own holds, and of images that are for neither architecture of Linux and Windows.
 */
export function architectureOfImage(image: ec2.IMachineImage): ec2.InstanceArchitecture | undefined {
  if (image instanceof KeptImage) return architectureOfImage(image.image);
  if (image instanceof NitroMachineImage) return image.architecture;
  // Images make parameters and mappings where they are asked for, so not in the team's stack. What is cached in the context has its
  // parameter's name for a placeholder in a stack with an environment.
  const app = new App({ autoSynth: false, analyticsReporting: false, treeMetadata: false });
  const stack = new Stack(app, 'Image', { env: { account: '123456789012', region: 'us-east-1' } });
  try {
    return architectureOfImageId(stack, image.getImage(stack).imageId);
  } catch {
    // It is asked again where it is used, and says there what it misses.
    return undefined;
  }
}

/** The architecture of what stands for an image in a stack's template: a public parameter, or a reference to one. */
export function architectureOfImageId(stack: Stack, imageId: string): ec2.InstanceArchitecture | undefined {
  const parameter = parameterOf(textOf(stack, imageId));
  if (parameter === undefined) return undefined;
  const { architecture } = knowledge.judgePublicParameter(parameter);
  return Object.values(ec2.InstanceArchitecture).find((each) => each === architecture);
}

function parameterOf(text: string): string | undefined {
  const [, placeholder] = /^dummy-value-for-(\/.+)$/.exec(text) ?? [];
  if (placeholder !== undefined) return placeholder;
  const reference = readImageReference(text);
  if (reference.kind === 'parameter') return reference.parameter;
  return reference.kind === 'bare-path' ? reference.path : undefined;
}

/** The text itself, or the default of the template parameter that it refers to; empty where it is anything else. */
function textOf(stack: Stack, imageId: string): string {
  const resolved: unknown = stack.resolve(imageId);
  if (typeof resolved === 'string') return resolved;
  const logicalId: unknown = typeof resolved === 'object' && resolved !== null && 'Ref' in resolved ? resolved.Ref : undefined;
  const parameter = stack.node.findAll().find((each) => each instanceof CfnParameter && stack.resolve(each.logicalId) === logicalId);
  const written: unknown = parameter instanceof CfnParameter ? parameter.default : undefined;
  return typeof written === 'string' ? written : '';
}
