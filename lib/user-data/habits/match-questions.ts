import type { PlacedStatement } from '../scripts/read-script';
import type { Habit, QuestionPattern } from './habit';
import { editsFile, isInverted } from './inverted-searches';
import type { Found, TracedStatement } from './match';
import { comesTo } from './match-words';
import type { ScriptView, Spot } from './script-view';

/**
 * Finds statements that expect an answer. The statement asks itself, or compares a variable with the answer to another statement's
 * question.
 */
export function matchQuestion(
  { statement, traced }: TracedStatement,
  pattern: QuestionPattern,
  view: ScriptView,
  { topic }: Habit,
): readonly Found[] {
  const { expects, without } = pattern;
  // Anything but a Xen driver may be a Nitro driver. Anything but xvda may be any disk.
  const isLeftOut = ({ use, command }: Spot): boolean => {
    if (topic === 'disk' || topic === 'interface') return use.role === 'assignment' || (use.role === 'pattern' && editsFile(command));
    return use.role === 'pattern' && isInverted(command);
  };
  const expecting = traced
    .filter(
      (use) =>
        use.role !== 'spoken' &&
        (expects.test(use.word) ||
          comesTo(use, { word: expects }, view) ||
          (use.role === 'pattern' && view.textsOf(use).some((text) => expects.test(text)))),
    )
    .map((use) => view.spotOf(statement, use))
    .filter((spot) => !isLeftOut(spot));
  if (expecting.length === 0 || (without !== undefined && anyWord(statement, without))) return [];
  const isComparing = expecting.some(({ use: { role } }) => role === 'pattern');
  const found = (question: Spot, words: readonly string[]): readonly Found[] => [{ spot: question, expecting, words }];
  const own = questionIn(statement, pattern, view);
  if (own !== undefined) return found(own, isComparing ? [] : expecting.map(({ use }) => use.word));
  const names = new Set(statement.uses.filter(({ role }) => role !== 'spoken').flatMap((use) => view.namesIn(use)));
  const [{ command } = { command: undefined }] = expecting;
  return [...names].flatMap((name) =>
    around(questionsFor(name, pattern, view), command?.order ?? 0)
      .filter((question) => question.command.statement !== statement)
      .flatMap((question) => found(question, [])),
  );
}

/** The number of questions whose answer one variable takes, before and after the comparison. Errs towards fewer lines in one finding. */
const MOST_QUESTIONS = 20;

function around(questions: readonly Spot[], order: number): readonly Spot[] {
  if (questions.length <= MOST_QUESTIONS) return questions;
  let low = 0;
  let high = questions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((questions[middle]?.command.order ?? 0) <= order) low = middle + 1;
    else high = middle;
  }
  return questions.slice(Math.max(0, low - MOST_QUESTIONS), low + MOST_QUESTIONS);
}

function questionIn(statement: PlacedStatement, { asks, with: also, without }: QuestionPattern, view: ScriptView): Spot | undefined {
  for (const command of view.commandsOf(statement)) {
    const use = command.uses.find(({ role, word }) => role !== 'spoken' && role !== 'pattern' && asks.test(word));
    if (use === undefined) continue;
    const isAnother = (without !== undefined && anyWord(statement, without)) || (also !== undefined && !anyWord(statement, also));
    return isAnother ? undefined : { use, command };
  }
  return undefined;
}

const questionsKept = new WeakMap<ScriptView, Map<QuestionPattern, Map<string, readonly Spot[]>>>();

/** Returns the questions of one kind whose answer a variable takes, in the order of the text. Kept for each variable. */
function questionsFor(name: string, pattern: QuestionPattern, view: ScriptView): readonly Spot[] {
  const byPattern = questionsKept.get(view) ?? new Map<QuestionPattern, Map<string, readonly Spot[]>>();
  questionsKept.set(view, byPattern);
  const byName = byPattern.get(pattern) ?? new Map<string, readonly Spot[]>();
  byPattern.set(pattern, byName);
  let questions = byName.get(name);
  if (questions === undefined) {
    questions = view.assignmentsTo(name).flatMap(({ command }) => questionIn(command.statement, pattern, view) ?? []);
    byName.set(name, questions);
  }
  return questions;
}

function anyWord({ uses }: PlacedStatement, pattern: RegExp): boolean {
  return uses.some(({ role, word }) => role !== 'spoken' && pattern.test(word));
}
