import type { ForeignObject } from '../base/foreign-object';

/** The results of the in-guest probe, `nitro-probe.sh`. */
export const PROBE_VERDICTS = ['ready', 'not-ready', 'undecided'] as const;

/** The subject of the probe: the files of an image, or an instance that booted from it. */
export const PROBE_EVIDENCE = ['files', 'booted'] as const;

/** The result of a probe of an image, as `nitro-images.json` keeps it. */
export interface ImageProof {
  /** The day of the probe, `YYYY-MM-DD`. */
  readonly date: string;
  readonly verdict: (typeof PROBE_VERDICTS)[number];
  readonly evidence: (typeof PROBE_EVIDENCE)[number];
  /** The operating system with its version, as the image names it: `debian 12`. */
  readonly os?: string;
  /** The kernel that the image boots by default. */
  readonly kernel?: string;
  /** The version of its ENA driver. Absent if the driver carries none. */
  readonly enaVersion?: string;
  /** The ids of the failed checks. */
  readonly failed: readonly string[];
  /** The SHA-256 of the probe's output. */
  readonly sha256: string;
}

/** The boot loaders that a probe found. A member is absent if the probe could not tell. */
export interface BootFacts {
  readonly legacyBios?: boolean;
  readonly uefi?: boolean;
}

export const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
export const CHECK_ID = /^[a-z][a-z\d]*(?:-[a-z\d]+)*$/;

const PROOF_FIELDS = ['date', 'verdict', 'evidence', 'os', 'kernel', 'enaVersion', 'failed', 'sha256'] as const;

/** Reads a proof from `nitro-images.json`. */
export function readProof(proof: ForeignObject): ImageProof {
  proof.refuseOthers(PROOF_FIELDS);
  const text = (key: string): string => proof.text(key, 'a text', /\S/);
  const failed = proof.texts('failed');
  const wrong = failed.find((id) => !CHECK_ID.test(id));
  if (wrong !== undefined) proof.refuse('failed', `'${wrong}' is not the id of a check`);
  return {
    date: proof.text('date', 'a day like 2026-08-02', DAY),
    verdict: proof.oneOf('verdict', PROBE_VERDICTS),
    evidence: proof.oneOf('evidence', PROBE_EVIDENCE),
    ...someOf('os', proof.optional('os', text)),
    ...someOf('kernel', proof.optional('kernel', text)),
    ...someOf('enaVersion', proof.optional('enaVersion', text)),
    failed,
    sha256: proof.text('sha256', '64 hexadecimal digits', /^[\da-f]{64}$/),
  };
}

/** Reads the boot loaders of an image, from `nitro-images.json` or from a probe. */
export function readBootFacts(boot: ForeignObject): BootFacts {
  return {
    ...someOf(
      'legacyBios',
      boot.optional('legacyBios', (key) => boot.flag(key)),
    ),
    ...someOf(
      'uefi',
      boot.optional('uefi', (key) => boot.flag(key)),
    ),
  };
}

/** Returns an object with one member, or with none if the value is undefined. */
export function someOf<Key extends string, T>(key: Key, value: T | undefined): Readonly<Partial<Record<Key, T>>> {
  return (value === undefined ? {} : { [key]: value }) as Readonly<Partial<Record<Key, T>>>;
}

/** Describes the subject of a probe: `a probe of its files`. */
export function describeEvidence({ evidence, date }: ImageProof): string {
  return `the probe of ${evidence === 'booted' ? 'a booted instance' : 'its files'} on ${date}`;
}
