import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './programs';

const MIRROR = 'http://deb.debian.org/debian';
const PACKAGES = 'systemd-sysv,udev,kmod,cpio,initramfs-tools,zstd';

/** Modules of the disks that EC2 does not have, and of the file system. */
const MODULES = ['ext4', 'virtio_blk', 'virtio_pci'];

/** Tells the emulator that the system is up, and ends it. */
const PROOF = `#!/bin/sh
mount -t proc proc /proc 2>/dev/null
mount -t sysfs sys /sys 2>/dev/null
while read -r device place rest; do [ "$place" = / ] && echo "BOOT-PROOF $device" >/dev/ttyS0; done </proc/mounts
sync
echo o >/proc/sysrq-trigger
sleep 60
`;

const SERVICE = `[Unit]
Description=Tells that the system is up
After=multi-user.target
[Service]
Type=oneshot
ExecStart=/proof.sh
[Install]
WantedBy=default.target
`;

/** A Debian system in a folder, with several initramfs beside each other. */
export interface DebianTree {
  readonly release: string;
  readonly folder: string;
  readonly kernel: string;
  /** In order of the names in `InitramfsKind`. */
  readonly initramfs: Readonly<Record<InitramfsKind, string>>;
}

export type InitramfsKind = 'nvme' | 'default' | 'none' | 'no-core' | 'lz4' | 'lz4-frame';

/** Makes the system of a release with debootstrap, or takes the one of an earlier run. */
export function debianTree(release: string, work: string): DebianTree {
  const folder = join(work, release);
  if (!existsSync(join(folder, 'proof.sh'))) makeTree(release, folder);
  const [kernel = ''] = readdirSync(join(folder, 'lib/modules'));
  return { release, folder, kernel, initramfs: makeInitramfs(folder, kernel, join(work, `${release}-initramfs`)) };
}

function makeTree(release: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  console.error(`debootstrap ${release} ...`);
  run('debootstrap', ['--variant=minbase', `--include=${PACKAGES}`, release, folder, MIRROR]);
  // Before the kernel is configured: an initramfs of MODULES=most takes minutes.
  chooseModules(folder, ['nvme', ...MODULES]);
  copyFileSync('/etc/resolv.conf', join(folder, 'etc/resolv.conf'));
  run('chroot', [folder, 'apt-get', 'install', '-y', '--no-install-recommends', 'linux-image-amd64', 'grub-pc-bin', 'grub-efi-amd64-bin']);
  run('chroot', [folder, 'apt-get', 'clean']);
  writeFileSync(join(folder, 'etc/systemd/system/proof.service'), SERVICE);
  run('chroot', [folder, 'systemctl', 'enable', 'proof.service']);
  run('chroot', [folder, 'passwd', '-d', 'root']);
  writeFileSync(join(folder, 'proof.sh'), PROOF, { mode: 0o755 });
}

function chooseModules(folder: string, modules: readonly string[]): void {
  mkdirSync(join(folder, 'etc/initramfs-tools/conf.d'), { recursive: true });
  writeFileSync(join(folder, 'etc/initramfs-tools/conf.d/modules'), 'MODULES=list\n');
  writeFileSync(join(folder, 'etc/initramfs-tools/modules'), `${modules.join('\n')}\n`);
}

function makeInitramfs(folder: string, kernel: string, kept: string): DebianTree['initramfs'] {
  const at = (name: string): string => join(kept, name);
  const files = {
    nvme: at('nvme'),
    default: at('default'),
    none: at('none'),
    'no-core': at('no-core'),
    lz4: at('lz4'),
    'lz4-frame': at('lz4-frame'),
  };
  if (existsSync(at('lz4-frame'))) return files;
  rmSync(kept, { recursive: true, force: true });
  mkdirSync(kept);
  copyFileSync(join(folder, `boot/initrd.img-${kernel}`), files.nvme);
  console.error(`initramfs of ${kernel} ...`);
  const make = (name: string): void => {
    run('chroot', [folder, 'mkinitramfs', '-o', '/boot/made', kernel]);
    cpSync(join(folder, 'boot/made'), at(name));
    rmSync(join(folder, 'boot/made'));
  };
  chooseModules(folder, MODULES);
  make('none');
  writeFileSync(join(folder, 'etc/initramfs-tools/conf.d/modules'), 'MODULES=most\n');
  make('default');
  chooseModules(folder, ['nvme', ...MODULES]);
  const open = mkdtempSync(at('open-'));
  const archive = run('sh', ['-c', `f=$1; zstd -dcq "$f" 2>/dev/null || gzip -dc "$f"`, 'sh', files.nvme]);
  run('sh', ['-c', `cd "$1" && cpio -idm --quiet`, 'sh', open], archive);
  run('sh', ['-c', `find "$1" -name 'nvme-core.ko*' -exec rm {} +`, 'sh', open]);
  run('sh', ['-c', `cd "$1" && find . | cpio -o --quiet -H newc | gzip -1 > "$2"`, 'sh', open, files['no-core']]);
  rmSync(open, { recursive: true });
  writeFileSync(files.lz4, run('lz4', ['-l', '-1', '-c', '-'], archive));
  writeFileSync(files['lz4-frame'], run('lz4', ['-1', '-c', '-'], archive));
  return files;
}

/** Writes files into the system while something is done, and takes them back. */
export function changed<T>({ folder }: DebianTree, files: Readonly<Record<string, string | Buffer>>, done: () => T): T {
  const earlier = Object.keys(files).map((path) => ({ file: join(folder, path), content: readIfThere(join(folder, path)) }));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return done();
  } finally {
    for (const { file, content } of earlier) {
      if (content === undefined) rmSync(file, { force: true });
      else writeFileSync(file, content);
    }
  }
}

function readIfThere(file: string): Buffer | undefined {
  return existsSync(file) ? readFileSync(file) : undefined;
}
