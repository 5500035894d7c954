import type { Architecture } from '../base/architecture';
import type { Catalog } from '../catalog/catalog';
import type { InstanceTypeFacts } from '../catalog/instance-type-facts';
import type { KnownImages } from '../images/judge-image';
import { type Assumptions, casesOfBoth } from '../template/values/assumptions';
import { launchSpecifications, type Specified } from './specification/launch-specifications';
import type { Launch } from './launches';
import { specifiedImages, type SpecifiedImage } from './images/specified-images';
import { specifiedTypes, type SpecifiedTypes } from './types/specified-types';

/** Returns the instance types that have no image of their own and do not fit the image that the service then takes. */
export function typesWithoutFittingImage(launch: Launch, architecture: Architecture, catalog: Catalog): readonly SpecifiedTypes[] {
  return launchSpecifications(launch).flatMap((specification) => {
    const { unset } = specification.read('machine-image');
    return specifiedTypes(specification, catalog)
      .filter(({ names, types }) => names === 'type' && types.every((type) => !type.architectures.includes(architecture)))
      .filter((type) => mayHoldIn(unset, type, launch));
  });
}

/** Returns the images that have no instance type of their own and do not fit the type that the service then launches. */
export function imagesWithoutFittingType(launch: Launch, type: InstanceTypeFacts, images: KnownImages): readonly SpecifiedImage[] {
  return launchSpecifications(launch).flatMap((specification) => {
    const { unset } = specification.read('instance-type');
    return specifiedImages(specification, images)
      .filter(({ verdict: { architecture } }) => architecture !== undefined && !type.architectures.some((each) => each === architecture))
      .filter((image) => mayHoldIn(unset, image, launch));
  });
}

/** Tells whether an outcome may come about in one of the cases. Assumptions of another template cannot be compared: such an outcome counts as not. */
function mayHoldIn(cases: readonly Assumptions[], { specified, when }: Specified, { template }: Launch): boolean {
  return specified.launch.template === template && casesOfBoth(casesOfBoth(specified.cases, [when]), cases).length > 0;
}
