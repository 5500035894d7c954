import type { Launch } from '../template/launches';

/**
 * Whether every image the launch may boot is Amazon Linux, whose udev rule links `/dev/sdX` and `/dev/xvdX` to the NVMe devices.
 * Nothing is known of images yet.
 */
export const isAmazonLinux: (launch: Launch) => boolean = () => false;
