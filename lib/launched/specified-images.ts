import type { ImageArchitecture } from '../images/image-judgement';
import { writeParameter } from '../images/image-reference';
import type { KnownImages } from '../images/judge-image';
import type { LaunchSpecification, Said } from '../template/launch-specifications';
import { known } from '../template/outcome';
import { imagesAt, type JudgedImage } from './judged-images';

/** An image of a launch specification, under the ways in which it comes about. */
export interface SpecifiedImage extends JudgedImage, Said {}

export function specifiedImages(specification: LaunchSpecification, images: KnownImages): readonly SpecifiedImage[] {
  return specification.value('machine-image').statements.flatMap((statement) => {
    const { judged } = imagesAt(statement.choice, statement.launch.template, images);
    return judged.map((image) => ({ ...image, statement }));
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
  { text, when, origin, statement }: SpecifiedImage,
  architecture: ImageArchitecture,
  images: KnownImages,
): string | undefined {
  const names = COUNTERPARTS.flatMap(([x86, arm]) => [text.replace(x86, arm), text.replace(arm, x86)]).filter((name) => name !== text);
  return names.find((name) => {
    const written = name.startsWith('/') ? writeParameter(name, 'dynamic-reference') : name;
    const { judged } = imagesAt({ ...statement.choice, outcomes: [known(written, when, origin)] }, statement.launch.template, images);
    return judged.some(({ judgement }) => judgement.readiness === 'ready' && judgement.architecture === architecture);
  });
}
