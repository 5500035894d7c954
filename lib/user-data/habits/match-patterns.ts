import { UNKNOWN_CHARACTERS } from '../../base/hole';
import { NAME_OF_NITRO } from '../disk-names';
import type { PlacedStatement } from '../scripts/read-script';
import type { Use } from '../scripts/statement';
import type { ComparisonPattern, Habit, QuestionPattern, WordPattern } from './habit';
import { pairedFolder } from './mount-points';
import { withoutSlashes } from './slashed-patterns';
import { cutsOff, withoutReplaced } from './replaced-names';
import { assignmentIn } from './assignments';
import { areTogether, ScriptView, type Command, type Spot, type Surroundings } from './script-view';

/** A word that follows a habit, or a question that does with its answer. */
export interface Match {
  readonly habit: Habit;
  /** What is reported: the word, or the question. */
  readonly spot: Spot;
  /** Where Xen's answer is expected: a script must take Nitro's answer there too. */
  readonly expecting: readonly Spot[];
  /** The words that follow the habit, variables put in; none where they are what an answer is searched for. */
  readonly words: readonly string[];
}

/** A statement shows one of these traces, or what it is compared with elsewhere does. A new habit may need a new trace. */
const TRACES = new RegExp(
  String.raw`xen|\[xx\]|hyp|hvm|vbd|vif|xvd|/dev/xv?|sd[a-z$*?[{%+${UNKNOWN_CHARACTERS}]|eth[\d$*?[{%+${UNKNOWN_CHARACTERS}]|amazon|pv|citrix|rhelnet|/dev/[$?[]`,
  'i',
);

/** Words of a statement that show a trace of some habit. */
interface TracedStatement {
  readonly statement: PlacedStatement;
  readonly traced: readonly Use[];
}

const tracedKept = new WeakMap<readonly PlacedStatement[], readonly TracedStatement[]>();

/** Finds what follows habits in the statements of a launch. */
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
  // What no assignment reaches comes to nothing else than it is written as.
  const mayBeOther = ({ role, word }: Use): boolean =>
    role !== 'line' &&
    (word.includes('{') || MAY_BE_SEVERAL.test(word) || (word.includes('$') && namesIn(word).some((name) => assigned.has(name))));
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

function namesIn(word: string): readonly string[] {
  return [...word.matchAll(/\$\{?[!#]?(\w+)/g)].map(([, name = '']) => name);
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

type Found = Omit<Match, 'habit'>;

function matchWords({ statement, traced }: TracedStatement, pattern: WordPattern, view: ScriptView): readonly Found[] {
  return traced
    .filter(
      (use) =>
        isMeant(use, pattern) &&
        !isGivenTo(use, pattern, view) &&
        (pattern.word.test(use.word) || comesTo(use, pattern, view)) &&
        !isOnlyPassedOn(use, pattern, view, 0) &&
        !(pattern.unused === true && isUsed(use, view)),
    )
    .flatMap((use) => {
      const spot = view.spotOf(statement, use);
      const spellings = view.textsOf(use).slice(1);
      return [{ spot, expecting: [spot], words: spellings.length > 0 ? spellings : [use.word] }];
    });
}

function isMeant({ role, program, word }: Use, { notIn, notOn, notWithin }: WordPattern): boolean {
  if (role === 'spoken') return /\$\{\w+:?=/.test(word);
  if (role === 'pattern') return false;
  if (role === 'line') return notOn?.test(word) !== true;
  return notIn?.test(program) !== true && notWithin?.test(word) !== true;
}

/** A variable may only go where the word means something else. An unused one may be for a script that runs later. */
function isOnlyPassedOn(use: Use, pattern: WordPattern, view: ScriptView, depth: number): boolean {
  const mentions = view.variables.mentionsOf(use);
  return (
    mentions.length > 0 &&
    !mentions.some(
      ({ use: mention }) =>
        !isCommandFor(mention, use, pattern, view) &&
        isMeant(mention, pattern) &&
        (depth > 3 || !isOnlyPassedOn(mention, pattern, view, depth + 1)),
    )
  );
}

/** `AWS="aws ec2"`, `$AWS attach-volume --device /dev/sdf` */
function isGivenTo({ program }: Use, { notIn }: WordPattern, view: ScriptView): boolean {
  if (notIn === undefined || !program.startsWith('$')) return false;
  return view.variables.spellingsOf(program).some((text) => notIn.test((text.trim().split(/\s/, 1)[0] ?? '').replace(/^.*\//, '')));
}

/** `command=(aws ec2 attach-volume --device /dev/sdf)`, where the array is run as it is. */
function isCommandFor(mention: Use, { word }: Use, { notIn }: WordPattern, view: ScriptView): boolean {
  if (notIn === undefined || mention.role !== 'program' || !/^\$\{\w+\[[@*]\]\}$/.test(mention.word)) return false;
  const [name = ''] = /^\w+/.exec(word) ?? [];
  const [first] = view.assignmentsTo(name);
  return first !== undefined && notIn.test(assignmentIn(first.use).value);
}

/** Whether what an assignment sets goes anywhere but into the variable itself. */
function isUsed(use: Use, view: ScriptView): boolean {
  const { name } = assignmentIn(use);
  return view.variables.mentionsOf(use).some(({ use: mention }) => mention.role !== 'spoken' && assignmentIn(mention).name !== name);
}

/** Whether a word matches once its variables are put in. One whose variable matches by itself is no cause of its own. */
function comesTo(use: Use, { word: text }: WordPattern, view: ScriptView): boolean {
  const { variables } = view;
  const { word } = use;
  return (
    view
      .textsOf(use)
      .slice(1)
      .some((spelling) => text.test(spelling)) &&
    !variables
      .assignmentsFor(word)
      .filter((assignment) => assignment !== word && !(cutsOff(word) && NAME_OF_NITRO.test(assignment)))
      .some((assignment) => text.test(assignment) || variables.spellingsOf(assignment).some((each) => text.test(each)))
  );
}

/** The statement expects the answer; it asks itself, or compares what a variable holds that another statement asks for. */
function matchQuestion(
  { statement, traced }: TracedStatement,
  pattern: QuestionPattern,
  view: ScriptView,
  { topic }: Habit,
): readonly Found[] {
  const { expects, without } = pattern;
  // What is no driver of Xen may be one of Nitro; what is not xvda may be any disk.
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

/** Questions whose answer one variable takes, before and after the place where it is compared. Errs on the side of fewer lines of one finding. */
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

/** The questions of one kind whose answer a variable takes, in the order of the text, once for each variable. */
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

/** Compare their arguments. */
const COMPARES = /^(?:\[|\[\[|test|expr)$/;
/** Search what they are given for their pattern. */
const SEARCHES = /^(?:[efz]?grep|rg|ag|[gmn]?awk|jq|yq|findstr|find)$/;

/** What compares in other languages, or is a label of `switch`. */
const COMPARING_LINE =
  /-[ic]?(?:not)?(?:eq|ne|match|like|in|contains)\b|[=!]==?|=~|\bin\b|\.(?:includes?|contains|starts?_?[wW]ith|match|find|search|index|indexOf|casecmp)\b|\.eq(?:l|uals?)\b|\b(?:case|when|switch|Select-String|findstr|find|grep)\b|^\s*['"][^'"]*['"]\s*\{/i;

function matchComparisons(
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
    // What is reported is where the answer comes from.
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
    // awk and its kin put a pattern between slashes.
    return view.textsOf(use).some((text) => compared.test(withoutClasses(/awk|sed|perl/.test(program) ? text.replaceAll('/', ' ') : text)));
  }
  return (
    role === 'argument' &&
    COMPARES.test(program) &&
    view.textsOf(use).some((text) => compared.test(withoutClasses(text)) || /^x{2}en\w*$/i.test(text))
  );
}

/** `sed -i`: it searches a file of its own. */
function editsFile({ uses }: Command): boolean {
  return uses.some(({ role, program, word }) => role === 'argument' && program === 'sed' && /^(?:-\w*i|--in-place)/.test(word));
}

/** `grep -v` */
function isInverted({ uses }: Command): boolean {
  return uses.some(
    ({ role, program, word }) => role === 'argument' && program.endsWith('grep') && /^(?:-[A-Za-z]*v[A-Za-z]*|--invert-match)$/.test(word),
  );
}

/** `[Xx]en`: a letter in either case. */
function withoutClasses(pattern: string): string {
  return pattern.replace(/\[([A-Za-z])([A-Za-z])\]/g, (all, one: string, other: string) =>
    one.toLowerCase() === other.toLowerCase() ? one : all,
  );
}

/** A search needs something to search: a file, or the command before it. */
function isGivenSomething({ use, command }: Spot, view: ScriptView): boolean {
  if (use.role === 'line' || /^(?:jq|yq)$/.test(command.program)) return true;
  const others = view.commandsOf(command.statement).filter((each) => each !== command && each.program !== '');
  const files = command.uses.filter(({ role, word }) => role === 'argument' && !word.startsWith('-'));
  return others.length > 0 || files.length > 0;
}

/** Whether a word holds what something answered, rather than what the script or its template says itself, or what it was called with. */
function isAnswer(word: string, view: ScriptView): boolean {
  if (/\$\(|`/.test(word)) return true;
  const names = [...word.matchAll(/\$\{?[!#]?(\w+)/g)].map(([, name = '']) => name);
  return names.some((name) => {
    const assignments = view.assignmentsTo(name);
    if (/^\d+$/.test(name) || name === 'OPTARG') return view.variables.spellingsOf(`$${name}`).some((text) => /\$\(|`/.test(text));
    return assignments.length === 0 || assignments.some(({ use }) => /[$`]/.test(assignmentIn(use).value));
  });
}

/** Whether what a word holds comes from programs alone that say nothing of the machine. */
function isAnswerOf(word: string, programs: RegExp, view: ScriptView): boolean {
  const names = namesIn(word).filter((name) => view.answersTo(name).length > 0);
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

/** By the answers that one variable takes. */
const ofProgramsKept = new WeakMap<readonly Spot[], boolean>();

function anyWord({ uses }: PlacedStatement, pattern: RegExp): boolean {
  return uses.some(({ role, word }) => role !== 'spoken' && pattern.test(word));
}

/** Tells whether a command or line beside Xen's answer also takes Nitro's. */
export function acceptsBoth({ habit }: Match, spot: Spot, view: ScriptView): boolean {
  const { accepts, topic } = habit;
  const { word, role } = spot.use;
  if (role === 'line') return (accepts.test(word) || accepts.test(withoutSlashes(word))) && !isConjunction(word, habit);
  if (topic === 'disk' || topic === 'interface') {
    // What a variable holds at one time and at another is no choice.
    const isBoth = (text: string): boolean => accepts.test(text) && NAMES_OF_XEN.test(text);
    if (accepts.test(withoutReplaced(word)) || view.textsOf(spot.use).some((text) => isBoth(withoutReplaced(text)))) return true;
    if (!chooses(spot.command)) return false;
    // `[ "$(readlink -f /dev/xvda)" = /dev/nvme0n1 ]`
    const others = view
      .commandsOf(spot.command.statement)
      .filter(
        (command) =>
          command === spot.command ||
          (COMPARES.test(command.program) && areTogether(view.surroundingsOf(spot), aroundCommand(command, view))),
      );
    const folder = pairedFolder(word);
    return others.some((command) =>
      acceptingUses(command, accepts, view).some(
        (use) => use !== spot.use && !(folder !== undefined && (pairedFolder(use.word) ?? folder) !== folder),
      ),
    );
  }
  if (view.textsOf(spot.use).some((text) => accepts.test(text))) return true;
  const around = view.surroundingsOf(spot);
  return view.commandsOf(spot.command.statement).some((command) => {
    return command.uses.some(
      (use) =>
        use.role !== 'spoken' &&
        use.isOneOfMany !== true &&
        view.textsOf(use).some((text) => accepts.test(text)) &&
        ((command === spot.command && command.program === 'case' && role === 'pattern') ||
          areTogether(around, view.surroundingsOf({ use, command }))),
    );
  });
}

const acceptingKept = new WeakMap<Command, Map<RegExp, readonly Use[]>>();

/** Words of a command that take Nitro's answer, at most two: it is asked for each of its words. */
function acceptingUses(command: Command, accepts: RegExp, view: ScriptView): readonly Use[] {
  const kept = acceptingKept.get(command) ?? new Map<RegExp, readonly Use[]>();
  acceptingKept.set(command, kept);
  const uses =
    kept.get(accepts) ??
    command.uses
      .filter(
        (use) => use.role !== 'spoken' && use.isOneOfMany !== true && view.textsOf(use).some((text) => accepts.test(withoutReplaced(text))),
      )
      .slice(0, 2);
  kept.set(accepts, uses);
  return uses;
}

function aroundCommand(command: Command, view: ScriptView): Surroundings {
  const [use] = command.uses;
  return use === undefined ? { branches: [], isNegated: false, read: undefined, scope: '' } : view.surroundingsOf({ use, command });
}

/** `a and b` in one line asks for both. */
function isConjunction(line: string, { patterns, accepts }: Habit): boolean {
  const places = patterns.flatMap((pattern) => {
    const own = 'word' in pattern ? pattern.word : 'compared' in pattern ? pattern.compared : pattern.expects;
    return [own.exec(line)?.index ?? -1];
  });
  const [own = 0] = places.filter((place) => place >= 0);
  const other = accepts.exec(line)?.index ?? 0;
  const between = line.slice(Math.min(own, other), Math.max(own, other));
  return /&&|\band\b|-and\b|;/.test(between) && !/\|\||\bor\b|-or\b|\belse\b/.test(between);
}

/** Programs that look for one of the names they are given, or replace one by the other. `mdadm` and `mkfs` use them all. */
const CHOOSES =
  /^(?:\[|\[\[|test|for|case|sed|[efz]?grep|rg|[gmn]?awk|ln|ls|stat|find|lsblk|blkid|readlink|realpath|file|nft|export|local|declare|readonly|)$/;
const CHOOSING_FUNCTION = /first|find|pick|choose|select|detect|resolve|which|either|wait/i;

function chooses({ program }: Command): boolean {
  return CHOOSES.test(program) || CHOOSING_FUNCTION.test(program);
}

export const NAMES_OF_XEN = /xvd|\/dev\/sd|eth\d/;
