import type { Use } from '../scripts/statement';
import { assignmentIn, variablesIn } from './assignments';
import type { ComparisonPattern } from './habit';
import { isInverted } from './inverted-searches';
import type { Found, TracedStatement } from './match';
import type { Command, ScriptView, Spot } from './script-view';
import { withoutSlashes } from './slashed-patterns';

/** Programs that compare their arguments. */
export const COMPARES = /^(?:\[|\[\[|test|expr)$/;

/** Programs that search their input for a pattern. */
const SEARCHES = /^(?:[efz]?grep|rg|ag|[gmn]?awk|jq|yq|findstr|find)$/;

/** Comparisons in other languages, and labels of `switch`. */
const COMPARING_LINE =
  /-[ic]?(?:not)?(?:eq|ne|match|like|in|contains)\b|[=!]==?|=~|\bin\b|\.(?:includes?|contains|starts?_?[wW]ith|match|find|search|index|indexOf|casecmp)\b|\.eq(?:l|uals?)\b|\b(?:case|when|switch|Select-String|findstr|find|grep)\b|^\s*['"][^'"]*['"]\s*\{/i;

export function matchComparisons(
  { statement, traced }: TracedStatement,
  { compared, notAsked }: ComparisonPattern,
  view: ScriptView,
): readonly Found[] {
  if (!traced.some((use) => view.textsOf(use).some((text) => /en|hvm/i.test(text)))) return [];
  if (
    statement.uses.some(
      ({ role, word, program }) =>
        (role === 'program' && notAsked.test(word)) || (role === 'argument' && SEARCHES.test(program) && notAsked.test(word)),
    )
  ) {
    return [];
  }
  const spots = traced.map((use) => view.spotOf(statement, use)).filter(({ use, command }) => isExpected(use, command, compared, view));
  return [...new Set(spots.map(({ command }) => command))].flatMap((command) => {
    const expecting = spots.filter((spot) => spot.command === command);
    const [first] = expecting;
    if (first === undefined) return [];
    if (first.use.role === 'line' || SEARCHES.test(command.program)) {
      return isGivenSomething(first, view) ? [{ spot: first, expecting, words: [] }] : [];
    }
    const operands = command.uses.filter(
      ({ role, word }) => role === 'argument' && /[$`]/.test(word) && isAnswer(word, view) && !isAnswerOf(word, notAsked, view),
    );
    if (operands.length === 0) return [];
    // The finding is at the source of the answer.
    const names = operands.flatMap((use) => view.namesIn(use));
    const [origin] = names.map((name) => view.answersTo(name)[0]).filter((each) => each !== undefined);
    const [operand = first.use] = operands;
    return [{ spot: origin ?? { use: operand, command }, expecting, words: [] }];
  });
}

function isExpected(use: Use, command: Command, compared: RegExp, view: ScriptView): boolean {
  const { role, word, program } = use;
  if (role === 'line') return COMPARING_LINE.test(word) && compared.test(withoutSlashes(word));
  if (role === 'pattern') {
    if (program === 'sed' && !command.uses.some((each) => /^-\w*n/.test(each.word))) return false;
    if (isInverted(command)) return false;
    // awk and similar programs have patterns between slashes.
    return view.textsOf(use).some((text) => compared.test(withoutClasses(/awk|sed|perl/.test(program) ? text.replaceAll('/', ' ') : text)));
  }
  return (
    role === 'argument' &&
    COMPARES.test(program) &&
    view.textsOf(use).some((text) => compared.test(withoutClasses(text)) || /^x{2}en\w*$/i.test(text))
  );
}

/** Returns a pattern without character classes for both cases of a letter: `[Xx]en`. */
function withoutClasses(pattern: string): string {
  return pattern.replace(/\[([A-Za-z])([A-Za-z])\]/g, (all, one: string, other: string) =>
    one.toLowerCase() === other.toLowerCase() ? one : all,
  );
}

/** Tells whether a search has something to search: a file, or the command before it. */
function isGivenSomething({ use, command }: Spot, view: ScriptView): boolean {
  if (use.role === 'line' || /^(?:jq|yq)$/.test(command.program)) return true;
  const others = view.commandsOf(command.statement).filter((each) => each !== command && each.program !== '');
  const files = command.uses.filter(({ role, word }) => role === 'argument' && !word.startsWith('-'));
  return others.length > 0 || files.length > 0;
}

/** Tells whether a word holds an answer. A text of the script or its template, or an argument of the script, is not an answer. */
function isAnswer(word: string, view: ScriptView): boolean {
  if (/\$\(|`/.test(word)) return true;
  const names = [...word.matchAll(/\$\{?[!#]?(\w+)/g)].map(([, name = '']) => name);
  return names.some((name) => {
    const assignments = view.assignmentsTo(name);
    if (/^\d+$/.test(name) || name === 'OPTARG') return view.variables.spellingsOf(`$${name}`).some((text) => /\$\(|`/.test(text));
    return assignments.length === 0 || assignments.some(({ use }) => /[$`]/.test(assignmentIn(use).value));
  });
}

/** Tells whether the content of a word comes only from programs that do not describe the machine. */
function isAnswerOf(word: string, programs: RegExp, view: ScriptView): boolean {
  const names = variablesIn(word).filter((name) => view.answersTo(name).length > 0);
  return (
    names.length > 0 &&
    names.every((name) => {
      const answers = view.answersTo(name);
      let isOfThem = ofProgramsKept.get(answers);
      if (isOfThem === undefined) {
        isOfThem = answers.every(({ command: { statement } }) =>
          statement.uses.some(({ role, word: program }) => role === 'program' && programs.test(program)),
        );
        ofProgramsKept.set(answers, isOfThem);
      }
      return isOfThem;
    })
  );
}

/** Kept answers, by the answers that one variable takes. */
const ofProgramsKept = new WeakMap<readonly Spot[], boolean>();
