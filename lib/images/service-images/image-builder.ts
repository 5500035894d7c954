import type { ImageRow } from '../image-row';
import { AMAZON_LINUX_2_END } from '../public-parameters/amazon-linux';

/** The operating systems. No page lists the names: they are as ListImages returns them, and as recipes give them. */
const SOURCE = 'https://docs.aws.amazon.com/imagebuilder/latest/userguide/what-is-image-builder.html';
const WINDOWS_BOOT_MODES = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/launch-instance-boot-mode.html';
const WINDOWS_DRIVERS = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/migrating-latest-types.html';
const DRIVERS = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/aws-nvme-drivers.html';

const ARCHITECTURE = '(?<architecture>x86|arm64)';

/** Images that Amazon manages in Image Builder: the name in `arn:aws:imagebuilder:<Region>:aws:image/<name>/<version>`. */
export const IMAGE_BUILDER_IMAGES: readonly ImageRow[] = [
  {
    name: `amazon-linux-2023-(?:[a-z\\d.-]+-)?${ARCHITECTURE}`,
    about: 'Amazon Linux 2023',
    excludesA1: true,
    distribution: 'amazon-linux',
    source: SOURCE,
  },
  {
    name: `amazon-linux-2-(?:[a-z\\d.-]+-)?${ARCHITECTURE}`,
    about: 'Amazon Linux 2',
    distribution: 'amazon-linux',
    keepsEth0: true,
    note: AMAZON_LINUX_2_END,
    source: SOURCE,
  },
  {
    name: `amazon-linux-${ARCHITECTURE}-(?:2|latest)`,
    about: 'Amazon Linux 2',
    distribution: 'amazon-linux',
    keepsEth0: true,
    note: AMAZON_LINUX_2_END,
    source: SOURCE,
  },
  {
    name: 'windows-server-2025-[a-z\\d-]+',
    about: 'Windows Server 2025, which boots by UEFI',
    distribution: 'windows',
    architecture: 'x86_64',
    bootMode: 'uefi',
    source: WINDOWS_BOOT_MODES,
  },
  {
    name: 'windows-server-20(?:16|19|22)-[a-z\\d-]+',
    about: 'Windows Server 2016 or later',
    distribution: 'windows',
    architecture: 'x86_64',
    source: SOURCE,
  },
  {
    name: 'windows-server-20(?:08|12)-[a-z\\d-]+',
    about: 'Windows Server from before 2016, which may lack the ENA and NVMe drivers',
    distribution: 'windows',
    architecture: 'x86_64',
    unready: 'tooOld',
    source: WINDOWS_DRIVERS,
  },
  {
    name: 'ubuntu-server-(?:14-lts-[a-z\\d]+|16-lts-(?<architecture>arm64))',
    about: 'Ubuntu from before its default kernel had the ENA and NVMe drivers',
    distribution: 'ubuntu',
    unready: 'tooOld',
    source: DRIVERS,
  },
  {
    name: `ubuntu-server-(?<release>1[68]|[2-9]\\d)-(?:lts|minimal-lts)-${ARCHITECTURE}`,
    about: 'Ubuntu 16.04 or later',
    distribution: 'ubuntu',
    source: SOURCE,
  },
  {
    name: `red-hat-enterprise-linux-(?<release>[7-9]|1\\d)(?:-[a-z\\d-]+)?-${ARCHITECTURE}`,
    about: 'Red Hat Enterprise Linux 7.4 or later',
    distribution: 'rhel',
    source: SOURCE,
  },
  {
    name: `suse-linux-enterprise-server-1[25-9](?:-[a-z\\d-]+)?-${ARCHITECTURE}`,
    about: 'SUSE Linux Enterprise Server 12 SP2 or later',
    distribution: 'suse',
    source: SOURCE,
  },
];
