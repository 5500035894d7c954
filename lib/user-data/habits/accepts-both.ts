import type { Use } from '../scripts/statement';
import type { Habit } from './habit';
import type { Match } from './match';
import { COMPARES } from './match-comparisons';
import { pairedFolder } from './mount-points';
import { withoutReplaced } from './replaced-names';
import { areTogether, type Command, type ScriptView, type Spot, type StatementContext } from './script-view';
import { withoutSlashes } from './slashed-patterns';

/** Tells whether a command or line beside Xen's answer also takes Nitro's. */
export function acceptsBoth({ habit }: Match, spot: Spot, view: ScriptView): boolean {
  const { accepts, topic } = habit;
  const { word, role } = spot.use;
  if (role === 'line') return (accepts.test(word) || accepts.test(withoutSlashes(word))) && !isConjunction(word, habit);
  if (topic === 'disk' || topic === 'interface') {
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

function aroundCommand(command: Command, view: ScriptView): StatementContext {
  const [use] = command.uses;
  return use === undefined ? { branches: [], isNegated: false, read: undefined, scope: '' } : view.surroundingsOf({ use, command });
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
