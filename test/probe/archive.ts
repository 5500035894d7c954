import { gzipSync } from 'node:zlib';

const HEADER_FIELDS = 13;
const FILE = 0o100644;

/** A file of an archive. */
export interface ArchivedFile {
  readonly name: string;
  readonly content?: Buffer;
  /** @default a regular file */
  readonly mode?: number;
}

/** Writes an archive as the kernel reads it from an initramfs: cpio, newc. */
export function archive(files: readonly ArchivedFile[], { trailer = true }: { readonly trailer?: boolean } = {}): Buffer {
  const all = trailer ? [...files, { name: 'TRAILER!!!', mode: 0 }] : files;
  return Buffer.concat(all.flatMap(({ name, content = Buffer.alloc(0), mode = FILE }) => entry(Buffer.from(name), content, mode)));
}

/** Appends the zeros that follow an archive in a file. */
export function padded(content: Buffer, to = 512): Buffer {
  return Buffer.concat([content, Buffer.alloc((to - (content.length % to)) % to)]);
}

/** Writes a compressed initramfs with the modules of a kernel. */
export function initramfs(kernel: string, modules: readonly string[]): Buffer {
  return gzipSync(archive(moduleFiles(kernel, modules)));
}

export function moduleFiles(kernel: string, modules: readonly string[]): readonly ArchivedFile[] {
  return [
    { name: '.', mode: 0o40755 },
    { name: 'init', content: Buffer.from('#!/bin/sh\n') },
    // Its content has the name of every module, so a search of the bytes finds what is not there.
    { name: `usr/lib/modules/${kernel}/modules.order`, content: Buffer.from('kernel/drivers/nvme/host/nvme.ko\n') },
    ...modules.map((name) => ({ name: `usr/lib/modules/${kernel}/kernel/drivers/${name}`, content: Buffer.from('\u007fELF\0\0\0') })),
  ];
}

function entry(name: Buffer, content: Buffer, mode: number): Buffer[] {
  const fields = Array.from({ length: HEADER_FIELDS }, () => 0);
  fields[1] = mode;
  fields[4] = 1;
  fields[6] = content.length;
  fields[11] = name.length + 1;
  const header = Buffer.from(`070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`);
  return [aligned(Buffer.concat([header, name, Buffer.from([0])])), aligned(content)];
}

function aligned(content: Buffer): Buffer {
  return padded(content, 4);
}
