import { UNKNOWN_CHARACTERS } from '../../base/hole';
import type { Habit } from './habit';

const NVME_VOLUMES = 'https://docs.aws.amazon.com/ebs/latest/userguide/nvme-ebs-volumes.html';

/** Programs that take EC2's own name of a device, which is not a path of the instance. */
const TALKS_TO_EC2 = /^(?:aws|aws2|awslocal|ec2-[\w-]+|ec2addvol|terraform|packer|jq|yq|Add-EC2Volume)$/;

/** A line of Python, Perl or PowerShell that does, by a call or by the name of an argument. */
const NAMES_FOR_EC2 =
  /[Aa]ttach[_-]?[Vv]olume|EC2Volume|[Bb]lock[_-]?[Dd]evice[_-]?[Mm]apping|[Dd]evice_?[Nn]ame|(?:^|[\s(,{])['"]?Device['"]?[=:]/;

/** A mapping in a word of a shell: `DeviceName=/dev/xvda,Ebs={...}`, or the same as JSON. */
const IS_MAPPING = /.DeviceName["']?\s*[=:]|(?:\w|^-)-device-name=/;

/** Programs that act on interfaces within a container, or on other machines. */
const IN_CONTAINERS = /^(?:docker|podman|nerdctl|ctr|lxc|lxc-[\w-]+|kubectl|helm|ssh|nsenter|ip netns|ansible|ansible-playbook)$/;

/** Programs of which an interface is not an argument, or which remove it. */
const NOT_OF_INTERFACE = new RegExp(`${IN_CONTAINERS.source}|^(?:rm|unlink)$`);

/** Any letters in a regular expression: `.*`, `(`, `\\w`. */
const LETTERS = String.raw`\.[*+?]|\(|\\[w(]`;

/** A disk. Its letter may be a variable, a glob or an unknown part. */
const XVD = String.raw`xvd(?:[a-z]{1,2}\d{0,2}(?![\w-])|${LETTERS}|[$*?[{%+${UNKNOWN_CHARACTERS}])`;
const SD = String.raw`sd(?:[a-z]\d{0,2}(?![\w-])|${LETTERS}|[$*?[{%+${UNKNOWN_CHARACTERS}])`;

/** Systemd's name of a disk, `dev-xvdf.device`, with the text that may follow. */
const UNIT = String.raw`(?<![\w.])dev-(?:xvd[a-z]{1,2}|sd[a-z])\d{0,2}\.(?:device|swap|mount)\b`;

/** A udev rule about a disk. */
const UDEV = String.raw`\b(?:KERNELS?|DEVNAME|ENV\{DEVNAME\})\s*==\s*"(?:\/dev\/)?(?:xvd|sd[a-z*?[])`;

/** A glob for the first letters of a disk. */
const GLOB = String.raw`(?:\[[^\]\s]*x[^\]\s]*\]|\?)(?:v|\?)(?:d|\?)|(?:\[[^\]\s]*s[^\]\s]*\]|\?)d[a-z?*[]`;

/** `d.startswith('xvd')`, `'xvdf' in line`, `name == "xvdf"`, `=~ /^xvd/` */
const COMPARED_DISK =
  /(?:\.(?:starts?_?[wW]ith\??|match|search|includes?\??|contains|index|find)\s*\(?\s*|[=!]==?\s*|=~\s*m?|\b(?:eq|match)\s+)["'/]\^?xvd|["']xvd[a-z]*\d*["']\s*(?:in\b|[=!]==?)/;

export const DISK_BELOW_DEV = new RegExp(String.raw`(?<![\w.])\/dev\/(?:${XVD}|${SD}|${GLOB}|xv?[$*?[{${UNKNOWN_CHARACTERS}])`);
export const BARE_DISK = /^xvd[a-z]{1,2}\d{0,2}$/;

/** The text before an interface name, which separates it from other words, or makes it a fact of Ansible and Facter. */
const BEFORE = '(?<![A-Za-z0-9_])(?:(?:ansible|ipaddress6?|macaddress|netmask|network|mtu)_)?';
export const FIRST_INTERFACE = new RegExp(String.raw`${BEFORE}eth(?:0(?![A-Za-z0-9_])|[+*?[%{$${UNKNOWN_CHARACTERS}])`);
export const FURTHER_INTERFACE = new RegExp(String.raw`${BEFORE}eth(?:[1-9]|\d\d)(?![A-Za-z0-9_])`);

/** A udev rule, or a line of netplan, that gives an interface this name. */
export const NAMES_INTERFACE = /\bNAME=\s*"(eth[\d%$][^"]*)|\bset-name:\s*["']?(eth\d+)/;

const DEFAULT_ROUTE = "ip -o -4 route show to default | awk '{print $5; exit}'";

const BY_MAC =
  'find it by its MAC address: curl -sH "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/network/interfaces/macs/ lists those of the instance (<mac>/interface-id and <mac>/device-number tell them apart), and ip -o link | grep -i <mac> the name';

export const DEVICE_HABITS: readonly Habit[] = [
  {
    name: 'disk device',
    topic: 'disk',
    names: 'disk',
    patterns: [
      { word: DISK_BELOW_DEV, notIn: TALKS_TO_EC2, notOn: NAMES_FOR_EC2, notWithin: IS_MAPPING },
      // The name is passed to a program that looks for it below /dev.
      { word: BARE_DISK, notIn: TALKS_TO_EC2 },
      // EC2's name, turned into Xen's; the old name as the default of a variable.
      { word: /^\^?xvd$|\/xvd\}|[-=]xvd[a-z]{1,2}\d{0,2}\}/ },
      { word: /^\w+(?:\[\])?=xvd[a-z]{1,2}\d{0,2}$/, unused: true },
      { word: new RegExp(`${UNIT}|${UDEV}`) },
      { asks: /\/block-device-mapping\/./, expects: /\/dev\/\$/ },
    ],
    why: 'names a device that appears as /dev/nvme...n1 on Nitro, in no stable order',
    instead: 'name the volume by its id, or mount it by UUID= or LABEL=',
    how: '/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_<volume id without its dash> is the volume whatever its name, and ebsnvme-id tells which device has which name at EC2',
    example:
      'DEVICE=$(readlink -f "/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${VOLUME_ID/-/}")\nblkid "$DEVICE" || mkfs.xfs "$DEVICE"\nmount "$DEVICE" /data\necho \'LABEL=data /data xfs defaults,nofail 0 2\' >> /etc/fstab',
    accepts: /(?<![A-Za-z0-9_])nvme(?!-cli|_core|[A-Za-z]|\.\w)|\/dev\/disk\/by-/,
    source: NVME_VOLUMES,
  },
  {
    name: 'disk in sysfs',
    topic: 'disk',
    patterns: [{ word: new RegExp(String.raw`\/sys\/(?:class\/)?block\/(?:${XVD}|${SD})`) }],
    why: 'names a disk that is called nvme...n1 on Nitro',
    instead: 'take the name from the device',
    how: 'basename "$(readlink -f /dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_<volume id without its dash>)" is the name below /sys/block',
    example:
      'DISK=$(basename "$(readlink -f /dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123456789abcdef0)")\ncat "/sys/block/$DISK/size"',
    accepts: /(?<![A-Za-z0-9_])nvme(?!-cli|_core|[A-Za-z]|\.\w)|\/dev\/disk\/by-/,
    source: NVME_VOLUMES,
  },
  {
    name: 'disk in a listing',
    topic: 'disk',
    names: 'disk',
    patterns: [
      {
        asks: /^(?:lsblk|fdisk|sfdisk|parted|blkid|df|mount|findmnt|find|ls|partprobe|dmesg|journalctl|iostat|swapon|pvs|pvscan|vgs)$|\/proc\/(?:partitions|mounts|diskstats|swaps)|^\/dev\/?$/,
        expects: /(?<![\w.-])xvd/,
      },
      // Lists in other languages are compared in a line of their own.
      { word: COMPARED_DISK, notOn: NAMES_FOR_EC2 },
    ],
    why: 'looks for a name that the disk does not have on Nitro',
    instead: 'look for the volume id, which is the serial number of the disk',
    how: 'lsblk -o NAME,SERIAL lists names and volume ids (without their dash), and ebsnvme-id tells the name at EC2',
    example: 'lsblk -dno NAME,SERIAL | grep -q vol0123456789abcdef0',
    accepts: /(?<![A-Za-z0-9_])nvme(?!-cli|_core|[A-Za-z]|\.\w)|\/dev\/disk\/by-/,
    source: NVME_VOLUMES,
  },
  ...interfaceHabits(),
];

function interfaceHabits(): readonly Habit[] {
  const shared = {
    topic: 'interface',
    names: 'interface',
    why: 'names a network interface that may be called ens5 or the like on Nitro',
    accepts: /(?<![\w])(?:ens\d|enX\d|enp\d|en\*|e\*|ens[*$])|\/sys\/class\/net\/(?:\*|$)/,
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/test-enhanced-networking-ena.html',
  } as const;
  const patternsOf = (name: RegExp): Habit['patterns'] => [
    { word: name, notIn: NOT_OF_INTERFACE, notOn: NAMES_INTERFACE },
    {
      asks: /^(?:ip|ifconfig|route|netstat|networkctl|nmcli|tc|ethtool)$|\/proc\/net\/|\/sys\/class\/net/,
      expects: new RegExp(String.raw`(?<![\w-])(?:${name.source})`),
      without: IN_CONTAINERS,
    },
    // The host's own network.
    { asks: /^(?:swarm|host|--net(?:work)?=host)$/, expects: name },
  ];
  return [
    {
      ...shared,
      name: 'network interface',
      patterns: patternsOf(FIRST_INTERFACE),
      instead: 'take the interface of the default route',
      how: `NIC=$(${DEFAULT_ROUTE}) is its name; for the address alone, IMDSv2 has meta-data/local-ipv4`,
      example: `NIC=$(${DEFAULT_ROUTE})\nip addr show "$NIC"`,
    },
    {
      ...shared,
      name: 'further network interface',
      patterns: patternsOf(FURTHER_INTERFACE),
      instead: 'find the interface by its MAC address or interface id',
      how: BY_MAC,
      example:
        'MAC=$(curl -sH "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/network/interfaces/macs/ | sed -n 2p)\nNIC=$(ip -o link | grep -i "${MAC%/}" | awk -F": " \'{print $2}\')\nip addr show "$NIC"',
    },
  ];
}
