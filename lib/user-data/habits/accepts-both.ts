import { areKeyedApart } from '../scripts/array-keys';
import type { Use } from '../scripts/statement';
import type { Habit, Topic } from './habit';
import type { Match } from './match';
import { COMPARES } from './match-comparisons';
import { listAround } from './list-around';
import { pairedFolder } from './mount-points';
import { withoutReplaced } from './replaced-names';
import { areTogether, type Command, type ScriptView, type Spot } from './script-view';
import { withoutSlashes } from './slashed-patterns';

/** Tells whether a command or line beside Xen's answer also takes Nitro's. */
export function acceptsBoth({ habit }: Match, spot: Spot, view: ScriptView): boolean {
  const { accepts, topic } = habit;
  const { word, role } = spot.use;
  if (role === 'line' && spot.command.statement.isDeviceList === true && isDevice(topic)) return accepts.test(listAround(spot));
  if (role === 'line') return (accepts.test(word) || accepts.test(withoutSlashes(word))) && !isConjunction(word, habit);
  if (isDevice(topic)) {
    // Values that a variable has at different times are not a choice.
    const isBoth = (text: string): boolean => accepts.test(text) && NAMES_OF_XEN.test(text);
    if (accepts.test(withoutReplaced(word)) || view.textsOf(spot.use).some((text) => isBoth(withoutReplaced(text)))) return true;
    if (!chooses(spot.command)) return false;
    // `[ "$(readlink -f /dev/xvda)" = /dev/nvme0n1 ]`
    const others = view
      .commandsOf(spot.command.statement)
      .filter(
        (command) =>
          command === spot.command ||
          (COMPARES.test(command.program) && areTogether(view.surroundingsOf(spot), view.surroundingsOfCommand(command))),
      );
    const folder = pairedFolder(word);
    return others.some((command) =>
      acceptingUses(command, accepts, view).some(
        (use) =>
          use !== spot.use && !areKeyedApart(word, use.word) && !(folder !== undefined && (pairedFolder(use.word) ?? folder) !== folder),
      ),
    );
  }
  if (view.textsOf(spot.use).some((text) => accepts.test(text) || (role === 'pattern' && accepts.test(withoutSlashes(text))))) return true;
  if (COMPARES.test(spot.command.program) && isChoice(spot, accepts, view)) return true;
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

function isDevice(topic: Topic): boolean {
  return topic === 'disk' || topic === 'interface';
}

/** The number of words of a test that are read before and after a word. Errs towards fewer excuses. */
const MOST_OPERANDS = 100;

/** Tells whether the same text may have Nitro's answer, behind `||`: `[[ $V == xen || $V == kvm ]]`. */
function isChoice({ use, command }: Spot, accepts: RegExp, view: ScriptView): boolean {
  const place = command.uses.indexOf(use);
  const uses = command.uses.slice(Math.max(0, place - MOST_OPERANDS), place + MOST_OPERANDS);
  const own = uses.indexOf(use);
  return uses.some((each, at) => {
    if (each === use || each.isOneOfMany === true || !view.textsOf(each).some((text) => accepts.test(text))) return false;
    const between = uses.slice(Math.min(own, at), Math.max(own, at)).map(({ word }) => word);
    return comparedWith(uses, own) === comparedWith(uses, at) && between.includes('||') && !between.includes('&&');
  });
}

/** Returns the other side of the comparison with a word. */
function comparedWith(uses: readonly Use[], at: number): string | undefined {
  const step = [-1, 1].find((each) => /^(?:=|==|=~|-eq)$/.test(uses[at + each]?.word ?? ''));
  return step === undefined ? undefined : uses[at + 2 * step]?.word;
}

const acceptingKept = new WeakMap<Command, Map<RegExp, readonly Use[]>>();

/** Returns the words of a command that take Nitro's answer, at most two. Each word of the command asks. */
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

/** Tells whether a line asks for both: `a and b`. */
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

/** Programs that look for one of several names, or replace one by the other. `mdadm` and `mkfs` use all of them. */
const CHOOSES =
  /^(?:\[|\[\[|test|for|case|sed|[efz]?grep|rg|[gmn]?awk|ln|ls|stat|find|lsblk|blkid|readlink|realpath|file|nft|export|local|declare|readonly|)$/;

const CHOOSING_FUNCTION = /first|find|pick|choose|select|detect|resolve|which|either|wait/i;

function chooses({ program }: Command): boolean {
  return CHOOSES.test(program) || CHOOSING_FUNCTION.test(program);
}

export const NAMES_OF_XEN = /xvd|\/dev\/sd|eth\d/;
