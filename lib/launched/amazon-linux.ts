import type { KnownImages } from '../images/judge-image';
import { launchSpecifications } from '../template/launch-specifications';
import type { Launch } from '../template/launches';
import { imagesAt } from './judged-images';

/**
 * Whether every image the launch may boot is Amazon Linux, whose udev rule links `/dev/sdX` and `/dev/xvdX` to the NVMe devices.
 * False where one of them is not known, or named elsewhere.
 */
export function isAmazonLinux(launch: Launch, images: KnownImages): boolean {
  const specifications = launchSpecifications(launch);
  return (
    specifications.length > 0 &&
    specifications.every((specification) => {
      const { statements, silent, outside } = specification.value('machine-image');
      const isNamed = statements.length > 0 && silent.length === 0 && outside.length === 0;
      return isNamed && statements.every(({ choice, launch: { template } }) => isOnlyAmazonLinux(imagesAt(choice, template, images)));
    })
  );
}

function isOnlyAmazonLinux({ judged, open }: ReturnType<typeof imagesAt>): boolean {
  return open.length === 0 && judged.every(({ judgement }) => judgement.distribution === 'amazon-linux');
}
