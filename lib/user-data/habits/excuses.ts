import { diskOf, disksIn, NAME_OF_NITRO } from '../disk-names';
import type { PlacedStatement } from '../scripts/read-script';
import type { Use } from '../scripts/statement';
import { acceptsBoth, NAMES_OF_XEN } from './accepts-both';
import { assignmentIn } from './assignments';
import { Consequences, ENDS, functionOf, MOST_CALLS } from './consequences';
import type { Habit, Topic } from './habit';
import type { Match } from './match';
import { pointsAround, pointsOf } from './mount-points';
import { LONGEST_CHAIN, MOST_ASSIGNMENTS, NamesInVariables } from './names-in-variables';
import { givenNames, type AnswerKind, type GivenNames } from './nitro-answers';
import { isHandedOn } from './text-programs';
import { loadsDrivers, onlyRemoves, removesDrivers } from './removed-drivers';
import { areTogether, isDefault, type ScriptView, type Spot, type StatementContext } from './script-view';
import { AnswersByTopic, COMPARES_NAME, isInOtherArm, type TopicAnswers } from './topic-answers';

/**
 * Tells whether a script that follows a habit also takes Nitro's answer to the same question, or for the same device: in the same
 * command, in another arm of a fork, in the same variable, at the same mount point. An answer elsewhere excuses nothing.
 */
export class Excuses {
  private readonly excusedBy = new Map<Habit, Map<Use, boolean>>();
  private readonly consequences: Consequences;
  private readonly answers: AnswersByTopic;
  private readonly names: NamesInVariables;
  private given: GivenNames | undefined;

  public constructor(
    private readonly statements: readonly PlacedStatement[],
    private readonly view: ScriptView,
    matches: readonly Match[],
  ) {
    const onlyXen = new Set(
      matches.flatMap((match) => match.expecting.filter((spot) => !acceptsBoth(match, spot, view)).map(({ command }) => command)),
    );
    this.consequences = new Consequences(view);
    this.names = new NamesInVariables(view, this.consequences);
    this.answers = new AnswersByTopic(view, this.consequences, onlyXen);
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

  /** Tells whether a match is excused. An open question counts as not excused, so a circular excuse does not count. */
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
    const answers = this.answers.answersTo(topic, spot.command.statement);
    const around = this.view.surroundingsOf(spot);
    if (isInOtherArm(around, answers, pointsAround(spot, this.view), topic) || this.isCalledInArm(spot, around, answers, topic))
      return true;
    switch (topic) {
      case 'driver':
        return this.loadsBoth(spot, answers) || onlyRemoves(spot, around, this.view, this.consequences);
      case 'hypervisor':
        return (
          this.isGuard(spot, around) ||
          this.namesDeviceOtherwise(spot, around) ||
          this.isComparedBoth(spot, answers) ||
          this.setsTheSame(spot, answers) ||
          this.isAskedInTurn(spot, around, answers) ||
          onlyRemoves(spot, around, this.view, this.consequences)
        );
      case 'disk':
      case 'interface':
        return (
          this.isLookedUp(spot, answers) ||
          this.meetsAtPoint(spot, answers) ||
          this.meetsInVariable(match, spot, answers, depth) ||
          this.isMadeOfBoth(match, spot, depth) ||
          this.isFallback(spot, answers) ||
          this.leadsToBoth(match, spot, around, depth) ||
          this.asksForBoth(spot, answers, topic)
        );
    }
  }

  /** Tells whether the name is passed to a look-up, or compared with the result of one. */
  private isLookedUp({ use, command }: Spot, answers: TopicAnswers): boolean {
    if (answers.functions.has(command.program)) return true;
    if (use.role === 'line' && this.view.namesIn(use).some((name) => this.names.isOfMapping(name))) return true;
    const isCompared = use.role === 'pattern' || COMPARES_NAME.test(command.program);
    if (!isCompared) return false;
    const around = this.view.surroundingsOf({ use, command });
    const inStatement = this.view.commandsOf(command.statement).some((each) => {
      const translation = answers.commands.get(each)?.get('translation');
      return translation !== undefined && areTogether(around, this.view.surroundingsOf({ use: translation, command: each }));
    });
    const names = command.uses.flatMap((each) => this.view.namesIn(each));
    if (names.some((name) => this.names.isOfMapping(name))) return true;
    return (
      inStatement ||
      names.some((name) => answers.variables.has(`${name} answers`) || this.names.holdsAnswer(name, answers, 0, ['translation']))
    );
  }

  /** `if ...; then D=nvme1n1; else D=xvdf; fi`, `mount /dev/$D`: tells whether each Xen name of the variable has a Nitro counterpart. */
  private isMadeOfBoth(match: Match, { use, command }: Spot, depth: number): boolean {
    if (depth >= LONGEST_CHAIN || use.role !== 'argument' || !use.word.includes('$')) return false;
    const old = this.view
      .namesIn(use)
      .flatMap((name) => this.names.oldNames(name))
      .filter((each) => each.command !== command);
    // In a value with both names, the part that is cut off does not count.
    if (old.some((each) => NAME_OF_NITRO.test(each.use.word))) return false;
    return old.length > 0 && old.length <= MOST_ASSIGNMENTS && old.every((each) => this.isExcused(match, each, depth + 1));
  }

  /** Tells whether a name is the output of a look-up function that has found nothing. */
  private isFallback({ use, command }: Spot, answers: TopicAnswers): boolean {
    const { name = '' } = assignmentIn(use);
    const [, printing] = /^(\w+)__output$/.exec(name) ?? [];
    if (printing === undefined || ![...answers.functions].some((each) => each.replace(/\W/g, '_') === printing)) return false;
    return this.view
      .assignmentsTo(name)
      .some((each) => each.command.order < command.order && each.use.word.includes('$') && !this.names.namesXen(each.command));
  }

  private meetsAtPoint({ command }: Spot, answers: TopicAnswers): boolean {
    return pointsOf(command).some((point) => answers.points.has(point));
  }

  /** Tells whether an assignment of the old name is to a variable that may also hold the new name, or that only goes where both meet. */
  private meetsInVariable(match: Match, spot: Spot, answers: TopicAnswers, depth: number): boolean {
    const { name, value } = assignmentIn(spot.use);
    const defaulted =
      /\$\{([A-Za-z_]\w*):?[-=]/.exec(spot.use.word)?.[1] ?? (name !== undefined && isDefault(spot, name) ? name : undefined);
    if (defaulted !== undefined && this.names.holdsAnswer(defaulted, answers, 0)) return true;
    if (name === undefined || value === '') return false;
    const assignments = this.view.assignmentsTo(name);
    if (assignments.length > MOST_ASSIGNMENTS) return false;
    const isAnswer = ({ use, command }: Spot): boolean => {
      if (answers.commands.has(command)) return true;
      const { value: set } = assignmentIn(use);
      const [, read] = BELOW_DEV.exec(set) ?? [];
      if (read !== undefined && read !== name) return this.names.holdsAnswer(read, answers, 1, LOOKED_UP);
      return /\$\(|`/.test(set) && answers.statements.has(command.statement);
    };
    if (assignments.some((other) => other.use !== spot.use && isAnswer(other) && this.names.mayHoldBoth(name, spot, other))) return true;
    if (depth >= LONGEST_CHAIN) return false;
    const mentions = this.view
      .mentionsOf(name)
      .filter(({ use, command }) => use !== spot.use && command.order !== spot.command.order)
      .filter((mention) => !isHandedOn(mention.use, mention.command.statement, name));
    return (
      mentions.length > 0 && mentions.length <= MOST_ASSIGNMENTS && mentions.every((mention) => this.isExcused(match, mention, depth + 1))
    );
  }

  /** `[ -e /dev/xvdf ] && D=/dev/xvdf`: tells whether the variable may hold both names. */
  private leadsToBoth(match: Match, { use, command }: Spot, around: StatementContext, depth: number): boolean {
    if (depth > 0 || !COMPARES_NAME.test(command.program)) return false;
    const taken = this.consequences
      .of(around, command.order)
      .filter((each) => each.use.role === 'assignment' && assignmentIn(each.use).value === use.word);
    return taken.length > 0 && taken.every((each) => this.isExcused(match, each, depth + 1));
  }

  /** The script also loads a driver that Nitro needs. */
  private loadsBoth({ command }: Spot, answers: TopicAnswers): boolean {
    return loadsDrivers(command) && [...answers.commands.keys()].some((other) => loadsDrivers(other) && !removesDrivers(other));
  }

  /** `KIND=$(file -s "$OLD")`, where each fork that asks for the answer has an arm for Nitro. */
  private asksForBoth({ command }: Spot, answers: TopicAnswers, topic: Topic): boolean {
    if (!PROBES.test(command.program)) return false;
    const taken = command.statement.uses.flatMap((use) => {
      const { name, value } = assignmentIn(use);
      return name === undefined || !value.includes('$()') ? [] : [name];
    });
    const mentions = taken.flatMap((name) => this.view.mentionsOf(name)).filter(({ use: { role } }) => role !== 'spoken');
    return (
      mentions.length > 0 &&
      mentions.length <= MOST_ASSIGNMENTS &&
      mentions.every((mention) => isInOtherArm(this.view.surroundingsOf(mention), answers, [], topic))
    );
  }

  /** `[ "$V" = xen ]` in one place, `[ "$V" = kvm ]` in another: tells whether the variable is compared with both. */
  private isComparedBoth({ command }: Spot, answers: TopicAnswers): boolean {
    return command.uses.some((use) => this.view.namesIn(use).some((name) => answers.variables.has(`${name} answers`)));
  }

  /** `[ -f /sys/hypervisor/uuid ] && EC2=1`: tells whether another question sets the same variable. */
  private setsTheSame(spot: Spot, answers: TopicAnswers): boolean {
    return this.consequences.settings(spot).some((setting) => answers.variables.has(setting));
  }

  /** `if [ -d /proc/xen ]; then D=/dev/xvdf; else D=/dev/nvme1n1; fi`: tells whether the arms differ in their devices alone. */
  private namesDeviceOtherwise({ command: { statement, order } }: Spot, around: StatementContext): boolean {
    const onXen = around.isNegated ? this.consequences.otherwise(around) : this.consequences.of(around, order);
    const isAboutDevice = ({ use, command }: Spot): boolean =>
      SAYS.test(use.word) || command.uses.some(({ word }) => NAMES_OF_XEN.test(word));
    return onXen.every(isAboutDevice) && DEVICES.some((topic) => isInOtherArm(around, this.answers.answersTo(topic, statement), [], topic));
  }

  /** `if [ -e /sys/hypervisor/uuid ]; then echo 'not on Xen' >&2; exit 1; fi`: tells whether the script continues on Nitro. */
  private isGuard({ command }: Spot, around: StatementContext): boolean {
    const consequences = this.consequences
      .of(around, command.order)
      .filter(({ use }) => use.role === 'program' || use.role === 'assignment');
    const fails = ({ command: { uses } }: Spot): boolean => uses.some(({ role, word }) => role === 'argument' && /^[1-9]\d*$/.test(word));
    return (
      consequences.some((each) => ENDS.test(each.use.word) && fails(each)) &&
      consequences.every((each) => each.use.role === 'program' && (ENDS.test(each.use.word) ? fails(each) : SAYS.test(each.use.word)))
    );
  }

  /** `is_xen || is_nitro`: tells whether each call of the asking function has an alternative that answers. */
  private isCalledInArm(spot: Spot, { scope }: StatementContext, answers: TopicAnswers, topic: Topic): boolean {
    const name = functionOf(scope);
    const calls = name === undefined ? [] : this.consequences.callsOf(name);
    if (calls.length === 0 || calls.length > MOST_CALLS) return false;
    const points = pointsOf(spot.command);
    return calls.every(
      (call) =>
        isInOtherArm(this.view.surroundingsOf(call), answers, points, topic) || (topic === 'hypervisor' && this.setsTheSame(call, answers)),
    );
  }

  /** Tells whether one question returns on a positive answer, and the other follows a negative one. */
  private isAskedInTurn({ command }: Spot, around: StatementContext, answers: TopicAnswers): boolean {
    const others = answers.questions.get(around.scope) ?? [];
    const isEnding = this.consequences.isEnding(around, command.order);
    return others.some((other) => {
      const isBefore = other.command.order < command.order;
      return isBefore ? this.consequences.isEnding(this.view.surroundingsOf(other), other.command.order) : isEnding;
    });
  }
}

const SAYS = /^(?:echo|printf|logger)$/;

/** `/dev/$name`, `$name`, where a look-up says the name. */
const BELOW_DEV = /^["']?(?:\/dev\/)?\$\{?(\w+)\}?["']?$/;
const LOOKED_UP: readonly AnswerKind[] = ['name', 'id', 'translation'];

/** Programs that only tell what a device is. */
const PROBES = /^(?:file|ls|stat|blkid|lsblk|readlink|realpath)$/;

const DEVICES: readonly Topic[] = ['disk', 'interface'];
