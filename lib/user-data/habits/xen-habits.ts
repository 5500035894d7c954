import type { Habit, Pattern } from './habit';

const IDENTIFY = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/identify_ec2_instances.html';
const NITRO = 'https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-nitro-instances.html';

const ASK_DMI =
  'read the instance id from /sys/devices/virtual/dmi/id/board_asset_tag (on Nitro), or verify the instance identity document from IMDSv2 (http://169.254.169.254/latest/dynamic/instance-identity/document)';
const ASK_IMDS =
  'ask IMDSv2 (http://169.254.169.254/latest/meta-data/), or verify the instance identity document, which does not depend on the hypervisor';

/** Reads what the DMI says on Nitro too. The BIOS version is not among it: only Xen has 'amazon' there. */
const KNOWS_DMI: readonly Pattern[] = [
  { word: /\/dmi\/id\/(board_asset_tag|product_uuid|sys_vendor|board_vendor|bios_vendor|chassis_vendor|chassis_asset_tag)/ },
  { asks: /^dmidecode$/, expects: /system-(uuid|manufacturer)|bios-vendor|baseboard-(asset-tag|manufacturer)|chassis-asset-tag/ },
  { word: /\bgetSystemUUID\b|Win32_ComputerSystemProduct/i },
];

/** `[ -f /sys/hypervisor/uuid ] || curl http://169.254.169.254/...`, or `elif curl ...`: scripts ask IMDS for much else. */
const ASKS_IMDS: readonly Pattern[] = [
  { asks: /^elif$|\/sys\/hypervisor|\/proc\/xen|^xen-detect$/, expects: /169\.254\.169\.254|^(ec2-metadata|ec2metadata)$/ },
];

/** Compares with what Nitro answers. */
const KNOWS_KVM: readonly Pattern[] = [
  { word: /(^|[^\w-])(kvm|nitro)($|[^\w-])/i },
  { asks: /^(systemd-detect-virt|virt-what|hostnamectl|facter)$/, expects: /\bamazon\b|\baws\b/i },
];

const KNOWS_DRIVERS: readonly Pattern[] = [{ word: /nvme|(^|[^\w-])ena($|[^\w-])|Elastic Network Adapter/i }];

export const XEN_HABITS: readonly Habit[] = [
  {
    name: 'hypervisor in sysfs',
    patterns: [{ word: /\/sys\/hypervisor(\/|$|["')\s])/ }],
    why: 'looks for files that only exist on the Xen hypervisor',
    instead: ASK_DMI,
    handledBy: [...KNOWS_DMI, ...ASKS_IMDS],
    source: IDENTIFY,
  },
  {
    name: 'xenfs',
    patterns: [{ word: /\/proc\/xen(\/|$|["')\s])|\/dev\/xen\// }],
    why: 'looks for a file system that only a guest of Xen has',
    instead: ASK_DMI,
    handledBy: [...KNOWS_DMI, ...KNOWS_KVM, ...ASKS_IMDS],
    source: NITRO,
  },
  {
    name: 'xen bus',
    patterns: [{ word: /\/sys\/bus\/xen(-backend)?(\/|$|["')\s])|\bxenbus\b|\/sys\/devices\/(vbd|vif)-/ }],
    why: 'looks for devices on the Xen bus, where Nitro has NVMe and ENA devices on PCI',
    instead: 'list /sys/class/nvme and /sys/class/net, or take volumes from /dev/disk/by-id',
    handledBy: KNOWS_DRIVERS,
    source: NITRO,
  },
  {
    name: 'xenstore',
    patterns: [{ word: /^(xenstore|xenstore-(read|ls|list|exists|write|watch|chmod|rm))$|\bxenstore-(read|ls|list|exists)\b/ }],
    why: 'asks XenStore, which does not exist on Nitro',
    instead: ASK_IMDS,
    handledBy: [],
    source: NITRO,
  },
  {
    name: 'xen-detect',
    patterns: [{ word: /(^|[\s"'/(])xen-detect\b/ }],
    why: 'detects the Xen hypervisor only',
    instead: ASK_DMI,
    handledBy: [...KNOWS_DMI, ...KNOWS_KVM, ...ASKS_IMDS],
    source: IDENTIFY,
  },
  {
    name: 'name of the hypervisor',
    patterns: [
      {
        asks: /\b(virt-what|systemd-detect-virt|hostnamectl|lscpu|facter|imvirt|lshw|dmesg|journalctl)\b|\/proc\/cpuinfo/,
        expects: /\bxen(-?(hvm|domU|pv)|u)?\b/i,
      },
      { word: /\bConditionVirtualization=\s*\|?(xen)\b/ },
    ],
    why: 'compares the hypervisor with Xen, where Nitro answers kvm or amazon',
    instead: ASK_DMI,
    handledBy: [...KNOWS_DMI, ...KNOWS_KVM],
    source: NITRO,
  },
  {
    name: 'BIOS version',
    patterns: [
      {
        asks: /\b(bios|system)-version\b|\/dmi\/id\/(bios|product)_version|\bWin32_BIOS\b|\bwmic\s+bios\b/i,
        expects: /\bamazon\b/i,
        without: /vendor|manufacturer/i,
      },
    ],
    why: "looks for 'amazon' in the BIOS version, which only Xen has there",
    instead: ASK_DMI,
    handledBy: KNOWS_DMI,
    source: IDENTIFY,
  },
  {
    name: 'Xen in DMI',
    patterns: [
      {
        asks: /\bdmidecode\b|\/dmi\/id\/|\bWin32_(ComputerSystem|BIOS)\b|\bwmic\s+(computersystem|bios)\b|\bGet-ComputerInfo\b/i,
        expects: /\bHVM domU\b|(^|[^\w/-])Xen($|[^\w/-])/,
      },
    ],
    why: 'compares the DMI data with what Xen writes there; Nitro says Amazon EC2',
    instead: ASK_DMI,
    handledBy: [...KNOWS_KVM, { word: /Amazon EC2|board_asset_tag|Win32_ComputerSystemProduct/i }],
    source: IDENTIFY,
  },
  {
    name: 'Xen drivers',
    patterns: [
      { word: /\bxen[-_](blkfront|netfront|blk|vbd|vnif|platform[-_]pci)\b/ },
      { asks: /\b(lspci|lsmod|modprobe|modinfo)\b/, expects: /\bxen\w*/i },
    ],
    why: 'looks for drivers of Xen, where Nitro has nvme and ena',
    instead: 'look for the modules nvme and ena, or for the device itself: /dev/disk/by-id, /sys/class/net',
    handledBy: KNOWS_DRIVERS,
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/migrating-latest-types.html',
  },
  {
    name: 'PV drivers of Windows',
    patterns: [
      {
        asks: /\bWin32_\w+|\bGet-(Wmi|Cim)\w+|\bGet-(Pnp|NetAdapter|Service|WindowsDriver|Disk|PhysicalDisk|Package|Item\w*)\b|\bTest-Path\b|\b(wmic|sc|driverquery|pnputil)\b/i,
        expects: /\b(citrix|aws)\s*pv(disk)?\b|\bPVDriver\b|\bxen(bus|net|vbd|vif|iface|tools)?\b/i,
      },
    ],
    why: 'looks for the paravirtual drivers of Xen, where Nitro has AWS NVMe and the Elastic Network Adapter',
    instead: "look for 'AWS NVMe' and 'Elastic Network Adapter', or find the volume by its serial number with Get-Disk",
    handledBy: KNOWS_DRIVERS,
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/xen-drivers-overview.html',
  },
];
