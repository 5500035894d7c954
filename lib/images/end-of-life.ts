import type { Distribution, ImageNote } from './image-verdict';

/** The releases that the publisher of a distribution no longer maintains without a paid extension. */
interface Lifecycle {
  /** The page with the dates; a comment names the page of a day that it does not have. */
  readonly source: string;
  /**
   * The last day of general support, `YYYY-MM-DD`, with the releases that it applies to, under all their names. Only past days: a verdict
   * on a public parameter has no day to compare with. Paid extensions do not count.
   */
  readonly ended: readonly (readonly [day: string, ...releases: string[]])[];
}

/**
 * Every distribution has an entry. An entry without days has no ended release with a name that shows it. For macOS, the publisher announces
 * no days.
 */
export const LIFECYCLES: Readonly<Record<Distribution, Lifecycle>> = {
  'amazon-linux': {
    source: 'https://aws.amazon.com/amazon-linux-2/faqs/',
    ended: [
      // https://aws.amazon.com/amazon-linux-ami/faqs/
      ['2023-12-31', '1'],
      ['2026-06-30', '2'],
      // https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-deprecation-faqs.html
      ['2025-11-26', '2 for EKS'],
    ],
  },
  // The column `eol` of the table that Debian and Ubuntu maintain together, in distro-info-data 0.58+deb12u7. Canonical's page has months.
  ubuntu: {
    source: 'https://salsa.debian.org/debian/distro-info-data/-/blob/main/ubuntu.csv',
    ended: [
      ['2021-04-30', '16.04', '16', 'xenial'],
      ['2017-07-20', '16.10', 'yakkety'],
      ['2018-01-13', '17.04', 'zesty'],
      ['2018-07-19', '17.10', 'artful'],
      ['2023-05-31', '18.04', '18', 'bionic'],
      ['2019-07-18', '18.10', 'cosmic'],
      ['2020-01-23', '19.04', 'disco'],
      ['2020-07-17', '19.10', 'eoan'],
      ['2025-05-29', '20.04', '20', 'focal'],
      ['2021-07-22', '20.10', 'groovy'],
      ['2022-01-20', '21.04', 'hirsute'],
      ['2022-07-14', '21.10', 'impish'],
      ['2023-07-20', '22.10', 'kinetic'],
      ['2024-01-25', '23.04', 'lunar'],
      ['2024-07-11', '23.10', 'mantic'],
      ['2025-07-10', '24.10', 'oracular'],
      ['2026-01-15', '25.04', 'plucky'],
      ['2026-07-09', '25.10', 'questing'],
    ],
  },
  debian: {
    source: 'https://wiki.debian.org/LTS',
    ended: [
      ['2022-06-30', '9', 'stretch'],
      ['2024-06-30', '10', 'buster'],
      ['2026-08-31', '11', 'bullseye'],
    ],
  },
  freebsd: {
    source: 'https://www.freebsd.org/security/unsupported/',
    ended: [
      ['2022-08-31', '13.0'],
      ['2023-07-31', '13.1'],
      ['2024-06-30', '13.2'],
      ['2024-12-31', '13.3'],
      ['2025-06-30', '13.4'],
      ['2026-04-30', '13.5'],
      ['2024-09-30', '14.0'],
      ['2025-03-31', '14.1'],
      ['2025-09-30', '14.2'],
      ['2026-06-30', '14.3'],
      ['2026-09-30', '15.0'],
    ],
  },
  suse: {
    source: 'https://www.suse.com/lifecycle',
    ended: [
      ['2018-03-31', '12-sp2'],
      ['2019-06-30', '12-sp3'],
      ['2020-06-30', '12-sp4'],
      ['2024-10-31', '12-sp5'],
      ['2019-12-31', '15'],
      ['2021-01-31', '15-sp1'],
      ['2021-12-31', '15-sp2'],
      ['2022-12-31', '15-sp3'],
      ['2023-12-31', '15-sp4'],
      ['2024-12-31', '15-sp5'],
      ['2025-12-31', '15-sp6'],
    ],
  },
  rhel: { source: 'https://access.redhat.com/support/policy/updates/errata', ended: [['2024-06-30', '7']] },
  centos: {
    source: 'https://www.centos.org/centos-linux-eol/',
    ended: [
      ['2024-06-30', '7'],
      ['2021-12-31', '8'],
      // https://blog.centos.org/2023/04/end-dates-are-coming-for-centos-stream-8-and-centos-linux-7/
      ['2024-05-31', 'Stream 8'],
    ],
  },
  // The page has 1809 among the long-term releases: its day is that of
  // https://learn.microsoft.com/lifecycle/announcements/windows-server-1809-end-of-servicing
  windows: {
    source: 'https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/base-image-lifecycle',
    ended: [
      ['2019-04-09', '1709'],
      ['2019-11-12', '1803'],
      ['2020-11-10', '1809'],
      ['2020-12-08', '1903'],
      ['2021-05-11', '1909'],
      ['2021-12-14', '2004'],
      ['2022-08-09', '20H2'],
    ],
  },
  rocky: { source: 'https://wiki.rockylinux.org/rocky/version/', ended: [] },
  alma: { source: 'https://wiki.almalinux.org/release-notes/', ended: [] },
  bottlerocket: { source: 'https://github.com/bottlerocket-os/bottlerocket', ended: [] },
  macos: { source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-mac-instances.html', ended: [] },
};

/** Returns the note on a release whose general support has ended; undefined if it has not, or if the release is unknown. */
export function endOfLifeOf(distribution: Distribution | undefined, release: string | undefined): ImageNote | undefined {
  if (distribution === undefined || release === undefined) return undefined;
  const [since] = LIFECYCLES[distribution].ended.find(([, ...releases]) => releases.includes(release)) ?? [];
  return since === undefined ? undefined : { kind: 'end-of-life', since };
}
