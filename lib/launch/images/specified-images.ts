import type { Architecture } from '../../base/architecture';
import { writeParameter } from '../../images/image-reference';
import type { KnownImages } from '../../images/judge-image';
import type { LaunchSpecification, Specified } from '../specification/launch-specifications';
import { known } from '../../template/values/outcome';
import { imagesAt, type NamedImage } from './named-images';

/** An image of a launch specification, and the assumptions under which it is launched. */
export interface SpecifiedImage extends NamedImage, Specified {}

export function specifiedImages(specification: LaunchSpecification, images: KnownImages): readonly SpecifiedImage[] {
  return specification.read('machine-image').values.flatMap((specified) => {
    return imagesAt(specified.value, images).named.map((image) => ({ ...image, specified }));
  });
}

/** Publishers' names for x86_64, each with the counterpart for arm64. */
const COUNTERPARTS: readonly (readonly [x86: string, arm: string])[] = [
  ['x86_64', 'arm64'],
  ['x86_64', 'ARM_64'],
  ['amd64', 'arm64'],
  ['amd64', 'aarch64'],
  ['x86_64_mac', 'arm64_mac'],
  // ECS, and EKS for Amazon Linux 2, mention only arm64 in names.
  ['/recommended/', '/arm64/recommended/'],
  ['/amazon-linux-2/', '/amazon-linux-2-arm64/'],
];

/** Returns the name of the same image for another architecture; undefined if the name does not show it, or if that image is not ready. */
export function counterpartOf(
  { text, when, origin, specified }: SpecifiedImage,
  architecture: Architecture,
  images: KnownImages,
): string | undefined {
  const names = COUNTERPARTS.flatMap(([x86, arm]) => [text.replace(x86, arm), text.replace(arm, x86)]).filter((name) => name !== text);
  return names.find((name) => {
    const written = name.startsWith('/') ? writeParameter(name, 'dynamic-reference') : name;
    const { named } = imagesAt(specified.value.withOutcomes([known(written, when, origin)]), images);
    return named.some(({ verdict }) => verdict.readiness === 'ready' && verdict.architecture === architecture);
  });
}
