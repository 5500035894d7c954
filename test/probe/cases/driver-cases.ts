import { gzipSync } from 'node:zlib';
import { archive, initramfs } from '../archive';
import { grubConfig, grubEntry, KERNEL, kernelFiles, moduleOf, NVME, PARAMETERS } from '../probed-root';
import { type ProbeCase, OLD, CMDLINE, ena, system, initrd, ready, warns, fails, undecided, removed } from './probe-case';

export const DRIVERS: readonly ProbeCase[] = [
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
    'sles 12.4 4.12.14-95.99-default',
    'sles 12.5 4.12.14-122.116-default',
    'sles 15 4.12.14-150000.150.92-default',
    'sles 15.1 4.12.14-150100.197.114-default',
    'sles 15.2 5.3.18-24.15-default',
    'sles 15.6 6.4.0-150600.23.7-default',
  ].map((each) => byKernel(each, 'ready')),
  ...[
    'amzn 2 4.14.181-140.257.amzn2.x86_64',
    'rhel 8.3 4.18.0-240.el8.x86_64',
    'ubuntu 18.04 4.15.0-1021-aws',
    'sles 12.5 4.12.14-122.110-default',
    'sles 15 4.12.14-25',
    'sles 15.1 4.12.14-197.105-default',
    'sles 15.2 5.3.18-22-default',
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
