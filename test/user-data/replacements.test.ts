import fc from 'fast-check';
import { ALL_HABITS, habitsIn } from './reading';
import { runs } from '../property-runs';

/** Where a line may stand in a shell script. */
const AROUND: readonly ((line: string) => string)[] = [
  (line) => line,
  (line) => `if true; then\n${line}\nfi`,
  (line) => `setup() {\n${line}\n}\nsetup`,
  (line) => `while true; do\n${line}\nbreak\ndone`,
  (line) => `cat > /usr/local/bin/setup <<'SCRIPT'\n#!/bin/bash\n${line}\nSCRIPT`,
  (line) => `case "$1" in\nstart)\n${line}\n;;\nesac`,
];

/** Lines that follow a habit, by its name. */
const FOUND: Readonly<Record<string, string>> = {
  'hypervisor in sysfs': 'cat /sys/hypervisor/uuid',
  xenfs: 'test -d /proc/xen',
  'xen bus': 'ls /sys/bus/xen/devices',
  xenstore: 'xenstore-read domid',
  'xen-detect': 'xen-detect -N',
  'BIOS version': 'dmidecode -s bios-version | grep amazon',
  'Xen in DMI': 'dmidecode -s system-product-name | grep "HVM domU"',
  'Xen drivers': 'lsmod | grep xen_blkfront',
  'name of the hypervisor': '[ "$(virt-what)" = xen ]',
  'disk device': 'mkfs.xfs /dev/xvdf',
  'disk in sysfs': 'cat /sys/block/xvda/size',
  'disk in a listing': 'lsblk | grep xvdf',
  'network interface': 'ip addr show eth0',
  'further network interface': 'ip addr show eth1',
};

const SHELL = ALL_HABITS.filter(({ name }) => name !== 'PV drivers of Windows');

test('what is advised instead is no finding, wherever it stands, and the line that it replaces is one', () => {
  const placed = fc.tuple(fc.constantFrom(...SHELL), fc.array(fc.constantFrom(...AROUND), { maxLength: 3 }));
  fc.assert(
    fc.property(fc.array(placed, { minLength: 1, maxLength: 4 }), (lines) => {
      const script = (lineOf: (habit: (typeof SHELL)[number]) => string): string =>
        ['#!/bin/bash', ...lines.map(([habit, around]) => around.reduce((text, wrap) => wrap(text), lineOf(habit)))].join('\n');
      const names = new Set(habitsIn(script(({ name }) => FOUND[name] ?? '')).map(({ habit }) => habit.name));
      expect(names).toEqual(new Set(lines.map(([{ name }]) => name)));
      expect(habitsIn(script(({ example }) => example))).toEqual([]);
    }),
    { numRuns: runs(300) },
  );
});

test('every habit has such a line', () => {
  expect(Object.keys(FOUND).toSorted()).toEqual(SHELL.map(({ name }) => name).toSorted());
});

test('what is advised on Windows is no finding', () => {
  const [{ example } = { example: '' }] = ALL_HABITS.filter(({ name }) => name === 'PV drivers of Windows');
  expect(example).not.toBe('');
  expect(habitsIn(`<powershell>\n${example}\n</powershell>`)).toEqual([]);
});
