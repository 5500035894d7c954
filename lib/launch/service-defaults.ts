import type { Architecture } from '../base/architecture';
import type { Catalog } from '../catalog/catalog';
import type { InstanceTypeFacts } from '../catalog/instance-type-facts';
import type { KnownImages } from '../images/judge-image';
import { type Assumptions, casesOfBoth } from '../template/values/assumptions';
import { launchSpecifications, type Specified } from './specification/launch-specifications';
import type { Launch } from './launches';
import { specifiedImages, type SpecifiedImage } from './images/specified-images';
import { specifiedTypes, type SpecifiedTypes } from './types/specified-types';

/** Instance types that nobody names an image for, where the one that the service then takes does not go with them. */
export function typesWithoutFittingImage(launch: Launch, architecture: Architecture, catalog: Catalog): readonly SpecifiedTypes[] {
  return launchSpecifications(launch).flatMap((specification) => {
    const { unset } = specification.read('machine-image');
    return specifiedTypes(specification, catalog)
      .filter(({ names, types }) => names === 'type' && types.every((type) => !type.architectures.includes(architecture)))
      .filter((type) => mayBeSaidWhile(unset, type, launch));
  });
}

/** Images that nobody names an instance type for, where they do not go with the one that the service then launches. */
export function imagesWithoutFittingType(launch: Launch, type: InstanceTypeFacts, images: KnownImages): readonly SpecifiedImage[] {
  return launchSpecifications(launch).flatMap((specification) => {
    const { unset } = specification.read('instance-type');
    return specifiedImages(specification, images)
      .filter(({ verdict: { architecture } }) => architecture !== undefined && !type.architectures.some((each) => each === architecture))
      .filter((image) => mayBeSaidWhile(unset, image, launch));
  });
}

/** Whether something may be said under one of the ways. What another template assumes cannot be compared, and is left alone. */
function mayBeSaidWhile(cases: readonly Assumptions[], { specified, when }: Specified, { template }: Launch): boolean {
  return specified.launch.template === template && casesOfBoth(casesOfBoth(specified.cases, [when]), cases).length > 0;
}
