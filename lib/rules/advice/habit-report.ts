import { bootScripts } from '../../launch/scripts/boot-scripts';
import type { Launch } from '../../launch/launches';
import type { Origin } from '../../template/values/outcome';
import type { SiteValue } from '../../launch/site-reading';
import { findHabits, type HabitMatch, type HabitUse } from '../../user-data/find-habits';
import type { Habit } from '../../user-data/habits/habit';

/** The habits at one place, which make one finding; its message is about the first of them. */
export interface HabitReport {
  readonly at: SiteValue;
  readonly origin: Origin;
  /** The lines as written. */
  readonly values: readonly string[];
  /** Every line with what to write instead. */
  readonly fix: string;
  /** Every line works on the image it runs on. */
  readonly isHarmless: boolean;
  readonly data: { readonly line: string; readonly place: string; readonly why: string; readonly instead: string };
}

/** Tells whether a line that follows a habit works on the image it runs on. */
export type IsHarmless = (match: HabitMatch, at: SiteValue) => boolean;

/** Finds habits in the boot scripts of a launch. Harmless ones come last, so that the message is about one that breaks. */
export function habitReports(launch: Launch, habits: readonly Habit[], isHarmless: IsHarmless = () => false): readonly HabitReport[] {
  return bootScripts(launch).flatMap(({ at, origin, told, statements, together }) => {
    const found = findHabits(statements, habits, together).map((use) => {
      const harm = use.matches.find((match) => !isHarmless(match, at));
      return { use: { ...use, habit: harm?.habit ?? use.habit }, isHarmless: harm === undefined };
    });
    const sorted = [...found.filter((each) => !each.isHarmless), ...found.filter((each) => each.isHarmless)];
    const uses = sorted.map(({ use }) => ({ ...use, ...(told?.(use.where, use.line) ?? { origin }) }));
    const [first] = uses;
    if (first === undefined) return [];
    const { why, instead } = first.habit;
    const data = { line: first.quote, place: lineOf(first), why, instead };
    const allHarmless = found.every((each) => each.isHarmless);
    return [{ at, origin: first.origin, values: uses.map(({ quote }) => quote), fix: fixByPlace(uses), isHarmless: allHarmless, data }];
  });
}

/** `line 4`, `runcmd[2], line 9`, `part 2 (text/x-shellscript), file /etc/fstab, line 3`. */
function lineOf({ where, line }: HabitUse): string {
  return [...where, `line ${line.toString()}`].join(', ');
}

function fixByPlace(uses: readonly HabitUse[]): string {
  const places = new Map<string, string[]>();
  for (const use of uses) places.set(use.habit.instead, [...(places.get(use.habit.instead) ?? []), lineOf(use)]);
  return [...places].map(([instead, at]) => `${at.join('; ')}: ${instead}`).join('. ');
}
