import type { ImageArchitecture, ImageBootMode } from './image-verdict';

/** What EC2's DescribeImages says of an image, under its own names. */
export interface DescribedImage {
  readonly name?: string;
  /** The account that owns the image: 12 digits. */
  readonly ownerId: string;
  /** EC2 gives it to images of Amazon and of verified partners alone: `amazon`, `aws-marketplace`, `aws-backup-vault`. */
  readonly ownerAlias?: string;
  readonly architecture: ImageArchitecture;
  readonly virtualizationType: 'hvm' | 'paravirtual';
  readonly rootDeviceType: 'ebs' | 'instance-store';
  /** The owner declares the ENA driver. EC2 has no such attribute for the NVMe driver. */
  readonly enaSupport: boolean;
  readonly bootMode?: ImageBootMode;
  readonly tpmSupport?: 'v2.0';
  /** Present where it is not `available`: `disabled`, for one. */
  readonly state?: string;
  /** `YYYY-MM-DD`, as the dates below. */
  readonly creationDate?: string;
  /** The tags that the asking account sees: its own, on its own images and on those shared with it. Absent where there are none. */
  readonly tags?: ReadonlyMap<string, string>;
  /** From this day on EC2 no longer lists the image. */
  readonly deprecationTime?: string;
}

/** Who vouches for the NVMe driver, and how. */
export type NvmeVoucher =
  /** The image is one that a row of the table of publishers is about. */
  | { readonly publisher: string; readonly source: string }
  /** Somebody looked, and says so. */
  | { readonly statement: string; readonly date: string };

/** An image as `nitro-images.json` holds it. */
export interface ImageRecord extends DescribedImage {
  /** The day of the recording. A later one that finds nothing new does not change it. */
  readonly recorded: string;
  /** The day on which EC2 no longer returned the image. */
  readonly vanished?: string;
  readonly nvme?: NvmeVoucher;
}

/** Recorded images by Region, then by id. */
export type RecordedImages = ReadonlyMap<string, ReadonlyMap<string, ImageRecord>>;
