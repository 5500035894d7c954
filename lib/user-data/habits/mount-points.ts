import type { Use } from '../scripts/statement';
import { assignmentIn } from './assignments';
import { type Command, type ScriptView, type Spot } from './script-view';

/** A path that is the folder of one device, not a file that several devices are written to. */
const FOLDER = /^\/(?!dev\b|etc\b|proc\b|sys\b|tmp\/|var\/log\b|usr\/bin|bin\b|sbin\b)[\w.${}/-]*$/;
const LABELLED = /^(?:-L|--label|-n)$/;
/** `/dev/xvdf:/data`, an item of a list. */
const PAIRED = /^["']?\/?[\w${}/]+[:,=|;\s]+(\/[\w./-]+)/;
const IS_VARIABLE = /^\$\{?(\w+)\}?$/;

/** The number of mentions of a variable that are read. Errs towards fewer folders: arms then count as about one device. */
const MOST_MENTIONS = 50;

const pointsKept = new WeakMap<Command, readonly string[]>();

/** Returns the folders at which a command mounts a device, and the labels that it gives to one. */
export function pointsOf(command: Command): readonly string[] {
  const points = pointsKept.get(command) ?? readPoints(command);
  pointsKept.set(command, points);
  return points;
}

function readPoints({ program, uses }: Command): readonly string[] {
  const words = uses.filter(({ role }) => role === 'argument').map(({ word }) => word);
  const labels = /^(?:mkfs|mke2fs|mkswap|e2label|xfs_admin|tune2fs)/.test(program)
    ? words.flatMap((word, index) =>
        LABELLED.test(words[index - 1] ?? '') || (program === 'e2label' && index === 1) ? [`label ${word}`] : [],
      )
    : [];
  const ofLines = uses.flatMap(({ role, word }) => (role === 'line' ? [/^\s*\S+\s+(\/\S*)\s/.exec(`${word} `)?.[1] ?? ''] : []));
  const isUsing = !/^(?:\[|\[\[|test|ls|grep|mkdir|cd|cp|mv|rm|chown|chmod|>|)$/.test(program);
  return [...labels, ...[...(isUsing ? words : []), ...ofLines].filter((word) => FOLDER.test(word))];
}

/** Returns the folder after the device in a list item; undefined for none. */
export function pairedFolder(word: string): string | undefined {
  return PAIRED.exec(word.replace(/^\w+(?:\[[^\]]*\])?\+?=/, ''))?.[1];
}

/** Returns the folders at which a command mounts a device, or at which the device in its variable is mounted in the same arm of a fork. */
export function pointsAround(spot: Spot, view: ScriptView): readonly string[] {
  const points = aroundKept.get(spot.use) ?? readAround(spot, view);
  aroundKept.set(spot.use, points);
  return points;
}

const aroundKept = new WeakMap<Use, readonly string[]>();

function readAround(spot: Spot, view: ScriptView): readonly string[] {
  const { name } = assignmentIn(spot.use);
  const own = pointsOf(spot.command);
  if (name === undefined || own.length > 0) return own;
  const innermost = view.surroundingsOf(spot).branches.findLast(({ isOfList }) => isOfList !== true);
  if (innermost === undefined) return own;
  const isInArm = (other: Spot): boolean =>
    view.surroundingsOf(other).branches.some(({ fork, arm }) => fork === innermost.fork && arm === innermost.arm);
  return view
    .mentionsOf(name)
    .slice(0, MOST_MENTIONS)
    .flatMap((mention) => {
      if (isInArm(mention)) return pointsOf(mention.command);
      const variables = mention.command.uses.flatMap(({ word }) => IS_VARIABLE.exec(word)?.[1] ?? []).filter((each) => each !== name);
      return variables
        .flatMap((variable) => view.assignmentsTo(variable).slice(0, MOST_MENTIONS))
        .filter(isInArm)
        .map(({ use }) => assignmentIn(use).value.replace(/^["']|["']$/g, ''))
        .filter((value) => FOLDER.test(value));
    });
}

/** Tells whether two devices are certainly mounted at different places. */
export function areElsewhere(points: readonly string[], others: readonly string[]): boolean {
  return points.length > 0 && others.length > 0 && !points.some((point) => others.includes(point));
}
