import { findHabits, type HabitUse } from '../../lib/user-data/find-habits';
import type { Habit } from '../../lib/user-data/habits/habit';
import { DEVICE_HABITS } from '../../lib/user-data/habits/device-habits';
import { XEN_HABITS } from '../../lib/user-data/habits/xen-habits';
import { readUserData } from '../../lib/user-data/read-user-data';
import { readScripts } from '../../lib/user-data/scripts/read-script';

export const ALL_HABITS: readonly Habit[] = [...XEN_HABITS, ...DEVICE_HABITS];

/** The habits in a text, in the order of their lines. */
export function habitsIn(text: string, habits = ALL_HABITS): readonly HabitUse[] {
  const uses = findHabits(readScripts(readUserData(text).fragments), habits);
  return uses.toSorted((a, b) => a.line - b.line);
}

/** Returns the findings with their places: `runcmd[1], line 4: mount /dev/xvdf /data`. */
export function linesFound(text: string): string[] {
  return habitsIn(text).map(({ where, line, quote }) => `${[...where, `line ${String(line)}`].join(', ')}: ${quote}`);
}
