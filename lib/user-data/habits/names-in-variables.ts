import { NAMES_OF_XEN } from './accepts-both';
import { assignmentIn } from './assignments';
import { isInFunction } from './consequences';
import { areElsewhere, pointsAround } from './mount-points';
import type { AnswerKind } from './nitro-answers';
import { areAlternatives } from './script-forks';
import { isDefault, mayShareFork, type Command, type ScriptView, type Spot } from './script-view';
import type { TopicAnswers } from './topic-answers';

/** The number of steps in which a variable is followed into another one. */
export const LONGEST_CHAIN = 4;
/** The number of assignments to one variable that are compared. Further ones excuse nothing. */
export const MOST_ASSIGNMENTS = 50;
/** A disk name that another part of the script puts below `/dev/`. */
const NAMES_BARE = /=["']?(?:xvd|sd[a-z*[]|eth\d)/;

/** Tracks the device names that variables may hold. */
export class NamesInVariables {
  public constructor(private readonly view: ScriptView) {}

  private readonly mappingsBy = new Map<string, boolean>();

  /** Tells whether a variable holds the answer of IMDS about the mapping. That is EC2's name of a device, on Nitro too. */
  public isOfMapping(name: string): boolean {
    let isOfMapping = this.mappingsBy.get(name);
    if (isOfMapping === undefined) {
      isOfMapping = this.view
        .assignmentsTo(name)
        .some(({ command }) => command.statement.uses.some(({ word }) => word.includes('/block-device-mapping/')));
      this.mappingsBy.set(name, isOfMapping);
    }
    return isOfMapping;
  }

  private readonly oldNamesBy = new Map<string, readonly Spot[]>();

  /** Returns the assignments of a Xen name to a variable, up to one more than are compared. */
  public oldNames(name: string): readonly Spot[] {
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

  /** Tells whether a command names a device of Xen. */
  public namesXen({ uses }: Command): boolean {
    return uses.some((use) => this.view.textsOf(use).some((text) => NAMES_OF_XEN.test(text)));
  }

  /** Tells whether a variable holds the result of a look-up, or a Nitro name. */
  public holdsAnswer(name: string, answers: TopicAnswers, depth: number, kinds?: readonly AnswerKind[]): boolean {
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

  /** Tells whether a variable may hold the value of either assignment at its uses. The two are then for one device. */
  public mayHoldBoth(name: string, one: Spot, other: Spot): boolean {
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

  /** Tells whether an assignment uses its own variable: `D=$(lookup "$D")`. */
  private isMadeFrom(name: string, { command }: Spot): boolean {
    return command.statement.uses.some((use) => this.view.namesIn(use).includes(name) && use.role === 'argument');
  }
}
