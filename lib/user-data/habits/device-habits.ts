import type { Habit, Pattern } from './habit';

const NVME_VOLUMES = 'https://docs.aws.amazon.com/ebs/latest/userguide/nvme-ebs-volumes.html';

/** EC2's own name of a device, as its API takes it: not a path of the instance. */
const TALKS_TO_EC2 = /^(aws|aws2|awslocal|ec2-[\w-]+|ec2addvol|terraform|packer|jq|yq|Add-EC2Volume)$/;

/** A line of Python, Perl or PowerShell that does. */
const NAMES_FOR_EC2 = /attach[_-]?volume|EC2Volume|block[_-]?device[_-]?mapping|DeviceName/i;

/** Interfaces within a container, or on other machines. */
const IN_CONTAINERS = /^(docker|podman|nerdctl|ctr|lxc|lxc-[\w-]+|kubectl|helm|ssh|nsenter|ansible|ansible-playbook)$/;

const KNOWS_NVME: readonly Pattern[] = [
  { word: /nvme(?!-cli|_core)/i },
  // `lsblk` asked for certain columns finds devices whatever they are called.
  { asks: /^lsblk$/, expects: /^-\w*[noJPOd]|^--(output|json|pairs|nodeps|noheadings)/, without: /xvd|\/dev\/sd/ },
];

const BY_ID =
  'name the volume by id (/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol..., the volume id without its dash), or mount it by UUID= or LABEL=; ebsnvme-id tells which device has which name at EC2';

/** A disk below /dev; a letter that a variable, a glob or a part that is not known stands for included. */
const XVD = String.raw`xvd(?:[a-z]{1,2}\d{0,2}(?![\w-])|[$*?[{\uFFFC])`;
const SD = String.raw`sd(?:[a-z]\d{0,2}(?![\w-])|[$*?[{\uFFFC])`;

export const DEVICE_HABITS: readonly Habit[] = [
  {
    name: 'disk device',
    patterns: [{ word: new RegExp(String.raw`(?<![\w.])\/dev\/(?:${XVD}|${SD})`), notIn: TALKS_TO_EC2, notOn: NAMES_FOR_EC2 }],
    why: 'names a device that appears as /dev/nvme...n1 on Nitro, in no stable order',
    instead: BY_ID,
    handledBy: KNOWS_NVME,
    source: NVME_VOLUMES,
  },
  {
    name: 'disk in sysfs',
    patterns: [{ word: new RegExp(String.raw`\/sys\/(?:class\/)?block\/(?:${XVD}|${SD})`) }],
    why: 'names a disk that is called nvme...n1 on Nitro',
    instead: 'take the name from the device: basename "$(readlink -f /dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol...)"',
    handledBy: KNOWS_NVME,
    source: NVME_VOLUMES,
  },
  {
    name: 'disk in a listing',
    patterns: [
      {
        asks: /^(lsblk|fdisk|blkid|df|mount|findmnt|ls|partprobe)$|\/proc\/(partitions|mounts|diskstats)/,
        expects: new RegExp(String.raw`^\^?(?:\/dev\/)?(?:${XVD}|xvd)`),
      },
    ],
    why: 'looks for a name that the disk does not have on Nitro',
    instead: 'look for the volume id: lsblk -o NAME,SERIAL shows it as serial number, and ebsnvme-id the name at EC2',
    handledBy: KNOWS_NVME,
    source: NVME_VOLUMES,
  },
  {
    name: 'network interface',
    patterns: [{ word: /(?<![A-Za-z0-9_])eth\d(?![A-Za-z0-9_])/, notIn: IN_CONTAINERS }],
    why: 'names a network interface that may be called ens5 on Nitro',
    instead:
      "take the interface of the default route (ip -o -4 route show to default | awk '{print $5; exit}'), or ask IMDSv2 (meta-data/mac, meta-data/local-ipv4)",
    handledBy: [{ word: /(^|[^\w])(ens\d|enX\d|enp\d|en\*|e\*)|net\.ifnames|\/sys\/class\/net\/(\*|$)/ }],
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/migrating-latest-types.html',
  },
];
