import type { Architecture } from '../base/architecture';
import type { BootFacts, ImageProof } from './image-proof';
import type { ImageBootMode } from './image-verdict';

export const VIRTUALIZATION_TYPES = ['hvm', 'paravirtual'] as const;

export const ROOT_DEVICE_TYPES = ['ebs', 'instance-store'] as const;

export const TPM_SUPPORTS = ['v2.0'] as const;

/** The form of the account that owns an image. */
export const ACCOUNT_ID = /^\d{12}$/;

/** EC2's DescribeImages about an image, under EC2's own names. */
export interface DescribedImage {
  readonly name?: string;
  /** The account that owns the image: 12 digits. */
  readonly ownerId: string;
  /** EC2 sets it for images of Amazon and of verified partners only: `amazon`, `aws-marketplace`, `aws-backup-vault`. */
  readonly ownerAlias?: string;
  readonly architecture: Architecture;
  readonly virtualizationType: (typeof VIRTUALIZATION_TYPES)[number];
  readonly rootDeviceType: (typeof ROOT_DEVICE_TYPES)[number];
  /** The owner declares the ENA driver. EC2 has no such attribute for the NVMe driver. */
  readonly enaSupport: boolean;
  readonly bootMode?: ImageBootMode;
  readonly tpmSupport?: (typeof TPM_SUPPORTS)[number];
  /** Absent if it is `available`; `disabled`, for one. */
  readonly state?: string;
  /** `YYYY-MM-DD`, as are the dates below. */
  readonly creationDate?: string;
  /** The tags that the recording account sees: its own, on its own images and on images shared with it. Absent without any. */
  readonly tags?: ReadonlyMap<string, string>;
  /** The day from which EC2 no longer lists the image. */
  readonly deprecationTime?: string;
}

/** The evidence that an image carries the NVMe driver. */
export type NvmeVoucher =
  /** A row of the table of publishers covers the image. */
  | { readonly publisher: string; readonly source: string }
  /** A person verified the driver, and states how. */
  | { readonly statement: string; readonly date: string };

/** An image as `nitro-images.json` holds it. */
export interface ImageRecord extends DescribedImage {
  /** The day of the recording. A later recording that finds nothing new keeps it. */
  readonly recorded: string;
  /** The day on which EC2 no longer returned the image. */
  readonly vanished?: string;
  readonly nvme?: NvmeVoucher;
  /** The result of the in-guest probe. It counts more than any voucher. */
  readonly probe?: ImageProof;
  /** The boot loaders that the probe found. */
  readonly boot?: BootFacts;
}

/** Recorded images by Region, then by id. */
export type RecordedImages = ReadonlyMap<string, ReadonlyMap<string, ImageRecord>>;
