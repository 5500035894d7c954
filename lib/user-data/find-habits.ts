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
  /** The line as written, shortened. `...` stands for parts that are unknown before deployment. */
  readonly quote: string;
  readonly where: readonly string[];
  readonly line: number;
  /** Everything in the statements of the line that follows a habit. */
  readonly matches: readonly HabitMatch[];
}

export interface HabitMatch {
  readonly habit: Habit;
  /** The words that follow the habit, with variables replaced; empty if an answer is searched for the words. */
  readonly words: readonly string[];
}

/**
 * Finds habits in scripts, at most one a line.
 *
 * @param together all scripts that run on the same instance, these included: preparations in one of them apply to all
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

/**
 * Returns the matches without an excuse among everything that runs on one instance. Kept for each list of habits, because each script asks.
 */
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

/** Returns the lines with a word of which not all combinations of variables were tried. */
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

/** The variables that stand for a file, a parameter or a function's output in a combined command. */
const STANDS_FOR = /\$\{\w+__(?:\d+|all|output)\}/g;

function quoteOf({ lines, firstLine }: PlacedStatement, line: number): string {
  const text = (lines[line - firstLine] ?? '')
    .trim()
    .replaceAll(new RegExp(`[${UNKNOWN_CHARACTERS}]+`, 'g'), '...')
    .replaceAll(STANDS_FOR, '...');
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}...` : text;
}
