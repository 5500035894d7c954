import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, type Row } from './measure';

const PROBE = join(__dirname, '../../probe/nitro-probe.sh');
const KERNEL = '6.1.0-50-amd64';
const MODULES = 1_500;
/** Half of each is random, so that it compresses as modules do. */
const MODULE_BYTES = 40_000;
const ROUNDS = 7;

/** Measures the probe on a system with a large initramfs, against listing that initramfs alone. No row where cpio is missing. */
export function probeRows(): Row[] {
  if (spawnSync('cpio', ['--version']).status !== 0) return [];
  const root = mkdtempSync(join(tmpdir(), 'cdk-nitro-bench-'));
  try {
    const initramfs = writeSystem(root);
    const times: { ours: number[]; floor: number[] } = { ours: [], floor: [] };
    for (let round = 0; round < ROUNDS; round++) {
      times.ours.push(cpuTime('sh "$1" --root "$2"', PROBE, root));
      times.floor.push(cpuTime('gzip -dc "$1" | cpio -t', initramfs));
    }
    return [
      {
        what: `nitro-probe.sh, an initramfs of ${String(MODULES)} modules, whole process`,
        ours: median(times.ours),
        floor: median(times.floor),
        floorIs: 'gzip -dc and cpio -t of the same initramfs',
        goal: 3,
      },
    ];
  } finally {
    rmSync(root, { recursive: true });
  }
}

function writeSystem(root: string): string {
  const folder = (path: string): string => {
    mkdirSync(join(root, path), { recursive: true });
    return join(root, path);
  };
  const drivers = folder(`lib/modules/${KERNEL}/kernel/drivers`);
  const half = MODULE_BYTES / 2;
  for (let index = 0; index < MODULES; index++) {
    writeFileSync(join(drivers, `driver-${String(index)}.ko`), Buffer.concat([randomBytes(half), Buffer.alloc(half)]));
  }
  for (const name of ['nvme', 'nvme-core', 'ena']) writeFileSync(join(drivers, `${name}.ko`), 'driver');
  writeFileSync(join(folder('etc'), 'fstab'), 'UUID=1 / ext4 defaults 0 1\n');
  const initramfs = join(folder('boot'), `initrd.img-${KERNEL}`);
  execFileSync('sh', ['-c', 'cd "$1" && find lib | cpio -o -H newc --quiet | gzip -1 > "$2"', 'sh', root, initramfs]);
  const grub = folder('boot/grub');
  writeFileSync(
    join(grub, 'grub.cfg'),
    `menuentry 'Linux' {\n linux /boot/vmlinuz-${KERNEL} root=UUID=1\n initrd /boot/initrd.img-${KERNEL}\n}\n`,
  );
  return initramfs;
}

/** Runs a command of the shell. Returns the CPU time of all its processes in milliseconds. */
function cpuTime(command: string, ...words: readonly string[]): number {
  const { stdout } = spawnSync('sh', ['-c', `{ ${command}; } >/dev/null 2>&1; times`, 'sh', ...words], { encoding: 'utf8' });
  // The second line is of the children: user, system.
  const [, children = ''] = stdout.split('\n');
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000,
    0,
  );
}
