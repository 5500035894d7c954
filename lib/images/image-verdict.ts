/** EC2's words for the architecture of a machine image. */
export type ImageArchitecture = 'i386' | 'x86_64' | 'arm64' | 'x86_64_mac' | 'arm64_mac';

/** EC2's words for the boot mode of a machine image. */
export type ImageBootMode = 'legacy-bios' | 'uefi' | 'uefi-preferred';

export type Distribution =
  'amazon-linux' | 'bottlerocket' | 'centos' | 'debian' | 'freebsd' | 'macos' | 'alma' | 'rhel' | 'rocky' | 'suse' | 'ubuntu' | 'windows';

/** Why an image does not boot, or cannot be launched, on the Nitro System. */
export type UnreadyReason =
  | 'paravirtual'
  | 'instanceStore'
  /** The `EnaSupport` attribute is off, so that EC2 refuses the launch. */
  | 'enaDisabled'
  /** It is from before the ENA and NVMe drivers were part of it. */
  | 'tooOld'
  /** It is no image id, and nothing that EC2 turns into one: a parameter that holds JSON, for one. */
  | 'notAnId';

/** Why nothing is known of an image. */
export type UnprovenReason =
  /** An id that is not among the recorded images. */
  | 'notRecorded'
  /** The placeholder of a first synthesis, before the CDK has looked the image up. */
  | 'notLookedUp'
  /** The CDK looked for it with what Nitro needs as filters, and EC2 had no such image. */
  | 'notFound'
  /** Recorded with `EnaSupport`, which its owner sets, but nobody vouches for the NVMe driver. */
  | 'declaresEna'
  /** A parameter of somebody's own, whose value is not known at synthesis. */
  | 'ownParameter'
  /** A public parameter, platform or alias that none of the tables has. */
  | 'notInTable'
  /** A service leaves the image to somebody else: EKS's `CUSTOM` to the launch template. */
  | 'ownImage';

/** Something to know of an image that is no obstacle to Nitro. */
export interface ImageNote {
  /**
   * - `end-of-life`: its publisher no longer maintains it
   * - `deprecated`: EC2 no longer lists it, launches still work
   * - `unavailable`: its state is not `available`, launches fail: its owner may have disabled it
   * - `vanished`: EC2 no longer returned it when it was recorded again, launches fail
   */
  readonly kind: 'end-of-life' | 'deprecated' | 'unavailable' | 'vanished';
  /** `YYYY-MM-DD`. */
  readonly since?: string;
}

interface ImageFacts {
  /** Absent where it is not known, or follows the instance type. */
  readonly architecture?: ImageArchitecture;
  /** Absent where it is not known; EC2 then boots arm64 by UEFI and x86 by legacy BIOS. */
  readonly bootMode?: ImageBootMode;
  /** The image is registered for NitroTPM (`TpmSupport: v2.0`). Absent where it is not, or not known. */
  readonly nitroTpm?: true;
  readonly distribution?: Distribution;
  /** The first network interface is `eth0` on Nitro too: Amazon Linux 2 and older. Absent where it is not, or not known. */
  readonly keepsEth0?: true;
  readonly note?: ImageNote;
  /** What to write instead, in the form that was judged: for a parameter's path another path. Always of a ready image. */
  readonly replacement?: string;
  /** The page that states it; for a recorded image, what vouches for it. */
  readonly source: string;
  /** What is known, for people: lower case, no full stop, continues "the image is ...". */
  readonly text: string;
}

/** HVM, with an EBS root volume, and known to carry the ENA and NVMe drivers. */
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

/** What is to be thought of an image before a launch on the Nitro System. What cannot be decided is `unproven`, never `ready`. */
export type ImageVerdict = ReadyImage | UnreadyImage | UnprovenImage;
