import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { initramfs } from './archive';

export const SCRIPT = join(__dirname, '../../probe/nitro-probe.sh');

export const KERNEL = '6.1.0-50-amd64';
export const NVME = ['nvme/host/nvme.ko', 'nvme/host/nvme-core.ko'] as const;

/** A file of a root: its content, where a link leads, or `null` for none. */
export type RootFile = string | Buffer | { readonly link: string } | null;
export type RootFiles = Readonly<Record<string, RootFile>>;

/** The first bytes of a program for an ELF machine. */
export function program(machine: number): Buffer {
  const header = Buffer.alloc(64);
  header.write('\u007fELF\u0002\u0001\u0001', 'latin1');
  header.writeUInt16LE(machine, 18);
  return header;
}

/** The first bytes of a module that names its version. */
export function moduleOf(version?: string): Buffer {
  return Buffer.from(`\u007fELF\0\0license=GPL\0${version === undefined ? '' : `version=${version}\0`}srcversion=9.9.9\0`, 'latin1');
}

export function grubEntry(title: string, kernel: string, parameters: string): string {
  return `menuentry '${title}' --class gnu-linux $menuentry_id_option 'gnulinux-${title}' {
\tif [ x$grub_platform = xxen ]; then insmod xzio; insmod lzopio; fi
\tsearch --no-floppy --fs-uuid --set=root 6d3e
\tset root='hd0,msdos1'
\tlinux\t/boot/vmlinuz-${kernel} ${parameters}
\tinitrd\t/boot/initrd.img-${kernel}
}
`;
}

export const PARAMETERS = 'root=UUID=6d3e-01 ro console=tty0 console=ttyS0,115200';

/** The first lines of what grub-mkconfig writes. */
export function grubConfig(entries: string, fallback = '0'): string {
  return `if [ -s $prefix/grubenv ]; then
  load_env
fi
if [ "\${next_entry}" ] ; then
   set default="\${next_entry}"
   set next_entry=
   save_env next_entry
   set boot_once=true
else
   set default="${fallback}"
fi
if [ x"\${feature_menuentry_id}" = xy ]; then
  menuentry_id_option="--id"
else
  menuentry_id_option=""
fi
function savedefault {
  if [ -z "\${boot_once}" ]; then
    saved_entry="\${chosen}"
    save_env saved_entry
  fi
}
${entries}`;
}

/** The files of one kernel: module files, and an initramfs with NVMe. */
export function kernelFiles(kernel: string, modules: readonly string[] = NVME): RootFiles {
  const drivers = `/lib/modules/${kernel}/kernel/drivers`;
  return {
    [`/boot/vmlinuz-${kernel}`]: 'kernel',
    [`/boot/initrd.img-${kernel}`]: initramfs(kernel, modules),
    [`${drivers}/nvme/host/nvme.ko`]: moduleOf(),
    [`${drivers}/nvme/host/nvme-core.ko`]: moduleOf(),
    [`${drivers}/net/ethernet/amazon/ena/ena.ko`]: moduleOf('2.8.0g'),
    [`/lib/modules/${kernel}/modules.builtin`]: 'kernel/drivers/nvmem/nvmem_core.ko\nkernel/fs/ext4/ext4.ko\n',
    [`/lib/modules/${kernel}/modules.dep`]: `kernel/drivers/scsi/lpfc.ko: kernel/drivers/nvme/host/nvme-core.ko kernel/lib/crc64.ko
kernel/drivers/nvme/host/nvme.ko: kernel/drivers/nvme/host/nvme-core.ko
kernel/drivers/nvme/host/nvme-core.ko:
kernel/drivers/net/ethernet/amazon/ena/ena.ko:
`,
  };
}

/** A root that is ready, without a warning. */
export const READY: RootFiles = {
  '/bin/sh': program(0x3e),
  '/etc/os-release': 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n',
  '/etc/fstab': '# <file system> <mount point>\nUUID=6d3e-01 / ext4 errors=remount-ro 0 1\nLABEL=data /data xfs defaults 0 2\n',
  '/etc/cloud/cloud.cfg': 'users: [default]\ndatasource_list: [ NoCloud, Ec2, None ]\n',
  '/etc/initramfs-tools/initramfs.conf': 'MODULES=most\n',
  '/boot/grub/grub.cfg': grubConfig(grubEntry('Debian', KERNEL, PARAMETERS)),
  '/boot/grub/i386-pc/core.img': 'core',
  ...kernelFiles(KERNEL),
};

/** Folders with roots and tools, removed after the tests. */
export class Roots {
  private readonly path = mkdtempSync(join(tmpdir(), 'cdk-nitro-probe-'));
  private count = 0;

  public constructor() {
    // Another user probes too.
    chmodSync(this.path, 0o755);
  }

  public remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  /** Writes the ready root with changes. Returns its folder. */
  public write(changes: RootFiles = {}, base: RootFiles = READY): string {
    const root = this.folder();
    for (const [path, content] of Object.entries({ ...base, ...changes })) if (content !== null) writeInto(root, path, content);
    return root;
  }

  public folder(): string {
    const folder = join(this.path, String((this.count += 1)));
    mkdirSync(folder);
    return folder;
  }

  public file(content: string | Buffer): string {
    const file = join(this.folder(), 'script');
    writeFileSync(file, content);
    return file;
  }
}

function writeInto(root: string, path: string, content: string | Buffer | { readonly link: string }): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  if (typeof content === 'string' || Buffer.isBuffer(content)) writeFileSync(file, content);
  else symlinkSync(content.link, file);
}

export interface Kernel {
  readonly version: string;
  readonly default: boolean;
  readonly nvme: string;
  readonly ena: string;
  readonly enaVersion?: string;
  readonly initramfs?: string;
}

/** The output of the probe. */
export interface Report {
  readonly verdict: string;
  readonly evidence: string;
  readonly date: string;
  readonly tool: string;
  readonly os: string;
  readonly osVersion: string;
  readonly architecture?: string;
  readonly enaVersion?: string;
  readonly boot: { readonly legacyBios?: boolean; readonly uefi?: boolean };
  readonly kernels: readonly Kernel[];
  readonly checks: readonly { readonly id: string; readonly status: string; readonly detail: string }[];
}

export interface Probed {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface ProbeRun {
  readonly args?: readonly string[];
  readonly shell?: readonly string[];
  readonly script?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number;
}

/** Runs the probe with the arguments as they are. */
export function runProbe({ args = [], shell = ['sh'], script = SCRIPT, env = {}, uid }: ProbeRun): Probed {
  const [command = 'sh', ...options] = shell;
  const { status, stdout, stderr } = spawnSync(command, [...options, script, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', SOURCE_DATE_EPOCH: '1795910400', ...env },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  return { code: status, out: stdout, err: stderr };
}

export function readReport({ out, err }: Probed): Report {
  try {
    return JSON.parse(out) as Report;
  } catch {
    throw new Error(`no JSON: ${out}${err}`);
  }
}

/** Returns the status of each check that is not `pass` or `info`. */
export function troubles({ checks }: Report): Record<string, string> {
  return Object.fromEntries(checks.filter(({ status }) => status !== 'pass' && status !== 'info').map(({ id, status }) => [id, status]));
}
