import type { Habit } from './habit';
import { WINDOWS_HABITS } from './windows-habits';

/** On the files below /sys/hypervisor. Linux has them only under Xen. */
const SYSFS = 'https://www.kernel.org/doc/Documentation/ABI/stable/sysfs-hypervisor-xen';
/** On the file system of Xen, and its mount point /proc/xen. */
const XENFS = 'https://github.com/torvalds/linux/blob/master/drivers/xen/Kconfig';
const XENSTORE = 'https://wiki.xenproject.org/wiki/XenStore';
/** On the DMI values of instances on either hypervisor. AWS's page on detecting an instance has only Nitro's asset tag. */
const DMI = 'https://github.com/chef/ohai/blob/main/lib/ohai/plugins/ec2.rb';
const NITRO = 'https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-nitro-instances.html';

/** Files with DMI values. The BIOS version is not among them: it is 'amazon' only on Xen. */
export const READS_DMI =
  /\/dmi\/id\/(?:board_asset_tag|product_uuid|sys_vendor|board_vendor|bios_vendor|chassis_vendor|chassis_asset_tag)|\bgetSystemUUID\b|Win32_ComputerSystemProduct/i;

/** The keywords of `dmidecode -s`. */
export const DMI_KEYWORD =
  /^(?:--string=)?(?:system-(?:uuid|manufacturer)|bios-vendor|baseboard-(?:asset-tag|manufacturer)|chassis-asset-tag)$/;

export const ASKS_IMDS =
  /169\.254\.169\.254|fd00:ec2::254|^(?:ec2-metadata|ec2metadata|cloud-id)$|instance-data\.ec2|Get-EC2InstanceMetadata/i;

/** Nitro's answers where Xen's is `xen`. Not a part of a name: `web.aws.example.com`, `/opt/nitro`. */
export const NITROS_NAME = /(?<![\w./-])(?:kvm|nitro|amazon|aws)(?![\w/-]|\.\w)/i;

const EITHER_NAME = new RegExp(`${READS_DMI.source}|${NITROS_NAME.source}`, 'i');
const EITHER_SOURCE = new RegExp(`${READS_DMI.source}|${ASKS_IMDS.source}`, 'i');

const DETECTION = {
  topic: 'hypervisor',
  instead: 'detect EC2 by the DMI, or by IMDSv2',
  how: "on Nitro 'board_asset_tag' of the DMI holds the instance id (grep -qs '^i-' /sys/devices/virtual/dmi/id/board_asset_tag); on both, the signed instance identity document of IMDSv2 proves EC2 (http://169.254.169.254/latest/dynamic/instance-identity/document)",
  example: "grep -qs '^i-' /sys/devices/virtual/dmi/id/board_asset_tag",
} as const;

/** The name of the hypervisor as a separate word: not `xenial`, `kernel-xen`, `/opt/xen`. */
export const XENS_NAME =
  /(?<![\w./-]|\\[.])(?:xen(?:[ _-]?(?:hvm|domU|pv|pvh|dom0|server|source|project|guest|u))?|vmxen)(?![\w/-]|\.\w|\\\.)|\bxen(?:source|server|project|hvm|vmm(?:xenvmm)?)\b|\bHVM domU\b/i;

/** Packages, accounts, and the `xen` that the EC2 API returns for every image, even on Nitro. */
const NO_MACHINE =
  /^(?:rpm|dpkg|dpkg-query|apt|apt-get|apt-cache|aptitude|yum|dnf|zypper|apk|pacman|snap|pip3?|gem|npm|brew|git|docker|podman|kubectl|helm|aws|id|getent|groups|crontab|history|curl|wget)$|^\/etc\/(?:apt|yum|dnf|zypp|os-release|lsb-release|passwd|group|hosts)|^\/var\/lib\/(?:dpkg|rpm)/;

export const XEN_HABITS: readonly Habit[] = [
  {
    ...DETECTION,
    name: 'hypervisor in sysfs',
    patterns: [
      // A glob may stand for a part of it. Below /sys, the folder need not be named.
      {
        word: /\/sys\/(?:hypervisor(?:\/|$|["')\s])|hyp\w*[*?[])|^(?:\.\/)?hypervisor\/(?:uuid|type|version|properties|compilation|guest_type)\b/,
      },
    ],
    why: 'looks for files that only exist on the Xen hypervisor',
    accepts: EITHER_SOURCE,
    source: SYSFS,
  },
  {
    ...DETECTION,
    name: 'xenfs',
    patterns: [{ word: /\/proc\/xen(?:\/|$|["')\s*])|\/dev\/xen\// }],
    why: 'looks for a file system that only a guest of Xen has',
    accepts: EITHER_SOURCE,
    source: XENFS,
  },
  {
    name: 'xen bus',
    topic: 'driver',
    patterns: [
      {
        word: /\/sys\/bus\/xen(?:-backend)?(?:\/|$|["')\s*])|\bxenbus\b|\/sys\/devices\/(?:vbd|vif)-|\bSUBSYSTEMS?==\s*"xen|\bDRIVERS?==\s*"(?:vbd|vif|xen)/,
      },
    ],
    why: 'looks for devices on the Xen bus, where Nitro has NVMe and ENA devices on PCI',
    instead: 'look for NVMe and ENA devices',
    how: 'list /sys/class/nvme and /sys/class/net, or take volumes from /dev/disk/by-id',
    example: 'ls /sys/class/nvme /sys/class/net /dev/disk/by-id',
    accepts: /nvme|(?<![\w-])ena(?![\w-])/i,
    source: NITRO,
  },
  {
    name: 'xenstore',
    topic: 'hypervisor',
    patterns: [{ word: /^(?:xenstore|xenstore-(?:read|ls|list|exists|write|watch|chmod|rm))$|\bxenstore-(?:read|ls|list|exists|watch)\b/ }],
    why: 'asks XenStore, which belongs to the Xen hypervisor',
    instead: 'ask IMDSv2',
    how: 'get a token first: TOKEN=$(curl -sX PUT -H \'X-aws-ec2-metadata-token-ttl-seconds: 60\' http://169.254.169.254/latest/api/token), then curl -sH "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/instance-id',
    example:
      'TOKEN=$(curl -sX PUT -H \'X-aws-ec2-metadata-token-ttl-seconds: 60\' http://169.254.169.254/latest/api/token)\ncurl -sH "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/instance-id',
    accepts: EITHER_SOURCE,
    source: XENSTORE,
  },
  {
    ...DETECTION,
    name: 'xen-detect',
    patterns: [{ word: /(?:^|[\s"'/(])xen-detect\b/ }],
    why: 'detects the Xen hypervisor only',
    accepts: EITHER_NAME,
    source: 'https://github.com/xen-project/xen/blob/master/tools/misc/xen-detect.c',
  },
  {
    ...DETECTION,
    name: 'BIOS version',
    patterns: [
      {
        asks: /\b(?:bios|system)-version\b|\/dmi\/id\/(?:bios|product)_version|\bWin32_BIOS\b|\bwmic\s+bios\b/i,
        expects: /\bamazon\b/i,
        without: /vendor|manufacturer/i,
      },
    ],
    why: "looks for 'amazon' in the BIOS version, which only Xen has there",
    accepts: EITHER_SOURCE,
    source: DMI,
  },
  {
    ...DETECTION,
    name: 'Xen in DMI',
    patterns: [
      {
        asks: /\bdmidecode\b|\/dmi\/id\/|\bWin32_(?:ComputerSystem|BIOS)\b|\bwmic\s+(?:computersystem|bios)\b|\bGet-ComputerInfo\b/i,
        expects: new RegExp(`${XENS_NAME.source}|(?<![\\w-])HVM(?![\\w-])`, 'i'),
      },
    ],
    why: 'compares the DMI data with what Xen writes there; Nitro says Amazon EC2',
    accepts: /Amazon EC2|board_asset_tag|Win32_ComputerSystemProduct|(?<![\w./-])(?:kvm|nitro|amazon)(?![\w./-])/i,
    source: DMI,
  },
  {
    name: 'Xen drivers',
    topic: 'driver',
    patterns: [
      { word: /\bxen[-_](?:blkfront|netfront|blk|vbd|vnif|platform[-_]pci)\b|\/sys\/module\/xen|\/sys\/bus\/pci\/drivers\/xen/ },
      { asks: /\b(?:lspci|lsmod|modprobe|modinfo)\b|\/proc\/modules|\/sys\/module\b|\/lib\/modules\b/, expects: /\bxen\w*/i },
    ],
    why: 'looks for drivers of Xen, where Nitro has nvme and ena',
    instead: 'look for the modules nvme and ena',
    how: 'look for the device itself rather than its driver: /dev/disk/by-id, /sys/class/net',
    example: 'modinfo nvme ena',
    accepts: /nvme|(?<![\w-])ena(?![\w-])|Elastic Network Adapter/i,
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resize-limitations.html',
  },
  ...WINDOWS_HABITS,
  {
    ...DETECTION,
    name: 'name of the hypervisor',
    patterns: [{ compared: XENS_NAME, notAsked: NO_MACHINE }, { word: /\bConditionVirtualization=\s*\|?xen\b/ }],
    // Older releases of systemd do not know 'amazon', and answer 'kvm'.
    why: 'compares the hypervisor with Xen, where Nitro answers kvm or amazon',
    accepts: EITHER_NAME,
    source: 'https://www.freedesktop.org/software/systemd/man/latest/systemd-detect-virt.html',
  },
];
