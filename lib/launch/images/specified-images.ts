import type { Architecture } from '../../base/architecture';
import { writeParameter } from '../../images/image-reference';
import type { KnownImages } from '../../images/judge-image';
import type { LaunchSpecification, Specified } from '../specification/launch-specifications';
import { known } from '../../template/values/outcome';
import { imagesAt, type NamedImage } from './named-images';

/** An image of a launch specification, under the ways in which it comes about. */
export interface SpecifiedImage extends NamedImage, Specified {}

export function specifiedImages(specification: LaunchSpecification, images: KnownImages): readonly SpecifiedImage[] {
  return specification.read('machine-image').values.flatMap((specified) => {
    const { named: judged } = imagesAt(specified.value, specified.launch.template, images);
    return judged.map((image) => ({ ...image, specified }));
  });
}

/** How publishers write an architecture, and the same of the other one. */
const COUNTERPARTS: readonly (readonly [x86: string, arm: string])[] = [
  ['x86_64', 'arm64'],
  ['x86_64', 'ARM_64'],
  ['amd64', 'arm64'],
  ['amd64', 'aarch64'],
  ['x86_64_mac', 'arm64_mac'],
  // ECS, and the Amazon Linux 2 of EKS, name arm64 alone.
  ['/recommended/', '/arm64/recommended/'],
  ['/amazon-linux-2/', '/amazon-linux-2-arm64/'],
];

/** The same image for another architecture, where its name tells and it is ready as well. */
export function counterpartOf(
  { text, when, origin, specified }: SpecifiedImage,
  architecture: Architecture,
  images: KnownImages,
): string | undefined {
  const names = COUNTERPARTS.flatMap(([x86, arm]) => [text.replace(x86, arm), text.replace(arm, x86)]).filter((name) => name !== text);
  return names.find((name) => {
    const written = name.startsWith('/') ? writeParameter(name, 'dynamic-reference') : name;
    const { named: judged } = imagesAt({ ...specified.value, outcomes: [known(written, when, origin)] }, specified.launch.template, images);
    return judged.some(({ verdict }) => verdict.readiness === 'ready' && verdict.architecture === architecture);
  });
}
