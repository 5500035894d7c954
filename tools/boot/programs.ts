import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Each program with the Debian package that has it. */
const PROGRAMS: ReadonlyMap<string, string> = new Map([
  ['qemu-system-x86_64', 'qemu-system-x86'],
  ['debootstrap', 'debootstrap'],
  ['mke2fs', 'e2fsprogs'],
  ['mcopy', 'mtools'],
  ['grub-mkimage', 'grub-common'],
  ['cpio', 'cpio'],
  ['lz4', 'lz4'],
]);

export const UEFI_FIRMWARE = '/usr/share/ovmf/OVMF.fd';

/** Returns what is missing on this machine, in words. */
export function missingHere(): readonly string[] {
  const path = (process.env['PATH'] ?? '').split(':');
  const missing = [...PROGRAMS].filter(([program]) => !path.some((folder) => existsSync(`${folder}/${program}`)));
  return [
    ...(process.getuid?.() === 0 ? [] : ['root, since debootstrap changes its root folder']),
    ...missing.map(([program, name]) => `${program} (package ${name})`),
    ...(existsSync(UEFI_FIRMWARE) ? [] : [`${UEFI_FIRMWARE} (package ovmf)`]),
  ];
}

/** Runs a program to its end with a low priority. Returns its output.
 *
 * @throws Error with the output where it fails
 */
export function run(program: string, args: readonly string[], input?: Buffer): Buffer {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  const { status, stdout, stderr } = spawnSync('nice', ['-n', '10', program, ...args], { input, env, maxBuffer: 1 << 30 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended in ${String(status)}: ${stdout.toString()}${stderr.toString()}`);
  return stdout;
}
