import { gzipSync } from 'node:zlib';
import { archive, initramfs, moduleFiles } from '../archive';
import { grubConfig, KERNEL, moduleOf, NVME, PARAMETERS } from '../probed-root';
import { type ProbeCase, initrd, MICROCODE, MODULES_FIRST, ready, fails, undecided } from './probe-case';

export const INITRAMFS: readonly ProbeCase[] = [
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

export const COMPRESSED: readonly ProbeCase[] = [
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
