import { closeSync, openSync, readFileSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { run } from './programs';

const SECTOR = 512;
const MEGABYTE = 1 << 20;
const DISK_MEGABYTES = 1600;
const LAST = (DISK_MEGABYTES * MEGABYTE) / SECTOR - 1;

/** The first sector of the EFI system partition, and of the root. */
const SYSTEM_AT = 2048;
const ROOT_AT = 64 * 2048;

export const ROOT_ID = '6d3e0f5a-0c1b-4d2e-8f3a-9b4c5d6e7f80';

const SYSTEM_TYPE = 'C12A7328-F81F-11D2-BA4B-00A0C93EC93B';
const LINUX_TYPE = '0FC63DAF-8483-4772-8E79-3D69D8477DE4';

/** The modules of the boot loader that read the disk and its configuration. */
const MODULES = [
  'ext2',
  'normal',
  'linux',
  'configfile',
  'search',
  'search_fs_uuid',
  'echo',
  'test',
  'serial',
  'terminal',
  'gzio',
  'part_msdos',
  'part_gpt',
];

/** The boot loaders of a system: what GRUB's own installer would write to a disk. */
export interface BootLoaders {
  readonly bios: { readonly start: Buffer; readonly core: Buffer };
  readonly efi: Buffer;
}

export function makeBootLoaders(tree: string, work: string): BootLoaders {
  const at = join(work, 'early.cfg');
  writeFileSync(at, `search.fs_uuid ${ROOT_ID} root\nset prefix=($root)/boot/grub\nconfigfile $prefix/grub.cfg\n`);
  const image = (format: string, more: readonly string[]): Buffer => {
    const to = join(work, `core-${format}`);
    run('grub-mkimage', [
      '-d',
      join(tree, 'usr/lib/grub', format),
      '-O',
      format,
      '-c',
      at,
      '-p',
      '/boot/grub',
      '-o',
      to,
      ...MODULES,
      ...more,
    ]);
    return readFileSync(to);
  };
  return {
    bios: { start: readFileSync(join(tree, 'usr/lib/grub/i386-pc/boot.img')), core: image('i386-pc', ['biosdisk']) },
    efi: image('x86_64-efi', ['efi_gop']),
  };
}

/** Writes a disk with the system: for a BIOS with GRUB behind the partition table, for UEFI with an EFI system partition. */
export function writeDisk(file: string, tree: string, kind: 'bios' | 'uefi', loaders: BootLoaders): void {
  rmSync(file, { force: true });
  writeFileSync(file, '');
  truncateSync(file, DISK_MEGABYTES * MEGABYTE);
  const rootKilobytes = ((LAST + 1 - ROOT_AT) * SECTOR) / 1024 - 1024;
  run('mke2fs', [
    '-q',
    '-F',
    '-t',
    'ext4',
    '-U',
    ROOT_ID,
    '-d',
    tree,
    '-E',
    `offset=${String(ROOT_AT * SECTOR)}`,
    file,
    `${String(rootKilobytes)}k`,
  ]);
  const disk = openSync(file, 'r+');
  const put = (content: Buffer, sector: number): number => writeSync(disk, content, 0, content.length, sector * SECTOR);
  if (kind === 'bios') {
    const first = Buffer.concat([loaders.bios.start.subarray(0, 440), Buffer.alloc(SECTOR - 440)]);
    partition(first, 0, 0x83, ROOT_AT, LAST + 1 - ROOT_AT);
    put(first, 0);
    put(loaders.bios.core, 1);
  } else {
    const first = Buffer.alloc(SECTOR);
    partition(first, 0, 0xee, 1, LAST);
    put(first, 0);
    const entries = Buffer.alloc(128 * 128);
    entry(entries, 0, SYSTEM_TYPE, SYSTEM_AT, ROOT_AT - 1);
    entry(entries, 1, LINUX_TYPE, ROOT_AT, LAST - 40);
    put(entries, 2);
    put(header(1, LAST, 2, entries), 1);
    put(entries, LAST - 32);
    put(header(LAST, 1, LAST - 32, entries), LAST);
  }
  closeSync(disk);
  if (kind === 'uefi') writeSystemPartition(file, loaders.efi);
}

function writeSystemPartition(file: string, loader: Buffer): void {
  const volume = `${file}@@${String(SYSTEM_AT * SECTOR)}`;
  const copied = `${file}.efi`;
  writeFileSync(copied, loader);
  run('mformat', ['-i', volume, '-F', '-T', String(ROOT_AT - SYSTEM_AT), '-h', '64', '-s', '32', '-H', String(SYSTEM_AT)]);
  run('mmd', ['-i', volume, '::EFI', '::EFI/BOOT']);
  run('mcopy', ['-i', volume, copied, '::EFI/BOOT/BOOTX64.EFI']);
  rmSync(copied);
}

function partition(sector: Buffer, index: number, type: number, first: number, count: number): void {
  const at = 446 + index * 16;
  sector[at] = type === 0xee ? 0 : 0x80;
  sector[at + 4] = type;
  sector.writeUInt32LE(first, at + 8);
  sector.writeUInt32LE(count, at + 12);
  sector.writeUInt16LE(0xaa55, 510);
}

function entry(entries: Buffer, index: number, type: string, first: number, last: number): void {
  const at = index * 128;
  identifier(type).copy(entries, at);
  identifier(`0F5A0C1B-0000-4000-8000-00000000000${String(index)}`).copy(entries, at + 16);
  entries.writeBigUInt64LE(BigInt(first), at + 32);
  entries.writeBigUInt64LE(BigInt(last), at + 40);
}

function header(own: number, other: number, entriesAt: number, entries: Buffer): Buffer {
  const sector = Buffer.alloc(SECTOR);
  sector.write('EFI PART\0\0\u0001\0', 'latin1');
  sector.writeUInt32LE(92, 12);
  for (const [at, value] of [
    [24, own],
    [32, other],
    [40, 34],
    [48, LAST - 33],
    [72, entriesAt],
  ] as const)
    sector.writeBigUInt64LE(BigInt(value), at);
  identifier('0F5A0C1B-0000-4000-8000-0000000000FF').copy(sector, 56);
  sector.writeUInt32LE(128, 80);
  sector.writeUInt32LE(128, 84);
  sector.writeUInt32LE(crc32(entries), 88);
  sector.writeUInt32LE(crc32(sector.subarray(0, 92)), 16);
  return sector;
}

/** The first three parts of a GUID are little-endian. */
function identifier(text: string): Buffer {
  const bytes = Buffer.from(text.replaceAll('-', ''), 'hex');
  return Buffer.concat([bytes.subarray(0, 4).reverse(), bytes.subarray(4, 6).reverse(), bytes.subarray(6, 8).reverse(), bytes.subarray(8)]);
}
