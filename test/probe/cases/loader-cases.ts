import { initramfs } from '../archive';
import { grubConfig, grubEntry, KERNEL, kernelFiles, NVME, PARAMETERS, type RootFiles } from '../probed-root';
import { type ProbeCase, OLD, bls, NO_GRUB, NO_NVME_OLD, ready, fails, undecided, removed } from './probe-case';

export function renamed(kernel: string): RootFiles {
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

export const LOADERS: readonly ProbeCase[] = [
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
    never: ['counts as the default'],
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
