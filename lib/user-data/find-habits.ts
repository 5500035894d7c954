import { HOLE } from '../base/hole';
import type { Habit, Pattern, QuestionPattern, WordPattern } from './habits/habit';
import type { PlacedStatement } from './scripts/read-script';
import type { Alternative, Statement, Use } from './scripts/statement';
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
  /** The words that follow it, variables put in; none where they are what an answer is searched for. */
  readonly words: readonly string[];
}

/**
 * Finds habits in scripts, at most one a line.
 *
 * @param together every script that runs on the same instance, these included: what one of them handles, all of them do
 */
export function findHabits(
  statements: readonly PlacedStatement[],
  habits: readonly Habit[],
  together: readonly PlacedStatement[] = statements,
): readonly HabitUse[] {
  if (statements.length === 0) return [];
  const found = new Map<string, Omit<HabitUse, 'matches'> & { readonly matches: HabitMatch[] }>();
  const variables = Variables.of(together);
  for (const habit of habits) {
    const uses = statements.flatMap((statement) => {
      const matches = habit.patterns.flatMap((pattern) => matchesIn(statement, pattern, variables));
      const [first] = matches;
      return first === undefined ? [] : [{ statement, line: first.use.line, matches }];
    });
    const handling = uses.length === 0 ? [] : handlingIn(together, habit);
    for (const { statement, line, matches } of uses) {
      if (isExcused(statement, handling)) continue;
      const { where } = statement;
      const key = [...where, line].join('\n');
      const ofLine = found.get(key) ?? { habit, quote: quoteOf(statement, line), where, line, matches: [] };
      found.set(key, ofLine);
      ofLine.matches.push(...matches.map(({ words }) => ({ habit, words })));
    }
  }
  return [...found.values()];
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

interface Match {
  readonly use: Use;
  readonly words: readonly string[];
}

function matchesIn(statement: Statement, pattern: Pattern, variables: Variables): readonly Match[] {
  if ('word' in pattern) return matchWords(statement, pattern, variables);
  const question = matchQuestion(statement, pattern, variables);
  return question === undefined ? [] : [{ use: question, words: expectedWords(statement, pattern) }];
}

/** What is named in the question itself; none where it is what an answer is searched for. */
function expectedWords({ uses }: Statement, { expects }: QuestionPattern): readonly string[] {
  const expected = uses.filter(({ role, word }) => role !== 'spoken' && expects.test(word));
  return expected.some(({ role }) => role === 'pattern') ? [] : expected.map(({ word }) => word);
}

function matchWords({ uses }: Statement, pattern: WordPattern, variables: Variables): readonly Match[] {
  const isMeant = ({ role, program, word }: Use): boolean => {
    if (role === 'spoken' || role === 'pattern') return false;
    if (role === 'line') return pattern.notOn?.test(word) !== true;
    return pattern.notIn?.test(program) !== true && pattern.notWithin?.test(word) !== true;
  };
  // A variable may only go where the word means something else. An unused one may be for a script that runs later.
  const isOnlyPassedOn = (use: Use, depth = 0): boolean => {
    const mentions = variables.mentionsOf(use);
    return (
      mentions.length > 0 && !mentions.some(({ use: mention }) => isMeant(mention) && (depth > 3 || !isOnlyPassedOn(mention, depth + 1)))
    );
  };
  return uses
    .filter((use) => isMeant(use) && (pattern.word.test(use.word) || comesTo(use, pattern, variables)) && !isOnlyPassedOn(use))
    .map((use) => {
      const spellings = use.role === 'line' ? [] : variables.spellingsOf(use.word);
      return { use, words: spellings.length > 0 ? spellings : [use.word] };
    });
}

/** Whether a word matches once its variables are put in. One whose variable matches by itself is no cause of its own. */
function comesTo({ role, word }: Use, pattern: WordPattern, variables: Variables): boolean {
  const matches = (text: string): boolean => pattern.word.test(text);
  return (
    role !== 'line' &&
    variables.spellingsOf(word).some(matches) &&
    !variables.assignmentsFor(word).some((assignment) => matches(assignment) || variables.spellingsOf(assignment).some(matches))
  );
}

function matchQuestion(statement: Statement, pattern: QuestionPattern, variables?: Variables): Use | undefined {
  const { asks, expects, with: also, without } = pattern;
  const question = statement.uses.find(({ role, word }) => role !== 'spoken' && role !== 'pattern' && asks.test(word));
  if (question === undefined || (without !== undefined && anyWord(statement, without))) return undefined;
  if (also !== undefined && !anyWord(statement, also)) return undefined;
  if (anyWord(statement, expects)) return question;
  const answers = variables === undefined ? [] : statement.uses.flatMap((use) => variables.mentionsOf(use));
  return answers.some((answer) => anyWord(answer.statement, expects)) ? question : undefined;
}

/** Here what something is searched for counts: a script that looks for both names knows both. */
function mentions({ uses }: Statement, { word: text, notIn }: WordPattern): boolean {
  return uses.some(({ role, word, program }) => role !== 'spoken' && text.test(word) && notIn?.test(program) !== true);
}

function anyWord({ uses }: Statement, pattern: RegExp): boolean {
  return uses.some(({ role, word }) => role !== 'spoken' && pattern.test(word));
}

const handlingKnown = new WeakMap<readonly PlacedStatement[], Map<Habit, readonly PlacedStatement[]>>();

/** Returns the statements that handle what a habit is about. A word that may be another one handles nothing. */
function handlingIn(statements: readonly PlacedStatement[], habit: Habit): readonly PlacedStatement[] {
  const known = handlingKnown.get(statements) ?? new Map<Habit, readonly PlacedStatement[]>();
  handlingKnown.set(statements, known);
  let handling = known.get(habit);
  if (handling === undefined) {
    handling = statements.filter((statement) => {
      if (statement.isBroughtAlong) return false;
      const certain = { uses: statement.uses.filter(({ isOneOfMany }) => isOneOfMany !== true) };
      return habit.handledBy.some((pattern) =>
        'word' in pattern ? mentions(certain, pattern) : matchQuestion(certain, pattern) !== undefined,
      );
    });
    known.set(habit, handling);
  }
  return handling;
}

/** Whether one of the statements is in the script wherever this one is, or they are so together: one for each option of a part. */
function isExcused({ alternatives: own = [] }: Statement, handling: readonly Statement[]): boolean {
  const isOwn = ({ of, option }: Alternative): boolean => own.some((each) => each.of === of && each.option === option);
  const covered = new Map<string, Set<string>>();
  for (const { alternatives = [] } of handling) {
    const [first, ...others] = alternatives.filter((alternative) => !isOwn(alternative));
    if (first === undefined) return true;
    if (others.length > 0) continue;
    const options = covered.get(first.of) ?? new Set();
    covered.set(first.of, options.add(first.option));
    if (options.size >= first.count) return true;
  }
  return false;
}

const LONGEST_QUOTE = 120;

function quoteOf({ lines, firstLine }: PlacedStatement, line: number): string {
  const text = (lines[line - firstLine] ?? '').trim().replaceAll(new RegExp(`${HOLE}+`, 'g'), '...');
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}...` : text;
}
