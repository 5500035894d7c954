import type { PublicParameterRow } from './row';

/** `.../ubuntu/PRODUCT/RELEASE/[KUBERNETES/]CHANNEL/SERIAL/ARCH/VIRT_TYPE/VOL_TYPE/ami-id`. */
const SOURCE = 'https://documentation.ubuntu.com/aws/aws-how-to/instances/find-ubuntu-images/';
/** The drivers came with the linux-aws kernel, by default from 16.04 on. */
const DRIVERS = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/aws-nvme-drivers.html';
const CLOUD9 = 'https://docs.aws.amazon.com/cloud9/latest/APIReference/API_CreateEnvironmentEC2.html';

const PRODUCT = 'canonical/ubuntu/(?<product>[a-z][\\w-]*)/';
const SERIAL = '/(?:\\d+\\.\\d+/)?(?<channel>[a-z]+)/[\\w.]+/';
const ARCHITECTURE = '(?<architecture>amd64|arm64)';
const EBS = '/hvm/ebs-[\\w-]+';

/** 14.04 and what came before, up to 15.10. */
const BEFORE_16_04 =
  '(?:(?:[4-9]|1[0-5])\\.\\d\\d|warty|hoary|breezy|dapper|edgy|feisty|gutsy|hardy|intrepid|jaunty|karmic|lucid|maverick|natty|oneiric|precise|quantal|raring|saucy|trusty|utopic|vivid|wily)';
const BEFORE_18_04 = `(?:${BEFORE_16_04}|1[67]\\.\\d\\d|xenial|yakkety|zesty|artful)`;
const RELEASE = '(?:\\d\\d\\.\\d\\d|[a-z]+)';

const LATEST_LTS = '/aws/service/canonical/ubuntu/server/24.04/stable/current/$<architecture>/hvm/ebs-gp3/ami-id';

export const UBUNTU: readonly PublicParameterRow[] = [
  {
    name: `(?<path>${PRODUCT}${RELEASE}${SERIAL}${ARCHITECTURE})/pv/[\\w-]+`,
    member: 'ami-id',
    about: 'paravirtual Ubuntu, but Nitro boots HVM images only',
    distribution: 'ubuntu',
    unready: 'paravirtual',
    replacement: '/aws/service/$<path>/hvm/ebs-gp2/ami-id',
    source: SOURCE,
  },
  {
    name: `(?<path>${PRODUCT}${RELEASE}${SERIAL}${ARCHITECTURE})/hvm/instance-store`,
    member: 'ami-id',
    about: 'Ubuntu with an instance store root, but Nitro boots from EBS volumes only',
    distribution: 'ubuntu',
    unready: 'instanceStore',
    replacement: '/aws/service/$<path>/hvm/ebs-gp2/ami-id',
    source: SOURCE,
  },
  {
    name: `${PRODUCT}${BEFORE_16_04}${SERIAL}${ARCHITECTURE}${EBS}`,
    member: 'ami-id',
    about: 'Ubuntu from before 16.04, whose default kernel lacks the ENA and NVMe drivers',
    distribution: 'ubuntu',
    unready: 'tooOld',
    replacement: LATEST_LTS,
    source: DRIVERS,
  },
  {
    name: `${PRODUCT}${BEFORE_18_04}${SERIAL}(?<architecture>arm64)${EBS}`,
    member: 'ami-id',
    about: 'Ubuntu for arm64 from before 18.04, whose default kernel lacks the ENA and NVMe drivers',
    distribution: 'ubuntu',
    unready: 'tooOld',
    replacement: LATEST_LTS,
    source: DRIVERS,
  },
  {
    // Canonical maintains the Pro images of a release for twelve years.
    name: `canonical/ubuntu/pro-[\\w-]+/(?<kernelRelease>${RELEASE})${SERIAL}${ARCHITECTURE}${EBS}`,
    member: 'ami-id',
    about: 'Ubuntu Pro 16.04 or later',
    distribution: 'ubuntu',
    source: SOURCE,
  },
  {
    name: `${PRODUCT}(?<release>${RELEASE})${SERIAL}${ARCHITECTURE}${EBS}`,
    member: 'ami-id',
    about: 'Ubuntu 16.04 or later',
    distribution: 'ubuntu',
    source: SOURCE,
  },
  {
    name: 'cloud9/amis/ubuntu-(?<release>18\\.04)-(?<architecture>x86_64)',
    about: 'Ubuntu 18.04 for AWS Cloud9',
    distribution: 'ubuntu',
    replacement: '/aws/service/cloud9/amis/ubuntu-22.04-$<architecture>',
    source: CLOUD9,
  },
  {
    name: 'cloud9/amis/ubuntu-22\\.04-(?<architecture>x86_64)',
    about: 'Ubuntu 22.04 for AWS Cloud9',
    distribution: 'ubuntu',
    source: CLOUD9,
  },
];
