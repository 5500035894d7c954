import type { KnownImages } from '../images/judge-image';
import type { Launch } from '../template/launches';
import { imagesAt } from './judged-images';

/**
 * Whether every image the launch may boot is Amazon Linux, whose udev rule links `/dev/sdX` and `/dev/xvdX` to the NVMe devices.
 * False where one of them is not known.
 */
export function isAmazonLinux(launch: Launch, images: KnownImages): boolean {
  const choices = launch.choicesOf('machine-image');
  if (choices.length === 0) {
    const templates = launch.launchTemplates;
    return templates.length > 0 && templates.every(({ launch: used }) => used !== undefined && isAmazonLinux(used, images));
  }
  return choices.every((choice) => {
    const { judged, open } = imagesAt(choice, launch.template, images);
    return open.length === 0 && judged.every(({ judgement }) => judgement.distribution === 'amazon-linux');
  });
}
