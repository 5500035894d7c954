import { linesFound } from './reading';

/** A script in which what is known of Nitro is about something else, and its twin in which it is about the same. */
type Twins = readonly [name: string, found: string, excused: string];

const DISKS: readonly Twins[] = [
  [
    'instance store and data, in fstab',
    'mkfs.xfs /dev/nvme1n1\nmount /dev/nvme1n1 /scratch\nmount /dev/xvdf /data',
    'mount /dev/nvme1n1 /data || true\nmount /dev/xvdf /data || true',
  ],
  ['the same program for each', 'mkfs.xfs /dev/nvme1n1\nmkfs.xfs /dev/xvdf', 'mkfs.xfs /dev/nvme1n1 || mkfs.xfs /dev/xvdf'],
  [
    'the same label',
    'mkfs.xfs -L scratch /dev/nvme1n1\nmkfs.xfs -L data /dev/xvdf',
    'mkfs.xfs -L data /dev/nvme1n1\nmkfs.xfs -L data /dev/xvdf',
  ],
  [
    'arms of a fork, by what they mount',
    'if [ "$ROLE" = cache ]; then\n mount /dev/nvme1n1 /scratch\nelse\n mount /dev/xvdf /data\nfi',
    'if [ -e /dev/nvme1n1 ]; then\n mount /dev/nvme1n1 /data\nelse\n mount /dev/xvdf /data\nfi',
  ],
  [
    'the same arm of a fork',
    'if [ -e /dev/xvdf ]; then\n mkfs.xfs /dev/nvme1n1\nfi',
    'if [ ! -e /dev/xvdf ]; then\n D=/dev/nvme1n1\nelse\n D=/dev/xvdf\nfi',
  ],
  [
    'arms of case',
    'case $X in\na) mkfs.xfs /dev/nvme1n1; mount /dev/xvdf /data ;;\nesac',
    'case $X in\nm5*) D=/dev/nvme1n1 ;;\n*) D=/dev/xvdf ;;\nesac\nmount $D /data',
  ],
  [
    'elif',
    'if [ -e /dev/xvdf ]; then true; fi\nif [ -e /dev/nvme1n1 ]; then true; fi',
    'if [ -e /dev/xvdf ]; then true; elif [ -e /dev/nvme1n1 ]; then true; fi',
  ],
  [
    'both in one loop',
    'for d in /dev/xvdf /dev/xvdg; do mkfs.xfs $d; done; ls /dev/nvme1n1',
    'for d in /dev/xvdf /dev/nvme1n1; do [ -e $d ] && mkfs.xfs $d; done',
  ],
  ['both in one list', 'A=(/dev/xvdf /dev/xvdg)\nB=(/dev/nvme1n1)', 'A=(/dev/xvdf /dev/nvme1n1)'],
  ['both in one command', 'mdadm --create /dev/md0 /dev/nvme1n1 /dev/xvdf', 'ls /dev/nvme1n1 /dev/xvdf'],
  [
    'a variable that is used in between',
    'D=/dev/nvme1n1\nmount $D /scratch\nD=/dev/xvdf\nmount $D /data',
    'D=/dev/xvdf\n[ -e /dev/nvme1n1 ] && D=/dev/nvme1n1\nmount $D /data',
  ],
  [
    'a variable that is always set again',
    'D=/dev/nvme1n1\nD=/dev/xvdf\nmount $D /data',
    '[ -e /dev/nvme1n1 ] && D=/dev/nvme1n1\n[ -e /dev/xvdf ] && D=/dev/xvdf\nmount $D /data',
  ],
  [
    'variables of two functions',
    'a() {\n  local d=/dev/nvme1n1\n  mkfs.xfs $d\n}\nb() {\n  local d=/dev/xvdf\n  mkfs.xfs $d\n}\na; b',
    'a() {\n  local d=/dev/xvdf\n  if [ -e /dev/nvme1n1 ]; then d=/dev/nvme1n1; fi\n  mkfs.xfs $d\n}\na',
  ],
  [
    'a parameter of a function',
    'f() { mkfs.xfs $1; }\nf /dev/nvme1n1\nf /dev/xvdf',
    'find_first() { for d in "$@"; do [ -e $d ] && echo $d && return; done; }\nD=$(find_first /dev/nvme1n1 /dev/xvdf)',
  ],
  [
    'a look-up by id of another device',
    'A=$(readlink -f /dev/disk/by-id/nvme-x)\nB=/dev/xvdf\nmount $B /data',
    'A=$(readlink -f /dev/disk/by-id/nvme-x)\nA=${A:-/dev/xvdf}\nmount $A /data',
  ],
  [
    'a look-up whose fallback is the old name',
    'ls -l /dev/disk/by-id\nmount /dev/xvdf /data',
    '[ -e /dev/disk/by-id/nvme-x ] && D=/dev/disk/by-id/nvme-x || D=/dev/xvdf\nmount $D /data',
  ],
  ['a label that is not there yet', 'blkid -L data || mkfs.xfs -L data /dev/xvdf', 'mount LABEL=data /data || mount /dev/xvdf /data'],
  ['a name that is linked', 'ln -s /dev/nvme1n1 /dev/xvdf\nmkfs.xfs /dev/xvdg', 'ln -s /dev/nvme1n1 /dev/xvdf\nmkfs.xfs /dev/xvdf'],
  [
    'a rule of udev',
    'cat > /etc/udev/rules.d/9.rules <<\'EOF\'\nKERNEL=="nvme1n1", SYMLINK+="xvdg"\nEOF\nmount /dev/xvdf /data',
    'cat > /etc/udev/rules.d/9.rules <<\'EOF\'\nKERNEL=="nvme1n1", SYMLINK+="xvdf"\nEOF\nmount /dev/xvdf /data',
  ],
  [
    'a function that looks names up',
    'find_it() { ebsnvme-id $1; }\nfind_it /dev/nvme0n1\nmount /dev/xvdf /data',
    'find_it() {\n  for n in /dev/nvme*n1; do [ "$(ebsnvme-id -b $n)" = "$1" ] && echo $n; done\n}\nD=$(find_it /dev/xvdf)\nmount $D /data',
  ],
  [
    'a loop that looks names up',
    'for n in /dev/nvme*n1; do ebsnvme-id $n; done\nmount /dev/xvdf /data',
    'for n in /dev/nvme*n1; do\n  if [ "$(ebsnvme-id -b $n)" = /dev/xvdf ]; then D=$n; fi\ndone\nmount $D /data',
  ],
  ['a name that a listing of names is searched for', 'lsblk -no NAME | grep xvdf', 'nvme id-ctrl -v /dev/nvme1n1 | grep xvdf'],
  [
    'a parameter of the kernel',
    'grubby --args nvme_core.io_timeout=255\nsysctl -w nvme.io_timeout=9\nmount /dev/xvdf /data',
    "sed -i 's#/dev/xvdf#/dev/nvme1n1#' /etc/fstab",
  ],
  ['a package', 'dnf install -y nvme-cli && mount /dev/xvdf /data', '[ -e /dev/nvme1n1 ] || mount /dev/xvdf /data'],
  ['a comment, a message', '# /dev/nvme1n1\necho /dev/nvme1n1\nmount /dev/xvdf /data', 'lsblk | grep -E "xvdf|nvme1n1"'],
  [
    'mounts of cloud-init',
    '#cloud-config\nmounts:\n- [/dev/nvme1n1, /scratch]\n- [/dev/xvdf, /data]\n',
    '#cloud-config\nmounts:\n- [/dev/nvme1n1, /data, auto, "defaults,nofail"]\n- [/dev/xvdf, /data, auto, "defaults,nofail"]\n',
  ],
  [
    'Python',
    "#!/usr/bin/env python3\nmount('/dev/nvme1n1', '/scratch')\nmount('/dev/xvdf', '/data')\n",
    "#!/usr/bin/env python3\nif os.path.exists('/dev/nvme1n1'):\n    d = '/dev/nvme1n1'\nelse:\n    d = '/dev/xvdf'\nmount(d, '/data')\n",
  ],
  [
    'Python, in one line',
    "#!/usr/bin/env python3\nd = '/dev/xvdf'\ne = '/dev/nvme1n1'\n",
    "#!/usr/bin/env python3\nd = '/dev/nvme1n1' if nitro() else '/dev/xvdf'\n",
  ],
];

const INTERFACES: readonly Twins[] = [
  ['another command', 'ethtool -K ens5 gro off\ntcpdump -i eth0', 'ethtool -K ens5 gro off || ethtool -K eth0 gro off'],
  [
    'a look-up for another purpose',
    'ip route show default\ntcpdump -i eth0',
    "NIC=$(ip -o -4 route show to default | awk '{print $5}')\nNIC=${NIC:-eth0}\ntcpdump -i $NIC",
  ],
  [
    'the parameter of the kernel',
    'echo net.ifnames=1\ntcpdump -i eth0',
    'grubby --update-kernel=ALL --args net.ifnames=0\ntcpdump -i eth0',
  ],
  [
    'forks',
    'if [ -d /sys/class/net/eth0 ]; then tcpdump -i eth0; fi',
    'if [ -d /sys/class/net/eth0 ]; then NIC=eth0; else NIC=ens5; fi\ntcpdump -i $NIC',
  ],
];

const IMDS = 'http://169.254.169.254/latest/meta-data/';

const HYPERVISOR: readonly Twins[] = [
  ['and, or', `[ -f /sys/hypervisor/uuid ] && curl ${IMDS}`, `[ -f /sys/hypervisor/uuid ] || curl ${IMDS}`],
  ['not, and', `[ ! -f /sys/hypervisor/uuid ] || curl ${IMDS}`, `[ ! -f /sys/hypervisor/uuid ] && curl ${IMDS}`],
  [
    'then, else',
    `if [ -f /sys/hypervisor/uuid ]; then curl ${IMDS}; fi`,
    `if [ -f /sys/hypervisor/uuid ]; then true; else curl ${IMDS}; fi`,
  ],
  [
    'not, else',
    `if [ ! -f /sys/hypervisor/uuid ]; then exit; else curl ${IMDS}; fi`,
    `if [ ! -f /sys/hypervisor/uuid ]; then curl ${IMDS}; fi`,
  ],
  ['elif', `if [ -d /proc/xen ]; then true; fi\ncurl ${IMDS}`, `if [ -d /proc/xen ]; then true; elif curl ${IMDS}; then true; fi`],
  ['guards', `[ -d /proc/xen ] || exit 0\ncurl ${IMDS}`, `f() {\n  [ -d /proc/xen ] && return 0\n  curl ${IMDS}\n}\nf`],
  [
    'one question after the other',
    'f() {\n  [ -d /proc/xen ] || return 1\n  grep -q ^i- /sys/class/dmi/id/board_asset_tag\n}',
    'f() {\n  if grep -q ^i- /sys/class/dmi/id/board_asset_tag; then return 0; fi\n  [ -d /proc/xen ]\n}',
  ],
  [
    'a flag',
    '[ -d /proc/xen ] && EC2=1\ncat /sys/class/dmi/id/board_asset_tag',
    '[ -d /proc/xen ] && EC2=1\ngrep -q ^i- /sys/class/dmi/id/board_asset_tag && EC2=1',
  ],
  [
    'names that are parts of others',
    'hostnamectl set-hostname web.aws.example.com\n[ "$(systemd-detect-virt)" = xen ]',
    '[ "$(systemd-detect-virt)" = xen ] || [ "$(systemd-detect-virt)" = amazon ]',
  ],
  [
    'groups and folders',
    'usermod -aG kvm app && [ "$(virt-what)" = xen ]',
    'V=$(virt-what)\nif [ "$V" = xen ]; then true; fi\nif [ "$V" = kvm ]; then true; fi',
  ],
  ['a folder of that name', 'mkdir /opt/nitro\n[ "$(virt-what)" = xen ]', 'virt-what | grep -qE "xen|aws"'],
  [
    'the DMI, read for another purpose',
    'xen-detect\ncat /sys/class/dmi/id/sys_vendor > /tmp/vendor',
    'xen-detect || grep -q Amazon /sys/class/dmi/id/sys_vendor',
  ],
  ['xenstore', `xenstore-read domid\ncurl ${IMDS}`, `xenstore-read domid || curl ${IMDS}`],
  [
    'two of the BIOS version',
    'dmidecode -s bios-version | grep amazon || dmidecode -s system-version | grep amazon',
    'dmidecode -s bios-version | grep amazon || dmidecode -s system-uuid | grep -i ^ec2',
  ],
  [
    'PowerShell',
    '<powershell>\nif ($m -eq "Xen" -and (Test-Path "C:\\kvm")) { exit }\n</powershell>',
    '<powershell>\nif ($m -eq "Xen") {\n  exit\n} elseif ($m -eq "Amazon EC2") {\n  exit\n}\n</powershell>',
  ],
  [
    'Python',
    "#!/usr/bin/env python3\nif os.path.exists('/sys/hypervisor/uuid'):\n    print(get('http://169.254.169.254/'))\n",
    "#!/usr/bin/env python3\nif os.path.exists('/sys/hypervisor/uuid') or os.path.exists('/sys/class/dmi/id/board_asset_tag'):\n    start()\n",
  ],
  ['drivers', 'lsmod | grep xen_blkfront\nyum install -y nvme-cli', 'lsmod | grep -E "xen_blkfront|nvme"'],
  ['the bus', 'ls /sys/bus/xen && ls /sys/class/nvme', 'ls /sys/bus/xen || ls /sys/class/nvme'],
];

describe.each([
  ['disks', DISKS],
  ['interfaces', INTERFACES],
  ['the hypervisor and its drivers', HYPERVISOR],
])('%s', (_what, twins) => {
  test.each(twins)('%s: finds what is about something else', (_name, found) => {
    expect(linesFound(found)).not.toEqual([]);
  });

  test.each(twins)('%s: excuses what is about the same', (_name, _found, excused) => {
    expect(linesFound(excused)).toEqual([]);
  });
});
