import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { mountCallFor } from '../../../lib/cdk/constructs/nitro-volume-mount-call';
import type { NitroVolumeMountOptions } from '../../../lib/cdk/constructs/nitro-volume-mount-props';
import { mountCall, mountFunction } from '../../../lib/cdk/constructs/nitro-volume-mount-script';

/** A disk of the instance, as its tools see it. */
export interface Disk {
  /** `nvme1n1`. */
  readonly name: string;
  /** The volume's id without its dash. */
  readonly serial: string;
  /** The answer of blkid; empty for a new volume. */
  readonly type?: string;
  readonly uuid?: string;
  readonly partitionTable?: boolean;
  readonly partitions?: readonly string[];
  /** The first bytes that are not zero. */
  readonly data?: string;
  /** The last bytes that are not zero. */
  readonly lastData?: string;
  /** Without the link of udev. */
  readonly unlinked?: boolean;
  /** Without the serial number in lsblk. */
  readonly silent?: boolean;
  /** How often the script sleeps before the disk is there. */
  readonly after?: number;
}

export interface ScriptRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Enough for a first MiB, a last, and something between them. */
const DISK_BYTES = 3 * 1024 * 1024;

/** The tools the script may use as they are. Everything else on PATH is a stub. */
const REAL_TOOLS = 'awk cat chmod cp dd grep head ln mkdir mv readlink rm sh tail tr wc'.split(' ');

/** The programs of util-linux and others that the script uses. */
const STUBS: Readonly<Record<string, string>> = {
  lsblk: `
disks() { for each in "$WORLD"/disks/*; do [ -e "$each" ] && [ -e "$WORLD/dev/\${each##*/}" ] && echo "\${each##*/}"; done; :; }
serial() { [ -e "$WORLD/disks/$1/silent" ] || cat "$WORLD/disks/$1/serial"; }
case "$*" in
  '-dno SERIAL '*) serial "\${3##*/}" ;;
  '-dnpo NAME,SERIAL') for each in $(disks); do echo "$WORLD/dev/$each $(serial "$each")"; done ;;
  '-bdno SIZE '*) echo "  $(wc -c <"$3")" ;;
  '-dnpo NAME') for each in $(disks); do echo "$WORLD/dev/$each"; done ;;
  '-no NAME '*) echo "\${3##*/}"; cat "$WORLD/disks/\${3##*/}/partitions" ;;
  *) echo "lsblk: $*" >&2; exit 64 ;;
esac`,
  blkid: `
case "$*" in
  '-c /dev/null -o device -t UUID='*)
    for each in "$WORLD"/disks/*; do [ "UUID=$(cat "$each/uuid")" != "$6" ] || echo "$WORLD/dev/\${each##*/}"; done
    exit 0 ;;
esac
disk=$WORLD/disks/\${6##*/}
if [ -e "$WORLD/blkid-status" ]; then cat "$WORLD/blkid-message" >&2; exit "$(cat "$WORLD/blkid-status")"; fi
[ -s "$disk/type" ] || [ -e "$disk/table" ] || exit 2
case "$*" in
  '-p -o value -s TYPE '*) cat "$disk/type" ;;
  '-p -o value -s UUID '*) cat "$disk/uuid" ;;
  *) exit 4 ;;
esac`,
  mkfs: `
echo "\${0##*/} $*" >>"$WORLD/log"
[ ! -e "$WORLD/mkfs-fails" ] || exit 1
for device; do :; done
echo "\${0##*/mkfs.}" >"$WORLD/disks/\${device##*/}/type"
echo "uuid-of-\${device##*/}" >"$WORLD/disks/\${device##*/}/uuid"`,
  mount: `
echo "mount $*" >>"$WORLD/log"
uuid=$(awk -v point="$1" '$2 == point && $1 !~ /^#/ { sub("UUID=", "", $1); print $1 }' "$WORLD/etc/fstab")
for each in "$WORLD"/disks/*; do
  if [ "$(cat "$each/uuid")" = "$uuid" ]; then echo "$1 $WORLD/dev/\${each##*/}" >>"$WORLD/mounts"; exit 0; fi
done
echo "mount: can't find UUID=$uuid" >&2; exit 32`,
  mountpoint: `grep -q "^$2 " "$WORLD/mounts"`,
  findmnt: `awk -v point="$3" '$1 == point { print $2 }' "$WORLD/mounts"`,
  udevadm: `echo "udevadm $*" >>"$WORLD/log"`,
  systemctl: `echo "systemctl $*" >>"$WORLD/log"`,
  chown: `echo "chown $*" >>"$WORLD/log"`,
  sleep: `
echo "sleep" >>"$WORLD/log"
slept=$(grep -c sleep "$WORLD/log")
for each in "$WORLD"/late/*; do
  [ -e "$each" ] && [ "$slept" -ge "$(cat "$each")" ] && sh "$WORLD/appear/\${each##*/}" && rm "$each"
done
:`,
};

/** A Linux machine in a folder, with the script's tools for stubs, and only those. */
export class VolumeWorld {
  public readonly root = mkdtempSync(join(tmpdir(), 'cdk-nitro-volume-'));

  public constructor(disks: readonly Disk[], fstab = 'UUID=root / xfs defaults 0 0\n') {
    for (const folder of ['bin', 'dev/disk/by-id', 'etc', 'disks', 'late', 'appear'])
      mkdirSync(join(this.root, folder), { recursive: true });
    for (const tool of REAL_TOOLS) this.link(tool);
    for (const [name, script] of Object.entries(STUBS)) if (name !== 'mkfs') this.stub(name, script);
    for (const name of ['mkfs.xfs', 'mkfs.ext4']) this.stub(name, STUBS['mkfs'] ?? '');
    for (const file of ['log', 'mounts']) this.write(file, '');
    this.write('etc/fstab', fstab);
    for (const disk of disks) this.add(disk);
  }

  public write(file: string, content: string): void {
    writeFileSync(join(this.root, file), content);
  }

  public read(file: string): string {
    return readFileSync(join(this.root, file), 'utf8');
  }

  /** The lines of /etc/fstab. */
  public get fstab(): readonly string[] {
    return this.read('etc/fstab')
      .split('\n')
      .filter((line) => line !== '');
  }

  /** The commands that formatted, mounted or changed something, one a line. */
  public get log(): readonly string[] {
    return this.read('log')
      .split('\n')
      .filter((line) => line !== '' && line !== 'sleep');
  }

  /** A path of the machine, as the script's messages name it. */
  public path(path: string): string {
    return join(this.root, path);
  }

  public stub(name: string, script: string): void {
    const file = join(this.root, 'bin', name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  }

  public removeTool(name: string): void {
    rmSync(join(this.root, 'bin', name));
  }

  /** Runs the script as user data do, mounting below the folder. */
  public mount(
    { shell, prelude }: { readonly shell: string; readonly prelude: string },
    ...volumes: readonly (NitroVolumeMountOptions & { readonly id: string })[]
  ): ScriptRun {
    const calls = volumes.map(({ id, ...options }) =>
      mountCall(mountCallFor(id, { ...options, mountPoint: this.path(options.mountPoint) })),
    );
    const script = [prelude, ...mountFunction(this.root), ...calls, 'echo "what follows"'].join('\n');
    this.write('user-data', script);
    const { status, stdout, stderr } = spawnSync(`/bin/${shell}`, [this.path('user-data')], {
      env: { PATH: this.path('bin'), WORLD: this.root },
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  }

  public remove(): void {
    rmSync(this.root, { recursive: true });
  }

  private link(tool: string): void {
    const found = ['/usr/bin', '/bin'].map((folder) => join(folder, tool)).find((file) => existsSync(file));
    if (found === undefined) throw new Error(`${tool} is missing on this machine`);
    symlinkSync(found, join(this.root, 'bin', basename(tool)));
  }

  private add(disk: Disk): void {
    const { name, serial, type = '', uuid = '', partitions = [], data = '', lastData = '' } = disk;
    mkdirSync(this.path(`disks/${name}`));
    this.write(`disks/${name}/serial`, `${serial}\n`);
    this.write(`disks/${name}/type`, type === '' ? '' : `${type}\n`);
    this.write(`disks/${name}/uuid`, `${uuid}\n`);
    this.write(`disks/${name}/partitions`, partitions.map((each) => `${each}\n`).join(''));
    if (disk.partitionTable === true) this.write(`disks/${name}/table`, '');
    if (disk.silent === true) this.write(`disks/${name}/silent`, '');
    this.write(`disks/${name}/content`, data);
    truncateSync(this.path(`disks/${name}/content`), DISK_BYTES - lastData.length);
    appendFileSync(this.path(`disks/${name}/content`), lastData);
    const device = this.path(`dev/${name}`);
    const link = this.path(`dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${serial}`);
    const linking = disk.unlinked === true ? ':' : `ln -s '${device}' '${link}'`;
    if (disk.after === undefined) {
      renameSync(this.path(`disks/${name}/content`), device);
      if (disk.unlinked !== true) symlinkSync(device, link);
      return;
    }
    this.write(`appear/${name}`, `cp '${this.path(`disks/${name}/content`)}' '${device}'; ${linking}\n`);
    this.write(`late/${name}`, disk.after.toString());
  }
}
