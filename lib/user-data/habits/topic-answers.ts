import type { PlacedStatement } from '../scripts/read-script';
import type { Alternative, Use } from '../scripts/statement';
import { certainStatements } from './certain-statements';
import { functionOf, isInFunction, MOST_ANSWERS, type Consequences } from './consequences';
import type { Topic } from './habit';
import { areElsewhere, pointsAround, pointsOf } from './mount-points';
import { answersOf, mayAnswer, type AnswerKind } from './nitro-answers';
import { areAlternatives } from './script-forks';
import { mayShareFork, type Command, type ScriptView, type Spot, type StatementContext } from './script-view';

/** An answer of Nitro's in one arm of a fork. */
interface ArmAnswer {
  readonly arm: number;
  readonly isNegated: boolean;
  readonly read: StatementContext['read'];
  readonly kinds: readonly AnswerKind[];
  /** The folders at which the answer's device is mounted; empty for none. */
  readonly points: readonly string[];
}

/** The answers of a script on Nitro, for one topic. */
export interface TopicAnswers {
  readonly commands: ReadonlyMap<Command, ReadonlyMap<AnswerKind, Use>>;
  readonly forks: ReadonlyMap<string, readonly ArmAnswer[]>;
  readonly statements: ReadonlyMap<PlacedStatement, ReadonlySet<AnswerKind>>;
  /** Mount points and labels of devices with Nitro names. */
  readonly points: ReadonlySet<string>;
  /** Functions that look up names. */
  readonly functions: ReadonlySet<string>;
  /** `V answers` for a variable that is compared with Nitro's answer; `V=text` for one that a positive answer sets. */
  readonly variables: ReadonlySet<string>;
  /** By script and function, the orders of questions that end it, or that follow an end. */
  readonly questions: ReadonlyMap<string, readonly Spot[]>;
}

/** The number of choices of the deployment whose answers are kept apart. Above it, errs towards excusing less. */
const MOST_CHOICES = 100;
const NO_ALTERNATIVES = { alternatives: [] };

/** Programs that compare a name, or search for it. */
export const COMPARES_NAME = /^(?:\[|\[\[|test|case|[efz]?grep|[gmn]?awk|ebsnvme-id|nvme)$/;
const USES_DISK =
  /^(?:mkfs|mke2fs|mount|mdadm|pvcreate|vgcreate|parted|sfdisk|fdisk|dd|zpool|wipefs|growpart|resize2fs|xfs_growfs|cryptsetup|mkswap|swapon)\b/;

/** Collects the answers of a launch by topic, and by the options that the deployment must select for a statement. */
export class AnswersByTopic {
  private readonly answersBy = new Map<string, TopicAnswers>();
  private readonly kindsBy = new Map<Topic, ReadonlyMap<Command, ReadonlyMap<AnswerKind, Use>>>();

  /** @param onlyXen commands that take Xen's answer only: their other words do not answer for Nitro */
  public constructor(
    private readonly view: ScriptView,
    private readonly consequences: Consequences,
    private readonly onlyXen: ReadonlySet<Command>,
  ) {}

  /** Returns the commands that may answer. */
  private get answering(): readonly Command[] {
    this.mayAnswer ??= this.view.commands.filter((command) => mayAnswer(command, this.view));
    return this.mayAnswer;
  }

  private mayAnswer: readonly Command[] | undefined;

  /** Returns the answers that are in the script whenever the statement is. */
  public answersTo(topic: Topic, { alternatives: own = [] }: Pick<PlacedStatement, 'alternatives'>): TopicAnswers {
    const key = `${topic} ${own.map(({ of, option }) => `${of}=${option}`).join()}`;
    let answers = this.answersBy.get(key);
    if (answers === undefined) {
      // With very many parts, only their common answers excuse.
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
      if (topic === 'hypervisor' || (kinds.has('name') && COMPARES_NAME.test(command.program))) {
        for (const each of command.uses) for (const name of this.view.namesIn(each)) variables.add(`${name} answers`);
      }
      if (topic !== 'hypervisor') continue;
      for (const setting of this.consequences.settings(spot)) variables.add(setting);
      const isQuestion = isInFunction(around) || this.consequences.isEnding(around, command.order);
      if (isQuestion) questions.set(around.scope, [...(questions.get(around.scope) ?? []), spot].slice(0, MOST_ANSWERS));
    }
    // A call of a function that answers is an answer too.
    for (const [name, { kinds, points: mounted }] of answering) {
      for (const call of this.consequences.callsOf(name)) {
        const { branches, isNegated, read } = this.view.surroundingsOf(call);
        for (const { fork, arm } of branches) {
          const arms = forks.get(fork) ?? [];
          forks.set(fork, arms);
          if (arms.length < MOST_ANSWERS) arms.push({ arm, isNegated, read, kinds: [...kinds], points: mounted });
        }
        if (topic === 'hypervisor') for (const setting of this.consequences.settings(call)) variables.add(setting);
      }
    }
    // A command that also uses the device does more than look it up.
    for (const command of this.view.commands) {
      const [first] = command.uses;
      if (functions.size === 0 || first === undefined || !USES_DISK.test(command.program)) continue;
      functions.delete(functionOf(this.view.surroundingsOf({ use: first, command }).scope) ?? '');
    }
    return { commands, forks, statements, points, functions, variables, questions };
  }
}

/** Tells whether another arm of a fork answers, for a device that is mounted nowhere else. */
export function isInOtherArm(
  { branches, isNegated, read }: StatementContext,
  { forks }: TopicAnswers,
  points: readonly string[],
  topic: Topic,
): boolean {
  return branches.some(({ fork, arm }) => {
    const others = (forks.get(fork) ?? []).filter(
      (other) =>
        areAlternatives(arm, isNegated, other.arm, other.isNegated) &&
        mayShareFork({ read }, other) &&
        // An empty disk has no label: whatever follows still needs the disk's name.
        (topic !== 'disk' || other.kinds.some((kind) => kind !== 'label')),
    );
    // The question may be about the device of either arm.
    const mounted = others.flatMap((other) => other.points);
    return others.length > 0 && !areElsewhere(points, mounted);
  });
}
