import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { VERSION } from '../../lib/version';
import { archive, moduleFiles } from './archive';
import {
  grubConfig,
  grubEntry,
  KERNEL,
  kernelFiles,
  NVME,
  PARAMETERS,
  readReport,
  READY,
  type RootFiles,
  Roots,
  runProbe,
  SCRIPT,
} from './probed-root';

const roots = new Roots();
afterAll(() => {
  roots.remove();
});

function isThere(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args).status === 0;
}

const SHELLS: readonly (readonly string[])[] = [['sh'], ['dash'], ['bash'], ['bash', '--posix'], ['busybox', 'sh']];

/** Names and contents that a careless script takes for its own. */
const HOSTILE: RootFiles = {
  '/etc/os-release': `ID='a"b\\c$(touch /pwned)'\nVERSION_ID="1\u0001\u007f\u00e9"\n`,
  '/etc/fstab': Buffer.concat([
    Buffer.from('/dev/xvdf"\\ /da\\040ta ext4 * 0 2\n/dev/sdz* /`id` ext4 $(id) 0 0\n/dev/xvd'),
    Buffer.from([0xff, 0xfe, 0x80, 0x1b, 0x07]),
    Buffer.from(' /x ext4 defaults 0 0'),
  ]),
  '/etc/modprobe.d/a\nb.conf': 'blacklist ena\n',
  '/etc/modprobe.d/-n "x" \\.conf': 'blacklist nvme\n',
  '/lib/modules/-x*"\\/modules.dep': 'x\n',
  '/etc/cloud/cloud.cfg.d/x y\t"z.cfg': 'datasource_list: [ "\\u0022" ]\n',
  '/etc/netplan/a b.yaml': 'eth0:\n',
  '/boot/grub/grub.cfg': grubConfig(grubEntry(`a"b\\c '$(id)' {`, KERNEL, `root=/dev/xvda"1\\ 'quoted x console=ttyS0`)),
  '/boot/loader/entries/*.conf': 'linux /x\n',
};

describe.each(SHELLS.map((shell) => [shell.join(' '), shell] as const))('%s', (_name, shell) => {
  const [command = '', ...options] = shell;
  const there = isThere(command, ...options, '-c', ':');
  const check = there ? test : test.skip;

  check('finds an image ready', () => {
    const probed = runProbe({ shell, args: ['--root', roots.write()] });
    expect(probed).toMatchObject({ code: 0, err: '' });
    expect(readReport(probed)).toMatchObject({
      nitroProbe: 1,
      verdict: 'ready',
      date: '2026-11-29',
      os: 'debian',
      osVersion: '12',
      architecture: 'x86_64',
    });
  });

  check('finds an image without NVMe not ready', () => {
    const probed = runProbe({ shell, args: ['--root', roots.write(kernelFiles(KERNEL, []))] });
    expect(probed).toMatchObject({ code: 1, err: '' });
  });

  check('writes JSON of hostile names and contents', () => {
    const probed = runProbe({ shell, args: ['--root', roots.write(HOSTILE)] });
    expect(probed).toMatchObject({ code: 1, err: '' });
    const report = readReport(probed);
    expect(report.os).toBe('ab\\c$(touch /pwned)');
    const fstab = report.checks.find(({ id }) => id === 'fstab')?.detail ?? '';
    expect(fstab).toContain('/dev/xvdf"\\');
    expect(fstab).toContain('/dev/sdz*');
    expect(probed.out).toMatch(/^[ -~\n]*$/);
    expect(report.checks.find(({ id }) => id === 'nvme-driver')?.status).toBe('fail');
    expect(new Set(report.checks.map(({ id }) => id)).size).toBe(report.checks.length);
  });
});

/** The programs of busybox alone, as on Alpine. */
(isThere('busybox', 'awk', 'BEGIN { exit 0 }') ? test : test.skip)('busybox has all programs that the script needs', () => {
  const tools = roots.folder();
  const [busybox = ''] = spawnSync('sh', ['-c', 'command -v busybox'], { encoding: 'utf8' }).stdout.split('\n');
  for (const name of ['awk', 'cat', 'date', 'find', 'grep', 'gzip', 'head', 'od', 'readlink', 'sed', 'sh', 'tail', 'tr', 'uname']) {
    symlinkSync(busybox, join(tools, name));
  }
  for (const [changes, code] of [
    [{}, 0],
    [HOSTILE, 1],
  ] as const) {
    expect(runProbe({ shell: [join(tools, 'sh')], args: ['--root', roots.write(changes)], env: { PATH: tools } })).toMatchObject({
      code,
      err: '',
    });
  }
});

describe('real archives and tools', () => {
  const TOOLS = { gzip: ['-9'], zstd: ['-q', '-19'], xz: ['--check=crc32'], bzip2: [], lz4: ['-l', '-9'], lzop: ['-9'], lzma: [] } as const;
  const content = archive(moduleFiles(KERNEL, NVME));
  const microcode = archive([{ name: 'kernel/x86/microcode/AuthenticAMD.bin', content: Buffer.alloc(600) }]);
  const drop = (without: string): string => {
    const folder = roots.folder();
    for (const place of (process.env['PATH'] ?? '').split(':').reverse()) {
      for (const name of namesIn(place)) {
        if (!new RegExp(`^(?:un|pl|pi)?(?:${without})`).test(name)) replaceLink(join(place, name), join(folder, name));
      }
    }
    return folder;
  };

  test.each(Object.entries(TOOLS))('%s, if it is installed', (tool, options) => {
    const { status, stdout } = spawnSync(tool, [...options, '-c'], { input: content });
    if (status !== 0) return;
    for (const [file, code] of [
      [stdout, 0],
      [Buffer.concat([microcode, stdout]), 0],
      [stdout.subarray(0, stdout.length - 30), 2],
    ] as const) {
      expect(runProbe({ args: ['--root', roots.write({ [`/boot/initrd.img-${KERNEL}`]: file })] }).code).toBe(code);
    }
  });

  test('a decompressor that is missing leaves it open', () => {
    const root = roots.write({ [`/boot/initrd.img-${KERNEL}`]: Buffer.concat([Buffer.from('28b52ffd', 'hex'), content]) });
    const probed = runProbe({ shell: ['/bin/sh'], args: ['--root', root], env: { PATH: drop('zst') } });
    expect(probed.code).toBe(2);
    expect(probed.out).toContain("the program 'zstd' is missing here");
  });

  test('a program that is missing is named', () => {
    expect(runProbe({ shell: ['/bin/sh'], args: ['--root', roots.write()], env: { PATH: roots.folder() } })).toEqual({
      code: 2,
      out: '',
      err: "nitro-probe: the program 'awk' is missing\n",
    });
  });
});

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function replaceLink(to: string, at: string): void {
  try {
    symlinkSync(to, at);
  } catch {
    // Of two programs of one name, the first on the path is kept by the order.
  }
}

test('nothing is written', () => {
  const root = roots.write({ ...HOSTILE, '/etc/link': { link: '/etc/fstab' } });
  const before = stateOf(root);
  const outside = readdirSync(process.env['TMPDIR'] ?? '/tmp').length;
  expect(runProbe({ args: ['--root', root, '--ena-min', '2.2.9'], shell: ['sh'] }).code).toBe(1);
  expect(stateOf(root)).toEqual(before);
  expect(outside).toBeGreaterThan(0);
  // Some shells write a here-document to a file, and a redirection writes what it names.
  const text = readFileSync(SCRIPT, 'utf8')
    .replace(/^\s*#.*$/gm, '')
    .replace(/'[^']*'/g, "''");
  expect(text.match(/<<|>(?!&[12]\b|&3\b|\/dev\/null\b|[= ])[^>]/g)?.filter((each) => !/^>["\s]/.test(each)) ?? []).toEqual([]);
  expect(text).not.toMatch(/\b(?:mktemp|tee|touch|curl|wget|mkdir|rm|mv|cp)\b/);
});

/** Every file with its content and its times; that of the last access changes by reading. */
function stateOf(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = join(folder, entry.name);
    const { mtimeMs, ctimeMs, mode, size } = lstatSync(file);
    const content = entry.isSymbolicLink()
      ? readlinkSync(file)
      : entry.isFile()
        ? createHash('sha256').update(readFileSync(file)).digest('hex')
        : '';
    return [[file, mtimeMs, ctimeMs, mode, size, content].join(' '), ...(entry.isDirectory() ? stateOf(file) : [])];
  });
}

test('a link out of the root is followed inside', () => {
  const outside = roots.folder();
  writeFileSync(join(outside, 'fstab'), '/dev/xvdf /data ext4 defaults 0 2\n');
  const root = roots.write({ '/etc/fstab': { link: join(outside, 'fstab') } });
  const { checks } = readReport(runProbe({ args: ['--root', root] }));
  expect(checks.find(({ id }) => id === 'fstab')?.status).toBe('pass');
  mkdirSync(join(root, 'deep'));
  expect(runProbe({ args: [`--root=${root}/deep/../`] }).code).toBe(0);
});

test('a circle of links ends', () => {
  const root = roots.write({ '/etc/fstab': { link: 'a' }, '/etc/a': { link: '/etc/fstab' } });
  expect(runProbe({ args: ['--root', root] }).code).toBe(0);
});

test('a file that is none is not read', () => {
  const root = roots.write({ '/etc/fstab': null });
  if (spawnSync('mkfifo', [join(root, 'etc/fstab')]).status !== 0) return;
  expect(runProbe({ args: ['--root', root] }).code).toBe(0);
});

describe('bad usage is one line', () => {
  test.each([
    [['--rot', 'x'], "unknown word '--rot'"],
    [['x'], "unknown word 'x'"],
    [['--root'], '--root needs a folder'],
    [['--root='], '--root needs a folder'],
    [['--root', '/no such\nfolder'], "'/no such?folder' is not a folder"],
    [['--root', SCRIPT], 'is not a folder'],
    [['--ena-min'], '--ena-min needs a version'],
    [['--ena-min', 'new'], "'new' is no version"],
    [['--ena-min', '2..1'], 'is no version'],
    [['--booted', '--root', '/'], 'leave out --root'],
  ])('%j', (args, said) => {
    const { code, out, err } = runProbe({ args });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^nitro-probe: [^\n]+\n$/);
    expect(err).toContain(said);
  });

  test('a folder that is no root', () => {
    expect(runProbe({ args: ['--root', roots.folder()] })).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('is not the root of a Linux system'),
    });
  });

  test('a day that is none', () => {
    expect(runProbe({ args: ['--root', roots.write()], env: { SOURCE_DATE_EPOCH: 'today' } })).toMatchObject({ code: 2, out: '' });
  });
});

test('the version is that of the package', () => {
  expect(runProbe({ args: ['--version'] }).out).toBe(`${VERSION}\n`);
  expect(readReport(runProbe({ args: ['--root', roots.write()] })).tool).toBe(`cdk-nitro ${VERSION}`);
});

test.each([
  ['0', '1970-01-01'],
  ['1709251199', '2024-02-29'],
  ['1767225600', '2026-01-01'],
])('the day of %s is %s', (seconds, day) => {
  expect(readReport(runProbe({ args: ['--root', roots.write()], env: { SOURCE_DATE_EPOCH: seconds } })).date).toBe(day);
});

test('help is on standard output', () => {
  expect(runProbe({ args: ['--help'] })).toMatchObject({ code: 0, err: '', out: expect.stringContaining('--ena-min VERSION') });
});

test('the parameters of a ready image stay what the cases change', () => {
  expect(READY['/boot/grub/grub.cfg']).toContain(PARAMETERS);
});
