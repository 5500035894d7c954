import { diskOf, disksIn, NAME_OF_NITRO } from '../disk-names';
import type { PlacedStatement } from '../scripts/read-script';
import type { Alternative, Use } from '../scripts/statement';
import { certainStatements } from './certain-statements';
import type { Habit, Topic } from './habit';
import { acceptsBoth, NAMES_OF_XEN } from './accepts-both';
import type { Match } from './match';
import { answersOf, givenNames, mayAnswer, type AnswerKind, type GivenNames } from './nitro-answers';
import { areElsewhere, pointsAround, pointsOf } from './mount-points';
import { areAlternatives } from './script-forks';
import { assignmentIn } from './assignments';
import { areTogether, isDefault, mayShareFork, type Command, type ScriptView, type Spot, type Surroundings } from './script-view';

/** An answer of Nitro's in one arm of a fork. */
interface ArmAnswer {
  readonly arm: number;
  readonly isNegated: boolean;
  readonly read: Surroundings['read'];
  readonly kinds: readonly AnswerKind[];
  /** The folders that its device is mounted at; empty for none. */
  readonly points: readonly string[];
}

interface TopicAnswers {
  readonly commands: ReadonlyMap<Command, ReadonlyMap<AnswerKind, Use>>;
  readonly forks: ReadonlyMap<string, readonly ArmAnswer[]>;
  readonly statements: ReadonlyMap<PlacedStatement, ReadonlySet<AnswerKind>>;
  /** Mount points and labels of devices that are named as Nitro does. */
  readonly points: ReadonlySet<string>;
  /** Functions that look names up. */
  readonly functions: ReadonlySet<string>;
  /** `V answers` for a variable that is compared with Nitro's answer, `V=text` for one that is set where it holds. */
  readonly variables: ReadonlySet<string>;
  /** By script and function, the orders of questions that end it, or come after an end. */
  readonly questions: ReadonlyMap<string, readonly Spot[]>;
}

/** How often a variable is followed into another one. */
const LONGEST_CHAIN = 4;
/** Assignments to one variable that are compared. Beyond them it excuses nothing. */
const MOST_ASSIGNMENTS = 50;
/** Choices of the deployment whose answers are told apart. Beyond them, errs on the side of excusing less. */
const MOST_CHOICES = 100;
const NO_ALTERNATIVES = { alternatives: [] };
/** Answers in the arms of one fork that are told apart. */
const MOST_ANSWERS = 40;

/**
 * Tells whether a script that follows a habit also takes Nitro's answer to the same question, or for the same device: in the same
 * command, in another arm of a fork, in the same variable, at the same mount point. An answer elsewhere excuses nothing.
 */
export class Excuses {
  private readonly excusedBy = new Map<Habit, Map<Use, boolean>>();
  private readonly answersBy = new Map<string, TopicAnswers>();
  private readonly kindsBy = new Map<Topic, ReadonlyMap<Command, ReadonlyMap<AnswerKind, Use>>>();
  private given: GivenNames | undefined;
  /** Commands that take Xen's answer only: what else they say is none of Nitro's. */
  private readonly onlyXen: ReadonlySet<Command>;

  public constructor(
    private readonly statements: readonly PlacedStatement[],
    private readonly view: ScriptView,
    matches: readonly Match[],
  ) {
    this.onlyXen = new Set(
      matches.flatMap((match) => match.expecting.filter((spot) => !acceptsBoth(match, spot, view)).map(({ command }) => command)),
    );
  }

  public excuses(match: Match): boolean {
    if (this.isGivenName(match)) return true;
    return match.expecting.length > 0 && match.expecting.every((spot) => this.isExcused(match, spot, 0));
  }

  private isGivenName({ habit, words, spot }: Match): boolean {
    this.given ??= givenNames(this.statements, this.view);
    const { disks, anyDisk, interfaces, anyInterface } = this.given;
    if (habit.topic === 'interface') {
      if (anyInterface || interfaces.size === 0) return anyInterface;
      const meant = (words.length > 0 ? words : this.view.textsOf(spot.use)).flatMap((word) => word.match(/eth\d+/g) ?? []);
      return meant.length > 0 && meant.every((name) => interfaces.has(name));
    }
    if (habit.topic !== 'disk' || habit.names !== 'disk') return false;
    if (anyDisk) return true;
    if (disks.size === 0) return false;
    const named = disksIn(words.length > 0 ? words : this.view.textsOf(spot.use));
    return named?.every((disk) => disks.has(disk) || disks.has(diskOf(disk))) === true;
  }

  /** Remembers what is being asked as not excused: what only leads back to itself is not. */
  private isExcused(match: Match, spot: Spot, depth: number): boolean {
    const known = this.excusedBy.get(match.habit) ?? new Map<Use, boolean>();
    this.excusedBy.set(match.habit, known);
    let isExcused = known.get(spot.use);
    if (isExcused === undefined) {
      known.set(spot.use, false);
      isExcused = this.isMet(match, spot, depth);
      known.set(spot.use, isExcused);
    }
    return isExcused;
  }

  private isMet(match: Match, spot: Spot, depth: number): boolean {
    if (acceptsBoth(match, spot, this.view)) return true;
    const { topic } = match.habit;
    const answers = this.answersTo(topic, spot.command.statement);
    const around = this.view.surroundingsOf(spot);
    const isDevice = topic === 'disk' || topic === 'interface';
    if (isInOtherArm(around, answers, pointsAround(spot, this.view), topic) || this.isCalledInArm(spot, around, answers, topic))
      return true;
    if (topic === 'hypervisor' && this.isGuard(spot, around)) return true;
    if (isDevice) {
      return (
        this.isLookedUp(spot, answers) ||
        this.meetsAtPoint(spot, answers) ||
        this.meetsInVariable(match, spot, answers, depth) ||
        this.isMadeOfBoth(match, spot, depth) ||
        this.isFallback(spot, answers) ||
        this.leadsToBoth(match, spot, around, depth)
      );
    }
    return (
      topic === 'hypervisor' &&
      (this.isComparedBoth(spot, answers) || this.setsTheSame(spot, answers) || this.isAskedInTurn(spot, around, answers))
    );
  }

  /** The name is given to something that looks it up, or compared with what was looked up. */
  private isLookedUp({ use, command }: Spot, answers: TopicAnswers): boolean {
    if (answers.functions.has(command.program)) return true;
    const isCompared = use.role === 'pattern' || COMPARES.test(command.program);
    if (!isCompared) return false;
    const around = this.view.surroundingsOf({ use, command });
    const inStatement = this.view.commandsOf(command.statement).some((each) => {
      const translation = answers.commands.get(each)?.get('translation');
      return translation !== undefined && areTogether(around, this.view.surroundingsOf({ use: translation, command: each }));
    });
    const names = command.uses.flatMap((each) => this.view.namesIn(each));
    if (names.some((name) => this.isOfMapping(name))) return true;
    return (
      inStatement || names.some((name) => answers.variables.has(`${name} answers`) || this.holdsAnswer(name, answers, 0, ['translation']))
    );
  }

  private readonly mappingsBy = new Map<string, boolean>();

  /** What IMDS says of the mapping is EC2's name of a device, on Nitro too. */
  private isOfMapping(name: string): boolean {
    let isOfMapping = this.mappingsBy.get(name);
    if (isOfMapping === undefined) {
      isOfMapping = this.view
        .assignmentsTo(name)
        .some(({ command }) => command.statement.uses.some(({ word }) => word.includes('/block-device-mapping/')));
      this.mappingsBy.set(name, isOfMapping);
    }
    return isOfMapping;
  }

  /** `if ...; then D=nvme1n1; else D=xvdf; fi`, `mount /dev/$D`: each name of Xen is put in where there is one of Nitro. */
  private isMadeOfBoth(match: Match, { use, command }: Spot, depth: number): boolean {
    if (depth >= LONGEST_CHAIN || use.role !== 'argument' || !use.word.includes('$')) return false;
    const old = this.view
      .namesIn(use)
      .flatMap((name) => this.oldNames(name))
      .filter((each) => each.command !== command);
    // Of a value that has both names, what is cut off does not count.
    if (old.some((each) => NAME_OF_NITRO.test(each.use.word))) return false;
    return old.length > 0 && old.length <= MOST_ASSIGNMENTS && old.every((each) => this.isExcused(match, each, depth + 1));
  }

  private readonly oldNamesBy = new Map<string, readonly Spot[]>();

  /** The assignments of a name of Xen to a variable, with one more than are compared. */
  private oldNames(name: string): readonly Spot[] {
    let old = this.oldNamesBy.get(name);
    if (old === undefined) {
      const isOld = ({ use }: Spot): boolean => this.view.textsOf(use).some((text) => NAMES_BARE.test(text));
      old = this.view
        .assignmentsTo(name)
        .filter(isOld)
        .slice(0, MOST_ASSIGNMENTS + 1);
      this.oldNamesBy.set(name, old);
    }
    return old;
  }

  /** What a function that looks names up prints where it has found none, and printed none. */
  private isFallback({ use, command }: Spot, answers: TopicAnswers): boolean {
    const { name = '' } = assignmentIn(use);
    const [, printing] = /^(\w+)__output$/.exec(name) ?? [];
    if (printing === undefined || ![...answers.functions].some((each) => each.replace(/\W/g, '_') === printing)) return false;
    return this.view
      .assignmentsTo(name)
      .some((each) => each.command.order < command.order && each.use.word.includes('$') && !this.namesXen(each.command));
  }

  private namesXen({ uses }: Command): boolean {
    return uses.some((use) => this.view.textsOf(use).some((text) => NAMES_OF_XEN.test(text)));
  }

  /** Whether a variable holds what was looked up, or a name on Nitro. */
  private holdsAnswer(name: string, answers: TopicAnswers, depth: number, kinds?: readonly AnswerKind[]): boolean {
    return this.view.assignmentsTo(name).some(({ use, command }) => {
      const own = [...(answers.commands.get(command)?.keys() ?? [])];
      const inside = /\$\(|`/.test(assignmentIn(use).value) ? [...(answers.statements.get(command.statement) ?? [])] : [];
      if ([...own, ...inside].some((kind) => kinds?.includes(kind) !== false)) return true;
      return (
        depth < LONGEST_CHAIN &&
        this.view.namesIn(use).some((other) => other !== name && this.holdsAnswer(other, answers, depth + 1, kinds))
      );
    });
  }

  private meetsAtPoint({ command }: Spot, answers: TopicAnswers): boolean {
    return pointsOf(command).some((point) => answers.points.has(point));
  }

  /** An assignment of the old name to a variable that may also hold the new one, or that only goes where both meet. */
  private meetsInVariable(match: Match, spot: Spot, answers: TopicAnswers, depth: number): boolean {
    const { name, value } = assignmentIn(spot.use);
    const defaulted =
      /\$\{([A-Za-z_]\w*):?[-=]/.exec(spot.use.word)?.[1] ?? (name !== undefined && isDefault(spot, name) ? name : undefined);
    if (defaulted !== undefined && this.holdsAnswer(defaulted, answers, 0)) return true;
    if (name === undefined || value === '') return false;
    const assignments = this.view.assignmentsTo(name);
    if (assignments.length > MOST_ASSIGNMENTS) return false;
    const isAnswer = ({ use, command }: Spot): boolean => {
      if (answers.commands.has(command)) return true;
      return /\$\(|`/.test(assignmentIn(use).value) && answers.statements.has(command.statement);
    };
    if (assignments.some((other) => other.use !== spot.use && isAnswer(other) && this.mayHoldBoth(name, spot, other))) return true;
    if (depth >= LONGEST_CHAIN) return false;
    const mentions = this.view.mentionsOf(name).filter(({ use, command }) => use !== spot.use && command.order !== spot.command.order);
    return (
      mentions.length > 0 && mentions.length <= MOST_ASSIGNMENTS && mentions.every((mention) => this.isExcused(match, mention, depth + 1))
    );
  }

  /** `[ -e /dev/xvdf ] && D=/dev/xvdf`, where the variable may hold both. */
  private leadsToBoth(match: Match, { use, command }: Spot, around: Surroundings, depth: number): boolean {
    if (depth > 0 || !COMPARES.test(command.program)) return false;
    const taken = this.consequences(around, command.order).filter(
      (each) => each.use.role === 'assignment' && assignmentIn(each.use).value === use.word,
    );
    return taken.length > 0 && taken.every((each) => this.isExcused(match, each, depth + 1));
  }

  /** Whether a variable may hold what either of two assignments sets where it is used, so that the two are for one device. */
  private mayHoldBoth(name: string, one: Spot, other: Spot): boolean {
    if (areElsewhere(pointsAround(one, this.view), pointsAround(other, this.view))) return false;
    const here = this.view.surroundingsOf(one);
    const there = this.view.surroundingsOf(other);
    if (here.scope !== there.scope && isInFunction(here) && isInFunction(there)) return false;
    if (one.command === other.command) return true;
    const [first, second] = one.command.order < other.command.order ? [one, other] : [other, one];
    const fork = here.branches.find(({ fork: id, arm }) => there.branches.some((each) => each.fork === id && each.arm !== arm));
    const otherArm = fork === undefined ? undefined : there.branches.find((each) => each.fork === fork.fork);
    if (
      otherArm !== undefined &&
      fork !== undefined &&
      mayShareFork(here, there) &&
      areAlternatives(fork.arm, here.isNegated, otherArm.arm, there.isNegated)
    )
      return true;
    const isUsedBetween = this.view.mentionsOf(name).some(({ use, command }) => {
      const isBetween = command.order > first.command.order && command.order < second.command.order;
      return isBetween && use.role !== 'spoken' && !/^(?:\[|\[\[|test|case|)$/.test(command.program);
    });
    if (isUsedBetween) return false;
    const around = this.view.surroundingsOf(second);
    const before = new Set(this.view.surroundingsOf(first).branches.map(({ fork: id }) => id));
    const isConditional = around.branches.some(({ fork: id, arm }) => arm > 0 && !before.has(id));
    return isConditional || isDefault(second, name) || this.view.namesIn(second.use).includes(name) || this.isMadeFrom(name, second);
  }

  /** `D=$(lookup "$D")` */
  private isMadeFrom(name: string, { command }: Spot): boolean {
    return command.statement.uses.some((use) => this.view.namesIn(use).includes(name) && use.role === 'argument');
  }

  /** `[ "$V" = xen ]` here, `[ "$V" = kvm ]` there. */
  private isComparedBoth({ command }: Spot, answers: TopicAnswers): boolean {
    return command.uses.some((use) => this.view.namesIn(use).some((name) => answers.variables.has(`${name} answers`)));
  }

  /** `[ -f /sys/hypervisor/uuid ] && EC2=1`, and another question that sets the same. */
  private setsTheSame(spot: Spot, answers: TopicAnswers): boolean {
    return this.settings(spot).some((setting) => answers.variables.has(setting));
  }

  /** What is set where the answer to a question is yes. */
  private settings(spot: Spot): readonly string[] {
    const around = this.view.surroundingsOf(spot);
    return this.consequences(around, spot.command.order)
      .flatMap(({ use }) => (use.role === 'assignment' || use.role === 'line' ? [assignmentText(use)] : []))
      .filter((text) => text !== '');
  }

  /** Commands that may answer in any way. */
  private get answering(): readonly Command[] {
    this.mayAnswer ??= this.view.commands.filter((command) => mayAnswer(command, this.view));
    return this.mayAnswer;
  }

  private mayAnswer: readonly Command[] | undefined;

  private byFork: Map<string, Spot[]> | undefined;

  /** `if [ -e /sys/hypervisor/uuid ]; then echo 'not on Xen' >&2; exit 1; fi`: on Nitro the script goes on. */
  private isGuard({ command }: Spot, around: Surroundings): boolean {
    const consequences = this.consequences(around, command.order).filter(({ use }) => use.role === 'program' || use.role === 'assignment');
    const fails = ({ command: { uses } }: Spot): boolean => uses.some(({ role, word }) => role === 'argument' && /^[1-9]\d*$/.test(word));
    return (
      consequences.some((each) => ENDS.test(each.use.word) && fails(each)) &&
      consequences.every((each) => each.use.role === 'program' && (ENDS.test(each.use.word) ? fails(each) : SAYS.test(each.use.word)))
    );
  }

  /** `is_xen || is_nitro`: each call of the function that asks has an alternative that answers. */
  private isCalledInArm(spot: Spot, { scope }: Surroundings, answers: TopicAnswers, topic: Topic): boolean {
    const name = functionOf(scope);
    const calls = name === undefined ? [] : this.callsOf(name);
    if (calls.length === 0 || calls.length > MOST_ASSIGNMENTS) return false;
    const points = pointsOf(spot.command);
    return calls.every(
      (call) =>
        isInOtherArm(this.view.surroundingsOf(call), answers, points, topic) || (topic === 'hypervisor' && this.setsTheSame(call, answers)),
    );
  }

  private calls: ReadonlyMap<string, readonly Spot[]> | undefined;

  /** The calls of a function of the script. */
  private callsOf(name: string): readonly Spot[] {
    this.calls ??= callsIn(this.view.commands);
    return this.calls.get(name) ?? [];
  }

  /** The words in arm 1 of the forks that ask the question; of `[ a ] && [ b ] && c` those behind it. */
  private consequences({ branches, isNegated }: Surroundings, order: number): readonly Spot[] {
    if (isNegated) return [];
    if (this.byFork === undefined) {
      this.byFork = new Map();
      for (const command of this.view.commands) {
        for (const use of command.uses) {
          if (use.role !== 'assignment' && use.role !== 'line' && use.role !== 'program') continue;
          for (const { fork, arm } of this.view.surroundingsOf({ use, command }).branches) {
            if (arm === 1) this.byFork.set(fork, [...(this.byFork.get(fork) ?? []), { use, command }].slice(0, MOST_ANSWERS));
          }
        }
      }
    }
    const byFork = this.byFork;
    return branches.flatMap(({ fork, arm, isOfList }) => {
      const words = arm === 0 || (arm === 1 && isOfList === true) ? (byFork.get(fork) ?? []) : [];
      return arm === 0 ? words : words.filter(({ command }) => command.order > order);
    });
  }

  private isEnding(around: Surroundings, order: number): boolean {
    return this.consequences(around, order).some(({ use }) => ENDS.test(use.role === 'line' ? use.word.trim() : use.word));
  }

  /** One question returns if the answer is yes, so that the other is asked where it is no. */
  private isAskedInTurn({ command }: Spot, around: Surroundings, answers: TopicAnswers): boolean {
    const others = answers.questions.get(around.scope) ?? [];
    const isEnding = this.isEnding(around, command.order);
    return others.some((other) => {
      const isBefore = other.command.order < command.order;
      return isBefore ? this.isEnding(this.view.surroundingsOf(other), other.command.order) : isEnding;
    });
  }

  /** Returns the answers that the script has wherever it has the statement. */
  private answersTo(topic: Topic, { alternatives: own = [] }: Pick<PlacedStatement, 'alternatives'>): TopicAnswers {
    const key = `${topic} ${own.map(({ of, option }) => `${of}=${option}`).join()}`;
    let answers = this.answersBy.get(key);
    if (answers === undefined) {
      // With very many parts, what they have in common is all that excuses.
      answers =
        own.length > 0 && this.answersBy.size > MOST_CHOICES ? this.answersTo(topic, NO_ALTERNATIVES) : this.readAnswers(topic, own);
      this.answersBy.set(key, answers);
    }
    return answers;
  }

  private kindsOf(topic: Topic): ReadonlyMap<Command, ReadonlyMap<AnswerKind, Use>> {
    let kinds = this.kindsBy.get(topic);
    if (kinds === undefined) {
      const candidates = this.answering.filter((command) => !command.statement.isBroughtAlong && !this.onlyXen.has(command));
      kinds = new Map(
        candidates.map((command) => [command, answersOf(command, topic, this.view)] as const).filter(([, { size }]) => size > 0),
      );
      this.kindsBy.set(topic, kinds);
    }
    return kinds;
  }

  private readAnswers(topic: Topic, own: readonly Alternative[]): TopicAnswers {
    const commands = new Map<Command, ReadonlyMap<AnswerKind, Use>>();
    const forks = new Map<string, ArmAnswer[]>();
    const statements = new Map<PlacedStatement, Set<AnswerKind>>();
    const points = new Set<string>();
    const functions = new Set<string>();
    const variables = new Set<string>();
    const questions = new Map<string, Spot[]>();
    const answering = new Map<string, { readonly kinds: Set<AnswerKind>; readonly points: string[] }>();
    const all = this.kindsOf(topic);
    const certain = certainStatements(new Set([...all.keys()].map(({ statement }) => statement)), own);
    for (const [command, kinds] of all) {
      const [first] = command.uses;
      if (first === undefined || !certain.has(command.statement)) continue;
      commands.set(command, kinds);
      const ofStatement = statements.get(command.statement) ?? new Set();
      statements.set(command.statement, ofStatement);
      for (const kind of kinds.keys()) ofStatement.add(kind);
      const [use = first] = kinds.values();
      const spot = { use, command };
      const around = this.view.surroundingsOf(spot);
      const mounted = pointsAround(spot, this.view);
      for (const point of pointsOf(command)) points.add(point);
      for (const { fork, arm } of around.branches) {
        const arms = forks.get(fork) ?? [];
        forks.set(fork, arms);
        if (arms.length < MOST_ANSWERS)
          arms.push({ arm, isNegated: around.isNegated, read: around.read, kinds: [...kinds.keys()], points: mounted });
      }
      const inFunction = functionOf(around.scope);
      if (inFunction !== undefined) {
        const ofFunction = answering.get(inFunction) ?? { kinds: new Set(), points: [] };
        answering.set(inFunction, ofFunction);
        for (const kind of kinds.keys()) ofFunction.kinds.add(kind);
        if (ofFunction.points.length < MOST_ANSWERS) ofFunction.points.push(...mounted);
      }
      if (inFunction !== undefined && (kinds.has('id') || kinds.has('translation'))) functions.add(inFunction);
      if (topic === 'hypervisor' || (kinds.has('name') && COMPARES.test(command.program))) {
        for (const each of command.uses) for (const name of this.view.namesIn(each)) variables.add(`${name} answers`);
      }
      if (topic !== 'hypervisor') continue;
      for (const setting of this.settings(spot)) variables.add(setting);
      const isQuestion = isInFunction(around) || this.isEnding(around, command.order);
      if (isQuestion) questions.set(around.scope, [...(questions.get(around.scope) ?? []), spot].slice(0, MOST_ANSWERS));
    }
    // A call of what answers is an answer itself.
    for (const [name, { kinds, points: mounted }] of answering) {
      for (const call of this.callsOf(name)) {
        const { branches, isNegated, read } = this.view.surroundingsOf(call);
        for (const { fork, arm } of branches) {
          const arms = forks.get(fork) ?? [];
          forks.set(fork, arms);
          if (arms.length < MOST_ANSWERS) arms.push({ arm, isNegated, read, kinds: [...kinds], points: mounted });
        }
        if (topic === 'hypervisor') for (const setting of this.settings(call)) variables.add(setting);
      }
    }
    // What also uses the device does not only look it up.
    for (const command of this.view.commands) {
      const [first] = command.uses;
      if (functions.size === 0 || first === undefined || !USES_DISK.test(command.program)) continue;
      functions.delete(functionOf(this.view.surroundingsOf({ use: first, command }).scope) ?? '');
    }
    return { commands, forks, statements, points, functions, variables, questions };
  }
}

const COMPARES = /^(?:\[|\[\[|test|case|[efz]?grep|[gmn]?awk|ebsnvme-id|nvme)$/;
/** A name of a disk that is put below `/dev/` elsewhere. */
const NAMES_BARE = /=["']?(?:xvd|sd[a-z*[]|eth\d)/;
const USES_DISK =
  /^(?:mkfs|mke2fs|mount|mdadm|pvcreate|vgcreate|parted|sfdisk|fdisk|dd|zpool|wipefs|growpart|resize2fs|xfs_growfs|cryptsetup|mkswap|swapon)\b/;
const SAYS = /^(?:echo|printf|logger)$/;
const ENDS = /^(?:return|exit|exec)\b/;

function functionOf(scope: string): string | undefined {
  return /^\S+ (.+)$/.exec(scope)?.[1];
}

function callsIn(commands: readonly Command[]): ReadonlyMap<string, readonly Spot[]> {
  const calls = new Map<string, Spot[]>();
  for (const command of commands) {
    const use = command.uses.find(({ role }) => role === 'program');
    if (use === undefined) continue;
    const ofName = calls.get(use.word) ?? [];
    calls.set(use.word, ofName);
    if (ofName.length <= MOST_ASSIGNMENTS) ofName.push({ use, command });
  }
  return calls;
}

function isInFunction({ scope }: Surroundings): boolean {
  return !scope.endsWith(' ');
}

function assignmentText(use: Spot['use']): string {
  const { name, value } = assignmentIn(use);
  return name === undefined ? '' : `${name}=${value.trim()}`;
}

function isInOtherArm(
  { branches, isNegated, read }: Surroundings,
  { forks }: TopicAnswers,
  points: readonly string[],
  topic: Topic,
): boolean {
  return branches.some(({ fork, arm }) => {
    const others = (forks.get(fork) ?? []).filter(
      (other) =>
        areAlternatives(arm, isNegated, other.arm, other.isNegated) &&
        mayShareFork({ read }, other) &&
        // Nothing has the label of a disk that is empty: what is done then still needs its name.
        (topic !== 'disk' || other.kinds.some((kind) => kind !== 'label')),
    );
    // What is asked may be about the device of either arm.
    const mounted = others.flatMap((other) => other.points);
    return others.length > 0 && !areElsewhere(points, mounted);
  });
}
