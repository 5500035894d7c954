import type { Architecture } from '../base/architecture';
import type { Catalog } from '../catalog/catalog';
import type { InstanceTypeFacts } from '../catalog/instance-type-facts';
import type { KnownImages } from '../images/judge-image';
import { type Assumptions, casesOfBoth } from '../template/values/assumptions';
import { launchSpecifications, type Specified } from './specification/launch-specifications';
import type { Launch } from './launches';
import { specifiedImages, type SpecifiedImage } from './images/specified-images';
import { specifiedTypes, type SpecifiedTypes } from './types/specified-types';

/** Returns the instance types without an image of their own that do not fit the service's default image. */
export function typesWithoutFittingImage(launch: Launch, architecture: Architecture, catalog: Catalog): readonly SpecifiedTypes[] {
  return launchSpecifications(launch).flatMap((specification) => {
    const { unset } = specification.read('machine-image');
    return specifiedTypes(specification, catalog)
      .filter(({ names, types }) => names === 'type' && types.every((type) => !type.architectures.includes(architecture)))
      .filter((type) => mayHoldIn(unset, type, launch));
  });
}

/** Returns the images without an instance type of their own that do not fit the service's default type. */
export function imagesWithoutFittingType(launch: Launch, type: InstanceTypeFacts, images: KnownImages): readonly SpecifiedImage[] {
  return launchSpecifications(launch).flatMap((specification) => {
    const { unset } = specification.read('instance-type');
    return specifiedImages(specification, images)
      .filter(({ verdict: { architecture } }) => architecture !== undefined && !type.architectures.some((each) => each === architecture))
      .filter((image) => mayHoldIn(unset, image, launch));
  });
}

/**
 * Tells whether an outcome may occur in one of the cases. Assumptions of another template cannot be compared: the outcome then counts as
 * impossible.
 */
function mayHoldIn(cases: readonly Assumptions[], { specified, when }: Specified, { template }: Launch): boolean {
  return specified.launch.template === template && casesOfBoth(casesOfBoth(specified.cases, [when]), cases).length > 0;
}
