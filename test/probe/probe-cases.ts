import { gzipSync } from 'node:zlib';
import { archive, initramfs, moduleFiles, padded } from './archive';
import { grubConfig, grubEntry, KERNEL, kernelFiles, moduleOf, NVME, PARAMETERS, program, type RootFiles } from './probed-root';

/** A root, and what the probe says of it. */
export interface ProbeCase {
  readonly what: string;
  /** Changes of the ready root. */
  readonly files: RootFiles;
  /** Without `--root`, which is given. */
  readonly args?: readonly string[];
  /** The script looks at the root as if it were the running system. */
  readonly booted?: boolean;
  /** A file that only root can read, while another user probes. */
  readonly locked?: string;
  readonly verdict: 'ready' | 'not-ready' | 'undecided';
  /** The status of each check that is neither `pass` nor `info`. */
  readonly troubles: Readonly<Record<string, 'fail' | 'unknown' | 'warn'>>;
  /** What the details say, of all checks. */
  readonly says?: readonly string[];
  readonly never?: readonly string[];
}

export const OLD = '5.10.0-32-amd64';
const CMDLINE = (parameters: string): RootFiles => ({ '/boot/grub/grub.cfg': grubConfig(grubEntry('Debian', KERNEL, parameters)) });
const ena = (version?: string): RootFiles => ({
  [`/lib/modules/${KERNEL}/kernel/drivers/net/ethernet/amazon/ena/ena.ko`]: moduleOf(version),
});
const system = (id: string, version: string): RootFiles => ({ '/etc/os-release': `ID="${id}"\nVERSION_ID="${version}"\n` });
const initrd = (content: Buffer): RootFiles => ({ [`/boot/initrd.img-${KERNEL}`]: content });
const MICROCODE = padded(archive([{ name: 'kernel/x86/microcode/GenuineIntel.bin', content: Buffer.alloc(3001, 7) }]));
const MODULES_FIRST = padded(archive(moduleFiles(KERNEL, NVME)));
const bls = (version: string, parameters = PARAMETERS): string =>
  `title Fedora (${version})\nversion ${version}\nlinux /vmlinuz-${version}\ninitrd /initramfs-${version}.img $tuned_initrd\noptions ${parameters} $tuned_params\n`;
const NO_GRUB: RootFiles = { '/boot/grub/grub.cfg': null, '/boot/grub/i386-pc/core.img': null };
const NO_NVME_OLD = kernelFiles(OLD, []);

const ready = (what: string, files: RootFiles, more: Partial<ProbeCase> = {}): ProbeCase => ({
  what,
  files,
  verdict: 'ready',
  troubles: {},
  ...more,
});
const warns = (what: string, check: string, files: RootFiles, more: Partial<ProbeCase> = {}): ProbeCase => ({
  what,
  files,
  verdict: 'ready',
  troubles: { [check]: 'warn' },
  ...more,
});
const fails = (what: string, check: string, files: RootFiles, more: Partial<ProbeCase> = {}): ProbeCase => ({
  what,
  files,
  verdict: 'not-ready',
  troubles: { [check]: 'fail' },
  ...more,
});
const undecided = (what: string, check: string, files: RootFiles, more: Partial<ProbeCase> = {}): ProbeCase => ({
  what,
  files,
  verdict: 'undecided',
  troubles: { [check]: 'unknown' },
  ...more,
});

const DRIVERS: readonly ProbeCase[] = [
  ready('a Debian image', {}, { says: [`module, in the initramfs of kernel ${KERNEL}`] }),
  ready('NVMe built in, and no initramfs', {
    [`/lib/modules/${KERNEL}/modules.builtin`]: 'kernel/drivers/nvme/host/nvme-core.ko\nkernel/drivers/nvme/host/nvme.ko\n',
    [`/boot/initrd.img-${KERNEL}`]: null,
  }),
  fails('names like nvmem_core in modules.builtin and in System.map', 'nvme-driver', {
    ...initrd(initramfs(KERNEL, [])),
    [`/boot/System.map-${KERNEL}`]: 'ffffffff81 T nvmem_register\nffffffff82 t nvme_disable_and_flr\n',
  }),
  fails('an initramfs without NVMe that has its name in a file', 'nvme-driver', initrd(initramfs(KERNEL, [])), {
    says: ['lacks nvme, nvme_core'],
  }),
  fails('an initramfs with nvme and without nvme-core', 'nvme-driver', initrd(initramfs(KERNEL, ['nvme/host/nvme.ko'])), {
    says: ['lacks nvme_core'],
  }),
  fails('an initramfs with the modules of another kernel', 'nvme-driver', initrd(initramfs(OLD, NVME))),
  fails(
    'an initramfs with a folder of the name',
    'nvme-driver',
    initrd(gzipSync(archive([{ name: `lib/modules/${KERNEL}/nvme.ko`, mode: 0o40755 }]))),
  ),
  fails('no initramfs', 'nvme-driver', { [`/boot/initrd.img-${KERNEL}`]: null }, { says: ['does not exist'] }),
  fails(
    'no NVMe driver at all',
    'nvme-driver',
    {
      ...initrd(initramfs(KERNEL, [])),
      [`/lib/modules/${KERNEL}/kernel/drivers/nvme/host/nvme.ko`]: null,
      [`/lib/modules/${KERNEL}/kernel/drivers/nvme/host/nvme-core.ko`]: null,
      [`/lib/modules/${KERNEL}/modules.dep`]: '',
    },
    { says: ['has no NVMe driver'] },
  ),
  undecided(
    '/boot on a file system that is not mounted',
    'nvme-driver',
    {
      [`/boot/initrd.img-${KERNEL}`]: null,
      [`/boot/vmlinuz-${KERNEL}`]: null,
      '/etc/fstab': 'UUID=1 / ext4 defaults 0 1\nUUID=2 /boot ext4 defaults 0 2\n',
    },
    { says: ['mount it too'] },
  ),
  fails('NVMe on a blacklist', 'nvme-driver', { '/etc/modprobe.d/local.conf': '# blacklist ena\nblacklist nvme\n' }),
  fails('NVMe replaced by a command that does nothing', 'nvme-driver', { '/etc/modprobe.d/local.conf': 'install nvme /bin/true\n' }),
  ...['modprobe.blacklist=nvme', 'modprobe.blacklist=floppy,nvme', 'module_blacklist=nvme', 'rd.driver.blacklist=nvme,floppy'].map(
    (parameter) => fails(parameter, 'nvme-driver', CMDLINE(`${PARAMETERS} ${parameter} quiet`), { says: ['kernel parameter'] }),
  ),
  ready('a kernel parameter against another driver', CMDLINE(`${PARAMETERS} modprobe.blacklist=nvme_tcp,floppy`)),
  ready('one module nvme of an old kernel, compressed', {
    [`/lib/modules/${KERNEL}/modules.dep`]: 'kernel/drivers/block/nvme.ko.xz:\nkernel/drivers/net/ethernet/amazon/ena/ena.ko:\n',
    [`/lib/modules/${KERNEL}/kernel/drivers/nvme/host/nvme.ko`]: null,
    [`/lib/modules/${KERNEL}/kernel/drivers/nvme/host/nvme-core.ko`]: null,
    [`/lib/modules/${KERNEL}/kernel/drivers/block/nvme.ko.xz`]: 'x',
    ...initrd(initramfs(KERNEL, ['block/nvme.ko.xz'])),
  }),
  fails('no ENA driver', 'ena-driver', { [`/lib/modules/${KERNEL}/kernel/drivers/net/ethernet/amazon/ena/ena.ko`]: null }),
  fails('ENA on a blacklist', 'ena-driver', { '/etc/modprobe.d/local.conf': 'blacklist ena\n' }),
  warns('an old ENA driver', 'ena-driver', ena('2.0.2K'), { says: ['version 2.0.2K'] }),
  fails('an ENA driver below the minimum', 'ena-driver', ena('2.2.8'), { args: ['--ena-min', '2.2.9'] }),
  fails('an ENA driver below a minimum of two digits', 'ena-driver', ena('2.9.1'), { args: ['--ena-min=2.10.0'] }),
  ready('an ENA driver of the minimum', ena('2.2.9g'), { args: ['--ena-min', '2.2.9'] }),
  ready('no version, and a kernel of Debian that has the minimum', ena(), {
    args: ['--ena-min', '2.2.9'],
    says: ['by the version of the kernel'],
  }),
  undecided('no version, and a higher minimum', 'ena-driver', ena(), { args: ['--ena-min', '2.3.0'] }),
  undecided(
    'no version, and an unknown distribution',
    'ena-driver',
    { ...ena(), ...system('gentoo', '2.15') },
    { args: ['--ena-min', '2.2.9'] },
  ),
  ready(
    'ENA of an update beside the old one',
    {
      ...ena('1.0.0'),
      [`/lib/modules/${KERNEL}/updates/dkms/ena.ko`]: moduleOf('2.13.0g'),
      [`/lib/modules/${KERNEL}/modules.dep`]:
        'kernel/drivers/nvme/host/nvme.ko: kernel/drivers/nvme/host/nvme-core.ko\nupdates/dkms/ena.ko:\n',
    },
    { says: ['version 2.13.0g'] },
  ),
  ready(
    'ENA and its version built in',
    {
      [`/lib/modules/${KERNEL}/kernel/drivers/net/ethernet/amazon/ena/ena.ko`]: null,
      [`/lib/modules/${KERNEL}/modules.builtin`]: 'kernel/drivers/net/ethernet/amazon/ena/ena.ko\n',
      [`/lib/modules/${KERNEL}/modules.builtin.modinfo`]: 'ext4.license=GPL\0ena.version=2.5.0\0ena.license=GPL\0',
    },
    { args: ['--ena-min', '2.2.9'], says: ['built-in of kernel', 'version 2.5.0'] },
  ),
  ...[
    'amzn 2 4.14.186-146.268.amzn2.x86_64',
    'rhel 8.4 4.18.0-305.el8.x86_64',
    'rocky 9.1 5.14.0-162.el9.x86_64',
    'ubuntu 20.04 5.4.0-1025-aws',
    'sles 15.1 4.12.14-197.x',
  ].map((each) => byKernel(each, 'ready')),
  ...[
    'amzn 2 4.14.181-140.257.amzn2.x86_64',
    'rhel 8.3 4.18.0-240.el8.x86_64',
    'ubuntu 18.04 4.15.0-1021-aws',
    'sles 15 4.12.14-25',
    'debian 10 4.19.0-20-amd64',
    'sles 12.3 4.4.73-5',
  ].map((each) => byKernel(each, 'not-ready')),
  ...['ubuntu 20.04 5.4.0-42-generic', 'ol 8.6 5.4.17-2136.uek', 'amzn 2018.03 4.14.200'].map((each) => byKernel(each, 'undecided')),
];

/** An ENA driver without a version: AWS's minimum kernels decide. */
function byKernel(words: string, verdict: ProbeCase['verdict']): ProbeCase {
  const [id = '', version = '', kernel = ''] = words.split(' ');
  const status = verdict === 'not-ready' ? 'fail' : 'unknown';
  return {
    what: `ENA without a version on ${words}`,
    files: {
      ...removed(),
      ...kernelFiles(kernel),
      ...system(id, version),
      [`/lib/modules/${kernel}/kernel/drivers/net/ethernet/amazon/ena/ena.ko`]: moduleOf(),
      '/boot/grub/grub.cfg': grubConfig(grubEntry('Linux', kernel, PARAMETERS)),
    },
    args: ['--ena-min', '2.2.9'],
    verdict,
    troubles: verdict === 'ready' ? {} : { 'ena-driver': status },
  };
}

function removed(): RootFiles {
  return Object.fromEntries(Object.keys(kernelFiles(KERNEL)).map((path) => [path, null]));
}

const PLACES: readonly ProbeCase[] = [
  ...['/dev/xvda1', '/dev/sda1', '/dev/hda1', '"/dev/xvda"', 'block:/dev/xvda2', '202:1'].map((root) =>
    fails(`root=${root}`, 'root-parameter', CMDLINE(`root=${root} console=ttyS0`)),
  ),
  fails('resume=/dev/xvda2', 'root-parameter', CMDLINE(`${PARAMETERS} resume=/dev/xvda2`)),
  ...['PARTUUID=12-01', 'LABEL=cloudimg-rootfs', '/dev/mapper/vg-root', '/dev/disk/by-uuid/6d3e', 'ZFS=rpool/root'].map((root) =>
    ready(`root=${root}`, CMDLINE(`root=${root} console=ttyS0 resume=none`)),
  ),
  warns('root=/dev/nvme0n1p1', 'root-parameter', CMDLINE('root=/dev/nvme0n1p1 console=ttyS0')),
  undecided('no root=', 'root-parameter', CMDLINE('ro console=ttyS0')),
  undecided('a root that nothing sets', 'root-parameter', CMDLINE('root=$where console=ttyS0')),
  fails('a root in a variable', 'root-parameter', {
    '/boot/grub/grub.cfg': grubConfig(`set where=/dev/xvda1\n${grubEntry('Debian', KERNEL, 'root=${where} console=ttyS0')}`),
  }),
  fails('a root in the environment block', 'root-parameter', {
    ...CMDLINE('$kernelopts console=ttyS0'),
    '/boot/grub/grubenv': '# GRUB Environment Block\nkernelopts=root=/dev/xvda1 ro\n####',
  }),
  fails('/etc/default/grub', 'root-parameter', {
    '/etc/default/grub': 'GRUB_DEFAULT=0\nGRUB_CMDLINE_LINUX="console=ttyS0 root=/dev/xvda1"\n',
  }),
  fails('/etc/default/grub.d', 'root-parameter', { '/etc/default/grub.d/50-cloud.cfg': "GRUB_CMDLINE_LINUX_DEFAULT='root=/dev/sda1'\n" }),
  fails('/etc/kernel/cmdline', 'root-parameter', { '/etc/kernel/cmdline': 'root=/dev/xvda1 ro\n' }),
  warns('a resume device of initramfs-tools', 'root-parameter', { '/etc/initramfs-tools/conf.d/resume': 'RESUME=/dev/xvda2\n' }),
  warns('another entry with root=/dev/xvda1', 'root-parameter', {
    '/boot/grub/grub.cfg': grubConfig(grubEntry('Debian', KERNEL, PARAMETERS) + grubEntry('Old', OLD, 'root=/dev/xvda1')),
  }),
  warns('a menu.lst that GRUB 2 does not read', 'root-parameter', {
    '/boot/grub/menu.lst': 'default 0\ntitle Old\nroot (hd0)\nkernel /boot/vmlinuz-3 root=/dev/xvda1 ro\n',
  }),
  ...['/dev/xvdf', '/dev/sdb1', '/dev/hdc', '/dev/vdb'].map((device) =>
    fails(
      `${device} in fstab`,
      'fstab',
      { '/etc/fstab': `UUID=1 / ext4 defaults 0 1\n${device}\t/data ext4 defaults 0 2\n` },
      { says: [`${device} for /data`] },
    ),
  ),
  warns('/dev/xvdf in fstab with nofail', 'fstab', {
    '/etc/fstab': '/dev/xvdf /data ext4 defaults,nofail 0 2\n/dev/sdg /more xfs noauto 0 0\n',
  }),
  warns('/dev/nvme1n1 in fstab', 'fstab', { '/etc/fstab': '/dev/nvme1n1 /data ext4 defaults 0 2\n' }),
  ready('a comment in fstab', { '/etc/fstab': '#/dev/xvdf /data ext4 defaults 0 2\n  # /dev/xvdg /a ext4 a 0 0\n' }),
  ...['/dev/xvda1 / ext4 defaults 0 1', '/dev/xvdb none swap sw 0 0'].flatMap((line) => [
    fails(`${line} in fstab`, 'fstab', { '/etc/fstab': `${line}\n` }),
    warns(`${line} in fstab, with systemd`, 'fstab', { '/etc/fstab': `${line}\n`, '/usr/lib/systemd/systemd': 'x' }),
  ]),
  fails('/dev/xvdf in crypttab', 'fstab', { '/etc/crypttab': 'data /dev/xvdf none luks\n' }),
  warns('/dev/xvdf in a mount unit', 'fstab', { '/etc/systemd/system/data.mount': '[Mount]\nWhat=/dev/xvdf\nWhere=/data\n' }),
  fails('interfaces by address', 'network-rules', {
    '/etc/udev/rules.d/70-persistent-net.rules':
      '# PCI\nSUBSYSTEM=="net", ACTION=="add", ATTR{address}=="06:a1:00:00:00:01", NAME="eth0"\n',
  }),
  ready('rules of interfaces without a name', {
    '/etc/udev/rules.d/70-persistent-net.rules': '# SUBSYSTEM=="net", ATTR{address}=="06", NAME="eth0"\n',
  }),
  fails('an address in ifcfg-eth0', 'network-names', {
    '/etc/sysconfig/network-scripts/ifcfg-eth0': 'DEVICE=eth0\nHWADDR="06:a1:00:00:00:01"\n',
  }),
  warns('ifcfg-eth0', 'network-names', { '/etc/sysconfig/network-scripts/ifcfg-eth0': 'DEVICE=eth0\nHWADDR=\n' }),
  ready('ifcfg-eth0 with net.ifnames=0', {
    '/etc/sysconfig/network-scripts/ifcfg-eth0': 'DEVICE=eth0\n',
    ...CMDLINE(`${PARAMETERS} net.ifnames=0`),
  }),
  ready('ifcfg-eth0 where udev keeps the names', {
    '/etc/sysconfig/network-scripts/ifcfg-eth0': 'DEVICE=eth0\n',
    '/etc/udev/rules.d/80-net-setup-link.rules': { link: '/dev/null' },
  }),
  warns('eth0 in interfaces', 'network-names', { '/etc/network/interfaces': 'auto lo eth0\niface eth0 inet dhcp\n' }),
  warns('eth0 in netplan', 'network-names', { '/etc/netplan/01.yaml': 'network:\n  ethernets:\n    eth0:\n      dhcp4: true\n' }),
  warns('eth0 in networkd', 'network-names', { '/etc/systemd/network/a.network': '[Match]\nName=eth0\n' }),
  warns('an address in networkd', 'network-names', { '/etc/systemd/network/a.network': '[Match]\nMACAddress=06:a1:00:00:00:01\n' }),
  fails('data sources without Ec2', 'datasource', { '/etc/cloud/cloud.cfg.d/99_ds.cfg': 'datasource_list: [ NoCloud, None ] # Ec2\n' }),
  fails('a list of lines without Ec2', 'datasource', {
    '/etc/cloud/cloud.cfg.d/99_ds.cfg': 'datasource_list:\n  - NoCloud\n  # - Ec2\n  - None\ndatasource:\n  Ec2:\n    timeout: 5\n',
  }),
  ready('the last list of data sources', {
    '/etc/cloud/cloud.cfg.d/10.cfg': 'datasource_list: [ NoCloud ]\n',
    '/etc/cloud/cloud.cfg.d/90.cfg': 'datasource_list: [\n  NoCloud,\n  Ec2,\n]\n',
  }),
  ready('cloud-init with its own data sources', { '/etc/cloud/cloud.cfg': 'users: [default]\n' }),
  warns('another spelling', 'datasource', { '/etc/cloud/cloud.cfg': 'datasource_list: [ec2]\n' }),
  warns('no cloud-init', 'datasource', { '/etc/cloud/cloud.cfg': null }),
  warns('cloud-init switched off', 'datasource', { '/etc/cloud/cloud-init.disabled': '' }),
  warns('modules of Xen', 'xen-only', { '/etc/modules': 'loop\nxen-blkfront\n' }),
  warns('the guest agent of Xen', 'xen-only', { '/etc/systemd/system/multi-user.target.wants/xe-linux-distribution.service': 'x' }),
  warns('a login on hvc0', 'xen-only', { '/etc/inittab': '1:2345:respawn:/sbin/getty 38400 hvc0\n' }),
  warns('the clock of Xen', 'xen-only', CMDLINE(`${PARAMETERS} clocksource=xen`)),
  warns('the console of Xen', 'xen-only', CMDLINE(`${PARAMETERS} console=hvc0`)),
  warns('the hypervisor itself', 'xen-only', {
    '/boot/grub/grub.cfg': grubConfig(
      `menuentry 'Xen' {\nmultiboot2 /boot/xen.gz\nmodule2 /boot/vmlinuz-${KERNEL} placeholder ${PARAMETERS}\nmodule2 --nounzip /boot/initrd.img-${KERNEL}\n}\n`,
    ),
  }),
  warns('no console', 'serial-console', CMDLINE('root=UUID=1 console=tty0')),
  ready(
    'what is told alone',
    {
      '/etc/udev/rules.d/70-ec2-nvme-devices.rules': 'x',
      '/usr/bin/growpart': 'x',
      '/etc/modprobe.d/n.conf': 'options nvme_core io_timeout=4294967295\n',
    },
    { says: ['/etc/udev/rules.d/70-ec2-nvme-devices.rules', '/usr/bin/growpart', '/etc/modprobe.d/n.conf'] },
  ),
  ready('the timeout as a parameter', CMDLINE(`${PARAMETERS} nvme_core.io_timeout=255`), { says: ['a kernel parameter sets'] }),
  warns('an initramfs for one machine', 'initramfs-updates', { '/etc/initramfs-tools/conf.d/x': 'MODULES=dep\n' }),
  warns('dracut for one machine', 'initramfs-updates', { '/usr/lib/dracut/dracut.conf.d/01-dist.conf': 'hostonly="yes"\n' }),
  ready('dracut for one machine, with NVMe', {
    '/usr/lib/dracut/dracut.conf.d/01-dist.conf': 'hostonly="yes"\n',
    '/etc/dracut.conf.d/nitro.conf': 'add_drivers+=" ena nvme "\n',
  }),
  warns('no boot loader', 'boot-loader', { '/boot/grub/i386-pc/core.img': null }),
  warns('an EFI system partition that is not mounted', 'boot-loader', {
    '/etc/fstab': 'UUID=1 / ext4 a 0 1\nUUID=A-B /boot/efi vfat umask=0077 0 1\n',
  }),
  fails('a program for 32 bits', 'architecture', { '/bin/sh': program(3) }),
  ready('a program for arm64', { '/bin/sh': program(0xb7) }, { says: ['arm64'] }),
  { what: 'no program', files: { '/bin/sh': null, ...renamed('6.1.0-50') }, verdict: 'ready', troubles: { architecture: 'warn' } },
];

function renamed(kernel: string): RootFiles {
  return { ...removed(), ...kernelFiles(kernel), '/boot/grub/grub.cfg': grubConfig(grubEntry('Debian', kernel, PARAMETERS)) };
}

const EARLIER = `the default of`;
const BLS: RootFiles = {
  ...NO_GRUB,
  '/boot/grub2/i386-pc/core.img': 'core',
  ...kernelFiles(OLD, []),
  [`/boot/initramfs-${KERNEL}.img`]: initramfs(KERNEL, NVME),
  [`/boot/initramfs-${OLD}.img`]: initramfs(OLD, []),
  [`/boot/loader/entries/aa-${KERNEL}.conf`]: bls(KERNEL),
  [`/boot/loader/entries/aa-${OLD}.conf`]: bls(OLD),
  '/boot/loader/entries/aa-0-rescue.conf': bls('0-rescue-aa', 'root=UUID=1'),
};
const GRUB2_BLS = (fallback: string): RootFiles => ({
  '/boot/grub2/grub.cfg': grubConfig(
    `insmod blscfg\nblscfg\nmenuentry 'UEFI Firmware Settings' --id 'uefi-firmware' {\n fwsetup\n}\n`,
    fallback,
  ),
});
const TWO = grubConfig(
  `${grubEntry('New', KERNEL, PARAMETERS)}submenu 'Advanced options' $menuentry_id_option 'gnulinux-advanced' {\n${grubEntry('A', KERNEL, PARAMETERS)}${grubEntry('B', OLD, PARAMETERS)}}\n`,
  '${saved_entry}',
);
const saved = (entry: string): RootFiles => ({
  ...NO_NVME_OLD,
  '/boot/grub/grub.cfg': TWO,
  '/boot/grub/grubenv': `# GRUB Environment Block\nsaved_entry=${entry}\n#####`,
});
const EXTLINUX = (first: string, more = ''): RootFiles => ({
  ...NO_GRUB,
  ...NO_NVME_OLD,
  '/boot/extlinux/ldlinux.sys': 'x',
  '/boot/extlinux/extlinux.conf': `DEFAULT ${first}\nTIMEOUT 50\nLABEL new\n  LINUX /boot/vmlinuz-${KERNEL}\n  APPEND ${PARAMETERS} initrd=/boot/initrd.img-${KERNEL}\nLABEL old\n${more}  kernel ../vmlinuz-${OLD}\n  initrd ../initrd.img-${OLD}\n  append ${PARAMETERS}\n`,
});
const MENU = (first: string, root = 'UUID=1'): RootFiles => ({
  ...NO_GRUB,
  ...NO_NVME_OLD,
  '/boot/grub/stage2': 'x',
  '/boot/grub/menu.lst': `# kopt=root=/dev/xvda1\ndefault${first}\ntimeout 3\n\ntitle New\nroot (hd0,0)\nkernel /boot/vmlinuz-${KERNEL} root=${root} ro console=ttyS0\ninitrd (hd0,0)/boot/initrd.img-${KERNEL}\n\ntitle Old\nkernel /boot/vmlinuz-${OLD} root=UUID=1 console=ttyS0\ninitrd /boot/initrd.img-${OLD}\n`,
});
const SYSTEMD_BOOT = (config: string): RootFiles => ({
  ...NO_GRUB,
  ...NO_NVME_OLD,
  '/boot/efi/EFI/systemd/systemd-bootx64.efi': 'x',
  '/boot/efi/EFI/BOOT/BOOTX64.EFI': 'x',
  '/boot/efi/loader/loader.conf': config,
  [`/boot/efi/loader/entries/aa-${KERNEL}.conf`]: `title Debian\nversion ${KERNEL}\nlinux /aa/${KERNEL}/linux\ninitrd /aa/${KERNEL}/initrd\noptions ${PARAMETERS}\n`,
  [`/boot/efi/loader/entries/aa-${OLD}+2-1.conf`]: `title Debian\nversion ${OLD}\nlinux /aa/${OLD}/linux\ninitrd /aa/${OLD}/initrd\noptions ${PARAMETERS}\n`,
  [`/boot/efi/aa/${KERNEL}/linux`]: 'x',
  [`/boot/efi/aa/${KERNEL}/initrd`]: initramfs(KERNEL, NVME),
  [`/boot/efi/aa/${OLD}/linux`]: 'x',
  [`/boot/efi/aa/${OLD}/initrd`]: initramfs(OLD, []),
});

const LOADERS: readonly ProbeCase[] = [
  ready('GRUB 2: a saved entry', saved('New'), { says: [EARLIER, 'GRUB 2 (/boot/grub/grub.cfg)'] }),
  fails('GRUB 2: a saved entry of a submenu', 'nvme-driver', saved('gnulinux-advanced>gnulinux-B'), { says: [OLD] }),
  fails('GRUB 2: a saved entry by numbers', 'nvme-driver', saved('1>1')),
  ready('GRUB 2: a saved entry by numbers, the other', saved('1>0')),
  ready('GRUB 2: a saved entry that is gone', saved('Gone')),
  fails('GRUB 2: an entry for the next boot alone', 'nvme-driver', {
    ...saved('New'),
    '/boot/grub/grubenv': 'saved_entry=New\nnext_entry=1>1\n',
  }),
  ready('GRUB 2 on an EFI system partition, and its stub', {
    ...NO_GRUB,
    '/boot/efi/EFI/BOOT/BOOTX64.EFI': 'x',
    '/boot/efi/EFI/debian/grub.cfg': 'search.fs_uuid 6d3e root\nset prefix=($root)/boot/grub\nconfigfile $prefix/grub.cfg\n',
    '/boot/efi/EFI/redhat/grub.cfg': grubConfig(
      grubEntry('RHEL', KERNEL, PARAMETERS).replace('\tlinux\t', '\tlinuxefi\t').replace('\tinitrd\t/boot', '\tinitrdefi\t'),
    ),
  }),
  fails('two boot loaders that disagree', 'nvme-driver', {
    ...NO_NVME_OLD,
    '/boot/efi/EFI/redhat/grub.cfg': grubConfig(grubEntry('Old', OLD, PARAMETERS)),
  }),
  ready('Ubuntu boots without its initramfs first', {
    '/boot/grub/grub.cfg': grubConfig(
      `menuentry 'Ubuntu' {\nif [ "\${initrdfail}" = 1 ]; then\nlinux /boot/vmlinuz-${KERNEL} root=PARTUUID=1 console=ttyS0\ninitrd /boot/initrd.img-${KERNEL}\nelse\nlinux /boot/vmlinuz-${KERNEL} root=PARTUUID=1 console=ttyS0 panic=-1\nfi\n}\n`,
    ),
  }),
  ready('GRUB 2: an entry in one line', {
    '/boot/grub/grub.cfg': `set default=0; menuentry "It's \\"x\\" {" { linux /boot/vmlinuz-${KERNEL} ${PARAMETERS}; initrd /boot/initrd.img-${KERNEL}; }\n`,
  }),
  ready('loader entries: the newest', { ...BLS, ...GRUB2_BLS('${saved_entry}') }),
  fails('loader entries: a saved one', 'nvme-driver', {
    ...BLS,
    ...GRUB2_BLS('${saved_entry}'),
    '/boot/grub2/grubenv': `saved_entry=aa-${OLD}\n`,
  }),
  ready('loader entries: the parameters in a variable', {
    ...BLS,
    ...GRUB2_BLS('0'),
    [`/boot/loader/entries/aa-${KERNEL}.conf`]: bls(KERNEL, '$kernelopts console=ttyS0'),
    '/boot/grub2/grubenv': 'kernelopts=root=UUID=1 ro\n',
  }),
  fails('loader entries: a wrong root in a variable', 'root-parameter', {
    ...BLS,
    ...GRUB2_BLS('0'),
    [`/boot/loader/entries/aa-${KERNEL}.conf`]: bls(KERNEL, '$kernelopts console=ttyS0'),
    '/boot/grub2/grubenv': 'kernelopts=root=/dev/xvda1 ro\n',
  }),
  ready('systemd-boot: the newest', SYSTEMD_BOOT('timeout 3\n')),
  fails('systemd-boot: a pattern', 'nvme-driver', SYSTEMD_BOOT('default aa-5.*\n')),
  undecided('systemd-boot: a unified kernel', 'default-kernel', { ...SYSTEMD_BOOT(''), '/boot/efi/EFI/Linux/linux.efi': 'x' }),
  ready('extlinux', EXTLINUX('new')),
  fails('extlinux: another default', 'nvme-driver', EXTLINUX('old')),
  fails('extlinux: a default of its menu', 'nvme-driver', EXTLINUX('vesamenu.c32', '  MENU DEFAULT\n')),
  ready('GRUB 1', MENU(' 0')),
  fails('GRUB 1: another default', 'nvme-driver', MENU('=1')),
  fails('GRUB 1: a saved default', 'nvme-driver', { ...MENU(' saved'), '/boot/grub/default': '1\n#\n#\n' }),
  fails('GRUB 1: root=/dev/xvda1', 'root-parameter', MENU(' 0', '/dev/xvda1')),
  {
    what: 'no boot loader that is known',
    files: { ...NO_GRUB, ...kernelFiles('6.1.0-9-amd64', []) },
    verdict: 'undecided',
    troubles: { 'default-kernel': 'warn', 'root-parameter': 'unknown', 'boot-loader': 'warn' },
    says: [`kernel ${KERNEL}, the newest`],
  },
  {
    what: 'a kernel without modules',
    files: { '/boot/grub/grub.cfg': grubConfig(grubEntry('Odd', 'odd', PARAMETERS)), ...kernelFiles('6.1.0-9-amd64') },
    verdict: 'ready',
    troubles: { 'default-kernel': 'warn' },
    says: ["no modules belong to '/boot/vmlinuz-odd'"],
  },
  { what: 'no modules', files: { ...removed() }, verdict: 'undecided', troubles: { 'nvme-driver': 'unknown', 'ena-driver': 'unknown' } },
  {
    what: 'no kernel',
    files: { ...removed(), ...NO_GRUB, '/usr/bin/x': '' },
    verdict: 'undecided',
    troubles: {
      'default-kernel': 'unknown',
      'nvme-driver': 'unknown',
      'ena-driver': 'unknown',
      'root-parameter': 'unknown',
      'boot-loader': 'warn',
    },
    never: ['is taken for it'],
  },
  ready('links out of the root, which lead inside', {
    '/etc/os-release': { link: '/usr/lib/os-release' },
    '/usr/lib/os-release': 'ID=inside\nVERSION_ID=1\n',
    '/etc/fstab': { link: '../../../../../../etc/real/fstab' },
    '/etc/real/fstab': 'UUID=1 / ext4 a 0 1\n',
    [`/boot/initrd.img-${KERNEL}`]: { link: `/boot/real-${KERNEL}` },
    [`/boot/real-${KERNEL}`]: initramfs(KERNEL, NVME),
  }),
];

const INITRAMFS: readonly ProbeCase[] = [
  ready('no compression', initrd(archive(moduleFiles(KERNEL, NVME)))),
  ready('microcode before it', initrd(Buffer.concat([MICROCODE, gzipSync(archive(moduleFiles(KERNEL, NVME)))]))),
  ready(
    'two archives before it, and zeros',
    initrd(Buffer.concat([MICROCODE, Buffer.alloc(4096), MICROCODE, gzipSync(archive(moduleFiles(KERNEL, NVME)))])),
  ),
  ready(
    'the modules in the archive before it',
    initrd(Buffer.concat([MICROCODE, MODULES_FIRST, gzipSync(archive(moduleFiles(KERNEL, [])))])),
  ),
  fails('microcode before one without NVMe', 'nvme-driver', initrd(Buffer.concat([MICROCODE, gzipSync(archive(moduleFiles(KERNEL, [])))]))),
  ready('compressed modules', initrd(initramfs(KERNEL, ['nvme/host/nvme.ko.zst', 'nvme/host/nvme-core.ko.xz']))),
  ready('two files', {
    '/boot/grub/grub.cfg': grubConfig(
      `menuentry 'Two' {\nlinux /boot/vmlinuz-${KERNEL} ${PARAMETERS}\ninitrd /boot/ucode.img /boot/initrd.img-${KERNEL}\n}\n`,
    ),
    '/boot/ucode.img': MICROCODE,
  }),
  undecided('nothing in it', 'nvme-driver', initrd(Buffer.alloc(0)), { says: ['it is empty'] }),
  undecided('an unknown compression', 'nvme-driver', initrd(Buffer.from('SQUASHED content')), { says: ['its compression is not known'] }),
  undecided('a truncated file', 'nvme-driver', initrd(initramfs(KERNEL, NVME).subarray(0, -40))),
  undecided('a truncated archive', 'nvme-driver', initrd(gzipSync(archive(moduleFiles(KERNEL, NVME), { trailer: false })))),
  undecided('a truncated archive without compression', 'nvme-driver', initrd(archive(moduleFiles(KERNEL, NVME)).subarray(0, -200))),
  undecided('microcode alone, cut', 'nvme-driver', initrd(MICROCODE.subarray(0, 1000))),
  undecided(
    'a file system image in it',
    'nvme-driver',
    initrd(gzipSync(archive([...moduleFiles(KERNEL, []), { name: 'squashfs-root.img' }]))),
  ),
  undecided('a name in a variable', 'nvme-driver', {
    '/boot/grub/grub.cfg': grubConfig(`menuentry 'V' {\nlinux /boot/vmlinuz-${KERNEL} ${PARAMETERS}\ninitrd $img\n}\n`),
    [`/boot/initrd.img-${KERNEL}`]: null,
  }),
];

/** A stand-in's format: the first bytes of the real one, and then gzip. */
export const MAGIC: ReadonlyMap<string, string> = new Map([
  ['zstd', '28b52ffd'],
  ['xz', 'fd377a585a00'],
  ['bzip2', '425a6839'],
  ['lz4', '02214c18'],
  ['lzop', '894c5a4f000d'],
  ['lzma', '5d00008000'],
]);
const standIn = (magic: string, modules: readonly string[]): Buffer =>
  Buffer.concat([Buffer.from(magic, 'hex'), initramfs(KERNEL, modules)]);

const COMPRESSED: readonly ProbeCase[] = [
  ...[...MAGIC].flatMap(([tool, magic]) => [
    ready(`${tool} behind microcode`, initrd(Buffer.concat([MICROCODE, standIn(magic, NVME)]))),
    fails(`${tool} without NVMe`, 'nvme-driver', initrd(standIn(magic, []))),
    undecided(`${tool}, truncated`, 'nvme-driver', initrd(standIn(magic, NVME).subarray(0, -40))),
  ]),
  fails('lz4 in frames, which no kernel unpacks', 'nvme-driver', initrd(standIn('04224d18', NVME)), { says: ['lz4 -l'] }),
  ready(
    'ENA in a compressed module',
    {
      [`/lib/modules/${KERNEL}/kernel/drivers/net/ethernet/amazon/ena/ena.ko`]: null,
      [`/lib/modules/${KERNEL}/kernel/drivers/net/ethernet/amazon/ena/ena.ko.zst`]: Buffer.concat([
        Buffer.from('28b52ffd', 'hex'),
        gzipSync(moduleOf('2.6.1')),
      ]),
    },
    { says: ['version 2.6.1'] },
  ),
  undecided('a file that cannot be read', 'readable', {}, { locked: '/etc/fstab', says: ['/etc/fstab cannot be read'] }),
  {
    what: 'an initramfs that cannot be read',
    files: {},
    verdict: 'undecided',
    troubles: { 'nvme-driver': 'unknown', readable: 'unknown' },
    locked: `/boot/initrd.img-${KERNEL}`,
  },
];

const NITRO: RootFiles = {
  '/proc/self/mountinfo': '22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p1 rw\n25 22 0:5 / /proc rw - proc proc rw\n',
  '/sys/class/net/ens5/device/driver': { link: '../../bus/pci/drivers/ena' },
  '/sys/devices/virtual/dmi/id/board_asset_tag': 'i-0123456789abcdef0\n',
};
const booted = (made: ProbeCase): ProbeCase => ({ ...made, files: { ...NITRO, ...made.files }, args: ['--booted'], booted: true });

const BOOTED: readonly ProbeCase[] = [
  ready('a booted instance', {}, { says: ['i-0123456789abcdef0', '/dev/nvme0n1p1', 'ens5'] }),
  ready('a root on LVM', {
    '/proc/self/mountinfo': '22 1 253:0 / / rw - xfs /dev/mapper/vg-root rw\n',
    '/sys/dev/block/253:0/slaves/nvme0n1p2/x': '',
  }),
  fails('a root on Xen', 'booted-root', { '/proc/self/mountinfo': '22 1 202:1 / / rw - ext4 /dev/xvda1 rw\n' }),
  fails('a root on Xen by its numbers', 'booted-root', {
    '/proc/self/mountinfo': '22 1 202:1 / / rw - ext4 /dev/root rw\n',
    '/sys/dev/block/202:1': { link: '../../devices/vbd-768/block/xvda/xvda1' },
  }),
  undecided('a root in memory', 'booted-root', { '/proc/self/mountinfo': '22 1 0:30 / / rw - overlay overlay rw\n' }),
  fails('no interface with ENA', 'booted-network', { '/sys/class/net/ens5/device/driver': { link: '../../bus/pci/drivers/ixgbevf' } }),
  fails('no instance id', 'booted-instance', { '/sys/devices/virtual/dmi/id/board_asset_tag': 'Not Specified\n' }),
  fails('an id with other characters', 'booted-instance', { '/sys/devices/virtual/dmi/id/board_asset_tag': 'i-not-an-instance\n' }),
  fails('Xen below', 'booted-instance', { '/sys/hypervisor/type': 'xen\n' }),
  warns('another kernel runs', 'booted-kernel', { ...renamed('6.1.0-51-amd64') }),
].map(booted);

export const CASES: readonly ProbeCase[] = [...DRIVERS, ...PLACES, ...LOADERS, ...INITRAMFS, ...COMPRESSED, ...BOOTED];
