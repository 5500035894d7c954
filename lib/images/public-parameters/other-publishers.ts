import type { PublicParameterRow } from './row';

/** The distributions whose images carry the drivers, and since when. */
const DRIVERS = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/aws-nvme-drivers.html';
/** The oldest ENA driver of FreeBSD that is supported. */
const FREEBSD_ENA = 'https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-nitro-instances.html';
const DEBIAN = 'https://wiki.debian.org/Cloud/AmazonEC2Image';
const FREEBSD = 'https://www.freebsd.org/releases/13.1R/relnotes/';
const FREEBSD_UEFI_PREFERRED = 'https://www.freebsd.org/releases/14.0R/relnotes/';
const MACOS = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/macos-ami-ids-parameter-store.html';
const DEEP_LEARNING = 'https://docs.aws.amazon.com/dlami/latest/devguide/find-dlami-id.html';
const NEURON = 'https://awsdocs-neuron.readthedocs-hosted.com/en/latest/dlami/index.html';

const PCS = 'https://docs.aws.amazon.com/pcs/latest/userguide/working-with_ami_pcs-ready-dlami.html';
const DATASYNC = 'https://docs.aws.amazon.com/datasync/latest/userguide/deploy-agents.html';
const STORAGE_GATEWAY = 'https://docs.aws.amazon.com/filegateway/latest/files3/ec2-gateway-file.html';

/** No page of SUSE gives the names, but https://github.com/aws/eks-hybrid/blob/main/test/e2e/os/sles.go uses them. */
const SUSE_PRODUCT = 'suse/(?<product>sles[a-z-]*)/';
const FREEBSD_IMAGE = 'freebsd/(?<architecture>amd64|arm64|aarch64)/(?<flavor>[a-z-]+)/(?<filesystem>ufs|zfs)/';

export const OTHER_PUBLISHERS: readonly PublicParameterRow[] = [
  {
    name: 'debian/(?:release|daily)/(?:[1-8]|squeeze|wheezy|jessie)(?:-backports)?/[\\w.-]+/(?<architecture>amd64|arm64)',
    about: 'Debian from before 9, which lacks the ENA driver',
    distribution: 'debian',
    unready: 'tooOld',
    replacement: '/aws/service/debian/release/13/latest/$<architecture>',
    source: DRIVERS,
  },
  {
    name: 'debian/(?:release|daily)/(?<release>9|[1-9]\\d|[a-z]+)(?<backport>-backports)?/[\\w.-]+/(?<architecture>amd64|arm64)',
    about: 'Debian 9 or later',
    distribution: 'debian',
    source: DEBIAN,
  },
  {
    name: `${SUSE_PRODUCT}(?:(?:[1-9]|10|11)(?:[-.]\\w+)?|12|12-sp1)/(?<architecture>x86_64|arm64)/[\\w.-]+`,
    about: 'SUSE Linux Enterprise Server from before 12 SP2, which lacks the ENA and NVMe drivers',
    distribution: 'suse',
    unready: 'tooOld',
    replacement: '/aws/service/suse/$<product>/15-sp7/$<architecture>/latest',
    source: DRIVERS,
  },
  {
    name: `${SUSE_PRODUCT}(?<release>12-sp[2-9]|1[5-9](?:[-.]\\w+)?|[2-9]\\d(?:[-.]\\w+)?)/(?<architecture>x86_64|arm64)/[\\w.-]+`,
    about: 'SUSE Linux Enterprise Server 12 SP2 or later',
    distribution: 'suse',
    source: DRIVERS,
  },
  {
    name: `${FREEBSD_IMAGE}(?:[1-9]|1[0-2])\\.\\d+/[\\w.-]+`,
    about: 'FreeBSD from before 13, whose ENA driver, if it has one, is older than 2.3.1 and not supported',
    distribution: 'freebsd',
    unready: 'tooOld',
    replacement: '/aws/service/freebsd/$<architecture>/base/$<filesystem>/14.4/RELEASE',
    source: FREEBSD_ENA,
  },
  {
    name: `${FREEBSD_IMAGE}(?<release>13\\.0)/[\\w.-]+`,
    about: 'FreeBSD 13.0',
    distribution: 'freebsd',
    source: FREEBSD_ENA,
  },
  {
    name: `${FREEBSD_IMAGE}(?<release>13\\.\\d+)/[\\w.-]+`,
    about: 'FreeBSD 13.1 or later, which boots by UEFI',
    distribution: 'freebsd',
    bootMode: 'uefi',
    source: FREEBSD,
  },
  {
    name: `${FREEBSD_IMAGE}(?<release>(?:1[4-9]|[2-9]\\d)\\.\\d+)/[\\w.-]+`,
    about: 'FreeBSD 14.0 or later, which boots by UEFI where the type can',
    distribution: 'freebsd',
    bootMode: 'uefi-preferred',
    source: FREEBSD_UEFI_PREFERRED,
  },
  {
    name: 'ec2-macos/[a-z]+/(?<architecture>x86_64_mac|arm64_mac)/[\\w.-]+',
    member: 'image_id',
    about: 'macOS, for Mac instances',
    distribution: 'macos',
    source: MACOS,
  },
  {
    name: 'deeplearning/ami/(?<architecture>x86_64|arm64)/[\\w.-]+/[\\w.-]+',
    member: 'ami-id',
    about: 'an AWS Deep Learning AMI',
    source: DEEP_LEARNING,
  },
  {
    name: 'neuron/dlami/[\\w.-]+/[\\w.-]+/[\\w.-]+',
    member: 'image_id',
    about: 'an AWS Deep Learning AMI for Neuron, whose instance types are all built on Nitro',
    architecture: 'x86_64',
    source: NEURON,
  },
  {
    name: 'pcs/ami/[\\w.-]+/(?<architecture>x86_64|arm64)/[\\w.-]+',
    member: 'ami-id',
    about: 'an AMI of AWS Parallel Computing Service',
    source: PCS,
  },
  {
    // `v3` is that of the agents in enhanced mode.
    name: 'datasync/ami(?:/v\\d+)?',
    about: 'an AWS DataSync agent',
    architecture: 'x86_64',
    source: DATASYNC,
  },
  {
    name: 'storagegateway/ami/[\\w.-]+/[\\w.-]+',
    about: 'an AWS Storage Gateway',
    architecture: 'x86_64',
    source: STORAGE_GATEWAY,
  },
];
