import type { ImageRow } from '../image-row';
import { AMAZON_LINUX_1_END, AMAZON_LINUX_2_END } from '../public-parameters/amazon-linux';

const BEANSTALK = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/platforms/platforms-supported.html';
const BEANSTALK_RETIRED = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/platforms/platforms-retiring.html';
const BEANSTALK_DOCKER = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/platforms/platform-history-preconfigureddocker.html';
const BEANSTALK_DOTNET = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/platforms/platform-history-dotnet.html';
const EMR = 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-default-ami.html';
const EMR_TYPES = 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-supported-instance-types.html';
const CLOUD9 = 'https://docs.aws.amazon.com/cloud9/latest/APIReference/API_CreateEnvironmentEC2.html';

/** The operating system in the name of a Beanstalk platform; on Amazon Linux the architecture follows the instance type. */
export const BEANSTALK_SYSTEMS: readonly ImageRow[] = [
  {
    name: '64bit Amazon Linux 2023',
    about: 'Amazon Linux 2023 of Elastic Beanstalk',
    distribution: 'amazon-linux',
    excludesA1: true,
    source: BEANSTALK,
  },
  {
    name: '64bit Amazon Linux 2',
    about: 'Amazon Linux 2 of Elastic Beanstalk',
    distribution: 'amazon-linux',
    keepsEth0: true,
    note: AMAZON_LINUX_2_END,
    source: BEANSTALK_RETIRED,
  },
  {
    name: '64bit Amazon Linux (?:AMI )?2018\\.03',
    about: 'Amazon Linux AMI 2018.03 of Elastic Beanstalk',
    distribution: 'amazon-linux',
    architecture: 'x86_64',
    keepsEth0: true,
    note: AMAZON_LINUX_1_END,
    source: BEANSTALK_RETIRED,
  },
  {
    name: '(?:32|64)bit Amazon Linux (?:AMI )?20(?:1[0-7])\\.\\d\\d',
    about: 'an Amazon Linux AMI from before 2018.03, which may lack the ENA and NVMe drivers',
    distribution: 'amazon-linux',
    keepsEth0: true,
    unready: 'tooOld',
    source: BEANSTALK_RETIRED,
  },
  {
    name: '64bit Debian jessie',
    about: 'Debian 8, which lacks the ENA driver',
    distribution: 'debian',
    unready: 'tooOld',
    source: BEANSTALK_DOCKER,
  },
  {
    name: '64bit Windows Server (?:Core )?2025',
    about: 'Windows Server 2025 of Elastic Beanstalk, which boots with UEFI',
    distribution: 'windows',
    architecture: 'x86_64',
    bootMode: 'uefi',
    source: BEANSTALK,
  },
  {
    name: '64bit Windows Server (?:Core )?2016',
    about: 'Windows Server 2016 of Elastic Beanstalk',
    distribution: 'windows',
    architecture: 'x86_64',
    note: { kind: 'end-of-life', since: '2026-09-30' },
    source: BEANSTALK_RETIRED,
  },
  {
    name: '64bit Windows Server (?:Core )?20(?:19|22)',
    about: 'Windows Server of Elastic Beanstalk',
    distribution: 'windows',
    architecture: 'x86_64',
    source: BEANSTALK,
  },
  {
    name: '64bit Windows Server (?:Core )?20(?:08|12)(?: R\\d)?',
    about: 'Windows Server from before 2016, which may lack the ENA and NVMe drivers',
    distribution: 'windows',
    architecture: 'x86_64',
    unready: 'tooOld',
    source: BEANSTALK_DOTNET,
  },
];

/** Release labels of Amazon EMR; what came before 5.30 ran on several versions of the first Amazon Linux. EMR offers m5, c5 and r5 from 5.13.0 on. */
export const EMR_IMAGES: readonly ImageRow[] = [
  {
    name: 'emr-(?:[7-9]|\\d\\d)\\.\\d+\\.\\d+',
    about: 'Amazon Linux 2023 of Amazon EMR',
    distribution: 'amazon-linux',
    excludesA1: true,
    source: EMR,
  },
  {
    name: 'emr-(?:6\\.\\d+|5\\.3\\d)\\.\\d+',
    about: 'Amazon Linux 2 of Amazon EMR',
    distribution: 'amazon-linux',
    keepsEth0: true,
    note: AMAZON_LINUX_2_END,
    replacement: 'emr-7.9.0',
    source: EMR,
  },
  {
    name: 'emr-5\\.(?:1[3-9]|2\\d)\\.\\d+',
    about: 'the first Amazon Linux of Amazon EMR',
    distribution: 'amazon-linux',
    architecture: 'x86_64',
    keepsEth0: true,
    note: AMAZON_LINUX_1_END,
    replacement: 'emr-7.9.0',
    source: EMR_TYPES,
  },
  {
    name: 'emr-(?:[1-4]\\.\\d+|5\\.(?:\\d|1[0-2]))\\.\\d+',
    about: 'a release of Amazon EMR from before 5.13.0, for which EMR offers no type built on Nitro',
    distribution: 'amazon-linux',
    architecture: 'x86_64',
    keepsEth0: true,
    unready: 'tooOld',
    replacement: 'emr-7.9.0',
    source: EMR_TYPES,
  },
];

/** Aliases that `ImageId` of a Cloud9 environment takes. */
export const CLOUD9_ALIASES: readonly ImageRow[] = [
  {
    name: 'amazonlinux-2023-(?<architecture>x86_64)',
    about: 'Amazon Linux 2023 for AWS Cloud9',
    excludesA1: true,
    distribution: 'amazon-linux',
    source: CLOUD9,
  },
  {
    name: 'amazonlinux-2-(?<architecture>x86_64)',
    about: 'Amazon Linux 2 for AWS Cloud9',
    distribution: 'amazon-linux',
    keepsEth0: true,
    note: AMAZON_LINUX_2_END,
    replacement: 'amazonlinux-2023-$<architecture>',
    source: CLOUD9,
  },
  {
    name: 'amazonlinux-1-(?<architecture>x86_64)',
    about: 'Amazon Linux AMI 2018.03 for AWS Cloud9',
    distribution: 'amazon-linux',
    keepsEth0: true,
    note: AMAZON_LINUX_1_END,
    replacement: 'amazonlinux-2023-$<architecture>',
    source: CLOUD9,
  },
  {
    name: 'ubuntu-(?<release>18\\.04)-(?<architecture>x86_64)',
    about: 'Ubuntu 18.04 for AWS Cloud9',
    distribution: 'ubuntu',
    replacement: 'ubuntu-22.04-$<architecture>',
    source: CLOUD9,
  },
  { name: 'ubuntu-22\\.04-(?<architecture>x86_64)', about: 'Ubuntu 22.04 for AWS Cloud9', distribution: 'ubuntu', source: CLOUD9 },
];
