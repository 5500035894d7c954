import { UNKNOWN_CHARACTERS } from '../../base/hole';
import type { Habit, Pattern } from './habit';

const NVME_VOLUMES = 'https://docs.aws.amazon.com/ebs/latest/userguide/nvme-ebs-volumes.html';

/** EC2's own name of a device, as its API takes it: not a path of the instance. */
const TALKS_TO_EC2 = /^(aws|aws2|awslocal|ec2-[\w-]+|ec2addvol|terraform|packer|jq|yq|Add-EC2Volume)$/;

/** A line of Python, Perl or PowerShell that does, by what it calls or by the argument it names. */
const NAMES_FOR_EC2 =
  /[Aa]ttach[_-]?[Vv]olume|EC2Volume|[Bb]lock[_-]?[Dd]evice[_-]?[Mm]apping|[Dd]eviceName|(?:^|[\s(,{])['"]?Device['"]?[=:]/;

/** A mapping in a word of a shell: `DeviceName=/dev/xvda,Ebs={...}`, or the same as JSON. */
const IS_MAPPING = /.DeviceName["']?\s*[=:]/;

/** Interfaces within a container, or on other machines. */
const IN_CONTAINERS = /^(docker|podman|nerdctl|ctr|lxc|lxc-[\w-]+|kubectl|helm|ssh|nsenter|ip netns|ansible|ansible-playbook)$/;

/** Install or load something for NVMe, and still name their devices as they like. */
const BRINGS_SOFTWARE =
  /^(modprobe|insmod|modinfo|dracut|mkinitrd|mkinitcpio|update-initramfs|depmod|yum|dnf|apt|apt-get|apk|zypper|rpm|dpkg|pip|pip3|curl|wget|git)$/;

const KNOWS_NVME: readonly Pattern[] = [
  { word: /nvme(?!-cli|_core)/i, notIn: BRINGS_SOFTWARE },
  // `lsblk` asked for certain columns finds devices whatever they are called: where something takes its answer, and it is not asked
  // about one that has been named already.
  {
    asks: /^lsblk$/,
    expects: /^-\w*[noJPOd]|^--(output|json|pairs|nodeps|noheadings)/,
    with: /\$\(\)|^([efz]?grep|rg|[gmn]?awk|sed|jq|cut|head|tail|sort|tr|read|xargs|mapfile|readarray)$/,
    without: /xvd|\/dev\/sd|^\/dev\/|^\$[{A-Za-z_]/,
  },
  // Makes the name it uses, for a device that it has found otherwise.
  { asks: /^ln$/, expects: /^\/dev\/(xvd|sd)/, with: /^\/dev\/(disk|mapper|md)|^\$/ },
];

const BY_ID =
  'name the volume by id (/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol..., the volume id without its dash), or mount it by UUID= or LABEL=; ebsnvme-id tells which device has which name at EC2';

/** A disk below /dev; a letter that a variable, a glob or a part that is not known stands for included. */
const XVD = String.raw`xvd(?:[a-z]{1,2}\d{0,2}(?![\w-])|[$*?[{%${UNKNOWN_CHARACTERS}])`;
const SD = String.raw`sd(?:[a-z]\d{0,2}(?![\w-])|[$*?[{%${UNKNOWN_CHARACTERS}])`;

const ETH = /(?<![A-Za-z0-9_])eth\d(?![A-Za-z0-9_])/;

/** A rule of udev that gives an interface this name. */
const NAMES_INTERFACE = /\bNAME=\s*"eth\d/;

export const DEVICE_HABITS: readonly Habit[] = [
  {
    name: 'disk device',
    names: 'disk',
    patterns: [
      { word: new RegExp(String.raw`(?<![\w.])\/dev\/(?:${XVD}|${SD})`), notIn: TALKS_TO_EC2, notOn: NAMES_FOR_EC2, notWithin: IS_MAPPING },
      // Handed to something that looks for it below /dev.
      { word: /^xvd[a-z]{1,2}\d{0,2}$/, notIn: TALKS_TO_EC2 },
      // EC2's name, made into what Xen calls the device.
      { word: /^\^?xvd$|\/xvd\}/ },
      { asks: /\/block-device-mapping\/./, expects: /\/dev\/\$/ },
    ],
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
    names: 'disk',
    patterns: [
      {
        asks: /^(lsblk|fdisk|blkid|df|mount|findmnt|find|ls|partprobe)$|\/proc\/(partitions|mounts|diskstats)/,
        expects: /(?<![\w.-])xvd/,
      },
    ],
    why: 'looks for a name that the disk does not have on Nitro',
    instead: 'look for the volume id: lsblk -o NAME,SERIAL shows it as serial number, and ebsnvme-id the name at EC2',
    handledBy: KNOWS_NVME,
    source: NVME_VOLUMES,
  },
  {
    name: 'network interface',
    names: 'interface',
    patterns: [
      { word: ETH, notIn: IN_CONTAINERS, notOn: NAMES_INTERFACE },
      {
        asks: /^(ip|ifconfig|route|netstat|networkctl)$|\/proc\/net\/|\/sys\/class\/net/,
        expects: /(?<![\w-])eth\d(?!\w)/,
        without: IN_CONTAINERS,
      },
      // The host's own network.
      { asks: /^(swarm|host|--net(work)?=host)$/, expects: ETH },
    ],
    why: 'names a network interface that may be called ens5 on Nitro',
    instead:
      "take the interface of the default route (ip -o -4 route show to default | awk '{print $5; exit}'), or ask IMDSv2 (meta-data/mac, meta-data/local-ipv4)",
    handledBy: [{ word: NAMES_INTERFACE }, { word: /(^|[^\w])(ens\d|enX\d|enp\d|en\*|e\*)|net\.ifnames|\/sys\/class\/net\/(\*|$)/ }],
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/test-enhanced-networking-ena.html',
  },
];
