import type { Architecture } from '../base/architecture';

/** EC2's words for the boot mode of a machine image. */
export const IMAGE_BOOT_MODES = ['legacy-bios', 'uefi', 'uefi-preferred'] as const;
export type ImageBootMode = (typeof IMAGE_BOOT_MODES)[number];

export type Distribution =
  'amazon-linux' | 'bottlerocket' | 'centos' | 'debian' | 'freebsd' | 'macos' | 'alma' | 'rhel' | 'rocky' | 'suse' | 'ubuntu' | 'windows';

/** The reason why an image does not boot, or cannot be launched, on the Nitro System. */
export type UnreadyReason =
  | 'paravirtual'
  | 'instanceStore'
  /** The `EnaSupport` attribute is off, so that EC2 refuses the launch. */
  | 'enaDisabled'
  /** The image is older than the ENA and NVMe drivers in its publisher's images. */
  | 'tooOld'
  /** A probe of the image found that it does not boot on the Nitro System. */
  | 'failedProbe'
  /** The value is not an image id, and EC2 does not resolve it to one. An example is a parameter with JSON. */
  | 'notAnId';

/** The reason why nothing proves that an image is ready. */
export type UnprovenReason =
  /** An id that is not among the recorded images. */
  | 'notRecorded'
  /** The placeholder of a first synthesis, before the CDK has looked the image up. */
  | 'notLookedUp'
  /** The CDK looked it up with the requirements of Nitro as filters, and EC2 had no such image. */
  | 'notFound'
  /** The CDK could not ask EC2: without credentials, for one. */
  | 'lookupFailed'
  /** The CDK looked it up by owner and filters, which do not prove it. */
  | 'lookedUp'
  /** Recorded with `EnaSupport`, which its owner sets, but without evidence of the NVMe driver. */
  | 'declaresEna'
  /** The policy's lock lets no statement count. */
  | 'statementsLocked'
  /** The policy demands a ready probe of images of one's own, and there is none. */
  | 'proofDemanded'
  /** A parameter that is not AWS's, whose value is not known at synthesis. */
  | 'ownParameter'
  /** A public parameter, platform or alias that is in none of the tables. */
  | 'notInTable'
  /** The service takes the image from elsewhere: EKS's `CUSTOM` from the launch template. */
  | 'ownImage';

/** A remark on an image that does not concern Nitro. */
export interface ImageNote {
  /**
   * - `end-of-life`: its publisher no longer maintains it
   * - `deprecated`: EC2 no longer lists it; launches still work
   * - `unavailable`: its state is not `available`, for instance because its owner disabled it; launches fail
   * - `vanished`: EC2 no longer returned it at a later recording; launches fail
   */
  readonly kind: 'end-of-life' | 'deprecated' | 'unavailable' | 'vanished';
  /** `YYYY-MM-DD`. */
  readonly since?: string;
}

/** The firmware that an image has boot loaders for, as a probe found. */
export interface BootLoaders {
  /** One at least. */
  readonly firmware: readonly ('legacy-bios' | 'uefi')[];
  /** The day of the probe, `YYYY-MM-DD`. */
  readonly date: string;
}

/** An ENA driver that Nitro v5 and later do not support. */
export interface OldEna {
  /** The driver in words: `ENA 2.1.0`, or `an ENA driver older than that (Debian 10)`. */
  readonly text: string;
  /** The oldest version that they support. */
  readonly minimum: string;
}

/** Facts about an image, whatever the verdict. */
export interface ImageFacts {
  /** Absent if it is not known, or depends on the instance type. */
  readonly architecture?: Architecture;
  /** Absent if it is not known; EC2 then boots arm64 with UEFI and x86 with legacy BIOS. */
  readonly bootMode?: ImageBootMode;
  /** The image is registered for NitroTPM (`TpmSupport: v2.0`). Absent if it is not, or if that is not known. */
  readonly nitroTpm?: true;
  readonly distribution?: Distribution;
  /** The first network interface is `eth0` on Nitro too: Amazon Linux 2 and older. Absent if it is not, or if that is not known. */
  readonly keepsEth0?: true;
  /** The image needs a Graviton2 processor or later: types of the A1 family cannot boot it. Absent if they can, or if that is not known. */
  readonly excludesA1?: true;
  /** The boot loaders that a probe found. */
  readonly bootLoaders?: BootLoaders;
  /** Evidence that the ENA driver is too old for Nitro v5 and later. Absent without evidence. */
  readonly oldEna?: OldEna;
  readonly note?: ImageNote;
  /** The value to write instead: a ready image in the form of the judged value. For a parameter's path, another path. */
  readonly replacement?: string;
  /** The keys of the CDK's look-ups in the verdict. One look-up may give the image of many launches. */
  readonly lookup?: string;
  /** The image is looked up for NAT instances. No image for general use replaces it. */
  readonly isForNat?: true;
  /** The page that states it; for a recorded image, the evidence for it. */
  readonly source: string;
  /** The verdict in words: lower case, no full stop, continues "the image is ...". */
  readonly text: string;
}

/** An HVM image with an EBS root volume that is known to carry the ENA and NVMe drivers. */
export interface ReadyImage extends ImageFacts {
  readonly readiness: 'ready';
  readonly reason?: undefined;
}

export interface UnreadyImage extends ImageFacts {
  readonly readiness: 'not-ready';
  readonly reason: UnreadyReason;
}

export interface UnprovenImage extends ImageFacts {
  readonly readiness: 'unproven';
  readonly reason: UnprovenReason;
}

/** Verdict on an image for a launch on the Nitro System. An undecided image is `unproven`, never `ready`. */
export type ImageVerdict = ReadyImage | UnreadyImage | UnprovenImage;
