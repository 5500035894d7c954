import type { ImageVerdict } from '../../images/image-verdict';
import type { KnownImages } from '../../images/judge-image';
import { launchSpecifications } from '../specification/launch-specifications';
import type { Launch } from '../launches';
import { imagesAt } from './named-images';

/** Tells whether every image of the launch is Amazon Linux. Its udev rule links the names in block device mappings to the NVMe devices. */
export function isAmazonLinux(launch: Launch, images: KnownImages): boolean {
  return everyImage(launch, images, ({ distribution }) => distribution === 'amazon-linux');
}

/** Tells whether the first network interface is `eth0` on every image of the launch. */
export function keepsEth0(launch: Launch, images: KnownImages): boolean {
  return everyImage(launch, images, (verdict) => verdict.keepsEth0 === true);
}

/** Returns false if an image may be undecided, unset or in an unchecked template. */
function everyImage(launch: Launch, images: KnownImages, passes: (verdict: ImageVerdict) => boolean): boolean {
  const specifications = [launch, ...launch.users].flatMap(launchSpecifications);
  return (
    specifications.length > 0 &&
    specifications.every((specification) => {
      const { values, unset, unchecked } = specification.read('machine-image');
      const isNamed = values.length > 0 && unset.length === 0 && unchecked.length === 0;
      return (
        isNamed &&
        values.every(({ value }) => {
          const { named, open } = imagesAt(value, images);
          return open.length === 0 && named.every(({ verdict }) => passes(verdict));
        })
      );
    })
  );
}
