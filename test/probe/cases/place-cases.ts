import { grubConfig, grubEntry, KERNEL, PARAMETERS, program } from '../probed-root';
import { type ProbeCase, OLD, CMDLINE, ready, warns, fails, undecided } from './probe-case';
import { renamed } from './loader-cases';

export const PLACES: readonly ProbeCase[] = [
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
