import { UNKNOWN_CHARACTERS } from '../../base/hole';
import type { PlacedStatement } from '../scripts/read-script';
import type { Use } from '../scripts/statement';
import { assignmentIn, variablesIn } from './assignments';
import type { Habit } from './habit';
import type { Match, TracedStatement } from './match';
import { matchComparisons } from './match-comparisons';
import { matchQuestion } from './match-questions';
import { matchWords } from './match-words';
import { ScriptView } from './script-view';

/** A statement with a habit, or its counterpart in a comparison, shows one of these traces. A new habit may need a new trace. */
const TRACES = new RegExp(
  String.raw`xen|\[xx\]|hyp|hvm|vbd|vif|xvd|/dev/xv?|sd[a-z$*?[{%+${UNKNOWN_CHARACTERS}]|eth[\d$*?[{%+${UNKNOWN_CHARACTERS}]|amazon|pv|citrix|rhelnet|/dev/[$?[]`,
  'i',
);

const tracedKept = new WeakMap<readonly PlacedStatement[], readonly TracedStatement[]>();

/** Finds the words and questions in a launch's statements that follow habits. */
export function matchHabits(statements: readonly PlacedStatement[], habits: readonly Habit[]): readonly Match[] {
  const traced = tracedKept.get(statements) ?? tracedStatements(statements);
  tracedKept.set(statements, traced);
  if (traced.length === 0) return [];
  const view = ScriptView.of(statements);
  return traced.flatMap((each) => habits.flatMap((habit) => matchHabit(each, habit, view)));
}

function tracedStatements(statements: readonly PlacedStatement[]): readonly TracedStatement[] {
  const assigned = new Set<string | undefined>();
  for (const { uses } of statements) {
    for (const use of uses) if (use.role === 'assignment') assigned.add(assignmentIn(use).name);
  }
  // A word that no assignment reaches has only its written form.
  const mayBeOther = ({ role, word }: Use): boolean =>
    role !== 'line' &&
    (word.includes('{') || MAY_BE_SEVERAL.test(word) || (word.includes('$') && variablesIn(word).some((name) => assigned.has(name))));
  const isTraced = (use: Use): boolean => {
    if (TRACES.test(use.word)) return true;
    return (
      mayBeOther(use) &&
      ScriptView.of(statements)
        .textsOf(use)
        .some((text) => TRACES.test(text))
    );
  };
  return statements.flatMap((statement) => {
    const traced = statement.uses.filter(isTraced);
    return traced.length === 0 ? [] : [{ statement, traced }];
  });
}

const MAY_BE_SEVERAL = /[\uE000-\uF8FF]/;

function matchHabit(traced: TracedStatement, habit: Habit, view: ScriptView): readonly Match[] {
  return habit.patterns.flatMap((pattern) => {
    const found =
      'word' in pattern
        ? matchWords(traced, pattern, view)
        : 'compared' in pattern
          ? matchComparisons(traced, pattern, view)
          : matchQuestion(traced, pattern, view, habit);
    return found.map((match) => ({ habit, ...match }));
  });
}
