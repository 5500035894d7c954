import { UNKNOWN_CHARACTERS } from '../base/hole';
import { Excuses } from './habits/excuses';
import type { Habit } from './habits/habit';
import type { Match } from './habits/match';
import { matchHabits } from './habits/match-patterns';
import { ScriptView } from './habits/script-view';
import type { PlacedStatement } from './scripts/read-script';
import { Variables } from './scripts/variables';

/** A line that follows a habit. */
export interface HabitUse {
  readonly habit: Habit;
  /** As it is written, shortened; parts that are not known before deployment as `...`. */
  readonly quote: string;
  readonly where: readonly string[];
  readonly line: number;
  /** Everything in the statements of the line that follows a habit. */
  readonly matches: readonly HabitMatch[];
}

export interface HabitMatch {
  readonly habit: Habit;
  /** The words that follow it, with variables replaced; empty where an answer is searched for the words. */
  readonly words: readonly string[];
}

/**
 * Finds habits in scripts, at most one a line.
 *
 * @param together every script that runs on the same instance, these included: preparations by one of them apply to all
 */
export function findHabits(
  statements: readonly PlacedStatement[],
  habits: readonly Habit[],
  together: readonly PlacedStatement[] = statements,
): readonly HabitUse[] {
  if (statements.length === 0) return [];
  const found = new Map<string, Omit<HabitUse, 'matches'> & { readonly matches: HabitMatch[] }>();
  const byStatement = unexcusedMatches(together, habits);
  const order = new Map(habits.map((habit, index) => [habit, index]));
  const matches = statements.flatMap((statement) => byStatement.get(statement) ?? []);
  for (const { habit, spot, words } of matches.toSorted((a, b) => (order.get(a.habit) ?? 0) - (order.get(b.habit) ?? 0))) {
    const { statement } = spot.command;
    const { where } = statement;
    const { line } = spot.use;
    const key = [...where, line].join('\n');
    const ofLine = found.get(key) ?? { habit, quote: quoteOf(statement, line), where, line, matches: [] };
    found.set(key, ofLine);
    ofLine.matches.push({ habit, words });
  }
  return [...found.values()];
}

type MatchesByStatement = ReadonlyMap<PlacedStatement, readonly Match[]>;

const matchesKept = new WeakMap<readonly PlacedStatement[], Map<readonly Habit[], MatchesByStatement>>();

/** Matches and excuses for everything that runs on one instance, once for each list of habits: it is asked for each of its scripts. */
function unexcusedMatches(together: readonly PlacedStatement[], habits: readonly Habit[]): MatchesByStatement {
  const kept = matchesKept.get(together) ?? new Map<readonly Habit[], MatchesByStatement>();
  matchesKept.set(together, kept);
  let matches = kept.get(habits);
  if (matches === undefined) {
    const all = matchHabits(together, habits);
    const excuses = all.length === 0 ? undefined : new Excuses(together, ScriptView.of(together), all);
    const found = new Map<PlacedStatement, Match[]>();
    for (const match of all) {
      if (excuses?.excuses(match) === true) continue;
      const { statement } = match.spot.command;
      const ofStatement = found.get(statement);
      if (ofStatement === undefined) found.set(statement, [match]);
      else ofStatement.push(match);
    }
    matches = found;
    kept.set(habits, matches);
  }
  return matches;
}

/** Lines of which not every word has been put together from its variables. */
export function cutLines(statements: readonly PlacedStatement[], together: readonly PlacedStatement[]): readonly string[] {
  const variables = Variables.of(together);
  const lines = statements.flatMap(({ uses, where }) =>
    uses
      .filter(({ role, word }) => role !== 'spoken' && role !== 'pattern' && role !== 'line' && variables.isCut(word))
      .map(({ line }) => [...where, `line ${line.toString()}`].join(', ')),
  );
  return [...new Set(lines)];
}

const LONGEST_QUOTE = 120;

/** What stands for a file, a parameter or the output of a function where a command has been put together of it. */
const STANDS_FOR = /\$\{\w+__(?:\d+|all|output)\}/g;

function quoteOf({ lines, firstLine }: PlacedStatement, line: number): string {
  const text = (lines[line - firstLine] ?? '')
    .trim()
    .replaceAll(new RegExp(`[${UNKNOWN_CHARACTERS}]+`, 'g'), '...')
    .replaceAll(STANDS_FOR, '...');
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}...` : text;
}
