import { archive, moduleFiles, padded } from '../archive';
import { grubConfig, grubEntry, KERNEL, kernelFiles, moduleOf, NVME, PARAMETERS, type RootFiles } from '../probed-root';

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
  /** The details of all checks. */
  readonly says?: readonly string[];
  readonly never?: readonly string[];
}

export const OLD = '5.10.0-32-amd64';
export const CMDLINE = (parameters: string): RootFiles => ({ '/boot/grub/grub.cfg': grubConfig(grubEntry('Debian', KERNEL, parameters)) });
export const ena = (version?: string): RootFiles => ({
  [`/lib/modules/${KERNEL}/kernel/drivers/net/ethernet/amazon/ena/ena.ko`]: moduleOf(version),
});
export const system = (id: string, version: string): RootFiles => ({ '/etc/os-release': `ID="${id}"\nVERSION_ID="${version}"\n` });
export const initrd = (content: Buffer): RootFiles => ({ [`/boot/initrd.img-${KERNEL}`]: content });
export const MICROCODE = padded(archive([{ name: 'kernel/x86/microcode/GenuineIntel.bin', content: Buffer.alloc(3001, 7) }]));
export const MODULES_FIRST = padded(archive(moduleFiles(KERNEL, NVME)));
export const bls = (version: string, parameters = PARAMETERS): string =>
  `title Fedora (${version})\nversion ${version}\nlinux /vmlinuz-${version}\ninitrd /initramfs-${version}.img $tuned_initrd\noptions ${parameters} $tuned_params\n`;
export const NO_GRUB: RootFiles = { '/boot/grub/grub.cfg': null, '/boot/grub/i386-pc/core.img': null };
export const NO_NVME_OLD = kernelFiles(OLD, []);

export const ready = (what: string, files: RootFiles, more: Partial<ProbeCase> = {}): ProbeCase => ({
  what,
  files,
  verdict: 'ready',
  troubles: {},
  ...more,
});
export const warns = (what: string, check: string, files: RootFiles, more: Partial<ProbeCase> = {}): ProbeCase => ({
  what,
  files,
  verdict: 'ready',
  troubles: { [check]: 'warn' },
  ...more,
});
export const fails = (what: string, check: string, files: RootFiles, more: Partial<ProbeCase> = {}): ProbeCase => ({
  what,
  files,
  verdict: 'not-ready',
  troubles: { [check]: 'fail' },
  ...more,
});
export const undecided = (what: string, check: string, files: RootFiles, more: Partial<ProbeCase> = {}): ProbeCase => ({
  what,
  files,
  verdict: 'undecided',
  troubles: { [check]: 'unknown' },
  ...more,
});

/** The files of the ready root's kernel, taken out. */
export function removed(): RootFiles {
  return Object.fromEntries(Object.keys(kernelFiles(KERNEL)).map((path) => [path, null]));
}
