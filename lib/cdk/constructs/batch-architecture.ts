import type * as batch from 'aws-cdk-lib/aws-batch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Stack } from 'aws-cdk-lib/core';
import { architectureOfImage, architectureOfImageId } from './image-architecture';
import type { Written } from './nitro-injector';

/** What `optimal` stands for, and so what a compute environment launches where nobody says anything. */
const OF_BATCH = ec2.InstanceArchitecture.X86_64;

/**
 * The architecture of the classes for a compute environment that names neither types nor classes: that of its images, in `images` or
 * in its launch template. Where these do not tell, or disagree, it is what Batch takes by itself. `standard` is for environments
 * without an image of anybody's: Batch then takes the one that fits.
 */
export function batchArchitecture(written: Written, standard: ec2.InstanceArchitecture): ec2.InstanceArchitecture {
  const [first, ...others] = [...ofImages(written['images']), ...ofTemplate(written['launchTemplate'])];
  if (first === undefined) return standard;
  return others.every((other) => other === first) ? first : OF_BATCH;
}

function ofImages(images: unknown): ec2.InstanceArchitecture[] {
  const own = ((images ?? []) as batch.EcsMachineImage[]).flatMap(({ image }) => (image === undefined ? [] : [image]));
  return own.map((image) => architectureOfImage(image) ?? OF_BATCH);
}

/** A template from elsewhere may have an image; one of the app has one, or has none. */
function ofTemplate(template: unknown): ec2.InstanceArchitecture[] {
  if (template === undefined) return [];
  if (!(template instanceof ec2.LaunchTemplate)) return [OF_BATCH];
  const { imageId } = template;
  return imageId === undefined ? [] : [architectureOfImageId(Stack.of(template), imageId) ?? OF_BATCH];
}
