import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import { namesOnly } from '../../launch/launch-parts';
import type { Launch } from '../../launch/launches';
import type { Knowledge } from '../rule';
import type { ImageSuits } from './image-advice';

/** Returns the types that an example image must suit, if the launch names, or the policy allows, no others. */
export function suitsOf(launch: Launch, { catalog, demands: { architectures } }: Knowledge): ImageSuits | undefined {
  if (namesOnly(launch, catalog, isArm64Only) || architectures?.every((each) => each === 'arm64') === true) return 'arm64';
  return namesOnly(launch, catalog, needsNeuron) ? 'neuron' : undefined;
}

function isArm64Only({ architectures }: InstanceTypeFacts): boolean {
  return architectures.length > 0 && architectures.every((each) => each === 'arm64');
}

/** Tells whether a type is an Inf or Trn type, by its family if EC2 does not describe it. */
function needsNeuron({ family, accelerators }: InstanceTypeFacts): boolean {
  return accelerators.some(({ manufacturer }) => manufacturer === 'amazon-web-services') || /^(?:inf|trn)\d/.test(family);
}
