import type { ImageProof } from './image-proof';
import type { Distribution, OldEna } from './image-verdict';

/*
 * Nitro v5 and later attach no network interface to an older ENA driver. The page has the versions, and of each distribution the kernel
 * whose driver is recent enough: https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-nitro-instances.html
 */
const LINUX_MINIMUM = '2.2.9';
const WINDOWS_MINIMUM = '2.2.3';

/** The known facts about a publisher's image. */
export interface ReleasedImage {
  readonly distribution?: Distribution | undefined;
  /** The release in the publisher's words: `10`, `buster`, `12-sp3`, `8.3`. */
  readonly release?: string | undefined;
  /** The day on which the image was built or created, `YYYY-MM-DD`. */
  readonly built?: string | undefined;
}

/**
 * The releases whose kernels are all older than those on the page, and the day before which no image of the distribution has a newer
 * kernel.
 */
interface OldKernels {
  readonly name: string;
  readonly releases?: RegExp;
  readonly before?: string;
  /** A release that received a newer kernel after its general support had ended, and the first day on which an image may have it. */
  readonly extended?: { readonly release: string; readonly since: string };
}

const OLD_KERNELS: Partial<Record<Distribution, OldKernels>> = {
  // 4.14.186, which is of June 2020: https://cdn.kernel.org/pub/linux/kernel/v4.x/ChangeLog-4.14.186
  'amazon-linux': { name: 'Amazon Linux', before: '2020-06-01' },
  // Debian 11.
  debian: { name: 'Debian', releases: /^(?:9|10|stretch|buster)$/ },
  // RHEL 8.4. The kernels of CentOS are rebuilt from those of RHEL.
  rhel: { name: 'RHEL', releases: /^(?:7(?:\.\d+)?|8\.[0-3])$/ },
  centos: { name: 'CentOS', releases: /^(?:7(?:\.\d+)?|8\.[0-3])$/ },
  // The oldest of the page's kernels is that of 15 SP2, 5.3.18-24.15.1 of September 2020. 12 SP4 and SP5, 15 and 15 SP1 received theirs in
  // 2022, in the numbering that SUSE has used since then: 15 with 4.12.14-150000.150.92.2.
  suse: { name: 'SLES', releases: /^(?:12-sp[23]|15)$/, before: '2020-08-01', extended: { release: '15', since: '2022-01-01' } },
  // Ubuntu 20.04 with 5.4.0-1025-aws, which is of September 2020. 18.04 has it in later images.
  ubuntu: {
    name: 'Ubuntu',
    releases: /^(?:16|1[67]\.\d\d|18\.10|19\.\d\d|xenial|yakkety|zesty|artful|cosmic|disco|eoan)$/,
    before: '2020-08-01',
  },
};

/** Tells whether the facts show that a publisher's image has an ENA driver too old for Nitro v5; undefined if nothing shows it. */
export function oldEnaOf({ distribution, release, built }: ReleasedImage): OldEna | undefined {
  const old = distribution === undefined ? undefined : OLD_KERNELS[distribution];
  if (old === undefined) return undefined;
  const about = release === undefined ? old.name : `${old.name} ${release}`;
  const isExtended = old.extended !== undefined && release === old.extended.release && (built ?? '') >= old.extended.since;
  if (release !== undefined && old.releases?.test(release) === true && !isExtended) return tooOld(about);
  return built !== undefined && old.before !== undefined && built < old.before ? tooOld(`${about} of ${built}`) : undefined;
}

function tooOld(about: string): OldEna {
  return { text: `an ENA driver older than ${LINUX_MINIMUM} (${about})`, minimum: LINUX_MINIMUM };
}

/** Tells whether a probe found an ENA driver that is too old for Nitro v5. Undefined if it found none, or one without a version. */
export function oldEnaOfProbe({ enaVersion, os = '' }: ImageProof): OldEna | undefined {
  if (enaVersion === undefined) return undefined;
  const minimum = /windows/i.test(os) ? WINDOWS_MINIMUM : LINUX_MINIMUM;
  return isOlder(enaVersion, minimum) ? { text: `ENA ${enaVersion}`, minimum } : undefined;
}

/** Compares versions by their numbers. A letter at the end, as in `2.2.9g`, names the build. */
function isOlder(version: string, minimum: string): boolean {
  const numbers = (text: string): number[] => text.split('.').map((part) => Number.parseInt(part, 10));
  const [own, least] = [numbers(version), numbers(minimum)];
  const at = least.findIndex((number, index) => number !== (own[index] ?? 0));
  return at >= 0 && (own[at] ?? 0) < (least[at] ?? 0);
}

/** Writes the day in a name that holds eight digits, `20200408`, as `YYYY-MM-DD`; undefined if it holds none. */
export function dayInName(name: string): string | undefined {
  const [, year, month, day] = /(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)/.exec(name) ?? [];
  return year === undefined ? undefined : `${year}-${month ?? ''}-${day ?? ''}`;
}
