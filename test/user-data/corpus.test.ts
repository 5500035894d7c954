import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mayShowHabit } from '../../lib/user-data/habits/may-show-habit';
import { readUserData } from '../../lib/user-data/read-user-data';
import { ALL_HABITS, habitsIn } from './reading';

const folder = join(__dirname, 'scripts');

function scripts(kind: string): string[] {
  return readdirSync(join(folder, kind)).map((file) => `${kind}/${file}`);
}

/** Habits and lines that are found, as `line: habit`. */
function found(text: string): string[] {
  expect(readUserData(text).problems).toEqual([]);
  return habitsIn(text).map(({ line, habit }) => `${String(line)}: ${habit.name}`);
}

/** Lines marked `# finds: habit`. */
function marked(text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const [, habit] = /# finds: (.*)$/.exec(line) ?? [];
    return habit === undefined ? [] : [`${String(index + 1)}: ${habit}`];
  });
}

test.each(scripts('ordinary'))('%s is left alone', (file) => {
  expect(found(readFileSync(join(folder, file), 'utf8'))).toEqual([]);
});

test.each([...scripts('xen'), ...scripts('devices')])('%s: exactly the marked lines are found', (file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  expect(marked(text)).not.toEqual([]);
  expect(found(text)).toEqual(marked(text));
});

test.each([...scripts('xen'), ...scripts('devices')])('%s shows that it is worth reading', (file) => {
  const [, ...lines] = readFileSync(join(folder, file), 'utf8')
    .replaceAll(/# finds: .*$/gm, '')
    .split('\n');
  expect(mayShowHabit(lines.join('\n'))).toBe(true);
});

test.each([
  'ls /sys/devices/vbd-768',
  'ls /sys/devices/vif-0',
  'mount /dev/x"v"df /data',
  "mount /dev/xv''df /data",
  'mount /dev/x\\vdf /data',
  'mount /dev/xv\\\ndf /data',
  'mount "/dev/"xvd"f" /data',
  'P=x\nmount /dev/${P}vdf /data',
  'A=/dev/sd\nB=f\nmount $A$B /data',
  'mkfs.xfs /dev/{s,xv}{df,dg}',
  'ip a s et"h"0',
])('%s shows that it is worth reading', (script) => {
  expect(habitsIn(script)).not.toEqual([]);
  expect(mayShowHabit(script)).toBe(true);
});

test('every habit is found in a script of test/user-data/scripts, which marks the line', () => {
  const habits = [...scripts('xen'), ...scripts('devices')].flatMap((file) => marked(readFileSync(join(folder, file), 'utf8')));
  const names = new Set(habits.map((habit) => habit.replace(/^\d+: /, '')));
  expect(ALL_HABITS.filter(({ name }) => !names.has(name))).toEqual([]);
});
