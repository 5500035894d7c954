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
  /** Every line, with instructions for the remedy in the message. */
  readonly fix: string;
  /** Every line works on the image it runs on. */
  readonly isHarmless: boolean;
  readonly data: { readonly line: string; readonly place: string; readonly why: string; readonly instead: string };
}

/** The advice in short and in detail. */
export type HabitAdvice = Pick<Habit, 'instead' | 'how'>;

/** The facts of the template about a line with a habit. */
export interface LaunchKnowledge {
  /** Tells whether the line works on the image it runs on. */
  readonly isHarmless: (match: HabitMatch, at: SiteValue) => boolean;
  readonly advise: (match: HabitMatch, at: SiteValue) => HabitAdvice;
}

const NOTHING_KNOWN: LaunchKnowledge = { isHarmless: () => false, advise: ({ habit }) => habit };

/** Finds habits in the boot scripts of a launch. Harmless ones come last: the message is about one that breaks. */
export function habitReports(launch: Launch, habits: readonly Habit[], known: LaunchKnowledge = NOTHING_KNOWN): readonly HabitReport[] {
  return bootScripts(launch).flatMap(({ at, origin, told, statements, together }) => {
    const found = findHabits(statements, habits, together).map((use) => {
      const harm = use.matches.find((match) => !known.isHarmless(match, at));
      const match = harm ?? use.matches[0] ?? { habit: use.habit, words: [] };
      const placed = { ...use, ...(told?.(use.where, use.line) ?? { origin }) };
      return { use: placed, why: match.habit.why, advice: known.advise(match, at), isHarmless: harm === undefined };
    });
    const sorted = [...found.filter((each) => !each.isHarmless), ...found.filter((each) => each.isHarmless)];
    const [first] = sorted;
    if (first === undefined) return [];
    const { use, why, advice } = first;
    const data = { line: use.quote, place: lineOf(use), why, instead: advice.instead };
    const allHarmless = found.every((each) => each.isHarmless);
    return [
      {
        at,
        origin: first.use.origin,
        values: sorted.map((each) => each.use.quote),
        fix: fixByPlace(sorted),
        isHarmless: allHarmless,
        data,
      },
    ];
  });
}

/** `line 4`, `runcmd[2], line 9`, `part 2 (text/x-shellscript), file /etc/fstab, line 3`. */
function lineOf({ where, line }: HabitUse): string {
  return [...where, `line ${line.toString()}`].join(', ');
}

/** Lists each line with the details that the message omits. Repeats the advice only if it differs from that of the message. */
function fixByPlace(uses: readonly { readonly use: HabitUse; readonly advice: HabitAdvice }[]): string {
  const told = uses[0]?.advice.instead;
  const places = new Map<string, string[]>();
  for (const { use, advice } of uses) {
    const text = advice.instead === told ? advice.how : `${advice.instead}; ${advice.how}`;
    places.set(text, [...(places.get(text) ?? []), lineOf(use)]);
  }
  return [...places].map(([text, at]) => `${at.join('; ')}: ${text}`).join('. ');
}
