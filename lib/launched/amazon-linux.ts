import type { ImageJudgement } from '../images/image-judgement';
import type { KnownImages } from '../images/judge-image';
import { launchSpecifications } from '../template/launch-specifications';
import type { Launch } from '../template/launches';
import { imagesAt } from './judged-images';

/** Whether every image the launch may boot is Amazon Linux, whose udev rule links the names in block device mappings to the NVMe devices. */
export function isAmazonLinux(launch: Launch, images: KnownImages): boolean {
  return everyImage(launch, images, ({ distribution }) => distribution === 'amazon-linux');
}

/** Whether the first network interface is `eth0` on every image the launch may boot. */
export function keepsEth0(launch: Launch, images: KnownImages): boolean {
  return everyImage(launch, images, (judgement) => judgement.keepsEth0 === true);
}

/** False where one of the images is not known, or named elsewhere. */
function everyImage(launch: Launch, images: KnownImages, passes: (judgement: ImageJudgement) => boolean): boolean {
  const specifications = launchSpecifications(launch);
  return (
    specifications.length > 0 &&
    specifications.every((specification) => {
      const { statements, silent, outside } = specification.value('machine-image');
      const isNamed = statements.length > 0 && silent.length === 0 && outside.length === 0;
      return (
        isNamed &&
        statements.every(({ choice, launch: { template } }) => {
          const { judged, open } = imagesAt(choice, template, images);
          return open.length === 0 && judged.every(({ judgement }) => passes(judgement));
        })
      );
    })
  );
}
