import type * as batch from 'aws-cdk-lib/aws-batch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Stack } from 'aws-cdk-lib/core';
import { architectureOfImage, architectureOfImageId } from './image-architecture';
import type { Written } from './nitro-injector';

/** The architecture of `optimal`, Batch's own choice for a compute environment without types and classes. */
const BATCH_DEFAULT = ec2.InstanceArchitecture.X86_64;

/**
 * Finds the architecture for a compute environment without types and classes: that of its images, in `images` or in its launch template. If
 * the images show no architecture, or different ones, returns Batch's own default.
 *
 * @param fallback the architecture for an environment without an image; Batch chooses a suitable image
 */
export function batchArchitecture(written: Written, fallback: ec2.InstanceArchitecture): ec2.InstanceArchitecture {
  const [first, ...others] = [...architecturesOfImages(written['images']), ...architecturesOfTemplate(written['launchTemplate'])];
  if (first === undefined) return fallback;
  return others.every((other) => other === first) ? first : BATCH_DEFAULT;
}

function architecturesOfImages(images: unknown): ec2.InstanceArchitecture[] {
  const own = ((images ?? []) as batch.EcsMachineImage[]).flatMap(({ image }) => (image === undefined ? [] : [image]));
  return own.map((image) => architectureOfImage(image) ?? BATCH_DEFAULT);
}

/** Finds the architecture of a template's image. The image of an imported template may be unknown. */
function architecturesOfTemplate(template: unknown): ec2.InstanceArchitecture[] {
  if (template === undefined) return [];
  if (!(template instanceof ec2.LaunchTemplate)) return [BATCH_DEFAULT];
  const { imageId } = template;
  return imageId === undefined ? [] : [architectureOfImageId(Stack.of(template), imageId) ?? BATCH_DEFAULT];
}
