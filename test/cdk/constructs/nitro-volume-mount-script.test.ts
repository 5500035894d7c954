import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { mountFunction } from '../../../lib/cdk/constructs/nitro-volume-mount-script';
import { NitroFileSystem } from '../../../lib/cdk/constructs/nitro-volume-mount-props';
import { type Disk, VolumeWorld } from './volume-world';
import { Duration } from 'aws-cdk-lib/core';

const ID = 'vol-0123456789abcdef0';
const SERIAL = 'vol0123456789abcdef0';
const OTHER_ID = 'vol-0fedcba9876543210';
const OTHER_SERIAL = 'vol0fedcba9876543210';

const ROOT: Disk = { name: 'nvme0n1', serial: 'vol0aaaaaaaaaaaaaaaa', type: 'xfs', uuid: 'root', partitions: ['nvme0n1p1'] };
const EMPTY: Disk = { name: 'nvme1n1', serial: SERIAL };
const DATA = { id: ID, mountPoint: '/data' };

/**
 * cloud-init runs what the first line says; a script may set its options before. The function resets the options that would change its
 * course, so every case is tried in each shell once: with all options, and with none that would end the script where the function does not.
 */
const shells = [
  { shell: 'bash', prelude: "set -CEefuo pipefail; IFS=-; trap 'echo trapped' ERR" },
  { shell: 'sh', prelude: '' },
];

test.each(['bash', 'sh'])('%s can read the function', (shell) => {
  expect(spawnSync(shell, ['-n'], { input: mountFunction().join('\n'), encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});

test('the function survives Fn::Sub', () => {
  expect(mountFunction().join('\n')).not.toContain('${');
});

test.each(['bash', 'sh'])('%s may write what it does to the log, as with #!/bin/bash -xe', (shell) => {
  const world = new VolumeWorld([ROOT, EMPTY]);
  expect(world.mount({ shell, prelude: 'set -xe' }, DATA)).toMatchObject({ status: 0, stdout: 'what follows\n' });
  expect(world.fstab.at(-1)).toMatch(/^UUID=uuid-of-nvme1n1 /);
  world.remove();
});

test.each([
  { shell: 'bash', prelude: '' },
  { shell: 'sh', prelude: 'set -eu' },
])("$shell with '$prelude' mounts an empty volume, and ends where it is refused", (how) => {
  const world = new VolumeWorld([ROOT, EMPTY]);
  expect(world.mount(how, DATA)).toEqual({ status: 0, stdout: 'what follows\n', stderr: '' });
  expect(world.read('mounts')).toBe(`${world.path('data')} ${world.path('dev/nvme1n1')}\n`);
  const second = world.mount(how, { ...DATA, fileSystem: NitroFileSystem.EXT4 });
  expect(second).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('holds xfs, not ext4') as string });
  world.remove();
});

describe.each(shells)("in $shell with '$prelude'", (how) => {
  let world: VolumeWorld;

  function machine(disks: readonly Disk[], fstab?: string): VolumeWorld {
    world = new VolumeWorld(disks, fstab);
    return world;
  }

  afterEach(() => {
    world.remove();
  });

  const optionsOf = (seconds: number): string => `defaults,nofail,x-systemd.device-timeout=${seconds}s,x-cdk-nitro`;
  const lineFor = (uuid: string, mountPoint = '/data', type = 'xfs'): string =>
    `UUID=${uuid} ${world.path(mountPoint)} ${type} ${optionsOf(300)} 0 2`;

  test('an empty volume is formatted, entered in fstab and mounted', () => {
    machine([ROOT, EMPTY]);
    expect(world.mount(how, DATA)).toEqual({ status: 0, stdout: 'what follows\n', stderr: '' });
    expect(world.log).toEqual([
      `mkfs.xfs -q ${world.path('dev/nvme1n1')}`,
      'udevadm settle --timeout=30',
      'systemctl daemon-reload',
      `mount ${world.path('data')}`,
    ]);
    expect(world.fstab).toEqual(['UUID=root / xfs defaults 0 0', lineFor('uuid-of-nvme1n1')]);
    expect(world.read('mounts')).toBe(`${world.path('data')} ${world.path('dev/nvme1n1')}\n`);
  });

  test('a second run changes nothing', () => {
    machine([ROOT, EMPTY]);
    world.mount(how, DATA);
    const before = world.read('etc/fstab');
    world.write('log', '');
    expect(world.mount(how, DATA)).toMatchObject({ status: 0, stderr: '' });
    expect(world.log).toEqual([]);
    expect(world.read('etc/fstab')).toBe(before);
  });

  test('a volume with a file system keeps it', () => {
    machine([ROOT, { ...EMPTY, type: 'ext4', uuid: 'old' }]);
    expect(world.mount(how, { ...DATA, fileSystem: NitroFileSystem.EXT4 })).toMatchObject({ status: 0 });
    expect(world.log).toEqual(['systemctl daemon-reload', `mount ${world.path('data')}`]);
    expect(world.fstab).toContain(lineFor('old', '/data', 'ext4'));
  });

  test('label, options, owner and permissions', () => {
    machine([EMPTY]);
    world.mount(how, {
      ...DATA,
      label: 'db',
      mountOptions: ['noatime', 'x-systemd.device-timeout=9'],
      owner: 'app:app',
      permissions: '0750',
    });
    expect(world.log).toContain(`mkfs.xfs -q -L db ${world.path('dev/nvme1n1')}`);
    expect(world.log).toContain(`chown app:app ${world.path('data')}`);
    expect(statSync(world.path('data')).mode & 0o777).toBe(0o750);
    expect(world.fstab.at(-1)).toBe(
      `UUID=uuid-of-nvme1n1 ${world.path('data')} xfs noatime,x-systemd.device-timeout=9,nofail,x-cdk-nitro 0 2`,
    );
  });

  test('the root of the file system gets the label that SELinux wants', () => {
    machine([EMPTY]);
    world.stub('restorecon', 'echo "restorecon $*" >>"$WORLD/log"; exit 1');
    expect(world.mount(how, DATA)).toMatchObject({ status: 0 });
    expect(world.log.at(-1)).toBe(`restorecon ${world.path('data')}`);
  });

  test('a volume that is attached late is waited for', () => {
    machine([ROOT, { ...EMPTY, after: 3 }]);
    expect(world.mount(how, DATA)).toMatchObject({ status: 0 });
    expect(world.read('log').match(/sleep/g)).toHaveLength(3);
    expect(world.fstab).toContain(lineFor('uuid-of-nvme1n1'));
  });

  test('a volume that is never attached ends the script', () => {
    machine([ROOT]);
    const run = world.mount(how, { ...DATA, timeout: Duration.seconds(7) });
    expect(run.status).toBe(1);
    expect(run.stdout).not.toContain('what follows');
    expect(run.stderr).toBe(
      `cdk-nitro: ${ID} is not mounted at ${world.path('data')}: it is not attached after 7 seconds: it may still be attached to another instance\n`,
    );
    expect(world.read('log').match(/sleep/g)).toHaveLength(4);
    expect(world.fstab).toEqual(['UUID=root / xfs defaults 0 0']);
  });

  test.each([
    ['by the serial number, without a link', { ...EMPTY, unlinked: true }],
    ['by a serial number with a dash', { ...EMPTY, serial: ID, unlinked: true }],
    ['by the link, where lsblk knows no serial number', { ...EMPTY, silent: true }],
  ])('the volume is found %s', (_, disk) => {
    machine([ROOT, { name: 'nvme2n1', serial: OTHER_SERIAL, type: 'xfs', uuid: 'other' }, disk]);
    expect(world.mount(how, DATA)).toMatchObject({ status: 0 });
    expect(world.read('mounts')).toContain('/dev/nvme1n1\n');
  });

  test('the volume is found by ebsnvme-id', () => {
    machine([ROOT, { ...EMPTY, unlinked: true, silent: true }]);
    world.stub('ebsnvme-id', `[ "$2" = "$WORLD/dev/nvme1n1" ] && echo 'Volume ID: ${ID}'`);
    expect(world.mount(how, DATA)).toMatchObject({ status: 0 });
    expect(world.read('mounts')).toContain('/dev/nvme1n1\n');
  });

  test('another volume under the usual number is left alone', () => {
    machine([ROOT, { name: 'nvme1n1', serial: OTHER_SERIAL }, { name: 'nvme2n1', serial: SERIAL }]);
    expect(world.mount(how, DATA)).toMatchObject({ status: 0 });
    expect(world.log).toContain(`mkfs.xfs -q ${world.path('dev/nvme2n1')}`);
    expect(world.log.join('\n')).not.toContain('nvme1n1');
  });

  test('a link that leads to another volume is not followed', () => {
    machine([ROOT, { name: 'nvme1n1', serial: OTHER_SERIAL }, { ...EMPTY, name: 'nvme2n1', unlinked: true }]);
    spawnSync('ln', ['-s', world.path('dev/nvme1n1'), world.path(`dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${SERIAL}`)]);
    expect(world.mount(how, DATA)).toMatchObject({ status: 0 });
    expect(world.read('mounts')).toContain('/dev/nvme2n1\n');
  });

  test('several volumes, each by its own id', () => {
    machine([ROOT, { name: 'nvme1n1', serial: OTHER_SERIAL, after: 2 }, { name: 'nvme2n1', serial: SERIAL }]);
    const run = world.mount(how, DATA, { id: OTHER_ID, mountPoint: '/logs', fileSystem: NitroFileSystem.EXT4 });
    expect(run).toMatchObject({ status: 0 });
    expect(world.fstab.slice(1)).toEqual([lineFor('uuid-of-nvme2n1'), lineFor('uuid-of-nvme1n1', '/logs', 'ext4')]);
    expect(world.log.filter((line) => line.startsWith('mkfs'))).toEqual([
      `mkfs.xfs -q ${world.path('dev/nvme2n1')}`,
      `mkfs.ext4 -q ${world.path('dev/nvme1n1')}`,
    ]);
  });

  describe('fstab', () => {
    test('other lines stay as they are, and an earlier one of ours goes', () => {
      machine([EMPTY]);
      const others = [
        '# a comment about /data',
        '',
        'UUID=root\t/\txfs  defaults 0 0',
        'tmpfs /tmp tmpfs nosuid 0 0',
        'UUID=b /database xfs defaults 0 2',
      ];
      world.write('etc/fstab', [...others, `UUID=gone ${world.path('data')} ext4 defaults,nofail,x-cdk-nitro 0 2`].join('\n'));
      expect(world.mount(how, DATA)).toMatchObject({ status: 0 });
      expect(world.read('etc/fstab')).toBe([...others, lineFor('uuid-of-nvme1n1'), ''].join('\n'));
    });

    test.each(['', '/'])('a foreign line for the mount point%s ends the script before anything is formatted', (slash) => {
      machine([EMPTY]);
      const line = `LABEL=data ${world.path('data')}${slash} ext4 defaults 0 2`;
      world.write('etc/fstab', `${line}\n`);
      const run = world.mount(how, DATA);
      expect(run).toMatchObject({ status: 1 });
      expect(run.stderr).toContain(`another line for ${world.path('data')}, remove it: ${line}`);
      expect(world.log).toEqual([]);
      expect(world.fstab).toEqual([line]);
    });

    test('is made where there is none, and keeps its permissions where there is', () => {
      machine([EMPTY]);
      spawnSync('chmod', ['600', world.path('etc/fstab')]);
      world.mount(how, DATA);
      expect(statSync(world.path('etc/fstab')).mode & 0o777).toBe(0o600);
      world.remove();
      machine([EMPTY]);
      spawnSync('rm', [world.path('etc/fstab')]);
      expect(world.mount(how, DATA)).toMatchObject({ status: 0 });
      expect(world.fstab).toEqual([lineFor('uuid-of-nvme1n1')]);
    });
  });

  describe('is never formatted', () => {
    const expectRefusal = (message: string): void => {
      const run = world.mount(how, DATA);
      expect(run.status).toBe(1);
      expect(run.stdout).not.toContain('what follows');
      expect(run.stderr).toContain(message);
      expect(world.log).toEqual([]);
      expect(world.fstab).toEqual(['UUID=root / xfs defaults 0 0']);
    };

    test.each([
      ['another file system', { type: 'ext4' }, 'holds ext4, not xfs'],
      ['LVM', { type: 'LVM2_member' }, 'holds LVM2_member, not xfs'],
      ['a partition table', { partitionTable: true }, 'holds a partition table, not xfs'],
      ['partitions', { partitions: ['nvme1n1p1'] }, 'has partitions'],
      ['data without a signature', { data: 'rows of a database' }, 'holds data that blkid does not know'],
      ['data with a signature at the end that blkid does not look for', { lastData: 'EFI PART' }, 'holds data that blkid does not know'],
    ])('%s', (_, disk, message) => {
      machine([ROOT, { ...EMPTY, ...disk }]);
      expectRefusal(message);
    });

    test.each([
      ['8', '', 'status 8'],
      ['4', 'blkid: bad usage', 'status 4, blkid: bad usage'],
      ['2', 'blkid: error: /dev/nvme1n1: Input/output error', 'Input/output error'],
      ['127', 'blkid: not found', 'status 127'],
    ])('where blkid ends with status %s and %p', (status, text, message) => {
      machine([ROOT, EMPTY]);
      world.write('blkid-status', status);
      world.write('blkid-message', text);
      expectRefusal(message);
    });

    test('unreadable devices', () => {
      machine([ROOT, EMPTY]);
      world.removeTool('dd');
      world.stub('dd', 'exit 1');
      expectRefusal('cannot be read');
    });

    test('devices unknown to lsblk', () => {
      machine([ROOT, EMPTY]);
      world.stub('lsblk', 'exit 1');
      expectRefusal('lsblk cannot tell');
    });
  });

  test('a missing mkfs is named with its package', () => {
    machine([EMPTY]);
    world.removeTool('mkfs.xfs');
    const run = world.mount(how, DATA);
    expect(run).toMatchObject({ status: 1 });
    expect(run.stderr).toContain('mkfs.xfs is missing: install it first (xfsprogs or e2fsprogs), or use another image');
  });

  test('if mkfs fails, nothing is entered or mounted', () => {
    machine([ROOT, EMPTY]);
    world.write('mkfs-fails', '');
    const run = world.mount(how, DATA);
    expect(run).toMatchObject({ status: 1 });
    expect(run.stderr).toContain(`mkfs.xfs failed on ${world.path('dev/nvme1n1')}`);
    expect(world.fstab).toEqual(['UUID=root / xfs defaults 0 0']);
    expect(world.read('mounts')).toBe('');
  });

  test('if mount fails, the script ends', () => {
    machine([EMPTY]);
    world.stub('mount', 'exit 32');
    const run = world.mount(how, DATA);
    expect(run).toMatchObject({ status: 1, stdout: expect.not.stringContaining('what follows') as string });
    expect(run.stderr).toContain('mount failed');
  });

  test('something else mounted there ends the script before anything is formatted', () => {
    machine([ROOT, EMPTY]);
    world.write('mounts', `${world.path('data')} ${world.path('dev/nvme0n1')}\n`);
    const run = world.mount(how, DATA);
    expect(run).toMatchObject({ status: 1 });
    expect(run.stderr).toContain(`what is mounted there is not ${world.path('dev/nvme1n1')} but ${world.path('dev/nvme0n1')}`);
    expect(world.log).toEqual([]);
    expect(world.fstab).toEqual(['UUID=root / xfs defaults 0 0']);
  });

  test('something else mounted in the end is no success', () => {
    machine([ROOT, EMPTY]);
    world.stub('mount', `echo "$1 $WORLD/dev/nvme0n1" >>"$WORLD/mounts"`);
    const run = world.mount(how, DATA);
    expect(run).toMatchObject({ status: 1 });
    expect(run.stderr).toContain(`what is mounted there is not ${world.path('dev/nvme1n1')} but ${world.path('dev/nvme0n1')}`);
  });

  test('a copy with the same UUID, which might be mounted instead, ends the script', () => {
    machine([ROOT, { ...EMPTY, type: 'xfs', uuid: 'same' }, { name: 'nvme2n1', serial: OTHER_SERIAL, type: 'xfs', uuid: 'same' }]);
    const run = world.mount(how, DATA);
    expect(run).toMatchObject({ status: 1 });
    expect(run.stderr).toContain(`${world.path('dev/nvme2n1')} has the same UUID: give one of them a new UUID (xfs_admin`);
    expect(world.log).toEqual([]);
    expect(world.fstab).toEqual(['UUID=root / xfs defaults 0 0']);
  });

  test('tools that not every distribution has are not needed', () => {
    machine([EMPTY]);
    for (const tool of ['udevadm', 'systemctl']) world.removeTool(tool);
    expect(world.mount(how, DATA)).toMatchObject({ status: 0, stderr: '' });
  });
});
