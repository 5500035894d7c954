import fc from 'fast-check';
import { HABIT_LINES } from './habit-lines';
import { ALL_HABITS, habitsIn } from './reading';
import { runs } from '../property-runs';

/** Places of a line in a shell script. */
const AROUND: readonly ((line: string) => string)[] = [
  (line) => line,
  (line) => `if true; then\n${line}\nfi`,
  (line) => `setup() {\n${line}\n}\nsetup`,
  (line) => `while true; do\n${line}\nbreak\ndone`,
  (line) => `cat > /usr/local/bin/setup <<'SCRIPT'\n#!/bin/bash\n${line}\nSCRIPT`,
  (line) => `case "$1" in\nstart)\n${line}\n;;\nesac`,
];

const SHELL = ALL_HABITS.filter(({ name }) => name !== 'PV drivers of Windows');

test('what is advised instead is no finding, wherever it stands, and the line that it replaces is one', () => {
  const placed = fc.tuple(fc.constantFrom(...SHELL), fc.array(fc.constantFrom(...AROUND), { maxLength: 3 }));
  fc.assert(
    fc.property(fc.array(placed, { minLength: 1, maxLength: 4 }), (lines) => {
      const script = (lineOf: (habit: (typeof SHELL)[number]) => string): string =>
        ['#!/bin/bash', ...lines.map(([habit, around]) => around.reduce((text, wrap) => wrap(text), lineOf(habit)))].join('\n');
      const names = new Set(habitsIn(script(({ name }) => HABIT_LINES[name] ?? '')).map(({ habit }) => habit.name));
      expect(names).toEqual(new Set(lines.map(([{ name }]) => name)));
      expect(habitsIn(script(({ example }) => example))).toEqual([]);
    }),
    { numRuns: runs(300) },
  );
});

test('every habit has a line in HABIT_LINES of test/user-data/habit-lines.ts', () => {
  expect(Object.keys(HABIT_LINES).toSorted()).toEqual(SHELL.map(({ name }) => name).toSorted());
});

test('what is advised on Windows is no finding', () => {
  const [{ example } = { example: '' }] = ALL_HABITS.filter(({ name }) => name === 'PV drivers of Windows');
  expect(example).not.toBe('');
  expect(habitsIn(`<powershell>\n${example}\n</powershell>`)).toEqual([]);
});
