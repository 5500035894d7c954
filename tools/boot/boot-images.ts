import { ROOT_ID } from './boot-disk';
import type { InitramfsKind } from './debian-tree';

/** A disk that is booted, as changes of a Debian system. */
export interface BootImage {
  readonly what: string;
  readonly release: 'bookworm' | 'bullseye';
  readonly initramfs: InitramfsKind;
  /** @default the root by its UUID */
  readonly root?: string;
  readonly parameters?: string;
  /** Lines beside that of the root. */
  readonly fstab?: string;
  /** @default the root by its UUID */
  readonly rootLine?: string;
  /** Boots to the end, and not to the first program: slower, and needed where systemd decides. */
  readonly whole?: boolean;
  /** The firmware for which the disk is laid out. @default 'bios' */
  readonly disk?: 'bios' | 'uefi';
  /** The firmware that starts it. @default as the disk */
  readonly firmware?: 'bios' | 'uefi';
}

const base = { release: 'bookworm', initramfs: 'nvme' } as const;

export const BOOT_IMAGES: readonly BootImage[] = [
  { ...base, what: 'initramfs with NVMe', whole: true },
  { ...base, what: "the distribution's default initramfs", initramfs: 'default' },
  { ...base, what: 'initramfs without NVMe', initramfs: 'none' },
  { ...base, what: 'initramfs with `nvme`, without `nvme-core`', initramfs: 'no-core' },
  { ...base, what: '`modprobe.blacklist=nvme`', parameters: 'modprobe.blacklist=nvme' },
  { ...base, what: 'initramfs in lz4, as the kernel has it', initramfs: 'lz4' },
  { ...base, what: 'initramfs in lz4 frames', initramfs: 'lz4-frame' },
  { ...base, what: '`root=/dev/xvda1`', root: '/dev/xvda1' },
  { ...base, what: '`/dev/xvdf /data` in fstab', fstab: '/dev/xvdf /data ext4 defaults 0 2\n', whole: true },
  { ...base, what: 'the same with `nofail`', fstab: '/dev/xvdf /data ext4 defaults,nofail 0 2\n', whole: true },
  { ...base, what: '`/dev/xvda1 /` in fstab', rootLine: '/dev/xvda1 / ext4 defaults 0 1\n', whole: true },
  { ...base, what: '`/dev/xvdb none swap` in fstab', fstab: '/dev/xvdb none swap sw 0 0\n', whole: true },
  { ...base, what: 'disk for UEFI, UEFI', disk: 'uefi' },
  { ...base, what: 'disk for UEFI, legacy BIOS', disk: 'uefi', firmware: 'bios' },
  { ...base, what: 'disk for legacy BIOS, UEFI', firmware: 'uefi' },
  { ...base, what: 'Debian 11: initramfs with NVMe', release: 'bullseye', whole: true },
  { ...base, what: 'Debian 11: initramfs without NVMe', release: 'bullseye', initramfs: 'none' },
  { ...base, what: 'Debian 11: `/dev/xvda1 /` in fstab', release: 'bullseye', rootLine: '/dev/xvda1 / ext4 defaults 0 1\n', whole: true },
];

/** The shape of what grub-mkconfig writes. */
export function grubConfigOf({ root = `UUID=${ROOT_ID}`, parameters = '', whole = false }: BootImage, kernel: string): string {
  const first = whole ? '' : ' init=/proof.sh';
  return `set default="0"
set timeout=0
serial --unit=0 --speed=115200
terminal_input serial
terminal_output serial
menuentry 'Debian GNU/Linux' --class debian --id 'gnulinux-simple' {
\tsearch --no-floppy --fs-uuid --set=root ${ROOT_ID}
\tlinux\t/boot/vmlinuz-${kernel} root=${root} rw console=ttyS0 rootdelay=15 panic=5 ${parameters}${first}
\tinitrd\t/boot/initrd.img-${kernel}
}
`;
}
